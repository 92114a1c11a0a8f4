"""Words that lines must not part on the web: a number and its unit, and short English words in another script."""

from __future__ import annotations

import re
from dataclasses import replace

from leaflet.content.model import Element, Node, Section, text
from leaflet.edition.inline import with_marked_english
from leaflet.project.settings import Language

SHORT = 17  # letters; on a small phone `(anti-inflammatory)` fits in a line, and should not be cut in its brackets
# A number and a short word after it, `6 weeks`; not the groups of a phone number, which may be longer than a line.
_QUANTITY = re.compile(r"(?<=\d) (?=[^\W\d_]{1,9}\b)")
NO_BREAK = "\u00a0"


def kept_whole(section: Section, language: Language) -> Section:
    """Return the section with numbers and units on one line, and with its English words marked (WCAG 3.1.2): short ones
    in a `bdi`, which styles keep whole."""
    marked = with_marked_english(section, language)
    heading, *blocks = map(_kept_whole, (marked.heading, *marked.blocks))
    return replace(marked, heading=heading, blocks=tuple(blocks))


def with_no_break(words: str) -> str:
    """Return words with each number kept on the line of the short word after it."""
    return _QUANTITY.sub(NO_BREAK, words)


def _kept_whole(element: Element) -> Element:
    children: tuple[Node, ...] = tuple(
        _kept_whole(child) if isinstance(child, Element) else with_no_break(child) for child in element.children
    )
    is_short = element.tag == "span" and element.get("lang") and len(text(element)) <= SHORT
    return replace(element, tag="bdi" if is_short else element.tag, children=children)
