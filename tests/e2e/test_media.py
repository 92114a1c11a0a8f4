"""Cards say their kind in the words of their language; motion is for who wants it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from leaflet.project.interface import read_strings
from leaflet.project.settings import Settings

from .pages import SitePage

pytestmark = pytest.mark.slow


def test_cards_say_their_kind_in_words(settings: Settings, pages: list[SitePage]) -> None:
    """Neither colour nor a border alone tells an emergency from a note (WCAG 1.4.1)."""
    for language in settings.languages:
        strings = read_strings(settings, language)[0]
        cards = [
            card
            for page in pages
            if page.language == language
            for card in page.html.xpath("//*[contains(concat(' ', @class, ' '), ' card ')]")
        ]
        assert {kind for card in cards for kind in card.get("class").split()} >= {"emergency", "urgent", "warning"}
        for card in cards:
            kind = card.get("class").split()[1]
            label = card.xpath(".//*[contains(@class, 'card-title')]/*[@class='card-kind']")[0]
            assert label.text_content() == strings[f"card_{kind}"]


def test_motion_is_there_for_who_did_not_ask_for_less(open_tab: Callable[..., Page], address: str) -> None:
    """So that the check of motion (A017) has something to take away."""
    behaviours = []
    for motion in ("reduce", "no-preference"):
        tab = open_tab(reduced_motion=motion)
        tab.goto(address + "risks/")
        behaviours.append(tab.evaluate("getComputedStyle(document.documentElement).scrollBehavior"))
    assert behaviours == ["auto", "smooth"]
