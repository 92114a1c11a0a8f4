"""The page for staff: reached by its address only, readable by everyone who works there, and true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Page

from leaflet.project.settings import Settings
from leaflet.web.check.built_pages import STAFF
from support.made import real_project

from .pages import ROOT, SitePage, shown

pytestmark = pytest.mark.slow

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def axe(tab: Page) -> list[str]:
    """The rules that the page breaks, WCAG 2.2 at A and AA."""
    tab.evaluate(AXE)
    found: dict[str, Any] = tab.evaluate("tags => axe.run({runOnly: tags})", RULES)
    return [f"{one['id']}: {node['html'][:100]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing(open_tab: Callable[..., Page], address: str, width: int, scheme: str) -> None:
    tab = open_tab(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    tab.goto(address + STAFF)
    assert not (found := axe(tab)), shown(found)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_can_tell(tab: Page, address: str) -> None:
    tab.goto(address + STAFF)
    tab.evaluate("document.querySelector('main h1').outerHTML = '<img src=x>'")
    assert any(fault.startswith("image-alt") for fault in axe(tab))


def test_one_table_is_shown_at_a_time(tab: Page, address: str) -> None:
    shown_ones = "[...document.querySelectorAll('.sorted')].filter(one => one.checkVisibility()).map(one => one.id)"
    tab.goto(address + STAFF)
    assert tab.evaluate(shown_ones) == ["by-urgency"]
    tab.click("a[href='#by-language']")
    assert tab.evaluate(shown_ones) == ["by-language"]


def test_it_has_every_page_in_every_language(site: Path, settings: Settings) -> None:
    root = html.document_fromstring((site / STAFF).read_bytes().decode())
    for order in ("by-page", "by-language", "by-urgency"):
        rows = root.xpath(f"//div[@id='{order}']//tbody/tr")
        pages = real_project().source.pages
        assert len(rows) == sum(1 if page.metadata.english_only else len(settings.languages) for page in pages)


def test_patients_do_not_come_upon_it(pages: list[SitePage]) -> None:
    assert [page.path for page in pages if STAFF in page.links()] == []
