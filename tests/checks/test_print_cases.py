"""P: each code of the prints has a print that shows it, and one that does not.

How a case is written: tests/support/file_cases.py. A case of a print may also have `style.css`, added to the style that
it is set in, and `edit.txt`, the name of a change of the finished file, which nobody can write by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from leaflet.checks.files import VALIDATORS
from leaflet.findings.finding import Finding
from leaflet.formats.pdf import make as pdf
from support.cases import cases, code_of, judge
from support.file_cases import MadeFile, make
from support.places import CASES
from support.small_print import can_print, elements

pytestmark = pytest.mark.skipif(not can_print("gu"), reason="fonts or Pango are not installed")


CHAPTER = 2  # after the title and the contents


def turn_around(kids: Any) -> None:
    for number, kid in enumerate(list(kids)[::-1]):
        kids[number] = kid


def without_fonts(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


EDITS: Mapping[str, Callable[[pikepdf.Pdf], Any]] = {
    "without the page before the last": lambda document: document.pages.__delitem__(len(document.pages) - 2),
    "without tags": lambda document: document.Root.__delitem__("/StructTreeRoot"),
    "without bookmarks": lambda document: document.Root.__delitem__("/Outlines"),
    "with the bookmarks shown at once": lambda document: document.Root.__setitem__(
        "/PageMode", pikepdf.Name("/UseOutlines")
    ),
    "with the tags of a page from the end to the beginning": lambda document: turn_around(
        elements(document, "/H1")[CHAPTER].P.K
    ),
    "without its fonts": without_fonts,
    "without the words of the picture": lambda document: elements(document, "/Figure")[0].__delitem__("/Alt"),
    "with the picture as no figure": lambda document: elements(document, "/Figure")[0].__setitem__(
        "/S", pikepdf.Name("/NonStruct")
    ),
    "without its version": lambda document: document.docinfo.__delitem__("/version"),
    "with one more fact about itself": lambda document: document.docinfo.__setitem__("/Colour", "Black"),
}


def printed(case: str, place: Path) -> MadeFile:
    folder = CASES / case
    style, edit = folder / "style.css", folder / "edit.txt"
    with pytest.MonkeyPatch.context() as patch:
        if style.is_file():
            usual = pdf.style
            patch.setattr(pdf, "style", lambda *facts: usual(*facts) + style.read_text(encoding="utf-8"))
        made = make(case, "en.pdf", place)
    if edit.is_file():
        with pikepdf.open(made.path, allow_overwriting_input=True) as document:
            EDITS[edit.read_text(encoding="utf-8").strip()](document)
            document.save(made.path)
    return made


def by_verapdf(made: MadeFile) -> list[Finding]:
    return [finding for check in VALIDATORS[made.kind] for finding in check(made.booklet, made.path, made.display)]


def those(by_verapdf: bool) -> list[str]:
    return [case for case in cases("P") if (code_of(case) == "P001") == by_verapdf]


@pytest.mark.parametrize("case", those(by_verapdf=False))
def test_case_of_our_own_checks(case: str, tmp_path: Path) -> None:
    judge(case, printed(case, tmp_path).findings())


@pytest.mark.slow
@pytest.mark.parametrize("case", those(by_verapdf=True))
def test_case_of_verapdf(case: str, tmp_path: Path) -> None:
    judge(case, by_verapdf(printed(case, tmp_path)))
