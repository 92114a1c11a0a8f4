"""B: finished Braille files have the words and numbers of the leaflet, on pages that embossers and readers can use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from leaflet.content.runs import section_pieces
from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.formats.braille import back_chinese as braille_pinyin
from leaflet.formats.braille import back_translation as braille_back
from leaflet.formats.braille import brf_and_pef as braille_files
from leaflet.formats.braille import make as braille
from leaflet.formats.braille.layout import DIGITS, NUMBER_SIGN
from leaflet.formats.braille.read_back import ENTRY, MAKE_AGAIN, Made, Passage, read_made, value
from leaflet.formats.braille.transcribe import BLANK
from leaflet.formats.read_back.file_check import FileCheck

LIMIT = 5  # findings of one kind in one file: the first few say enough


def known(made: Made) -> Iterator[Finding]:
    """Every character has cells (B001)."""
    for passage in made.passages:
        for character in passage.code.unknown(passage.block.words):
            yield made.finding(
                "B001",
                made.page_of(passage.start),
                f'The table has nothing for "{character}" (U+{ord(character):04X}) in "{passage.block.words[:40]}".',
                "Write it otherwise, or add it to scripts/leaflet/formats/braille/tables/own/"
                f"{passage.code.language.tag}.uti.",
            )


def six_dots(made: Made) -> Iterator[Finding]:
    """Every cell has six dots at most, which are the bytes 20 to 5F of a BRF (B002)."""
    for place, page in enumerate(made.pages, 1):
        wrong = {character for line in page for character in line if not BLANK <= character <= "\u283f"}
        for character in sorted(wrong):
            yield made.finding("B002", place, f"U+{ord(character):04X} is not six-dot Braille.")


def fits(made: Made) -> Iterator[Finding]:
    """No line is longer than the paper is wide, no page longer than it is high (B003)."""
    layout = made.kind.layout
    for place, page in enumerate(made.pages, 1):
        if len(page) > layout.height:
            yield made.finding("B003", place, f"The page has {len(page)} lines; {layout.height} fit.")
        if longest := max((len(line) for line in page if len(line) > layout.width), default=0):
            yield made.finding("B003", place, f"A line has {longest} cells; {layout.width} fit.")


def numbered(made: Made) -> Iterator[Finding]:
    """The pages are numbered from 1, each with its own number at the end of its line (B004)."""
    for place, page in enumerate(made.pages, 1):
        line = page[-1 if made.kind.layout.number_at_foot else 0] if page else ""
        found = re.search(rf"(?:^|{BLANK}){NUMBER_SIGN}([{DIGITS}]+)$", line)
        if not found or value(found[1]) != place:
            yield made.finding("B004", place, f"The page number is {value(found[1]) if found else 'missing'}.")


def whole(made: Made) -> Iterator[Finding]:
    """The file has the words of the leaflet, in order, and no others (B005)."""
    if made.passages and [word.cells for word in made.words] == [word for each in made.passages for word in each.words]:
        return
    for kind, first, end, second, last in made.changes:
        if kind != "equal":
            passage = next((each for each in reversed(made.passages) if each.start <= first), made.passages[0])
            page = made.words[min(second, len(made.words) - 1)].page if made.words else 0
            words = f"{end - first} of its words" if end > first else "nothing"
            yield made.finding("B005", page, f'In "{passage.block.words[:40]}", {words} became {last - second}.')


def nothing_left_out(made: Made) -> Iterator[Finding]:
    """Every run of words and every picture's description of the leaflet is in the Braille document (B005)."""
    starts = [place for place, passage in enumerate(made.passages) if passage.block.style == "h1"]
    for page, start, end in zip(made.booklet.pages(), starts, [*starts[1:], len(made.passages)], strict=True):
        words = "\n".join(braille_back.plain(each.block.words) for each in made.passages[start:end])
        for piece in (piece for shown in made.booklet.sections(page) for piece in section_pieces(shown.section)):
            if piece.kind != "link" and braille_back.plain(piece.words) not in words:
                yield made.finding(
                    "B005",
                    made.page_of(made.passages[start].start),
                    f'"{piece.words[:40]}" of {page.name}#{piece.section.id} is not in it.',
                )


def reads_back(made: Made) -> Iterator[Finding]:
    """What the cells say is the print, but for the ambiguities that are listed (B006)."""
    for passage in made.passages:
        for difference in differences(made, passage):
            if difference.why is None:
                yield made.finding(
                    "B006",
                    made.page_of(passage.start),
                    f'"{difference.wanted}" reads "{difference.found}" in "{passage.block.words[:40]}".',
                )


def numbers_kept(made: Made) -> Iterator[Finding]:
    """Every number in the cells is the number of the print (B007)."""
    for passage in made.passages:
        cells = made.cells_of(passage)
        if cells is None:
            continue
        wanted = braille_back.numbers_of(passage.block.words)
        parts = braille_back.parts(passage.block.words, cells, passage.code)
        family = passage.code.language.braille.family
        found = [
            number
            for part in parts
            for number in braille_back.numbers_in(part.cells, "plain" if part.is_latin else family)
        ]
        if wanted != found:
            yield made.finding(
                "B007",
                made.page_of(passage.start),
                f'{", ".join(wanted)} reads {", ".join(found)} in "{passage.block.words[:40]}".',
            )


def contents_right(made: Made) -> Iterator[Finding]:
    """Each entry of the contents gives the page on which its heading is (B008)."""
    lines = [line for body in made.bodies for line in body]
    numbers = [value(entry[2]) for line in lines if (entry := ENTRY.fullmatch(line))]
    headings = [passage for passage in made.passages if passage.block.style == "h1"]
    if len(numbers) != len(headings):
        yield made.finding("B008", 1, f"The contents have {len(numbers)} entries for {len(headings)} headings.")
    for given, heading in zip(numbers, headings, strict=False):
        if given != (page := made.page_of(heading.start)):
            yield made.finding("B008", page, f'The contents say page {given} for "{heading.block.words[:40]}".')


def says_what_it_is(made: Made) -> Iterator[Finding]:
    """The first page has title, language, table, version, date and status (B009)."""
    first = BLANK.join(word.cells for word in made.words if word.page == 1)
    for passage in made.passages:
        if passage.block.style in ("title", "front") and BLANK.join(passage.words) not in first:
            yield made.finding("B009", 1, f'The first page does not say "{passage.block.words}".')


@dataclass(frozen=True, slots=True)
class Difference:
    """A word that reads otherwise than it was printed. `why` names the ambiguity; None where none explains it."""

    wanted: str
    found: str
    why: str | None


def differences(made: Made, passage: Passage) -> Iterator[Difference]:
    """Where a passage, read from the file, differs from its print."""
    cells = made.cells_of(passage)
    if cells is None:
        return
    if passage.code.language.braille.family == "chinese":
        yield from _syllables(passage, cells)
        return
    wanted = braille_back.plain(passage.block.words).split(" ")
    found = braille_back.read(passage.block.words, cells, passage.code).split(" ")
    if len(wanted) != len(found):
        yield Difference(" ".join(wanted), " ".join(found), None)
        return
    for print_word, read_word in zip(wanted, found, strict=True):
        if print_word != read_word:
            yield Difference(print_word, read_word, _ambiguity(print_word, read_word, passage.block.language))


def _ambiguity(wanted: str, found: str, language: str) -> str | None:
    """The ambiguities that explain a difference, in the order they are listed."""
    names = []
    for ambiguity in braille_back.ambiguities(language):
        before = wanted, found
        wanted, found = ambiguity.settle(wanted, is_read=False), ambiguity.settle(found, is_read=True)
        names += [ambiguity.name] if (wanted, found) != before else []
        if wanted == found:
            return ", ".join(names)
    return None


def _syllables(passage: Passage, cells: str) -> Iterator[Difference]:
    if not braille_pinyin.can_read_chinese():
        return
    names = {braille_pinyin.OTHER_READING: "another reading", braille_pinyin.OTHER_TONE: "another tone, or none"}
    for character, how in braille_pinyin.compare(passage.block.words, cells, passage.code):
        if how != braille_pinyin.SAME:
            yield Difference(character, how, names.get(how))


MADE_CHECKS: tuple[Callable[[Made], Iterator[Finding]], ...] = (
    known,
    six_dots,
    fits,
    numbered,
    whole,
    nothing_left_out,
    reads_back,
    numbers_kept,
    contents_right,
    says_what_it_is,
)


def check_file(name: str, booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """All findings of one finished file of the format `name`, the first few of each kind."""
    try:
        made = read_made(name, booklet, file, display)
    except (OSError, braille_files.NotBraille) as error:
        yield Finding(display, 0, "B010", f"The file cannot be read: {error}.", MAKE_AGAIN)
        return
    for check in MADE_CHECKS:
        yield from list(check(made))[:LIMIT]


FILE_CHECKS: dict[str, tuple[FileCheck, ...]] = {name: (partial(check_file, name),) for name in braille.KINDS}
