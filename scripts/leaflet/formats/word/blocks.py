"""Blocks of the leaflet as paragraphs and tables of a Word document."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable
from dataclasses import replace

from leaflet.content.model import Element, Node, Section, table_rows, text
from leaflet.content.runs import BLOCK_TAGS
from leaflet.edition.document import Document
from leaflet.edition.inline import isolated, spaced
from leaflet.formats.word import wordml
from leaflet.formats.word.package import Package
from leaflet.formats.word.styles import BOXES, BULLETS
from leaflet.formats.word.wordml import Look
from leaflet.project.settings import Language, languages

MAX_BOOKMARK = 40  # characters; Word cuts longer names (17.13.6.2 allows them)
TEXT_WIDTH = 9638  # twentieths of a point: A4 less its margins
FIGURE, BESIDE = 340, 130  # widths of pictures in CSS pixels: 9 cm and 3.4 cm


def bookmark_name(page: str, section: str) -> str:
    """The bookmark of a section: `risks__cement_leak`. Word allows letters, digits and `_`, 40 of them."""
    name = f"{page}__{section}".replace("-", "_")
    if len(name) <= MAX_BOOKMARK:
        return name
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: MAX_BOOKMARK - len(mark) - 1]}_{mark}"


class Blocks:
    """Turns blocks into XML, and counts what has a number in a document: bookmarks, pictures, lists."""

    def __init__(self, document: Document, package: Package) -> None:
        self.document, self.booklet, self.package = document, document.booklet, package
        self._numbers = itertools.count(1)
        self.starts: list[tuple[int, int]] = []  # the level and the first number of each numbered list

    def number(self) -> int:
        return next(self._numbers)

    def block(self, block: Element, section: Section, language: Language, look: Look | None = None) -> str:
        """One block of `section`, in its language. `look` is that of the list or box it stands in."""
        look = look or Look()
        match block.tag:
            case "p":
                return wordml.paragraph(self.inline(block.children, language), language, look)
            case "ul" | "ol":
                return self._list(block, section, language, look)
            case "table":
                return self._table(block, section, language)
            case "card":
                return self._card(block, section, language)
            case "figure":
                images = (node for node in block.children if isinstance(node, Element) and node.tag == "img")
                return wordml.paragraph("".join(self._image(image, FIGURE) for image in images), language, look)
            case "pictured":
                return self._pictured(block, section, language, look)
            case "write":
                return wordml.paragraph(wordml.write_line(), language, Look("WriteLine"))
        raise ValueError(f"no Word for a block {block.tag}")

    def inline(self, nodes: Iterable[Node], language: Language, bold: bool = False, style: str = "") -> str:
        """Words with their links, bold words, isolated numbers and words of another language."""
        return "".join(
            wordml.run(node, language, bold, style)
            if isinstance(node, str)
            else self._mark(node, language, bold, style)
            for node in nodes
        )

    def _mark(self, node: Element, language: Language, bold: bool, style: str) -> str:
        match node.tag:
            case "a":
                return self._link(node, language, bold)
            case "bdi":
                words = isolated(text(node), language.direction)
                return wordml.run(words, language, bold, style, right_to_left=False)
            case "strong":
                return self.inline(node.children, language, True, style)
            case "span":
                inside = languages()[node.get("lang")] if node.get("lang") else language
                return self.inline(node.children, inside, bold, style)
            case "img":
                return self._image(node, BESIDE)
            case "br":
                return wordml.line_break()
        raise ValueError(f"no Word for {node.tag}")

    def _link(self, node: Element, language: Language, bold: bool) -> str:
        href = node.get("href")
        inside = self.inline(node.children, language, bold, "Hyperlink")
        if target := self.document.target(href):
            return wordml.link(inside, anchor=bookmark_name(target.page, target.section.id))
        return wordml.link(inside, relation=self.package.link(href)) if ":" in href else inside

    def web_link(self, address: str, language: Language) -> str:
        """An address that is its own words."""
        return self._link(Element("a", (Element("bdi", (address,)),), {"href": address}), language, False)

    def _image(self, image: Element, width: int) -> str:
        booklet = self.booklet
        found = booklet.leaflet.pictures.get(image.get("src")) or booklet.english.pictures.get(image.get("src"))
        if found is None:
            return ""
        relations = self.package.picture(image.get("src"), width)
        size = width, round(width * found.height / found.width)
        return wordml.picture(image.get("alt"), size, relations, self.number())

    def _pictured(self, block: Element, section: Section, language: Language, look: Look) -> str:
        image, words = (child for child in block.children if isinstance(child, Element))
        return wordml.paragraph(self._image(image, BESIDE), language, replace(look, keep_with_next=True)) + self.block(
            words, section, language, look
        )

    def _list(self, block: Element, section: Section, language: Language, look: Look) -> str:
        level = look.level + 1 if look.numbering else 0
        place = Look("ListParagraph", self._list_number(block, level), level, keep_with_next=look.keep_with_next)
        items = (item for item in block.children if isinstance(item, Element))
        return "".join(self._item(item, section, language, place) for item in items)

    def _list_number(self, block: Element, level: int) -> int:
        if block.tag == "ul":
            return BOXES if block.get("class") == "checklist" else BULLETS
        self.starts.append((level, int(block.get("start", "1"))))
        return BOXES + len(self.starts)

    def _item(self, item: Element, section: Section, language: Language, place: Look) -> str:
        """An item: its words first, then any blocks inside it."""
        is_block = [isinstance(node, Element) and node.tag in BLOCK_TAGS for node in item.children]
        words = [node for node, inside in zip(item.children, is_block, strict=True) if not inside]
        blocks = [node for node, inside in zip(item.children, is_block, strict=True) if inside]
        return wordml.paragraph(self.inline(words, language), language, place) + "".join(
            self.block(block, section, language, place if block.tag in ("ul", "ol") else None)
            for block in blocks
            if isinstance(block, Element)
        )

    def _table(self, table: Element, section: Section, language: Language) -> str:
        rows = table_rows(table)
        cells = [
            [
                wordml.paragraph(self.inline(cell.children, language, bold=place == 0 or column == 0), language)
                for column, cell in enumerate(row.children)
                if isinstance(cell, Element)
            ]
            for place, row in enumerate(rows)
        ]
        return wordml.table(cells, language, _widths(rows), section.title) + wordml.paragraph("", language)

    def _card(self, card: Element, section: Section, language: Language) -> str:
        """A box: its title, a heading with its kind in words, under a thick line, and a thick line at its end.

        It is not cut by the end of a page.
        """
        strings = self.booklet.strings_in(language.tag)
        kind = card.get("kind")
        title, *blocks = (child for child in card.children if isinstance(child, Element))
        label = wordml.run(spaced(strings[f"card_{kind}"]), language) if kind != "description" else ""
        heading = Look(f"Heading{min(section.level + 1, 6)}", edge="top")
        return (
            wordml.paragraph(label + self.inline(title.children, language), language, heading)
            + "".join(self.block(block, section, language, Look(keep_with_next=True)) for block in blocks)
            + wordml.paragraph("", language, Look("BoxEnd"))
        )


def _widths(rows: list[Element]) -> list[int]:
    """Widths of columns, by how much stands in them; none so narrow that its longest word would be cut."""
    columns = zip(*([text(cell) for cell in row.children] for row in rows), strict=False)
    weights = [max(sum(map(len, column)) / len(column), 1.5 * max(map(_longest_word, column))) for column in columns]
    return [int(TEXT_WIDTH * weight / sum(weights)) for weight in weights]


def _longest_word(words: str) -> int:
    return max(map(len, words.split()), default=1) if words.isascii() or " " in words.strip() else min(len(words), 8)
