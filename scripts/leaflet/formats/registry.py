"""The formats of the leaflet: one module each, which knows the booklet and nothing of the other formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from leaflet.edition.edition import Booklet
from leaflet.formats.braille import liblouis as braille_louis
from leaflet.formats.braille import make as braille
from leaflet.formats.epub import make as epub
from leaflet.formats.pdf import make as pdf
from leaflet.formats.pdf import render as pdf_render
from leaflet.formats.text import make as txt
from leaflet.formats.word import make as docx
from leaflet.project.settings import SOURCE_LANGUAGE, Language

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _is_english(language: Language) -> bool:
    return language.tag == SOURCE_LANGUAGE


def _is_translation(language: Language) -> bool:
    return not _is_english(language)


def _no_reason(language: Language) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `name` is its key everywhere; the file is `<file_name>-<language><ending>`.

    `write` makes the file. `missing` says in plain English why it cannot be made in a language here (a font, a table or
    a tool that is not there), or None. `made_from` lists files besides the words that it is made from (modules, fonts,
    tables), and `versions` names the libraries of the system that have a part in it, so that it is made again when one
    of them changes. `pages` counts the printed pages of a made file.
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
    versions: Callable[[], str] = str

    def file_name(self, start: str, language: Language) -> str:
        """Return the name of the file in a language. `start` is the setting `file_name`."""
        return f"{start}-{language.tag}{self.ending}"


_print = partial(
    Format, media_type="application/pdf", made_from=pdf.made_from, pages=pdf.count_pages, versions=pdf_render.versions
)


def _braille(name: str, ending: str, media_type: str, write: Callable[[Booklet, Path], None], **more: Any) -> Format:
    return Format(
        name,
        ending,
        media_type,
        write,
        partial(braille.missing_from, name),
        braille.made_from,
        braille.count_pages,
        versions=braille_louis.versions,
        **more,
    )


FORMATS: tuple[Format, ...] = (
    _print("pdf", ".pdf", write=pdf.write_clear, missing=pdf.missing),
    _print("pdf-large", "-large.pdf", write=pdf.write_large, missing=pdf.missing),
    _print("pdf-giant", "-giant.pdf", write=pdf.write_giant, missing=pdf.missing),
    _print(
        "pdf-bilingual",
        "-bilingual.pdf",
        write=pdf.write_bilingual,
        missing=pdf.missing_bilingual,
        is_for=_is_translation,
    ),
    _print("pdf-checklist", "-checklist.pdf", write=pdf.write_checklist, missing=pdf.missing),
    _print("pdf-questions", "-questions.pdf", write=pdf.write_questions, missing=pdf.missing),
    _braille("brf", ".brf", "application/x-brf", braille.write_brf),
    _braille(
        "brf-uncontracted", "-uncontracted.brf", "application/x-brf", braille.write_uncontracted, is_for=_is_english
    ),
    _braille("brf-bana", "-bana.brf", "application/x-brf", braille.write_bana, is_for=_is_english),
    _braille("pef", ".pef", "application/x-pef+xml", braille.write_pef),
    Format("epub", ".epub", "application/epub+zip", epub.write, made_from=epub.made_from),
    Format(
        "epub-audio",
        "-audio.epub",
        "application/epub+zip",
        epub.write_with_audio,
        made_from=epub.made_from,
        reads_aloud=True,
    ),
    Format("docx", ".docx", DOCX_TYPE, docx.write, docx.missing, docx.made_from),
    Format("txt", ".txt", "text/plain; charset=utf-8", txt.write, made_from=txt.made_from),
)
READ_ALOUD = frozenset(("audio", *(kind.name for kind in FORMATS if kind.reads_aloud)))  # `audio`: recordings.py
