"""EPUB, Word and plain text read back into parts, each by its own standard and not by the code that wrote it.

`READERS` is where other formats join in: a function from a file and its booklet to parts.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from leaflet.edition.document import chapters
from leaflet.edition.edition import Booklet
from leaflet.formats.read_back.sections import FRONT, Part, UnreadableFile
from leaflet.formats.word.make import bookmark_name
from leaflet.formats.word.wordml import NAMESPACES

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
W = f"{{{NAMESPACES['w']}}}"
WP = f"{{{NAMESPACES['wp']}}}"
_CONTAINER = "META-INF/container.xml"
_INLINE = {f"{XHTML}{name}" for name in ("a", "span", "bdi", "strong", "img", "br")}
_HEADINGS = {f"{XHTML}h{level}" for level in range(1, 7)}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format is read back. `tables_as_entries`: it gives each cell after the heading of its column."""

    parts: Callable[[Path, Booklet], list[Part]]
    tables_as_entries: bool = False


def xml_of(archive: zipfile.ZipFile, name: str) -> etree._Element:
    try:
        return etree.fromstring(archive.read(name), _PARSER)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise UnreadableFile(f"{name}: {error}") from error


def open_archive(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableFile(str(error)) from error


# EPUB


def package_of(archive: zipfile.ZipFile) -> tuple[str, etree._Element]:
    """The package document and its place."""
    root = xml_of(archive, _CONTAINER).find(".//{*}rootfile")
    if root is None:
        raise UnreadableFile("the container names no package")
    name = root.get("full-path", "")
    return name, xml_of(archive, name)


def documents(archive: zipfile.ZipFile) -> Iterator[tuple[str, etree._Element]]:
    """Every page in the order of reading, with its place in the archive."""
    place, package = package_of(archive)
    items = {item.get("id"): item.get("href", "") for item in package.iter(f"{OPF}item")}
    for reference in package.iter(f"{OPF}itemref"):
        name = posixpath.join(posixpath.dirname(place), items.get(reference.get("idref"), ""))
        yield name, xml_of(archive, name)


def epub_parts(file: Path, booklet: Booklet) -> list[Part]:
    """Sections of an EPUB: each begins at a heading with an id, on the page of that name."""
    names = {page.name for page in booklet.english.pages}
    parts = [Part(FRONT, "", "")]
    with open_archive(file) as archive:
        for place, page in documents(archive):
            name = posixpath.basename(place).removesuffix(".xhtml")
            body = page.find(f"{XHTML}body")
            for kind, words in _flow(body) if body is not None else ():
                if kind and name in names:
                    parts.append(Part(f"{name}#{kind}", words.strip(), words))
                else:
                    last = parts[-1]
                    parts[-1] = Part(last.key, last.title, f"{last.words}\n{words}")
    return parts


def _flow(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Runs of words of a page in order, each with the id of the heading that it is, or nothing."""
    if element.tag in _HEADINGS and element.get("id"):
        yield element.get("id", ""), _all_words(element)
        return
    blocks = [child for child in element if isinstance(child.tag, str) and child.tag not in _INLINE]
    if not blocks:
        yield "", _all_words(element)
        return
    yield "", element.text or ""
    for child in element:
        if child in blocks:
            yield from _flow(child)
        elif isinstance(child.tag, str):
            yield "", _all_words(child)
        yield "", child.tail or ""


def _all_words(element: etree._Element) -> str:
    words = element.get("alt", "") + " " if element.tag == f"{XHTML}img" else element.text or ""
    return words + "".join(_all_words(child) + (child.tail or "") for child in element if isinstance(child.tag, str))


# Word


def word_document(file: Path) -> etree._Element:
    with open_archive(file) as archive:
        return xml_of(archive, "word/document.xml")


def docx_parts(file: Path, booklet: Booklet) -> list[Part]:
    """Sections of a Word document: each begins at a heading with a bookmark of the section's name."""
    keys = {
        bookmark_name(page.name, section.id): f"{page.name}#{section.id}"
        for page in booklet.english.pages
        for section in page.sections
    }
    parts = [Part(FRONT, "", "")]
    for paragraph in word_document(file).iter(f"{W}p"):
        words = word_words(paragraph)
        marks = (mark.get(f"{W}name", "") for mark in paragraph.iter(f"{W}bookmarkStart"))
        key = next((keys[mark] for mark in marks if mark in keys), "")
        if key and heading_level(paragraph):
            parts.append(Part(key, words, words))
        else:
            last = parts[-1]
            parts[-1] = Part(last.key, last.title, f"{last.words}\n{words}")
    return parts


def heading_level(paragraph: etree._Element) -> int:
    """The level of a paragraph in one of Word's own heading styles; 0 for any other."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    match = re.fullmatch(r"Heading(\d)", style.get(f"{W}val", "") if style is not None else "")
    return int(match[1]) if match else 0


def word_words(paragraph: etree._Element, descriptions: bool = True) -> str:
    """The words of a paragraph; descriptions of pictures where they stand."""
    words = []
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{WP}docPr"):
        if element.tag == f"{W}t":
            words.append(element.text or "")
        elif element.tag == f"{WP}docPr":
            words.append(f" {element.get('descr', '')} " if descriptions else "")
        else:
            words.append(" ")
    return "".join(words)


# Plain text


def txt_parts(file: Path, booklet: Booklet) -> list[Part]:
    """Sections of a text: each begins at a number and title that are underlined."""
    keys = {
        entry.number: f"{chapter.name}#{entry.section.id}" for chapter in chapters(booklet) for entry in chapter.entries
    }
    lines = text_lines(file)
    parts = [Part(FRONT, "", "")]
    place = 0
    while place < len(lines):
        size = _heading_size(lines, place)
        key = keys.get(lines[place].split(" ")[0].rstrip("."), "") if size else ""
        words = " ".join(line.strip() for line in lines[place : place + max(size, 1)])
        if key:
            title = words.partition(" ")[2]
            parts.append(Part(key, title, title))
        else:
            last = parts[-1]
            parts[-1] = Part(last.key, last.title, f"{last.words}\n{words}")
        place += size + 1 if size else 1
    return parts


def _heading_size(lines: list[str], place: int) -> int:
    """How many lines of a title stand from `place` to its underline; 0 where none does."""
    if place and lines[place - 1].strip():
        return 0
    for size in range(1, 5):
        if place + size >= len(lines) or not lines[place + size - 1].strip():
            return 0
        if re.fullmatch(r"(==+|--+)", lines[place + size]):
            return size
    return 0


def text_lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8").split("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(error)) from error


READERS: dict[str, Reader] = {
    "epub": Reader(epub_parts),
    "docx": Reader(docx_parts),
    "txt": Reader(txt_parts, tables_as_entries=True),
}
