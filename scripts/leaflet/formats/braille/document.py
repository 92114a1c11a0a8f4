"""The leaflet as a Braille reader meets it: a list of blocks, each a run of print words with a style.

Tables become entries of labelled cells, pictures their descriptions, boxes are opened and closed; what only a screen
can do (links, lists that the website fills) becomes words. No cells and no pages here: `braille_layout.py` makes those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from leaflet.content.model import Element, Node, Page, Section, table_rows, text
from leaflet.content.runs import BLOCK_TAGS
from leaflet.edition.edition import Booklet
from leaflet.formats.braille import liblouis as louis
from leaflet.formats.braille.transcribe import NO_BREAK
from leaflet.project.settings import languages

_STANDS_ALONE = (*BLOCK_TAGS, "img")
RULES = ("box-start", "box-end", "write", "new-page")  # blocks without words


@dataclass(frozen=True, slots=True)
class Block:
    """A run of words. `style` is one of `braille_layout.STYLES`; `language` is the one it is in; `page` names the page
    of the leaflet that a main heading begins, or that an entry of the contents leads to."""

    style: str
    words: str
    language: str
    page: str = ""


def document(booklet: Booklet, contracted: bool, page_count: int = 0) -> Iterator[Block]:
    """Title page, contents and pages. `page_count` is the number of Braille pages, once it is known."""
    yield from _title_page(booklet, contracted, page_count)
    yield Block("new-page", "", booklet.language.tag)
    yield Block("contents-title", str(booklet.strings["braille_contents"]), booklet.language.tag)
    for page in booklet.pages():
        yield Block("entry", _words(page.sections[0].heading), page.language, page.name)
    yield Block("new-page", "", booklet.language.tag)
    for page in booklet.pages():
        yield from _page(page, booklet)


def _title_page(booklet: Booklet, contracted: bool, page_count: int) -> Iterator[Block]:
    """What every file says of itself, in the words of its language."""
    strings, tag = booklet.strings, booklet.language.tag
    grade = strings["braille_contracted" if contracted else "braille_uncontracted"]
    table = louis.table_name(booklet.language, contracted)
    yield Block("title", booklet.title, tag)
    for words in (
        booklet.language.name,
        str(grade),
        strings["braille_table"].format(table=table, version=louis.TABLES_VERSION),
        strings["version"].format(version=booklet.version),
        strings["last_reviewed"].format(date=booklet.date_words),
        str(strings["braille_by_computer"]),
        *booklet.status,
        strings["braille_length"].format(count=page_count),
        booklet.address,
    ):
        yield Block("front", words, tag)


def _page(page: Page, booklet: Booklet) -> Iterator[Block]:
    """A page, each section under its heading; in English, with a note, what the language lacks."""
    strings, tag = booklet.strings, booklet.language.tag
    if page.language != tag:
        yield Block("p", str(strings["missing_page"]), tag)
    for section, language in booklet.sections(page):
        yield from _heading(section, language, page.name)
        if language != page.language:
            yield Block("p", str(strings["missing_section"]), tag)
        elif (page.name, section.id) in booklet.stale and language == tag:
            yield Block("p", str(strings["stale_section"]), tag)
        writer = _Writer(section, language, booklet, strings if language == tag else booklet.english_strings)
        for block in section.blocks:
            yield from writer.block(block)


def _heading(section: Section, language: str, page: str) -> Iterator[Block]:
    yield Block(f"h{min(section.level, 3)}", _words(section.heading), language, page if section.level == 1 else "")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Blocks of one section."""

    section: Section
    language: str
    booklet: Booklet
    strings: Mapping[str, Any]

    def block(self, block: Element, depth: int = 0) -> Iterator[Block]:
        match block.tag:
            case "ul" | "ol":
                yield from self._list(block, depth)
            case "table":
                yield from self._table(block)
            case "card":
                yield from self._card(block)
            case "figure" | "p":
                yield from self._words_and_blocks(block, "p", "", depth)
            case "pictured":
                image, words = block.children
                assert isinstance(image, Element) and isinstance(words, Element)
                yield from self.block(words, depth)
                yield self._picture(image)
            case "img":
                yield self._picture(block)
            case "write":
                yield Block("write", "", self.language)
            case "slot":
                yield from self._slot(block.get("name"))
            case _:
                raise ValueError(f"no Braille for a block {block.tag}")

    def _words_and_blocks(self, element: Element, style: str, lead: str, depth: int) -> Iterator[Block]:
        """The words of an element as one block, then the pictures and blocks inside it."""
        inside = [child for child in element.children if isinstance(child, Element) and child.tag in _STANDS_ALONE]
        own = lead + "".join(_inline(child) for child in element.children if child not in inside)
        if own.strip():
            yield Block(style, _one_line(own), self.language)
        for child in inside:
            yield from self.block(child, depth)

    def _picture(self, image: Element) -> Block:
        words = self.strings["braille_picture"].format(words=image.get("alt"))
        return Block("picture", _one_line(words), self.language)

    def _list(self, block: Element, depth: int) -> Iterator[Block]:
        number = int(block.get("start") or 1)
        for item in block.children:
            if isinstance(item, Element):
                lead = f"{number}.{NO_BREAK}" if block.tag == "ol" else ""
                yield from self._words_and_blocks(item, f"item{min(depth + 1, 2)}", lead, depth + 1)
                number += 1

    def _table(self, table: Element) -> Iterator[Block]:
        """Each row as an entry: its first cell, and under it the others, every cell after the name of its column."""
        head, *body = table_rows(table)
        labels = [_words(cell) for cell in head.children if isinstance(cell, Element)]
        for row in body:
            row_cells = [_words(cell) for cell in row.children if isinstance(cell, Element)]
            for number, (label, words) in enumerate(zip(labels, row_cells, strict=True)):
                if words:
                    yield Block("cell" if number else "row", self._labelled(label, words), self.language)

    def _labelled(self, label: str, words: str) -> str:
        return f"{label}{languages()[self.language].colon}{words}" if label else words

    def _card(self, card: Element) -> Iterator[Block]:
        """A box between two lines. Its kind is said in words; a description of a picture has its title alone."""
        kind = card.get("kind")
        title, *blocks = (child for child in card.children if isinstance(child, Element))
        label = "" if kind == "description" else f"{self.strings[f'card_{kind}']} "
        yield Block("box-start", "", self.language)
        yield Block("card-title", _one_line(label + _words(title)), self.language)
        for block in blocks:
            yield from self.block(block)
        yield Block("box-end", "", self.language)

    def _slot(self, name: str) -> Iterator[Block]:
        if name == "list.pages":
            for page in self.booklet.pages():
                yield Block("item1", _words(page.sections[0].heading), page.language)
        elif name.startswith("list."):
            words = self.strings["braille_list_online"].format(address=self.booklet.address)
            yield Block("p", words, self.language)
            if name == "list.formats" and (phone := self.booklet.leaflet.hospital.phone):
                ask = f"{self.strings['format_ask']} {phone.replace(' ', NO_BREAK)}"
                yield Block("p", ask, self.language)
        elif name == "notice.clinician":
            yield Block("p", self.booklet.status[0], self.booklet.language.tag)
        elif name == "notice.unconfirmed" and not self.booklet.leaflet.hospital.confirmed:
            yield Block("p", str(self.strings["notice_unconfirmed"]), self.language)


def _words(element: Element) -> str:
    return _one_line("".join(map(_inline, element.children)))


def _inline(node: Node) -> str:
    """Words of a node; a number with spaces in it is held together, as `bdi` marks it."""
    if isinstance(node, str):
        return node
    if node.tag == "bdi":
        return text(node).replace(" ", NO_BREAK)
    if node.tag == "br":
        return " "
    return "".join(map(_inline, node.children))


def _one_line(words: str) -> str:
    return " ".join(part for part in words.replace("\n", " ").replace("\t", " ").split(" ") if part)
