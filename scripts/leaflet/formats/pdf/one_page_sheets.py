"""One-page prints with room to write: the checklist for getting ready, and the questions to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from leaflet.content.composing import IN_SHORT
from leaflet.content.model import Element, Node, Page, Section
from leaflet.edition.about import short_record
from leaflet.edition.document import Chapter, Document
from leaflet.edition.edition import Booklet
from leaflet.formats.pdf.html import chapter_html, document, printed
from leaflet.project.languages import Print

LINE = '<div class="write"></div>'


@dataclass(frozen=True, slots=True)
class Step:
    """How closely a sheet is set: page margin and height of a line to write on in mm, gap between paragraphs in ems,
    leading from 1 (as in the leaflet) to 0 (the closest of the font), letters from 1 (as large as in the leaflet) to 0
    (the points of clear print), and lines to write on after each question and for notes."""

    margin: float
    gap: float
    leading: float
    growth: float
    line: float
    lines: int
    notes: int


# From open to close. The letters are never smaller than clear print.
STEPS = (
    Step(18, 1.0, 1.0, 1.0, 11.0, 2, 4),
    Step(16, 0.8, 1.0, 1.0, 10.0, 2, 3),
    Step(15, 0.6, 1.0, 1.0, 9.5, 2, 2),
    Step(14, 0.45, 0.8, 1.0, 9.0, 2, 2),
    Step(12, 0.3, 0.6, 1.0, 8.5, 2, 1),
    Step(11, 0.2, 0.4, 1.0, 8.0, 2, 1),
    Step(10, 0.12, 0.2, 0.7, 7.5, 2, 0),
    Step(10, 0.1, 0.1, 0.3, 7.0, 2, 0),
    Step(9, 0.05, 0, 0, 9.0, 1, 0),
    Step(8, 0, 0, 0, 8.0, 1, 0),
)


def sheets(booklet: Booklet, page: Page, only: str, style: str, points: int) -> Iterator[str]:
    """The sheet of a page, or `only` of one section, as HTML, at each step closer set than before; the first that fits
    a page is the one to print."""
    words = printed(booklet)
    chapter = words.chapter(page)
    wanted = [one for one in chapter.entries if only in ("", one.section.id) and one.section.id != IN_SHORT]
    if chapter.language.tag != booklet.language.tag:  # what is said once of a whole page, of this part of it
        wanted[0] = replace(wanted[0], note=chapter.entries[0].note)
    title = f"{booklet.title}: {wanted[0].section.title}"
    body = _body(words, replace(chapter, entries=tuple(wanted)))
    for step in STEPS:
        yield document(
            booklet, body, title, style + _closer(step, booklet.language.print, points), page.metadata.description
        )


def _body(words: Document, chapter: Chapter) -> str:
    booklet, (first, *others) = words.booklet, chapter.entries
    own = {"lang": booklet.language.tag, "dir": booklet.language.direction}
    title = Element("h1", (Element("span", (booklet.title,), own), f": {first.section.title}"))
    named = replace(first, section=replace(first.section, level=1, heading=title))
    entries = tuple(replace(entry, section=_plain(entry.section)) for entry in (named, *others))
    html = chapter_html(words, replace(chapter, entries=entries))
    # Each in a span of its own: in a right-to-left line the version and the date would else run together (UAX 9).
    facts = " · ".join(f"<span>{escape(line)}</span>" for line in short_record(booklet))
    notes = (
        ""
        if any(block.tag == "write" for entry in entries for block in entry.section.blocks)
        else "".join(
            f'<div class="notes n{step}"><p>{escape(booklet.strings["print_notes"])}</p>{LINE * step}</div>'
            for step in sorted({step.notes for step in STEPS})
            if step
        )
    )
    return f'<div class="sheet">{html}</div>{notes}<p class="facts">{facts}</p>'


def _plain(section: Section) -> Section:
    """Without links: the sheet stands alone. Telephone numbers stay."""
    return replace(section, blocks=tuple(_without_links(block) for block in section.blocks))


def _without_links(element: Element) -> Element:
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, str):
            children.append(child)
        elif child.tag == "a" and not child.get("href").startswith("tel:"):
            children += child.children
        else:
            children.append(_without_links(child))
    return replace(element, children=tuple(children))


def _closer(step: Step, font: Print, points: int) -> str:
    leading = font.closest + (font.leading - font.closest) * step.leading
    return (
        f"@page {{ margin: {step.margin}mm {step.margin + 2}mm; @bottom-center {{ content: none }} }}"
        f"html {{ font-size: {points * (1 + (font.growth - 1) * step.growth):g}pt; line-height: {leading:g};"
        f" --tight: {max(1.2, leading - 0.2):g}; }}"
        f"p, ul {{ margin-bottom: {step.gap}em; }} li {{ margin-bottom: {step.gap * 0.5:g}em; }}"
        f"h1, h2 {{ margin: {step.gap}em 0 {step.gap * 0.5:g}em; }} "
        f"h1 {{ margin-top: 0; font-size: {1.2 + step.gap * 0.3:g}em; }}"
        f"h2 {{ font-size: 1.1em; }} .write {{ height: {step.line}mm; margin: 0; }}"
        f".write + p, .write + ul {{ margin-top: {step.gap * 0.5:g}em; }}"
        f".facts {{ margin: {step.gap}em 0 0; border-top: 1pt solid #000; padding-top: .3em; }}"
        f"{'.write + .write { display: none; }' if step.lines == 1 else ''}"
        f".notes .write + .write {{ display: block; }} .notes:not(.n{step.notes}) {{ display: none; }}"
    )
