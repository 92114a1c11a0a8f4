"""On paper, in the reader's own colours, and without motion."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from leaflet.settings import Settings
from leaflet.strings import read_strings

from .pages import SitePage, measured, on_each, put_in, shown

pytestmark = pytest.mark.slow

# Chromium writes into a PDF where each anchor that the page links to has come to lie: the end of the list gets one.
MARK_ENDS = """([start, end]) => {
    const mark = Object.assign(document.createElement('span'), { id: 'the-end' });
    document.querySelector(end).append(mark);
    for (const href of [start, '#the-end'])
        document.body.append(Object.assign(document.createElement('a'), { href }));
}"""


def printed(tab: Page) -> bytes:
    tab.emulate_media(media="print")
    return tab.pdf(format="A4", prefer_css_page_size=True)


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def paper_page(pdf: bytes, anchor: str) -> bytes:
    """The page (a PDF object) on which an anchor lies."""
    found = re.search(rb"/" + re.escape(anchor.encode()) + rb" \[(\d+ \d+) R", pdf)
    assert found, f"#{anchor} is not in the PDF"
    return found[1]


def ends(tab: Page, start: str, end: str) -> tuple[bytes, bytes]:
    """The paper pages on which a section starts, and ends."""
    tab.evaluate(MARK_ENDS, [f"#{start}", end])
    pdf = printed(tab)
    return paper_page(pdf, start), paper_page(pdf, "the-end")


@pytest.mark.parametrize("edition", ["", "large-print/"])
def test_the_checklist_is_on_one_page(tab: Page, address: str, edition: str) -> None:
    tab.goto(f"{address}{edition}get-ready/")
    start, end = ends(tab, "checklist", ".checklist li:last-child")
    assert start == end


def test_the_questions_are_on_one_page(tab: Page, address: str) -> None:
    tab.goto(f"{address}questions/")
    count = sheets(printed(tab))
    assert count == 1


def test_the_print_tests_can_tell(tab: Page, address: str) -> None:
    """Two sheets are counted as two, and a list that runs from one to the next is seen."""
    put_in(tab, address, "get-ready/", "<main", '<style>.checklist li { padding-block: 3cm }</style><main')
    start, end = ends(tab, "checklist", ".checklist li:last-child")
    assert start != end
    count = sheets(printed(tab))
    assert count > 2


def test_paper_has_the_words_and_not_the_controls(tab: Page, address: str) -> None:
    tab.goto(f"{address}procedure/")
    tab.emulate_media(media="print")
    for control in (".skip", "header", ".side", ".crumbs", ".turn"):
        assert not tab.locator(control).first.is_visible(), control
    for place in ("h1", "main p", "main img", "footer"):
        assert tab.locator(place).first.is_visible(), place


def test_paper_is_black_on_white_even_in_the_dark(open_tab: Callable[..., Page], address: str) -> None:
    tab = open_tab(color_scheme="dark")
    tab.goto(f"{address}get-help/")
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert not measured("contrast(7)")(tab)


def test_pages_keep_their_words_in_forced_colours(
    open_tab: Callable[..., Page], address: str, pages: list[SitePage]
) -> None:
    some = [page for page in pages if page.language == "en" and not page.large]
    for scheme in ("light", "dark"):
        found = list(on_each(open_tab(forced_colors="active", color_scheme=scheme), address, some, in_forced_colours))
        assert not found, shown(found)


def in_forced_colours(tab: Page) -> list[str]:
    """Words that do not stand out, and cards and buttons without an edge."""
    return [*measured("contrast(4.5)")(tab), *tab.evaluate("""() =>
        [...document.querySelectorAll('.card, .tools a, .menu summary')]
            .filter(box => box.checkVisibility() && getComputedStyle(box).borderBlockStartStyle === 'none')
            .map(box => `<${box.className}> has no edge`)""")]


@pytest.mark.parametrize("style", [
    "main p { forced-color-adjust: none; color: #aaa; background: #999 }", ".card { border: none !important }",
])
def test_the_test_of_forced_colours_can_tell(open_tab: Callable[..., Page], address: str, style: str) -> None:
    tab = open_tab(forced_colors="active")
    tab.goto(address + "get-help/")
    assert not in_forced_colours(tab)
    tab.add_style_tag(content=style)
    assert in_forced_colours(tab)


def test_cards_say_their_kind_in_words(settings: Settings, pages: list[SitePage]) -> None:
    """Neither colour nor a border alone tells an emergency from a note (WCAG 1.4.1)."""
    for language in settings.languages:
        strings = read_strings(settings, language)[0]
        cards = [card for page in pages if page.language == language
                 for card in page.html.xpath("//*[contains(concat(' ', @class, ' '), ' card ')]")]
        assert {kind for card in cards for kind in card.get("class").split()} >= {"emergency", "urgent", "warning"}
        for card in cards:
            kind = card.get("class").split()[1]
            label = card.xpath(".//*[contains(@class, 'card-title')]/*[@class='card-kind']")[0]
            assert label.text_content() == strings[f"card_{kind}"]


@pytest.mark.parametrize(("motion", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_moves_for_who_asked_for_less_motion(
    open_tab: Callable[..., Page], address: str, motion: str, behaviour: str
) -> None:
    tab = open_tab(reduced_motion=motion)
    tab.goto(address + "risks/")
    assert tab.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
    if motion == "reduce":
        assert not tab.evaluate("""() => [...document.querySelectorAll('*')].filter(element => {
            const { animationName, transitionDuration } = getComputedStyle(element);
            return animationName !== 'none' || transitionDuration !== '0s';
        }).map(element => element.outerHTML.slice(0, 80))""")
