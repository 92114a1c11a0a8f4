"""An EPUB read back into sections, by its own standard and not by the code that wrote it."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from leaflet.edition.edition import Booklet
from leaflet.formats.read_back.archives import open_archive, xml_of
from leaflet.formats.read_back.sections import FRONT, Part, Reader, UnreadableFile

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "META-INF/container.xml"
_INLINE = {f"{XHTML}{name}" for name in ("a", "span", "bdi", "strong", "img", "br")}
_HEADINGS = {f"{XHTML}h{level}" for level in range(1, 7)}


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


READER = Reader(epub_parts)
