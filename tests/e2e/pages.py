"""What the end-to-end tests share: the pages of the built site, the looks they are seen in, and the browser."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, Route

from leaflet.settings import languages

ROOT = Path(__file__).parents[2]
MEASURE = Path(__file__).with_name("measure.js")
LARGE_PRINT = "large-print/"
NOT_FOUND = "404.html"
T = TypeVar("T")


@dataclass(frozen=True)
class SitePage:
    """A page of the built site. `path` is its address from the root of the site: `large-print/risks/`."""

    path: str
    file: Path

    @cached_property
    def html(self) -> html.HtmlElement:
        return html.document_fromstring(self.file.read_bytes().decode())

    @property
    def large(self) -> bool:
        return self.path.startswith(LARGE_PRINT)

    @property
    def in_edition(self) -> str:
        """The path without the edition, the same for both twins."""
        return self.path.removeprefix(LARGE_PRINT)

    @property
    def not_found(self) -> bool:
        return self.path.endswith(NOT_FOUND)

    @property
    def language(self) -> str:
        folder = self.in_edition.split("/")[0]
        return folder if folder in languages() else "en"

    @property
    def name(self) -> str:
        """The path without edition and language, the same for a page and its translations."""
        return self.in_edition if self.language == "en" else self.in_edition.partition("/")[2]

    def leads_to(self, href: str) -> str:
        """The path from the root of the site that a link of this page leads to."""
        return unquote(urlsplit(urljoin(f"http://site/{self.path}", href)).path).lstrip("/")

    def links(self, xpath: str = "//a[@href]") -> list[str]:
        """The paths that the page's links to the site itself lead to."""
        hrefs = [link.get("href") for link in self.html.xpath(xpath)]
        return [self.leads_to(href) for href in hrefs if not urlsplit(href).scheme and not urlsplit(href).netloc]


@dataclass(frozen=True)
class Look:
    """How a reader sees a page."""

    width: int
    dark: bool

    def __str__(self) -> str:
        return f"{'dark' if self.dark else 'light'}-{self.width}"

    def shows(self, page: SitePage) -> bool:
        """English in every look and edition; of other languages, standard light on a phone, large dark on a desk."""
        return page.language == "en" or (self, page.large) in ((LOOKS[0], False), (LOOKS[-1], True))

    @property
    def scheme(self) -> Literal["dark", "light"]:
        return "dark" if self.dark else "light"


LOOKS = (Look(320, False), Look(320, True), Look(1280, False), Look(1280, True))


def read_pages(site: Path) -> list[SitePage]:
    """Every page of both editions, and the two pages for addresses that do not exist."""
    files = sorted(site.rglob("*.html"))
    return [SitePage(file.relative_to(site).as_posix().removesuffix("index.html"), file) for file in files]


def new_context(browser: Browser, look: Look = LOOKS[0], **options: Any) -> BrowserContext:
    """A context with `measure` (measure.js) in every page. No animation delays what is measured."""
    viewport = {"width": look.width, "height": 720}
    context = browser.new_context(**{"viewport": viewport, "color_scheme": look.scheme, "bypass_csp": True,
                                     "reduced_motion": "reduce", **options})
    context.add_init_script(path=MEASURE)
    return context


def on_each(
    tab: Page, address: str, pages: Iterable[SitePage], measure: Callable[[Page], Iterable[str]]
) -> Iterator[str]:
    """What `measure` finds on each page, with the page's path before it."""
    for page in pages:
        tab.goto(address + page.path)
        yield from (f"/{page.path}: {fault}" for fault in measure(tab))


def measured(call: str) -> Callable[[Page], list[str]]:
    """The faults that a function of measure.js gives: `measured("sizes(19)")`."""
    return lambda tab: tab.evaluate(f"measure.{call}")


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
