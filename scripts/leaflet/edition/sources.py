"""Everything that is read for one build: the words, their translations' state, the reviews, the booklets."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache, cached_property
from typing import Any

from babel.dates import format_date

from leaflet.content.composing import for_readers, without_english_only
from leaflet.content.model import Leaflet
from leaflet.content.reading import read_leaflet
from leaflet.edition.assets import hashed
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recordings
from leaflet.project.interface import read_strings
from leaflet.project.quality import Quality, read_quality
from leaflet.project.settings import SOURCE_LANGUAGE, Settings, languages
from leaflet.translation.reviews import Review, read_reviews
from leaflet.translation.stamps import Part, parts, shown_parts


class Sources:
    """What is read for one build, each thing once. `languages` are those that are published: all but `left_out`.

    `written` is a leaflet as people wrote it, `leaflet` as readers meet it; `states` and `shown_states` are of the
    sections of the one and of the other.
    """

    def __init__(self, settings: Settings, left_out: Collection[str] = ()) -> None:
        self.settings = settings
        self.languages = tuple(tag for tag in settings.languages if tag not in left_out)
        self.written = cache(self._written)
        self.leaflet = cache(self._leaflet)
        self.strings = cache(lambda language: read_strings(settings, language)[0])
        self.states = cache(self._states)
        self.shown_states = cache(self._shown_states)
        self.asset = cache(lambda path: hashed(settings.root, path))

    def _written(self, language: str) -> Leaflet:
        source = None if language == SOURCE_LANGUAGE else self.written(SOURCE_LANGUAGE)
        return read_leaflet(self.settings, language, source)[0]

    def _leaflet(self, language: str) -> Leaflet:
        return for_readers(self.written(language), self.written(SOURCE_LANGUAGE))

    def _states(self, language: str) -> dict[tuple[str, str], Part]:
        found = parts(self.written(SOURCE_LANGUAGE), self.written(language), self.settings)
        return {(part.page, part.section): part for part in found}

    def _shown_states(self, language: str) -> dict[tuple[str, str], Part]:
        return shown_parts(self.leaflet(SOURCE_LANGUAGE), self.states(language))

    @cached_property
    def reviews(self) -> list[Review]:
        return read_reviews(self.settings)[0]

    @cached_property
    def quality(self) -> Quality | None:
        return read_quality(self.settings.root)

    @cached_property
    def dated(self) -> date:
        """The latest day on which the words were looked at."""
        return max(page.metadata.last_reviewed for page in self.leaflet(SOURCE_LANGUAGE).pages)

    def booklet(self, language: str, recordings: Recordings | None = None, for_staff: bool = False) -> Booklet:
        """Return the leaflet of a language as formats take it, with those of the `recordings` that are of its pages.

        Pages in English only are for staff: they are on the web, and in no file. `for_staff` leaves them in.
        """
        leaflet, strings = self.leaflet(language), self.strings(language)
        translated = language != SOURCE_LANGUAGE
        english = self.leaflet(SOURCE_LANGUAGE)
        if translated or not for_staff:
            address = self.settings.site_url
            leaflet, english = (without_english_only(one, english, address) for one in (leaflet, english))
        states = self.shown_states(language).values() if translated else ()
        folder = f"{language}/" if translated else ""
        return Booklet(
            language=languages()[language],
            leaflet=leaflet,
            english=english,
            strings=strings,
            english_strings=self.strings(SOURCE_LANGUAGE),
            status=tuple(self.status(leaflet, strings, role) for role in ("clinician", "translator")[: 1 + translated]),
            stale=frozenset((part.page, part.section) for part in states if part.is_stale),
            version=self.settings.version,
            dated=self.dated,
            date_words=date_words(self.dated, language),
            address=self.settings.site_url + folder,
            docs=self.settings.docs,
            languages=tuple(languages()[tag] for tag in self.languages),
            file_name=self.settings.file_name,
            recordings={page: made for (tag, page), made in (recordings or {}).items() if tag == language},
        )

    def status(self, leaflet: Leaflet, strings: dict[str, Any], role: str) -> str:
        """Who has checked the whole leaflet; nobody, unless one person has checked every page as it is."""
        counted = [
            [review for review in self.reviews if review.is_of(page) and review.role == role] for page in leaflet.pages
        ]
        readers = [{review.name for review in reviews} for reviews in counted]
        everywhere = sorted(set.intersection(*readers)) if readers else []
        if not everywhere:
            return str(strings[f"leaflet_notice_{role}"])
        latest = max(review.date for reviews in counted for review in reviews if review.name == everywhere[0])
        words = str(strings[f"leaflet_reviewed_{role}"])
        return words.format(name=everywhere[0], date=date_words(latest, leaflet.language))


def date_words(day: date, language: str) -> str:
    """A date in the words of the language, with Western digits."""
    return format_date(day, "long", locale="en_GB" if language == SOURCE_LANGUAGE else language)
