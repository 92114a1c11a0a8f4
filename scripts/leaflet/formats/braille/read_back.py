"""A finished Braille file, read back into words, beside what it should hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path, PurePosixPath

from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.formats.braille import brf_and_pef as braille_files
from leaflet.formats.braille import make as braille
from leaflet.formats.braille.layout import BOX_BOTTOM, BOX_TOP, CONTINUES, DIGITS, GUIDE, NUMBER_SIGN, WRITE_LINE, Page
from leaflet.formats.braille.print_blocks import Block, document
from leaflet.formats.braille.transcribe import BLANK, Braille

ENTRY = re.compile(rf"(.*?){BLANK}{GUIDE}+{BLANK}{NUMBER_SIGN}([{DIGITS}]+)$")  # of the contents: words, page number
MAKE_AGAIN = "Make the file again: leaflet build. If it stays, the fault is in the program."
_RULE = re.compile(f"(?:{BOX_TOP}+|{BOX_BOTTOM}+|{WRITE_LINE}+)$")


@dataclass(frozen=True, slots=True)
class Word:
    """Cells between two blanks, and the Braille page they are on."""

    cells: str
    page: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the leaflet and where its words are among all words of the file, as they should be."""

    block: Block
    code: Braille
    start: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """A finished file with what it should hold."""

    booklet: Booklet
    kind: braille.Kind
    pages: list[Page]
    display: PurePosixPath

    @cached_property
    def bodies(self) -> list[tuple[str, ...]]:
        """The lines of each page without running head and number."""
        last = -1 if self.kind.layout.number_at_foot else None
        return [page[1:last] for page in self.pages]

    @cached_property
    def words(self) -> list[Word]:
        """Every word of the pages, in reading order, without the page numbers of the contents."""
        found: list[Word] = []
        cut = ""
        for place, lines in enumerate(self.bodies, 1):
            for line in lines:
                if line and not (_RULE.fullmatch(line) and len(line) == self.kind.layout.width):
                    entry = ENTRY.fullmatch(line)
                    words = [word for word in (entry[1] if entry else line).split(BLANK) if word]
                    words[:1] = [cut + word for word in words[:1]]
                    cut = ""
                    if len(words) == 1 and len(line) == self.kind.layout.width and line.endswith(CONTINUES):
                        cut = words.pop().removesuffix(CONTINUES)
                    found += [Word(word, place) for word in words]
        return found

    @cached_property
    def passages(self) -> list[Passage]:
        """What the file should hold."""
        contracted = self.kind.is_contracted(self.booklet.language)
        found: list[Passage] = []
        start = 0
        for block in document(self.booklet, contracted, len(self.pages)):
            code = braille.braille_of(block.language, self.booklet.language, contracted)
            words = tuple(word for word in code.cells(block.words).replace(" ", BLANK).split(BLANK) if word)
            found.append(Passage(block, code, start, words))
            start += len(words)
        return found

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each expected word is in the file: those that are the same, or stand in the same place."""
        wanted = [word for passage in self.passages for word in passage.words]
        made = [word.cells for word in self.words]
        if wanted == made:
            return {place: place for place in range(len(made))}
        return {
            first + step: second + step
            for kind, first, end, second, last in self.changes
            if kind == "equal" or end - first == last - second
            for step in range(end - first)
        }

    @cached_property
    def changes(self) -> Sequence[tuple[str, int, int, int, int]]:
        """Where the words of the file are other ones, as difflib says it."""
        wanted = [word for passage in self.passages for word in passage.words]
        return SequenceMatcher(None, wanted, [word.cells for word in self.words], autojunk=False).get_opcodes()

    def cells_of(self, passage: Passage) -> str | None:
        """The cells that the file has for a passage; None where words are missing or too many."""
        places = [self.places.get(passage.start + step) for step in range(len(passage.words))]
        first = places[0] if places else None
        if first is None or places != list(range(first, first + len(places))):
            return None
        return BLANK.join(word.cells for word in self.words[first : first + len(places)])

    def page_of(self, place: int) -> int:
        """The Braille page of an expected word; 0 where it is not found."""
        return self.words[self.places[place]].page if place in self.places else 0

    def finding(self, code: str, page: int, message: str, hint: str = MAKE_AGAIN) -> Finding:
        return Finding(self.display, page, code, message, hint)


def value(cells: str) -> int:
    """The number that digits in cells are."""
    return int("".join(str(DIGITS.index(cell)) for cell in cells))


def read_made(name: str, booklet: Booklet, file: Path, display: PurePosixPath) -> Made:
    """A file of the format `name`; OSError or NotBraille where it cannot be read."""
    data = file.read_bytes()
    pages = braille_files.read_pef(data) if name == "pef" else braille_files.read_brf(data)
    return Made(booklet, braille.KINDS[name], pages, display)
