"""Print: the leaflet as accessible PDF (PDF/UA-1, ISO 14289-1) in clear, large and giant print, in two languages side
by side, and its two sheets to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leaflet.base.dependencies import made_by
from leaflet.edition.about import language_line, state
from leaflet.edition.edition import Booklet
from leaflet.edition.look import TOKENS
from leaflet.formats.pdf.bilingual import pairs
from leaflet.formats.pdf.fonts import files, missing_fonts
from leaflet.formats.pdf.html import contents, document, front, last, pages, printed, printed_languages
from leaflet.formats.pdf.one_page_sheets import sheets
from leaflet.formats.pdf.render import missing_renderer, render
from leaflet.formats.pdf.style import STYLE, style
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages

# Points of the text by name of the size (UKAAF: clear print 12 to 14, large print 16 to 18, giant print over 18).
SIZES = {"clear": 14, "large": 18, "giant": 24}
POINTS = {
    "pdf": SIZES["clear"],
    "pdf-large": SIZES["large"],
    "pdf-giant": SIZES["giant"],
    "pdf-bilingual": SIZES["clear"],
    "pdf-checklist": SIZES["clear"],
    "pdf-questions": SIZES["clear"],
}
CHECKLIST = ("get-ready", "checklist")
QUESTIONS = "questions"
QUESTIONS_SIDES = 2  # of one sheet: room to write the answers in letters that can be read


def count_pages(file: Path) -> int:
    """Pages of paper of a made PDF. Raises `ValueError` for a file that is no PDF."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(file) as pdf:
            return len(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"{file.name} is not a PDF: {error}") from error


def write_clear(booklet: Booklet, path: Path) -> None:
    path.write_bytes(_whole(booklet, "clear"))


def write_large(booklet: Booklet, path: Path) -> None:
    path.write_bytes(_whole(booklet, "large"))


def write_giant(booklet: Booklet, path: Path) -> None:
    path.write_bytes(_whole(booklet, "giant"))


def write_bilingual(booklet: Booklet, path: Path) -> None:
    """The translation and the English side by side."""
    words = printed(booklet)
    both = booklet.strings["print_bilingual"].format(name=booklet.language.name)
    lines = (both, _size(booklet, "clear"), *state(booklet))
    body = front(booklet, lines) + contents(words) + pairs(words) + last(booklet)
    path.write_bytes(render([_document(booklet, body, "clear", both)]))


def write_checklist(booklet: Booklet, path: Path) -> None:
    """The checklist for getting ready, on one page."""
    path.write_bytes(_sheet(booklet, *CHECKLIST, sides=1))


def write_questions(booklet: Booklet, path: Path) -> None:
    """The questions to ask, on one page, with lines to write the answers on."""
    path.write_bytes(_sheet(booklet, QUESTIONS, sides=QUESTIONS_SIDES))


def missing(language: Language) -> str | None:
    """Why a language cannot be printed here, or None."""
    if packages := missing_fonts(language):
        return f"fonts for {language.english_name} are not installed ({', '.join(packages)}): run scripts/setup site"
    return missing_renderer()


def missing_bilingual(language: Language) -> str | None:
    if language.tag == SOURCE_LANGUAGE:
        return "it sets a translation beside the English"
    return missing(language) or missing(languages()[SOURCE_LANGUAGE])


def made_from(language: Language) -> Iterator[Path]:
    """Modules, style and fonts that a print is made from: of all languages, for their names stand in its list."""
    yield from made_by(Path(__file__))
    yield from (STYLE, TOKENS)
    yield from sorted({file for each in languages().values() for file in files(each)})


def _whole(booklet: Booklet, size: str) -> bytes:
    words, line = printed(booklet), _size(booklet, size)
    body = (
        front(booklet, (language_line(booklet), line, *state(booklet))) + contents(words) + pages(words) + last(booklet)
    )
    return render([_document(booklet, body, size, line)])


def _size(booklet: Booklet, size: str) -> str:
    return str(booklet.strings[f"print_{size}"]).format(points=SIZES[size])


def _document(booklet: Booklet, body: str, size: str, subject: str) -> str:
    look = _style(booklet, size, printed_languages(booklet))
    return document(booklet, body, booklet.title, look, subject)


def _style(booklet: Booklet, size: str, named: list[Language]) -> str:
    strings = {booklet.language.tag: booklet.strings, SOURCE_LANGUAGE: booklet.english_strings}
    return style(SIZES[size], booklet.language, named, strings)


def _sheet(booklet: Booklet, name: str, section: str = "", *, sides: int) -> bytes:
    """Lay out a page, or one section of it, as a sheet of paper with so many printed sides."""
    page = next((page for page in booklet.pages() if page.name == name), None)
    if page is None or not any(section in ("", shown.section.id) for shown in booklet.sections(page)):
        raise LookupError(f"the English leaflet has no {name}{section and '#' + section}")
    look = _style(booklet, "clear", named=[])
    return render(sheets(booklet, page, section, look, SIZES["clear"]), most_pages=sides)
