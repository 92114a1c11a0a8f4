"""Review records, `docs/reviews.yml`: who has read which words. A review counts only for the words that were read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from leaflet.content.markdown import DIGEST_LENGTH
from leaflet.content.model import Page
from leaflet.findings.finding import Finding
from leaflet.project.records import read_list
from leaflet.project.settings import Settings

PATH = PurePosixPath("docs/reviews.yml")
ROLES = ("clinician", "translator", "braille-reader")
VERSION_LENGTH = 7
_VERSION = re.compile(rf"[0-9a-f]{{{VERSION_LENGTH},{DIGEST_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Review:
    """One reading of one page by one person. `version` is the page's version at that time, as its foot shows it."""

    page: str
    language: str
    role: str
    name: str
    date: date
    version: str

    def is_of(self, page: Page) -> bool:
        """Whether the page still says what was read."""
        return (self.page, self.language, self.version) == (page.name, page.language, page_version(page))


def page_version(page: Page) -> str:
    """Short name of the page's words: changes with every change of them."""
    return page.digest[:VERSION_LENGTH]


def read_reviews(settings: Settings) -> tuple[list[Review], list[Finding]]:
    """All records, and a finding (S028) for each that cannot count for anything."""
    entries, findings = read_list(settings.root / PATH, PATH, "S028", "Begin each review with a dash.", True)
    reviews: list[Review] = []
    for number, (line, record) in enumerate(entries, 1):
        problem = next(_problems(record, settings), None)
        review = None if problem else _review(record)
        problem = problem or next(_contradictions(review, reviews), None) if review else problem
        if problem:
            findings.append(
                Finding(
                    PATH,
                    line,
                    "S028",
                    f"Review {number}: {problem}.",
                    "A review has page, language, role, name, date and version.",
                )
            )
        elif review:
            reviews.append(review)
    return reviews, findings


def _review(record: Any) -> Review:
    page, language, role, name, version = (str(record[key]) for key in ("page", "language", "role", "name", "version"))
    return Review(page, language, role, name, record["date"], version)


def _contradictions(review: Review, earlier: list[Review]) -> Iterator[str]:
    """What cannot be, as the reviews above it say. New ones are added at the end."""
    of_page = [one for one in earlier if (one.page, one.language) == (review.page, review.language)]
    for one in of_page:
        if one.date > review.date:
            yield f"{review.date} is before {one.date}, the day of a review of this page above it"
        if (one.role, _same(one.name), one.version) == (review.role, _same(review.name), review.version):
            yield f"{review.name} is named above for the same words in the same role"


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


_KEYS = ("page", "language", "role", "name", "date", "version")


def _problems(record: Any, settings: Settings) -> Iterator[str]:
    if not isinstance(record, dict) or set(record) != set(_KEYS):
        yield "a field is missing or unknown"
        return
    if type(record["date"]) is not date:
        yield f'"{record["date"]}" is not a date such as 2026-12-01'
    elif record["date"] > date.today():
        yield f"{record['date']} is still to come"
    if record["role"] not in ROLES:
        yield f'role "{record["role"]}" is not one of {", ".join(ROLES)}'
    if record["page"] not in settings.pages:
        yield f'there is no page "{record["page"]}"'
    if record["language"] not in settings.languages:
        yield f'there is no language "{record["language"]}"'
    if not isinstance(record["name"], str) or not record["name"].strip():
        yield "nobody is named"
    if not _VERSION.fullmatch(str(record["version"])):
        yield f'"{record["version"]}" is not a version such as 3f9a1c2, which the foot of the page shows'
