"""Gujarati read from Bharati Braille, cell by cell. Independent of liblouis, which cannot read it back: it takes vowel
signs for vowel letters, and letters for English punctuation.

One cell stands for a vowel letter and its sign: after a consonant it is the sign, and the letter A between the two says
that it is the letter after all. The virama is written before its consonant. Bharati Braille is the same for all scripts
of India. The letters were written down apart from the table, so that a slip there is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.formats.braille.layout import DIGITS, NUMBER_SIGN
from leaflet.formats.braille.transcribe import BLANK

CONSONANTS = dict(zip("⠅⠨⠛⠣⠬⠉⠡⠚⠴⠒⠾⠺⠫⠿⠼⠞⠹⠙⠮⠝⠏⠖⠃⠘⠍⠽⠗⠇⠸⠧⠩⠯⠎⠓", "કખગઘઙચછજઝઞટઠડઢણતથદધનપફબભમયરલળવશષસહ", strict=True))
VOWELS = dict(zip("⠜⠊⠔⠥⠳⠢⠑⠌⠭⠕⠪", "આઇઈઉઊઍએઐઑઓઔ", strict=True))
SIGNS = dict(zip("આઇઈઉઊઋઍએઐઑઓઔ", "ાિીુૂૃૅેૈૉોૌ", strict=True))
CONJUNCTS = {"⠟": "ક્ષ", "⠱": "જ્ઞ"}
MARKS = {"⠰": "ં", "⠄": "ઁ", "⠠": "ઃ", "⠂": ",", "⠲": ".", "⠦": "?", "⠶": "(", "⠤": "-", BLANK: " "}
A, VIRAMA_CELL, VIRAMA, VOCALIC_R = "⠁", "⠈", "્", "⠐⠗"
_TOKENS = re.compile(
    rf"(?P<number>(?:(?<![⠁-⠿])|(?<=[⠶⠤⠦⠒⠌]))⠼[{DIGITS}]+(?:[⠨⠂]⠼?[{DIGITS}]+)*)|(?P<quote>⠠⠦|⠴⠄|⠒(?=$|[{BLANK}⠼])|⠤⠤)"
    rf"|(?P<half>⠈[⠁-⠿])|(?P<vocalic>{VOCALIC_R})|(?P<cell>.)"
)
_QUOTES = {"⠠⠦": "‘", "⠴⠄": "’", "⠒": ":", "⠤⠤": "–"}


def read(braille: str) -> str:
    """Cells as Gujarati print."""
    return "".join(_letters(braille))


def _letters(braille: str) -> Iterator[str]:
    bare = False  # whether what is before is a consonant without a vowel
    for match in _TOKENS.finditer(braille):
        cell, kind = match[0], match.lastgroup
        vowel = "ઋ" if kind == "vocalic" else VOWELS.get(cell)
        if kind == "number":
            yield "".join(_figure(figure) for figure in cell)
        elif kind == "quote":
            yield _QUOTES[cell]
        elif kind == "half":
            yield (CONSONANTS | CONJUNCTS).get(cell[1], cell) + VIRAMA
        elif vowel:
            yield SIGNS[vowel] if bare else vowel
        elif cell == A:
            yield "" if bare else "અ"
        else:
            yield (CONSONANTS | CONJUNCTS | MARKS).get(cell, cell)
        bare = kind == "cell" and (cell in CONSONANTS or cell in CONJUNCTS)


def _figure(cell: str) -> str:
    if cell == NUMBER_SIGN:
        return ""
    return str(DIGITS.index(cell)) if cell in DIGITS else {"⠨": ".", "⠂": ","}[cell]
