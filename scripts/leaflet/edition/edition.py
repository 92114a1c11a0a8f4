"""What every format is made from: one language's leaflet, and what a file of it must say about itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from leaflet.content.model import Leaflet, Page
from leaflet.edition.recording import Recording
from leaflet.edition.stand_ins import Shown, shown_sections
from leaflet.project.settings import Language


@dataclass(frozen=True, slots=True)
class Booklet:
    """One leaflet in one language.

    `status`: sentences on who has checked it, in the language. `stale`: page and section ids whose English has changed
    since. `dated`: the latest day on which the words were looked at, `date_words` the same in the language. `address`:
    of the home page in the language, in full. `docs`: where the paths of pictures start. `languages`: all that the
    leaflet is in. `file_name`: what the names of its files begin with. `recordings`: its pages read aloud in the
    language, by name; none where there is no voice.
    """

    language: Language
    leaflet: Leaflet
    english: Leaflet
    strings: Mapping[str, Any]
    english_strings: Mapping[str, Any]
    status: tuple[str, ...]
    stale: frozenset[tuple[str, str]]
    version: str
    dated: date
    date_words: str
    address: str
    docs: Path
    languages: tuple[Language, ...] = ()
    file_name: str = "leaflet"
    recordings: Mapping[str, Recording] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return str(self.strings["site_name"])

    def pages(self) -> Iterator[Page]:
        """All pages in the order of the menu; the English one where the language lacks it (see `page.language`)."""
        for page in self.english.pages:
            yield self.leaflet.page(page.name) or page

    def sections(self, page: Page) -> Iterator[Shown]:
        """The sections of a page in the order of the English, which stands in where the translation lacks one."""
        own = page if page.language == self.language.tag else None
        return shown_sections(self.english.page(page.name) or page, own, self.stale)

    def strings_in(self, language: str) -> Mapping[str, Any]:
        """The words of the interface in the language of words of this leaflet: its own, or English."""
        return self.strings if language == self.language.tag else self.english_strings
