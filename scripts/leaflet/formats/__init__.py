"""The formats of the leaflet: one module each, which knows the booklet and nothing of the other formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from leaflet.formats import braille, docx, epub, pdf, txt
from leaflet.formats.booklet import Booklet
from leaflet.settings import SOURCE_LANGUAGE, Language

STEM = "balloon-kyphoplasty"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _is_english(language: Language) -> bool:
    return language.tag == SOURCE_LANGUAGE


def _is_translation(language: Language) -> bool:
    return not _is_english(language)


def _no_reason(language: Language) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `name` is its key everywhere; the file is `balloon-kyphoplasty-<language><ending>`.

    `write` makes the file. `missing` says in plain English why it cannot be made in a language here (a font, a table or
    a tool that is not there), or None. `made_from` lists files besides the words that it is made from (modules, fonts,
    tables), so that it is made again when one of them changes. `pages` counts the printed pages of a made file.
    `is_for` is false for languages in which the format is not meant to be. A format that `reads_aloud` is made from the
    recordings of a booklet too, and only of one that has some.
    """

    name: str
    ending: str
    media_type: str
    write: Callable[[Booklet, Path], None]
    missing: Callable[[Language], str | None] = _no_reason
    made_from: Callable[[Language], Iterator[Path]] = lambda language: iter(())
    pages: Callable[[Path], int | None] = lambda path: None
    is_for: Callable[[Language], bool] = lambda language: True
    reads_aloud: bool = False

    def file_name(self, language: Language) -> str:
        return f"{STEM}-{language.tag}{self.ending}"


FORMATS: tuple[Format, ...] = (
    Format("pdf", ".pdf", "application/pdf", pdf.write_clear, pdf.missing, pdf.made_from, pdf.count_pages),
    Format("pdf-large", "-large.pdf", "application/pdf", pdf.write_large, pdf.missing, pdf.made_from, pdf.count_pages),
    Format("pdf-giant", "-giant.pdf", "application/pdf", pdf.write_giant, pdf.missing, pdf.made_from, pdf.count_pages),
    Format("pdf-bilingual", "-bilingual.pdf", "application/pdf", pdf.write_bilingual, pdf.missing_bilingual,
           pdf.made_from, pdf.count_pages, _is_translation),
    Format("pdf-checklist", "-checklist.pdf", "application/pdf", pdf.write_checklist, pdf.missing,
           pdf.made_from, pdf.count_pages),
    Format("pdf-questions", "-questions.pdf", "application/pdf", pdf.write_questions, pdf.missing,
           pdf.made_from, pdf.count_pages),
    Format("brf", ".brf", "application/x-brf", braille.write_brf,
           partial(braille.missing_from, "brf"), braille.made_from, braille.count_pages),
    Format("brf-uncontracted", "-uncontracted.brf", "application/x-brf", braille.write_uncontracted,
           partial(braille.missing_from, "brf-uncontracted"), braille.made_from, braille.count_pages, _is_english),
    Format("brf-bana", "-bana.brf", "application/x-brf", braille.write_bana,
           partial(braille.missing_from, "brf-bana"), braille.made_from, braille.count_pages, _is_english),
    Format("pef", ".pef", "application/x-pef+xml", braille.write_pef,
           partial(braille.missing_from, "pef"), braille.made_from, braille.count_pages),
    Format("epub", ".epub", "application/epub+zip", epub.write, made_from=epub.made_from),
    Format("epub-audio", "-audio.epub", "application/epub+zip", epub.write_with_audio, made_from=epub.made_from,
           reads_aloud=True),
    Format("docx", ".docx", DOCX_TYPE, docx.write, docx.missing, docx.made_from),
    Format("txt", ".txt", "text/plain; charset=utf-8", txt.write, made_from=txt.made_from),
)
READ_ALOUD = frozenset(("audio", *(kind.name for kind in FORMATS if kind.reads_aloud)))  # `audio`: recordings.py
