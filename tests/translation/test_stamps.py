"""Which section is fresh, stale, missing or not stamped, and what a stamp records."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from leaflet.content.model import Leaflet
from leaflet.content.reading import read_leaflet
from leaflet.project.settings import Hospital, Settings, read_settings
from leaflet.translation.stamping import to_compare
from leaflet.translation.stamps import (
    EDITED,
    FRESH,
    HEADER,
    INTERFACE,
    MISSING,
    NOT_STAMPED,
    STALE,
    TITLE,
    Part,
    parts,
    path_of,
    read_record,
)
from support.small import read
from support.translated import TRANSLATIONS, copy_of, edit, stamp_in

SECTIONS = {
    "get-ready": {TITLE, "get-ready"},
    "driving-and-flying": {TITLE, "driving-and-flying"},
    "get-help": {TITLE, "get-help", "emergency", "first-weeks"},
    "risks": {TITLE, "risks", "numbers", "tablets"},
    INTERFACE: {"menu", "version", "card_emergency"},
}
ALL = {(page, section) for page, sections in SECTIONS.items() for section in sections}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of(tmp_path)


def read_both(root: Path, language: str) -> tuple[Leaflet, Leaflet, Settings]:
    settings, findings = read_settings(root)
    assert settings, findings
    source = read_leaflet(settings)[0]
    return source, read_leaflet(settings, language, source)[0], settings


def found_parts(root: Path, language: str) -> dict[tuple[str, str], Part]:
    return {(part.page, part.section): part for part in parts(*read_both(root, language))}


def in_state(root: Path, language: str, state: str) -> set[tuple[str, str]]:
    return {place for place, part in found_parts(root, language).items() if part.state == state}


def known(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings, findings
    return settings


def record(root: Path, language: str) -> dict[str, dict[str, dict[str, object]]]:
    return dict(yaml.safe_load((root / path_of(language)).read_text(encoding="utf-8")))


def write_record(root: Path, language: str, content: str) -> None:
    (root / path_of(language)).write_text(content, encoding="utf-8")


# States


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_part_of_the_english_has_a_state(root: Path, language: str) -> None:
    assert set(found_parts(root, language)) == ALL


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_part_that_was_compared_with_the_english_of_today_is_fresh(root: Path, language: str) -> None:
    assert in_state(root, language, FRESH) == ALL


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_changed_english_word_makes_its_section_stale_and_no_other(root: Path, language: str) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    assert in_state(root, language, STALE) == {("risks", "numbers")}
    assert in_state(root, language, FRESH) == ALL - {("risks", "numbers")}


@pytest.mark.parametrize(("old", "new"), [("title: Risks", "title: The risks"), ("go wrong, in numbers", "go wrong")])
def test_changed_english_title_or_description_makes_the_title_stale(root: Path, old: str, new: str) -> None:
    edit(root / "docs/en/risks.md", old, new)
    assert in_state(root, "ur", STALE) == {("risks", TITLE)}


def test_changed_english_heading_makes_its_section_stale(root: Path) -> None:
    edit(root / "docs/en/risks.md", "## The numbers {", "## The risk in numbers {")
    assert in_state(root, "pl", STALE) == {("risks", "numbers")}


def test_changed_word_of_the_english_interface_makes_it_stale(root: Path) -> None:
    edit(root / "overrides/strings/en.yml", "menu: Menu", "menu: Pages")
    assert in_state(root, "zh", STALE) == {(INTERFACE, "menu")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Do not lift anything heavy for 2 weeks unless", "Do not lift anything heavy\nfor 2 weeks unless"),
        ("## Emergency signs", "<!-- Checked on the ward. -->\n\n## Emergency signs"),
        ("    - you cannot pee\n    - you", "    * you cannot pee\n    * you"),
        ("last_reviewed: 2026-01-05", "last_reviewed: 2026-06-05"),
        ("covers: [L1]", "covers: []"),
    ],
)
def test_change_that_no_reader_sees_makes_nothing_stale(root: Path, old: str, new: str) -> None:
    edit(root / "docs/en/get-help.md", old, new)
    assert in_state(root, "gu", FRESH) == ALL


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("01632 960 001", "01632 960 117"),
        ("name: Elm Hospital", "name: Oak Hospital"),
        ('email: ""', "email: ward@elm.example"),
    ],
)
def test_changed_detail_of_the_hospital_makes_nothing_stale(root: Path, old: str, new: str) -> None:
    edit(root / "mkdocs.yml", old, new)
    assert in_state(root, "ar", FRESH) == ALL


def test_changed_word_of_the_translation_makes_its_section_edited_and_nothing_stale(root: Path) -> None:
    edit(root / "docs/pl/risks.md", "groźne upadki", "ciężkie upadki")
    assert in_state(root, "pl", EDITED) == {("risks", "numbers")}
    assert in_state(root, "pl", FRESH) == ALL - {("risks", "numbers")}


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("docs/pl/risks.md", "title: Ryzyko", "title: Ryzyka", ("risks", TITLE)),
        ("docs/pl/risks.md", "](get-help.md#emergency)", "](get-help.md)", ("risks", "risks")),
        ("overrides/strings/pl.yml", "menu: Spis stron", "menu: Strony", (INTERFACE, "menu")),
    ],
)
def test_titles_links_and_words_of_the_interface_are_edited_too(
    root: Path, file: str, old: str, new: str, place: tuple[str, str]
) -> None:
    edit(root / file, old, new)
    assert in_state(root, "pl", EDITED) == {place}


def test_edited_section_is_fresh_again_when_it_says_what_it_said(root: Path) -> None:
    edit(root / "docs/pl/risks.md", "groźne upadki", "ciężkie upadki")
    edit(root / "docs/pl/risks.md", "ciężkie upadki", "groźne upadki")
    assert in_state(root, "pl", FRESH) == ALL


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n## Liczby", "\n<!-- checked with the ward -->\n\n## Liczby"),
        ("\n- ", "\n* "),
        ("groźne upadki", "groźne\nupadki"),
    ],
)
def test_change_of_a_translation_that_no_reader_sees_makes_nothing_edited(root: Path, old: str, new: str) -> None:
    edit(root / "docs/pl/risks.md", old, new)
    assert in_state(root, "pl", FRESH) == ALL


def test_stamp_of_an_older_program_does_not_say_what_was_compared(root: Path) -> None:
    lines = (root / path_of("pl")).read_text(encoding="utf-8").splitlines(keepends=True)
    write_record(root, "pl", "".join(re.sub(r", translation: \w+|^ +translation: .*\n", "", line) for line in lines))
    assert in_state(root, "pl", EDITED) == ALL


def test_section_that_the_translation_lacks_is_missing(root: Path) -> None:
    edit(root / "docs/pl/risks.md", "{#numbers}", "{#liczby}")
    assert in_state(root, "pl", MISSING) == {("risks", "numbers")}


def test_every_part_of_a_page_that_the_translation_lacks_is_missing(root: Path) -> None:
    (root / "docs/ur/get-help.md").unlink()
    assert in_state(root, "ur", MISSING) == {("get-help", section) for section in SECTIONS["get-help"]}


def test_missing_section_is_missing_and_not_stale_when_its_english_changes(root: Path) -> None:
    edit(root / "docs/pl/risks.md", "{#numbers}", "{#liczby}")
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    assert found_parts(root, "pl")["risks", "numbers"].state == MISSING


def test_without_a_record_nothing_is_stamped(root: Path) -> None:
    (root / path_of("gu")).unlink()
    assert in_state(root, "gu", NOT_STAMPED) == ALL


def test_new_english_section_is_missing(root: Path) -> None:
    edit(root / "docs/en/risks.md", "## Your tablets", "## Pain {#pain}\n\nPain gets less.\n\n## Your tablets")
    assert in_state(root, "zh", MISSING) == {("risks", "pain")}


def test_new_section_that_is_translated_but_not_stamped_says_so(root: Path) -> None:
    edit(root / "docs/en/risks.md", "## Your tablets", "## Pain {#pain}\n\nPain gets less.\n\n## Your tablets")
    edit(root / "docs/zh/risks.md", "## 您的药片", "## 疼痛 {#pain}\n\n疼痛会减轻。\n\n## 您的药片")
    assert in_state(root, "zh", NOT_STAMPED) == {("risks", "pain")}


def test_part_says_its_line_in_the_translation(root: Path) -> None:
    edit(root / "docs/pl/risks.md", "## Liczby", "\n\n## Liczby")
    lines = (root / "docs/pl/risks.md").read_text(encoding="utf-8").splitlines()
    assert lines[found_parts(root, "pl")["risks", "numbers"].line - 1] == "## Liczby {#numbers}"


@pytest.mark.parametrize("section", [TITLE, "tablets"])
def test_part_without_a_line_of_its_own_is_on_the_first(root: Path, section: str) -> None:
    edit(root / "docs/pl/risks.md", "{#tablets}", "{#other}")
    assert found_parts(root, "pl")["risks", section].line == 1


@pytest.mark.parametrize(
    ("state", "is_stale"), [(FRESH, False), (MISSING, False), (STALE, True), (NOT_STAMPED, True), (EDITED, True)]
)
def test_stale_is_what_somebody_must_compare(state: str, is_stale: bool) -> None:
    assert Part("risks", "numbers", state).is_stale is is_stale


@pytest.mark.parametrize(
    ("page", "is_safety"),
    [
        ("get-help", True),
        ("get-ready", True),
        ("driving-and-flying", True),
        ("risks", False),
        (INTERFACE, False),
    ],
)
def test_safety_pages_are_those_that_can_do_harm(root: Path, page: str, is_safety: bool) -> None:
    section = "menu" if page == INTERFACE else TITLE
    assert found_parts(root, "pl")[page, section].is_safety is is_safety


def test_settings_say_which_pages_are_safety_pages(root: Path) -> None:
    edit(root / "mkdocs.yml", 'version: "1.0"\n', 'version: "1.0"\n  safety_pages: [risks]\n')
    assert {page for (page, _), part in found_parts(root, "pl").items() if part.is_safety} == {"risks"}


# Stamps


@pytest.fixture
def changed(root: Path) -> Path:
    """The English has changed in two sections of one page, in one of the other, and in the interface."""
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    edit(root / "docs/en/risks.md", "Drink nothing more", "Drink nothing after that")
    edit(root / "docs/en/get-help.md", "you have new chest pain", "you have chest pain")
    edit(root / "overrides/strings/en.yml", "menu: Menu", "menu: Pages")
    return root


STALE_PARTS = {("risks", "numbers"), ("risks", "tablets"), ("get-help", "emergency"), (INTERFACE, "menu")}


@pytest.mark.parametrize(
    ("page", "section", "still_stale"),
    [
        (None, None, set()),
        ("risks", None, {("get-help", "emergency"), (INTERFACE, "menu")}),
        ("risks", "numbers", STALE_PARTS - {("risks", "numbers")}),
        ("get-help", None, STALE_PARTS - {("get-help", "emergency")}),
        (INTERFACE, None, STALE_PARTS - {(INTERFACE, "menu")}),
        (INTERFACE, "menu", STALE_PARTS - {(INTERFACE, "menu")}),
        ("risks", "risks", STALE_PARTS),
    ],
)
def test_stamp_makes_fresh_what_it_names_and_no_more(
    changed: Path, page: str | None, section: str | None, still_stale: set[tuple[str, str]]
) -> None:
    assert in_state(changed, "pl", STALE) == STALE_PARTS
    stamp_in(changed, "pl", page, section)
    assert in_state(changed, "pl", STALE) == still_stale
    assert in_state(changed, "pl", FRESH) == ALL - still_stale


@pytest.mark.parametrize(
    ("page", "section", "count"),
    [
        (None, None, 4),
        ("risks", None, 2),
        ("risks", "numbers", 1),
        ("risks", "risks", 0),
        (INTERFACE, None, 1),
    ],
)
def test_stamp_says_how_many_parts_it_changed(changed: Path, page: str | None, section: str | None, count: int) -> None:
    assert stamp_in(changed, "ar", page, section) == count


def test_stamp_of_one_language_leaves_the_others(changed: Path) -> None:
    stamp_in(changed, "ar")
    assert in_state(changed, "ur", STALE) == STALE_PARTS


def test_stamp_of_a_title(root: Path) -> None:
    edit(root / "docs/en/risks.md", "title: Risks", "title: The risks")
    assert stamp_in(root, "gu", "risks", TITLE) == 1
    assert in_state(root, "gu", FRESH) == ALL


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_stamp_of_what_is_fresh_changes_no_byte(root: Path, language: str) -> None:
    before = (root / path_of(language)).read_bytes()
    assert stamp_in(root, language) == 0
    assert (root / path_of(language)).read_bytes() == before


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_first_stamp_records_every_part(root: Path, language: str) -> None:
    (root / path_of(language)).unlink()
    assert stamp_in(root, language) == len(ALL)
    assert in_state(root, language, FRESH) == ALL


def test_stamp_of_a_page_adds_nothing_for_parts_that_were_never_stamped(root: Path) -> None:
    (root / path_of("pl")).unlink()
    stamp_in(root, "pl", "risks", "numbers")
    assert {page: set(sections) for page, sections in record(root, "pl").items()} == {"risks": {"numbers"}}


def test_stamp_does_not_record_what_the_translation_lacks(root: Path) -> None:
    edit(root / "docs/pl/risks.md", "{#numbers}", "{#liczby}")
    stamp_in(root, "pl")
    assert set(record(root, "pl")["risks"]) == SECTIONS["risks"] - {"numbers"}


def test_section_that_comes_back_after_a_stamp_must_be_compared_again(root: Path) -> None:
    edit(root / "docs/pl/risks.md", "{#numbers}", "{#liczby}")
    stamp_in(root, "pl", "get-help")
    edit(root / "docs/pl/risks.md", "{#liczby}", "{#numbers}")
    assert in_state(root, "pl", NOT_STAMPED) == {("risks", "numbers")}


@pytest.mark.parametrize("page", [None, "get-help"])
def test_stamp_drops_the_record_of_a_section_that_the_english_no_longer_has(root: Path, page: str | None) -> None:
    edit(root / path_of("pl"), "\n  numbers:\n", "\n  figures: {source: 0123456789ab}\n  numbers:\n")
    stamp_in(root, "pl", page)
    assert set(record(root, "pl")["risks"]) == SECTIONS["risks"]


def test_stamp_drops_the_record_of_a_page_that_the_english_no_longer_has(root: Path) -> None:
    edit(root / path_of("ur"), "\nrisks:\n", "\npain:\n  title: {source: 0123456789ab}\nrisks:\n")
    stamp_in(root, "ur")
    assert set(record(root, "ur")) == set(SECTIONS)


def test_stamp_counts_the_safety_words(root: Path) -> None:
    edit(root / "docs/pl/risks.md", "Proszę już nic nie pić", "Nie jeść i nie pić")
    stamp_in(root, "pl")
    words = record(root, "pl")["risks"]["tablets"]["words"]
    assert isinstance(words, dict) and words["not"] == 2


def test_stamp_of_another_page_leaves_the_count_of_safety_words(root: Path) -> None:
    before = record(root, "pl")["risks"]["tablets"]
    edit(root / "docs/pl/risks.md", "Proszę już nic nie pić", "Proszę nie jeść, nie pić, nie palić")
    stamp_in(root, "pl", "get-help")
    assert record(root, "pl")["risks"]["tablets"] == before


def test_stamp_records_the_numbers_in_their_order_and_the_sentences(root: Path) -> None:
    found = record(root, "zh")["risks"]["numbers"]
    assert (found["numbers"], found["sentences"]) == ("100 1 40000 33 8.5 7.2", 5)


@pytest.mark.parametrize(
    ("page", "section", "expected"),
    [
        ("risks", TITLE, {"sentences": 2}),
        (INTERFACE, "menu", {}),
        (INTERFACE, "version", {}),
    ],
)
def test_stamp_counts_titles_and_interface(root: Path, page: str, section: str, expected: dict[str, object]) -> None:
    found = record(root, "pl")[page][section]
    assert {key: value for key, value in found.items() if key not in ("source", "translation")} == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("01632 960 001", "020 7946 0958"),
        ("name: Elm Hospital", "name: St. Mary. Not 2"),
        ('email: ""', "email: ward2@elm.example"),
    ],
)
def test_details_of_the_hospital_are_not_counted(root: Path, old: str, new: str) -> None:
    edit(root / "mkdocs.yml", old, new)
    assert stamp_in(root, "pl") == 0


def test_section_without_safety_words_records_none(root: Path) -> None:
    edit(root / "docs/pl/risks.md", "Przed podjęciem decyzji proszę", "Proszę")
    stamp_in(root, "pl")
    assert set(record(root, "pl")["risks"]["risks"]) == {"source", "translation", "numbers", "sentences"}


def test_record_stands_in_the_order_of_the_english(root: Path) -> None:
    stamp_in(root, "zh")
    found = record(root, "zh")
    assert list(found) == ["get-help", "risks", "get-ready", "driving-and-flying", INTERFACE]
    assert list(found["risks"]) == [TITLE, "risks", "numbers", "tablets"]


def test_record_begins_with_what_it_is(root: Path) -> None:
    stamp_in(root, "ur")
    content = (root / path_of("ur")).read_text(encoding="utf-8")
    assert content.startswith(HEADER.format(language="ur"))
    assert "leaflet translate stamp ur\n" in HEADER.format(language="ur")


# Records that cannot be used


@pytest.mark.parametrize(
    "content", ["- risks\n", "risks\n", "risks: [numbers]\n", "risks:\n", "risks: {numbers: 0123456789ab}\n"]
)
def test_record_of_another_shape_is_reported_and_not_used(root: Path, content: str) -> None:
    write_record(root, "pl", content)
    settings, _ = read_settings(root)
    assert settings
    used, findings = read_record(settings, "pl")
    assert (used, [(finding.code, finding.path) for finding in findings]) == ({}, [("T005", path_of("pl"))])


@pytest.mark.parametrize(
    ("content", "code"), [("risks: [\n", "S001"), ("risks: {}\nrisks: {}\n", "S001"), ("\0", "S017")]
)
def test_record_that_cannot_be_read_is_reported(root: Path, content: str, code: str) -> None:
    write_record(root, "pl", content)
    settings, _ = read_settings(root)
    assert settings
    assert [finding.code for finding in read_record(settings, "pl")[1]] == [code]


def test_empty_record_is_no_fault(root: Path) -> None:
    write_record(root, "pl", HEADER.format(language="pl") + "{}\n")
    settings, _ = read_settings(root)
    assert settings
    assert read_record(settings, "pl") == ({}, [])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/pl/translation.yml", "\nrisks:\n", "\n<<<<<<< HEAD\nrisks:\n"),
        ("docs/pl/translation.yml", "\nrisks:\n", "\nrisks: [numbers]\nother:\n"),
        ("docs/en/risks.md", "last_reviewed: 2026-01-05", "last_reviewed: 5.1.2026"),
        ("docs/pl/get-help.md", "title: Pomoc", "title: [Pomoc"),
        ("overrides/strings/en.yml", "menu: Menu", "menu: [Menu"),
        ("overrides/strings/pl.yml", "menu: Spis stron", "menu: [Spis stron"),
    ],
)
@pytest.mark.parametrize("page", [None, "risks"])
def test_stamp_changes_no_byte_where_something_cannot_be_read(
    root: Path, file: str, old: str, new: str, page: str | None
) -> None:
    edit(root / file, old, new)
    before = (root / path_of("pl")).read_bytes()
    comparisons, findings = to_compare(known(root), "pl", page)
    assert (comparisons, {str(finding.path) for finding in findings}) == ([], {file})
    assert (root / path_of("pl")).read_bytes() == before


@pytest.mark.parametrize("page", ["docs/en/risks.md", "docs/pl/risks.md"])
def test_stamp_changes_no_byte_where_a_page_is_not_utf_8(root: Path, page: str) -> None:
    (root / page).write_bytes((root / page).read_bytes() + b"\xff")
    before = (root / path_of("pl")).read_bytes()
    assert [finding.code for finding in to_compare(known(root), "pl", "get-help")[1]] == ["S017"]
    assert (root / path_of("pl")).read_bytes() == before


def test_stamp_changes_no_byte_where_an_english_page_is_gone(root: Path) -> None:
    (root / "docs/en/risks.md").unlink()
    before = (root / path_of("pl")).read_bytes()
    assert [finding.code for finding in to_compare(known(root), "pl", "get-help")[1]] == ["S004"]
    assert (root / path_of("pl")).read_bytes() == before


def test_stamp_leaves_no_unfinished_file(root: Path) -> None:
    stamp_in(root, "pl")
    assert list((root / "docs/pl").glob("translation.*")) == [root / path_of("pl")]


# The hash of a section


def digest(words: str, hospital: Hospital | None = None) -> str:
    return (read(words, hospital) if hospital else read(words))[0].sections[0].digest


WORDS = """\
Rest for 2 days. Phone [the ward](tel:111), see [risks](risks.md) or **wait**.

- one
- two

!!! warning "Stop"
    Do not drive.

| Day | Do |
|---|---|
| 1 | Rest |

![A spine](../assets/spine.svg)
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Rest for", "Sleep for"),
        ("2 days", "3 days"),
        ("or **wait**.", "or **wait**"),
        ("Do not drive", "Do drive"),
        ("**wait**", "wait"),
        ("tel:111", "tel:112"),
        ("(risks.md)", "(risks.md#pain)"),
        ("[risks](risks.md)", "risks"),
        ("- one\n- two", "1. one\n2. two"),
        ("- one\n- two", "- two\n- one"),
        ("- one\n- two", "- one two"),
        ("- one\n- two", "- one\n\n<!-- -->\n\n- two"),
        ("days. Phone", "days.\n\nPhone"),
        ("days. Phone", "days.  \nPhone"),
        ("!!! warning", "!!! urgent"),
        ('"Stop"', '"Halt"'),
        ("    Do not drive.", "Do not drive."),
        ("| 1 | Rest |", "| 1 | Sleep |"),
        ("| Day | Do |", "| Do | Day |"),
        ("| 1 | Rest |", "| 1 | Rest |\n| 2 | Rest |"),
        ("A spine", "A bone"),
        ("spine.svg", "bone.svg"),
        ("the ward", "{{ hospital.name }}"),
    ],
)
def test_hash_changes_with_what_a_reader_meets(old: str, new: str) -> None:
    assert WORDS.count(old) == 1
    assert digest(WORDS.replace(old, new)) != digest(WORDS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("for 2 days. Phone", "for\n2 days.\nPhone"),
        ("days. Phone", "days. <!-- Dr A Elm --> Phone"),
        ("- one\n- two", "<!-- A list -->\n\n- one\n- two"),
        ("- one\n- two", "* one\n* two"),
        ("- one\n- two", "-   one\n-   two"),
        ("**wait**", "__wait__"),
        ("| Day | Do |\n|---|---|", "| Day    | Do   |\n|:-------|-----:|"),
        ("\n\n- one", "\n\n\n\n- one"),
        ("Rest for", "Rest  for"),
        ("Rest for", "&#82;est for"),
        ("days. Phone", "days\\. Phone"),
    ],
)
def test_hash_stays_where_a_reader_meets_the_same(old: str, new: str) -> None:
    assert WORDS.count(old) == 1
    assert digest(WORDS.replace(old, new)) == digest(WORDS)


@pytest.mark.parametrize("detail", ["name", "phone", "relay_phone", "email", "address_of_site"])
def test_hash_stays_when_a_detail_of_the_hospital_changes(detail: str) -> None:
    words = f"Ask {{{{ hospital.{detail} }}}} now."
    one = Hospital("Elm", "01632 960 001", "ward@elm.example", "18001", "https://elm.example/")
    other = Hospital("Oak", "01632 960 002", "ward@oak.example", "18002", "https://oak.example/")
    assert digest(words, one) == digest(words, other) == digest(words, Hospital("Elm"))


def test_hash_tells_one_detail_of_the_hospital_from_another() -> None:
    assert digest("Ask {{ hospital.phone }}.") != digest("Ask {{ hospital.relay_phone }}.")


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda heading: heading.replace("{#pain}", "{#aches}"), True),
        (lambda heading: heading.replace("Pain", "Aches"), False),
        (lambda heading: "#" + heading, False),
    ],
)
def test_hash_of_a_heading(change: Callable[[str], str], same: bool) -> None:
    heading = "## Pain {#pain}\n\nRest.\n"
    before, after = (read(words)[0].sections[1].digest for words in (heading, change(heading)))
    assert (before == after) is same


def test_hash_of_a_section_is_its_own() -> None:
    one, other = (read(f"Rest.\n\n## Pain {{#pain}}\n\n{words}\n")[0] for words in ("Rest.", "Walk."))
    assert one.sections[0].digest == other.sections[0].digest
    assert one.sections[1].digest != other.sections[1].digest
