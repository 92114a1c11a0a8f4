"""The keyboard alone, on a narrow screen: everything is reached, seen and left again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from leaflet.settings import Settings

from .pages import NOT_FOUND, SitePage, on_each, put_in, shown

pytestmark = pytest.mark.slow

PAGE = "risks/"
OF_EACH_KIND = ("", "get-help/", "other-treatments/", NOT_FOUND)  # in translations: lists, cards, a table, nothing


def press(tab: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        tab.keyboard.press(key)


def active(tab: Page, question: str) -> object:
    """What `question` (JavaScript) says of the element with the focus."""
    return tab.evaluate(f"() => document.activeElement.{question}")


def through(tab: Page) -> Iterator[str]:
    """Tab from the top to the end and out: each stop in its turn, in sight, and none that holds the keyboard."""
    stops = tab.evaluate("measure.stops().length")
    for number in range(stops):
        press(tab, "Tab")
        at, faults = tab.evaluate("[measure.stop(), measure.focus()]")
        if at != number:
            yield f"Tab {number + 1} of {stops} leads to stop {at + 1}: {active(tab, 'outerHTML')!s:.80}"
            return
        yield from faults
    press(tab, "Tab")
    if tab.evaluate("measure.stop()") == stops - 1:
        yield "the last stop does not let the keyboard go"


def test_tab_leads_through_every_page_and_out(tab: Page, address: str, pages: list[SitePage]) -> None:
    some = [page for page in pages if page.language == "en" or (page.name in OF_EACH_KIND and not page.large)]
    found = list(on_each(tab, address, some, through))
    assert not found, shown(found)


def test_tab_leads_through_every_page_in_the_dark(
    open_tab: Callable[..., Page], address: str, pages: list[SitePage]
) -> None:
    english = [page for page in pages if page.language == "en" and not page.large]
    found = list(on_each(open_tab(color_scheme="dark"), address, english, through))
    assert not found, shown(found)


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


@pytest.mark.parametrize("menu", [".pages", ".languages"])
def test_the_open_menu_hides_no_focus(tab: Page, address: str, settings: Settings, menu: str) -> None:
    """Tab goes on from the open menu to the page: what has the focus is in sight (WCAG 2.4.12)."""
    if menu == ".languages" and len(settings.languages) == 1:
        pytest.skip("one language")
    to_menu(tab, address, menu)
    press(tab, "Enter")
    found = tab.evaluate("measure.focus()")
    while tab.evaluate("measure.stop()") < tab.evaluate("measure.stops().length") - 1:
        press(tab, "Tab")
        found += tab.evaluate("measure.focus()")
    assert not found, shown(found)


def test_each_box_that_opens_does_so_by_keyboard(tab: Page, address: str, pages: list[SitePage]) -> None:
    for page in [page for page in pages if page.language == "en" and page.html.xpath("//main//details")]:
        tab.goto(address + page.path)
        for summary in tab.locator("main summary").all():
            summary.focus()
            press(tab, "Enter")
            assert active(tab, "nextElementSibling.checkVisibility()"), page.path


FAULTS = {
    "no outline": '<style>#fault:focus-visible {{ outline: none; box-shadow: none }}</style>{link}',
    "a pale outline": "<style>#fault:focus-visible {{ outline: 3px solid #ddd }}</style>{link}",
    "behind a bar": '<div style="position: fixed; inset: 0; background: #fff; z-index: 9"></div>{link}',
    "out of sight": '<div style="position: absolute; left: -999px; width: 9px">{link}</div>',
    "out of turn": '<p>{link}</p><p><a href="./" tabindex="5">First</a></p>',
    "a trap": '<p onkeydown="event.preventDefault()">{link}</p>',
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_keyboard_test_can_tell(tab: Page, address: str, name: str) -> None:
    words = FAULTS[name].format(link='<a id="fault" href="./">A link in the way</a>')
    put_in(tab, address, PAGE, "<body>", f"<body>{words}")
    assert list(through(tab))
