"""What is written once and shown on several pages: cards, and the sections in short.

`{{ card.emergency }}` shows the section `#emergency` of cards.md, which is not a page for readers.
`{{ list.in_short }}` shows the section `#in-short` of every page that has one, under the title of its page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from leaflet.content.model import CARD_SLOT, IN_SHORT_SLOT, Element, Leaflet, Node, Page, Section, walk
from leaflet.content.syntax_tree import DIGEST_LENGTH
from leaflet.project.settings import CARDS, SOURCE_LANGUAGE

IN_SHORT = "in-short"

LinkChange = Callable[[str], Mapping[str, str]]


def for_readers(leaflet: Leaflet, source: Leaflet) -> Leaflet:
    """The leaflet as readers meet it, from the one that `read_leaflet` gives; `source` is the English, as read.

    Shared texts are in their places, and the page of the cards is left out. A section with a card that the translation
    lacks is left out too, so that the English section stands in for it. Links to pages in English only say so.
    """
    only_english = {page.name for page in source.pages if page.metadata.english_only}
    written = tuple(page for page in leaflet.pages if page.name != CARDS)
    cards, known = leaflet.page(CARDS), card_ids(source)
    pages = tuple(filled for page in written if (filled := _with_cards(page, cards, known)).sections)
    pages = tuple(_with_sections_in_short(page, pages) for page in pages)
    if leaflet.language != SOURCE_LANGUAGE and only_english:
        pages = _with_links(pages, lambda href: _language_of_link(href, only_english))
    return replace(leaflet, pages=pages)


def without_english_only(leaflet: Leaflet, source: Leaflet, site_url: str) -> Leaflet:
    """Return the leaflet for files: without pages in English only (for staff), with links to them on the web."""
    only_english = {page.name for page in source.pages if page.metadata.english_only}
    if not only_english:
        return leaflet
    pages = tuple(page for page in leaflet.pages if page.name not in only_english)

    def change(href: str) -> Mapping[str, str]:
        name, _, section = href.partition(".md")
        marks = _language_of_link(href, only_english)
        return {**marks, "href": f"{site_url}{name}/{section}"} if marks else marks

    return replace(leaflet, pages=_with_links(pages, change))


def card_ids(source: Leaflet) -> frozenset[str]:
    """The cards that there are: the sections of cards.md under its main heading."""
    cards = source.page(CARDS)
    return frozenset(section.id for section in cards.sections if section.level > 1) if cards else frozenset()


def card_of(element: Element) -> str:
    """The id of the card that a slot shows; nothing for any other element."""
    name = element.get("name") if element.tag == "slot" else ""
    return name.removeprefix(CARD_SLOT) if name.startswith(CARD_SLOT) else ""


def lists_in_short(page: Page) -> bool:
    """Whether a page shows the sections in short."""
    return any(map(_is_in_short_slot, page.sections[0].blocks))


def in_short(pages: tuple[Page, ...]) -> Iterator[tuple[Page, Section]]:
    """Each page that has a section in short, with it; the page that lists them is none of them."""
    for page in pages:
        section = page.section(IN_SHORT)
        if section and section.level > 1 and page.sections[0].level == 1 and not page.metadata.english_only:
            yield page, section


def _is_in_short_slot(element: Element) -> bool:
    return element.tag == "slot" and element.get("name") == IN_SHORT_SLOT


def _with_cards(page: Page, cards: Page | None, known: frozenset[str]) -> Page:
    sections, shown = [], []
    for section in page.sections:
        names = [name for element in walk(section.blocks) if (name := card_of(element))]
        if not names:
            sections.append(section)
            continue
        found = {name: card for name in names if cards and name in known and (card := cards.section(name))}
        if found.keys() == known.intersection(names):
            blocks = tuple(block for element in section.blocks for block in _filled(element, found))
            made_of = tuple((CARDS, name) for name in dict.fromkeys(names) if name in known)
            sections.append(replace(section, blocks=blocks, made_of=made_of))
            shown += [card.digest for card in found.values()]
    return replace(page, sections=tuple(sections), digest=_digest(page, shown))


def _filled(element: Element, cards: Mapping[str, Section]) -> Iterator[Element]:
    """The element with cards in the place of their slots; a slot of a card that is not there goes."""
    if name := card_of(element):
        blocks = cards[name].blocks if name in cards else ()
        yield from (_linked(block, CARDS) for block in blocks if not card_of(block))
        return
    children: list[Node] = []
    for child in element.children:
        children += _filled(child, cards) if isinstance(child, Element) else [child]
    yield replace(element, children=tuple(children))


def _with_sections_in_short(page: Page, pages: tuple[Page, ...]) -> Page:
    if not lists_in_short(page):
        return _without_slot(page)
    composed = tuple(_composed(other, section) for other, section in in_short(pages) if other.name != page.name)
    first, *others = _without_slot(page).sections
    digest = _digest(page, [section.digest for section in composed])
    return replace(page, sections=(first, *composed, *others), digest=digest)


def _without_slot(page: Page) -> Page:
    sections = tuple(_section_without_slot(section) for section in page.sections)
    return page if sections == page.sections else replace(page, sections=sections)


def _section_without_slot(section: Section) -> Section:
    if not any(map(_is_in_short_slot, walk(section.blocks))):
        return section
    holder = _element_without_slot(Element("", section.blocks))
    return replace(section, blocks=tuple(block for block in holder.children if isinstance(block, Element)))


def _element_without_slot(element: Element) -> Element:
    children = (_element_without_slot(child) if isinstance(child, Element) else child for child in element.children)
    return replace(
        element, children=tuple(child for child in children if isinstance(child, str) or not _is_in_short_slot(child))
    )


def _composed(page: Page, section: Section) -> Section:
    """A section in short under the title of its page."""
    title = page.sections[0]
    heading = replace(title.heading, tag="h2", attributes={**title.heading.attributes, "id": page.name})
    return Section(
        id=page.name,
        level=2,
        heading=heading,
        blocks=tuple(_linked(block, page.name) for block in section.blocks),
        line=section.line,
        digest=_hash(f"{title.digest}\n{section.digest}"),
        settings=section.settings,
        made_of=((page.name, title.id), (page.name, section.id), *section.made_of),
    )


def _linked(element: Element, page: str) -> Element:
    """The element with `#pain`, in a link of `page`, as `page.md#pain`: it is shown on another page."""
    return _with_link(element, lambda href: {"href": f"{page}.md{href}"} if href.startswith("#") else {})


def _language_of_link(href: str, only_english: set[str]) -> Mapping[str, str]:
    file = href.partition("#")[0]
    is_english = file.endswith(".md") and file.removesuffix(".md") in only_english
    return {"hreflang": SOURCE_LANGUAGE} if is_english else {}


def _with_links(pages: tuple[Page, ...], change: LinkChange) -> tuple[Page, ...]:
    return tuple(
        replace(page, sections=tuple(_section_with_links(section, change) for section in page.sections))
        for page in pages
    )


def _section_with_links(section: Section, change: LinkChange) -> Section:
    blocks = tuple(_with_link(block, change) for block in section.blocks)
    return replace(section, heading=_with_link(section.heading, change), blocks=blocks)


def _with_link(element: Element, change: LinkChange) -> Element:
    """The element with the attributes that `change` gives for the address of each link in it."""
    children = tuple(_with_link(child, change) if isinstance(child, Element) else child for child in element.children)
    added = change(element.get("href")) if element.tag == "a" else {}
    return replace(element, children=children, attributes={**element.attributes, **added})


def _digest(page: Page, shown: list[str]) -> str:
    """A hash of the page's words and of those that it shows from elsewhere."""
    return _hash("\n".join([page.digest, *shown])) if shown else page.digest


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:DIGEST_LENGTH]
