"""Malformed and hostile inputs (`malformed.py`), each through the command line: a finding or a clear error, and in time.

The last good `site/` stays as it was (names and hashes of all its files), and there is no traceback. Each case is a
process of its own, forked from a runner that has loaded the program (`warm.py`), with nothing left of the case before:

- processor time is limited by the system (RLIMIT_CPU), not measured. The limit is ten times what the slowest case takes
  here, for slower machines: it is there for work that grows with the square of its input, which takes hours;
- memory is limited as address space (RLIMIT_AS), which is more than the program uses, the runner's part included;
- `PATIENCE`, by the clock, is for a program that waits: for a pipe that nobody writes to.

Parts that are not installed are the matter of `test_missing_parts.py`.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaflet.build.record import site_digest
from leaflet.findings.codes import rules
from support.malformed import CASES, Case
from support.translated import two_languages
from support.warm import Answer, Order, Runners

pytestmark = pytest.mark.slow

SECONDS, PATIENCE = 60, 300
MEMORY = 1_500_000_000  # bytes
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # linux/prctl.h, linux/capability.h
WITHOUT_END = "while True: pass"
WAITS = "import time; time.sleep(1000)"
FILLS = "rows = [bytearray(10_000_000) for _ in range(200)]"
DEEP = "def deep(): deep()\ndeep()"


@dataclass(frozen=True)
class Run:
    answer: Answer
    kept: bool  # whether site/ is as it was


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole small project in two languages, with a site that was built before."""
    root = two_languages(tmp_path_factory.mktemp("malformed") / "project")
    (root / "site").mkdir()
    (root / "site/index.html").write_text('<link rel="stylesheet" href="assets/leaflet.0.css">the last good site')
    return root


@pytest.fixture(scope="module")
def runners(project: Path) -> Iterator[Runners]:
    runners = Runners(project, no_more_rights_than_other_people)
    yield runners
    runners.close()


@pytest.fixture(scope="module")
def runs(project: Path, runners: Runners, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Run]]]:
    """Every case, as many at a time as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = tmp_path_factory.mktemp("cases")
        yield {
            case.name: pool.submit(run, case, project, folder / str(number), runners)
            for number, case in enumerate(CASES)
        }
        pool.shutdown(cancel_futures=True)


def run(case: Case, project: Path, root: Path, runners: Runners) -> Run:
    shutil.copytree(project, root, symlinks=True)
    before = site_digest(root / "site")
    case.change(root)
    answer = runners.run(Order(str(root), case.command, seconds=SECONDS, memory=MEMORY, patience=PATIENCE))
    kept = site_digest(root / "site") == before
    shutil.rmtree(root, ignore_errors=True)
    return Run(answer, kept)


def no_more_rights_than_other_people() -> None:
    """In a new process: none of root's to read what it may not, after the next `exec`."""
    for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_malformed_input_is_reported(case: Case, runs: dict[str, Future[Run]]) -> None:
    done = runs[case.name].result()
    said = done.answer.said
    assert "Traceback" not in said, said[-3000:]
    assert done.answer.status == case.status, (done.answer.status, done.answer.seconds, said[-3000:])
    missing = [words for words in case.says if not re.search(words, said)]
    assert not missing, (missing, said[:3000])
    assert done.kept


@pytest.mark.parametrize(
    ("code", "limits", "status"),
    [
        (WITHOUT_END, {"seconds": 1}, -signal.SIGKILL),
        (WAITS, {"patience": 1}, -signal.SIGKILL),
        (FILLS, {}, 1),
        (DEEP, {}, 1),
        ("raise SystemExit(2)", {}, 2),
        ("", {}, 0),
    ],
)
def test_a_program_that_fails_is_not_taken_for_one_that_reports(
    code: str, limits: dict[str, int], status: int, runners: Runners, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    limits = {"seconds": SECONDS, "memory": MEMORY, "patience": PATIENCE, **limits}
    answer = runners.run(Order(str(tmp_path / "folder"), () if code else ("--help",), code, **limits))
    assert answer.status == status, answer
    assert ("Traceback" in answer.said) == (code in (FILLS, DEEP))


def test_there_are_fifty_and_each_has_its_own_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 50


def test_every_code_that_is_expected_is_one_of_ours() -> None:
    codes = set(re.findall(r"\b[STWLR]\d{3}\b", " ".join(words for case in CASES for words in case.says)))
    assert codes and codes <= rules().keys()
