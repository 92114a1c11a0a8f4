"""The leaflet as a Braille reader meets it: a list of blocks, each a run of print words with a style.

Tables become entries of labelled cells, pictures their descriptions, boxes are opened and closed; what only a screen
can do (links, lists that the website fills) becomes words. No cells and no pages here: `layout.py` makes those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from leaflet.content.model import Element, Node, table_rows, text, walk
from leaflet.content.runs import BLOCK_TAGS
from leaflet.edition.about import record
from leaflet.edition.document import Chapter, Document, Entry
from leaflet.edition.edition import Booklet
from leaflet.edition.inline import spaced
from leaflet.edition.slots import Medium
from leaflet.formats.braille import liblouis as louis
from leaflet.formats.braille.transcribe import NO_BREAK
from leaflet.project.settings import Language

_STANDS_ALONE = (*BLOCK_TAGS, "img")
RULES = ("box-start", "box-end", "write", "new-page")  # blocks without words


@dataclass(frozen=True, slots=True)
class Block:
    """A run of words. `style` is one of `layout.STYLES`; `language` is the one it is in; `page` names the page
    of the leaflet that a main heading begins, or that an entry of the contents leads to."""

    style: str
    words: str
    language: str
    page: str = ""


def document(booklet: Booklet, contracted: bool, page_count: int = 0) -> Iterator[Block]:
    """Title page, contents and pages. `page_count` is the number of Braille pages, once it is known."""
    yield from _title_page(booklet, contracted, page_count)
    yield Block("new-page", "", booklet.language.tag)
    yield Block("contents-title", str(booklet.strings["contents"]), booklet.language.tag)
    book = Document(booklet, Medium.BRAILLE).chapters
    for chapter in book:
        first = chapter.entries[0]
        yield Block("entry", _words(first.section.heading), first.language.tag, chapter.name)
    yield Block("new-page", "", booklet.language.tag)
    for chapter in book:
        yield from _page(chapter, booklet)


def _title_page(booklet: Booklet, contracted: bool, page_count: int) -> Iterator[Block]:
    """What every file says of itself, in the words of its language, and what only Braille has to say."""
    strings, tag = booklet.strings, booklet.language.tag
    table = louis.table_name(booklet.language, contracted)
    own = (
        strings["braille_contracted" if contracted else "braille_uncontracted"],
        strings["braille_table"].format(table=table, version=louis.TABLES_VERSION),
        strings["braille_by_computer"],
        strings["braille_length"].format(count=page_count),
    )
    yield Block("title", booklet.title, tag)
    for words in (*record(booklet, *own), booklet.address):
        yield Block("front", words, tag)


def _page(chapter: Chapter, booklet: Booklet) -> Iterator[Block]:
    """A page, each section under its heading; in English, with a note, what the language lacks."""
    tag = booklet.language.tag
    for entry in chapter.entries:
        note = [Block("p", entry.note, tag)] if entry.note else []
        is_whole_page = chapter.language.tag != tag  # what is said of the whole page stands above its title
        yield from note if is_whole_page else ()
        yield from _heading(entry)
        yield from () if is_whole_page else note
        writer = _Writer(entry.language, booklet.strings_in(entry.language.tag))
        for block in entry.section.blocks:
            yield from writer.block(block)


def _heading(entry: Entry) -> Iterator[Block]:
    level = entry.section.level
    page = entry.page if level == 1 else ""
    yield Block(f"h{min(level, 3)}", _words(entry.section.heading), entry.language.tag, page)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Blocks of one section."""

    language: Language
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
                yield Block("write", "", self.language.tag)
            case _:
                raise ValueError(f"no Braille for a block {block.tag}")

    def _words_and_blocks(self, element: Element, style: str, lead: str, depth: int) -> Iterator[Block]:
        """The words of an element as one block, then the pictures and blocks inside it."""
        inside = [child for child in element.children if isinstance(child, Element) and child.tag in _STANDS_ALONE]
        own = lead + "".join(_inline(child) for child in element.children if child not in inside)
        if own.strip():
            yield Block(style, _one_line(own), _language_of(element) or self.language.tag)
        for child in inside:
            yield from self.block(child, depth)

    def _picture(self, image: Element) -> Block:
        words = f"{spaced(self.strings['file_picture'])}{image.get('alt')}"
        return Block("picture", _one_line(words), self.language.tag)

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
                    yield Block("cell" if number else "row", self._labelled(label, words), self.language.tag)

    def _labelled(self, label: str, words: str) -> str:
        return f"{label}{self.language.colon}{words}" if label else words

    def _card(self, card: Element) -> Iterator[Block]:
        """A box between two lines. Its kind is said in words; a description of a picture has its title alone."""
        kind = card.get("kind")
        title, *blocks = (child for child in card.children if isinstance(child, Element))
        label = "" if kind == "description" else f"{self.strings[f'card_{kind}']} "
        yield Block("box-start", "", self.language.tag)
        yield Block("card-title", _one_line(label + _words(title)), self.language.tag)
        for block in blocks:
            yield from self.block(block)
        yield Block("box-end", "", self.language.tag)


def _language_of(element: Element) -> str:
    """The language that words of an element say they are in: a title, in a list of pages."""
    return next((tag for part in walk(element.children) if (tag := part.get("lang"))), "")


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
