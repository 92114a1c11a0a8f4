"""Privacy: nothing is asked of any other place, only our own script may run, and the browser has nothing to say."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request, Response, Route

from leaflet.edition.assets import hashed
from leaflet.web.check.built_pages import NAMES_ONLY

from .pages import ROOT, SitePage, put_in, shown

pytestmark = pytest.mark.slow

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; script-src 'self'"
SCRIPT = hashed(ROOT, "assets/read-aloud.js")
LOAD_PICTURES = """() => Promise.all([...document.images].map(image => {
    image.loading = 'eager';
    return image.decode().catch(() => `the picture ${image.src} cannot be shown`);
})).then(found => found.filter(Boolean))"""


class Visit:
    """Pages seen with their policy in force; `faults` is what the browser asked for, and said."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.faults: list[str] = []
        self.address = address
        self.tab = context.new_page()
        self.tab.on("request", self.request)
        self.tab.on("response", self.response)
        self.tab.on("console", self.console)
        self.tab.on("pageerror", lambda error: self.fault(f"error: {error}"))

    def fault(self, words: str) -> None:
        self.faults.append(f"{self.tab.url.removeprefix(self.address)}: {words}")

    def request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.fault(f"asks {request.url}")

    def response(self, response: Response) -> None:
        if response.status >= 400:
            self.fault(f"{response.status} {response.url}")

    def console(self, message: ConsoleMessage) -> None:
        self.fault(f"console: {message.text}")

    def see(self, page: SitePage) -> None:
        self.tab.goto(self.address + page.path)
        for fault in self.tab.evaluate(LOAD_PICTURES):
            self.fault(fault)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context()
    yield Visit(context, address)
    context.close()


def test_pages_ask_nothing_of_other_places_and_the_console_is_empty(visit: Visit, pages: list[SitePage]) -> None:
    for page in pages:
        visit.see(page)
    assert not visit.faults, shown(visit.faults)


def test_the_page_for_lost_visitors_works_at_any_address(visit: Visit, pages: list[SitePage]) -> None:
    for page in [page for page in pages if page.not_found]:
        where = f"{visit.address}{page.path.removesuffix('404.html')}no/such/page/"
        visit.tab.route(where, functools.partial(answer_with, page.file))
        visit.tab.goto(where)
        assert visit.tab.evaluate("document.styleSheets[0].cssRules.length > 0")
    assert not visit.faults, shown(visit.faults)


def answer_with(file: Path, route: Route) -> None:
    route.fulfill(path=file, content_type="text/html")


@pytest.mark.parametrize(
    "words",
    [
        '<img src="https://elsewhere.example/a.png" alt="">',
        '<script>document.title = "run"</script>',
        '<p style="color: red">Words</p>',
        '<link rel="stylesheet" href="/assets/missing.css">',
        '<img src="/assets/missing.svg" alt="">',
    ],
)
def test_the_visit_can_tell(visit: Visit, words: str) -> None:
    put_in(visit.tab, visit.address, "risks/", "</body>", f"{words}</body>")
    visit.tab.wait_for_load_state("networkidle")
    assert visit.faults


def breaches(page: html.HtmlElement) -> Iterator[str]:
    """What in a page's HTML breaks its policy or would run."""
    policies = [
        meta.get("content")
        for meta in page.iter("meta")
        if meta.get("http-equiv", "").lower() == "content-security-policy"
    ]
    if policies != [POLICY]:
        yield f"policy {policies}"
    for element in page.iter("*"):
        if element.tag in ("style", "iframe", "object", "embed", "base", "form"):
            yield f"<{element.tag}>"
        if element.tag == "script" and (element.text or not element.get("src", "").endswith(f"../{SCRIPT}")):
            yield f"<script> {element.get('src')}"
        for name, value in element.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f'<{element.tag} {name}="{value}">'
        if (
            element.tag in ("img", "link", "source", "audio", "video", "script")
            and element.get("rel") not in NAMES_ONLY
        ):
            for name in ("src", "href", "srcset"):
                if re.match(r"\s*([a-z]+:)?//", element.get(name, "")):
                    yield f"<{element.tag}> from {element.get(name)}"


def test_html_keeps_the_policy(pages: list[SitePage]) -> None:
    found = [f"/{page.path}: {breach}" for page in pages for breach in breaches(page.html)]
    assert not found, shown(found)


def test_the_policy_comes_before_anything_is_loaded(pages: list[SitePage]) -> None:
    for page in pages:
        words = page.file.read_text()
        assert words.index("Content-Security-Policy") < words.index("<link"), page.path


def test_the_only_script_in_the_site_is_ours(site: Path) -> None:
    scripts = [file for file in site.rglob("*") if file.suffix in (".js", ".mjs", ".wasm", ".map")]
    assert [file.relative_to(site).as_posix() for file in scripts] == [SCRIPT]
    words = scripts[0].read_text()
    assert not re.search(r"fetch|XMLHttp|import|eval|innerHTML|cookie|localStorage|https?:|//[^ ]", words)


def test_pictures_hold_nothing_that_runs_or_calls(site: Path) -> None:
    pictures = list(site.rglob("*.svg"))
    assert pictures
    for picture in pictures:
        words = picture.read_text()
        assert not re.search(r"<script|<foreignObject|\son\w+=|href=[\"'](?!#)|@import|url\((?!#)", words), picture.name


@pytest.mark.parametrize(
    "words",
    [
        "<script></script>",
        "<script src='../assets/other.js'></script>",
        "<script src='//elsewhere.example/assets/read-aloud.js'></script>",
        f"<script src='../{SCRIPT}'>go()</script>",
        "<p style='color: red'>",
        "<p onclick='go()'>",
        "<a href=' javascript:go()'>",
        "<style></style>",
        "<img src='//elsewhere.example/a.png'>",
        "<iframe></iframe>",
        '<meta http-equiv="content-security-policy" content="default-src *">',
    ],
)
def test_the_policy_test_can_tell(pages: list[SitePage], words: str) -> None:
    broken = pages[0].file.read_text().replace("</body>", f"{words}</body>")
    assert list(breaches(html.document_fromstring(broken)))


def test_without_its_policy_a_page_is_found() -> None:
    assert list(breaches(html.document_fromstring("<p>No policy</p>")))


def test_the_policy_stops_what_runs(visit: Visit) -> None:
    """The browser itself refuses a script that got into a page."""
    put_in(visit.tab, visit.address, "risks/", "</body>", '<script>document.title = "run"</script></body>')
    assert visit.tab.title() != "run"
