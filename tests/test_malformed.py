"""Malformed and hostile inputs (`malformed.py`), each through the command line: a finding or a clear error, and in time.

The last good `site/` stays as it was, there is no traceback, and processor time and memory are limited. The limit of
time is that of the processor, so that a busy machine does not matter; `PATIENCE` is for a program that waits for ever.
"""

from __future__ import annotations

import ctypes
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaflet.checks.rules import rules
from leaflet.verdict import site_digest
from malformed import CASES, Case
from translated import stamp_in, stamped_base

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
SECONDS, PATIENCE = 20, 300
MEMORY = 1_500_000_000  # bytes
BASE_LANGUAGES = ("en", "pl")
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # linux/prctl.h, linux/capability.h
HIDDEN = 'raise ModuleNotFoundError("No module named \'{0}\'", name="{0}")\n'


@dataclass(frozen=True)
class Run:
    status: int
    said: str
    kept: bool  # whether site/ is as it was


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole small project in two languages, with a site that was built before."""
    root = tmp_path_factory.mktemp("malformed") / "project"
    others = [tag for tag in ("ar", "gu", "ur", "zh") if tag not in BASE_LANGUAGES]
    left_out = shutil.ignore_patterns(*others, *(f"{tag}.yml" for tag in others))
    shutil.copytree(stamped_base(), root, ignore=left_out)
    shutil.copytree(ROOT / "overrides", root / "overrides", ignore=left_out, dirs_exist_ok=True)
    shutil.copy(ROOT / "large-print.yml", root)
    (root / "scripts").symlink_to(ROOT / "scripts")
    settings = root / "mkdocs.yml"
    settings.write_text(re.sub(rf"(?m)^ *- {{locale: ({'|'.join(others)}),.*\n", "", settings.read_text()))
    stamp_in(root, "pl")
    (root / "site").mkdir()
    (root / "site/index.html").write_text("the last good site")
    return root


@pytest.fixture(scope="module")
def runs(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Run]]]:
    """Every case, as many at a time as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = tmp_path_factory.mktemp("cases")
        yield {case.name: pool.submit(run, case, project, folder / str(number)) for number, case in enumerate(CASES)}
        pool.shutdown(cancel_futures=True)


def run(case: Case, project: Path, root: Path) -> Run:
    shutil.copytree(project, root, symlinks=True)
    before = site_digest(root / "site")
    case.change(root)
    paths = [str(ROOT / "scripts")]
    if case.hide:
        paths.insert(0, str(root / "hidden"))
        (root / "hidden").mkdir()
        (root / "hidden" / f"{case.hide}.py").write_text(HIDDEN.format(case.hide))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-m", "leaflet", *case.command], cwd=root, env=environment, timeout=PATIENCE,
                          capture_output=True, check=False, preexec_fn=limited)
    said = (done.stdout + done.stderr).decode()
    kept = site_digest(root / "site") == before
    shutil.rmtree(root, ignore_errors=True)
    return Run(done.returncode, said, kept)


def limited() -> None:
    """In the new process: at most so much time and memory, and no more rights to read files than other people have."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_malformed_input_is_reported(case: Case, runs: dict[str, Future[Run]]) -> None:
    done = runs[case.name].result()
    assert "Traceback" not in done.said, done.said[-3000:]
    assert done.status == case.status, done.said[-3000:]
    missing = [words for words in case.says if not re.search(words, done.said)]
    assert not missing, done.said[:3000]
    assert done.kept


def test_there_are_fifty_and_each_has_its_own_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 50


def test_a_traceback_would_be_seen(project: Path, tmp_path: Path) -> None:
    """A program that fails, fills the memory or never ends is not taken for one that reports."""
    broken = Case("broken", lambda root: (root / "scripts").unlink(), (), hide="click")
    assert "Traceback" in run(broken, project, tmp_path / "project").said


def test_every_code_that_is_expected_is_one_of_ours() -> None:
    codes = set(re.findall(r"\b[STWLR]\d{3}\b", " ".join(words for case in CASES for words in case.says)))
    assert codes and codes <= rules().keys()
