"""Words inside a line: marked where their language changes, kept in order where their direction does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from leaflet.content.model import Element, Node, Section
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages

# A run of Latin letters in words of another script. In this leaflet it is always English: a name, or a medical word.
# It stops where a sentence does, so that sentences are cut, and numbered, as on the web page.
_LATIN = re.compile(r"[A-Za-z](?:(?:[A-Za-z0-9&,'’:/ -]|\.(?! ))*[A-Za-z0-9])?")
# LRM and RLM: Word and mail programs show them as nothing, and isolates (U+2066) often as a box.
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"


def language_marks(tag: str, language: Language) -> dict[str, str]:
    """Return the attributes of words in the language `tag`, among words of another one."""
    direction = languages()[tag].direction
    return {"lang": tag, **({"dir": direction} if direction != language.direction else {})}


def with_marked_english(section: Section, language: Language) -> Section:
    """Return the section with runs of Latin letters in a `span lang=en`, where its language has other letters (WCAG
    3.1.2)."""
    if language.script == "Latin":
        return section
    heading, *blocks = (_each_text(one, lambda words: _marked(words, language)) for one in _parts(section))
    return replace(section, heading=heading, blocks=tuple(blocks))


def _parts(section: Section) -> tuple[Element, ...]:
    return (section.heading, *section.blocks)


def _each_text(element: Element, change: Callable[[str], Iterator[Node]]) -> Element:
    """The element with each text under it changed; numbers and addresses in `bdi`, and what says its language, stay."""
    if element.tag == "bdi" or element.get("lang"):
        return element
    children = (
        new
        for child in element.children
        for new in ([_each_text(child, change)] if isinstance(child, Element) else change(child))
    )
    return replace(element, children=tuple(children))


def _marked(words: str, language: Language) -> Iterator[Node]:
    attributes = language_marks(SOURCE_LANGUAGE, language)
    position = 0
    for match in _LATIN.finditer(words):
        if match.start() > position:
            yield words[position : match.start()]
        yield Element("span", (match[0],), attributes)
        position = match.end()
    if position < len(words):
        yield words[position:]


def isolated(words: str, direction: str) -> str:
    """A number or address of a `bdi`, for a format without isolation of its own.

    Between two LRM it keeps its order among right-to-left words, also where the spaces between its groups may end a
    line (UAX 9, W2 and W7: digits after a left-to-right mark are left-to-right). The mark of the other direction behind
    them keeps the next number, and a comma or bracket between the two, out of it.
    """
    return f"{LEFT_TO_RIGHT}{words}{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}" if direction == "rtl" else words


def spaced(label: object) -> str:
    """A label with the space that comes after it: none after the wide signs of Chinese."""
    return str(label) if str(label).endswith("：") else f"{label} "
