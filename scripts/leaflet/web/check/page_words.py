"""H: a page of either edition holds the words, pictures and links of its sections, each in its place, and no others
(H016)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

from leaflet.content.model import Element, Page, Section, walk
from leaflet.content.runs import section_pieces
from leaflet.edition.assets import FOLDER, HASH_LENGTH
from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE
from leaflet.web.check.built_pages import SitePage
from leaflet.web.first_screen import status_lines
from leaflet.web.steps import lines as step_lines
from leaflet.web.web_edition import LARGE_PRINT

INLINE = ("a", "bdi", "img", "span", "strong")  # of what markup.py writes; words go on through these
HASH = re.compile(rf"\.[0-9a-f]{{{HASH_LENGTH}}}(?=\.\w+$)")
SLOT = "\0"
HINT = "Build it again: ./leaflet build --clean. If it is found again, the program changes words: report it."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page must show of a section: pictures as `assets/pictures/spine.svg "A spine"`, links as in the source.

    `SLOT` among the words is a list or notice that the build knows.
    """

    id: str
    words: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class Shown:
    """What a page shows from one heading to the next, and the line of the heading."""

    line: int = 0
    text: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple("".join(self.text).split())


def check_articles(booklet: Booklet, site: Path) -> Iterator[Finding]:
    """Findings of every page of a language, in both editions of a built site."""
    tag, added = booklet.language.tag, added_by_the_build(booklet)
    for english in booklet.english.pages:
        wanted = wanted_of(booklet.leaflet.page(english.name) or english, english)
        place = ("" if tag == SOURCE_LANGUAGE else f"{tag}/") + ("" if english.name == "index" else f"{english.name}/")
        for edition in ("", LARGE_PRINT):
            page = SitePage(edition + place, site / edition / place / "index.html")
            yield from check_article(page, wanted, added)
            yield from check_phones(page)


def added_by_the_build(booklet: Booklet) -> set[str]:
    """What the build adds to the words of sections: kinds of boxes, steps, who has checked it, what is missing."""
    own, both = booklet.strings, (booklet.strings, booklet.english_strings)
    kinds = (words for strings in both for key, words in strings.items() if key.startswith(("card_", "help_signs")))
    notes = (f"{own[key]} {own['stale_section_link']}" for key in ("stale_section", "missing_section"))
    status = status_lines(own, booklet.language)
    steps = (line for page in booklet.english.pages for strings in both for line in step_lines(page, strings))
    return {_line(words) for words in (*kinds, *notes, *status, *steps, own["missing_page"])}


def wanted_of(page: Page, english: Page) -> list[Wanted]:
    """The sections in the order of the English page; of one that the translation lacks, its English heading."""
    return [
        _wanted(section)
        if (section := page.section(original.id))
        else Wanted(original.id, tuple(original.title.split()))
        for original in english.sections
    ]


def _wanted(section: Section) -> Wanted:
    marked = replace(section, blocks=tuple(map(_with_mark, section.blocks)))
    words = (piece.words for piece in section_pieces(marked) if piece.kind not in ("link", "alt"))
    elements = list(walk((section.heading, *section.blocks)))
    pictures = (_picture(element.get("src"), element.get("alt")) for element in elements if element.tag == "img")
    links = (_wanted_link(element) for element in elements if element.tag == "a" and element.get("href"))
    return Wanted(section.id, tuple(" ".join(words).split()), tuple(pictures), tuple(links))


def _picture(address: str, alt: str) -> str:
    """A picture by its place in the source, without the hash that the site adds, and its alternative text."""
    return f'{HASH.sub("", address[max(address.find(FOLDER), 0) :])} "{alt}"'


def _link(page: SitePage, href: str) -> str:
    """A link as it stands in the source, `risks.md#infection`, where it stays in the language and edition; one to the
    English of that edition as `/risks.md#infection`."""
    home = page.path.removesuffix(page.name)
    target, fragment = page.leads_to(href), urlsplit(href).fragment
    if urlsplit(href).scheme or href.startswith("#"):
        return href
    english = page.path.removesuffix(page.in_edition)
    if not target.startswith((home, english)):
        return href
    mark, start = ("", home) if target.startswith(home) else ("/", english)
    return f"{mark}{target.removeprefix(start).strip('/') or 'index'}.md{'#' * bool(fragment)}{fragment}"


def _wanted_link(link: Element) -> str:
    """A link as `_link` gives it. One to a page in English only is that of its files: to an address on the web."""
    if not link.get("hreflang"):
        return link.get("href")
    address = urlsplit(link.get("href"))
    return f"/{address.path.strip('/').rpartition('/')[2]}.md{'#' * bool(address.fragment)}{address.fragment}"


def _line(words: str) -> str:
    return " ".join(words.split())


def _with_mark(block: Element) -> Element:
    """The block with a mark in the place of each slot in it."""
    if block.tag == "slot":
        return Element("p", (SLOT,))
    return replace(
        block, children=tuple(_with_mark(child) if isinstance(child, Element) else child for child in block.children)
    )


def check_article(page: SitePage, wanted: Sequence[Wanted], added: Collection[str]) -> Iterator[Finding]:
    """Every word, picture and link of these sections in their order, and no others but in lists of the build (H016).

    `added`: words that the build adds to them.
    """
    shown = _shown(page, {section.id for section in wanted}, added)
    if list(shown) != ["", *(section.id for section in wanted)]:
        yield page.finding(
            "H016",
            f"It should have the sections {', '.join(section.id for section in wanted)}; "
            f"it has {', '.join(filter(None, shown)) or 'none of them'}.",
            HINT,
        )
        return
    for section in (Wanted("", ()), *wanted):
        here = shown[section.id]
        if fact := _difference(section, here):
            yield page.finding("H016", f"#{section.id}: {fact}" if section.id else fact, HINT, here.line)


def check_phones(page: SitePage) -> Iterator[Finding]:
    """A link with a phone number in its words calls that number, in lists of the build too (H016)."""
    for link in page.html.xpath("//main//a[starts-with(@href, 'tel:')]"):
        called, said = ("".join(re.findall(r"\d", words)) for words in (link.get("href"), link.text_content()))
        if said and called not in said:
            yield page.finding("H016", f'The link "{link.text_content()}" calls {called}.', HINT, link.sourceline)


def _shown(page: SitePage, ids: set[str], added: Collection[str]) -> dict[str, Shown]:
    """What stands in the article, by the id of the section; before the first heading, by no id."""
    shown: dict[str, Shown] = defaultdict(Shown)
    here = shown[""]
    for article in page.html.xpath("//main/article"):
        for kind, words, line in _events(article, added):
            if kind == "id" and words in ids:
                here = shown[words]
                here.line = line
            elif kind == "picture":
                here.pictures.append(words)
            elif kind == "link":
                here.links.append(_link(page, words))
            elif kind == "words":
                here.text.append(words)
    return dict(shown)


def _events(element: html.HtmlElement, added: Collection[str]) -> Iterator[tuple[str, str, int]]:
    """Ids, words, pictures and links of an element in reading order, with their line; blocks are parted by a space."""
    apart = "" if element.tag in INLINE else " "
    if isinstance(element.tag, str) and not _is_hidden(element) and not _is_of_the_build(element, added):
        if element.get("id"):
            yield "id", element.get("id"), element.sourceline or 0
        yield "words", apart + (element.text or ""), 0
        if element.tag == "img":
            yield "picture", _picture(element.get("src", ""), element.get("alt", "")), 0
        if element.tag == "a" and element.get("href"):
            yield "link", element.get("href"), 0
        for child in element:
            yield from _events(child, added)
    yield "words", apart + (element.tail or ""), 0


def _is_hidden(element: html.HtmlElement) -> bool:
    """Whether some readers, or all, would not meet its words."""
    return bool({"hidden", "inert"} & set(element.keys())) or element.get("aria-hidden") == "true"


def _is_of_the_build(element: html.HtmlElement, added: Collection[str]) -> bool:
    """Whether it is the player or the list of parts, or says only what the build adds."""
    if element.get("class") == "on-page":
        return element.tag == "nav" and all(href.startswith("#") for href in element.xpath(".//a/@href"))
    if element.get("class") == "listen":
        return element.tag == "div" and element.find(".//audio") is not None
    return element.get("class") in ("notice", "card-kind", "status") and _line(element.text_content()) in added


def _difference(wanted: Wanted, here: Shown) -> str:
    """The first thing that is not as it should be, in words; empty where there is none."""
    if list(wanted.pictures) != here.pictures:
        return f"it has the pictures {here.pictures} where there are {list(wanted.pictures)}."
    links = iter(here.links)
    if lost := next((link for link in wanted.links if link not in links), ""):
        return f"no link leads to {lost}, or not in its place."
    if SLOT not in wanted.words and len(here.links) > len(wanted.links):
        return f"it has the links {here.links} where there are {list(wanted.links)}."
    before, *after = _parts(wanted.words)
    if not after:
        return _other(before, here.words)
    end = max(len(here.words) - len(after[-1]), len(before))
    between = iter(here.words[len(before) : end])
    lost = next((word for part in after[:-1] for word in part if word not in between), "")
    return (
        _other(before, here.words[: len(before)])
        or _other(after[-1], here.words[end:])
        or (lost and f'"{lost}" is not there, or not in its place.')
    )


def _parts(words: Sequence[str]) -> list[list[str]]:
    """The words up to the first slot, from each slot to the next, and after the last."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word == SLOT:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _other(wanted: Sequence[str], found: Sequence[str]) -> str:
    """Where the words are others, in words; empty where they are the same."""
    pairs = enumerate(zip_longest(wanted, found))
    place = next((place for place, (word, there) in pairs if word != there), None)
    if place is None:
        return ""
    start = max(place - 3, 0)
    should, stands = (" ".join(words[start : place + 4])[:90] for words in (wanted, found))
    return f'"{stands}" stands where the words are "{should}".'
