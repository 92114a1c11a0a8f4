"""H016: each word, number and picture of a page that is lost, changed or added between the source and the page is found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaflet.edition.edition import Booklet
from leaflet.web.build import Content, build_editions
from leaflet.web.check.page_words import check_articles
from support.reading import read_project
from support.translated import small_site

HELP, RISKS, POLISH = "get-help/index.html", "risks/index.html", "pl/risks/index.html"


@pytest.fixture(scope="module")
def booklets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Booklet]:
    root = small_site(tmp_path_factory.mktemp("articles") / "project")
    with (root / "docs/en/get-help.md").open("a", encoding="utf-8") as page:
        page.write("\nThe lists are these.\n\n{{ list.formats }}\n\nThat is all.\n")
    project = read_project(root)
    build_editions(project, root / "site", Content((), {}, ()), lambda words: None)
    return {tag: project.booklet(tag) for tag in project.languages}


@pytest.fixture
def site(booklets: dict[str, Booklet], tmp_path: Path) -> Path:
    return Path(shutil.copytree(booklets["en"].docs.parent / "site", tmp_path / "site"))


def found(booklets: dict[str, Booklet], site: Path) -> Iterator[str]:
    for booklet in booklets.values():
        for finding in check_articles(booklet, site):
            yield f"{finding.code} {finding.path}"


def test_pages_as_they_were_built_have_no_findings(booklets: dict[str, Booklet], site: Path) -> None:
    assert list(found(booklets, site)) == []


@pytest.mark.parametrize("edition", ["", "large-print/"])
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (HELP, "Do not wait", "Do wait"),
        (HELP, "at least 24\u00a0hours", "at least 2 hours"),
        (HELP, "999", "998"),
        (HELP, "01632 960 001</bdi></a>", "01632 960 002</bdi></a>"),
        (HELP, "Do not drive", "Do not drive not"),
        (HELP, "That is all.", ""),
        (HELP, 'href="tel:01632960001"', 'href="tel:01632960002"'),
        (HELP, "<li>", "<li>You can also "),
        (RISKS, 'id="numbers"', 'id="figures"'),
        (RISKS, "<article>", "<article><p>More.</p>"),
        (RISKS, ' alt="', ' alt="No '),
        (RISKS, "40,000", "40.000"),
        (RISKS, "<article>", "<article hidden><p></p></article><div>"),
        (POLISH, "nie", "może"),
        (RISKS, "assets/pictures/", "assets/other/"),
        (POLISH, 'href="../', 'href="../../'),
        (HELP, "<p>", "<p hidden>"),
        (HELP, "<li>", '<li aria-hidden="true">'),
        (HELP, "<p>", "<p inert>"),
        (HELP, "<li>", '<li class="listen">Also '),
        (RISKS, "<p>", '<p class="notice">You may drive at once.</p><p>'),
        (RISKS, "</li>", ' <a href="../get-help/"></a></li>'),
        (RISKS, '<p class="status">', '<p class="status">Well '),
        (HELP, '<span class="card-kind">', '<span class="card-kind">Not '),
    ],
)
def test_a_change_of_the_words_is_found(
    booklets: dict[str, Booklet], site: Path, edition: str, file: str, old: str, new: str
) -> None:
    page = site / edition / file
    head, mark, article = page.read_text(encoding="utf-8").partition("<article>")
    assert old in mark + article
    page.write_text(head + (mark + article).replace(old, new, 1), encoding="utf-8")
    assert set(found(booklets, site)) == {f"H016 site/{edition}{file}"}


def test_sections_in_another_order_are_found(booklets: dict[str, Booklet], site: Path) -> None:
    words = (site / RISKS).read_text(encoding="utf-8")
    first, second, end = (words.index(mark) for mark in ('<h2 id="numbers"', '<h2 id="tablets"', "</article>"))
    (site / RISKS).write_text(words[:first] + words[second:end] + words[first:second] + words[end:], encoding="utf-8")
    assert list(found(booklets, site)) == [f"H016 site/{RISKS}"]


def test_a_page_that_is_not_there_is_found(booklets: dict[str, Booklet], site: Path) -> None:
    (site / POLISH).unlink()
    assert list(found(booklets, site)) == [f"H016 site/{POLISH}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<article>", "<article><!-- asked a reader -->"),
        ("<p>", "<p >"),
        ("</p>", "</p>\n\n"),
        ("<article>", '<article class="wide">'),
    ],
)
def test_what_changes_no_word_is_not_found(booklets: dict[str, Booklet], site: Path, old: str, new: str) -> None:
    for page in site.rglob("index.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert list(found(booklets, site)) == []
