"""One grammar of a quantity: what is kept together and read from left to right, in every language and format.

A comparison, a sign, digits with the separators of any language, a fraction, a time, a range with any dash, a product,
a percentage, a unit in Latin letters, the groups of a phone number: `< 38 °C`, `1.5–2.5 mg`, `9:30–17:00`, `1 1/2`.
In a right-to-left line the Unicode Bidirectional Algorithm (UAX 9, rules W2 to W7, N1 and L2) shows the parts of these
backwards, unless the whole is isolated. Digits of Arabic (U+0660 to U+0669) are no part of it: among them, a range
runs from right to left, as readers expect.
"""

from __future__ import annotations

import re

# Nothing here is possessive or named, so that the browser check reads the same grammar (numbers.js).
_DIGIT = "[0-9۰-۹]"
_LETTER = "[A-Za-z]"
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_DASH = "[-\u2010-\u2015−~～]"
_FRACTION = "[½¼¾⅓⅔⅛⅜⅝⅞]"
_UNIT_NAMES = (
    "mmHg|mmol|mcg|mg|kg|µg|μg|ng|g|dL|dl|mL|ml|cl|L|l|mm|cm|km|µm|μm|m|inches|inch|in|ft|lb|oz|kcal|kJ|cal|kPa|Pa"
    "|mSv|Sv|mGy|Gy|IU|iu|kB|MB|GB|KB|TB|MHz|kHz|Hz|dB|kV|V|W|cc|bpm|min|sec|hrs|hr|h|s|am|pm|a\\.m\\.|p\\.m\\.|C|F"
)
_UNIT = f"(?:{_UNIT_NAMES})[²³]?(?:/(?:{_UNIT_NAMES}|day)[²³]?)*(?!{_LETTER}|{_DIGIT})"
_NUMBER = f"{_DIGIT}+(?:[.,:/'’]{_DIGIT}+)*"
_AREA = rf"\(0{_DIGIT}*\)"  # the area code of a phone number, in brackets
_GROUPS = f"(?:{_AREA}{_SPACE}?)?{_NUMBER}(?:{_SPACE}(?:{_AREA}{_SPACE}?)?{_NUMBER})*(?:{_SPACE}?{_FRACTION})?"
_PREFIX = f"(?:[<>≤≥≈~±]=?{_SPACE}?)?(?:(?<![A-Za-z0-9\u0600-\u06ff])[-+−–±])?[£€$]?"
_AFTER = (
    f"(?:{_SPACE}?(?:[%‰٪€](?!{_DIGIT})|[°′″](?:[CF](?!{_LETTER}))?(?![\u0620-\u06d3])|[℃℉]|{_UNIT}"
    f"|[x×](?!{_SPACE}?{_DIGIT}|{_LETTER}))|(?![xX]{_DIGIT}){_LETTER}+(?!{_DIGIT}))?\\+?"
)
_TERM = f"{_PREFIX}(?:{_GROUPS}|{_FRACTION}){_AFTER}"
_JOINED = f"(?:{_SPACE}?(?:{_DASH}|[x×*÷=+/]){_SPACE}?|{_SPACE}:{_SPACE}){_TERM}"
PATTERN = f"(?<![A-Za-z0-9_۰-۹])(?<![0-9A-Za-z][.,:/]){_TERM}(?:{_JOINED})*"
QUANTITY = re.compile(PATTERN)
# Digits with one separator between two of them keep their order by themselves (UAX 9, W4), also right before letters.
_PLAIN = re.compile(f"{_DIGIT}+(?:[.,:/\u00a0\u202f]{_DIGIT}+)*{_LETTER}*")
# Elsewhere, groups of digits are held together: a line end must not part a phone number or a range.
_GROUPED = re.compile(f"{_DIGIT}[ –-]{_DIGIT}")  # a no-break space holds by itself


def parts(words: str, direction: str) -> list[tuple[int, int]]:
    """Find where each quantity that must be isolated starts and ends, in words of a direction, `ltr` or `rtl`."""
    return [match.span() for match in QUANTITY.finditer(words) if _needs_isolation(match[0], direction)]


def _needs_isolation(quantity: str, direction: str) -> bool:
    return not _PLAIN.fullmatch(quantity) if direction == "rtl" else bool(_GROUPED.search(quantity))
