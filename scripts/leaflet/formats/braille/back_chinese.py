"""Chinese in Braille compared with its print, syllable by syllable.

Braille gives the sound of a character, not the character: it cannot be read back to print. So each syllable is compared
with the readings that a dictionary of its own (pypinyin) gives for the character, put into cells by the rules of GB/T
15720-2008: initial, final, tone. The translator's table is not asked.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from functools import cache

from leaflet.formats.braille import liblouis as louis
from leaflet.formats.braille.transcribe import BLANK, NO_BREAK, NUMBER, Braille

_INITIALS = {**dict(zip("bpmfdtnlgkhjqxrzcs", "⠃⠏⠍⠋⠙⠞⠝⠇⠛⠅⠓⠛⠅⠓⠚⠵⠉⠎", strict=True)), "zh": "⠌", "ch": "⠟", "sh": "⠱"}
_FINALS = {
    "a": "⠔",
    "o": "⠢",
    "e": "⠢",
    "i": "⠊",
    "u": "⠥",
    "v": "⠬",
    "er": "⠗",
    "ai": "⠪",
    "ei": "⠮",
    "ao": "⠖",
    "ou": "⠷",
    "ia": "⠫",
    "ie": "⠑",
    "iao": "⠜",
    "iou": "⠳",
    "ua": "⠿",
    "uai": "⠽",
    "uei": "⠺",
    "uo": "⠕",
    "ve": "⠾",
    "an": "⠧",
    "en": "⠴",
    "ang": "⠦",
    "eng": "⠼",
    "ian": "⠩",
    "in": "⠣",
    "iang": "⠭",
    "ing": "⠡",
    "uan": "⠻",
    "uen": "⠒",
    "uang": "⠶",
    "ong": "⠲",
    "ueng": "⠲",
    "van": "⠯",
    "vn": "⠸",
    "iong": "⠹",
}
_TONES = {"1": "⠁", "2": "⠂", "3": "⠄", "4": "⠆", "": ""}
_MARKED = {"它": "⠈", "她": "⠠"}  # written before the syllable, which 他 has alone
_WITHOUT_FINAL = ("zh", "ch", "sh", "r", "z", "c", "s")
SAME, OTHER_READING, OTHER_TONE = "", "reading", "tone"


def can_read_chinese() -> bool:
    return importlib.util.find_spec("pypinyin") is not None


def is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def compare(words: str, braille: str, code: Braille) -> Iterator[tuple[str, str]]:
    """Every character and number of a text with SAME, OTHER_READING, OTHER_TONE, or the cells that stand in its place.

    After a character that is not in its place nothing more is compared.
    """
    marked, fills = code.marked(words)
    filling = iter(fills)
    readings = iter(_readings(marked))
    place = 0
    for character in re.findall(f"{NUMBER}|[^ {NO_BREAK}]", marked):
        while braille[place : place + 1] == BLANK:
            place += 1
        wanted = next(readings) if is_han(character) else [(_other(character, filling, code), SAME)]
        cells, how = next((each for each in wanted if _stands(each[0], braille, place, is_han(character))), ("", ""))
        if not cells:
            yield character, braille[place : place + 4] or "nothing"
            return
        yield character, how
        place += len(cells)


def _stands(cells: str, braille: str, place: int, is_syllable: bool) -> bool:
    """Whether `cells` are at a place, and a syllable without a tone is not the beginning of one with a tone."""
    after = braille[place + len(cells) : place + len(cells) + 1]
    return braille.startswith(cells, place) and not (is_syllable and after and after in "⠁⠂⠄⠆")


def _other(character: str, filling: Iterator[str], code: Braille) -> str:
    if character in "\ue000\ue001":
        return next(filling).replace(" ", BLANK)
    return louis.cells(code.tables, character).strip(BLANK)


def _readings(words: str) -> list[list[tuple[str, str]]]:
    """For each character of Han: the reading of the dictionary in this text, then its others, then those without their
    tone or with another, as tones change in speech."""
    from pypinyin import Style, pinyin

    han = [part for part in "".join(c if is_han(c) else " " for c in words).split(" ") if part]
    found = []
    for part in han:
        here = pinyin(part, style=Style.TONE3, errors="ignore")
        for character, (reading, *_) in zip(part, here, strict=True):
            mark = _MARKED.get(character, "")
            wanted = [(_cells(reading), SAME), *_others(character, reading.rstrip("1234"))]
            found.append([(mark + syllable, how) for syllable, how in wanted])
    return found


@cache
def _others(character: str, syllable: str) -> list[tuple[str, str]]:
    """Other readings of a character, marked by whether only the tone is another one than that of `syllable`."""
    from pypinyin import Style, pinyin

    (readings,) = pinyin(character, style=Style.TONE3, heteronym=True)
    others = [
        (_cells(reading), OTHER_TONE if reading.rstrip("1234") == syllable else OTHER_READING) for reading in readings
    ]
    tones = [(_cells(syllable + tone), OTHER_TONE) for tone in _TONES]
    return [*others, *tones]


@cache
def _cells(reading: str) -> str:
    """A reading such as `zhong4` in cells."""
    from pypinyin.contrib.tone_convert import to_finals, to_initials

    tone = reading[-1] if reading[-1:].isdigit() else ""
    initial, final = to_initials(reading, strict=True), to_finals(reading, strict=True).replace("ü", "v")
    silent = initial in _WITHOUT_FINAL and final in ("i", "-i")
    return _INITIALS.get(initial, "") + ("" if silent else _FINALS.get(final, "?")) + _TONES[tone]
