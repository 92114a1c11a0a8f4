"""Checks of the sources go by the day that they are given."""

from __future__ import annotations

from datetime import date, timedelta

from support.places import ROOT
from support.reading import check_sources, read_project

REVIEW_OVERDUE = "S032"


def codes(day: date) -> set[str]:
    return {finding.code for finding in check_sources(ROOT, today=day)}


def test_of_the_real_words_nothing_but_reviews_falls_due_with_the_days() -> None:
    assert codes(date(2029, 1, 1)) == {REVIEW_OVERDUE}


def test_a_review_falls_due_on_the_day_after() -> None:
    first = min(page.metadata.next_review for page in read_project(ROOT).source.pages)
    assert REVIEW_OVERDUE not in codes(first)
    assert REVIEW_OVERDUE in codes(first + timedelta(days=1))
