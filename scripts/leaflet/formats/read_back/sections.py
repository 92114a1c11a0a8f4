"""A file read back: its sections in order, each with its words, to be laid beside the source."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import regex

from leaflet.content.model import Element, Section, table_rows, text
from leaflet.content.runs import words_of
from leaflet.edition.edition import Booklet

FRONT = ""  # the key of what stands before the first section
_TOKEN = regex.compile(r"(?V1)\p{Han}|\d+(?:[.,]\d+)*|[[\p{L}\p{M}]--\p{Han}]+")
_FORMAT_CHARACTERS = regex.compile(r"\p{Cf}")


class UnreadableFile(Exception):
    """A file that is not what its name says."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section: `key` is `page#id`, `FRONT` for what stands before the first; `words` has the title too."""

    key: str
    title: str
    words: str


def tokens(words: str) -> list[str]:
    """Words, numbers and Chinese characters, small letters, without what only guides layout (NFC, no category Cf)."""
    plain = _FORMAT_CHARACTERS.sub("", unicodedata.normalize("NFC", words)).replace("\u00a0", " ")
    return [token.lower() for token in _TOKEN.findall(plain)]


def source_parts(booklet: Booklet, tables_as_entries: bool = False) -> list[Part]:
    """What a file of the booklet must have, from the source alone: every section in the order of the English.

    English stands in where the translation lacks one. `tables_as_entries`: for formats that give each cell of a table
    after the heading of its column.
    """
    return [
        Part(f"{page.name}#{shown.section.id}", shown.section.title, _words(shown.section, tables_as_entries))
        for page in booklet.pages()
        for shown in booklet.sections(page)
    ]


def _words(section: Section, tables_as_entries: bool) -> str:
    if tables_as_entries:
        section = replace(section, blocks=tuple(map(_with_entries, section.blocks)))
    return words_of(section)


def _with_entries(element: Element) -> Element:
    """The element with each table in it, also inside a box or a list, as paragraphs: a cell after its heading."""
    if element.tag == "table":
        return Element("table", tuple(Element("p", (words,)) for words in _entries(element)))
    return replace(
        element,
        children=tuple(_with_entries(child) if isinstance(child, Element) else child for child in element.children),
    )


def _entries(table: Element) -> Iterator[str]:
    head, *rows = table_rows(table)
    for row in rows:
        for label, cell in zip(head.children, row.children, strict=False):
            yield f"{text(label)} {text(cell)}"


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format is read back. `tables_as_entries`: it gives each cell after the heading of its column."""

    parts: Callable[[Path, Booklet], list[Part]]
    tables_as_entries: bool = False
