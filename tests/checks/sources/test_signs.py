"""signs.yml has what the Braille tables and the fonts for print lack, and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from leaflet.checks.sources.structure import lost_signs
from leaflet.formats.braille.transcribe import Braille
from leaflet.formats.pdf import fonts
from leaflet.project.settings import SOURCE_LANGUAGE, languages

ASKED = "±×÷≤≥≈<>=+~−°℃µμ²³½¼¾⅓⅔%‰€£$©®™§¶†‡′″·•…–—→←↑↓√∞"
IN_PRINT = [tag for tag in languages() if not fonts.missing_fonts(languages()[tag])]


@cache
def letterforms(file: Path) -> frozenset[int]:
    return frozenset(TTFont(file, lazy=True).getBestCmap())


@pytest.mark.parametrize("tag", IN_PRINT)
def test_list_is_that_of_the_tables_and_fonts(tag: str) -> None:
    language = languages()[tag]
    grades = [Braille(language, contracted) for contracted in ((False, True) if tag == SOURCE_LANGUAGE else (False,))]
    printed = frozenset().union(*map(letterforms, fonts.files(language)))
    lost = {sign for sign in ASKED if ord(sign) not in printed or any(grade.unknown(sign) for grade in grades)}
    assert set(lost_signs(tag)) == lost


def test_every_language_has_a_list() -> None:
    assert [tag for tag in languages() if not lost_signs(tag)] == []
