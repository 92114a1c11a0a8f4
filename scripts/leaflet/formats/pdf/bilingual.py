"""The bilingual print: a translation and the English side by side, block by block, on A4 portrait.

Each row holds the two texts of one heading, paragraph, list item, row of a table or line of a box, so that whoever
reads one side finds the same words at the same height on the other. Lists stay whole lists in the tags (`data-join`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import zip_longest

from leaflet.content.model import Element, Page, Section, table_rows
from leaflet.edition.document import Chapter, Document
from leaflet.edition.edition import Booklet
from leaflet.edition.markup import Context, block_html, inline_html, plain
from leaflet.formats.pdf.html import context, named, notice
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages

NOTE, NOTICE = "note", "slot"
ALONE = (NOTE, NOTICE)  # cells that the translation may have alone


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row. `kind` names its look and must be the same on both sides; `whole` fills the row."""

    kind: str
    html: str
    whole: bool = False


def pairs(document: Document) -> str:
    """Every page of the leaflet in two columns."""
    return "".join(
        f"<article>{''.join(_page(document, chapter, english))}</article>"
        for chapter, english in zip(document.chapters, document.booklet.english.pages, strict=True)
    )


def _page(document: Document, chapter: Chapter, english: Page) -> Iterator[str]:
    booklet, source = document.booklet, languages()[SOURCE_LANGUAGE]
    ours, theirs = context(document, booklet.language), context(document, source)
    for entry, original in zip(chapter.entries, english.sections, strict=True):
        stands_in = entry.language.tag != booklet.language.tag
        beside = named(document.filled(original, english.name, source), english.name)
        # One anchor a section: the English side has none of its own, but where it stands alone.
        right = list(_cells(beside, theirs, source, is_anchor=stands_in))
        if stands_in:
            yield from _rows(booklet, [Cell("p", notice(entry.note))] if entry.note else [], right[:1])
            yield from _rows(booklet, [], right[1:])
            continue
        left = list(_cells(named(entry.section, entry.page), ours, booklet.language, is_anchor=True))
        if entry.note:
            left.insert(1, Cell(NOTE, notice(entry.note)))
        yield from _rows(booklet, left, _beside(left, right))


def _beside(left: list[Cell], right: list[Cell]) -> list[Cell]:
    """The cells of the English, with an empty one beside each note or notice that is about the translation alone."""
    found, cells = list[Cell](), list(right)
    for cell in left:
        if cell.kind in ALONE and not (cells and cells[0].kind == cell.kind):
            found.append(Cell(cell.kind, ""))
        elif cells:
            found.append(cells.pop(0))
    return [*found, *cells]


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
        case _:
            yield Cell(NOTICE if block.get("slot") else block.tag, block_html(block, section, words))


def _items(block: Element, section: Section, words: Context, name: str) -> Iterator[Cell]:
    start = int(block.get("start") or 1)
    for number, item in enumerate(block.children, start):
        assert isinstance(item, Element)
        attributes = {**block.attributes, **({"start": str(number)} if block.tag == "ol" else {})}
        html = block_html(replace(block, children=(item,), attributes=attributes), section, words)
        joined = html.replace(f"<{block.tag}", f'<{block.tag} data-join="{escape(name)}"', 1)
        yield Cell("item", joined, whole=block.get("slot") == "list.languages")


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
