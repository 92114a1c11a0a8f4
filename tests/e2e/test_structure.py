"""How the built pages hang together: titles, languages, twins, landmarks, the chain of pages, the sitemap."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from inspect import signature
from pathlib import Path

import pytest
from lxml import etree, html

from leaflet.project.settings import SOURCE_LANGUAGE, Settings, languages
from support.made import real_project

from .pages import LARGE_PRINT, NOT_FOUND, SitePage

pytestmark = pytest.mark.slow

XHTML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="session")
def by_path(pages: list[SitePage]) -> dict[str, SitePage]:
    return {page.path: page for page in pages}


@pytest.fixture(scope="session")
def content(pages: list[SitePage]) -> list[SitePage]:
    """Pages without those for lost visitors."""
    return [page for page in pages if not page.not_found]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def one(page: SitePage, xpath: str) -> str:
    """The one value at `xpath`; fails where there are more, or none."""
    found = page.html.xpath(xpath)
    assert len(found) == 1, f"/{page.path}: {xpath} {found}"
    return str(found[0])


def is_own(page: SitePage, settings: Settings) -> bool:
    """Its words are in its own language: they are not English that stands in for a missing translation."""
    return (settings.docs / page.language / f"{page.name.rstrip('/') or 'index'}.md").is_file()


def prefix(language: str) -> str:
    return "" if language == SOURCE_LANGUAGE else f"{language}/"


def place(name: str, language: str) -> str:
    """Where a page of the menu is in an edition, in a language that has it."""
    return prefix(language) + ("" if name == "index" else f"{name}/")


def in_english_only() -> set[str]:
    """Pages for staff, which no translation has."""
    return {page.name for page in real_project().source.pages if page.metadata.english_only}


def menu(language: str, settings: Settings) -> list[str]:
    """Where the menu of a language leads to in an edition: in English to what there is in English only."""
    english = in_english_only()
    return [place(name, SOURCE_LANGUAGE if name in english else language) for name in settings.pages]


def own_pages(language: str, settings: Settings) -> list[str]:
    """The pages that there are in a language, in the order of the menu."""
    return [path for path in menu(language, settings) if path.startswith(prefix(language))]


def test_every_page_of_the_menu_is_built_in_every_language_and_edition(
    content: list[SitePage], settings: Settings
) -> None:
    expected = {
        edition + path
        for edition in ("", LARGE_PRINT)
        for language in settings.languages
        for path in own_pages(language, settings)
    }
    assert {page.path for page in content} == expected


def test_the_canonical_address_is_that_of_the_settings(by_path: dict[str, SitePage], settings: Settings) -> None:
    """That each page has its own under it is among the checks (H006)."""
    assert one(by_path["risks/"], "//link[@rel='canonical']/@href") == f"{settings.site_url}risks/"


def test_the_sitemap_lists_the_standard_pages(site: Path, content: list[SitePage], settings: Settings) -> None:
    sitemap = etree.parse(site / "sitemap.xml")
    listed = sitemap.xpath("//s:url/s:loc/text()", namespaces=XHTML)
    assert sorted(listed) == sorted(
        settings.site_url + page.path for page in content if not page.large and is_own(page, settings)
    )
    assert not any(NOT_FOUND in address or LARGE_PRINT in address for address in listed)
    others = set(sitemap.xpath("//x:link/@href", namespaces=XHTML))
    assert others <= set(listed)


def twin(page: SitePage) -> str:
    path = prefix(page.language) if page.not_found else page.in_edition
    return path if page.large else LARGE_PRINT + path


def test_twins_lead_to_one_another(pages: list[SitePage], by_path: dict[str, SitePage]) -> None:
    for page in pages:
        assert page.links("//header//*[@class='tools']/a[not(@class='help')]") == [twin(page)], page.path
        assert twin(page) in by_path
        if not page.not_found:
            assert twin(page) in page.links("//footer//a"), page.path
            assert twin(by_path[twin(page)]) == page.path


def test_the_language_switch_leads_to_the_same_page(pages: list[SitePage], settings: Settings) -> None:
    switched = settings.languages if len(settings.languages) > 1 else ()
    english = in_english_only()
    for page in pages:
        edition = LARGE_PRINT if page.large else ""
        is_alone = page.name.rstrip("/") in english  # then to the start of the other languages
        name = "" if page.not_found or is_alone else page.name
        links = page.html.xpath("//header//*[contains(@class, 'languages')]//a")
        assert {link.get("lang"): page.leads_to(link.get("href")) for link in links} == {
            language: edition + (page.name if is_alone and language == SOURCE_LANGUAGE else prefix(language) + name)
            for language in switched
        }, page.path
        assert [words(link) for link in links] == [languages()[tag].name for tag in switched]


def test_ids_are_unique_and_anchors_exist(pages: list[SitePage], by_path: dict[str, SitePage]) -> None:
    ids = {page.path: page.html.xpath("//@id") for page in pages}
    for page in pages:
        assert len(set(ids[page.path])) == len(ids[page.path]), page.path
        for href in page.html.xpath("//a[contains(@href, '#')]/@href"):
            path, _, anchor = href.partition("#")
            where = page.leads_to(path) if path else page.path
            assert anchor in ids[where], f"/{page.path}: {href}"


@pytest.mark.parametrize(("relation", "step"), [("next", 1), ("prev", -1)])
def test_the_chain_of_pages_visits_all_in_the_order_of_the_menu(
    by_path: dict[str, SitePage], settings: Settings, relation: str, step: int
) -> None:
    for edition in ("", LARGE_PRINT):
        for language in settings.languages:
            order = [edition + path for path in own_pages(language, settings)][::step]
            chain = [order[0]]
            while following := by_path[chain[-1]].links(f"//nav[@class='turn']/a[@rel='{relation}']"):
                chain += following
                assert len(chain) <= len(order), chain
            assert chain == order


def test_the_menus_list_all_pages(pages: list[SitePage], settings: Settings) -> None:
    for page in pages:
        edition = LARGE_PRINT if page.large else ""
        expected = [edition + path for path in menu(page.language, settings)]
        assert page.links("//details[contains(@class, 'pages')]/nav//a") == expected, page.path
        assert page.links("//nav[@class='side']//a") == expected, page.path
        current = page.links("//nav[@class='side']//a[@aria-current='page']")
        assert current == ([] if page.not_found else [page.path])


def test_every_page_is_reached_from_the_home_page(pages: list[SitePage]) -> None:
    by_path = {page.path: page for page in pages}
    reached: set[str] = set()
    todo = [""]
    while todo:
        path = todo.pop()
        if path not in reached and path in by_path:
            reached.add(path)
            todo += by_path[path].links()
    assert reached == {page.path for page in pages if not page.not_found}


FAULTS: dict[str, tuple[Callable[..., None], str, str, str]] = {  # (the test, the page, what to replace, by what)
    "a twin that is another page": (
        test_twins_lead_to_one_another,
        "risks/",
        'href="../large-print/risks/"',
        'href="../large-print/"',
    ),
    "an id used twice": (test_ids_are_unique_and_anchors_exist, "risks/", "<main", '<p id="risks"></p><main'),
    "a section that is not there": (
        test_ids_are_unique_and_anchors_exist,
        "risks/",
        "<main",
        '<a href="#no"></a><main',
    ),
    "a broken chain": (
        partial(test_the_chain_of_pages_visits_all_in_the_order_of_the_menu, relation="next", step=1),
        "risks/",
        'rel="next"',
        'rel="up"',
    ),
    "a page that the menu lacks": (
        test_the_menus_list_all_pages,
        "risks/",
        '<a href="../words/"',
        '<a href="../about/"',
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_structure_tests_can_tell(
    site: Path, pages: list[SitePage], settings: Settings, tmp_path: Path, name: str
) -> None:
    test, path, old, new = FAULTS[name]
    assert not fails(test, site, pages, settings), "the test fails on the site as it is"
    page = next(page for page in pages if page.path == path)
    broken = SitePage(path, tmp_path / "broken.html")
    words = page.file.read_text()
    assert old in words
    broken.file.write_text(words.replace(old, new, 1))
    assert fails(test, site, [broken if page.path == path else page for page in pages], settings)


def test_a_page_that_no_link_leads_to_is_found(pages: list[SitePage]) -> None:
    with pytest.raises(AssertionError):
        test_every_page_is_reached_from_the_home_page([*pages, SitePage("orphan/", pages[0].file)])


def test_a_sitemap_that_lacks_a_page_is_found(site: Path, content: list[SitePage], settings: Settings) -> None:
    with pytest.raises(AssertionError):
        test_the_sitemap_lists_the_standard_pages(site, content[1:], settings)


def fails(test: Callable[..., None], site: Path, pages: list[SitePage], settings: Settings) -> bool:
    """Whether a test of this file finds fault with these pages."""
    fixtures = {
        "site": site,
        "pages": pages,
        "settings": settings,
        "by_path": {page.path: page for page in pages},
        "content": [page for page in pages if not page.not_found],
    }
    wanted = signature(test).parameters
    try:
        test(**{name: value for name, value in fixtures.items() if name in wanted})
    except AssertionError:
        return True
    return False
