"""The booklet as HTML for print: front page, contents, pages, last page. No layout here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from html import escape

import regex
import segno

from leaflet.content.model import Element, Node, Section
from leaflet.edition.about import unconfirmed
from leaflet.edition.document import Chapter, Document, Entry
from leaflet.edition.edition import Booklet
from leaflet.edition.markup import Context, section_html
from leaflet.edition.slots import Medium
from leaflet.formats.pdf.fonts import missing_fonts
from leaflet.project.settings import SOURCE_LANGUAGE, Language

IN_ENGLISH = f' lang="{SOURCE_LANGUAGE}" dir="ltr"'
_ENDING = regex.compile(r"(?!\p{Han})[\p{L}\p{M}]+")
ADDRESS = ' class="address"'
SEPARATOR = "--"  # between page and section in an anchor: risks--infection


def document(booklet: Booklet, body: str, title: str, style: str, subject: str) -> str:
    """A whole HTML document. The metadata go into the PDF's information dictionary."""
    language = booklet.language
    metadata = {
        "description": subject,
        "generator": "Leaflet",
        "dcterms.created": booklet.dated.isoformat(),
        "dcterms.modified": booklet.dated.isoformat(),
        "version": booklet.version,
        "sourcehash": source_hash(booklet),
        "status": " ".join(booklet.status),
    }
    tags = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in metadata.items())
    return (
        f'<!doctype html><html lang="{language.tag}" dir="{language.direction}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{tags}<style>{style}</style></head><body>{body}</body></html>"
    )


def source_hash(booklet: Booklet) -> str:
    """A hash of all words that a print of this booklet can hold, as far as they come from the project's files."""
    names = [(language.tag, language.name) for language in booklet.languages]
    digest = hashlib.sha256(
        repr((booklet.version, booklet.status, sorted(booklet.stale), booklet.address, names)).encode()
    )
    for leaflet in (booklet.leaflet, booklet.english):
        digest.update(repr((leaflet.hospital, [page.digest for page in leaflet.pages])).encode())
    for strings in (booklet.strings, booklet.english_strings):
        digest.update(repr(sorted(strings.items(), key=lambda item: item[0])).encode())
    return digest.hexdigest()[:16]


def printed(booklet: Booklet) -> Document:
    """The leaflet as it is printed; in its list of languages those whose fonts are here."""
    return Document(replace(booklet, languages=tuple(printed_languages(booklet))), Medium.PAPER)


def front(booklet: Booklet, lines: Iterable[str]) -> str:
    """The front page."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<section class="front"><h1 id="title">{escape(booklet.title)}</h1>'
        f'<p>{escape(next(booklet.pages()).metadata.description)}</p><div class="facts">{paragraphs}</div></section>'
    )


def contents(document: Document) -> str:
    """The pages of the leaflet and where they begin; the style adds the page numbers."""
    strings = document.booklet.strings
    entries = "".join(
        f'<li><a class="plain" href="#{anchor(chapter.entries[0])}"{foreign(document.booklet, chapter.language)}>'
        f"{escape(chapter.title)}</a></li>"
        for chapter in document.chapters
    )
    last = escape(strings["print_contact"])
    return (
        f'<section class="contents"><h1 id="contents">{escape(strings["contents"])}</h1>'
        f'<ul>{entries}<li><a class="plain" href="#contact">{last}</a></li></ul></section>'
    )


def anchor(entry: Entry) -> str:
    return f"{entry.page}{SEPARATOR}{entry.section.id}"


def foreign(booklet: Booklet, language: Language) -> str:
    """Attributes of English words in another language's print."""
    return "" if language.tag == booklet.language.tag else IN_ENGLISH


def pages(document: Document) -> str:
    """Every page of the leaflet, each section under its heading."""
    return "".join(f"<article>{chapter_html(document, chapter)}</article>" for chapter in document.chapters)


def chapter_html(document: Document, chapter: Chapter) -> str:
    """The sections of a page; English that stands in is marked so, after what is said about it."""
    return "".join(_entry(document, entry) for entry in chapter.entries)


def _entry(document: Document, entry: Entry) -> str:
    note = notice(entry.note) if entry.note else ""
    marks = foreign(document.booklet, entry.language)
    words = section_html(named(entry.section, entry.page), context(document, entry.language), "" if marks else note)
    return f"{note}<div{marks}>{words}</div>" if marks else words


def notice(words: str) -> str:
    return f'<p class="notice">{escape(words)}</p>'


def named(section: Section, page: str) -> Section:
    """The section with an anchor of its own in a document of all pages, and with addresses written out."""
    return replace(
        section,
        id=f"{page}{SEPARATOR}{section.id}",
        blocks=tuple(_with_addresses(block) for block in section.blocks),
    )


def _with_addresses(element: Element) -> Element:
    """Adds its address after each link to another site: who holds paper cannot follow a link.

    An ending that is written on to a link (Gujarati) goes into it, so that what is added after the link, the address
    or the page, does not come between the two.
    """
    children: list[Node] = []
    for child in element.children:
        last = children[-1] if children else None
        if isinstance(child, str) and isinstance(last, Element) and last.tag == "a" and (end := _ENDING.match(child)):
            children[-1] = replace(last, children=(*last.children, end[0]))
            child = child[end.end() :]
        children.append(_with_addresses(child) if isinstance(child, Element) else child)
    with_addresses: list[Node] = []
    for child in children:
        with_addresses.append(child)
        if isinstance(child, Element) and child.get("href").startswith("http"):
            with_addresses += [" (", Element("bdi", (child.get("href"),), {"dir": "ltr"}), ")"]
    return replace(element, children=tuple(with_addresses))


def context(document: Document, language: Language) -> Context:
    """How links and pictures of words in a language become those of a print."""
    booklet = document.booklet

    def link(href: str) -> str:
        target = document.target(href)
        return f"#{anchor(target)}" if target else href

    return Context(
        link,
        lambda path: (booklet.docs / path).as_uri(),
        {**booklet.english.pictures, **booklet.leaflet.pictures},
        booklet.strings_in(language.tag),
    )


def printed_languages(booklet: Booklet) -> list[Language]:
    """Languages that stand in the list of languages, each in its own letters where their fonts are here."""
    return [language for language in booklet.languages if not missing_fonts(language)]


def last(booklet: Booklet) -> str:
    """The last page: how to reach the hospital, how to get other formats, and the code of the web page."""
    strings, hospital = booklet.strings, booklet.leaflet.hospital
    lines = [
        (strings["format_ask"], hospital.phone),
        (strings["print_relay"], hospital.relay_phone),
        (strings["print_email"], hospital.email),
        (strings["print_address"], hospital.address_of_site),
        (strings["print_more"], booklet.address),
    ]
    paragraphs = "".join(
        f'<p>{escape(words)} <bdi dir="ltr"{"" if value[0].isdigit() else ADDRESS}>{escape(value)}</bdi></p>'
        for words, value in lines
        if value
    )
    notice_of_details = "".join(f"<p>{escape(line)}</p>" for line in unconfirmed(booklet))
    return (
        f'<section class="last"><h1 id="contact">{escape(strings["print_contact"])}</h1>{paragraphs}{notice_of_details}'
        f"{qr_code(booklet)}</section>"
    )


def qr_code(booklet: Booklet) -> str:
    """The QR code (ISO/IEC 18004) of the web page in this language, with words for who cannot see it."""
    code = segno.make(booklet.address, error="m", micro=False)
    alt = booklet.strings["print_qr"].format(address=booklet.address)
    picture = code.svg_data_uri(border=4, scale=4)
    return (
        f"<p>{escape(booklet.strings['print_qr_how'])}</p>"
        f'<figure><img class="qr" src="{escape(picture)}" alt="{escape(alt)}"></figure>'
    )
