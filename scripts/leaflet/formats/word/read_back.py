"""A Word document read back into sections, by its own standard and not by the code that wrote it."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from leaflet.edition.edition import Booklet
from leaflet.formats.read_back.archives import open_archive, xml_of
from leaflet.formats.read_back.sections import FRONT, Part, Reader
from leaflet.formats.word.blocks import bookmark_name
from leaflet.formats.word.wordml import NAMESPACES

W = f"{{{NAMESPACES['w']}}}"
WP = f"{{{NAMESPACES['wp']}}}"


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


READER = Reader(docx_parts)
