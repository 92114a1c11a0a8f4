"""What the end-to-end tests share: tabs of the browser, faults put into pages, and how faults are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from playwright.sync_api import Page, Route

from leaflet.web.check.built_pages import NOT_FOUND, SitePage, read_pages
from leaflet.web.check.chromium import in_page
from leaflet.web.web_edition import LARGE_PRINT
from support.places import ROOT

__all__ = ["LARGE_PRINT", "NOT_FOUND", "ROOT", "SitePage", "in_page_tab", "put_in", "read_pages", "shown"]


def in_page_tab(open_tab: Callable[..., Page], **options: Any) -> Page:
    """A tab with the measuring scripts in every page."""
    tab = open_tab(**options)
    tab.add_init_script(in_page())
    return tab


def put_in(tab: Page, address: str, path: str, old: str, new: str) -> None:
    """Open a page in which `new` stands for the first `old`: a fault put in on purpose."""

    def fulfil(route: Route) -> None:
        response = route.fetch()
        words = response.text()
        assert old in words, f"{old} is not in /{path}"
        route.fulfill(response=response, body=words.replace(old, new, 1))

    tab.route(address + path, fulfil)
    tab.goto(address + path)
    tab.unroute(address + path)


def shown(faults: Iterable[str], most: int = 40) -> str:
    """Faults (`/path/: what is wrong`) for a failing test to show: each once, and how many pages have it."""
    pages = defaultdict(list)
    for fault in faults:
        path, _, words = fault.partition(": ") if fault.startswith("/") else ("", "", fault)
        pages[words].append(path)
    lines = [f"{words}  {where[0]}{f' and {len(where) - 1} more' * (len(where) > 1)}" for words, where in pages.items()]
    more = f"\n... and {len(lines) - most} more" if len(lines) > most else ""
    return "\n".join(["", *lines[:most]]) + more
