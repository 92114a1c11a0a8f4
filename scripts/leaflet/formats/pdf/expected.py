"""What a print must hold, from the leaflet, and how much of it is found in the made file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from leaflet.content.model import Element, Section, text, walk
from leaflet.content.runs import section_pieces
from leaflet.edition.edition import Booklet

_WORD = regex.compile(r"\p{Han}|(?:(?!\p{Han})[\p{L}\p{M}])+|\p{N}+")
_MARKS = regex.compile(r"\p{M}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A section that must be in a print, in the language it is printed in.

    `columns`: the headings of its tables, which in some prints stand again at each value.
    """

    page: str
    id: str
    language: str
    title: str
    words: str
    columns: tuple[str, ...]
    pictures: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.page}#{self.id}"


def wanted(page: str, section: Section, language: str) -> Wanted:
    """What is wanted of a section."""
    columns = tuple(
        text(cell).strip()
        for table in walk(section.blocks)
        if table.tag == "thead"
        for cell in walk((table,))
        if cell.tag == "th"
    )
    section = replace(section, blocks=tuple(_without_column_headings(block) for block in section.blocks))
    words = "\n".join(piece.words for piece in section_pieces(section) if piece.kind not in ("link", "alt"))
    pictures = tuple(image.get("alt") for image in walk(section.blocks) if image.tag == "img")
    return Wanted(page, section.id, language, section.title, words, columns, pictures)


def _without_column_headings(block: Element) -> Element:
    if block.tag != "table":
        return block
    return replace(
        block, children=tuple(part for part in block.children if isinstance(part, Element) and part.tag != "thead")
    )


def in_reading_order(booklet: Booklet) -> Iterator[Wanted]:
    """Every section of a leaflet's print: the English one where the language lacks it."""
    for page in booklet.pages():
        for shown in booklet.sections(page):
            yield wanted(page.name, shown.section, shown.language)


def tokens(words: str) -> list[str]:
    """Words and numbers in one form (NFKC), a Chinese character a word; vowel signs of Arabic letters are left out.

    Those stand above or under a letter in any order, and are read back in another.
    """
    plain = unicodedata.normalize("NFKC", words)
    return [_MARKS.sub("", word) if "\u0600" <= word[0] <= "\u06ff" else word for word in _WORD.findall(plain)]


def first_lost(source: str, found: str) -> str | None:
    """The first word of the source that is not found after those before it, with these for its place, or None.

    What is found may have more words: numbers of pages and of list items, notices, the words of lists.
    """
    ours, theirs = tokens(source), iter(tokens(found))
    lost = next((place for place, word in enumerate(ours) if word not in theirs), None)
    return None if lost is None else " ".join([*ours[max(lost - 3, 0) : lost], f"[{ours[lost]}]"])


def holds(found: str, words: str) -> bool:
    """Whether these words stand next to one another in what is found."""
    return f" {' '.join(tokens(words))} " in f" {' '.join(tokens(found))} "


def numbers(words: str) -> list[str]:
    return re.findall(r"[0-9]+", words)


def missing_number(source: str, found: str) -> str | None:
    """The first number of the source that is not found after those before it, or None."""
    left = iter(numbers(found))
    return next((number for number in numbers(source) if number not in left), None)


def same(one: str, other: str) -> bool:
    """Whether two headings are the same words: spaces and vowel signs may be lost on the way."""
    return "".join(tokens(one)) == "".join(tokens(other))
