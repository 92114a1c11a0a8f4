"""Plain text read back into sections, without the code that wrote it."""

from __future__ import annotations

import re
from pathlib import Path

from leaflet.edition.document import Document
from leaflet.edition.edition import Booklet
from leaflet.formats.read_back.sections import FRONT, Part, Reader, UnreadableFile


def txt_parts(file: Path, booklet: Booklet) -> list[Part]:
    """Sections of a text: each begins at a number and title that are underlined."""
    keys = {
        entry.number: f"{chapter.name}#{entry.section.id}"
        for chapter in Document(booklet).chapters
        for entry in chapter.entries
    }
    lines = text_lines(file)
    parts = [Part(FRONT, "", "")]
    place = 0
    while place < len(lines):
        size = _heading_size(lines, place)
        key = keys.get(lines[place].split(" ")[0].rstrip("."), "") if size else ""
        words = " ".join(line.strip() for line in lines[place : place + max(size, 1)])
        if key:
            title = words.partition(" ")[2]
            parts.append(Part(key, title, title))
        else:
            last = parts[-1]
            parts[-1] = Part(last.key, last.title, f"{last.words}\n{words}")
        place += size + 1 if size else 1
    return parts


def _heading_size(lines: list[str], place: int) -> int:
    """How many lines of a title stand from `place` to its underline; 0 where none does."""
    if place and lines[place - 1].strip():
        return 0
    for size in range(1, 5):
        if place + size >= len(lines) or not lines[place + size - 1].strip():
            return 0
        if re.fullmatch(r"(==+|--+)", lines[place + size]):
            return size
    return 0


def text_lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8").split("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(error)) from error


READER = Reader(txt_parts, tables_as_entries=True)
