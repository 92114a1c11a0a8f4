"""A made PDF as readers and their tools meet it: words by place on the page and by tags, fonts, sizes, bookmarks.

PDFium (pypdfium2) gives the words as a browser copies them; pikepdf gives the tags as a screen reader follows them.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from fontTools.ttLib import TTFont

HEADINGS = frozenset(f"/H{level}" for level in range(1, 7))
_BLOCKS = HEADINGS | {"/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Div"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words drawn in one go: their page (from 1), font, size in points, box in points, and the tag they belong to."""

    page: int
    words: str
    font: str
    size: float
    box: tuple[float, float, float, float]
    mark: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark: its words, page (from 1), and how high on the page it leads, in points from the bottom."""

    title: str
    page: int
    top: float


@dataclass(slots=True)
class Tagged:
    """One part of the tags, in reading order: the words from one heading to the next.

    `page`: where the heading stands, from 1; `follows`: where what comes after it begins; 0 where there is none.
    """

    heading: str = ""
    words: str = ""
    page: int = 0
    follows: int = 0


@dataclass(slots=True)
class Print:
    """All that the checks ask of a made PDF.

    `pages`: sizes in points. `figures`: the words of each tagged picture, empty where it has none. `faces`: whether
    each font is in the file. `unknown`: signs for which a font has no shape.
    """

    pages: list[tuple[float, float]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    tagged: list[Tagged] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    faces: dict[str, bool] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    information: dict[str, str] = field(default_factory=dict)
    language: str = ""


def read_print(file: Path) -> Print:
    """Reads a PDF, once for all checks. Raises `ValueError` where it cannot be read."""
    state = file.stat()
    return _read(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _read(file: Path, changed: int, size: int) -> Print:
    found = Print()
    try:
        with pypdfium2.PdfDocument(file) as document:
            _read_pages(document, found)
        with pikepdf.open(file) as pdf:
            _read_tags(pdf, found)
            _read_fonts(pdf, found)
            found.information = {str(key)[1:]: str(value) for key, value in pdf.docinfo.items()}
            found.language = str(pdf.Root.get("/Lang", ""))
    except (pypdfium2.PdfiumError, pikepdf.PdfError) as error:
        raise ValueError(str(error)) from error
    return found


def words_between(file: Path, cuts: list[tuple[int, float]], foot: float) -> list[str]:
    """The words from each place (page from 1, height in points) to the next one, the last to the end of the file.

    `foot`: the height under which only the page's number stands.
    """
    if not cuts:
        return []
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage() for page in document]
        ends = [*cuts[1:], (len(pages), foot)]
        return ["\n".join(_bounded(pages, start, end, foot)) for start, end in zip(cuts, ends, strict=True)]


def _bounded(pages: list[Any], start: tuple[int, float], end: tuple[int, float], foot: float) -> Iterator[str]:
    for number in range(start[0], end[0] + 1):
        top = start[1] if number == start[0] else None
        bottom = max(end[1], foot) if number == end[0] else foot
        if top is None or top > bottom:
            yield pages[number - 1].get_text_bounded(bottom=bottom, top=top, errors="replace")


# Pages


def _read_pages(document: Any, found: Print) -> None:
    for number, page in enumerate(document, 1):
        words = page.get_textpage()
        found.pages.append(page.get_size())
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            found.runs.append(
                Run(
                    number,
                    _words(item, words),
                    _font(item),
                    _size(item),
                    item.get_bounds(),
                    raw.FPDFPageObj_GetMarkedContentID(item.raw),
                )
            )
        words.close()
        page.close()
    for item in document.get_toc():
        destination = item.get_dest()
        view = destination.get_view()[1] if destination else []
        index = destination.get_index() if destination else None  # None: to a page that is not there
        page_number = 0 if index is None else index + 1
        found.bookmarks.append(Bookmark(item.get_title(), page_number, view[1] if len(view) > 1 else 0.0))


def _words(item: Any, page: Any) -> str:
    length = raw.FPDFTextObj_GetText(item.raw, page.raw, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    raw.FPDFTextObj_GetText(item.raw, page.raw, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace")


def _font(item: Any) -> str:
    font = raw.FPDFTextObj_GetFont(item.raw)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    return face_name(buffer.value.decode("utf-8", "replace"))


def _size(item: Any) -> float:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item.raw, size)
    matrix = item.get_matrix()
    return float(size.value * (matrix.d**2 + matrix.b**2) ** 0.5)


def face_name(name: str) -> str:
    """The name of a face: without the tag of its subset (ISO 32000-1, 9.6.4), and without its weight."""
    plain = re.sub(r"^/?[A-Z]{6}\+", "", name)
    return plain.replace("-Bold", "").replace("-", " ")


# Tags


def _read_tags(pdf: Any, found: Print) -> None:
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    marked: dict[tuple[int, int], str] = {}
    for run, after in zip(found.runs, [*found.runs[1:], None], strict=True):
        ends_line = after is None or after.page != run.page or after.box[3] < run.box[1]
        marked[run.page, run.mark] = marked.get((run.page, run.mark), "") + run.words + ("\n" if ends_line else "")
    found.tagged.append(Tagged())
    for kind, words, page in _walk(root, pages, 0, marked):
        part = found.tagged[-1]
        if kind == "heading":
            part.heading += words
            part.page = part.page or (page if words.strip() else 0)
            continue
        if kind in (*HEADINGS, "/Figure") or words.strip():
            part.follows = part.follows or page
        if kind in HEADINGS:
            found.tagged.append(Tagged())
        elif kind == "/Figure":
            found.figures.append(words)
        else:
            part.words += words


def _walk(
    element: Any, pages: dict[Any, int], page: int, marked: dict[tuple[int, int], str], inside: str = "words"
) -> Iterator[tuple[str, str, int]]:
    """Starts of headings and pictures, and words, in the order of the tags, each with its page.

    `inside`: what the words belong to.
    """
    kind = str(element.get("/S", ""))
    page = pages.get(element.Pg.objgen, 0) if "/Pg" in element else page  # 0: a page that is not in the file
    if kind in HEADINGS:
        yield kind, "", page
        inside = "heading"
    if kind == "/Figure":
        yield kind, str(element.get("/Alt", "")), page
    if kind in _BLOCKS:
        yield inside, "\n", page
    if "/ActualText" in element:
        words = str(element.ActualText)
        if not words.strip() or any((page, child) in marked for child in _children(element)):  # drawn, not only said
            yield inside, words, page
        return
    for child in _children(element):
        if isinstance(child, int):
            yield inside, marked.get((page, child), ""), page
        elif isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/StructElem":
            yield from _walk(child, pages, page, marked, inside)
    if kind in HEADINGS:
        yield "words", "\n", page


def _children(element: Any) -> list[Any]:
    children = element.get("/K")
    if children is None:
        return []
    return list(children) if isinstance(children, pikepdf.Array) else [children]


# Fonts


def _read_fonts(pdf: Any, found: Print) -> None:
    """Fonts of all pages: those in the file, and the signs that they have no shape for."""
    fonts = {font.objgen: font for page in pdf.pages for font in page.resources.get("/Font", {}).values()}
    for font in fonts.values():
        name = face_name(str(font.BaseFont))
        descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor = descendant.get("/FontDescriptor", {})
        keys = [key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
        program = descriptor[keys[0]] if keys else None
        found.faces[name] = found.faces.get(name, True) and program is not None
        if program is not None and "/ToUnicode" in font:
            signs = _without_shape(bytes(program.read_bytes()), font.ToUnicode.read_bytes().decode("ascii", "replace"))
            if signs:
                found.unknown[name] = found.unknown.get(name, "") + signs


def _without_shape(program: bytes, to_unicode: str) -> str:
    """Signs that the file writes with a glyph that its font does not have: WeasyPrint numbers them after the last."""
    count = TTFont(BytesIO(program), lazy=True)["maxp"].numGlyphs
    pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]*)>", to_unicode.partition("beginbfchar")[2])
    missing = (
        bytes.fromhex(signs).decode("utf-16-be", "replace")
        for glyph, signs in pairs
        if int(glyph, 16) == 0 or int(glyph, 16) >= count
    )
    return "".join(dict.fromkeys(missing))
