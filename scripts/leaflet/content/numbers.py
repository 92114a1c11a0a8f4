"""The values of numbers in a text, as each language writes them. What is kept together on the page is `quantity`'s."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import cache

from leaflet.project.settings import Language

_NOT_WESTERN = re.compile(r"[^\W\D0-9]")
_HALVES = {"½": "5", "¼": "25", "¾": "75"}
# Words and signs right behind digits that stand for as many times the number; each is of one language only.
MULTIPLES = {"万": 10_000, "亿": 100_000_000, "લાખ": 100_000, "লাখ": 100_000, "ਲੱਖ": 100_000, "لاکھ": 100_000}


@cache
def _number(decimal: str) -> re.Pattern[str]:
    """Numbers as a language writes them: digits grouped by its sign or a no-break space, by threes or as in India
    (1,00,000); with a fraction, and a word that multiplies them.

    Where the decimal sign is a comma, a plain space groups too, but not in phone numbers; and a point is taken for the
    decimal sign too, for versions and the like: WCAG 2.2.
    """
    signs = r"\." if decimal == "." else ",."
    by_sign = r"\d{1,3}(?:(?:,\d{3})+|(?:,\d\d)+,\d{3})" if decimal == "." else r"\d{1,3}(?:\.\d{3})+"
    spaces = "\u00a0\u2009\u202f" if decimal == "." else " \u00a0\u2009\u202f"
    by_space = rf"(?<!\d[{spaces}])(?!116[{spaces}])\d{{1,3}}(?:[{spaces}]\d{{3}})+(?![{spaces}]\d)"
    grouped = rf"(?:{by_sign}|{by_space})(?!\d)"
    half = r"(?:[ \u00a0]?(?P<half>[½¼¾])|[ \u00a0](?P<parts>1/2|1/4|3/4)(?![\d/]))?"
    times = rf"(?:[ \u00a0]?(?P<times>{'|'.join(MULTIPLES)}))?"
    return re.compile(rf"(?<!\d)(?P<digits>(?:{grouped}|\d+)(?:[{signs}]\d+)?){half}{times}|(?P<alone>[½¼¾])")


def numbers(words: str, language: Language) -> list[tuple[str, int, int]]:
    """Every number in a text: its value, as `40000` or `7.2`, and where it starts and ends."""
    western = _NOT_WESTERN.sub(lambda digit: str(unicodedata.digit(digit[0])), words)
    found = _number(language.decimal).finditer(western)
    return [(_value(match, language.decimal), *match.span()) for match in found]


def _value(match: re.Match[str], decimal: str) -> str:
    """The value of a number: `1.5` for 1½, 1 1/2 and 1,5; `100000` for 1,00,000 and 10万."""
    if match["alone"]:
        return f"0.{_HALVES[match['alone']]}"
    value = _plain(match["digits"], decimal)
    if match["half"] or match["parts"]:
        fraction = Fraction(match["parts"]) if match["parts"] else Fraction(f"0.{_HALVES[match['half']]}")
        value = f"{value}.{str(float(fraction))[2:]}"
    if match["times"]:
        many = Decimal(value) * MULTIPLES[match["times"]]
        value = str(int(many)) if many == int(many) else str(many.normalize())
    return value


def _plain(number: str, decimal: str) -> str:
    fraction = re.search(rf"{re.escape(decimal)}(\d+)$|\.(\d{{1,2}})$", number)
    whole = re.sub(r"\D", "", number[: fraction.start()] if fraction else number)
    return f"{whole}.{fraction[1] or fraction[2]}" if fraction else whole
