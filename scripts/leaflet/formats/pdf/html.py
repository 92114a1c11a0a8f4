"""The booklet as HTML for print: front page, contents, pages, last page. No layout here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from html import escape

import regex
import segno

from leaflet.content.model import Element, Node, Page, Section
from leaflet.edition.edition import Booklet
from leaflet.edition.markup import Context, section_html
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


def facts(booklet: Booklet, size: str) -> list[str]:
    """What a print says of itself: language, size, date, version, who has checked it."""
    strings = booklet.strings
    return [
        strings["print_language"].format(name=booklet.language.name),
        size,
        strings["print_date"].format(date=booklet.date_words),
        strings["version"].format(version=booklet.version),
        *booklet.status,
    ]


def front(booklet: Booklet, lines: list[str]) -> str:
    """The front page."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<section class="front"><h1 id="title">{escape(booklet.title)}</h1>'
        f'<p>{escape(_first(booklet).metadata.description)}</p><div class="facts">{paragraphs}</div></section>'
    )


def _first(booklet: Booklet) -> Page:
    return next(booklet.pages())


def contents(booklet: Booklet) -> str:
    """The pages of the leaflet and where they begin; the style adds the page numbers."""
    entries = "".join(
        f'<li><a class="plain" href="#{anchor(page)}"{foreign(booklet, page)}>{escape(page.title)}</a></li>'
        for page in booklet.pages()
    )
    last = escape(booklet.strings["print_contact"])
    return (
        f'<section class="contents"><h1 id="contents">{escape(booklet.strings["print_contents"])}</h1>'
        f'<ul>{entries}<li><a class="plain" href="#contact">{last}</a></li></ul></section>'
    )


def anchor(page: Page, section: str = "") -> str:
    return f"{page.name}{SEPARATOR}{section or page.sections[0].id}"


def foreign(booklet: Booklet, page: Page) -> str:
    """Attributes of an English page in another language's print."""
    return "" if page.language == booklet.language.tag else IN_ENGLISH


def pages(booklet: Booklet) -> str:
    """Every page of the leaflet, each section under its heading."""
    return "".join(f"<article>{''.join(page_sections(booklet, page))}</article>" for page in booklet.pages())


def page_sections(
    booklet: Booklet,
    page: Page,
    only: Collection[str] = (),
    change: Callable[[Section], Section] = lambda section: section,
) -> Iterator[str]:
    """The sections of a page, or `only` those of these ids, in the English order, each after a `change`; in English,
    and marked so, where the translation lacks one."""
    strings = booklet.strings
    if page.language != booklet.language.tag:
        yield notice(strings["missing_page"])
    english = booklet.english.page(page.name) or page
    for section, language in booklet.sections(page):
        if not only or section.id in only:
            is_missing = language != page.language
            is_stale = not is_missing and (page.name, section.id) in booklet.stale
            words = section_html(
                named(change(section), page),
                context(booklet, english if is_missing else page),
                notice(strings["stale_section"]) if is_stale else "",
            )
            note = notice(strings["missing_section"]) if is_missing else ""
            yield note + (words if language == booklet.language.tag else f"<div{IN_ENGLISH}>{words}</div>")


def notice(words: str) -> str:
    return f'<p class="notice">{escape(words)}</p>'


def named(section: Section, page: Page) -> Section:
    """The section with an anchor of its own in a document of all pages, and with addresses written out."""
    return replace(
        section,
        id=f"{page.name}{SEPARATOR}{section.id}",
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


def context(booklet: Booklet, page: Page) -> Context:
    """How links, pictures and lists of a page become those of a print."""

    def link(href: str) -> str:
        file, _, section = href.partition("#")
        target = booklet.leaflet.page(file.removesuffix(".md")) or booklet.english.page(file.removesuffix(".md"))
        if not file:
            return f"#{page.name}{SEPARATOR}{section}"
        return f"#{anchor(target, section)}" if file.endswith(".md") and target else href

    strings = booklet.strings_of(page)
    leaflet = booklet.leaflet if page.language == booklet.language.tag else booklet.english
    return Context(
        link,
        lambda path: (booklet.docs / path).as_uri(),
        leaflet.pictures,
        strings,
        lambda name: slot(booklet, page, name),
    )


def slot(booklet: Booklet, page: Page, name: str) -> str:
    """Lists and notices that only the build knows."""
    strings = booklet.strings_of(page)
    match name:
        case "list.pages":
            others = booklet.pages() if page.language == booklet.language.tag else booklet.english.pages
            items = (
                f'<li><a href="#{anchor(other)}"{"" if other.language == page.language else IN_ENGLISH}>'
                f"{escape(other.title)}</a></li>"
                for other in others
            )
            return f"<ul>{''.join(items)}</ul>"
        case "list.languages":
            return language_list(booklet)
        case "list.formats":
            return f'<p>{escape(strings["print_more"])} <bdi dir="ltr"{ADDRESS}>{escape(booklet.address)}</bdi></p>'
        case "list.checks":
            address = f"{booklet.address}how-we-check/"
            return f'<p>{escape(strings["checks_web"])} <bdi dir="ltr"{ADDRESS}>{escape(address)}</bdi></p>'
        case "notice.clinician":
            # What is known is who has checked this language; of English beside it nothing is claimed.
            return f"<p>{escape(booklet.status[0])}</p>" if page.language == booklet.language.tag else ""
        case "notice.unconfirmed":
            return "" if booklet.leaflet.hospital.confirmed else f"<p>{escape(strings['notice_unconfirmed'])}</p>"
    raise ValueError(f"no slot {name}")


def printed_languages(booklet: Booklet) -> list[Language]:
    """Languages that stand in the list of languages, each in its own letters where their fonts are here."""
    return [language for language in booklet.languages if not missing_fonts(language)]


def language_list(booklet: Booklet) -> str:
    items = "".join(
        f'<li><span lang="{language.tag}" dir="{language.direction}">{escape(language.name)}</span></li>'
        for language in printed_languages(booklet)
    )
    return f"<ul>{items}</ul>"


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
    unconfirmed = "" if hospital.confirmed else f"<p>{escape(strings['notice_unconfirmed'])}</p>"
    return (
        f'<section class="last"><h1 id="contact">{escape(strings["print_contact"])}</h1>{paragraphs}{unconfirmed}'
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
