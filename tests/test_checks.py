"""Each code has a bad case that shows it and a good case, as close to it as can be, that does not.

tests/checks/base/ is the smallest whole project. tests/checks/<CODE>/<case>/ holds the files that differ from it;
`FILE.delete` takes FILE away. `expected.txt` has the findings that must be there, one `CODE path:line` a line.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from leaflet.checks import check_sources
from leaflet.checks.rules import is_error, rules
from leaflet.checks.wording import Pattern, patterns
from leaflet.model import Finding

CASES = Path(__file__).parent / "checks"
BASE = CASES / "base"
EXPECTED = "expected.txt"
CODES = sorted(code for code in rules() if code[0] in "SW")
BAD = sorted(folder.relative_to(CASES).as_posix() for folder in CASES.glob("*/bad*"))
GOOD = sorted(folder.relative_to(CASES).as_posix() for folder in CASES.glob("*/good*"))


def project(case: Path, target: Path) -> Path:
    """The base with the files of `case` laid over it."""
    shutil.copytree(BASE, target)
    shutil.copytree(case, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    for mark in list(target.rglob("*.delete")):
        mark.with_suffix("").unlink()
        mark.unlink()
    return target


@cache
def findings(case: str) -> tuple[Finding, ...]:
    with TemporaryDirectory() as folder:
        return tuple(check_sources(project(CASES / case, Path(folder) / "project")))


def places(case: str) -> list[str]:
    return [f"{finding.code} {finding.path}:{finding.line}" for finding in findings(case)]


def test_base_is_clean(tmp_path: Path) -> None:
    assert check_sources(shutil.copytree(BASE, tmp_path / "project")) == []


@pytest.mark.parametrize("case", BAD)
def test_bad_case_gives_its_findings(case: str) -> None:
    expected = (CASES / case / EXPECTED).read_text(encoding="utf-8").splitlines()
    assert expected
    assert set(expected) - set(places(case)) == set()


@pytest.mark.parametrize("case", BAD)
def test_bad_case_gives_its_code_nowhere_else(case: str) -> None:
    code = case.partition("/")[0]
    expected = (CASES / case / EXPECTED).read_text(encoding="utf-8").splitlines()
    assert {place for place in places(case) if place.startswith(code)} <= set(expected)


@pytest.mark.parametrize("case", BAD)
def test_bad_case_expects_its_own_code_only(case: str) -> None:
    lines = (CASES / case / EXPECTED).read_text(encoding="utf-8").splitlines()
    assert {line.split()[0] for line in lines} == {case.partition("/")[0]}


@pytest.mark.parametrize("case", GOOD)
def test_good_case_gives_neither_its_code_nor_an_error(case: str) -> None:
    code = case.partition("/")[0]
    assert [finding for finding in findings(case) if finding.code == code or is_error(finding)] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_bad_and_a_good_case(code: str) -> None:
    assert (CASES / code / "bad" / EXPECTED).is_file()
    assert any(file.is_file() for file in (CASES / code / "good").rglob("*"))


def test_every_folder_is_of_a_known_code() -> None:
    assert {folder.name for folder in CASES.iterdir() if folder != BASE} - rules().keys() == set()


def test_every_case_folder_is_bad_or_good() -> None:
    assert sorted(folder.relative_to(CASES).as_posix() for folder in CASES.glob("*/*")
                  if folder.parent != BASE) == sorted([*BAD, *GOOD])


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.find.pattern)
def test_every_line_of_wording_yml_is_in_a_bad_case(pattern: Pattern) -> None:
    hints = {finding.hint for finding in findings(f"{pattern.code}/bad") if finding.code == pattern.code}
    assert f"Write: {pattern.use}." in hints


@pytest.mark.parametrize("case", BAD)
def test_every_finding_says_what_and_where(case: str) -> None:
    assert all(finding.message.strip() and finding.line >= 1 for finding in findings(case))


@pytest.mark.parametrize("case", BAD)
def test_every_finding_points_at_a_line_that_is_there(case: str, tmp_path: Path) -> None:
    root = project(CASES / case, tmp_path / "project")
    for finding in findings(case):
        file = root / finding.path
        assert not file.exists() or finding.line <= max(1, len(file.read_bytes().splitlines()))


def test_only_the_families_asked_for_are_given(tmp_path: Path) -> None:
    root = project(CASES / "W004/bad", tmp_path / "project")
    assert check_sources(root, "S") == []
