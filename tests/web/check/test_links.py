"""Links of a small site of two languages, followed by the real LinkChecker and lychee."""

from __future__ import annotations

import http.client
import socket
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest

from leaflet.findings.finding import Finding
from leaflet.web.check.links import check_links, language_of_page, linkchecker, serve

PAGE = '<!doctype html><html lang="{0}"><title>T</title><p>{1}</p></html>'


def site_with(folder: Path, **pages: str) -> Path:
    """A site with a page for each language and a home page that leads to them."""
    site = folder / "site"
    for language, words in pages.items():
        (site / language).mkdir(parents=True)
        (site / language / "index.html").write_text(PAGE.format(language, words))
    links = "".join(f'<a href="{language}/">{language}</a>' for language in pages)
    (site / "index.html").write_text(PAGE.format("en", links))
    return site


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("site/risks/index.html", "en"),
        ("site/pl/risks/index.html", "pl"),
        ("site/large-print/ar/index.html", "ar"),
        ("site/large-print/risks/index.html", "en"),
        ("site/index.html", "en"),
        ("site/assets/leaflet.css", "en"),
    ],
)
def test_a_page_is_in_the_language_of_its_folder(path: str, language: str) -> None:
    assert language_of_page(PurePosixPath(path)) == language


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("downloads/balloon-kyphoplasty-ar.zip", "ar"),
        ("downloads/balloon-kyphoplasty-en.zip", "en"),
        ("downloads/other.zip", "en"),
    ],
)
def test_a_copy_is_in_the_language_of_its_name(path: str, language: str) -> None:
    assert language_of_page(PurePosixPath(path)) == language


@pytest.fixture
def below(tmp_path: Path) -> Path:
    """A site that will stand at https://elm.example/leaflet/, with a page that begins its links there."""
    site = site_with(tmp_path, pl="Words")
    (site / "404.html").write_text(PAGE.format("en", '<a href="/leaflet/pl/">Polski</a>'))
    home = (site / "index.html").read_text()
    (site / "index.html").write_text(
        home.replace("<p>", '<link rel="canonical" href="https://elm.example/leaflet/"><p>')
    )
    return site


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/leaflet/pl/", 200),
        ("/leaflet/", 200),
        ("/pl/", 404),
        ("/", 404),
        ("/leaflet/gone/", 404),
        ("/leaflet/../site/pl/", 404),
        ("/leaflets/pl/", 404),
    ],
)
def test_a_site_is_served_in_the_folder_of_its_host_and_nowhere_else(below: Path, path: str, status: int) -> None:
    with serve(below) as address:
        assert address.endswith("/leaflet/")
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        connection.request("GET", path)
        assert connection.getresponse().status == status
        connection.close()


@pytest.mark.slow
def test_links_of_a_site_in_a_folder_of_its_host_are_followed(below: Path) -> None:
    assert list(check_links(below, lambda words: None)) == []
    lost = below / "404.html"
    lost.write_text(lost.read_text().replace("/leaflet/pl/", "/leaflet/ar/"))
    found = [(finding.code, str(finding.path)) for finding in check_links(below, lambda words: None)]
    assert found == [("L001", "site/404.html")]


@pytest.mark.slow
def test_another_site_that_does_not_answer_is_a_warning_where_it_is_asked(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens: it refuses at once
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        site = site_with(tmp_path, pl=f'<a href="{address}">Gone</a>')
        assert list(linkchecker(site)) == []
        assert [(finding.code, str(finding.path)) for finding in linkchecker(site, external=True)] == [
            ("L004", "site/pl/index.html")
        ]


@pytest.mark.slow
def test_only_pages_of_the_languages_asked_for_are_named(tmp_path: Path) -> None:
    site = site_with(tmp_path, pl='<a href="gone/">A</a>', ar='<a href="gone/">B</a>')

    def found(*languages: str) -> set[tuple[str, str]]:
        findings: list[Finding] = list(check_links(site, lambda words: None, languages))
        return {(finding.code, str(finding.path)) for finding in findings}

    assert found("pl") == {("L001", "site/pl/index.html")}
    assert {path for _, path in found()} == {"site/pl/index.html", "site/ar/index.html"}


@pytest.mark.slow
def test_each_broken_link_is_reported_once(tmp_path: Path) -> None:
    """LinkChecker sees what a visitor can reach and says how the server answers; lychee what else is in the files."""
    site = site_with(
        tmp_path,
        pl='<a href="#nowhere">A</a>\n<a href="./#no%20where">B</a>\n<a href="index.html#none">C</a>\n'
        '<a href="gone/#a">D</a>\n<a href="a%20b.pdf?c=1">E</a>\n<a href="gone/#a">F</a>',
    )
    (site / "ar").mkdir()
    (site / "ar/alone.html").write_text(PAGE.format("ar", '<a href="gone/">A</a>'))
    found = sorted((str(finding.path), finding.line, finding.code) for finding in check_links(site, print))
    of_arabic, *of_polish = found
    assert [(path, line) for path, line, _ in of_polish] == [("site/pl/index.html", line) for line in range(1, 7)]
    assert {code for *_, code in of_polish[:5]} == {"L001"} and of_arabic == ("site/ar/alone.html", 1, "L003")
