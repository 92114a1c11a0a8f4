"""What staff see on `quality.html`: each page in each language, how fresh it is, who has checked it, what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil

from leaflet.edition.downloads import Download
from leaflet.edition.project import Project
from leaflet.edition.recording import Recordings
from leaflet.findings.finding import Finding
from leaflet.project.quality import Quality
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages
from leaflet.translation.reviews import Review
from leaflet.translation.stamps import MISSING
from leaflet.translation.titles_and_interface import INTERFACE

REVIEW_OVERDUE = "S032"
NOT_THERE, OUT_OF_DATE, UNCHECKED, CHECKED = "missing", "stale", "fresh", "reviewed"
STATES = (NOT_THERE, OUT_OF_DATE, UNCHECKED, CHECKED)


@dataclass(frozen=True, slots=True)
class PageState:
    """One page in one language. Its `parts` are its sections, and the title with the description; some are `stale` or
    `missing`. `reviews` hold for the words as they are.

    `minutes` of audio, 0 where it is not read aloud; `next_review` is the English page's.
    """

    name: str
    title: str
    language: Language
    parts: int
    stale: int
    missing: int
    reviews: tuple[Review, ...]
    findings: int
    there: bool
    minutes: int
    next_review: date
    is_safety: bool

    @property
    def state(self) -> str:
        if not self.there:
            return NOT_THERE
        if self.stale or self.missing:
            return OUT_OF_DATE
        return CHECKED if self.reviews else UNCHECKED

    @property
    def urgency(self) -> tuple[int, bool, int]:
        """Sorts what needs somebody first: the state, then the safety pages, then the number of findings."""
        return STATES.index(self.state), not self.is_safety, -self.findings


@dataclass(frozen=True)
class Staff:
    """Everything that the page shows, in the languages that are published."""

    project: Project
    published: Sequence[str]
    downloads: Sequence[Download]
    recordings: Recordings
    findings: Sequence[Finding]

    @property
    def languages(self) -> list[Language]:
        return [languages()[tag] for tag in self.published]

    @property
    def quality(self) -> Quality | None:
        return self.project.quality

    @cached_property
    def by_page(self) -> list[PageState]:
        pages = self.project.source.pages
        return [
            self._state(page.name, tag)
            for page in pages
            for tag in self.published
            if tag == SOURCE_LANGUAGE or not page.metadata.english_only
        ]

    @property
    def by_language(self) -> list[PageState]:
        return sorted(self.by_page, key=lambda state: self.published.index(state.language.tag))

    @property
    def by_urgency(self) -> list[PageState]:
        return sorted(self.by_page, key=lambda state: state.urgency)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many pages are in each state, the best first."""
        counted = Counter(state.state for state in self.by_page)
        return [(state, counted[state]) for state in reversed(STATES)]

    def files(self, language: Language) -> list[Download]:
        return [made for made in self.downloads if made.language == language.tag]

    def _state(self, name: str, tag: str) -> PageState:
        leaflet = self.project.leaflet(tag)
        page = leaflet.page(name)
        source = self.project.source.page(name)
        assert source
        parts = [part for (of, _), part in self.project.states(tag).items() if of == name and of != INTERFACE]
        shown, recording = page or source, self.recordings.get((tag, name))
        return PageState(
            name=name,
            title=source.metadata.title,
            language=languages()[tag],
            parts=len(source.sections) + 1,
            stale=sum(part.is_stale for part in parts) if tag != SOURCE_LANGUAGE else 0,
            missing=sum(part.state == MISSING for part in parts) if tag != SOURCE_LANGUAGE else 0,
            reviews=tuple(review for review in self.project.reviews if page and review.is_of(page)),
            findings=_count(self.findings, shown.path.as_posix()),
            there=page is not None,
            minutes=ceil(recording.seconds / 60) if recording else 0,
            next_review=source.metadata.next_review,
            is_safety=name in self.project.settings.safety_pages,
        )


def _count(findings: Iterable[Finding], path: str) -> int:
    """How many findings are of a file; without those that come with the day alone, so that the same source gives the
    same page."""
    return sum(finding.path.as_posix() == path and finding.code != REVIEW_OVERDUE for finding in findings)
