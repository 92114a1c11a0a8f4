"""Titles, descriptions and the words of the interface are held to the English as sections are."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.translation.titles_and_interface import interface_page, title_section
from support.reading import check_sources
from support.small import read, settings
from support.translated import copy_of, edit

STRINGS = "overrides/strings"


def codes(root: Path, language: str, file: str, old: str, new: str) -> set[str]:
    """What is found once `old` is `new` in a file, of that file alone."""
    edit(root / file, old, new)
    return {finding.code for finding in check_sources(root, only=(language,)) if str(finding.path) == file}


@pytest.mark.parametrize(
    ("language", "file", "old", "new", "code"),
    [
        ("pl", "docs/pl/risks.md", "w liczbach.", "w 3 liczbach.", "T022"),
        ("pl", "docs/pl/risks.md", "w liczbach.", "nie w liczbach.", "T031"),
        ("pl", "docs/pl/risks.md", "w liczbach.", "w liczbach. To wszystko.", "T032"),
        ("pl", "docs/pl/risks.md", "Co może pójść źle, w liczbach.", "What can go wrong, in numbers.", "T040"),
        (
            "ar",
            "docs/ar/get-help.md",
            "description: متى تطلب المساعدة، وكيف.",
            "description: When to get help, and how.",
            "T042",
        ),
        ("ar", "docs/ar/get-help.md", "description: متى", "description: \u202eمتى", "T061"),
        ("zh", "docs/zh/risks.md", "description: 可能", "description: 可\u200b能", "T062"),
        ("pl", f"{STRINGS}/pl.yml", "Spis stron", "Spis 24 stron", "T022"),
        ("pl", f"{STRINGS}/pl.yml", "Spis stron", "Nie ma stron", "T031"),
        ("pl", f"{STRINGS}/pl.yml", "Spis stron", "Spis. Stron", "T032"),
        ("ar", f"{STRINGS}/ar.yml", "القائمة", "Menu", "T042"),
        ("ar", f"{STRINGS}/ar.yml", "القائمة", "\u202eالقائمة", "T061"),
        ("ur", f"{STRINGS}/ur.yml", "مینو", "مین\u200bو", "T062"),
        ("ar", f"{STRINGS}/ar.yml", "القائمة", "القائمة ٣", "T025"),
        ("pl", f"{STRINGS}/pl.yml", "Spis stron", "Sp\u0438s stron", "T043"),
        ("ur", f"{STRINGS}/ur.yml", "مینو", "مينو", "T063"),
    ],
)
def test_slip_is_found(tmp_path: Path, language: str, file: str, old: str, new: str, code: str) -> None:
    assert code in codes(copy_of(tmp_path), language, file, old, new)


def test_number_and_not_of_the_english_interface_must_be_there(tmp_path: Path) -> None:
    root = copy_of(tmp_path)
    edit(root / f"{STRINGS}/en.yml", "menu: Menu", "menu: No menu in 24 point")
    found = {finding.code for finding in check_sources(root, only=("pl",)) if finding.path.name == "pl.yml"}
    assert found >= {"T021", "T030", "T004"}


def test_title_is_a_section_of_title_and_description() -> None:
    page, _ = read("Words.")
    section = title_section(page)
    assert (section.id, section.title, [block.children for block in section.blocks]) == (
        "title",
        "Risks",
        [("What can go wrong.",)],
    )


def test_interface_is_a_page_without_its_fields(tmp_path: Path) -> None:
    (tmp_path / STRINGS).mkdir(parents=True)
    words = "# About this file\nmenu: Menu\nversion: 'Version {version}'\ngroups: {More: M, Deciding: D}\nempty:\n"
    (tmp_path / STRINGS / "en.yml").write_text(words, encoding="utf-8")
    sections = interface_page(settings(tmp_path), "en").sections
    assert [(section.id, section.line, section.title, len(section.blocks)) for section in sections] == [
        ("menu", 2, "Menu", 0),
        ("version", 3, "Version  ", 0),
        ("groups", 4, "D", 1),
        ("empty", 5, "None", 0),
    ]
