"""Words that are lost on the way into a file: the booklet that it is made from is changed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count

from leaflet.content.model import Element, Leaflet, Node, Page, Section, walk
from leaflet.content.safety_words import patterns
from leaflet.edition.edition import Booklet
from leaflet.project.settings import SOURCE_LANGUAGE

from .words import SAFETY

BookletChange = Callable[[Booklet, random.Random], Booklet | None]


def with_page(booklet: Booklet, page: Page, new: Page | None) -> Booklet:
    """The booklet with another page in place of one, or without it."""
    pages = tuple(new if other.name == page.name else other for other in booklet.leaflet.pages)
    leaflet: Leaflet = replace(booklet.leaflet, pages=tuple(other for other in pages if other))
    english = leaflet if booklet.language.tag == SOURCE_LANGUAGE else booklet.english
    return replace(booklet, leaflet=leaflet, english=english)


def with_section(booklet: Booklet, page: Page, section: Section, new: Section | None) -> Booklet:
    sections = tuple(new if other.id == section.id else other for other in page.sections)
    return with_page(booklet, page, replace(page, sections=tuple(other for other in sections if other)))


def safety_sections(booklet: Booklet, choice: random.Random) -> list[tuple[Page, Section]]:
    """The sections of the safety pages in a random order."""
    found = [(page, section) for page in booklet.leaflet.pages if page.name in SAFETY for section in page.sections]
    choice.shuffle(found)
    return found


def change_text(matching: str | Callable[[str], str], change: Callable[[re.Match[str]], str]) -> BookletChange:
    """One text of a safety page is changed where a pattern (or that of the language) first matches."""

    def make(booklet: Booklet, choice: random.Random) -> Booklet | None:
        pattern = matching if isinstance(matching, str) else matching(booklet.language.tag)
        for page, section in safety_sections(booklet, choice):
            for number, words in enumerate(_texts(section.blocks)):
                match = re.search(pattern, words, re.IGNORECASE)
                if match:
                    new = words[: match.start()] + change(match) + words[match.end() :]
                    blocks = _with_text(section.blocks, number, new)
                    return with_section(booklet, page, section, replace(section, blocks=blocks))
        return None

    return make


def _texts(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from _texts(node.children)


def _with_text(blocks: tuple[Element, ...], number: int, new: str) -> tuple[Element, ...]:
    """The blocks with their text of this number, in reading order, changed."""
    places = count()

    def node(old: Node) -> Node:
        if isinstance(old, str):
            return new if next(places) == number else old
        return replace(old, children=tuple(node(child) for child in old.children))

    return tuple(block for old in blocks if isinstance(block := node(old), Element))


def next_digit(match: re.Match[str]) -> str:
    digits = match[0]
    return digits[:-1] + str((int(digits[-1]) + 1) % 10)


def drop_block(booklet: Booklet, choice: random.Random) -> Booklet | None:
    """A paragraph or list is lost."""
    for page, section in safety_sections(booklet, choice):
        places = [n for n, block in enumerate(section.blocks) if block.tag in ("p", "ul", "table", "card")]
        if places:
            n = choice.choice(places)
            rest = (*section.blocks[:n], *section.blocks[n + 1 :])
            return with_section(booklet, page, section, replace(section, blocks=rest))
    return None


def drop_section(booklet: Booklet, choice: random.Random) -> Booklet | None:
    page, section = next(pair for pair in safety_sections(booklet, choice) if pair[1] != pair[0].sections[0])
    return with_section(booklet, page, section, None)


def drop_page(booklet: Booklet, choice: random.Random) -> Booklet | None:
    changed = with_page(booklet, page := choice.choice(booklet.leaflet.pages[1:]), None)
    english = replace(booklet.english, pages=tuple(other for other in booklet.english.pages if other.name != page.name))
    return replace(changed, english=english)


def drop_sign(booklet: Booklet, choice: random.Random) -> Booklet | None:
    """One sign of an emergency is lost."""
    for page, section in safety_sections(booklet, choice):
        for card in walk(section.blocks):
            if card.tag == "card" and card.get("kind") in ("emergency", "urgent"):
                signs = [item for item in walk((card,)) if item.tag == "li"]
                if signs:
                    blocks = _without(section.blocks, choice.choice(signs))
                    return with_section(booklet, page, section, replace(section, blocks=blocks))
    return None


def _without(blocks: tuple[Element, ...], lost: Element) -> tuple[Element, ...]:
    def node(old: Node) -> Node:
        if isinstance(old, str):
            return old
        return replace(old, children=tuple(node(child) for child in old.children if child is not lost))

    return tuple(block for old in blocks if isinstance(block := node(old), Element))


def in_english(booklet: Booklet, choice: random.Random) -> Booklet | None:
    """A section of a translation is the English one."""
    if booklet.language.tag == SOURCE_LANGUAGE:
        return None
    page, section = safety_sections(booklet, choice)[0]
    source = booklet.english.page(page.name)
    english = source and source.section(section.id)
    return with_section(booklet, page, section, replace(section, blocks=english.blocks)) if english else None


def drop_status(booklet: Booklet, choice: random.Random) -> Booklet | None:
    """The file no longer says who has checked it."""
    return replace(booklet, status=tuple(booklet.title for _ in booklet.status))


WORDS_LOST = ("E004", "E005", "E008", "P002", "P003", "B005", "B007")
ON_THE_WAY: tuple[tuple[str, str, BookletChange, tuple[str, ...]], ...] = (
    ("number changed", "numbers", change_text(r"\b\d{1,3}\b", next_digit), WORDS_LOST),
    ("phone number changed", "phones", change_text(r"\b(999|111)\b", next_digit), WORDS_LOST),
    ("'not' lost", "words", change_text(lambda tag: patterns(tag)["not"].pattern, lambda match: ""), WORDS_LOST),
    ("paragraph lost", "lost", drop_block, WORDS_LOST),
    ("section lost", "lost", drop_section, WORDS_LOST),
    ("page lost", "lost", drop_page, WORDS_LOST),
    ("sign of an emergency lost", "urgent", drop_sign, WORDS_LOST),
    ("English for the translation", "language", in_english, WORDS_LOST),
    ("status lost", "files", drop_status, ("E007", "P015", "B009")),
)
