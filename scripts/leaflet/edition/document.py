"""A whole leaflet as one document: chapters and sections in order, numbered, with everything filled in.

For formats that are one file: what the web pages fetch from elsewhere (a list, a notice, the English that stands in for
a missing section) stands here as plain blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from leaflet.content.model import Element, Node, Page, Section
from leaflet.edition.edition import Booklet
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages

# A run of Latin letters in words of another script. In this leaflet it is always English: a name, or a medical word.
# It stops where a sentence does, so that sentences are cut, and numbered, as on the web page.
_LATIN = re.compile(r"[A-Za-z](?:(?:[A-Za-z0-9&,'’:/ -]|\.(?! ))*[A-Za-z0-9])?")
# LRM and RLM: Word and mail programs show them as nothing, and isolates (U+2066) often as a box.
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"


@dataclass(frozen=True, slots=True)
class Entry:
    """A section as a file has it. `number`: its place, `3.2`. `language`: of its words, English where the translation
    lacks it. `note`: a sentence in the language of the booklet on a section that is not fresh, or empty."""

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


def chapters(booklet: Booklet) -> Iterator[Chapter]:
    """All pages in the order of the menu."""
    for place, english in enumerate(booklet.english.pages, 1):
        page = booklet.leaflet.page(english.name) or english
        yield Chapter(
            page.name,
            page.title,
            str(place),
            languages()[page.language],
            tuple(_entries(booklet, english, page, place)),
        )


def _entries(booklet: Booklet, english: Page, page: Page, place: int) -> Iterator[Entry]:
    own = page.language == booklet.language.tag
    counts = [place]
    for source in english.sections:
        section = page.section(source.id)
        language = languages()[page.language if section else SOURCE_LANGUAGE]
        note = _note(booklet, page, source.id, section is None) if own else ""
        if not own and source is english.sections[0]:
            note = str(booklet.strings["missing_page"])
        counts = _next(counts, source.level)
        filled = _filled(section or source, booklet, language, english.name)
        yield Entry(filled, ".".join(map(str, counts)), language, note)


def _next(counts: list[int], level: int) -> list[int]:
    """The number after `counts` for a heading of a level: 3.2 follows 3.1.4 at level 2."""
    if level <= 1:
        return counts[:1]
    padded = [*counts, *[0] * (level - len(counts))][:level]
    return [*padded[:-1], padded[-1] + 1]


def _note(booklet: Booklet, page: Page, section: str, missing: bool) -> str:
    if missing:
        return str(booklet.strings["missing_section"])
    return str(booklet.strings["stale_section"]) if (page.name, section) in booklet.stale else ""


def _filled(section: Section, booklet: Booklet, language: Language, page: str) -> Section:
    """The section with its lists and notices in place, links inside its `page` as from others, and words of another
    language marked."""
    filled = (block for element in section.blocks for block in _fill(_linked(element, page), booklet, language))
    blocks = tuple(_each_text(block, lambda words: _marked(words, language)) for block in filled)
    heading = _each_text(section.heading, lambda words: _marked(words, language))
    return replace(section, heading=heading, blocks=blocks)


def _linked(element: Element, page: str) -> Element:
    """The element with `#pain` in a link as `risks.md#pain`: a file has all pages."""
    href = element.get("href")
    attributes = {**element.attributes, "href": f"{page}.md{href}"} if href.startswith("#") else element.attributes
    children = tuple(_linked(child, page) if isinstance(child, Element) else child for child in element.children)
    return replace(element, children=children, attributes=attributes)


def _fill(element: Element, booklet: Booklet, language: Language) -> Iterator[Element]:
    if element.tag == "slot":
        name = element.get("name")
        yield from (
            replace(block, attributes={**block.attributes, "slot": name}) for block in _slot(name, booklet, language)
        )
        return
    children = (
        child
        for node in element.children
        for child in (_fill(node, booklet, language) if isinstance(node, Element) else (node,))
    )
    yield replace(element, children=tuple(children))


def _slot(name: str, booklet: Booklet, language: Language) -> Iterator[Element]:
    """What a list or notice of the web pages is in a file: `model.SLOTS`; in English in a section that is."""
    own = language.tag == booklet.language.tag
    strings = booklet.strings if own else booklet.english_strings
    match name:
        case "list.pages":
            pages = booklet.pages() if own else booklet.english.pages
            links = (Element("a", (_title(page, language),), {"href": f"{page.name}.md"}) for page in pages)
            yield Element("ul", tuple(Element("li", (link,)) for link in links))
        case "list.languages":
            yield _on_the_web(strings["file_languages"], f"{booklet.address}formats/#other-languages")
        case "list.formats":
            yield _on_the_web(strings["file_formats"], f"{booklet.address}formats/#other-formats")
        case "list.checks":
            yield _on_the_web(strings["checks_web"], f"{booklet.address}how-we-check/#test-of-the-program")
        case "notice.clinician" if own:  # who has checked this language: of English beside it nothing is claimed
            yield Element("p", (booklet.status[0],))
        case "notice.unconfirmed" if not booklet.leaflet.hospital.confirmed:
            yield Element("p", (str(strings["notice_unconfirmed"]),))


def _title(page: Page, language: Language) -> Node:
    """The title of a page among words of a language, marked where it is in another one."""
    own = page.language == language.tag
    return page.title if own else Element("span", (page.title,), _marks(page.language, language))


def _marks(tag: str, language: Language) -> dict[str, str]:
    """Attributes of words in the language `tag`, among words of another one."""
    direction = languages()[tag].direction
    return {"lang": tag, **({"dir": direction} if direction != language.direction else {})}


def _on_the_web(words: str, address: str) -> Element:
    return Element("p", (spaced(words), Element("a", (Element("bdi", (address,), {"dir": "ltr"}),), {"href": address})))


def _each_text(element: Element, change: Callable[[str], Iterator[Node]]) -> Element:
    """The element with each text under it changed; numbers and addresses in `bdi`, and what says its language, stay."""
    if element.tag == "bdi" or element.get("lang"):
        return element
    children = (
        new
        for child in element.children
        for new in ([_each_text(child, change)] if isinstance(child, Element) else change(child))
    )
    return replace(element, children=tuple(children))


def _marked(words: str, language: Language) -> Iterator[Node]:
    """Words with runs of Latin letters in a `span lang=en`, where the language has other letters (WCAG 3.1.2)."""
    if language.script == "Latin":
        yield words
        return
    attributes = _marks(SOURCE_LANGUAGE, language)
    position = 0
    for match in _LATIN.finditer(words):
        if match.start() > position:
            yield words[position : match.start()]
        yield Element("span", (match[0],), attributes)
        position = match.end()
    if position < len(words):
        yield words[position:]


def isolated(words: str, direction: str) -> str:
    """A number or address of a `bdi`, for a format without isolation of its own.

    Between two LRM it keeps its order among right-to-left words, also where the spaces between its groups may end a
    line (UAX 9, W2 and W7: digits after a left-to-right mark are left-to-right). The mark of the other direction behind
    them keeps the next number, and a comma or bracket between the two, out of it.
    """
    return f"{LEFT_TO_RIGHT}{words}{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}" if direction == "rtl" else words


def spaced(label: object) -> str:
    """A label with the space that comes after it: none after the wide signs of Chinese."""
    return str(label) if str(label).endswith("：") else f"{label} "


def record(booklet: Booklet) -> tuple[str, ...]:
    """What a file says about itself under its title: language, version, date, and who has checked it."""
    strings = booklet.strings
    unconfirmed = () if booklet.leaflet.hospital.confirmed else (str(strings["notice_unconfirmed"]),)
    return (
        str(strings["file_language"]).format(language=booklet.language.name),
        str(strings["version"]).format(version=booklet.version),
        str(strings["last_reviewed"]).format(date=booklet.date_words),
        *booklet.status,
        *unconfirmed,
    )
