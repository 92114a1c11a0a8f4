"""Right to left: a number of several groups reads on the screen as it was written, in real Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from leaflet.settings import languages

from .pages import SitePage

pytestmark = pytest.mark.slow

# Every run of digit groups in the text of a block, whatever elements it is made of, with the place of each digit. The
# digits of a line must stand from left to right, and lines follow each other downwards.
TURNED_NUMBERS = r"""() => {
  const turned = [];
  for (const block of document.querySelectorAll("p, li, td, th, h1, h2, h3, h4, summary, a")) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const letters = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (let i = 0; i < node.data.length; i++) letters.push([node, i, node.data[i]]);
    const words = letters.map(letter => letter[2]).join("");
    for (const match of words.matchAll(/\+?\d+(?:[ \u00a0\u2013-]\d+)+|\d[\d.,:]*\d/g)) {
      const boxes = [];
      for (let i = match.index; i < match.index + match[0].length; i++) {
        const [node, at, letter] = letters[i];
        if (!/\d/.test(letter)) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width) boxes.push([Math.round(box.top), box.left]);
      }
      const inOrder = boxes.every((box, i) => !i || (Math.abs(box[0] - boxes[i - 1][0]) < 4
        ? box[1] > boxes[i - 1][1] : box[0] > boxes[i - 1][0]));
      if (!inOrder) turned.push(match[0]);
    }
  }
  return turned;
}"""
BARE = ("<p dir='rtl'>اتصل على 0121 496 0123 الآن</p>", "0121 496 0123"), ("<p dir='rtl'>بعد 24-72 ساعة</p>", "24-72")


def right_to_left(pages: list[SitePage]) -> list[SitePage]:
    return [page for page in pages if languages()[page.language].direction == "rtl"]


def test_numbers_read_as_written(pages: list[SitePage], address: str, tab: Page) -> None:
    found = {}
    for page in right_to_left(pages):
        tab.goto(address + page.path, wait_until="domcontentloaded")
        if turned := tab.evaluate(TURNED_NUMBERS):
            found[page.path] = turned
    assert found == {}


def test_phone_numbers_are_on_the_pages(pages: list[SitePage], settings: object) -> None:
    """So that the test above has something to look at."""
    phones = [page.path for page in right_to_left(pages) if page.html.xpath("//a[starts-with(@href, 'tel:01')]/bdi")]
    assert any(path.endswith("formats/") for path in phones)


@pytest.mark.parametrize(("block", "number"), BARE)
def test_a_bare_number_is_found_turned(open_tab: Callable[..., Page], block: str, number: str) -> None:
    tab = open_tab()
    tab.set_content(block)
    assert tab.evaluate(TURNED_NUMBERS) == [number]


@pytest.mark.parametrize(("block", "number"), BARE)
def test_an_isolated_number_is_not(open_tab: Callable[..., Page], block: str, number: str) -> None:
    tab = open_tab()
    tab.set_content(block.replace(number, f"<bdi dir='ltr'>{number}</bdi>"))
    assert tab.evaluate(TURNED_NUMBERS) == []
