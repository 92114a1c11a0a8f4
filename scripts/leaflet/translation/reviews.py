"""Review records, `docs/reviews.yml`: who has read which words. A review counts only for the words that were read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import Field

from leaflet.content.model import Page
from leaflet.findings.finding import Finding
from leaflet.project.records import read_list
from leaflet.project.settings import Settings
from leaflet.project.shapes import WHOLE, Day, Name, Words

PATH = PurePosixPath("docs/reviews.yml")
VERSION_LENGTH = 7


@dataclass(frozen=True, slots=True)
class Review:
    """One reading of one page by one person. `version` is the page's version at that time, as its foot shows it."""

    __pydantic_config__ = WHOLE
    page: Words
    language: Words
    role: Literal["clinician", "translator", "braille-reader"]
    name: Words
    date: Day
    version: Annotated[Name, Field(pattern=rf"[0-9a-f]{{{VERSION_LENGTH}}}", examples=["3f9a1c2"])]

    def is_of(self, page: Page) -> bool:
        """Whether the page still says what was read."""
        return (self.page, self.language, self.version) == (page.name, page.language, page_version(page))


def page_version(page: Page) -> str:
    """Short name of the page's words: changes with every change of them."""
    return page.digest[:VERSION_LENGTH]


def read_reviews(settings: Settings, today: date) -> tuple[list[Review], list[Finding]]:
    """Read all records; a finding (S028) for each that cannot count, as one that is dated after `today`."""
    entries, findings = read_list(settings.root / PATH, PATH, Review, "S028", required=True)
    reviews: list[Review] = []
    for line, review in entries:
        problem = next(_problems(review, settings, today), None) or next(_contradictions(review, reviews), None)
        if problem:
            findings.append(Finding(PATH, line, "S028", problem, "A review is of a page of the menu, by one person."))
        else:
            reviews.append(review)
    return reviews, findings


def _problems(review: Review, settings: Settings, today: date) -> Iterator[str]:
    if review.date > today:
        yield f"{review.date} is still to come."
    if review.page not in settings.pages:
        yield f'There is no page "{review.page}".'
    if review.language not in settings.languages:
        yield f'There is no language "{review.language}".'


def _contradictions(review: Review, earlier: list[Review]) -> Iterator[str]:
    """What cannot be, as the reviews above it say. New ones are added at the end."""
    of_page = [one for one in earlier if (one.page, one.language) == (review.page, review.language)]
    for one in of_page:
        if one.date > review.date:
            yield f"{review.date} is before {one.date}, the day of a review of this page above it."
        if (one.role, _same(one.name), one.version) == (review.role, _same(review.name), review.version):
            yield f"{review.name} is named above for the same words in the same role."


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
