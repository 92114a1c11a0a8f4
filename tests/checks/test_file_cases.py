"""E and B: each code of e-books, Word, text and Braille has a file that shows it, and one that does not.

How a case is written: tests/support/file_cases.py. EPUBCheck, Ace and LibreOffice look at the cases of what only they
can see, Ace and LibreOffice at all of them in one run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from leaflet.findings.finding import Finding
from leaflet.formats.epub import check as epub
from leaflet.formats.word import check as word
from support.cases import cases, code_of, judge
from support.file_cases import MadeFile, make
from support.places import ROOT

USUAL = {"E": "en.epub", "B": "en.brf"}
BY_TOOLS = ("E001", "E002", "E012")


def those(*codes: str) -> list[str]:
    return [case for case in cases("".join(USUAL)) if code_of(case) in codes]


@pytest.mark.parametrize("case", [case for case in cases("".join(USUAL)) if case not in those(*BY_TOOLS)])
def test_case_of_our_own_checks(case: str, tmp_path: Path) -> None:
    judge(case, make(case, USUAL[case[0]], tmp_path).findings())


def epubcheck(files: dict[str, MadeFile]) -> Iterator[tuple[str, list[Finding]]]:
    """One after the other would be twice as slow: EPUBCheck takes one file a run."""

    def check(made: MadeFile) -> list[Finding]:
        return list(epub.epubcheck(made.booklet, made.path, made.display))

    with ThreadPoolExecutor(2) as workers:
        yield from zip(files, workers.map(check, files.values()), strict=True)


def ace(files: dict[str, MadeFile]) -> Iterator[tuple[str, list[Finding]]]:
    reports = epub.run_ace([made.path for made in files.values()], ROOT)
    for case, made in files.items():
        yield case, list(epub.ace_findings(reports[str(made.path)], made.display))


def libreoffice(files: dict[str, MadeFile]) -> Iterator[tuple[str, list[Finding]]]:
    """Files of one name would be converted over one another."""
    folder = next(iter(files.values())).path.parents[2] / "opened"
    named = {
        case: made.path.rename(made.path.with_name(f"{case.replace('/', '-')}.docx")) for case, made in files.items()
    }
    for target in (word.TEXT, word.PDF):
        word.convert([*named.values()], target, folder)
    for case, made in files.items():
        yield case, list(word.opened(named[case], folder, made.display))


TOOLS: dict[str, Callable[[dict[str, MadeFile]], Iterator[tuple[str, list[Finding]]]]] = {
    "E001": epubcheck,
    "E002": ace,
    "E012": libreoffice,
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    """What each tool finds in each of its cases."""
    root = tmp_path_factory.mktemp("files")
    found: dict[str, list[Finding]] = {}
    for code, run in TOOLS.items():
        files = {}
        for case in those(code):
            (root / case).mkdir(parents=True)
            files[case] = make(case, USUAL["E"], root / case)
        found |= dict(run(files))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("case", those(*BY_TOOLS))
def test_case_of_a_tool(case: str, found: dict[str, list[Finding]]) -> None:
    judge(case, found[case])
