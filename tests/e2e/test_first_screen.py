"""What a reader meets first on a small phone, 320 by 640 CSS px: help, the header, and home in a few screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .pages import SitePage

pytestmark = pytest.mark.slow

PHONE = {"width": 320, "height": 640}
HELP = "get-help/"
TOP = "element => element.getBoundingClientRect().top + scrollY"


def of_name(pages: list[SitePage], name: str) -> list[SitePage]:
    found = [page for page in pages if page.name == name and not page.not_found]
    assert {page.large for page in found} == {False, True}
    return found


def test_the_emergency_number_is_on_the_first_screen(
    open_tab: Callable[..., Page], address: str, pages: list[SitePage]
) -> None:
    tab = open_tab(viewport=PHONE)
    for page in of_name(pages, HELP):
        tab.goto(address + page.path)
        call = tab.locator("main a[href='tel:999']").first
        assert call.evaluate(TOP) <= (900 if page.large else 500), page.path


@pytest.mark.parametrize("width", [320, 1280])
def test_numbers_of_boxes_are_wide_buttons(
    open_tab: Callable[..., Page], address: str, pages: list[SitePage], width: int
) -> None:
    tab = open_tab(viewport={"width": width, "height": 640})
    for page in of_name(pages, HELP):
        tab.goto(address + page.path)
        for kind, number in (("emergency", "999"), ("urgent", "111")):
            box = tab.locator(f".{kind}").first
            call = box.locator(f"a[href='tel:{number}']").first.bounding_box()
            title, around = box.locator(".card-title").bounding_box(), box.bounding_box()
            assert call and title and around
            assert call["height"] >= 48 and call["width"] > 0.8 * (around["width"] - 60), page.path
            assert call["y"] < title["y"], page.path


def test_the_header_leaves_the_screen_to_the_page(
    open_tab: Callable[..., Page], address: str, pages: list[SitePage]
) -> None:
    tab = open_tab(viewport=PHONE)
    for page in of_name(pages, HELP):
        tab.goto(address + page.path)
        assert tab.locator("header").evaluate("header => header.offsetHeight") <= 0.3 * PHONE["height"], page.path


def test_home_is_nine_screens_in_english(open_tab: Callable[..., Page], address: str, pages: list[SitePage]) -> None:
    """Other languages say the same in more letters, and Nastaliq in higher lines: theirs is held from growing."""
    tab = open_tab(viewport=PHONE)
    for page in [page for page in of_name(pages, "") if not page.large]:
        tab.goto(address + page.path)
        screens = tab.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
        assert screens <= {"en": 9, "ur": 16}.get(page.language, 12), (page.path, screens)


def test_when_can_i_drive_is_two_taps_from_home(tab: Page, address: str) -> None:
    tab.goto(address)
    question = tab.locator("main summary", has_text="When you can drive")
    answer = question.locator("xpath=..").locator("a[href*='driving-and-flying']").first
    assert not answer.is_visible()
    question.click()
    assert answer.is_visible()
    answer.click()
    assert tab.url == address + "driving-and-flying/#driving"
