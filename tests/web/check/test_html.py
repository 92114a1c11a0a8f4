"""H: what is not a fault, in a site of two languages, two editions and any folder; the faults: tests/checks/."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from leaflet.web.check.built_pages import SitePage, place_of, read_pages
from leaflet.web.check.html import check_html
from leaflet.web.content_security_policy import POLICY

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
