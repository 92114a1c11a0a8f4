"""The checks of pages (families H and A): the real site has no findings, and each fault put into a page is found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError

from leaflet.base.find_chromium import chromium_path
from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing
from leaflet.project.settings import languages
from leaflet.web.check import browser as browser_checks
from leaflet.web.check.alfa_and_ibm import kind, sample
from leaflet.web.check.browser import MOST, check_pages, in_browser, needed, to_findings
from leaflet.web.check.built_pages import Fault, SitePage, read_pages
from leaflet.web.check.vnu import nu
from leaflet.web.content_security_policy import POLICY

from .pages import ROOT, in_page_tab, shown

pytestmark = pytest.mark.slow

LOOSE = "default-src 'self' 'unsafe-inline' data:"  # so that a fault can be put in as a style or a script
PLACES = (
    ".skip",
    ".brand",
    ".menu summary",
    ".menu nav a",
    ".tools .help",
    ".crumbs a",
    "main p a",
    ".card-title",
    ".card p, .card li",
    "td",
    ".cards a",
    ".cards span",
    ".turn a",
    ".turn span",
    ".foot a",
    ".foot li",
)
PLACES_SEEN = "places => places.filter(place => measure.texts().some(text => text.element.closest(place)))"
LINK = '<a id="fault" href="./">A link in the way</a>'
WORDS = "Words that lie too near. "
HEADINGS_HIDDEN = "<style>@media print { thead { display: none } }</style>"
TABLE = (
    '<article><table><thead><tr><th scope="col">Choice</th><th scope="col" id="fault">Limits</th></tr></thead>'
    '<tbody><tr><th scope="row">Nothing</th><td {}>None</td></tr></tbody></table></article>'
)
FAULTS = {  # what is wrong: (the code, what to put after <body>)
    "a picture without words": ("A001", '<img id="fault" src="../assets/icon.svg">'),
    "words outside of every landmark": ("A001", '<p id="fault">Words</p>'),
    "grey Urdu words": ("A002", '<p id="fault" lang="ur" dir="rtl" style="color: #767676">اردو الفاظ</p>'),
    "words grey in the dark": (
        "A002",
        "<style>@media (prefers-color-scheme: dark) { #fault { color: #777 } }</style><p id='fault'>Words</p>",
    ),
    "faded words": ("A002", '<div style="opacity: .5"><p id="fault">Faded words</p></div>'),
    "words on a half-transparent card": (
        "A002",
        '<div style="background: #0008"><p id="fault" style="color: #000">Words</p></div>',
    ),
    "words on a picture": ("A002", '<p id="fault" style="background: linear-gradient(red, blue)">Words</p>'),
    "grey words put in by the style": (
        "A002",
        '<style>#fault::before { content: "Grey"; color: #767676 }</style><p id="fault"></p>',
    ),
    "small words in a closed box": (
        "A003",
        '<details><summary>More</summary><p id="fault" style="font-size: 18px">Small</p></details>',
    ),
    "small words put in by the style": (
        "A003",
        '<style>#fault::before { content: "Small"; font-size: 12px }</style><p id="fault"></p>',
    ),
    "a link alone in its paragraph": ("A004", '<p><a id="fault" href="./">A link alone in its paragraph</a></p>'),
    "a word that does not break": (
        "A005",
        f'<p id="fault" style="overflow-wrap: normal; overflow-x: clip; overflow-clip-margin: 900px">{"a" * 90}</p>',
    ),
    "words on other words": (
        "A006",
        '<p id="fault">Words</p><p style="margin-block-start: -2.5em; position: relative">Words</p>',
    ),
    "a stop out of turn": ("A008", f'<p>{LINK}</p><p><a href="./" tabindex="5">First</a></p>'),
    "a trap": ("A008", f'<p onkeydown="event.preventDefault()">{LINK}</p><p><a href="./">Another</a></p>'),
    "a trap at the end": (
        "A008",
        "<script>addEventListener('keydown', event => { const all = [...document.querySelectorAll('a[href]')];"
        " if (document.activeElement === all.at(-1)) event.preventDefault(); })</script>",
    ),
    "a pale outline": ("A009", f"<style>#fault:focus-visible {{ outline: 3px solid #ddd }}</style>{LINK}"),
    "an outline too dark in the dark": (
        "A009",
        "<style>@media (prefers-color-scheme: dark) { #fault:focus-visible { outline-color: #222 } }</style>" + LINK,
    ),
    "a stop behind a bar": (
        "A009",
        f'<div style="position: fixed; inset: 0; background: #fff; z-index: 9"></div><p id="fault">{LINK}</p>',
    ),
    "a stop out of sight": (
        "A009",
        '<div style="position: absolute; left: -999px; width: 9px"><a id="fault" href="./">Out</a></div>',
    ),
    "a range that turns": ("A011", '<p id="fault" dir="rtl" lang="ar">بعد 24-72 ساعة</p>'),
    "a column without its heading on paper": ("A012", HEADINGS_HIDDEN + TABLE.format("")),
    "a button on paper": (
        "A012",
        "<style>@media print { .skip { display: block; position: static } }</style>"
        '<a id="fault" class="skip" href="#content">Skip</a>',
    ),
    "a player on paper": ("A012", '<audio id="fault" controls></audio>'),
    "paper that is not white": ("A012", "<style>@media print { html { background: #eee !important } }</style>"),
    "questions over the edge of their sheet": (
        "A013",
        '<div class="write"></div>' * 4 + '<p style="height: 70cm">Words</p>',
    ),
    "words lost in the reader's colours": (
        "A016",
        '<p id="fault" style="forced-color-adjust: none; color: #aaa; background: #999">Words</p>',
    ),
}
FINE = {  # what is no fault
    "a player whose parts are each a stop": (
        "<style>audio { min-width: 300px } @media print { audio { display: none } }</style>"
        '<p><audio controls src="../assets/icon.svg" preload="none"></audio></p><p>Read <a href="./">this</a> first.</p>'
    ),
    "a link in a sentence may be small": '<p>Read <a id="fault" href="./">this</a> first.</p>',
    "a column with its heading at each value on paper": (
        HEADINGS_HIDDEN
        + "<style>td::before { content: attr(data-label) }</style>"
        + TABLE.format('data-label="Limits"')
    ),
}
PAGE = "what-it-is"


def folder(name: str) -> str:
    return name.replace(" ", "-").replace("'", "")


@pytest.fixture(scope="module")
def faulty(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of one page, each with one fault or with what is none, and the page as it is."""
    copy = tmp_path_factory.mktemp("faulty") / "site"
    shutil.copytree(site / "assets", copy / "assets")
    words = (site / PAGE / "index.html").read_text(encoding="utf-8")
    assert POLICY in words
    pages = {PAGE: words} | {
        folder(name): words.replace(POLICY, LOOSE).replace("<body>", f"<body>\n{fault}", 1)
        for name, fault in {**{name: fault for name, (_, fault) in FAULTS.items()}, **FINE}.items()
    }
    for name, content in pages.items():
        (copy / name).mkdir()
        (copy / name / "index.html").write_text(content, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def found(faulty: Path) -> dict[str, list[Finding]]:
    """What the browser finds on each copy."""
    by_page = defaultdict(list)
    for finding in in_browser(faulty, read_pages(faulty), lambda words: None, others=False):
        by_page[finding.path.parts[1]].append(finding)
    return by_page


def test_the_real_site_has_no_findings(site: Path) -> None:
    said: list[str] = []
    findings = list(check_pages(site, said.append))
    assert not findings, shown(f"/{finding.path}: {finding.code} {finding.message}" for finding in findings)
    assert len(said) > len(read_pages(site))


def test_the_page_that_the_faults_are_put_into_is_clean(found: dict[str, list[Finding]]) -> None:
    assert found[PAGE] == []


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found(found: dict[str, list[Finding]], faulty: Path, name: str) -> None:
    code, fault = FAULTS[name]
    findings = [finding for finding in found[folder(name)] if finding.code == code]
    assert findings, [str(finding) for finding in found[folder(name)]]
    assert all(finding.message and finding.hint for finding in findings)
    if 'id="fault"' in fault or "id='fault'" in fault:
        lines = (faulty / folder(name) / "index.html").read_text(encoding="utf-8").splitlines()
        assert any("fault" in lines[finding.line - 1] for finding in findings if finding.line)


@pytest.mark.parametrize("name", FINE)
def test_what_is_no_fault_is_not_found(found: dict[str, list[Finding]], name: str) -> None:
    assert {finding.code for finding in found[folder(name)]} <= {"A001"}  # words outside of every landmark


def test_the_sample_has_each_kind_of_page_in_both_directions_and_editions(pages: list[SitePage]) -> None:
    chosen = {(page.language, page.large, kind(page)) for page in sample(pages)}
    kinds = ("", "404.html", "formats/", "table", "ordinary")
    assert {(tag, large, name) for tag in ("en", "ar") for large in (False, True) for name in kinds} == chosen


def test_the_nu_checker_can_tell(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    (copy / "ar").mkdir(parents=True)
    words = (site / "index.html").read_text(encoding="utf-8")
    (copy / "index.html").write_text(
        words.replace("<h1", '<p id="a" id="b"><h7>Words</h7></p><h1', 1), encoding="utf-8"
    )
    shutil.copy(copy / "index.html", copy / "ar")
    (copy / "style.css").write_text("p { colour: red; margin: 3 }", encoding="utf-8")
    findings = list(nu(copy, ["en"]))
    assert any(finding.code == "H001" and "h7" in finding.message and finding.line > 1 for finding in findings)
    assert any(finding.code == "H002" and "colour" in finding.message for finding in findings)
    assert {str(finding.path) for finding in findings} == {"site/index.html", "site/style.css"}


def test_a_missing_browser_says_what_to_run(monkeypatch: pytest.MonkeyPatch, site: Path) -> None:
    assert chromium_path()
    monkeypatch.setattr(browser_checks, "chromium_path", lambda: None)
    with pytest.raises(ToolMissing, match=r"Chromium.*scripts/setup test"):
        list(check_pages(site, lambda words: None))


def test_a_missing_package_says_what_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(browser_checks, "MODULES", tmp_path)
    with pytest.raises(ToolMissing, match=r"axe-core, vnu-jar.*scripts/setup test"):
        needed()


def test_without_playwright_the_check_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = "import sys; sys.modules['playwright'] = None; import leaflet.web.check.browser"
    subprocess.run([sys.executable, "-c", blocked], check=True, env={"PYTHONPATH": str(ROOT / "scripts")})
    monkeypatch.setattr(browser_checks, "find_spec", lambda name: None)
    with pytest.raises(ToolMissing, match=r"Playwright.*scripts/setup test"):
        needed()


def test_one_fault_in_many_looks_is_one_finding_and_many_of_a_kind_are_counted(pages: list[SitePage]) -> None:
    faults = [Fault("A002", f"words {number}") for number in range(MOST + 2)]
    seen = [(pages[0], look, fault) for look in ("light", "dark") for fault in faults]
    messages = [finding.message for finding in to_findings(seen)]
    assert messages[0] == "words 0 (light, dark)." and len(messages) == MOST + 1
    assert "2 more on this page" in messages[-1]


def test_every_kind_of_words_is_measured(open_tab: Callable[..., Page], address: str, pages: list[SitePage]) -> None:
    """The links, card titles, buttons, breadcrumbs and footers are among the texts that the measurements see."""
    tab, missing = in_page_tab(open_tab), set(PLACES)
    for page in [page for page in pages if page.language == "en" and not page.large]:
        tab.goto(address + page.path)
        tab.evaluate("measure.open(true)")
        missing -= set(tab.evaluate(PLACES_SEEN, sorted(missing)))
    assert not missing


def test_phone_numbers_are_on_the_pages(pages: list[SitePage]) -> None:
    """So that the check of numbers in right-to-left text has something to look at."""
    right_to_left = [page for page in pages if languages()[page.language].direction == "rtl"]
    assert any(page.html.xpath("//a[starts-with(@href, 'tel:01')]/bdi") for page in right_to_left)


def scrolled(tab: Page) -> Iterator[str]:
    """Each wide table that the arrow keys do not scroll."""
    for region in tab.evaluate_handle("measure.regions()").get_properties().values():
        element = region.as_element()
        assert element
        element.focus()
        to_left = element.evaluate("e => getComputedStyle(e).direction") == "rtl"
        tab.keyboard.press("ArrowLeft" if to_left else "ArrowRight")
        try:
            tab.wait_for_function("e => e.scrollLeft !== 0", arg=element)
        except TimeoutError:
            yield f"{element.get_attribute('aria-label')} does not scroll"


def test_wide_tables_scroll_by_the_arrow_keys(
    open_tab: Callable[..., Page], address: str, pages: list[SitePage]
) -> None:
    tab = in_page_tab(open_tab, viewport={"width": 700, "height": 720})
    some = [page for page in pages if page.html.xpath("//table") and page.language in ("en", "ar") and page.large]
    assert some
    for page in some:
        tab.goto(address + page.path)
        tab.add_style_tag(content="table { min-width: 60rem !important }")
        assert not list(scrolled(tab)), page.path
