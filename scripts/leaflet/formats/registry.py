"""The formats of the leaflet, a row each: its name, its file, what makes and what checks it.

A format's modules know the booklet and nothing of the other formats. Two rows have no `write`, as what makes them is
further up the house (`build/site.py`): the leaflet read aloud, and the copy of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
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

GROUPS = ("paper", "sheet", "listen", "braille", "device", "wards")  # what files are good for, as the web lists them
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _is_english(language: Language) -> bool:
    return language.tag == SOURCE_LANGUAGE


def _is_translation(language: Language) -> bool:
    return not _is_english(language)


def _no_reason(language: Language) -> None:
    return None


Writer = Callable[[Booklet, Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `name` is its key everywhere; the file is `<file_name>-<language><ending>`.

    `write` makes the file, None where it is made of more than a booklet. `family` is the letter of the checks that look
    at it; `checks` names the module that has them, none where they are those of the site. `missing` says in plain
    English why it cannot be made in a language here (a font, a table or a tool that is not there), or None. `made_from`
    lists files besides the words that it is made from (modules, fonts, tables), and `versions` names the libraries of
    the system that have a part in it, so that it is made again when one of them changes. `pages` counts the printed
    pages of a made file. `is_for` is false for languages in which the format is not meant to be. A format that
    `reads_aloud` is made from the recordings of a booklet too, and only of one that has some. `group`, one of `GROUPS`,
    is what readers want it for.
    """

    name: str
    ending: str
    media_type: str
    family: str
    checks: str = ""
    write: Writer | None = None
    missing: Callable[[Language], str | None] = _no_reason
    made_from: Callable[[Language], Iterator[Path]] = lambda language: iter(())
    pages: Callable[[Path], int | None] = lambda path: None
    is_for: Callable[[Language], bool] = lambda language: True
    reads_aloud: bool = False
    versions: Callable[[], str] = str
    group: str = "device"

    @property
    def strings_key(self) -> str:
        """The key of what readers call it, in `overrides/strings`."""
        return f"download_{self.name}"

    def file_name(self, start: str, language: Language) -> str:
        """Return the name of the file in a language. `start` is the setting `file_name`."""
        return f"{start}-{language.tag}{self.ending}"


_print = partial(
    Format,
    media_type="application/pdf",
    family="P",
    checks="formats.pdf.check",
    group="paper",
    missing=pdf.missing,
    made_from=pdf.made_from,
    pages=pdf.count_pages,
    versions=pdf_render.versions,
)
_epub = partial(
    Format,
    media_type="application/epub+zip",
    family="E",
    checks="formats.epub.check",
    made_from=epub.made_from,
)


def _braille(name: str, ending: str, media_type: str, write: Writer, **more: Any) -> Format:
    return Format(
        name,
        ending,
        media_type,
        family="B",
        checks="formats.braille.check",
        write=write,
        missing=partial(braille.missing_from, name),
        made_from=braille.made_from,
        pages=braille.count_pages,
        versions=braille_louis.versions,
        group="braille",
        **more,
    )


AUDIO = Format("audio", ".mp3", "audio/mpeg", family="V", checks="audio.check.check", reads_aloud=True, group="listen")
OFFLINE_COPY = Format("zip", ".zip", "application/zip", family="L", group="wards")

FORMATS: tuple[Format, ...] = (
    _print("pdf", ".pdf", write=pdf.write_clear),
    _print("pdf-large", "-large.pdf", write=pdf.write_large),
    _print("pdf-giant", "-giant.pdf", write=pdf.write_giant),
    _print(
        "pdf-bilingual",
        "-bilingual.pdf",
        write=pdf.write_bilingual,
        missing=pdf.missing_bilingual,
        is_for=_is_translation,
    ),
    _print("pdf-checklist", "-checklist.pdf", write=pdf.write_checklist, group="sheet"),
    _print("pdf-questions", "-questions.pdf", write=pdf.write_questions, group="sheet"),
    _braille("brf", ".brf", "application/x-brf", braille.write_brf),
    _braille(
        "brf-uncontracted", "-uncontracted.brf", "application/x-brf", braille.write_uncontracted, is_for=_is_english
    ),
    _braille("brf-bana", "-bana.brf", "application/x-brf", braille.write_bana, is_for=_is_english),
    _braille("pef", ".pef", "application/x-pef+xml", braille.write_pef),
    _epub("epub", ".epub", write=epub.write),
    _epub("epub-audio", "-audio.epub", write=epub.write_with_audio, reads_aloud=True),
    Format("docx", ".docx", DOCX_TYPE, "E", "formats.word.check", docx.write, docx.missing, docx.made_from),
    Format("txt", ".txt", "text/plain; charset=utf-8", "E", "formats.text.check", txt.write, made_from=txt.made_from),
    AUDIO,
    OFFLINE_COPY,
)
WRITTEN = tuple(made for made in FORMATS if made.write)  # each of one booklet
READ_ALOUD = frozenset(made.name for made in FORMATS if made.reads_aloud)


def named(names: Collection[str]) -> tuple[Format, ...]:
    """The rows of these names, in the order of the table."""
    return tuple(made for made in FORMATS if made.name in names)
