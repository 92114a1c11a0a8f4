"""E: a Word document's direction, languages, descriptions, tables and headings; and LibreOffice, which must open it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from lxml import etree

from leaflet.content.model import Element, walk
from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing
from leaflet.formats.read_back.compare import lost, same_as_source
from leaflet.formats.read_back.file_check import FileCheck
from leaflet.formats.read_back.sections import UnreadableFile, tokens
from leaflet.formats.word.read_back import READER, WP, W, heading_level, word_document, word_words
from leaflet.formats.word.wordml import locale
from leaflet.project.settings import languages

TIMEOUT = 300  # seconds
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
TEXT, PDF = "txt:Text (encoded):UTF8", "pdf"


def own(booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """Direction (E003), language (E009), descriptions (E006), real headings, lists and header rows (E011)."""
    try:
        document = word_document(file)
    except UnreadableFile:
        return  # `same_as_source` says so
    yield from _direction(document, booklet, display)
    yield from _language(document, display)
    for picture in document.iter(f"{WP}docPr"):
        if not picture.get("descr", "").strip():
            yield Finding(display, 0, "E006", f"{picture.get('name')} has no description.", "")
    yield from _structure(document, booklet, display)


def _direction(document: etree._Element, booklet: Booklet, display: PurePosixPath) -> Iterator[Finding]:
    """Paragraphs with right-to-left letters, and tables and pages of a right-to-left document, say so."""
    for paragraph in document.iter(f"{W}p"):
        words = word_words(paragraph, descriptions=False)
        if _RIGHT_TO_LEFT.search(words) and paragraph.find(f"{W}pPr/{W}bidi") is None:
            yield Finding(display, 0, "E003", f'A paragraph does not say that it is right to left: "{words[:40]}"', "")
        for run in paragraph.iter(f"{W}r"):
            words = "".join(element.text or "" for element in run.iter(f"{W}t"))
            if _RIGHT_TO_LEFT.search(words) and run.find(f"{W}rPr/{W}rtl") is None:
                yield Finding(display, 0, "E003", f'Words do not say that they are right to left: "{words[:40]}"', "")
    if booklet.language.direction == "rtl":
        tables = len(list(document.iter(f"{W}tbl"))) - len(list(document.iter(f"{W}bidiVisual")))
        if tables or document.find(f"{W}body/{W}sectPr/{W}bidi") is None:
            yield Finding(display, 0, "E003", "The pages, or a table, do not begin at the right.", "")


def _language(document: etree._Element, display: PurePosixPath) -> Iterator[Finding]:
    known = {locale(language) for language in languages().values()}
    for run in document.iter(f"{W}r"):
        words = "".join(element.text or "" for element in run.iter(f"{W}t"))
        mark = run.find(f"{W}rPr/{W}lang")
        if words.strip() and (mark is None or not set(map(str, mark.attrib.values())) <= known):
            yield Finding(display, 0, "E009", f'Words do not say their language: "{words[:40]}"', "")


def _structure(document: etree._Element, booklet: Booklet, display: PurePosixPath) -> Iterator[Finding]:
    """As many header rows as tables, list items and headings as the source has."""
    sections = [shown.section for page in booklet.pages() for shown in booklet.sections(page)]
    blocks = [element for section in sections for element in walk(section.blocks)]
    lists_of_pages = sum(element.get("name") == "list.pages" for element in blocks if element.tag == "slot")
    items = _count(blocks, "li") + lists_of_pages * len(booklet.english.pages)
    headings = len(sections) + _count(blocks, "card")
    listed = [paragraph for paragraph in document.iter(f"{W}p") if paragraph.find(f"{W}pPr/{W}numPr") is not None]
    counts = (
        ("headings", headings, sum(heading_level(paragraph) > 0 for paragraph in document.iter(f"{W}p"))),
        ("list items", items, len(listed)),
        ("header rows", _count(blocks, "table"), len(list(document.iter(f"{W}tblHeader")))),
    )
    for name, wanted, found in counts:
        if found < wanted:
            yield Finding(display, 0, "E011", f"It has {found} {name}, and the source {wanted}.", "")


def _count(elements: list[Element], tag: str) -> int:
    return sum(element.tag == tag for element in elements)


def libreoffice(booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """LibreOffice opens it and turns it into text and PDF, and no word, number or picture is lost (E012)."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for target in (TEXT, PDF):
            convert([file], target, scratch)
        yield from opened(file, scratch, display)


def convert(files: list[Path], target: str, folder: Path) -> None:
    """Files turned into `target` by LibreOffice, with a profile of their own."""
    program = shutil.which("soffice")
    if program is None or shutil.which("pdftotext") is None:
        raise ToolMissing("LibreOffice or poppler-utils is not installed: run scripts/setup test")
    profile = (folder / "profile").resolve().as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        target,
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)  # its exit code says nothing


def opened(file: Path, folder: Path, display: PurePosixPath) -> Iterator[Finding]:
    """What is lost between a document and the text and the PDF that LibreOffice made of it in `folder`."""
    text, pdf = (folder / f"{file.stem}.{ending}" for ending in ("txt", "pdf"))
    if not text.is_file() or not pdf.is_file():
        yield Finding(display, 0, "E012", "LibreOffice could not open it.", "")
        return
    document = word_document(file)
    words = [token for paragraph in document.iter(f"{W}p") for token in tokens(word_words(paragraph, False))]
    missing = lost(words, tokens(text.read_text(encoding="utf-8-sig")))
    if missing:
        yield Finding(display, 0, "E012", f'LibreOffice shows it without "{" ".join(missing[:5])}".', "")
    numbers = Counter(token for token in words if token[0].isdecimal())
    gone = numbers - Counter(token for token in tokens(pdf_text(pdf)) if token[0].isdecimal())
    if gone:
        yield Finding(display, 0, "E012", f'LibreOffice prints it without "{" ".join(list(gone)[:5])}".', "")
    pictures = len(list(document.iter(f"{WP}docPr")))
    shown = _tool("pdfimages", "-list", pdf).count(" image ")
    if shown < pictures:
        yield Finding(display, 0, "E012", f"LibreOffice prints {shown} of its {pictures} pictures.", "")


def pdf_text(pdf: Path) -> str:
    return _tool("pdftotext", pdf, "-")


def _tool(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=True).stdout


FILE_CHECKS: dict[str, tuple[FileCheck, ...]] = {"docx": (partial(same_as_source, READER), own)}
# Programs of others, which take seconds a file: for a release, and for the tests.
VALIDATORS: dict[str, tuple[FileCheck, ...]] = {"docx": (libreoffice,)}
