"""Cells on pages: lines, indents, blank lines, running heads, page numbers, contents.

Two layouts. `UK`: 38 cells by 27 lines, as embossers of the UK are set; the first line of a page is the page
information line, with the running head centred and the page number at its right end (UKAAF, Guiding Principles for the
Presentation of Braille, B004, 2016: sections 6 and 7). `BANA`: 40 by 25, the running head on the first line and the
Braille page number at the right end of the last, which has nothing else (BANA, Braille Formats: 1.6, 1.7, 1.14 in the
2011 edition).

Indents are given as cells, from 1: where a block begins and where its further lines do. Paragraphs begin in cell 3 with
runovers in cell 1, items of a list in cell 1 with runovers in cell 3, those inside another list in 3 and 5. Boxes stand
between a line of dots 2356 and one of dots 1245. Guide dots of the contents are dot 5, with at least two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from leaflet.formats.braille.transcribe import BLANK

NUMBER_SIGN = "\u283c"
DIGITS = "\u281a\u2801\u2803\u2809\u2819\u2811\u280b\u281b\u2813\u280a"  # 0 to 9
GUIDE, CONTINUES = "\u2810", "\u2810"  # dot 5: before a page number in the contents; at the end of a word cut in two
BOX_TOP, BOX_BOTTOM, WRITE_LINE = "\u2836", "\u281b", "\u2824"


@dataclass(frozen=True, slots=True)
class Style:
    """Cells from 1. `heads`: it stays on a page with what follows. `centred` makes the indents the least margin."""

    first: int
    runover: int
    blank_before: bool = False
    heads: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A size of page. `number_at_foot`: the page number is on a last line of its own, not on the first."""

    name: str
    width: int
    height: int
    headings: tuple[Style, Style]
    number_at_foot: bool = False

    @property
    def body(self) -> int:
        """Lines for words on a page."""
        return self.height - (2 if self.number_at_foot else 1)

    def style(self, name: str) -> Style:
        return {"h2": self.headings[0], "h3": self.headings[1]}.get(name) or STYLES[name]


STYLES = {
    "title": Style(4, 4, heads=True, centred=True),
    "front": Style(1, 3),
    "contents-title": Style(4, 4, blank_before=True, heads=True, centred=True),
    "entry": Style(1, 3),
    "h1": Style(4, 4, blank_before=True, heads=True, centred=True),
    "p": Style(3, 1),
    "picture": Style(3, 1),
    "item1": Style(1, 3),
    "item2": Style(3, 5),
    "row": Style(1, 3, blank_before=True, heads=True),
    "cell": Style(3, 5),
    "card-title": Style(5, 5, heads=True),
    "box-start": Style(1, 1, blank_before=True, heads=True),
    "box-end": Style(1, 1),
    "write": Style(1, 1),
    "new-page": Style(1, 1),
}
UK = Layout("UK", 38, 27, (Style(1, 5, True, True), Style(3, 1, True, True)))
BANA = Layout("BANA", 40, 25, (Style(5, 5, True, True), Style(7, 7, True, True)), number_at_foot=True)

Page = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A block in cells. `page` as in `print_blocks.Block`."""

    style: str
    cells: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Finished pages, each line of Unicode cells without blanks at its end; on which page each main heading is."""

    pages: tuple[Page, ...]
    found: dict[str, int]


def number(value: int) -> str:
    """A page number in cells."""
    return NUMBER_SIGN + "".join(DIGITS[int(digit)] for digit in str(value))


def lay_out(document: Callable[[int], Iterable[Item]], running_head: str, layout: Layout) -> Pages:
    """Pages of a document that is asked for with the number of its pages, until that and the contents are right."""
    count, found = 1, dict[str, int]()
    for _ in range(6):
        result = _pages(list(document(count)), found, running_head, layout)
        if (len(result.pages), result.found) == (count, found):
            return result
        count, found = len(result.pages), result.found
    raise ValueError("The contents do not settle: a page number keeps moving its own page.")


def _pages(items: list[Item], contents: dict[str, int], running_head: str, layout: Layout) -> Pages:
    pages: list[list[str]] = [[]]
    found: dict[str, int] = {}
    for group in _groups(items):
        if group[0].style == "new-page":
            pages.append([])
            continue
        lines: list[tuple[str, bool]] = []
        for item in group:
            lines += [("", True)] if layout.style(item.style).blank_before and (lines or pages[-1]) else []
            lines += [(line, layout.style(item.style).heads) for line in _lines(item, contents, layout)]
        room = layout.body - len(pages[-1])
        if pages[-1] and (len(lines) > room and (len(lines) <= layout.body or _head(lines) > room)):
            pages.append([])
        for item in group:
            if item.style == "h1":
                found[item.page] = len(pages)
        for line, _ in lines:
            if len(pages[-1]) == layout.body:
                pages.append([])
            if line or pages[-1]:  # no blank line at the top of a page
                pages[-1].append(line)
    numbered = (_with_information(page, place, running_head, layout) for place, page in enumerate(pages, 1))
    return Pages(tuple(numbered), found)


def _head(lines: list[tuple[str, bool]]) -> int:
    """How many lines of a group have to stand together: its headings and two lines more."""
    return next((place for place, (_, heads) in enumerate(lines) if not heads), len(lines)) + 2


def _groups(items: list[Item]) -> Iterator[list[Item]]:
    """Items that belong on one page where they fit on one: headings with what follows, a box, an entry of a table."""
    group: list[Item] = []
    boxed = False
    for place, item in enumerate(items):
        group.append(item)
        boxed = (boxed or item.style == "box-start") and item.style != "box-end"
        after = items[place + 1].style if place + 1 < len(items) else ""
        heads = item.style in ("title", "contents-title", "h1", "h2", "h3", "row", "card-title", "box-start")
        if not (boxed or heads or after == "cell" or (after == "picture" and item.style == "p")):
            yield group
            group = []
    if group:
        yield group


def _lines(item: Item, contents: dict[str, int], layout: Layout) -> list[str]:
    """One item as lines of at most the width."""
    if rule := {"box-start": BOX_TOP, "box-end": BOX_BOTTOM, "write": WRITE_LINE}.get(item.style):
        return [rule * layout.width]
    style = layout.style(item.style)
    if item.style == "entry":
        return _entry(item, style, contents.get(item.page, 0), layout)
    if style.centred:
        lines = wrap(item.cells, layout.width - 2 * (style.first - 1), 0, 0)
        return [BLANK * ((layout.width - len(line)) // 2) + line for line in lines]
    return wrap(item.cells, layout.width, style.first - 1, style.runover - 1)


def _entry(item: Item, style: Style, page: int, layout: Layout) -> list[str]:
    """A line of the contents: its words, guide dots, and the page number at the right end."""
    place = number(page)
    *lines, last = wrap(item.cells, layout.width - len(place) - 4, style.first - 1, style.runover - 1)
    dots = layout.width - len(last) - len(place) - 2
    return [*lines, last + BLANK + GUIDE * dots + BLANK + place]


def wrap(braille: str, width: int, first: int, runover: int) -> list[str]:
    """Words on lines, `first` and `runover` being blanks before them. Only a word too long for a line is cut: dot 5 at
    the end of the line says that it goes on."""
    lines: list[str] = []
    line, empty = BLANK * first, True
    for word in (word for word in braille.split(" ") if word):
        while True:
            room = width - len(line) - (0 if empty else 1)
            if len(word) <= room:
                line, empty = line + ("" if empty else BLANK) + word, False
                break
            if not empty:
                lines.append(line)
            elif len(word) > width - runover:
                lines.append(line + word[: room - 1] + CONTINUES)
                word = word[room - 1 :]
            line, empty = BLANK * runover, True
    return [*lines, line] if not empty else lines


def _with_information(page: list[str], place: int, running_head: str, layout: Layout) -> Page:
    """A page with its running head, but for the first, and its number."""
    marker = number(place)
    head = "" if place == 1 else _fitting(running_head, layout.width - 2 * (len(marker) + 3))
    top = BLANK * ((layout.width - len(head)) // 2) + head if head else ""
    if layout.number_at_foot:
        filled = [top, *page, *[""] * (layout.body - len(page)), marker.rjust(layout.width, BLANK)]
        return tuple(line.rstrip(BLANK) for line in filled)
    return tuple(line.rstrip(BLANK) for line in [top + marker.rjust(layout.width - len(top), BLANK), *page])


def _fitting(running_head: str, width: int) -> str:
    """As many whole words of the running head as there is room for."""
    words = running_head.split(" ")
    while len(BLANK.join(words)) > width and len(words) > 1:
        words.pop()
    return BLANK.join(words)[:width]
