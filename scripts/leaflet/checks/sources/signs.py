"""S: every sign has cells in Braille and a letterform in print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import regex
import yaml

from leaflet.checks.source_check import Check
from leaflet.checks.sources.structure import pages
from leaflet.content.runs import pieces
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.settings import languages

# The parts of an emoji too: what joins it, its colour, how it is shown.
_PICTURES = regex.compile(r"[\p{So}\p{Co}\p{Emoji_Presentation}\p{Emoji_Modifier}\uFE0F\u20E3--°©®™℃]", regex.V1)


def readable(project: Project) -> Iterator[Finding]:
    """Report signs that print or Braille cannot give in the language of the page (S053): ✔, emoji, ≤ in Urdu."""
    for page in pages(project):
        lost = lost_signs(page.language)
        for piece in pieces(page):
            if piece.kind != "link" and (sign := _first(piece.words, lost)):
                name = languages()[page.language].english_name
                yield piece.finding(
                    page,
                    "S053",
                    f'"{sign}" (U+{ord(sign):04X}) cannot be shown to every reader of {name}, in print or in Braille.',
                    "Say it in words, such as degrees, at least or yes; or take it out.",
                )


def _first(words: str, lost: str) -> str:
    """The first sign of a text that is lost, or nothing."""
    picture = None if words.isascii() else _PICTURES.search(words)
    return picture[0] if picture else next((sign for sign in lost if sign in words), "")


@cache
def lost_signs(tag: str) -> str:
    """Give the signs of `signs.yml` that a language loses."""
    record = yaml.safe_load(Path(__file__).with_name("signs.yml").read_text(encoding="utf-8"))
    return str(record.get(tag, ""))


CHECKS: tuple[Check, ...] = (readable,)
