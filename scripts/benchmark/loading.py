"""What a phone fetches to show one page."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from playwright.sync_api import Page, ViewportSize, sync_playwright

from leaflet.base.find_chromium import launch
from leaflet.web.check.links import serve

QUIET = 4000  # ms
PHONE: ViewportSize = {"width": 360, "height": 740}
NEVER_COMPRESSED = (".png", ".woff2", ".jpg", ".webp")


@dataclass
class Load:
    """What a browser fetched to show one page."""

    requests: int = 0
    plain: int = 0
    gzip: int = 0
    brotli: int = 0
    paths: list[str] = field(default_factory=list)


def longest_page(site: Path, names: set[str]) -> str:
    """The English page with the largest file, as an address."""
    pages = [page for page in site.glob("*/index.html") if page.parent.name in names]
    return max(pages, key=lambda page: page.stat().st_size).parent.name + "/"


def first_load(site: Path, page: str) -> Load:
    """Everything that a phone fetches to show `page` with an empty cache, without scrolling, workers included."""
    log: list[tuple[str, int]] = []
    with serve(site, log) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        tab = browser.new_page(viewport=PHONE)
        tab.on("requestfailed", lambda request: log.append((request.url, 0)))
        tab.goto(address + page, wait_until="networkidle")
        settle(tab, log)
        browser.close()
    load = Load(requests=len(log))
    for path, status in log:
        file = site / unquote(urlsplit(path).path).lstrip("/")
        if status == 200:
            load.paths.append(path)
            body = (file / "index.html" if file.is_dir() else file).read_bytes()
            as_it_is = file.suffix in NEVER_COMPRESSED
            load.plain += len(body)
            load.gzip += len(body) if as_it_is else len(gzip.compress(body, 9))
            load.brotli += len(body) if as_it_is else len(brotli.compress(body, quality=11))
    return load


def settle(tab: Page, log: list[tuple[str, int]]) -> None:
    """Wait until nothing has been asked for in a while: a worker begins late on a busy machine."""
    before = -1
    while before < len(log):
        before = len(log)
        tab.wait_for_timeout(QUIET)
