"""The words of a page in the pieces that people read: with kind, line and section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.content.model import Element, Page, Section, text, walk
from leaflet.findings.finding import Finding

_SPACES = re.compile(r"[ \t\n]+")  # not the no-break space, which holds a number together
BLOCK_TAGS = ("p", "li", "ul", "ol", "table", "thead", "tbody", "tr", "th", "td", "card", "figure", "pictured", "write")


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of words: kind is heading, title, paragraph, item, cell, link or alt."""

    kind: str
    words: str
    line: int
    section: Section

    def finding(self, page: Page, code: str, message: str, hint: str) -> Finding:
        return Finding(page.path, self.line, code, message, hint)


def short(words: str, most: int = 90) -> str:
    """Words for a message: cut where they are longer than `most` signs."""
    return words if len(words) <= most else f"{words[: most - 3]}..."


def pieces(page: Page) -> Iterator[Piece]:
    """Every run of words of a page, in reading order."""
    for section in page.sections:
        yield from section_pieces(section)


def section_pieces(section: Section) -> Iterator[Piece]:
    """Every run of words of a section, its heading first."""
    yield Piece("heading", section.title, section.line, section)
    for element in walk(section.blocks):
        kind = {"p": "paragraph", "li": "item", "th": "cell", "td": "cell", "card-title": "title"}.get(element.tag)
        if kind and (words := _own_words(element)):
            yield Piece(kind, words, element.line, section)
        elif element.tag == "a":
            yield Piece("link", text(element).strip(), element.line, section)
        elif element.tag == "img" and element.get("alt"):
            yield Piece("alt", element.get("alt"), element.line, section)


def _own_words(element: Element) -> str:
    """The words of a block without those of blocks inside it."""
    own = (child for child in element.children if not (isinstance(child, Element) and child.tag in BLOCK_TAGS))
    return _SPACES.sub(" ", "".join(text(child) for child in own)).strip()


def words_of(section: Section) -> str:
    """Everything a reader meets in a section, a piece a line, headings and alternative texts too."""
    return "\n".join(piece.words for piece in section_pieces(section) if piece.kind != "link")
