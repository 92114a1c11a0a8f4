"""Numbers in a text, as each language writes them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from leaflet.project.settings import Language


@cache
def _number(decimal: str) -> re.Pattern[str]:
    """Numbers as a language writes them: digits grouped by threes with its sign or a no-break space.

    Where the decimal sign is a comma, a point is taken too, for versions and the like: WCAG 2.2.
    """
    group, signs = (",", r"\.") if decimal == "." else (r"\.\u00a0\u202f", ",.")
    return re.compile(rf"(?<!\d)(?:\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)|\d+)(?:[{signs}]\d+)?")


def numbers(words: str, language: Language) -> list[tuple[str, int, int]]:
    """Every number in a text: its value, as `40000` or `7.2`, and where it starts and ends."""
    western = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in words)
    found = _number(language.decimal).finditer(western)
    return [(_value(match[0], language.decimal), *match.span()) for match in found]


def _value(number: str, decimal: str) -> str:
    fraction = re.search(rf"{re.escape(decimal)}(\d+)$|\.(\d{{1,2}})$", number)
    whole = re.sub(r"\D", "", number[: fraction.start()] if fraction else number)
    return f"{whole}.{fraction[1] or fraction[2]}" if fraction else whole
