"""Steps are counted, also in a translation that lacks some."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from leaflet.content.model import Element, Metadata, Page, Section
from leaflet.web.steps import counted, lines


def section(name: str) -> Section:
    return Section(name, 3, Element("h3", ("You lie down",)), (), 1)


SOURCE = Page(
    "procedure",
    "en",
    PurePosixPath("docs/en/procedure.md"),
    Metadata("T", "D", (), date(2026, 1, 5), date(2028, 1, 5)),
    tuple(map(section, ("before", "step-lying", "step-needle", "after"))),
)


@pytest.mark.parametrize(
    ("name", "step", "title"),
    [
        ("step-needle", "Step {number} of {count}:", "Step 2 of 2: You lie down"),
        ("step-lying", "第{number}步，共{count}步：", "第1步，共2步：You lie down"),
        ("after", "Step {number} of {count}:", "You lie down"),
    ],
)
def test_steps_are_counted(name: str, step: str, title: str) -> None:
    assert counted(section(name), SOURCE, {"step": step}).title == title


def test_the_check_of_words_knows_what_is_added() -> None:
    assert list(lines(SOURCE, {"step": "{number} of {count}"})) == ["1 of 2", "2 of 2"]
