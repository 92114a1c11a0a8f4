"""What a reader sees: contrast, size, room, targets, in both editions, light and dark, on a phone and on a desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from .pages import LOOKS, Look, SitePage, measured, new_context, on_each, put_in, shown

pytestmark = pytest.mark.slow

CONTRAST = 7  # to 1: WCAG 1.4.6, level AAA
SIZES = {False: 19, True: 24}  # px of the smallest text: 14pt, and 18pt in large print
# A reader may set these (WCAG 1.4.12)
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
             p { margin-block-end: 2em !important }"""
AT_400_PERCENT = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}  # of 1280 x 1024
PLACES = (".skip", ".brand", ".menu summary", ".menu nav a", ".tools .help", ".crumbs a", "main p a", ".card-title",
          ".card p, .card li", "td", ".cards a", ".cards span", ".turn a", ".turn span", ".foot a", ".foot li")

# In this order: the first three are seen with the menu closed, the others open it.
MEASURES = """least => ({
    header: measure.header(), overlaps: measure.overlaps(), clipped: measure.clipped(),
    contrast: measure.contrast(least.contrast), sizes: measure.sizes(least.size),
    targets: measure.targets(), reflow: measure.reflow(),
})"""
MEASURES_SPACED = "measure.closeAll(), [...measure.header(), ...measure.clipped(), ...measure.reflow()]"


@pytest.fixture(scope="module", params=LOOKS, ids=str)
def faults(
    request: pytest.FixtureRequest, browser: Browser, address: str, pages: list[SitePage]
) -> Iterator[dict[str, list[str]]]:
    """What each measurement finds on all pages in one look. Each page is loaded once for all of them."""
    look: Look = request.param
    found: dict[str, list[str]] = defaultdict(list)
    context = new_context(browser, look)
    tab = context.new_page()
    for page in filter(look.shows, pages):
        tab.goto(address + page.path)
        measures = tab.evaluate(MEASURES, {"contrast": CONTRAST, "size": SIZES[page.large]})
        tab.add_style_tag(content=SPACING)
        measures["spaced"] = tab.evaluate(MEASURES_SPACED)
        for measure, faults in measures.items():
            found[measure] += (f"/{page.path}: {fault}" for fault in faults)
    yield found
    context.close()


def test_words_stand_out_at_least_7_to_1(faults: dict[str, list[str]]) -> None:
    """Measured from the colours, because axe leaves out Arabic and Urdu text."""
    assert not faults["contrast"], shown(faults["contrast"])


def test_no_text_is_smaller_than_promised(faults: dict[str, list[str]]) -> None:
    assert not faults["sizes"], shown(faults["sizes"])


def test_targets_are_44_px(faults: dict[str, list[str]]) -> None:
    assert not faults["targets"], shown(faults["targets"])


def test_pages_do_not_scroll_sideways(faults: dict[str, list[str]]) -> None:
    assert not faults["reflow"], shown(faults["reflow"])


def test_no_words_stand_on_others_or_are_cut_off(faults: dict[str, list[str]]) -> None:
    found = faults["header"] + faults["overlaps"] + faults["clipped"]
    assert not found, shown(found)


def test_nothing_is_lost_when_text_is_spaced_out(faults: dict[str, list[str]]) -> None:
    assert not faults["spaced"], shown(faults["spaced"])


def test_pages_fit_at_400_percent(open_tab: Callable[..., Page], address: str, pages: list[SitePage]) -> None:
    english = [page for page in pages if page.language == "en"]
    found = list(on_each(open_tab(**AT_400_PERCENT), address, english, measured("reflow()")))
    assert not found, shown(found)


def scrolled_by_keyboard(tab: Page) -> Iterable[str]:
    """Each wide table lies in a region that the keyboard reaches and scrolls."""
    for region in tab.evaluate_handle("measure.regions()").get_properties().values():
        element = region.as_element()
        assert element
        label = element.get_attribute("aria-label")
        if element.get_attribute("tabindex") != "0" or element.get_attribute("role") != "region" or not label:
            yield f'"{label}" scrolls, but is no named region of the keyboard'
            continue
        element.focus()
        to_left = element.evaluate("e => getComputedStyle(e).direction") == "rtl"
        tab.keyboard.press("ArrowLeft" if to_left else "ArrowRight")
        try:
            tab.wait_for_function("e => e.scrollLeft !== 0", arg=element, timeout=1000)
        except TimeoutError:
            yield f'"{label}" does not scroll by the arrow keys'


@pytest.mark.parametrize("width", [320, 500, 700, 1280])
def test_wide_tables_scroll_by_keyboard(
    open_tab: Callable[..., Page], address: str, pages: list[SitePage], width: int
) -> None:
    with_table = [page for page in pages if page.html.xpath("//table") and Look(320, False).shows(page)]
    assert with_table
    found = list(on_each(open_tab(Look(width, False)), address, with_table, scrolled_by_keyboard))
    assert not found, shown(found)


def test_every_kind_of_words_is_measured(tab: Page, address: str, pages: list[SitePage]) -> None:
    """The links, card titles, buttons, breadcrumbs and footers are among the texts that the measurements see."""
    missing = set(PLACES)
    for page in [page for page in pages if page.language == "en" and not page.large]:
        tab.goto(address + page.path)
        tab.evaluate("measure.openAll()")
        missing -= set(tab.evaluate(PLACES_SEEN, sorted(missing)))
    assert not missing


PLACES_SEEN = "places => places.filter(place => measure.texts().some(text => text.element.closest(place)))"
BODY = "<body>"
GREY = '.grey::before { content: attr(id) " grey"; color: #767676; font-size: 12px }'
FAULTS = {  # what is wrong: (the page, what to put after <body>, the measurement that must find it)
    "grey words": ('<p><span id="fault" data-s="color: #767676">Grey words</span></p>', "contrast(7)"),
    "grey Urdu words": ('<p id="fault" lang="ur" data-s="color: #767676">اردو الفاظ</p>', "contrast(7)"),
    "grey Arabic words": ('<p id="fault" lang="ar" data-s="color: #767676">كلمات عربية</p>', "contrast(7)"),
    "faded words": ('<div data-s="opacity: .5"><p id="fault">Faded words</p></div>', "contrast(7)"),
    "words on a half-transparent card": (
        '<div data-s="background: #0008"><p id="fault" data-s="color: #000">Words</p></div>', "contrast(7)"),
    "words on a picture": ('<p id="fault" data-s="background: linear-gradient(red, blue)">Words</p>', "contrast(7)"),
    "small words": ('<p id="fault" data-s="font-size: 18px">Small words</p>', "sizes(19)"),
    "small words in a closed box": (
        '<details><summary>More</summary><p id="fault" data-s="font-size: 18px">Small</p></details>', "sizes(19)"),
    "a small button": (
        '<a id="fault" href="./" data-s="display: inline-block; width: 60px; height: 40px">Go</a>', "targets()"),
    "a link alone in its paragraph": ('<p><a id="fault" href="./">A link alone in its paragraph</a></p>', "targets()"),
    "a wide box": ('<div id="fault" data-s="width: 400px">Wide</div>', "reflow()"),
    "a word that does not break": (
        f'<p id="fault" data-s="overflow-wrap: normal; overflow-x: clip; overflow-clip-margin: 900px">{"a" * 90}</p>',
        "reflow()"),
    "words cut off": (f'<p id="fault" data-s="height: 2em; overflow: hidden">{"Words cut off. " * 9}</p>', "clipped()"),
    "grey words put in by the style": ('<p id="fault" class="grey"></p>', "contrast(7)"),
    "small words put in by the style": ('<p id="fault" class="grey"></p>', "sizes(19)"),
    "words on other words": (
        '<p>Words</p><p id="fault" data-s="margin-block-start: -2.5em; position: relative">Words</p>', "overlaps()"),
    "two header buttons": (
        '<header><a href="./">One</a><a id="fault" href="./" data-s="margin-inline-start: -2em">Two</a></header>',
        "header()"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_measurements_can_tell(tab: Page, address: str, name: str) -> None:
    words, call = FAULTS[name]
    put_in(tab, address, "what-it-is/", BODY, BODY + words.replace("data-s", "style"))
    tab.add_style_tag(content=GREY)
    faults = [fault for fault in measured(call)(tab) if "#fault" in fault]
    assert faults, f"{call} did not find it"


def test_a_link_in_a_sentence_may_be_small(tab: Page, address: str) -> None:
    put_in(tab, address, "what-it-is/", BODY, BODY + '<p>Read <a id="fault" href="./">this</a> first.</p>')
    assert not [fault for fault in measured("targets()")(tab) if "#fault" in fault]


def test_a_table_out_of_reach_of_the_keyboard_is_found(open_tab: Callable[..., Page], address: str) -> None:
    tab = open_tab()
    put_in(tab, address, "other-treatments/", 'tabindex="0"', 'data-was-tabindex="0"')
    tab.add_style_tag(content="table { min-width: 60rem !important } .table { overflow-x: auto !important }")
    assert list(scrolled_by_keyboard(tab))
