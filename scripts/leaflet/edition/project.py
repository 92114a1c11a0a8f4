"""All that people wrote, each thing read once: made by a command, and handed on to whatever it does."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from babel.dates import format_date

from leaflet.content.composing import for_readers, without_english_only
from leaflet.content.model import Leaflet
from leaflet.content.reading import read_leaflet
from leaflet.edition.assets import hashed
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recordings
from leaflet.findings.finding import Finding
from leaflet.project.interface import read_strings
from leaflet.project.quality import Quality, read_quality
from leaflet.project.settings import SOURCE_LANGUAGE, Settings, languages, read_settings
from leaflet.project.source_files import Stamp, source_digest, stamps
from leaflet.translation.reviews import Review, read_reviews
from leaflet.translation.stamps import Part, Record, parts, read_record, shown_parts


class Project:
    """The settings, and in each language the leaflet, the words of the interface and the record of its stamps; reviews.

    `languages` are those that are looked at, or published: English first. `today` is the day that findings and reviews
    are judged by. `stamps` tell whether any file was changed after the reading began. What cannot be read is a finding,
    and the rest is read all the same.

    `written` is a leaflet as people wrote it, `leaflet` as readers meet it; `states` and `shown_states` are of the
    sections of the one and of the other.
    """

    def __init__(
        self,
        settings: Settings,
        today: date,
        settings_findings: Sequence[Finding] = (),
        read_from: Sequence[Stamp] | None = None,
    ) -> None:
        self.settings, self.today = settings, today
        self.languages = tuple(sorted(settings.languages, key=lambda tag: tag != SOURCE_LANGUAGE))
        self.settings_findings = tuple(settings_findings)
        self.stamps = stamps(settings.root) if read_from is None else list(read_from)
        # Kept by functions, so that a project in fewer languages (`only`) has read what this one has.
        self._read = cache(self._read_leaflet)
        self.leaflet = cache(self._leaflet)
        self._strings = cache(partial(read_strings, settings))
        self._record = cache(partial(read_record, settings))
        self._reviews = cache(partial(read_reviews, settings, today))
        self._quality = cache(partial(read_quality, settings.root))
        self._digest = cache(partial(source_digest, settings.root))
        self.states = cache(self._states)
        self.shown_states = cache(self._shown_states)
        self.asset = cache(partial(hashed, settings.root))

    @classmethod
    def read(cls, root: Path, today: date) -> tuple[Project | None, list[Finding]]:
        """Read the project at `root`; None and findings where mkdocs.yml cannot be used."""
        read_from = stamps(root)
        settings, findings = read_settings(root)
        return (cls(settings, today, findings, read_from) if settings else None), findings

    def only(self, languages: Collection[str]) -> Project:
        """The same project in English and these languages alone; what has been read is not read again."""
        narrowed = copy.copy(self)
        narrowed.languages = tuple(tag for tag in self.languages if tag == SOURCE_LANGUAGE or tag in languages)
        return narrowed

    def without(self, languages: Collection[str]) -> Project:
        """The same project without these translations."""
        return self.only([tag for tag in self.languages if tag not in languages])

    @property
    def left_out(self) -> tuple[str, ...]:
        """The translations that it is without."""
        return tuple(sorted(set(self.settings.languages) - set(self.languages)))

    @property
    def source_digest(self) -> str:
        """A hash of everything the site is made from; that of what was read, if it `is_as_read` afterwards."""
        return self._digest()

    @property
    def is_as_read(self) -> bool:
        """Whether no file was changed since the reading began."""
        return stamps(self.settings.root) == self.stamps

    def _read_leaflet(self, language: str) -> tuple[Leaflet, list[Finding]]:
        source = None if language == SOURCE_LANGUAGE else self.written(SOURCE_LANGUAGE)
        return read_leaflet(self.settings, language, source)

    def written(self, language: str) -> Leaflet:
        return self._read(language)[0]

    def _leaflet(self, language: str) -> Leaflet:
        return for_readers(self.written(language), self.written(SOURCE_LANGUAGE))

    @property
    def source(self) -> Leaflet:
        """The leaflet in English, as readers meet it."""
        return self.leaflet(SOURCE_LANGUAGE)

    @property
    def leaflets(self) -> Mapping[str, Leaflet]:
        """The leaflet in each of its languages, English first, as people wrote it and as far as it could be read."""
        return {tag: self.written(tag) for tag in self.languages}

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the settings and the pages, as they were read."""
        return [*self.settings_findings, *self.page_findings]

    @property
    def page_findings(self) -> list[Finding]:
        return [found for tag in self.languages for found in self._read(tag)[1]]

    def strings(self, language: str) -> dict[str, Any]:
        """The words of the interface, English where a language lacks one."""
        return self._strings(language)[0]

    def string_findings(self, language: str) -> list[Finding]:
        return self._strings(language)[1]

    def record(self, language: str) -> Record:
        """What somebody has compared with the English, and when: the stamps of a translation."""
        return self._record(language)[0]

    def record_findings(self, language: str) -> list[Finding]:
        return self._record(language)[1]

    def _states(self, language: str) -> dict[tuple[str, str], Part]:
        found = parts(self.written(SOURCE_LANGUAGE), self.written(language), self.settings)
        return {(part.page, part.section): part for part in found}

    def _shown_states(self, language: str) -> dict[tuple[str, str], Part]:
        return shown_parts(self.source, self.states(language))

    def stale(self, language: str) -> frozenset[tuple[str, str]]:
        """Page and id of the sections of a translation whose English has changed since."""
        states = self.shown_states(language).values() if language != SOURCE_LANGUAGE else ()
        return frozenset((part.page, part.section) for part in states if part.is_stale)

    @property
    def reviews(self) -> list[Review]:
        return self._reviews()[0]

    @property
    def review_findings(self) -> list[Finding]:
        return self._reviews()[1]

    @property
    def quality(self) -> Quality | None:
        return self._quality()

    @property
    def dated(self) -> date:
        """The latest day on which the words were looked at."""
        return max(page.metadata.last_reviewed for page in self.source.pages)

    def booklet(self, language: str, recordings: Recordings | None = None, for_staff: bool = False) -> Booklet:
        """Return the leaflet of a language as formats take it, with those of the `recordings` that are of its pages.

        Pages in English only are for staff: they are on the web, and in no file. `for_staff` leaves them in.
        """
        leaflet, strings = self.leaflet(language), self.strings(language)
        translated = language != SOURCE_LANGUAGE
        english = self.source
        if translated or not for_staff:
            address = self.settings.site_url
            leaflet, english = (without_english_only(one, english, address) for one in (leaflet, english))
        folder = f"{language}/" if translated else ""
        return Booklet(
            language=languages()[language],
            leaflet=leaflet,
            english=english,
            strings=strings,
            english_strings=self.strings(SOURCE_LANGUAGE),
            status=tuple(self.status(leaflet, strings, role) for role in ("clinician", "translator")[: 1 + translated]),
            stale=self.stale(language),
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
