"""The tables: complete, and as their makers test them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from leaflet.formats.braille import liblouis as louis
from leaflet.formats.braille.back_translation import Ambiguity, ambiguities
from leaflet.formats.braille.transcribe import BLANK, Braille
from leaflet.project.settings import languages
from support.louis_tests import FILES, LIBLOUIS, cases
from support.places import TESTS

GOLDEN = yaml.safe_load((TESTS / "formats/braille/data/golden.yml").read_text(encoding="utf-8"))
# Tests of 3.39 that its tables of 3.33 do not pass yet, by line: MUST'VE and the like in capitals, and the macron
LATER = {"en-ueb": {3676, 3678, 3680, 3682, 3684, 3686, 3688, 3690}, "en-ueb-symbols_harness": {189, 191}}
# The library of 3.24 writes the last digit before a Chinese character otherwise: braille_text.py never lets it
BEFORE_3_33 = {"zhcn-g1": {12, 18}}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_liblouis_passes_its_own_tests(file: Path) -> None:
    excused = LATER.get(file.stem, set()) | (
        BEFORE_3_33.get(file.stem, set()) if louis.library_version() < (3, 33) else set()
    )
    found = [case for case in cases(file) if case.line not in excused and case.got() != case.wanted]
    assert [(case.line, case.given, case.wanted, case.got()) for case in found] == []


def test_there_are_two_thousand_examples_of_the_ueb_rulebook() -> None:
    (file,) = (file for file in FILES if file.stem == "en-ueb")
    assert len(list(cases(file))) > 1800


@pytest.mark.parametrize("file", sorted(louis.table_files()), ids=lambda file: file.name)
def test_every_table_that_is_included_is_there(file: Path) -> None:
    included = re.findall(r"^\s*include\s+(\S+)", file.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
    assert [name for name in included if not (LIBLOUIS / name).is_file()] == []


@pytest.mark.parametrize("tag", languages())
def test_every_language_of_the_registry_can_be_put_into_braille(tag: str) -> None:
    assert louis.missing_table(languages()[tag], contracted=False) is None
    french = "\u2820\u2821\u2823"  # Antoine numbers, which family B cannot read yet
    assert Braille(languages()[tag], contracted=False).cells("12") == (french if tag == "fr" else "\u283c\u2801\u2803")


def test_every_table_is_free_software_with_its_licence() -> None:
    assert "LESSER GENERAL PUBLIC LICENSE" in (LIBLOUIS / "COPYING.LESSER").read_text(encoding="utf-8")


GOLDEN_CELLS = [
    (tag, entry["print"], grade == "contracted", entry[grade])
    for tag, entries in GOLDEN.items()
    for entry in entries
    for grade in entry
    if grade != "print"
]


@pytest.mark.parametrize(("tag", "words", "contracted", "cells"), GOLDEN_CELLS)
def test_golden_cells(tag: str, words: str, contracted: bool, cells: str) -> None:
    assert Braille(languages()[tag], contracted).cells(words) == cells.replace("_", BLANK)


SAME = [(tag, ambiguity) for tag in languages() for ambiguity in ambiguities(tag) if ambiguity.same]


@pytest.mark.parametrize(("tag", "ambiguity"), SAME, ids=lambda value: getattr(value, "name", value))
def test_an_ambiguity_is_real(tag: str, ambiguity: Ambiguity) -> None:
    """The print that it takes as one has the same cells, inside a word or at its end."""
    letter = {"ur": "ب", "gu": "ક"}.get(tag, "m")
    code = Braille(languages()[tag], contracted=False)
    inside = {code.cells(f"{letter}{form}{letter}").strip() for form in ambiguity.same}
    after = {code.cells(f"{letter}{form}").strip() for form in ambiguity.same}
    assert len(inside) == 1 or len(after) == 1
