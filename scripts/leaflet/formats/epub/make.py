"""EPUB 3.3: for a phone or an e-reader, in the reader's own type, size and colours; and a second file with its sound.

Accessibility metadata is as EPUB Accessibility 1.1 asks for it (section 2); it says what is in the file and claims no
conformance, as nobody has evaluated it. Each sentence has an id: what is heard is marked by it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from leaflet.base.dependencies import made_by
from leaflet.base.zip_archive import write_archive
from leaflet.content.model import Element, walk
from leaflet.content.sentences import with_sentences
from leaflet.edition.about import record
from leaflet.edition.document import Chapter, Document, Entry
from leaflet.edition.edition import Booklet
from leaflet.edition.inline import spaced
from leaflet.edition.look import TOKENS, epub_rules, filled
from leaflet.edition.markup import Context, plain, section_html
from leaflet.formats.epub import media_overlays as epub_overlays
from leaflet.formats.epub.media_overlays import Overlay, overlays
from leaflet.formats.epub.xhtml import as_xhtml, document
from leaflet.project.settings import Language

FOLDER = "EPUB/"
COVER, NAVIGATION, STYLE, PACKAGE = "_title.xhtml", "_nav.xhtml", "style.css", "package.opf"
STYLE_SHEET = Path(__file__).with_name("style.css")
CONTAINER = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    b"</rootfiles></container>\n"
)
FEATURES = ("alternativeText", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")


def made_from(language: Language) -> Iterator[Path]:
    """The files besides the words that an EPUB is made from."""
    yield from made_by(Path(__file__))
    yield from (STYLE_SHEET, TOKENS)


def write(booklet: Booklet, file: Path) -> None:
    """Write the leaflet as EPUB to `file`: the same bytes from the same words."""
    _write(booklet, file, Document(booklet).chapters, [])


def write_with_audio(booklet: Booklet, file: Path) -> None:
    """Write the same with its recordings: e-readers mark each sentence as it is heard."""
    book = Document(booklet).chapters
    _write(booklet, file, book, list(overlays(booklet, book)))


def _write(booklet: Booklet, file: Path, book: Sequence[Chapter], sound: list[Overlay]) -> None:
    parts = {"mimetype": b"application/epub+zip", "META-INF/container.xml": CONTAINER}
    parts |= {FOLDER + name: content for name, content in _contents(booklet, book, sound).items()}
    stored = ("mimetype", *(FOLDER + overlay.sound for overlay in sound))  # the first as it must be: OCF 3.3, 4.3
    write_archive(file, parts.items(), booklet.dated, stored)


def _contents(booklet: Booklet, book: Sequence[Chapter], sound: list[Overlay]) -> dict[str, bytes]:
    """Every file of the publication by name, the package document first."""
    pages = {COVER: _cover(booklet), NAVIGATION: _navigation(booklet, book)}
    pages |= {f"{chapter.name}.xhtml": _chapter(booklet, chapter) for chapter in book}
    pictures = {image.get("src"): (booklet.docs / image.get("src")).read_bytes() for image in _images(book)}
    package = _package(booklet, list(pages), list(pictures), sound)
    read = {overlay.name: overlay.smil() for overlay in sound}
    heard = {overlay.sound: overlay.recording.path.read_bytes() for overlay in sound}
    style = filled(STYLE_SHEET.read_text(encoding="utf-8"), epub_rules(booklet.languages)).encode()
    return {PACKAGE: package, **pages, STYLE: style, **pictures, **read, **heard}


def _images(book: Sequence[Chapter]) -> Iterator[Element]:
    for chapter in book:
        for entry in chapter.entries:
            yield from (element for element in walk(entry.section.blocks) if element.tag == "img")


def _cover(booklet: Booklet) -> bytes:
    """The first page: title, and what the file says about itself."""
    lines = "".join(f"<p>{escape(line, quote=False)}</p>" for line in record(booklet))
    address = escape(booklet.address)
    web = f'<p>{spaced(booklet.strings["file_address"])}<a href="{address}"><bdi dir="ltr">{address}</bdi></a></p>'
    body = (
        f'<section epub:type="titlepage"><h1 id="title">{escape(booklet.title, quote=False)}</h1>{lines}{web}</section>'
    )
    return _document(booklet, booklet.title, body)


def _navigation(booklet: Booklet, book: Sequence[Chapter]) -> bytes:
    """Contents of two levels, and landmarks (EPUB 3.3, 7)."""
    contents = escape(str(booklet.strings["contents"]))
    about = escape(str(booklet.strings["file_about"]))
    items = "".join(
        f"<li>{_link(chapter, chapter.entries[0], booklet)}{_inside(chapter, booklet)}</li>" for chapter in book
    )
    start = escape(book[0].title) if book else contents
    first = f"{book[0].name}.xhtml" if book else COVER
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents"><h1 id="contents">{contents}</h1>'
        f'<ol><li><a href="{COVER}">{about}</a></li>{items}</ol></nav>\n'
        f'<nav epub:type="landmarks" hidden="hidden" aria-label="{about}"><ol>'
        f'<li><a epub:type="titlepage" href="{COVER}">{about}</a></li>'
        f'<li><a epub:type="toc" href="#toc">{contents}</a></li>'
        f'<li><a epub:type="bodymatter" href="{first}">{start}</a></li></ol></nav>'
    )
    return _document(booklet, contents, body)


def _inside(chapter: Chapter, booklet: Booklet) -> str:
    """The sections of a page in the contents: those right under its title."""
    links = "".join(
        f"<li>{_link(chapter, entry, booklet)}</li>" for entry in chapter.entries[1:] if entry.section.level == 2
    )
    return f"<ol>{links}</ol>" if links else ""


def _link(chapter: Chapter, entry: Entry, booklet: Booklet) -> str:
    marks = _language_of(entry, booklet)
    title = escape(plain(entry.section.heading), quote=False)
    return f'<a href="{chapter.name}.xhtml#{entry.section.id}"{marks}>{title}</a>'


def _chapter(booklet: Booklet, chapter: Chapter) -> bytes:
    body = "".join(_section(booklet, entry) for entry in chapter.entries)
    heading = chapter.entries[0].section.id
    return _document(
        booklet,
        chapter.title,
        f'<section epub:type="chapter" role="doc-chapter" aria-labelledby="{heading}">\n{body}</section>',
    )


def _section(booklet: Booklet, entry: Entry) -> str:
    """A section with its sentences marked; English that stands in says so in its language and direction."""
    pictures = {**booklet.english.pictures, **booklet.leaflet.pictures}
    context = Context(_address, lambda path: path, pictures, booklet.strings_in(entry.language.tag))
    section = with_sentences(entry.section, entry.language.tag)
    note = f'<p class="notice">{escape(entry.note, quote=False)}</p>\n' if entry.note else ""
    marks = _language_of(entry, booklet)
    inside = as_xhtml(section_html(section, context, "" if marks else note))
    return f"{note}<div{marks}>\n{inside}</div>\n" if marks else inside


def _language_of(entry: Entry, booklet: Booklet) -> str:
    """Attributes for words in another language than the file's."""
    if entry.language.tag == booklet.language.tag:
        return ""
    tag = entry.language.tag
    return f' lang="{tag}" xml:lang="{tag}" dir="{entry.language.direction}"'


def _address(href: str) -> str:
    """An address of the source as one of the file: `risks.md#infection` is `risks.xhtml#infection`."""
    page, mark, section = href.partition("#")
    return f"{page.removesuffix('.md')}.xhtml{mark}{section}" if page.endswith(".md") and ":" not in page else href


def _document(booklet: Booklet, title: str, body: str) -> bytes:
    return document(title, body, booklet.language.tag, booklet.language.direction)


def _package(booklet: Booklet, pages: list[str], pictures: list[str], sound: list[Overlay]) -> bytes:
    """The package document (EPUB 3.3, 5): metadata, every file, the order of reading and its direction."""
    language = booklet.language
    properties = {NAVIGATION: ' properties="nav"'}
    properties |= {f"{overlay.page}.xhtml": f' media-overlay="overlay-{overlay.page}"' for overlay in sound}
    items = (
        "".join(
            f'<item id="page-{name.removesuffix(".xhtml")}" href="{name}" media-type="application/xhtml+xml"'
            f"{properties.get(name, '')}/>\n"
            for name in pages
        )
        + f'<item id="style" href="{STYLE}" media-type="text/css"/>\n'
        + "".join(
            f'<item id="picture-{number}" href="{escape(path)}" media-type="image/svg+xml"/>\n'
            for number, path in enumerate(pictures, 1)
        )
        + "".join(overlay.items() for overlay in sound)
    )
    spine = "".join(f'<itemref idref="page-{name.removesuffix(".xhtml")}"/>\n' for name in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" '
        f'xml:lang="{language.tag}" dir="{language.direction}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{''.join(_metadata(booklet, pictures, sound))}</metadata>\n"
        f"<manifest>\n{items}</manifest>\n"
        f'<spine page-progression-direction="{language.direction}">\n{spine}</spine>\n</package>\n'
    ).encode()


def _metadata(booklet: Booklet, pictures: list[str], sound: list[Overlay]) -> Iterator[str]:
    """Dublin Core and accessibility metadata. The identifier stays the same from version to version."""
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, booklet.address + ("#audio" if sound else ""))
    day = booklet.dated.isoformat()
    yield f'<dc:identifier id="identifier">urn:uuid:{identifier}</dc:identifier>\n'
    yield f"<dc:title>{escape(booklet.title, quote=False)}</dc:title>\n"
    yield f"<dc:language>{booklet.language.tag}</dc:language>\n"
    yield f"<dc:date>{day}</dc:date>\n"
    yield f"<dc:source>{escape(booklet.address)}</dc:source>\n"
    yield f"<dc:description>{escape(' '.join(record(booklet)), quote=False)}</dc:description>\n"
    yield _property("dcterms:modified", f"{day}T00:00:00Z")
    yield _property("schema:version", booklet.version)
    yield from _access(booklet, pictures, sound)
    if sound:
        yield from epub_overlays.metadata(booklet, sound)


def _access(booklet: Booklet, pictures: Sequence[str], sound: Sequence[Overlay]) -> Iterator[str]:
    """What a reader needs to be able to do, in the words of schema.org that libraries search by."""
    for mode in ("textual", *(["visual"] if pictures else []), *(["auditory"] if sound else [])):
        yield _property("schema:accessMode", mode)
    yield _property("schema:accessModeSufficient", "textual")
    for feature in (*FEATURES, *(["synchronizedAudioText"] if sound else [])):
        if pictures or feature != "alternativeText":
            yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", "none")
    summary = "file_accessibility_audio" if sound else "file_accessibility"
    yield _property("schema:accessibilitySummary", str(booklet.strings[summary]))


def _property(name: str, value: str) -> str:
    return f'<meta property="{name}">{escape(value, quote=False)}</meta>\n'
