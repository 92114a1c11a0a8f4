"""The leaflet in Braille: BRF for embossers and Braille displays, PEF for software that makes Braille.

English in contracted UEB (grade 2), and uncontracted for readers who have not learnt the contractions, other languages
uncontracted, with the tables that `languages.yml` names (`liblouis.py` says where these come from). Everything is
by computer: each file says so, and that no Braille reader has read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from leaflet.base.dependencies import made_by
from leaflet.edition.edition import Booklet
from leaflet.formats.braille import brf_and_pef as braille_files
from leaflet.formats.braille import layout as braille_layout
from leaflet.formats.braille import liblouis as louis
from leaflet.formats.braille import transcribe as braille_text
from leaflet.formats.braille.layout import BANA, UK, Item, Layout, Pages
from leaflet.formats.braille.print_blocks import document
from leaflet.formats.braille.transcribe import Braille
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of Braille file. `contracted`: whether it has to be; None takes what the language has."""

    layout: Layout
    contracted: bool | None = None
    english_only: bool = False

    def is_contracted(self, language: Language) -> bool:
        if self.contracted is not None:
            return self.contracted
        return bool(louis.table_name(language, contracted=True))


KINDS = {
    "brf": Kind(UK),
    "brf-uncontracted": Kind(UK, contracted=False, english_only=True),
    "brf-bana": Kind(BANA, english_only=True),
    "pef": Kind(UK),
}


def write_brf(booklet: Booklet, path: Path) -> None:
    path.write_bytes(braille_files.brf(pages(booklet, KINDS["brf"]).pages))


def write_uncontracted(booklet: Booklet, path: Path) -> None:
    path.write_bytes(braille_files.brf(pages(booklet, KINDS["brf-uncontracted"]).pages))


def write_bana(booklet: Booklet, path: Path) -> None:
    path.write_bytes(braille_files.brf(pages(booklet, KINDS["brf-bana"]).pages))


def write_pef(booklet: Booklet, path: Path) -> None:
    kind = KINDS["pef"]
    path.write_bytes(braille_files.pef(pages(booklet, kind).pages, booklet, kind.layout))


def pages(booklet: Booklet, kind: Kind) -> Pages:
    """The pages of a booklet in a kind of Braille."""
    contracted = kind.is_contracted(booklet.language)

    def items(page_count: int) -> Iterator[Item]:
        for block in document(booklet, contracted, page_count):
            braille = braille_of(block.language, booklet.language, contracted)
            yield Item(block.style, braille.cells(block.words), block.page)

    running_head = Braille(booklet.language, contracted).cells(booklet.title)
    return braille_layout.lay_out(items, running_head, kind.layout)


@cache
def _braille(tag: str, contracted: bool) -> Braille:
    return Braille(languages()[tag], contracted)


def braille_of(tag: str, language: Language, contracted: bool) -> Braille:
    """The Braille of words that are in the language `tag`, in a booklet of `language`: English that stands in for a
    missing translation is uncontracted, as the rest of that booklet."""
    return _braille(tag, contracted and tag == language.tag)


def _missing(kind: Kind, language: Language) -> str | None:
    if kind.english_only and language.tag != SOURCE_LANGUAGE:
        return "It is made in English only."
    if language.braille.family == "chinese" and not braille_text.can_break_chinese():
        return "jieba, which finds the words in Chinese, is not installed. Run ./scripts/setup."
    return louis.no_library() or louis.missing_table(language, kind.is_contracted(language))


def missing_from(name: str, language: Language) -> str | None:
    """Why the kind of Braille file `name` cannot be made in a language on this machine, or None."""
    return _missing(KINDS[name], language)


def count_pages(path: Path) -> int:
    """The Braille pages of a made file: a form feed ends each in a BRF, and no BRF begins as XML does."""
    data = path.read_bytes()
    return data.count(b"<page>") if data.startswith(b"<?xml") else data.count(b"\f")


def made_from(language: Language) -> Iterator[Path]:
    """This code and the tables."""
    yield from made_by(Path(__file__))
    yield from louis.table_files()
