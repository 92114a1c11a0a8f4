"""S: dates, claims and numbers in the records are such as can be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from leaflet.checks.source_check import Check
from leaflet.content.model import Page
from leaflet.content.runs import pieces
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.facts import PATH as FACTS
from leaflet.project.facts import read_facts
from leaflet.project.records import read_text
from leaflet.project.settings import MKDOCS_YML, SOURCE_LANGUAGE, line_of

MOST_YEARS = 3  # until a page is looked at again


def dates(project: Project) -> Iterator[Finding]:
    """No page was looked at in the future, or is to be looked at again only after years (S060)."""
    for page in _english(project):
        yield from _dates(page, project.today, project)


def _dates(page: Page, today: date, project: Project) -> Iterator[Finding]:
    data = page.metadata
    if data.last_reviewed > today:
        yield Finding(
            page.path,
            _line_with(project, page, "last_reviewed"),
            "S060",
            f"This page was looked at on {data.last_reviewed}, which is still to come.",
            "Give the day on which somebody read it.",
        )
    if (data.next_review.year - MOST_YEARS, data.next_review.month, data.next_review.day) > today.timetuple()[:3]:
        yield Finding(
            page.path,
            _line_with(project, page, "next_review"),
            "S060",
            f"This page is to be looked at again on {data.next_review}, in more than {MOST_YEARS} years.",
            f"Give a day within {MOST_YEARS} years.",
        )


def claims(project: Project) -> Iterator[Finding]:
    """A page that claims to cover a fact has the words of that fact that docs/facts.yml asks for (S061)."""
    facts = read_facts(project.settings.root)[0].facts
    for page in _english(project):
        words = " ".join(" ".join(piece.words for piece in pieces(page)).split()).casefold()
        for name in page.metadata.covers:
            missing = [str(key) for key in facts[name].words if not says(words, str(key))] if name in facts else []
            if missing:
                yield Finding(
                    page.path,
                    _line_with(project, page, "covers"),
                    "S061",
                    f"The page claims the fact {name}, and does not have: {', '.join(missing)}.",
                    f'Write it, or take {name} out of covers: "{facts[name].fact[:90]}"',
                )


def says(words: str, key: str) -> bool:
    """Whether a text in small letters has a word or number, as a whole: 6 is not in 16, in 6,000 or in 0.6."""
    pattern = re.escape(" ".join(key.casefold().split()))
    return re.search(rf"(?<!\w)(?<!\d[.,]){pattern}(?!\w)(?![.,]\d)", words) is not None


def phone(project: Project) -> Iterator[Finding]:
    """The hospital's phone number is the same in mkdocs.yml and in docs/facts.yml (S062)."""
    root, ours = project.settings.root, project.settings.hospital.phone
    theirs = read_facts(root)[0].phone
    if theirs and _digits(ours) != _digits(theirs):
        yield Finding(
            MKDOCS_YML,
            line_of(root, "phone"),
            "S062",
            f'The hospital\'s phone number is "{ours}" here and "{theirs}" in {FACTS}.',
            "Ask the hospital which is right, and write it in both.",
        )


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _english(project: Project) -> tuple[Page, ...]:
    source = project.leaflets.get(SOURCE_LANGUAGE)
    return source.pages if source else ()


def _line_with(project: Project, page: Page, key: str) -> int:
    content = read_text(project.settings.root / page.path, page.path)[0] or ""
    return next((n for n, line in enumerate(content.splitlines(), 1) if line.startswith(f"{key}:")), 1)


CHECKS: tuple[Check, ...] = (dates, claims, phone)
