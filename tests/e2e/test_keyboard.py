"""The keyboard alone, on a narrow screen: the way past the header, the menus and the boxes that open."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from leaflet.project.settings import Settings

from .pages import SitePage

pytestmark = pytest.mark.slow

PAGE = "risks/"


def press(tab: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        tab.keyboard.press(key)


def active(tab: Page, question: str) -> object:
    """What `question` (JavaScript) says of the element with the focus."""
    return tab.evaluate(f"() => document.activeElement.{question}")


def test_the_skip_link_comes_first_and_leads_to_the_words(tab: Page, address: str) -> None:
    tab.goto(address + PAGE)
    press(tab, "Tab")
    assert active(tab, "matches('.skip')")
    press(tab, "Enter")
    assert active(tab, "localName") == "main"
    press(tab, "Tab")
    assert active(tab, "closest('main') !== null")


def to_menu(tab: Page, address: str, menu: str = ".pages") -> None:
    tab.goto(address + PAGE)
    for _ in range(5):
        press(tab, "Tab")
        if active(tab, f"matches('header {menu} summary')"):
            return
    pytest.fail(f"Tab does not lead to the menu {menu}")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_by(tab: Page, address: str, key: str) -> None:
    to_menu(tab, address)
    press(tab, key)
    assert active(tab, "parentElement.open") is True
    press(tab, key)
    assert active(tab, "parentElement.open") is False


def test_the_menu_leads_to_every_page(tab: Page, address: str, settings: Settings) -> None:
    to_menu(tab, address)
    press(tab, "Enter")
    found = []
    for _ in settings.pages:
        press(tab, "Tab")
        assert active(tab, "closest('.pages nav') !== null")
        found.append(active(tab, "href"))
    assert found == [address + ("" if name == "index" else f"{name}/") for name in settings.pages]
    for number, place in enumerate(found):
        to_menu(tab, address)
        press(tab, "Enter")
        press(tab, "Tab", number + 1)
        with tab.expect_navigation():
            press(tab, "Enter")
        assert tab.url == place


def test_each_box_that_opens_does_so_by_keyboard(tab: Page, address: str, pages: list[SitePage]) -> None:
    for page in [page for page in pages if page.language == "en" and page.html.xpath("//main//details")]:
        tab.goto(address + page.path)
        for summary in tab.locator("main summary").all():
            summary.focus()
            press(tab, "Enter")
            assert active(tab, "nextElementSibling.checkVisibility()"), page.path
