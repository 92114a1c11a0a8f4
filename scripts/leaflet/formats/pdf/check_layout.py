"""P: how a made PDF looks. Its fonts, the size of its letters, its length, words that leave the page or meet others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from leaflet.content.model import text as block_words
from leaflet.edition.edition import Booklet
from leaflet.formats.pdf.fonts import names
from leaflet.formats.pdf.read_back import Print, Run
from leaflet.project.settings import SOURCE_LANGUAGE, languages

TOLERANCE = 0.05  # points
MARGINS = {True: 22.6, False: 56.6}  # points (8 and 20 mm), for a sheet or not
FOOT = 18.0  # points: nothing is lower or higher on the page
OVERLAP = 0.35  # share of the smaller of two boxes, where letters keep to theirs
OVERLAP_OF_HANGING = 0.8
# Pages of a leaflet for each 1,000 English words at 14 points, and pages that do not depend on its length.
MOST, LEAST, FIXED = 14.0, 2.5, 6

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    message: str
    hint: str = ""
    page: int = 0


def faults(read: Print, booklet: Booklet, points: int, sides: int) -> Iterator[Fault]:
    """Everything that is wrong with the look of a print whose text is `points` large; `sides`: of a sheet, or 0."""
    yield from fonts(read, booklet)
    yield from sizes(read, points)
    yield from places(read, MARGINS[bool(sides)], booklet.language.print.hang)
    yield from length(read, booklet, points, sides)


def fonts(read: Print, booklet: Booklet) -> Iterator[Fault]:
    """Every font is in the file (P006), is one of the language's (P007), and has a shape for every sign (P008)."""
    hint = "Add a font for these letters to languages.yml, or mark their language in the words."
    own = {*names(booklet.language), *names(languages()[SOURCE_LANGUAGE])}
    others = {name: language.name for language in booklet.languages for name in names(language) if name not in own}
    for name, is_inside in read.faces.items():
        if not is_inside:
            yield Fault("P006", f'The font "{name}" is not in the file.', "It must be embedded (ISO 14289-1, 7.21.4).")
    strange: dict[str, Run] = {}
    for run in read.runs:
        # Fonts of other languages are there for their names in the list of languages, and for nothing else.
        if run.font not in own and not _is_part(run.words, others.get(run.font, "")):
            strange.setdefault(run.font, run)
    for name, run in strange.items():
        yield Fault("P007", f'"{run.words.strip()[:40]}" is set in "{name}".', hint, run.page)
    for name, signs in read.unknown.items():
        yield Fault("P008", f'"{name}" has no shape for {", ".join(f"U+{ord(sign):04X}" for sign in signs)}.', hint)


def _is_part(words: str, name: str) -> bool:
    return bool(name) and all(sign in name or not sign.isprintable() or sign.isspace() for sign in words)


def sizes(read: Print, points: int) -> Iterator[Fault]:
    """No letters are smaller than the text (P009)."""
    small = [run for run in read.runs if run.words.strip() and run.size < points - TOLERANCE]
    if small:
        least = min(small, key=lambda run: run.size)
        yield Fault(
            "P009",
            f'{len(small)} runs are under {points} points, "{least.words.strip()[:40]}" has {least.size:.1f}.',
            page=least.page,
        )


def places(read: Print, margin: float, hang: float) -> Iterator[Fault]:
    """No words leave the paper's margins or lie over others (P010). `hang`: how far a letter may, in ems."""
    for number, (width, height) in enumerate(read.pages, 1):
        boxes = _boxes(read, number)
        for words, size, box in boxes:
            side = margin - hang * size
            if box[0] < side or box[2] > width - side or box[1] < FOOT or box[3] > height - FOOT:
                yield Fault("P010", f'"{words[:40]}" runs out of the page.', page=number)
        for (words, _, one), (others, _, other) in combinations(boxes, 2):
            if _shared(one, other) > (OVERLAP if hang < 1 else OVERLAP_OF_HANGING):
                yield Fault("P010", f'"{words[:40]}" and "{others[:40]}" lie over one another.', page=number)


def _boxes(read: Print, page: int) -> list[tuple[str, float, Box]]:
    """The words of each tag of a page, their size, and the box around them: a line or a part of it. No bullets."""
    found: dict[int, tuple[str, float, Box]] = {}
    for run in (run for run in read.runs if run.page == page and any(map(str.isalnum, run.words))):
        words, _, box = found.get(run.mark, ("", 0, run.box))
        left, bottom, right, top = run.box
        found[run.mark] = (
            words + run.words,
            run.size,
            (min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)),
        )
    return list(found.values())


def _shared(one: Box, other: Box) -> float:
    """The share of the smaller box that lies in the other one."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max(min(_area(one), _area(other)), 1e-6)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def length(read: Print, booklet: Booklet, points: int, sides: int) -> Iterator[Fault]:
    """A sheet has so many `sides` at most (P013); a leaflet (0) as many as its words need, and no more (P014)."""
    count = len(read.pages)
    if sides:
        if count > sides:
            yield Fault("P013", f"The sheet has {count} pages.", "Shorten its words, or set it closer.")
        return
    thousands = (
        sum(
            len(section.title.split()) + sum(len(block_words(block).split()) for block in section.blocks)
            for page in booklet.english.pages
            for section in page.sections
        )
        / 1000
    )
    scale = (points / 14) ** 1.5
    pages = len(booklet.english.pages)
    least, most = LEAST * thousands, MOST * thousands * scale * 1.5 + FIXED + 3 * pages
    if not least <= count <= most:
        yield Fault("P014", f"The print has {count} pages; {least:.0f} to {most:.0f} were to be expected.")
