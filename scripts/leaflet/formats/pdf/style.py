"""The look of a print: `style.css`, and what depends on its size and languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leaflet.edition.look import filled
from leaflet.formats.pdf.fonts import face_css, stack
from leaflet.project.settings import Language, languages

STYLE = Path(__file__).with_name("style.css")
WHOLE_UP_TO = 14  # points: above it columns are too narrow for their words
BOX_WHOLE_UP_TO = 30  # points from line to line, at the closest: above it a box of signs is longer than a page
# Tables as lines, each value under the heading of its column, as on a phone. In the tags they stay tables.
LINES = """
table, tbody, tbody tr, tbody th, td { display: block; border: 0; padding: 0; }
thead, thead tr { display: block; }
thead th { display: inline-block; border: 0; padding: 0 1em 0 0; }
tbody tr { border-top: 2pt solid #000; padding: .5em 0; break-inside: auto; }
tbody th { font-size: 1.12em; break-after: avoid; margin: 0 0 .3em; }
td { margin: 0 0 .5em; orphans: 2; widows: 2; }
td::before { content: attr(data-label) "\\A"; white-space: pre-line; font-weight: 700; }
"""
# A box that is longer than a page goes on over it, and its heading stays with its first words.
LONG_BOXES = """
.card { break-inside: auto; }
h2:has(+ .card) { margin: .2em 0; }
.card.emergency, .card.urgent { font-size: %gpt; }
.card.emergency > .card-title, .card.urgent > .card-title { font-size: inherit; }
"""


def style(points: int, language: Language, named: list[Language], strings: Mapping[str, Mapping[str, Any]]) -> str:
    """The whole style sheet. `points`: the size of the text; `named`: languages whose names stand in the print;
    `strings`: the words of the interface, in each language that is set in it."""
    texts = [languages()[tag] for tag in strings]
    others = {other.tag: other for other in [*texts, *named] if other.tag != language.tag}
    return "\n".join(
        [
            face_css(texts, named),
            filled(STYLE.read_text(encoding="utf-8")),
            _language_css("html", language, points),
            f"@page {{ @bottom-center {{ content: counter(page); font-family: {stack(language)}; "
            f"font-size: {points}pt; line-height: 1.2; }} }}",
            *(_language_css(f'[lang="{tag}"]', other, points) for tag, other in others.items()),
            *([LINES] if points > WHOLE_UP_TO else []),
            *([LONG_BOXES % points] if _has_long_boxes(language, points) else []),
            *(_reference_css(tag, words) for tag, words in strings.items()),
        ]
    )


def size(language: Language, points: int) -> float:
    """The size at which a language's letters look as large as Latin ones of `points`."""
    return points * language.print.growth


def _has_long_boxes(language: Language, points: int) -> bool:
    return points > WHOLE_UP_TO or size(language, points) * language.print.closest > BOX_WHOLE_UP_TO


def _language_css(selector: str, language: Language, points: int) -> str:
    font = language.print
    leading = font.leading
    return (
        f"{selector} {{ font-family: {stack(language)}; font-size: {size(language, points):g}pt; "
        f"line-height: {leading}; word-spacing: {font.gap}em; --tight: {max(1.25, leading - 0.2):g}; "
        f"--close: {min(leading, max(font.closest, 1.4)):g}; }}"
    )


def _reference_css(tag: str, words: Mapping[str, Any]) -> str:
    """After a link to another page of the leaflet: on which page of the print it is. Not after a word explained."""
    before, _, after = str(words["print_on_page"]).partition("{page}")
    return (
        f'a[href^="#"]:is(:not([href^="#words--"]), [href="#words--words"]):not(.plain):lang({tag})::after '
        f"{{ content: {_quoted(before)} target-counter(attr(href url), page) {_quoted(after)}; }}"
    )


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
