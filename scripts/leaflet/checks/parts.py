"""A file read back: its sections in order, each with its words, to be laid beside the source."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from leaflet.formats.booklet import Booklet
from leaflet.model import Element, Page, Section, text
from leaflet.pieces import words_of

FRONT = ""  # the key of what stands before the first section
_TOKEN = regex.compile(r"(?V1)\p{Han}|\d+(?:[.,]\d+)*|[[\p{L}\p{M}]--\p{Han}]+")
_FORMAT_CHARACTERS = regex.compile(r"\p{Cf}")
_NUMBER = regex.compile(r"[\d.]+\s+")
MAX_HEADING_LINES = 4


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
    return [Part(f"{page.name}#{section.id}", section.title, _words(section, tables_as_entries))
            for page, section in _sections(booklet)]


def _sections(booklet: Booklet) -> Iterator[tuple[Page, Section]]:
    for english in booklet.english.pages:
        page = booklet.leaflet.page(english.name) or english
        for source in english.sections:
            yield page, page.section(source.id) or source


def _words(section: Section, tables_as_entries: bool) -> str:
    if not tables_as_entries:
        return words_of(section)
    lines = [section.title]
    for block in section.blocks:
        if block.tag == "table":
            lines += _entries(block)
        else:
            alone = Section(section.id, section.level, Element("h2"), (block,), section.line)
            lines.append(words_of(alone))
    return "\n".join(lines)


def _entries(table: Element) -> Iterator[str]:
    head, *rows = (row for part in table.children if isinstance(part, Element) for row in part.children
                   if isinstance(row, Element))
    for row in rows:
        for label, cell in zip(head.children, row.children, strict=False):
            yield f"{text(label)} {text(cell)}"


def split_at_titles(lines: Iterable[str], booklet: Booklet) -> list[Part]:
    """Parts of a format that keeps no ids, from its lines: a title stands on lines of its own, numbered or not.

    For text that was taken out of a PDF or translated back from Braille. A title that is not found leaves its section
    out; its words then stand in the section before.
    """
    content = [line.strip() for line in lines]
    read = [tokens(line) for line in content]
    unnumbered = [tokens(_NUMBER.sub("", line, count=1)) for line in content]
    wanted = source_parts(booklet)
    starts: list[tuple[int, Part]] = []
    position = 0
    for part in wanted:
        place = _find(part.title, content, read, unnumbered, position)
        if place is not None:
            starts.append((place, part))
            position = place + 1
    ends = [start for start, _ in starts[1:]] + [len(content)]
    front = Part(FRONT, "", "\n".join(content[: starts[0][0] if starts else None]))
    return [front, *(Part(part.key, part.title, "\n".join(content[start:end]))
                     for (start, part), end in zip(starts, ends, strict=True))]


def _find(
    title: str, content: list[str], read: list[list[str]], unnumbered: list[list[str]], position: int
) -> int | None:
    """The first line, from `position` on, at which a title of one or more lines stands.

    The last line of a paragraph may have the words of a title, but then a full stop after them.
    """
    wanted = tokens(title)
    for start in range(position, len(read)):
        for first in (read[start], unnumbered[start]):
            found = list(first)
            for following in range(start + 1, start + MAX_HEADING_LINES + 1):
                if found == wanted and content[following - 1][-1:] == title.strip()[-1:]:
                    return start
                if len(found) >= len(wanted) or following >= len(read) or not first:
                    break
                found += read[following]
    return None
