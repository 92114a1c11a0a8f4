"""A: what is meant to be one sheet of paper is one (A013): the checklist (one side), the questions to take along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.web.check.built_pages import SitePage

if TYPE_CHECKING:
    from playwright.async_api import Page

QUESTIONS = 4  # lines to write on, from which a page counts as a sheet to fill in
# Chromium writes into a PDF where each anchor that the page links to has come to lie: both ends of a list get one.
MARK_ENDS = """() => [...document.querySelectorAll(".checklist")].map((list, number) => {
    const mark = (place, name) => {
        const id = `sheet-${name}-${number}`;
        place.prepend(Object.assign(document.createElement("span"), { id }));
        document.body.append(Object.assign(document.createElement("a"), { href: "#" + id }));
    };
    mark(list.firstElementChild, "start");
    mark(list.lastElementChild, "end");
})"""
UNMARK = """() => {
    document.querySelectorAll('[id^="sheet-"], a[href^="#sheet-"]').forEach(each => each.remove());
}"""


async def one_sheet(tab: Page, page: SitePage) -> list[tuple[str, str]]:
    """Code and words for each checklist on more than one page, and for questions that run over theirs.

    In the standard edition only: at 18pt both take more.
    """
    if page.large:
        return []
    lists = len(page.html.xpath("//*[contains(@class, 'checklist')]"))
    questions = len(page.html.xpath("//*[@class='write']")) >= QUESTIONS
    if not lists and not questions:
        return []
    await tab.evaluate(MARK_ENDS)
    pdf = await tab.pdf(format="A4", prefer_css_page_size=True)
    await tab.evaluate(UNMARK)
    return [("A013", words) for words in _over(pdf, lists, 2 if questions else 0)]


def _over(pdf: bytes, lists: int, most: int) -> Iterator[str]:
    for number in range(lists):
        start, end = paper_page(pdf, f"sheet-start-{number}"), paper_page(pdf, f"sheet-end-{number}")
        if start != end or start is None:
            yield "The checklist runs over the end of its sheet"
    if most and (count := sheets(pdf)) > most:
        yield f"The page to fill in takes {count} pages of paper in place of {most}"


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def paper_page(pdf: bytes, anchor: str) -> bytes | None:
    """The page (a PDF object) on which an anchor lies; None where the PDF does not have it."""
    found = re.search(rb"/" + re.escape(anchor.encode()) + rb" \[(\d+ \d+) R", pdf)
    return found[1] if found else None
