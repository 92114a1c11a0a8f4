"""The files to download: on every page in its language, with kind, printed pages and size, and really there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leaflet.formats.registry import FORMATS
from leaflet.project.interface import read_strings
from leaflet.project.settings import Settings, languages

from .pages import SitePage

pytestmark = pytest.mark.slow

LINKS = "//footer//a[contains(@href, 'downloads/')]"


def expected(language: str) -> list[str]:
    record = languages()[language]
    return [
        f"downloads/{made.file_name('balloon-kyphoplasty', record)}"
        for made in FORMATS
        if made.is_for(record) and not made.reads_aloud
    ]  # those: test_read_aloud.py


def test_every_page_offers_every_file_of_its_language(pages: list[SitePage]) -> None:
    wrong = {
        page.path: page.links(LINKS)
        for page in pages
        if not page.not_found and page.links(LINKS) != expected(page.language)
    }
    assert wrong == {}


def test_the_formats_page_lists_them_too(pages: list[SitePage]) -> None:
    lists = {
        page.path: page.links("//article//a[contains(@href, 'downloads/')]")
        for page in pages
        if page.name == "formats/"
    }
    assert lists and all(
        links == expected(next(page.language for page in pages if page.path == path)) for path, links in lists.items()
    )


def test_every_file_is_on_the_site(site: Path) -> None:
    files = {f"downloads/{file.name}" for file in (site / "downloads").iterdir()}
    assert files == {
        path
        for language in languages()
        for path in expected(language)
        if (site / language).is_dir() or language == "en"
    }


def test_each_link_says_kind_and_size_in_the_language(pages: list[SitePage], settings: Settings, site: Path) -> None:
    for page in pages:
        words = read_strings(settings, page.language)[0]
        for link in page.html.xpath(LINKS):
            kinds = {
                made.file_name("balloon-kyphoplasty", languages()[page.language]): (made.strings_key, made.media_type)
                for made in FORMATS
            }
            key, media_type = kinds[link.get("href").rpartition("/")[2]]
            size = (site / page.leads_to(link.get("href"))).stat().st_size
            text = link.text_content()
            assert words[key] in text
            large = f"{size / 1e6:.1f}".replace(".", languages()[page.language].decimal)
            assert (large if size >= 1e6 else str(max(size // 1000, 1))) in re.findall(r"[\d.,]+", text)
            assert link.get("type") == media_type
