"""Plain text for e-mail: UTF-8, numbered sections, lines of 72 columns.

Right-to-left words stand in the order in which they are read (logical order): the program that shows them turns them
(UAX 9). Numbers of several groups have marks that keep them in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from leaflet.base.dependencies import made_by
from leaflet.content.addresses import ADDRESS
from leaflet.content.model import Element, Node, table_rows, text
from leaflet.content.runs import BLOCK_TAGS
from leaflet.edition.about import record
from leaflet.edition.document import Document, Entry
from leaflet.edition.edition import Booklet
from leaflet.edition.inline import isolated, spaced
from leaflet.formats.text.wrapping import columns, is_wide, wrap
from leaflet.project.settings import Language

UNDERLINES = "=", "-"  # under titles of pages, and of their sections
BOX = "***"
NO_BREAK_SPACE = "\u00a0"
WRITE_COLUMNS = 40


def made_from(language: Language) -> Iterator[Path]:
    """The files besides the words that a text is made from."""
    yield from made_by(Path(__file__))


def write(booklet: Booklet, file: Path) -> None:
    """Write the leaflet as plain text to `file`, with the line ends of the internet (CR LF)."""
    file.write_bytes("\r\n".join([*_lines(booklet), ""]).encode())


def _lines(booklet: Booklet) -> Iterator[str]:
    strings = booklet.strings
    yield from _heading(booklet.title, UNDERLINES[0])
    for line in record(booklet):
        yield from wrap(line)
    yield from wrap(f"{spaced(strings['file_address'])}{isolated(booklet.address, booklet.language.direction)}")
    yield ""
    yield from _heading(str(strings["contents"]), UNDERLINES[0])
    book = Document(booklet).chapters
    for chapter in book:
        yield from wrap(chapter.title, f"{chapter.number}. ")
    for chapter in book:
        for entry in chapter.entries:
            yield from ("", "") if entry.section.level == 1 else ("",)
            yield from _entry(entry, booklet)


def _heading(words: str, underline: str, number: str = "") -> list[str]:
    lines = wrap(words, f"{number} " if number else "")
    return [*lines, underline * max(map(columns, lines)), ""]


def _entry(entry: Entry, booklet: Booklet) -> Iterator[str]:
    """A section: `3.2 Title`, underlined, a note on it where there is one, and its blocks with a blank line between."""
    section = entry.section
    number = f"{entry.number}." if section.level == 1 else entry.number
    writer = _Writer(entry, booklet)
    yield from _heading(writer.inline(section.heading.children), UNDERLINES[section.level > 1], number)
    if entry.note:
        yield from [*wrap(entry.note), ""]
    for place, block in enumerate(section.blocks):
        previous = section.blocks[place - 1] if place else None
        if previous and not (previous.tag == block.tag == "write"):
            yield ""
        yield from writer.block(block, "")


class _Writer:
    """Blocks of one section as lines."""

    def __init__(self, entry: Entry, booklet: Booklet) -> None:
        self.language = entry.language
        self.strings = booklet.strings_in(entry.language.tag)

    def block(self, block: Element, margin: str) -> list[str]:
        """One block; `margin` stands before each of its lines."""
        match block.tag:
            case "p":
                return wrap(self.inline(block.children), margin)
            case "ul" | "ol":
                return self._list(block, margin)
            case "table":
                return self._table(block, margin)
            case "card":
                return self._card(block, margin)
            case "figure" | "pictured":
                return [
                    line
                    for child in block.children
                    if isinstance(child, Element)
                    for line in ([*self._picture(child, margin)] if child.tag == "img" else self.block(child, margin))
                ]
            case "write":
                return [f"{margin}{'_' * WRITE_COLUMNS}"]
        raise ValueError(f"no text for a block {block.tag}")

    def inline(self, nodes: Iterable[Node]) -> str:
        """Words, with addresses of other sites, and numbers that no line end cuts."""
        words = "".join(node if isinstance(node, str) else self._mark(node) for node in nodes).replace("\n", " ")
        return addresses_apart(words)

    def _mark(self, node: Element) -> str:
        match node.tag:
            case "bdi":
                return isolated(text(node).replace(" ", NO_BREAK_SPACE), self.language.direction)
            case "img":
                return " ".join(self._picture(node, ""))
            case "br":
                return " "
            case "a":
                words, address = self.inline(node.children), node.get("href")
                away = address.startswith(("https:", "http:")) and address not in words
                return f"{words} <{isolated(address, self.language.direction)}>" if away else words
        return self.inline(node.children)

    def _picture(self, image: Element, margin: str) -> list[str]:
        return wrap(f"[{spaced(self.strings['file_picture'])}{image.get('alt')}]", margin)

    def _list(self, block: Element, margin: str) -> list[str]:
        start = int(block.get("start", "1"))
        items = [item for item in block.children if isinstance(item, Element)]
        return [
            line
            for number, item in enumerate(items, start)
            for line in self._item(item, margin, f"{number}. " if block.tag == "ol" else _bullet(block))
        ]

    def _item(self, item: Element, margin: str, mark: str) -> list[str]:
        """An item: its words first, then any blocks inside it. Its mark stands before the first of them."""
        is_block = [isinstance(node, Element) and node.tag in BLOCK_TAGS for node in item.children]
        words = self.inline(node for node, inside in zip(item.children, is_block, strict=True) if not inside)
        inner = margin + " " * columns(mark)
        blocks = [node for node, inside in zip(item.children, is_block, strict=True) if inside]
        lines = wrap(words, inner) + [
            line for block in blocks if isinstance(block, Element) for line in self.block(block, inner)
        ]
        return [margin + mark + line.removeprefix(inner) for line in lines[:1]] + lines[1:]

    def _table(self, table: Element, margin: str) -> list[str]:
        """A row as a list of its cells, each with the heading of its column: a table is too wide for an e-mail."""
        labels, *body = [
            [self.inline(cell.children) for cell in row.children if isinstance(cell, Element)]
            for row in table_rows(table)
        ]
        lines: list[str] = []
        for row in body:
            lines += [""] if lines else []
            for place, (label, words) in enumerate(zip(labels, row, strict=False)):
                mark = margin + ("- " if place == 0 else "  ")
                lines += wrap(f"{label}{self.language.colon}{words}" if label else words, mark, margin + "  ")
        return lines

    def _card(self, card: Element, margin: str) -> list[str]:
        """A box: three stars before its kind and title, and three after its last line."""
        kind = card.get("kind")
        title, *blocks = (child for child in card.children if isinstance(child, Element))
        label = spaced(self.strings[f"card_{kind}"]) if kind != "description" else ""
        lines = wrap(label + self.inline(title.children), f"{margin}{BOX} ", margin)
        for block in blocks:
            lines += ["", *self.block(block, margin)]
        return [*lines, "", f"{margin}{BOX}"]


def addresses_apart(words: str) -> str:
    """Return words with a space between each address and a Chinese character beside it.

    Programs that show a plain text make a link of all that has no space in it, and would take the sentence too.
    """
    out, place = "", 0
    for match in ADDRESS.finditer(words):
        out += words[place : match.start()]
        place = match.end()
        before, after = (" " if is_wide(letter) else "" for letter in (out[-1:], words[place : place + 1]))
        out += before + match[0] + after
    return out + words[place:]


def _bullet(block: Element) -> str:
    return "[ ] " if block.get("class") == "checklist" else "- "
