"""The bilingual print: a translation and the English side by side, block by block, on A4 portrait.

Each row holds the two texts of one heading, paragraph, list item, row of a table or line of a box, so that whoever
reads one side finds the same words at the same height on the other. Lists stay whole lists in the tags (`data-join`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import zip_longest

from leaflet.content.model import Element, Page, Section, table_rows
from leaflet.edition.edition import Booklet
from leaflet.edition.markup import Context, block_html, inline_html, plain
from leaflet.formats.pdf.html import context, named, notice
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row. `kind` names its look and must be the same on both sides; `whole` fills the row."""

    kind: str
    html: str
    whole: bool = False


def pairs(booklet: Booklet) -> str:
    """Every page of the leaflet in two columns."""
    return "".join(
        f"<article>{''.join(_page(booklet, page, english))}</article>"
        for page, english in zip(booklet.pages(), booklet.english.pages, strict=True)
    )


def _page(booklet: Booklet, page: Page, english: Page) -> Iterator[str]:
    ours, theirs = context(booklet, page), context(booklet, english)
    for original in english.sections:
        section = page.section(original.id) if page is not english else None
        # One anchor a section: the English side has none of its own, but where it stands alone.
        right = list(_cells(named(original, english), theirs, languages()[SOURCE_LANGUAGE], is_anchor=section is None))
        if section is None:
            note = "missing_section" if page is not english else "missing_page"
            is_noted = page is not english or original is english.sections[0]
            left = [Cell("p", notice(booklet.strings[note]))] if is_noted else []
            yield from _rows(booklet, left, right[:1])
            yield from _rows(booklet, [], right[1:])
            continue
        left = list(_cells(named(section, page), ours, booklet.language, is_anchor=True))
        if (page.name, section.id) in booklet.stale:
            left.insert(1, Cell("note", notice(booklet.strings["stale_section"])))
            right.insert(1, Cell("note", ""))
        yield from _rows(booklet, left, right)


def _rows(booklet: Booklet, left: list[Cell], right: list[Cell]) -> Iterator[str]:
    """Rows of both sides; where they are not built alike, one row of both wholes."""
    if left and [cell.kind for cell in left] != [cell.kind for cell in right]:
        left, right = [_joined(left)], [_joined(right)]
    for ours, theirs in zip_longest(left, right):
        cell = ours or theirs
        sides = ((ours, booklet.language.tag, booklet.language.direction), (theirs, SOURCE_LANGUAGE, "ltr"))
        inside = (
            cell.html
            if cell.whole
            else "".join(
                f'<div class="side" lang="{tag}" dir="{direction}">{side.html if side else ""}</div>'
                for side, tag, direction in sides
            )
        )
        yield f'<div class="{"whole" if cell.whole else "row"} {cell.kind}">{inside}</div>'


def _joined(cells: list[Cell]) -> Cell:
    return Cell("mixed", "".join(cell.html for cell in cells))


def _cells(section: Section, words: Context, language: Language, is_anchor: bool) -> Iterator[Cell]:
    identity = f' id="{escape(section.id)}"' if is_anchor else ""
    level = section.level
    yield Cell("heading", f"<h{level}{identity}>{inline_html(section.heading.children, words)}</h{level}>")
    for number, block in enumerate(section.blocks):
        yield from _block(block, section, words, language, f"{language.tag}-{section.id}-{number}")


def _block(block: Element, section: Section, words: Context, language: Language, name: str) -> Iterator[Cell]:
    """The cells of a block. `name` is its own in the document: it keeps the items of a list together in the tags."""
    match block.tag:
        case "ul" | "ol":
            yield from _items(block, section, words, name)
        case "table":
            yield from _lines(block, words, language.colon)
        case "card":
            yield from _box(block, section, words, language, name)
        case "figure" | "write":
            yield Cell(block.tag, block_html(block, section, words), whole=True)
        case "slot" if block.get("name").startswith("list."):
            for item in re.findall("<li>.*?</li>|<p>.*?</p>", block_html(block, section, words)):
                html = f'<ul data-join="{escape(name)}">{item}</ul>' if item.startswith("<li>") else item
                yield Cell("item", html, whole=block.get("name") == "list.languages")
        case _:
            yield Cell(block.tag, block_html(block, section, words))


def _items(block: Element, section: Section, words: Context, name: str) -> Iterator[Cell]:
    start = int(block.get("start") or 1)
    for number, item in enumerate(block.children, start):
        assert isinstance(item, Element)
        attributes = {**block.attributes, **({"start": str(number)} if block.tag == "ol" else {})}
        html = block_html(replace(block, children=(item,), attributes=attributes), section, words)
        yield Cell("item", html.replace(f"<{block.tag}", f'<{block.tag} data-join="{escape(name)}"', 1))


def _lines(table: Element, words: Context, colon: str) -> Iterator[Cell]:
    """A table as lines, each value under the heading of its column: two tables side by side would be too narrow."""
    head, *body = table_rows(table)
    labels = [plain(cell) for cell in head.children]
    for row in body:
        cells = [cell for cell in row.children if isinstance(cell, Element)]
        lines = "".join(
            f"<p><strong>{escape(label)}{colon.strip()}</strong>{colon[1:]}{inline_html(cell.children, words)}</p>"
            for label, cell in zip(labels, cells, strict=True)
        )
        yield Cell("line", lines)


def _box(card: Element, section: Section, words: Context, language: Language, name: str) -> Iterator[Cell]:
    """A box: its title, then what is in it. The border goes round both languages."""
    kind = card.get("kind")
    title, *blocks = [child for child in card.children if isinstance(child, Element)]
    level = min(section.level + 1, 6)
    label = escape(words.strings.get(f"card_{kind}", ""))
    heading = f'<h{level} class="card-title">{label} {inline_html(title.children, words)}</h{level}>'
    inside = [
        cell
        for number, block in enumerate(blocks)
        for cell in _block(block, section, words, language, f"{name}-{number}")
    ]
    yield Cell(f"boxed {kind} boxed-title{'' if inside else ' boxed-end'}", heading)
    for number, cell in enumerate(inside, 1):
        yield replace(cell, kind=f"boxed {kind} {cell.kind}{' boxed-end' if number == len(inside) else ''}")
