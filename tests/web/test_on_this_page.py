"""The list of the parts of a long page, and the index of the words."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from leaflet.content.model import Element, Metadata, Page, Section
from leaflet.project.settings import languages
from leaflet.web.on_this_page import INDEX, LONG, parts


def page(titles: list[str], level: int, language: str = "en") -> Page:
    metadata = Metadata("T", "D", (), date(2026, 1, 5), date(2028, 1, 5))
    sections = [Section("top", 1, Element("h1", ("Top",)), (), 1)]
    sections += [
        Section(f"s{place}", level, Element(f"h{level}", (title,)), (), 1) for place, title in enumerate(titles)
    ]
    return Page("risks", language, PurePosixPath("docs/en/risks.md"), metadata, tuple(sections))


@pytest.mark.parametrize(("count", "expected"), [(LONG - 1, 0), (LONG, LONG)])
def test_long_pages_have_a_list_of_their_parts(count: int, expected: int) -> None:
    assert len(parts(page(["Pain"] * count, 2), None, languages()["en"])) == expected


def test_a_part_that_is_not_translated_is_marked_as_english() -> None:
    english, polish = page(["Pain", "Work", "Bath", "Sleep", "Food"], 2), page(["Ból", "Praca"], 2, "pl")
    found = [(part.title, part.in_english) for part in parts(english, polish, languages()["pl"])][:3]
    assert found == [("Ból", False), ("Praca", False), ("Bath", True)]


def test_an_index_is_in_the_order_of_its_letters() -> None:
    words = ["Śmierć", "ramię", "(A) zastrzyk", *["tabletka"] * INDEX]
    found = [part.title for part in parts(page(words, 3), page(words, 3, "pl"), languages()["pl"])]
    assert found[:3] == ["(A) zastrzyk", "ramię", "Śmierć"]
    in_chinese = parts(page(words, 3), None, languages()["zh"])
    assert in_chinese[0].title == "Śmierć"
