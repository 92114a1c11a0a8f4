"""The pages, files and copies of a project with texts that are written once: built, and looked at by the checks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest
from lxml import html

from leaflet.edition.edition import Booklet
from leaflet.edition.project import Project
from leaflet.findings.codes import is_error
from leaflet.formats.epub.check import FILE_CHECKS as EPUB
from leaflet.formats.read_back.file_check import FileCheck
from leaflet.formats.registry import FORMATS
from leaflet.formats.text.check import FILE_CHECKS as TEXT
from leaflet.formats.word.check import FILE_CHECKS as WORD
from leaflet.web.build import Content, build_editions
from leaflet.web.check.page_words import check_articles
from leaflet.web.offline_copy import members, offline_page
from support.reading import read_project
from support.shared_texts import project

KINDS = {kind.name: kind for kind in FORMATS}
CHECKS: Mapping[str, tuple[FileCheck, ...]] = {"txt": TEXT["txt"], "docx": WORD["docx"], "epub": EPUB["epub"]}
MENU = "//nav[@class='side']//a"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, with its site built."""
    read = read_project(project(tmp_path_factory.mktemp("shared-texts") / "project"))
    build_editions(read, read.settings.root / "site", Content((), {}, ()), lambda words: None)
    return read


def page(built: Project, path: str) -> html.HtmlElement:
    return html.parse(str(built.settings.root / "site" / path / "index.html")).getroot()


def site(built: Project) -> Path:
    return built.settings.root / "site"


def test_site_has_neither_the_cards_nor_translations_of_a_page_in_english_only(built: Project) -> None:
    pages = {file.parent.relative_to(site(built)).as_posix() for file in site(built).rglob("index.html")}
    names = {"", "get-help", "risks", "get-ready", "driving-and-flying", "in-short"}
    expected = {f"{edition}{tag}{name}" for edition in ("", "large-print/") for tag in ("", "pl/") for name in names}
    expected |= {"staff", "large-print/staff"}
    assert pages == {path.strip("/") or "." for path in expected}


@pytest.mark.parametrize("words", ["/cards/", "/pl/staff/"])
def test_sitemap_names_only_pages_that_are_there(built: Project, words: str) -> None:
    sitemap = (site(built) / "sitemap.xml").read_text(encoding="utf-8")
    assert words not in sitemap
    assert "https://elm.example/staff/" in sitemap


@pytest.mark.parametrize("language", ["en", "pl"])
def test_pages_hold_the_words_of_cards_and_sections_in_short(built: Project, language: str) -> None:
    assert list(check_articles(built.booklet(language, for_staff=True), site(built))) == []


def test_translated_menu_leads_to_the_english_page(built: Project) -> None:
    for edition in ("", "large-print/"):
        link = page(built, f"{edition}pl/risks").xpath(f"{MENU}[contains(@href, 'staff')]")[0]
        assert dict(link.attrib) == {"href": "../../staff/", "lang": "en", "dir": "ltr", "hreflang": "en"}
        assert link.text == "For staff"


def test_english_menu_leads_to_it_as_to_any_page(built: Project) -> None:
    link = page(built, "risks").xpath(f"{MENU}[contains(@href, 'staff')]")[0]
    assert dict(link.attrib) == {"href": "../staff/"}


def test_link_in_translated_words_says_that_it_leads_to_english(built: Project) -> None:
    for name in ("risks", "in-short"):
        link = page(built, f"pl/{name}").xpath("//article//a[contains(@href, 'staff')]")[0]
        assert dict(link.attrib) == {"href": "../../staff/#sources", "hreflang": "en"}


def test_page_in_english_only_offers_the_home_pages_of_other_languages(built: Project) -> None:
    links = page(built, "staff").xpath("//details[contains(@class, 'languages')]//a/@href")
    assert links == ["./", "../pl/"]


def test_nobody_turns_from_a_translation_to_a_page_in_english_only(built: Project) -> None:
    assert page(built, "pl/driving-and-flying").xpath("//a[@rel='next']") == []
    assert page(built, "driving-and-flying").xpath("//a[@rel='next']/@href") == ["../staff/"]


def test_staff_page_counts_a_page_in_english_only_once(built: Project) -> None:
    staff = html.parse(str(site(built) / "quality.html")).getroot()
    assert len(staff.xpath("//svg//rect")) == 7 + 6


def test_copy_to_take_along_keeps_its_menus(built: Project) -> None:
    booklet = built.booklet("pl")
    names = members(site(built), booklet, [])
    assert not [path for path in names if "staff/" in path]
    words = (site(built) / "pl/risks/index.html").read_text(encoding="utf-8")
    copy = html.document_fromstring(offline_page(words, "pl/risks/index.html", names, "https://elm.example/"))
    assert copy.xpath("//header//details[contains(@class, 'pages')]//a[. = 'Ryzyko']")
    assert copy.xpath("//article//a[contains(@href, 'staff')]/@href") == ["https://elm.example/staff/#sources"]


@pytest.mark.parametrize("kind", CHECKS)
@pytest.mark.parametrize("language", ["en", "pl"])
def test_files_hold_the_same(built: Project, tmp_path: Path, kind: str, language: str) -> None:
    booklet: Booklet = built.booklet(language)
    file = tmp_path / KINDS[kind].file_name(booklet.file_name, booklet.language)
    KINDS[kind].write(booklet, file)
    found = [
        finding for check in CHECKS[kind] for finding in check(booklet, file, PurePosixPath("downloads", file.name))
    ]
    assert [finding for finding in found if is_error(finding)] == []


def test_text_shows_the_card_and_the_address_of_a_page_in_english_only(built: Project, tmp_path: Path) -> None:
    KINDS["txt"].write(built.booklet("pl"), tmp_path / "file.txt")
    words = " ".join((tmp_path / "file.txt").read_text(encoding="utf-8").split())
    assert words.count("ból w klatce piersiowej") == 2  # on the page of help, and in the leaflet in short
    assert "<https://elm.example/staff/#sources>" in words
    assert "For staff" not in words
