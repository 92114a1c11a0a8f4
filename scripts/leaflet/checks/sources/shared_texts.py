"""S: what several pages show is there, stands where it can, and is shown."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.base.suggest import did_you_mean
from leaflet.checks.source_check import Check
from leaflet.content.composing import card_ids, card_of, in_short, lists_in_short
from leaflet.content.model import IN_SHORT_SLOT, Element, Page, page_elements
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.settings import CARDS, SOURCE_LANGUAGE


def cards(project: Project) -> Iterator[Finding]:
    """Every card that a page shows is there (S045), and a page shows every card (S046)."""
    source = project.leaflets.get(SOURCE_LANGUAGE)
    known = card_ids(source) if source else frozenset()
    shown: set[str] = set()
    for _, page, element in _elements(project):
        if not (name := card_of(element)):
            continue
        shown.add(name)
        if page.name == CARDS:
            yield _misplaced(page, element, "A card cannot show another card.", "Write the words out, or take it out.")
        elif name not in known:
            hint = did_you_mean(name, known, f"Write the card in docs/{SOURCE_LANGUAGE}/{CARDS}.md, or take it out.")
            yield _misplaced(page, element, f'There is no card "{name}".', hint)
    page_of_cards = source.page(CARDS) if source else None
    for section in page_of_cards.sections if page_of_cards else ():
        if page_of_cards and section.id in known - shown:
            message, hint = f"No page shows the card #{section.id}.", f"Write {{{{ card.{section.id} }}}} on a page."
            yield Finding(page_of_cards.path, section.line, "S046", message, hint)


def sections_in_short(project: Project) -> Iterator[Finding]:
    """`{{ list.in_short }}` stands under the main heading of a page (S045), whose sections have other ids than those
    that it brings (S008)."""
    for top, page, element in _elements(project):
        if element.tag == "slot" and element.get("name") == IN_SHORT_SLOT and not top:
            hint = "Move it there, between two empty lines."
            yield _misplaced(page, element, "The sections in short stand only under the main heading of a page.", hint)
    for leaflet in project.leaflets.values():
        for page in leaflet.pages:
            for section in page.sections:
                if section.id in composed_ids(page, project):
                    message = f"The id #{section.id} is that of the page {section.id}.md in short."
                    yield Finding(page.path, section.line, "S008", message, "Give this heading another id.")


def composed_ids(page: Page, project: Project) -> frozenset[str]:
    """The ids of the sections that a page has from others."""
    source = project.leaflets.get(SOURCE_LANGUAGE)
    if source is None or not lists_in_short(page):
        return frozenset()
    return frozenset(other.name for other, _ in in_short(source.pages) if other.name not in (page.name, CARDS))


def _elements(project: Project) -> Iterator[tuple[bool, Page, Element]]:
    """Every element of all pages, and whether it is a block of its own under a main heading."""
    for leaflet in project.leaflets.values():
        for page in leaflet.pages:
            top = set(map(id, page.sections[0].blocks))
            for _, element in page_elements(page):
                yield id(element) in top, page, element


def _misplaced(page: Page, element: Element, message: str, hint: str) -> Finding:
    return Finding(page.path, element.line, "S045", message, hint)


CHECKS: tuple[Check, ...] = (cards, sections_in_short)
