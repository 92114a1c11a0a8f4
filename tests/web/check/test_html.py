"""H, and what of A can be read from the file: each fault is found at its line, and the clean page has none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from leaflet.findings.codes import rules
from leaflet.web.check.browser import in_browser
from leaflet.web.check.built_pages import SitePage, place_of, read_pages
from leaflet.web.check.html import check_html
from leaflet.web.content_security_policy import POLICY

BY_BROWSER = {"H001", "H002", "H015"}  # the Nu checker and Chromium find these: tests/e2e/test_pages.py
AGAINST_SOURCES = {"H016"}  # tests/web/check/test_page_words.py
ALTERNATES = "".join(
    f'<link rel="alternate" hreflang="{tag}" href="https://elm.example/{path}">\n'
    for tag, path in (("en", "{name}"), ("ar", "ar/{name}"), ("x-default", "{name}"))
)
PAGE = """<!doctype html>
<html lang="{tag}" dir="{direction}">
<head>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<meta name="description" content="About {title}">
<link rel="canonical" href="https://elm.example/{folder}{name}">
{alternates}<link rel="stylesheet" href="/assets/a.css">
</head>
<body>
<a href="#content">Past the menu</a>
<header><nav aria-label="Menu"><a href="/ar/" lang="ar" dir="rtl">العربية</a></nav></header>
<main id="content"><h1>Risks</h1>
<h2>Pain</h2><p>اتصل بـ NHS and 12 more, The Lancet</p>
<div class="card note"><h3 class="card-title"><span class="card-kind">Note</span> Rest</h3></div>
</main>
<footer><p>Foot</p></footer>
</body>
</html>
"""
NOT_FOUND = """<!doctype html>
<html lang="en" dir="ltr"><head><meta http-equiv="Content-Security-Policy" content="{policy}"><title>Lost</title></head>
<body><a href="#content">Past the menu</a><header></header><main id="content"><h1>Lost</h1><a href="/risks/">Risks</a></main>
<footer></footer></body></html>
"""


def write(site: Path, tag: str, name: str, large: bool = False) -> None:
    folder = "" if tag == "en" else f"{tag}/"
    words = PAGE.format(
        tag=tag,
        direction="rtl" if tag == "ar" else "ltr",
        policy=POLICY,
        title=f"{name or 'Home'} in {tag}",
        name=name,
        folder=folder,
        alternates="" if large else ALTERNATES.format(name=name),
    )
    if tag == "en":
        words = words.replace("اتصل بـ ", "")
    file = site / ("large-print" if large else "") / folder / name / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages in two languages and two editions, and a page for lost visitors."""
    for tag in ("en", "ar"):
        for name in ("", "risks/"):
            write(tmp_path, tag, name)
            write(tmp_path, tag, name, large=True)
    (tmp_path / "404.html").write_text(NOT_FOUND.format(policy=POLICY), encoding="utf-8")
    return tmp_path


def found(site: Path, only: Iterable[str] = ()) -> list[str]:
    return [f"{finding.code} {finding.path}:{finding.line}" for finding in check_html(site, tuple(only))]


def test_clean_pages_have_no_findings(site: Path) -> None:
    assert found(site) == []


RISKS, ARABIC = "risks/index.html", "ar/risks/index.html"
FAULTS = [  # what is wrong: (code, file, what to replace, by what, the line of the finding)
    ("H003", RISKS, '<html lang="en"', '<html lang="pl"', 2),
    ("H003", ARABIC, 'dir="rtl">\n<head>', 'dir="ltr">\n<head>', 2),
    ("H003", ARABIC, ' dir="rtl">\n<head>', ">\n<head>", 2),
    ("H004", RISKS, 'lang="ar" dir="rtl"', 'lang="ar"', 15),
    ("H004", RISKS, 'lang="ar" dir="rtl"', 'dir="rtl"', 15),
    ("H004", RISKS, 'lang="ar" dir="rtl"', 'lang="xx" dir="rtl"', 15),
    ("H004", ARABIC, "NHS and 12", "The efficacy of the cement", 17),
    ("H005", RISKS, "<title>risks/ in en", "<title>Home in en", 0),
    ("H005", RISKS, 'name="description"', 'name="d"', 0),
    ("H005", RISKS, 'content="About risks/ in en"', 'content=" "', 6),
    ("H006", RISKS, 'elm.example/risks/">\n<link rel="alt', 'elm.example/large-print/risks/">\n<link rel="alt', 7),
    (
        "H006",
        RISKS,
        'hreflang="ar" href="https://elm.example/ar/risks/"',
        'hreflang="ar" href="https://elm.example/ar/"',
        8,
    ),
    ("H006", RISKS, 'hreflang="x-default"', 'hreflang="en-GB"', 8),
    ("H007", RISKS, "default-src 'none'", "default-src *", 4),
    ("H007", RISKS, '<meta http-equiv="Content-Security-Policy"', '<meta name="policy"', 0),
    ("H007", RISKS, "<head>\n", '<head>\n<link rel="icon" href="/a.svg">', 4),
    ("H008", RISKS, "<h2>", "<script>go()</script><h2>", 17),
    ("H008", RISKS, "<h2>", "<style>p {}</style><h2>", 17),
    ("H008", RISKS, "<h2>", '<h2 style="color: red">', 17),
    ("H008", RISKS, "<h2>", '<h2 onclick="go()">', 17),
    ("H008", RISKS, "<h2>", '<a href=" javascript:go()">Go</a><h2>', 17),
    ("H008", RISKS, "<h2>", "<iframe></iframe><h2>", 17),
    ("H009", RISKS, "<h2>", '<img src="//elsewhere.example/a.png"><h2>', 17),
    ("H009", RISKS, "<h2>", '<audio src="https://elsewhere.example/a.mp3"></audio><h2>', 17),
    ("H009", RISKS, "<h2>", '<script src="https://elsewhere.example/a.js"></script><h2>', 17),
    ("H010", RISKS, "<h2>", "<h1>Two</h1><h2>", 17),
    ("H010", RISKS, '<main id="content"><h1>Risks</h1>', '<h1>Risks</h1><main id="content">', 16),
    ("H011", RISKS, "footer>", "div>", 0),
    ("H011", RISKS, "header>", "div>", 0),
    ("H011", RISKS, ' aria-label="Menu"', "", 15),
    ("H011", RISKS, '<a href="#content">Past the menu</a>', "", 0),
    ("H011", RISKS, '<a href="#content">', '<a href="#other">', 0),
    ("H013", "404.html", '"/risks/"', '"risks/"', 3),
    ("H013", "404.html", '"/risks/"', '"/gone/"', 3),
    ("H014", RISKS, "Pain", "{{ pain }}", 17),
    ("A018", RISKS, '<span class="card-kind">Note</span>', "", 18),
]


@pytest.mark.parametrize(("code", "file", "old", "new", "line"), FAULTS)
def test_each_fault_is_found_at_its_line(site: Path, code: str, file: str, old: str, new: str, line: int) -> None:
    words = (site / file).read_text(encoding="utf-8")
    assert old in words
    (site / file).write_text(words.replace(old, new), encoding="utf-8")
    assert f"{code} site/{file}:{line}" in found(site)
    assert {finding.split()[0] for finding in found(site)} == {code}


FAULTS_BY_AXE = {  # what is wrong, and only the browser check sees: (the code, what to replace, by what)
    "no title": ("H005", "<title>Home in en</title>", ""),
    "a title without words": ("H005", "<title>Home in en", "<title> "),
    "no main heading": ("H010", "h1>", "h2>"),
    "a level skipped": ("H010", "<h2>Pain</h2>", "<h4>Pain</h4>"),
    "two menus of one name": ("H011", "<h2>", '<nav aria-label="Menu"><a href="/">Home</a></nav><h2>'),
    "no main part": ("H011", "main", "div"),
    "two main parts": ("H011", "</main>", "</main><main>Words</main>"),
    "two headers": ("H011", "<main", "<header>Words</header><main"),
    "two footers": ("H011", "</body>", "<footer>Words</footer></body>"),
    "a main part in another": ("H011", "<main id", '<aside aria-label="A"><main id'),
}


@pytest.fixture(scope="module")
def by_browser(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The codes that the browser check finds on a page with each of these faults, and on the page without one."""
    site = tmp_path_factory.mktemp("faulty")
    write(site, "en", "")
    words = (site / "index.html").read_text(encoding="utf-8")
    for name, (_, old, new) in FAULTS_BY_AXE.items():
        assert old in words
        (site / name).mkdir()
        (site / name / "index.html").write_text(words.replace(old, new), encoding="utf-8")
    found: dict[str, set[str]] = {name: set() for name in ("", *FAULTS_BY_AXE)}
    for finding in in_browser(site, read_pages(site), lambda words: None, others=False):
        found["/".join(finding.path.parts[1:-1])].add(finding.code)
    return found


@pytest.mark.slow
def test_the_browser_check_finds_none_of_these_codes_on_a_clean_page(by_browser: dict[str, set[str]]) -> None:
    assert by_browser[""].isdisjoint({code for code, *_ in FAULTS_BY_AXE.values()})


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS_BY_AXE)
def test_what_a_rule_of_axe_sees_has_our_code(by_browser: dict[str, set[str]], name: str) -> None:
    assert FAULTS_BY_AXE[name][0] in by_browser[name]


def test_every_code_of_the_family_has_a_fault() -> None:
    assert {fault[0] for fault in FAULTS} - {"A018"} == {
        code for code in rules() if code[0] == "H"
    } - BY_BROWSER - AGAINST_SOURCES


def test_only_the_languages_asked_for_are_looked_at(site: Path) -> None:
    for file in (RISKS, ARABIC):
        (site / file).write_text(
            (site / file).read_text(encoding="utf-8").replace("Pain", "{{ pain }}"), encoding="utf-8"
        )
    assert found(site, ["ar"]) == [f"H014 site/{ARABIC}:17"]


def test_an_english_page_may_stand_in_for_a_translation(site: Path) -> None:
    for edition in ("", "large-print/"):
        file = site / edition / ARABIC
        words = file.read_text(encoding="utf-8").replace('elm.example/ar/risks/">', 'elm.example/risks/">')
        words = words.replace("<h1>", '<article><div lang="en" dir="ltr"><h1>').replace(
            "</main>", "</div></article></main>"
        )
        start, end = words.find('<link rel="alt'), words.find('<link rel="sty')
        words = words[:start] + words[end:] if start > 0 else words
        file.write_text(words.replace("اتصل بـ", "Ring"), encoding="utf-8")
    english = site / RISKS
    words = english.read_text(encoding="utf-8")
    english.write_text(words[: words.find('<link rel="alt')] + words[words.find('<link rel="sty') :], encoding="utf-8")
    assert found(site) == []


def test_a_cell_may_say_none(site: Path) -> None:
    file = site / RISKS
    file.write_text(file.read_text(encoding="utf-8").replace("Pain", "None"), encoding="utf-8")
    assert found(site) == []


def in_a_folder_of_its_host(site: Path) -> None:
    """Let the site stand at https://elm.example/leaflet/."""
    for file in site.rglob("*.html"):
        words = file.read_text(encoding="utf-8").replace("https://elm.example/", "https://elm.example/leaflet/")
        file.write_text(words.replace('<a href="/risks/">', '<a href="/leaflet/risks/">'), encoding="utf-8")


def test_a_site_may_stand_in_a_folder_of_its_host(site: Path) -> None:
    in_a_folder_of_its_host(site)
    assert (found(site), place_of(site)) == ([], "/leaflet/")


@pytest.mark.parametrize("link", ["/risks/", "/leaflet/gone/", "risks/", "/leaflets/risks/"])
def test_a_link_of_a_lost_page_out_of_that_folder_is_found(site: Path, link: str) -> None:
    in_a_folder_of_its_host(site)
    lost = site / "404.html"
    lost.write_text(lost.read_text(encoding="utf-8").replace("/leaflet/risks/", link), encoding="utf-8")
    assert found(site) == ["H013 site/404.html:3"]


def test_a_file_that_is_no_page_is_no_traceback(site: Path) -> None:
    (site / RISKS).write_bytes(b"\xff\xfe\x00")
    (site / "empty").mkdir()
    (site / "empty/index.html").touch()
    assert {finding.split()[0] for finding in found(site)} >= {"H003", "H005", "H007", "H011"}


def test_pages_know_their_language_and_twin(site: Path) -> None:
    page = next(page for page in read_pages(site) if page.path == "large-print/ar/risks/")
    assert (page.language, page.large, page.name, page.in_edition) == ("ar", True, "risks/", "ar/risks/")
    assert page.leads_to("../../../risks/") == "risks/"


def test_an_element_is_found_by_its_place_among_its_kind(site: Path) -> None:
    page = SitePage("risks/", site / RISKS)
    assert [page.line("h2", 0), page.line("nav", 0), page.line("h2", 1), page.line("", 0)] == [17, 15, 0, 0]
