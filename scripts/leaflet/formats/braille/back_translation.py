"""Braille read back to print, as a reader would: the words, the numbers, and in Chinese the syllables.

The words come from liblouis's back-translation, but for Gujarati (`back_gujarati.py`) and Chinese
(`back_chinese.py`), which it cannot read. The numbers are read from the cells here, so that a fault of the tables
cannot hide itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from leaflet.formats.braille import back_gujarati as braille_bharati
from leaflet.formats.braille import liblouis as louis
from leaflet.formats.braille.layout import DIGITS, NUMBER_SIGN
from leaflet.formats.braille.transcribe import BLANK, FILLED, NO_BREAK, Braille, prepared
from leaflet.project.settings import languages

_DIGIT = f"[{DIGITS}]"
_DECIMAL = "[\u2802\u2832\u2804\u2828\u2810]"  # signs that stand inside a number: dots 2, 256, 3, 46, 5
_IN_NUMBER = rf"{NUMBER_SIGN}{_DIGIT}+(?:{_DECIMAL}{NUMBER_SIGN}?{_DIGIT}+)*"
_NUMBER = re.compile(_IN_NUMBER)
# The number sign is the letter NNA too in the scripts of India: there it is one only at the start of a word, or after a
# bracket, quotation mark, hyphen, colon or stroke. In Chinese it is the final eng, but for a place without an initial.
_INDIAN_NUMBER = re.compile(rf"(?:(?<![⠁-⠿])|(?<=[⠶⠤⠦⠒⠌])){_IN_NUMBER}")
_CHINESE_NUMBER = re.compile(rf"(?<![⠃⠏⠍⠋⠙⠞⠝⠇⠛⠅⠓⠌⠟⠱⠚⠵⠉⠎]){_IN_NUMBER}")
_PRINT_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARKS = re.compile("[\ue000\ue001]")


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A named reason for a difference; see `ambiguities.yml`."""

    name: str
    why: str
    same: tuple[str, ...]
    read: tuple[tuple[str, str], ...]

    def settle(self, words: str, is_read: bool) -> str:
        """A word with this difference taken out. `is_read`: it comes from the Braille."""
        for form in self.same[1:]:
            words = words.replace(form, self.same[0])
        for pattern, instead in self.read if is_read else ():
            words = re.sub(pattern, _digits if instead == "digits" else instead, words)
        return words


def _digits(match: re.Match[str]) -> str:
    return match[0].translate(str.maketrans("jabcdefghi", "0123456789"))


@cache
def ambiguities(tag: str) -> tuple[Ambiguity, ...]:
    records: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        (Path(__file__).parent / "ambiguities.yml").read_text(encoding="utf-8")
    )
    return tuple(
        Ambiguity(record["name"], record["why"], tuple(record.get("same", ())), tuple(record.get("read", {}).items()))
        for record in records.get(tag, [])
    )


def numbers_of(words: str) -> list[str]:
    """The numbers of a print text, without their signs: 7.2 as 72."""
    return [re.sub(r"\D", "", number) for number in _PRINT_NUMBER.findall(prepared(words))]


def numbers_in(braille: str, family: str) -> list[str]:
    """The numbers in cells, likewise. `family`: how the Braille of the language writes them."""
    found = {"indian": _INDIAN_NUMBER, "chinese": _CHINESE_NUMBER}.get(family, _NUMBER).findall(braille)
    groups = [group for number in found for group in number.split("⠐")]  # UEB's numeric space, 6.6
    return ["".join(str(DIGITS.index(cell)) for cell in group if cell in DIGITS) for group in groups]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of cells in one code: the text's own, or Latin letters inside another script."""

    cells: str
    is_latin: bool


def parts(words: str, braille: str, code: Braille) -> list[Part]:
    """Cells of `words` in their codes. Where they cannot be told apart, everything is taken for the text's own."""
    marked, fills = code.marked(words)
    found: list[Part] = []
    place = expected = 0
    for mark, fill, own in zip(_MARKS.findall(marked), fills, FILLED.split(code.frame(words)), strict=False):
        expected += len(own)
        start = _nearest(fill.replace(" ", BLANK), braille, place, expected)
        if start < 0:
            return [Part(braille, False)]
        if mark == "\ue000":
            found += [Part(braille[place:start], False), Part(braille[start : start + len(fill)], True)]
            place = start + len(fill)
        expected += len(fill)
    return [part for part in (*found, Part(braille[place:], False)) if part.cells]


def _nearest(cells: str, braille: str, place: int, expected: int) -> int:
    """Return where `cells` are from `place` on, nearest to where they were written; -1 where they are not.

    A name may have the same cells in both scripts, one after the other: the Arabic for warfarin, then (warfarin).
    """
    places = [match.start() + place for match in re.finditer(f"(?={re.escape(cells)})", braille[place:])]
    return min(places, key=lambda start: abs(start - expected), default=-1)


def read(words: str, braille: str, code: Braille) -> str:
    """The print of `braille`; `words`, which it was made from, say where Latin letters are."""
    found = (_latin(part.cells) if part.is_latin else _own(part.cells, code) for part in parts(words, braille, code))
    return _tidy("".join(found))


def plain(words: str) -> str:
    """Print as `read` gives it."""
    return _tidy(words)


def _tidy(words: str) -> str:
    return re.sub(" +", " ", prepared(words).replace(NO_BREAK, " ")).strip(" ")


def _latin(braille: str) -> str:
    return louis.print_of(Braille(languages()["en"], contracted=False).tables, braille)


def _own(braille: str, code: Braille) -> str:
    """Cells of the text's own code, each blank kept."""
    before, after = (" " if braille[at] == BLANK else "" for at in (0, -1))
    inside = braille.strip(BLANK)
    if code.language.braille.read_back == "gujarati":
        return before + braille_bharati.read(inside) + after
    return before + (louis.print_of(code.tables, inside).strip() if inside else "") + after
