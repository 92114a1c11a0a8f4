"""The words of the interface: English where a language lacks one, and a finding for each that differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.project.interface import path_of, read_strings
from support.small import settings

ENGLISH = 'menu: Menu\nversion: "Version {version}"\ngroups: {Deciding: Deciding}\n'
POLISH = 'menu: Menu PL\nversion: "Wersja {version}"\ngroups: {Deciding: Decyzja}\n'


def write(root: Path, **files: str) -> Path:
    folder = root / "overrides/strings"
    folder.mkdir(parents=True)
    for language, content in files.items():
        (folder / f"{language}.yml").write_text(content, encoding="utf-8")
    return root


def wrong(root: Path, polish: str, english: str = ENGLISH) -> list[str]:
    findings = read_strings(settings(write(root, en=english, pl=polish)), "pl")[1]
    assert {str(finding.path) for finding in findings} <= {"overrides/strings/pl.yml"}
    return [f"{finding.code} {finding.message}" for finding in findings]


def test_file_is_named_after_its_language() -> None:
    assert str(path_of("pt-BR")) == "overrides/strings/pt-BR.yml"


def test_english_words_are_read(tmp_path: Path) -> None:
    words, findings = read_strings(settings(write(tmp_path, en=ENGLISH)), "en")
    assert words == {"menu": "Menu", "version": "Version {version}", "groups": {"Deciding": "Deciding"}}
    assert findings == []


def test_words_of_a_language_are_read(tmp_path: Path) -> None:
    words, findings = read_strings(settings(write(tmp_path, en=ENGLISH, pl=POLISH)), "pl")
    assert (words["menu"], words["version"], findings) == ("Menu PL", "Wersja {version}", [])


def test_missing_word_is_english(tmp_path: Path) -> None:
    words, _ = read_strings(settings(write(tmp_path, en=ENGLISH, pl="menu: Menu PL\n")), "pl")
    assert words["version"] == "Version {version}"


def test_missing_word_is_reported(tmp_path: Path) -> None:
    assert wrong(tmp_path, POLISH.replace("menu: Menu PL\n", "")) == ['S030 "menu" is missing.']


def test_unknown_word_is_reported_with_the_closest(tmp_path: Path) -> None:
    findings = read_strings(settings(write(tmp_path, en=ENGLISH, pl=POLISH + "menus: x\n")), "pl")[1]
    assert [(finding.message, finding.hint) for finding in findings] == [
        ('"menus" is not in English.', "Did you mean menu?")
    ]


@pytest.mark.parametrize(
    ("polish", "line"),
    [
        (POLISH + "menus: x\n", 4),
        (POLISH.replace("Wersja {version}", "Wersja"), 2),
        (POLISH.replace("menu: Menu PL\n", ""), 1),
    ],
)
def test_finding_is_at_the_line_of_the_key(tmp_path: Path, polish: str, line: int) -> None:
    findings = read_strings(settings(write(tmp_path, en=ENGLISH, pl=polish)), "pl")[1]
    assert [finding.line for finding in findings] == [line]


@pytest.mark.parametrize(
    "version",
    [
        "Wersja",
        "Wersja {wersja}",
        "Wersja {version} {version}",
        "{version} {date}",
    ],
)
def test_other_fields_are_reported(tmp_path: Path, version: str) -> None:
    polish = POLISH.replace("Wersja {version}", version)
    assert wrong(tmp_path, polish) == ['S030 "version" has other {fields} than the English.']


@pytest.mark.parametrize(
    "version",
    [
        "Wersja {: {version}",
        "Wersja {",
        "Wersja }",
        "Wersja {}",
        "Wersja {version!r}",
        "Wersja {version:>3}",
        "{version.real}",
        "{0}",
    ],
)
def test_braces_that_cannot_be_filled_in_are_reported(tmp_path: Path, version: str) -> None:
    polish = POLISH.replace("Wersja {version}", version)
    assert wrong(tmp_path, polish) == ['S030 "version" has braces that the program cannot fill in.']


def test_braces_of_the_english_that_cannot_be_filled_in_are_reported(tmp_path: Path) -> None:
    english = ENGLISH.replace("Version {version}", "Version {: {version}")
    findings = read_strings(settings(write(tmp_path, en=english)), "en")[1]
    assert [(finding.code, finding.line) for finding in findings] == [("S030", 2)]


def test_fields_may_stand_in_another_order(tmp_path: Path) -> None:
    assert wrong(tmp_path, 'a: "{y} {x}"\n', english='a: "{x} {y}"\n') == []


@pytest.mark.parametrize("groups", ["{Decyzja: Decyzja}", "{}", "Decyzja", "{Deciding: a, More: b}"])
def test_other_groups_are_reported(tmp_path: Path, groups: str) -> None:
    polish = POLISH.replace("{Deciding: Decyzja}", groups)
    assert wrong(tmp_path, polish) == ['S030 "groups" has other {fields} than the English.']


@pytest.mark.parametrize("key", ["no", "yes", "5", "null", "2026-01-05"])
def test_key_that_yaml_reads_as_something_else_is_reported(tmp_path: Path, key: str) -> None:
    assert len(wrong(tmp_path, POLISH + f"{key}: x\n")) == 1


@pytest.mark.parametrize(("content", "code"), [("menu: [\n", "S001"), ("\0", "S017")])
def test_file_that_cannot_be_read_leaves_english(tmp_path: Path, content: str, code: str) -> None:
    words, findings = read_strings(settings(write(tmp_path, en=ENGLISH, pl=content)), "pl")
    assert words["menu"] == "Menu"
    assert code in {finding.code for finding in findings}


def test_missing_file_is_reported(tmp_path: Path) -> None:
    assert "S017" in {finding.code for finding in read_strings(settings(write(tmp_path, en=ENGLISH)), "pl")[1]}
