"""The browser checks beside a plain loop of axe over the same pages: pages a second, in turn on the same machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from leaflet.base.find_chromium import launch
from leaflet.web.check.browser import in_browser
from leaflet.web.check.built_pages import SitePage, read_pages
from leaflet.web.check.chromium import AXE
from leaflet.web.check.links import serve
from leaflet.web.check.vnu import MODULES

PAGES = 24
LOOKS = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]


def show_page_checks(site: Path) -> None:
    """Print a row for axe alone in one look and in four, and one for everything that the checks measure."""
    pages = some_pages(site)
    rows: dict[str, Callable[[], object]] = {
        "plain loop of axe, one look": lambda: plain_axe(site, pages, LOOKS[:1]),
        "plain loop of axe, four looks": lambda: plain_axe(site, pages, LOOKS),
        "every browser check but the sample's": lambda: in_browser(site, pages, lambda words: None, others=False),
        "every browser check": lambda: in_browser(site, pages, lambda words: None),
    }
    print(f"\n{f'{len(pages)} pages in a browser':44}{'s':>14}{'pages a second':>20}")
    for name, look in rows.items():
        started = time.perf_counter()
        look()
        seconds = time.perf_counter() - started
        print(f"{name:44}{seconds:>14.1f}{len(pages) / seconds:>20.2f}")


def some_pages(site: Path) -> list[SitePage]:
    """Pages from all languages and both editions, evenly taken."""
    pages = read_pages(site)
    return pages[:: max(1, len(pages) // PAGES)][:PAGES]


def plain_axe(site: Path, pages: Sequence[SitePage], looks: Sequence[tuple[int, str]]) -> int:
    """Load each page in each look, run axe, go on: what one writes first. Gives the number of violations."""
    axe = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    found = 0
    with serve(site) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for width, scheme in looks:
            tab = browser.new_page(viewport={"width": width, "height": 720}, color_scheme=scheme)  # type: ignore[arg-type]
            for page in pages:
                tab.goto(address + page.path)
                tab.evaluate(axe)
                found += len(tab.evaluate("options => axe.run(document, options)", AXE)["violations"])
            tab.close()
        browser.close()
    return found
