"""Steps of a page, counted: sections whose ids begin with `step-`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from leaflet.content.model import Element, Page, Section
from leaflet.edition.inline import spaced

STEP = "step-"
COUNTED = "card-kind"  # what the build says before a title, as it does in boxes


def counted(section: Section, source: Page, strings: Mapping[str, Any]) -> Section:
    """Return a step with "Step 1 of 5:" before its title, and any other section as it is.

    `source` is the English page, whose steps count: a step that the translation lacks is one too.
    """
    ids = _steps(source)
    if section.id not in ids:
        return section
    words = _words(ids.index(section.id) + 1, len(ids), strings)
    label = (Element("span", (words,), {"class": COUNTED}), spaced(words)[len(words) :])
    return replace(section, heading=replace(section.heading, children=(*label, *section.heading.children)))


def lines(source: Page, strings: Mapping[str, Any]) -> Iterator[str]:
    """Yield what `counted` puts before the steps of a page, for the check of words."""
    count = len(_steps(source))
    return (_words(number, count, strings) for number in range(1, count + 1))


def _steps(source: Page) -> list[str]:
    return [section.id for section in source.sections if section.id.startswith(STEP)]


def _words(number: int, count: int, strings: Mapping[str, Any]) -> str:
    return str(strings["step"]).format(number=number, count=count)
