"""`Document`: one leaflet in one language, with every question answered once, for all files and for audio.

What stands in for what is missing and what is said about it (`stand_ins`), lists and notices (`slots`), what the file
says about itself (`about`), the number of each section, and where each link leads. Writers only write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from leaflet.content.model import Element, Page, Section
from leaflet.edition.edition import Booklet
from leaflet.edition.inline import with_marked_english
from leaflet.edition.slots import Medium, slot
from leaflet.project.settings import Language, languages


@dataclass(frozen=True, slots=True)
class Entry:
    """A section as a file has it, of the page named `page`. `number`: its place, `3.2`. `language`: of its words,
    English where the translation lacks it. `note`: a sentence in the language of the booklet on a section that is not
    fresh, or empty."""

    page: str
    section: Section
    number: str
    language: Language
    note: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the leaflet. `title` is its first heading."""

    name: str
    title: str
    number: str
    language: Language
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Document:
    """A booklet resolved for a medium. Every link inside it is `page.md` or `page.md#section`."""

    booklet: Booklet
    medium: Medium = Medium.FILE

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """All pages in the order of the menu."""
        return tuple(map(self.chapter, self.booklet.pages()))

    def chapter(self, page: Page) -> Chapter:
        """Return a page of the booklet, resolved."""
        names = [english.name for english in self.booklet.english.pages]
        number = names.index(page.name) + 1 if page.name in names else 0
        return Chapter(
            page.name, page.title, str(number), languages()[page.language], tuple(self._entries(page, number))
        )

    def _entries(self, page: Page, number: int) -> Iterator[Entry]:
        counts = [number]
        for shown in self.booklet.sections(page):
            counts = _next(counts, shown.section.level)
            language = languages()[shown.language]
            note = str(self.booklet.strings[shown.note]) if shown.note else ""
            section = self.filled(shown.section, page.name, language)
            yield Entry(page.name, section, ".".join(map(str, counts)), language, note)

    def filled(self, section: Section, page: str, language: Language) -> Section:
        """Return a section of `page` with its lists and notices in place, and links inside the page as from others.

        English words among other letters are marked in a file only: Braille and voices find them by themselves, and
        print does not mark them yet.
        """
        heading = _linked(section.heading, page)
        blocks = (block for element in section.blocks for block in self._fill(_linked(element, page), language))
        section = replace(section, heading=heading, blocks=tuple(blocks))
        return with_marked_english(section, language) if self.medium is Medium.FILE else section

    def _fill(self, element: Element, language: Language) -> Iterator[Element]:
        if element.tag == "slot":
            name = element.get("name")
            for block in slot(name, self.booklet, language, self.medium):
                yield replace(block, attributes={**block.attributes, "slot": name})
            return
        children = (
            child
            for node in element.children
            for child in (self._fill(node, language) if isinstance(node, Element) else (node,))
        )
        yield replace(element, children=tuple(children))

    def target(self, href: str) -> Entry | None:
        """Return the section that a link leads to, the first of its page where it names none; None where it leads out
        of the leaflet."""
        return self._targets.get(href)

    @cached_property
    def _targets(self) -> dict[str, Entry]:
        entries = [entry for chapter in self.chapters for entry in chapter.entries]
        first = {f"{chapter.name}.md": chapter.entries[0] for chapter in self.chapters if chapter.entries}
        return {**{f"{entry.page}.md#{entry.section.id}": entry for entry in entries}, **first}


def _next(counts: list[int], level: int) -> list[int]:
    """The number after `counts` for a heading of a level: 3.2 follows 3.1.4 at level 2."""
    if level <= 1:
        return counts[:1]
    padded = [*counts, *[0] * (level - len(counts))][:level]
    return [*padded[:-1], padded[-1] + 1]


def _linked(element: Element, page: str) -> Element:
    """The element with `#pain` in a link as `risks.md#pain`: a file has all pages."""
    href = element.get("href")
    attributes = {**element.attributes, "href": f"{page}.md{href}"} if href.startswith("#") else element.attributes
    children = tuple(_linked(child, page) if isinstance(child, Element) else child for child in element.children)
    return replace(element, children=children, attributes=attributes)
