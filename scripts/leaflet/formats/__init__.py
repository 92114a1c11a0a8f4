"""The formats of the leaflet: one module each, which knows the booklet and nothing of the other formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from leaflet.formats import pdf
from leaflet.formats.booklet import Booklet
from leaflet.settings import Language

STEM = "balloon-kyphoplasty"


def _no_reason(language: Language) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `name` is its key everywhere; the file is `balloon-kyphoplasty-<language><ending>`.

    `write` makes the file. `missing` says in plain English why it cannot be made in a language here (a font, a table or
    a tool that is not there), or None. `made_from` lists files besides the words that it is made from (modules, fonts,
    tables), so that it is made again when one of them changes.
    """

    name: str
    ending: str
    media_type: str
    write: Callable[[Booklet, Path], None]
    missing: Callable[[Language], str | None] = _no_reason
    made_from: Callable[[Language], Iterator[Path]] = lambda language: iter(())

    def file_name(self, language: Language) -> str:
        return f"{STEM}-{language.tag}{self.ending}"


FORMATS: tuple[Format, ...] = (
    Format("pdf", ".pdf", "application/pdf", pdf.write_clear, pdf.missing, pdf.made_from),
    Format("pdf-large", "-large.pdf", "application/pdf", pdf.write_large, pdf.missing, pdf.made_from),
    Format("pdf-giant", "-giant.pdf", "application/pdf", pdf.write_giant, pdf.missing, pdf.made_from),
    Format("pdf-bilingual", "-bilingual.pdf", "application/pdf", pdf.write_bilingual, pdf.missing_bilingual,
           pdf.made_from),
    Format("pdf-checklist", "-checklist.pdf", "application/pdf", pdf.write_checklist, pdf.missing, pdf.made_from),
    Format("pdf-questions", "-questions.pdf", "application/pdf", pdf.write_questions, pdf.missing, pdf.made_from),
)
