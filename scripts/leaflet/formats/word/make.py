"""Word: one document a language, to edit, or to paste into a letter.

Made with python-docx, which packs the parts, and WordprocessingML of our own (`wordml.py`), and not with pandoc.
Measured with pandoc 3.9: it gives headings, lists, header rows, `w:bidi` and the same bytes twice, but leaves the title
and the tables of Arabic and Urdu left to right, gives words no `w:lang` of their script, needs `rsvg-convert` for the
pictures, and is 155 MB. python-docx is 2 MB; its archive carries the time of day, so `archive.py` packs it again.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from importlib.util import find_spec
from pathlib import Path

from leaflet.base.dependencies import made_by
from leaflet.base.zip_archive import write_archive
from leaflet.edition.about import record
from leaflet.edition.document import Chapter, Document, Entry
from leaflet.edition.edition import Booklet
from leaflet.edition.inline import spaced
from leaflet.edition.look import TOKENS
from leaflet.formats.word import styles as wordstyles
from leaflet.formats.word import wordml
from leaflet.formats.word.blocks import Blocks, bookmark_name
from leaflet.formats.word.package import Package
from leaflet.formats.word.wordml import Look
from leaflet.project.settings import Language

NEEDS = {"docx": "python-docx", "resvg_py": "resvg_py"}


def missing(language: Language) -> str | None:
    """Why no document can be made here, or None."""
    absent = [package for module, package in NEEDS.items() if find_spec(module) is None]
    return f"{' and '.join(absent)} is not installed: run scripts/setup" if absent else None


def made_from(language: Language) -> Iterator[Path]:
    """The files besides the words that a document is made from."""
    yield from made_by(Path(__file__))
    yield TOKENS


def write(booklet: Booklet, file: Path) -> None:
    """Write the leaflet as a Word document to `file`: the same bytes from the same words."""
    document = Document(booklet)
    package = Package(booklet.docs)
    blocks = Blocks(document, package)
    body = _front(booklet, document.chapters, blocks)
    body += "".join(_chapter(chapter, blocks, booklet) for chapter in document.chapters)
    package.body(body, booklet.language, _footer(booklet))
    package.part("styles", wordstyles.styles(booklet.language))
    package.part("fontTable", wordstyles.font_table(booklet.language))
    package.part("settings", wordstyles.settings())
    package.part("numbering", wordstyles.numbering(blocks.starts))
    _describe(booklet, package)
    made = zipfile.ZipFile(io.BytesIO(package.packed()))
    write_archive(file, ((name, made.read(name)) for name in made.namelist()), booklet.dated)


def _front(booklet: Booklet, book: Sequence[Chapter], blocks: Blocks) -> str:
    """Title, what the file says about itself, and the contents: links, in a field that Word can renew."""
    language = booklet.language
    lines = "".join(wordml.paragraph(wordml.run(line, language), language) for line in record(booklet))
    address = blocks.web_link(booklet.address, language)
    web = wordml.run(spaced(booklet.strings["file_address"]), language) + address
    heading = wordml.run(str(booklet.strings["contents"]), language)
    return (
        wordml.paragraph(wordml.run(booklet.title, language), language, Look("Title"))
        + lines
        + wordml.paragraph(web, language)
        + wordml.paragraph(heading, language, Look("TOCHeading"))
        + _contents(book)
    )


def _contents(book: Sequence[Chapter]) -> str:
    """The pages by title. `\\n`: without page numbers, which only Word itself could count."""
    lines = []
    for place, chapter in enumerate(book):
        words = wordml.run(chapter.title, chapter.language)
        line = wordml.link(words, anchor=bookmark_name(chapter.name, chapter.entries[0].section.id))
        begin = wordml.field_begin('TOC \\o "1-1" \\h \\z \\n') if place == 0 else ""
        end = wordml.field_end() if place == len(book) - 1 else ""
        lines.append(wordml.paragraph(begin + line + end, chapter.language, Look("TOC1")))
    return "".join(lines)


def _chapter(chapter: Chapter, blocks: Blocks, booklet: Booklet) -> str:
    return "".join(_entry(chapter, entry, blocks, booklet) for entry in chapter.entries)


def _entry(chapter: Chapter, entry: Entry, blocks: Blocks, booklet: Booklet) -> str:
    """A section: its heading with a bookmark, a note on it where there is one, and its blocks."""
    section, language = entry.section, entry.language
    words = blocks.inline(section.heading.children, language)
    heading = wordml.bookmark(words, bookmark_name(chapter.name, section.id), blocks.number())
    note = wordml.run(entry.note, booklet.language)
    return (
        wordml.paragraph(heading, language, Look(f"Heading{section.level}"))
        + (wordml.paragraph(note, booklet.language, Look("Notice")) if entry.note else "")
        + "".join(blocks.block(block, section, language) for block in section.blocks)
    )


def _footer(booklet: Booklet) -> str:
    """Title, version and page number at the foot of each page."""
    language = booklet.language
    words = f"{booklet.title}. {str(booklet.strings['version']).format(version=booklet.version)}"
    page = wordml.field_begin("PAGE") + wordml.run("1", language) + wordml.field_end()
    return wordml.paragraph(wordml.run(words, language) + wordml.write_line() + page, language, Look("Footer"))


def _describe(booklet: Booklet, package: Package) -> None:
    """The properties of the document: title, language, version, date."""
    properties = package.properties
    properties.title = booklet.title
    properties.language = wordml.locale(booklet.language)
    properties.version = booklet.version
    properties.comments = booklet.status[-1][:255]  # what python-docx takes
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = datetime.combine(booklet.dated, time())
