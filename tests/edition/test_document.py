"""A leaflet as one document: what stands in for what is missing, and numbers of sections."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from leaflet.content.model import text, walk
from leaflet.content.sentences import sentences, with_sentences
from leaflet.edition.about import record, short_record
from leaflet.edition.document import Document, Entry
from leaflet.edition.edition import Booklet
from leaflet.edition.inline import isolated
from leaflet.edition.slots import Medium
from support.made import KINDS, booklet, findings, real_settings, small, written
from support.small import shape

ENGLISH = "# Risks {#risks}\n\nRisks.\n\n## Pain {#pain}\n\nPain.\n\n### Much {#much}\n\nMuch.\n\n## Clot {#clot}\n\nA clot.\n"
ARABIC = "# المخاطر {#risks}\n\nمخاطر (NICE).\n\n## الألم {#pain}\n\nألم 01923 217 187.\n\n### كثير {#much}\n\nكثير.\n"


def entries(words: Booklet, medium: Medium = Medium.FILE) -> list[Entry]:
    return [entry for chapter in Document(words, medium).chapters for entry in chapter.entries]


def test_sections_are_numbered_by_their_level(tmp_path: Path) -> None:
    assert [entry.number for entry in entries(small(tmp_path, ENGLISH))] == ["1", "1.1", "1.1.1", "1.2"]


def test_a_missing_section_stands_in_english_and_says_so(tmp_path: Path) -> None:
    found = entries(small(tmp_path, ENGLISH, ARABIC, "ar"))
    assert [(entry.section.id, entry.language.tag) for entry in found] == [
        ("risks", "ar"),
        ("pain", "ar"),
        ("much", "ar"),
        ("clot", "en"),
    ]
    assert [bool(entry.note) for entry in found] == [False, False, False, True]
    assert "بالإنجليزية" in found[-1].note


def test_a_missing_page_stands_in_english_and_says_so_once(tmp_path: Path) -> None:
    found = entries(small(tmp_path, ENGLISH, "", "ar"))
    assert {entry.language.tag for entry in found} == {"en"}
    assert [bool(entry.note) for entry in found] == [True, False, False, False]


def test_a_section_that_is_not_fresh_says_so(tmp_path: Path) -> None:
    found = entries(small(tmp_path, ENGLISH, ARABIC, "ar", stale=frozenset({("risks", "pain")})))
    assert [entry.section.id for entry in found if entry.note] == ["pain", "clot"]


def test_latin_letters_among_others_are_marked_as_english(tmp_path: Path) -> None:
    found = entries(small(tmp_path, ENGLISH, ARABIC, "ar"))[0]
    assert shape(*found.section.blocks) == '<p>مخاطر (<span lang="en" dir="ltr">NICE</span>).</p>'


def test_numbers_stay_isolated(tmp_path: Path) -> None:
    found = entries(small(tmp_path, ENGLISH, ARABIC, "ar"))[1]
    assert '<bdi dir="ltr">01923 217 187</bdi>' in shape(*found.section.blocks)


UNCONFIRMED = "The hospital has not yet confirmed its contact details here."
LISTS = (
    "## All {#all}\n\n{{ list.pages }}\n\n{{ list.formats }}\n\n{{ notice.clinician }}\n\n{{ notice.unconfirmed }}\n"
)


@pytest.mark.parametrize("arabic", ["", ARABIC])
def test_lists_and_notices_of_an_english_section_are_english(arabic: str, tmp_path: Path) -> None:
    """Of who has checked the words nothing is said there: what is known is who has checked the Arabic."""
    found = entries(small(tmp_path, ENGLISH + "\n" + LISTS, arabic, "ar"))[-1]
    assert found.language.tag == "en"
    assert [text(block) for block in found.section.blocks] == [
        "Risks",
        "This leaflet in other formats, on its web pages: https://elm.example/formats/#other-formats",
        UNCONFIRMED,
    ]


def test_a_title_in_another_language_says_so(tmp_path: Path) -> None:
    """A page that is not translated, in a list of pages."""
    words = small(tmp_path, ENGLISH, "# Ryzyko {#risks}\n\n{{ list.pages }}\n", "pl")
    more = replace(words.english.pages[0], name="more")
    found = entries(replace(words, english=replace(words.english, pages=(*words.english.pages, more))))[0]
    assert '<a href="risks.md">Ryzyko</a>' in shape(*found.section.blocks)
    assert '<a href="more.md"><span lang="en">Risks</span></a>' in shape(*found.section.blocks)


@pytest.mark.parametrize("kind", ["docx", "epub", "txt"])
def test_english_sections_with_lists_bring_no_finding(kind: str, tmp_path: Path) -> None:
    words = small(tmp_path, ENGLISH + "\n" + LISTS, ARABIC, "ar")
    assert findings(kind, words, written(KINDS[kind], words, tmp_path)) == []


@pytest.mark.parametrize("language", ["en", "pl", "zh"])
def test_only_other_scripts_have_marks_of_language(language: str) -> None:
    marked = any("<span" in shape(*entry.section.blocks) for entry in entries(booklet(language)))
    assert marked == (language == "zh")


@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_list_or_notice_is_left_to_fill_in(language: str, medium: Medium) -> None:
    assert not any("<slot" in shape(*entry.section.blocks) for entry in entries(booklet(language), medium))


def test_lists_of_pages_lead_to_every_page() -> None:
    section = next(entry.section for entry in entries(booklet("en")) if entry.section.id == "all-pages")
    assert shape(*section.blocks).count("<li>") == len(booklet("en").english.pages)


@pytest.mark.parametrize(("confirmed", "expected"), [(False, True), (True, False)])
def test_what_a_file_says_about_itself(tmp_path: Path, confirmed: bool, expected: bool) -> None:
    words = small(tmp_path, ENGLISH)
    hospital = replace(words.leaflet.hospital, confirmed=confirmed)
    lines = record(replace(words, leaflet=replace(words.leaflet, hospital=hospital)))
    assert lines[:4] == (
        "Language: English",
        "Version: 1.0",
        "Words last looked at: 5 January 2026",
        "Nobody has checked it.",
    )
    assert (words.strings["notice_unconfirmed"] in lines) == expected


def test_a_format_has_lines_of_its_own_after_the_language(tmp_path: Path) -> None:
    lines = record(small(tmp_path, ENGLISH), "Large print")
    assert lines[:3] == ("Language: English", "Large print", "Version: 1.0")


def test_the_foot_of_a_sheet_is_short(tmp_path: Path) -> None:
    lines = short_record(small(tmp_path, ENGLISH))
    assert lines == ("English", "Version: 1.0", "5 January 2026", "Nobody has checked it.")


LINKED = (
    "# Risks {#risks}\n\n[Pain](#pain), [all](risks.md), [away](https://elm.example/).\n\n## Pain {#pain}\n\nPain.\n"
)


def test_a_link_leads_to_a_section(tmp_path: Path) -> None:
    words = Document(small(tmp_path, LINKED))
    (section, *_) = (entry.section for entry in words.chapters[0].entries)
    links = [one.get("href") for one in walk(section.blocks) if one.tag == "a"]
    assert links == ["risks.md#pain", "risks.md", "https://elm.example/"]
    assert [target and target.section.id for target in map(words.target, links)] == ["pain", "risks", None]


@pytest.mark.parametrize("medium", [medium for medium in Medium if medium is not Medium.FILE])
def test_english_is_marked_in_files_only(medium: Medium, tmp_path: Path) -> None:
    assert shape(*entries(small(tmp_path, ENGLISH, ARABIC, "ar"), medium)[0].section.blocks) == "<p>مخاطر (NICE).</p>"


@pytest.mark.parametrize(("direction", "expected"), [("ltr", "18001 01923"), ("rtl", "\u200e18001 01923\u200e\u200f")])
def test_isolated(direction: str, expected: str) -> None:
    assert isolated("18001 01923", direction) == expected


@pytest.mark.parametrize("language", real_settings().languages)
def test_a_sentence_has_the_same_id_in_a_file_as_on_its_page(language: str) -> None:
    """One sound file, and one list of times, serves the web page and the e-book."""
    words = booklet(language)
    for chapter in Document(words).chapters:
        page = words.leaflet.page(chapter.name)
        assert page
        for entry in chapter.entries:
            own = page.section(entry.section.id)
            assert own
            on_the_page = list(sentences(with_sentences(own, language)))
            in_the_file = dict(sentences(with_sentences(entry.section, language)))
            filled = [(name, words) for name, words in in_the_file.items() if not re.search("_(list|notice)-", name)]
            assert filled == on_the_page
