"""The real site, built once, served, and a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from leaflet.base.find_chromium import launch
from leaflet.build.site import BuildRequest, build_site
from leaflet.formats.registry import FORMATS
from leaflet.project.settings import Settings
from leaflet.web.check.links import serve
from support.made import alone, real_project, real_settings

from .pages import SitePage, read_pages


@pytest.fixture(scope="session")
def settings() -> Settings:
    return real_settings()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository, both editions."""
    folder = tmp_path_factory.mktemp("built") / "site"
    with alone():
        build_site(BuildRequest(real_project(), folder, [made for made in FORMATS if not made.reads_aloud]))
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> list[SitePage]:
    """Every page of both editions."""
    return read_pages(site)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_tab(**options of a Playwright context)`: a tab that closes with the test, 320 CSS px wide."""
    contexts: list[BrowserContext] = []

    def open_tab(**options: Any) -> Page:
        usual: dict[str, Any] = {
            "viewport": {"width": 320, "height": 720},
            "bypass_csp": True,
            "reduced_motion": "reduce",
        }
        contexts.append(browser.new_context(**{**usual, **options}))
        return contexts[-1].new_page()

    yield open_tab
    for context in contexts:
        context.close()


@pytest.fixture
def tab(open_tab: Callable[..., Page]) -> Page:
    """A phone's tab, 320 CSS px wide."""
    return open_tab()
