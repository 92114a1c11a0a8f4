"""What a page of a web edition shows and where it links, in English and in translation."""

from __future__ import annotations

import posixpath
import re
import shutil
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError
from lxml import html

from leaflet.content.reading import read_leaflet
from leaflet.edition.assets import hashed
from leaflet.edition.project import Project, date_words
from leaflet.formats.registry import FORMATS, GROUPS
from leaflet.project.settings import languages, read_settings
from leaflet.translation.reviews import page_version
from leaflet.web.download_groups import grouped
from leaflet.web.page_view import View
from leaflet.web.web_edition import Edition, prepare
from support.reading import read_project
from support.translated import ROOT, TRANSLATIONS, copy_of, edit

PUBLISHED = ("en", *TRANSLATIONS)
SITE = "https://elm.example/"
NAMES = ("get-help", "risks", "get-ready", "driving-and-flying")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with the templates and interface words of this repository, to look at only."""
    return written(with_templates(tmp_path_factory.mktemp("shared")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The same, to change."""
    return with_templates(tmp_path)


def with_templates(folder: Path) -> Path:
    project = copy_of(folder)
    shutil.copytree(ROOT / "overrides", project / "overrides", dirs_exist_ok=True)
    return project


def written(project: Path | Project) -> Project:
    """A project as it is now, or as it was read before."""
    return project if isinstance(project, Project) else read_project(project)


def view(
    project: Path | Project,
    language: str = "en",
    name: str = "risks",
    *,
    large: bool = False,
    anywhere: bool = False,
    folder: str = "/",
    published: tuple[str, ...] = PUBLISHED,
) -> View:
    """A page where MkDocs puts it; `anywhere` is the page for addresses that are not there."""
    read = written(project)
    site_path = folder + ("large-print/" if large else "")
    environment = prepare(Environment(loader=FileSystemLoader(read.settings.root / "overrides")))
    edition = Edition(
        project=read,
        language=languages()[language],
        large=large,
        policy="",
        site_path=site_path,
        published=published,
        environment=environment,
    )
    return View(edition, name, None if anywhere else edition.address(name))


def words(project: Path | Project, language: str) -> dict[str, Any]:
    return dict(written(project).strings(language))


def parsed(page: View) -> html.HtmlElement:
    return html.fragment_fromstring(page.content, create_parent="main")


def where(page: View, link: str) -> str:
    """The address on the host that a link of a page leads to."""
    return posixpath.normpath(urljoin(f"{SITE}{page.edition.site_path[1:]}{page.here}", link).removeprefix(SITE[:-1]))


def notes(page: View) -> list[str]:
    return [unescape(note.text_content()) for note in parsed(page).iter("p") if note.get("class") == "notice"]


# Addresses


@pytest.mark.parametrize("folder", ["/", "/leaflets/back/"])
@pytest.mark.parametrize(
    ("language", "name", "large", "address"),
    [
        ("en", "risks", False, "risks"),
        ("pl", "risks", False, "pl/risks"),
        ("en", "index", False, ""),
        ("pl", "index", False, "pl"),
        ("en", "risks", True, "large-print/risks"),
        ("pl", "risks", True, "large-print/pl/risks"),
        ("pl", "index", True, "large-print/pl"),
    ],
)
def test_link_to_a_page_leads_there_from_every_page(
    shared: Project, folder: str, language: str, name: str, large: bool, address: str
) -> None:
    for start in ("index", "risks", "get-help"):
        page = view(shared, language, start, large=large, folder=folder)
        assert where(page, page.url(name)) == posixpath.normpath(folder + address)


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("en", "risks", "./"),
        ("pl", "risks", "./"),
        ("en", "get-help", "../get-help/"),
        ("pl", "get-help", "../get-help/"),
        ("pl", "index", "../"),
        ("en", "index", "../"),
    ],
)
def test_link_between_pages_is_relative(shared: Project, language: str, name: str, expected: str) -> None:
    assert view(shared, language).url(name) == expected


@pytest.mark.parametrize(
    ("folder", "language", "large", "expected"),
    [
        ("/", "en", False, "/risks/"),
        ("/", "ur", False, "/ur/risks/"),
        ("/", "ur", True, "/large-print/ur/risks/"),
        ("/back/", "en", True, "/back/large-print/risks/"),
    ],
)
def test_link_of_a_page_that_may_be_anywhere_is_from_the_root_of_the_host(
    shared: Project, folder: str, language: str, large: bool, expected: str
) -> None:
    assert view(shared, language, "", anywhere=True, folder=folder, large=large).url("risks") == expected


@pytest.mark.parametrize(
    ("folder", "language", "large", "expected"),
    [
        ("/", "en", False, "/"),
        ("/", "ur", False, "/ur/"),
        ("/", "en", True, "/large-print/"),
        ("/back/", "ur", False, "/back/ur/"),
    ],
)
def test_home_of_a_page_that_may_be_anywhere(
    shared: Project, folder: str, language: str, large: bool, expected: str
) -> None:
    assert view(shared, language, "", anywhere=True, folder=folder, large=large).home == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("get-help.md", "../get-help/"),
        ("get-help.md#emergency", "../get-help/#emergency"),
        ("#numbers", "#numbers"),
        ("tel:999", "tel:999"),
        ("https://elm.example/a.md", "https://elm.example/a.md"),
        ("mailto:a@elm.example", "mailto:a@elm.example"),
    ],
)
def test_link_of_the_source(shared: Project, href: str, expected: str) -> None:
    assert view(shared, "gu").link(href) == expected


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_both_editions_share_the_pictures(shared: Project, language: str, large: bool) -> None:
    page = view(shared, language, large=large)
    (picture,) = parsed(page).iter("img")
    assert where(page, picture.get("src")) == f"/{hashed(shared.settings.root, 'assets/pictures/spine.svg')}"


@pytest.mark.parametrize("language", PUBLISHED)
def test_twins_lead_to_each_other(shared: Project, language: str) -> None:
    standard, large = view(shared, language), view(shared, language, large=True)
    assert where(standard, standard.twin) == where(large, large.here or "")[: len("/large-print")] + where(
        standard, "."
    )
    assert where(large, large.twin) == where(standard, ".")


@pytest.mark.parametrize(("large", "expected"), [(False, "/back/large-print/ar/"), (True, "/back/ar/")])
def test_twin_of_a_page_that_may_be_anywhere_is_a_home_page(shared: Project, large: bool, expected: str) -> None:
    assert view(shared, "ar", "", anywhere=True, folder="/back/", large=large).twin == expected


# What search engines read


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    ("language", "expected"), [("en", "https://elm.example/risks/"), ("pl", "https://elm.example/pl/risks/")]
)
def test_canonical_address_is_that_of_the_standard_page(
    shared: Project, language: str, large: bool, expected: str
) -> None:
    assert view(shared, language, large=large).canonical == expected


def test_canonical_address_of_a_missing_page_is_the_english(root: Path) -> None:
    (root / "docs/pl/risks.md").unlink()
    assert view(root, "pl").canonical == "https://elm.example/risks/"


def test_page_that_may_be_anywhere_has_no_canonical_address(shared: Project) -> None:
    page = view(shared, "pl", "", anywhere=True)
    assert (page.canonical, page.alternates) == ("", [])


def alternates(page: View) -> dict[str, str]:
    return {other.tag: other.url for other in page.alternates}


@pytest.mark.parametrize("language", PUBLISHED)
def test_alternates_are_the_same_on_every_page_of_the_set(shared: Project, language: str) -> None:
    assert alternates(view(shared, language)) == alternates(view(shared, "en"))


@pytest.mark.parametrize("language", PUBLISHED)
def test_alternates_name_every_language_and_lead_to_its_canonical_address(shared: Project, language: str) -> None:
    found = alternates(view(shared))
    assert set(found) == {*PUBLISHED, "x-default"}
    assert found[language] == view(shared, language).canonical


def test_default_alternate_is_english(shared: Project) -> None:
    assert alternates(view(shared, "ur"))["x-default"] == "https://elm.example/risks/"


def test_missing_page_is_no_alternate_and_has_none(root: Path) -> None:
    (root / "docs/pl/risks.md").unlink()
    assert set(alternates(view(root, "ur"))) == {*PUBLISHED, "x-default"} - {"pl"}
    assert alternates(view(root, "pl")) == {}


def test_language_that_is_left_out_is_no_alternate(shared: Project) -> None:
    published = tuple(tag for tag in PUBLISHED if tag != "pl")
    assert "pl" not in alternates(view(shared, published=published))


def test_page_in_two_languages_has_alternates(shared: Project) -> None:
    assert set(alternates(view(shared, published=("en", "pl")))) == {"en", "pl", "x-default"}


def test_page_in_one_language_has_no_alternates(shared: Project) -> None:
    assert alternates(view(shared, published=("en",))) == {}


def test_large_print_has_no_alternates(shared: Project) -> None:
    assert alternates(view(shared, "pl", large=True)) == {}


def test_sitemap_has_every_page_that_is_translated(root: Path) -> None:
    (root / "docs/pl/risks.md").unlink()
    found = [page.url for page in view(root).sitemap]
    expected = {SITE + ("" if tag == "en" else f"{tag}/") + f"{name}/" for tag in PUBLISHED for name in NAMES}
    assert sorted(found) == sorted(expected - {"https://elm.example/pl/risks/"})


def test_sitemap_and_pages_give_the_same_alternates(shared: Project) -> None:
    for entry in view(shared).sitemap:
        language, name = (["en", *entry.url.removeprefix(SITE).strip("/").split("/")])[-2:]
        assert {other.tag: other.url for other in entry.alternates} == alternates(view(shared, language, name))


# Other languages


@pytest.mark.parametrize("large", [False, True])
def test_language_switch_leads_to_this_page_in_each_language_of_the_edition(shared: Project, large: bool) -> None:
    page = view(shared, "ar", large=large)
    folder = "/large-print/" if large else "/"
    assert {other.tag: where(page, other.url) for other in page.translations} == {
        tag: folder + ("risks" if tag == "en" else f"{tag}/risks") for tag in PUBLISHED
    }


def test_language_switch_names_each_language_in_itself(shared: Project) -> None:
    assert {other.tag: (other.name, other.direction) for other in view(shared).translations} == {
        tag: (languages()[tag].name, languages()[tag].direction) for tag in PUBLISHED
    }


def test_each_language_is_named_in_itself_and_in_the_language_of_the_page(shared: Project) -> None:
    assert [(other.name, other.translated) for other in view(shared, "pl").translations] == [
        ("English", "angielski"),
        ("العربية", "arabski"),
        ("ગુજરાતી", "gudżarati"),
        ("Polski", ""),
        ("اردو", "urdu"),
        ("简体中文", "chiński"),
    ]


@pytest.mark.parametrize("language", PUBLISHED)
def test_language_switch_marks_the_language_of_the_page(shared: Project, language: str) -> None:
    assert [other.tag for other in view(shared, language).translations if other.current] == [language]


# Notes


@pytest.mark.parametrize("language", PUBLISHED)
def test_fresh_page_has_no_note(shared: Project, language: str) -> None:
    assert notes(view(shared, language)) == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_stale_section_has_a_note_in_the_language_of_the_reader(root: Path, language: str) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    strings = words(root, language)
    assert notes(view(root, language)) == [f"{strings['stale_section']} {strings['stale_section_link']}"]


def test_note_stands_under_the_heading_of_its_section(root: Path) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    (note,) = (note for note in parsed(view(root, "pl")).iter("p") if note.get("class") == "notice")
    assert note.getprevious().get("id") == "numbers"


@pytest.mark.parametrize("large", [False, True])
def test_note_leads_to_the_english_section_in_the_same_edition(root: Path, large: bool) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    page = view(root, "ur", large=large)
    (link,) = (link for link in parsed(page).iter("a") if link.get("hreflang"))
    assert (where(page, link.get("href")), link.get("hreflang")) == (
        f"{'/large-print' if large else ''}/risks/#numbers",
        "en",
    )


def test_stale_section_is_shown_in_translation(root: Path) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    assert "groźne upadki" in view(root, "pl").content
    assert "hard falls" not in view(root, "pl").content


def test_english_page_has_no_notes_when_it_changes(root: Path) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    assert notes(view(root, "en")) == []


def test_section_that_was_never_compared_has_the_note_too(root: Path) -> None:
    (root / "docs/gu/translation.yml").write_text("{}\n", encoding="utf-8")
    assert len(notes(view(root, "gu"))) == 3


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_missing_section_has_its_english_heading_and_a_note(root: Path, language: str) -> None:
    edit(root / f"docs/{language}/risks.md", "{#numbers}", "{#other}")
    strings = words(root, language)
    page = view(root, language)
    (heading,) = (element for element in parsed(page).iter("h2") if element.get("id") == "numbers")
    parent = heading.getparent()
    assert (heading.text, parent.get("lang"), parent.get("dir")) == ("The numbers", "en", "ltr")
    assert notes(page) == [f"{strings['missing_section']} {strings['stale_section_link']}"]


def test_missing_section_does_not_move_the_others(root: Path) -> None:
    edit(root / "docs/zh/risks.md", "{#numbers}", "{#other}")
    assert [element.get("id") for element in parsed(view(root, "zh")).iter("h1", "h2")] == [
        "risks",
        "numbers",
        "tablets",
    ]


# A missing page


@pytest.fixture
def without_risks(root: Path) -> Path:
    for language in TRANSLATIONS:
        (root / f"docs/{language}/risks.md").unlink()
    return root


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_missing_page_begins_with_a_note_in_the_language_of_the_reader(without_risks: Path, language: str) -> None:
    page = view(without_risks, language)
    assert page.is_missing
    assert parsed(page)[0].get("class") == "notice"
    assert notes(page) == [words(without_risks, language)["missing_page"]]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_missing_page_is_the_english_marked_as_such(without_risks: Path, language: str) -> None:
    shown = parsed(view(without_risks, language))[1]
    assert (shown.get("lang"), shown.get("dir")) == ("en", "ltr")
    english = parsed(view(without_risks))
    for page in (shown, english):  # who has checked it is said in the language of the reader
        (status,) = page.find_class("status")
        status.drop_tree()
    assert shown.text_content().split() == english.text_content().split()


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_status_of_a_missing_page_is_in_the_language_of_the_reader(without_risks: Path, language: str) -> None:
    (status,) = parsed(view(without_risks, language)).find_class("status")
    assert status.getparent().get("lang") == language
    assert status.text_content() == words(without_risks, language)["status_not_by_clinician"]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_lists_of_the_build_on_a_missing_page_are_in_the_language_of_the_reader(
    without_risks: Path, language: str
) -> None:
    with (without_risks / "docs/en/risks.md").open("a", encoding="utf-8") as page:
        page.write("\n{{ notice.clinician }}\n")
    slot = parsed(view(without_risks, language))[1][-1]
    assert (slot.get("lang"), slot.get("dir")) == (language, languages()[language].direction)
    assert slot.text_content().strip() == words(without_risks, language)["notice_clinician"]


def test_links_of_a_missing_page_stay_in_the_language_of_the_reader(without_risks: Path) -> None:
    page = view(without_risks, "ar")
    assert "/ar/get-help/#emergency" in {where(page, link.get("href")) for link in parsed(page).iter("a")}


def test_missing_page_is_marked_in_the_menu(without_risks: Path) -> None:
    entries = {entry.title: entry.in_english for group in view(without_risks, "pl").navigation for entry in group.pages}
    assert entries == {"Pomoc": False, "Risks": True, "Przygotowania": False, "Samochód i samolot": False}


def test_missing_page_has_the_english_title_and_description(without_risks: Path) -> None:
    page = view(without_risks, "pl")
    assert (page.title, page.description) == ("Risks", "What can go wrong, in numbers.")


def test_missing_page_claims_no_translator(without_risks: Path) -> None:
    strings = words(without_risks, "pl")
    assert strings["notice_translator"] not in view(without_risks, "pl").record
    assert strings["notice_translator"] in view(without_risks, "pl", "get-help").record


def test_page_that_may_be_anywhere_is_no_missing_page(shared: Project) -> None:
    page = view(shared, "pl", "", anywhere=True)
    assert (page.is_missing, page.content, page.title) == (False, "", words(shared, "pl")["not_found_title"])


# The menu


@pytest.mark.parametrize(("language", "title", "pages"), [("en", "Deciding", ["Risks"]), ("pl", "Decyzja", ["Ryzyko"])])
def test_menu_is_in_the_language_of_the_page(shared: Project, language: str, title: str, pages: list[str]) -> None:
    alone, group, *_ = view(shared, language).navigation
    assert (alone.title, group.title, [entry.title for entry in group.pages]) == ("", title, pages)


def test_menu_marks_the_page_that_is_shown(shared: Project) -> None:
    current = [entry.title for group in view(shared, "pl").navigation for entry in group.pages if entry.current]
    assert current == ["Ryzyko"]


def test_pages_are_turned_in_the_order_of_the_menu(shared: Project) -> None:
    found = [view(shared, "pl", name) for name in NAMES]
    titles = ["Pomoc", "Ryzyko", "Przygotowania", "Samochód i samolot"]
    assert [page.previous and page.previous.title for page in found] == [None, *titles[:-1]]
    assert [page.next and page.next.title for page in found] == [*titles[1:], None]


def test_page_that_may_be_anywhere_has_no_neighbours(shared: Project) -> None:
    page = view(shared, "pl", "", anywhere=True)
    assert (page.previous, page.next) == (None, None)


# Who has checked what


def review(
    root: Path, language: str, role: str, page: str = "risks", version: str = "", name: str = "Dr A Elm"
) -> None:
    """Add a record of the words as they are now."""
    settings, _ = read_settings(root)
    assert settings
    source = read_leaflet(settings)[0]
    leaflet = read_leaflet(settings, language, source)[0] if language != "en" else source
    read = leaflet.page(page)
    assert read
    file = root / "docs/reviews.yml"
    before = file.read_text(encoding="utf-8").replace("[]", "")
    record = (
        f"- {{page: {page}, language: {language}, role: {role}, name: {name}, date: 2026-02-03,"
        f" version: {version or page_version(read)}}}\n"
    )
    file.write_text(before + record, encoding="utf-8")


@pytest.mark.parametrize("role", ["clinician", "translator"])
@pytest.mark.parametrize("language", TRANSLATIONS)
def test_without_a_review_the_notice_says_so(shared: Project, language: str, role: str) -> None:
    assert view(shared, language).notices(role) == [words(shared, language)[f"notice_{role}"]]


@pytest.mark.parametrize("role", ["clinician", "translator"])
@pytest.mark.parametrize("language", TRANSLATIONS)
def test_review_of_the_words_as_they_are_counts(root: Path, language: str, role: str) -> None:
    review(root, language, role)
    strings = words(root, language)
    day = date_words(date(2026, 2, 3), language).replace(" ", "\u00a0")
    assert view(root, language).notices(role) == [strings[f"reviewed_{role}"].format(name="Dr A Elm", date=day)]


def test_review_of_other_words_does_not_count(root: Path) -> None:
    review(root, "pl", "translator")
    edit(root / "docs/pl/risks.md", "groźne upadki", "ciężkie upadki")
    assert view(root, "pl").notices("translator") == [words(root, "pl")["notice_translator"]]


@pytest.mark.parametrize(
    ("language", "role", "page"),
    [("ar", "translator", "risks"), ("pl", "clinician", "risks"), ("pl", "translator", "get-help")],
)
def test_review_counts_for_its_own_language_role_and_page(root: Path, language: str, role: str, page: str) -> None:
    review(root, language, role, page)
    assert view(root, "pl").notices("translator") == [words(root, "pl")["notice_translator"]]


def test_review_of_the_english_does_not_count_for_a_translation(root: Path) -> None:
    review(root, "en", "clinician")
    assert view(root, "en").notices("clinician") != [words(root, "en")["notice_clinician"]]
    assert view(root, "pl").notices("clinician") == [words(root, "pl")["notice_clinician"]]


def status_of(root: Path, language: str) -> str:
    (status,) = parsed(view(root, language)).find_class("status")
    return unescape(status.text_content())


def test_status_under_the_heading_says_who_has_checked_the_page(root: Path) -> None:
    strings = words(root, "pl")
    assert status_of(root, "pl") == f"{strings['status_not_by_clinician']} {strings['status_not_by_translator']}"
    review(root, "pl", "translator")
    assert status_of(root, "pl") == f"{strings['status_not_by_clinician']} {strings['status_by_translator']}"
    assert status_of(root, "en") == words(root, "en")["status_not_by_clinician"]


def test_on_a_page_of_help_the_boxes_come_first(root: Path) -> None:
    file = root / "docs/en/get-help.md"
    file.write_text(
        file.read_text(encoding="utf-8").partition("# ")[0]
        + '# Help {#help}\n\n## Signs {#signs}\n\n!!! emergency "Call if:"\n    Call.\n\n    - pain\n\n'
        + "## More {#more}\n\nWords.\n",
        encoding="utf-8",
    )
    page = view(root, "en", "get-help")
    classes = [element.get("class") or element.get("id") for element in parsed(page)]
    assert page.puts_help_first and not view(root).puts_help_first
    assert classes == ["help", "signs", "card emergency", "status", "more", None]


def test_every_review_is_named(root: Path) -> None:
    review(root, "pl", "clinician")
    review(root, "pl", "clinician", name="Dr B Oak")
    assert len(view(root, "pl").notices("clinician")) == 2


def test_notice_of_the_hospital_goes_when_it_confirms_its_details(root: Path) -> None:
    assert view(root, "ur").notices("unconfirmed") == [words(root, "ur")["notice_unconfirmed"]]
    edit(root / "mkdocs.yml", 'email: ""', 'email: ""\n    confirmed: true')
    assert view(root, "ur").notices("unconfirmed") == []


@pytest.mark.parametrize("language", PUBLISHED)
def test_notice_stands_where_the_page_asks_for_it(root: Path, language: str) -> None:
    file = root / f"docs/{language}/risks.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n{{ notice.clinician }}\n", encoding="utf-8")
    assert unescape(parsed(view(root, language))[-1].text_content()) == words(root, language)["notice_clinician"]


@pytest.mark.parametrize(("language", "count"), [("en", 4), ("pl", 5)])
def test_foot_of_a_page_says_who_when_and_which_version(shared: Project, language: str, count: int) -> None:
    page = view(shared, language)
    assert page.shown
    *_, looked_at, again, version = page.record
    assert len(page.record) == count
    assert "2026" in looked_at and "2028" in again and f"1.0 ({page_version(page.shown)})" in version


@pytest.mark.parametrize("language", PUBLISHED)
def test_foot_of_a_page_has_no_field_left_open(shared: Project, language: str) -> None:
    assert [line for line in view(shared, language).record if "{" in line or "}" in line] == []


def test_version_at_the_foot_changes_with_the_words_of_the_language(root: Path) -> None:
    before = {language: view(root, language).record[-1] for language in PUBLISHED}
    edit(root / "docs/pl/risks.md", "groźne upadki", "ciężkie upadki")
    assert {language for language in PUBLISHED if view(root, language).record[-1] != before[language]} == {"pl"}


# Dates


@pytest.mark.parametrize("language", languages())
def test_date_has_western_digits(language: str) -> None:
    words = date_words(date(2026, 8, 5), language)
    assert [number for number in re.findall(r"\d+", words)] in (["5", "2026"], ["2026", "8", "5"], ["5", "8", "2026"])
    assert re.sub("[\u00a0\u202f]", " ", words).isprintable() and not re.search(r"[^\W\D0-9]", words)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "5 August 2026"),
        ("pl", "5 sierpnia 2026"),
        ("ar", "5 أغسطس 2026"),
        ("ur", "5 اگست، 2026"),
        ("gu", "5 ઑગસ્ટ, 2026"),
        ("zh", "2026年8月5日"),
    ],
)
def test_date_is_in_the_words_of_the_language(language: str, expected: str) -> None:
    assert date_words(date(2026, 8, 5), language) == expected


@pytest.mark.parametrize("language", languages())
def test_every_month_has_another_name(language: str) -> None:
    assert len({date_words(date(2026, month, 15), language) for month in range(1, 13)}) == 12


# The page itself


@pytest.mark.parametrize("language", PUBLISHED)
def test_words_of_the_page_are_its_own(shared: Project, language: str) -> None:
    page = view(shared, language, "get-help")
    assert page.page
    shown = [heading.text_content().replace("\u00a0", " ") for heading in parsed(page).iter("h1", "h2")]
    assert shown == [section.title for section in page.page.sections]


@pytest.mark.parametrize("language", PUBLISHED)
def test_box_says_its_kind_in_the_language_of_the_page(shared: Project, language: str) -> None:
    (kind,) = parsed(view(shared, language, "get-help")).xpath("//*[@class='card-kind']")
    assert kind.text == words(shared, language)["card_emergency"]


def test_edition_knows_whether_it_is_a_translation(shared: Project) -> None:
    english = view(shared).edition
    assert not english.is_translation
    assert replace(english, language=languages()["pl"]).is_translation


# The leaflet as a whole


def status(root: Path, role: str) -> str:
    """The sentence on who has checked all Polish pages."""
    read = written(root)
    return read.status(read.leaflet("pl"), words(read, "pl"), role)


@pytest.mark.parametrize("role", ["clinician", "translator"])
def test_leaflet_that_one_person_has_read_in_full_names_them(root: Path, role: str) -> None:
    for name in NAMES:
        review(root, "pl", role, name)
    day = date_words(date(2026, 2, 3), "pl")
    assert status(root, role) == words(root, "pl")[f"leaflet_reviewed_{role}"].format(name="Dr A Elm", date=day)


@pytest.mark.parametrize("role", ["clinician", "translator"])
def test_leaflet_that_nobody_has_read_in_full_says_so(root: Path, role: str) -> None:
    review(root, "pl", role, "risks")
    assert status(root, role) == words(root, "pl")[f"leaflet_notice_{role}"]


def test_leaflet_that_was_read_by_somebody_of_another_role_says_so(root: Path) -> None:
    review(root, "pl", "clinician", "risks")
    for name in NAMES[:1] + NAMES[2:]:
        review(root, "pl", "translator", name)
    assert status(root, "translator") == words(root, "pl")["leaflet_notice_translator"]


def test_leaflet_that_was_read_by_two_people_in_parts_says_that_nobody_has(root: Path) -> None:
    review(root, "pl", "translator", "risks")
    file = root / "docs/reviews.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("Dr A Elm", "Dr B Oak"), encoding="utf-8")
    for name in NAMES[:1] + NAMES[2:]:
        review(root, "pl", "translator", name)
    assert status(root, "translator") == words(root, "pl")["leaflet_notice_translator"]


def test_leaflet_is_dated_by_the_reviews_that_count(root: Path) -> None:
    for name in NAMES:
        review(root, "pl", "translator", name)
    file = root / "docs/reviews.yml"
    before = file.read_text(encoding="utf-8")
    review(root, "ar", "translator", "risks")
    later = file.read_text(encoding="utf-8").removeprefix(before).replace("2026-02-03", "2026-03-03")
    file.write_text(before + later, encoding="utf-8")
    assert date_words(date(2026, 2, 3), "pl") in status(root, "translator")


def test_leaflet_that_has_changed_since_it_was_read_says_so(root: Path) -> None:
    for name in NAMES:
        review(root, "pl", "translator", name)
    edit(root / "docs/pl/risks.md", "groźne upadki", "ciężkie upadki")
    assert status(root, "translator") == words(root, "pl")["leaflet_notice_translator"]


@pytest.mark.parametrize(
    ("language", "count", "address"), [("en", 1, "https://elm.example/"), ("pl", 2, "https://elm.example/pl/")]
)
def test_booklet_says_who_has_checked_it_and_where_it_stands(
    shared: Project, language: str, count: int, address: str
) -> None:
    booklet = shared.booklet(language)
    assert (len(booklet.status), booklet.address) == (count, address)


def test_booklet_knows_its_stale_sections(root: Path) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    read = written(root)
    stale = {place for place in read.booklet("pl").stale if place[0] != "interface"}
    assert stale == {("risks", "numbers")}


# The templates


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        prepare(Environment()).from_string("{{ lf.titel }}").render(lf=SimpleNamespace(title="Risks"))


def test_words_are_escaped() -> None:
    assert (
        prepare(Environment()).from_string("{{ words }}").render(words='"cement" & pain <5')
        == "&#34;cement&#34; &amp; pain &lt;5"
    )


def test_files_to_download_are_grouped_by_what_they_are_good_for() -> None:
    files = [SimpleNamespace(format=name) for name in ("pdf", "pdf-checklist", "brf", "pef", "docx", "zip")]
    strings = {f"formats_{name}{end}": name + end for name in GROUPS for end in ("", "_why")}
    found = {group.name: [made.format for made in group.files] for group in grouped(files, strings)}
    assert found == {
        "paper": ["pdf"],
        "sheet": ["pdf-checklist"],
        "braille": ["brf", "pef"],
        "device": ["docx"],
        "wards": ["zip"],
    }
    assert all(made.group in GROUPS for made in FORMATS)
