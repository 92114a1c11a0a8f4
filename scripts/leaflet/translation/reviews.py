"""Review records, `docs/reviews.yml`: who has read which words. A review counts only for the words that were read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from leaflet.content.model import Page
from leaflet.findings.finding import Finding
from leaflet.project.records import read_list
from leaflet.project.settings import Settings

PATH = PurePosixPath("docs/reviews.yml")
ROLES = ("clinician", "translator", "braille-reader")
VERSION_LENGTH = 7


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


def read_reviews(settings: Settings, today: date) -> tuple[list[Review], list[Finding]]:
    """All records, and a finding (S028) for each that cannot count for anything, as one that is dated after `today`."""
    entries, findings = read_list(settings.root / PATH, PATH, "S028", "Begin each review with a dash.", True)
    reviews: list[Review] = []
    for number, (line, record) in enumerate(entries, 1):
        problem = next(_problems(record, settings, today), None)
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
        else:
            reviews.append(
                Review(
                    str(record["page"]),
                    str(record["language"]),
                    str(record["role"]),
                    str(record["name"]),
                    record["date"],
                    str(record["version"]),
                )
            )
    return reviews, findings


_KEYS = ("page", "language", "role", "name", "date", "version")


def _problems(record: Any, settings: Settings, today: date) -> Iterator[str]:
    if not isinstance(record, dict) or set(record) != set(_KEYS):
        yield "a field is missing or unknown"
        return
    if type(record["date"]) is not date:
        yield f'"{record["date"]}" is not a date such as 2026-12-01'
    elif record["date"] > today:
        yield f"{record['date']} is still to come"
    if record["role"] not in ROLES:
        yield f'role "{record["role"]}" is not one of {", ".join(ROLES)}'
    if record["page"] not in settings.pages:
        yield f'there is no page "{record["page"]}"'
    if record["language"] not in settings.languages:
        yield f'there is no language "{record["language"]}"'
    if not isinstance(record["name"], str) or not record["name"].strip():
        yield "nobody is named"
    if not isinstance(record["version"], (str, int)) or len(str(record["version"])) < VERSION_LENGTH:
        yield "the version is too short to say which words were read"
