"""Cards and sections in short where readers meet them, in English and in a translation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflet.content.model import Leaflet, Page, Section, text, walk
from leaflet.translation.reviews import page_version
from support.reading import read_project
from support.shared_texts import project, write
from support.translated import edit


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("composing") / "project")


@pytest.fixture
def root(shared: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copytree(shared, tmp_path / "project", symlinks=True))


def page(leaflet: Leaflet, name: str) -> Page:
    found = leaflet.page(name)
    assert found
    return found


def section(leaflet: Leaflet, name: str, of: str = "in-short") -> Section:
    found = page(leaflet, of).section(name)
    assert found
    return found


def words(section: Section) -> str:
    return " ".join(text(block) for block in section.blocks)


def links(section: Section) -> list[str]:
    return [element.get("href") for element in walk(section.blocks) if element.tag == "a"]


# Cards


@pytest.mark.parametrize(("language", "said"), [("en", "you have chest pain"), ("pl", "ból w klatce piersiowej")])
def test_card_is_in_the_language_of_the_page(shared: Path, language: str, said: str) -> None:
    help_section = section(read_project(shared).leaflet(language), "help")
    assert [block.tag for block in help_section.blocks] == ["card", "p"]
    assert said in words(help_section)


def test_page_of_the_cards_is_not_for_readers(shared: Path) -> None:
    read = read_project(shared)
    assert [read.leaflet(language).page("cards") for language in ("en", "pl")] == [None, None]
    assert read.written("pl").page("cards")


def test_no_slot_of_a_shared_text_is_left(shared: Path) -> None:
    read = read_project(shared)
    blocks = [
        block
        for tag in ("en", "pl")
        for one in read.leaflet(tag).pages
        for part in one.sections
        for block in walk(part.blocks)
    ]
    assert [block.get("name") for block in blocks if block.tag == "slot"] == []


def test_section_that_shows_a_card_keeps_its_own_hash(root: Path) -> None:
    before = section(read_project(root).leaflet("en"), "help")
    edit(root / "docs/en/cards.md", "chest pain", "a fever")
    after = section(read_project(root).leaflet("en"), "help")
    assert "a fever" in words(after)
    assert after.digest == before.digest


@pytest.mark.parametrize("language", ["en", "pl"])
def test_changed_card_is_a_new_version_of_the_pages_that_show_it(root: Path, language: str) -> None:
    def versions() -> dict[str, str]:
        return {one.name: page_version(one) for one in read_project(root).leaflet(language).pages}

    before = versions()
    with (root / f"docs/{language}/cards.md").open("a", encoding="utf-8") as cards:
        cards.write("\nNie.\n")
    changed = {name for name, version in versions().items() if version != before[name]}
    assert changed == {"en": {"in-short", "staff"}, "pl": {"in-short"}}[language]


def test_card_that_a_translation_lacks_leaves_the_english_section(root: Path) -> None:
    write(root, "pl/cards", "# Teksty {#cards}\n")
    read = read_project(root)
    assert page(read.leaflet("pl"), "in-short").section("help") is None
    booklet = read.booklet("pl")
    shown = {one.section.id: one.language for one in booklet.sections(page(booklet.leaflet, "in-short"))}
    assert shown["help"] == "en"
    assert read.shown_states("pl")["in-short", "help"].state == "missing"


def test_section_with_a_stale_card_is_stale(root: Path) -> None:
    edit(root / "docs/en/cards.md", "chest pain", "a fever")
    read = read_project(root)
    assert ("in-short", "help") in read.booklet("pl").stale
    assert read.states("pl")["in-short", "help"].state == "fresh"


def test_card_in_a_list_is_filled_in_too(root: Path) -> None:
    edit(root / "docs/en/in-short.md", "{{ card.emergency }}", "- One\n\n    {{ card.emergency }}")
    assert "chest pain" in words(section(read_project(root).leaflet("en"), "help"))


def test_link_inside_a_card_leads_where_it_led(root: Path) -> None:
    assert links(section(read_project(root).leaflet("en"), "help")) == ["risks.md#tablets"]


# The leaflet in short


def test_sections_in_short_are_under_the_titles_of_their_pages(shared: Path) -> None:
    found = page(read_project(shared).leaflet("en"), "in-short").sections
    assert [(one.id, one.level, one.title) for one in found] == [
        ("in-short", 1, "In short"),
        ("risks", 2, "Risks"),
        ("get-ready", 2, "Getting ready"),
        ("help", 2, "Help"),
    ]
    assert [one.heading.tag for one in found] == ["h1", "h2", "h2", "h2"]


def test_links_of_a_section_in_short_lead_where_they_led(shared: Path) -> None:
    assert links(section(read_project(shared).leaflet("en"), "risks")) == ["risks.md#numbers", "staff.md#sources"]


def test_section_in_short_that_a_translation_lacks_is_in_english(shared: Path) -> None:
    booklet = read_project(shared).booklet("pl")
    shown = [(one.section.title, one.language) for one in booklet.sections(page(booklet.leaflet, "in-short"))]
    assert shown == [("W skrócie", "pl"), ("Ryzyko", "pl"), ("Getting ready", "en"), ("Pomoc", "pl")]


def test_section_in_short_is_as_fresh_as_the_original(root: Path) -> None:
    edit(root / "docs/en/risks.md", "Infection is rare", "Infection is very rare")
    read = read_project(root)
    assert read.shown_states("pl")["in-short", "risks"].state == "stale"
    assert read.shown_states("pl")["in-short", "get-ready"].state == "missing"
    assert [of for of in read.states("pl") if of[0] == "in-short"] == [
        ("in-short", "title"),
        ("in-short", "in-short"),
        ("in-short", "help"),
    ]


def test_changed_section_in_short_is_a_new_version_of_the_leaflet_in_short(root: Path) -> None:
    before = page_version(page(read_project(root).leaflet("en"), "in-short"))
    edit(root / "docs/en/risks.md", "Infection is rare", "Infection is very rare")
    assert page_version(page(read_project(root).leaflet("en"), "in-short")) != before


# In English only


def test_no_translation_has_a_page_in_english_only(shared: Path) -> None:
    read = read_project(shared)
    write(shared, "pl/staff", "# Dla personelu {#staff}\n")
    try:
        assert read_project(shared).written("pl").page("staff") is None
    finally:
        (shared / "docs/pl/staff.md").unlink()
    assert not [of for of in read.states("pl") if of[0] == "staff"]


def test_files_of_a_translation_lead_to_the_web_for_it(shared: Path) -> None:
    booklet = read_project(shared).booklet("pl")
    assert "staff" not in [one.name for one in booklet.pages()]
    expected = ["risks.md#numbers", "https://elm.example/staff/#sources"]
    assert links(section(booklet.leaflet, "risks")) == links(section(booklet.english, "risks")) == expected


def test_english_files_link_to_it_and_only_the_web_has_it(shared: Path) -> None:
    read = read_project(shared)
    assert "staff" not in [one.name for one in read.booklet("en").pages()]
    assert links(section(read.booklet("en").leaflet, "risks"))[-1].endswith("/staff/#sources")
    with_staff = read.booklet("en", for_staff=True)
    assert [one.name for one in with_staff.pages()][-1] == "staff"
    assert links(section(with_staff.leaflet, "risks"))[-1] == "staff.md#sources"
