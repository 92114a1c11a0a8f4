"""Words such as not, only, at least: one where English has one, and as many as when somebody compared."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from leaflet.checks.translations.safety_words import counted, present
from support.translated import found, project_of

# One where English has one


@pytest.mark.parametrize(
    ("language", "english", "words"),
    [
        ("pl", "Do not drive.", "Proszę nie prowadzić."),
        ("pl", "Do not drive.", "Nigdy nie prowadzić."),
        ("ar", "Drink only water.", "اشرب الماء فقط."),
        ("zh", "Rest for at least 2 days.", "至少休息2天。"),
        ("ur", "Do not drive unless you are told to.", "جب تک نہ کہا جائے، گاڑی نہ چلائیں۔"),
        ("pl", "Rest.", "Proszę nie wstawać."),
        ("pl", "Stop 7 days before it.", "Odstawić 7 dni przed nim."),
        ("pl", "- Do not drive.\n- Rest.", "- Nie prowadzić.\n- Sen."),
    ],
)
def test_word_that_is_there_is_good(tmp_path: Path, language: str, english: str, words: str) -> None:
    assert found(present, tmp_path, language, english, words) == []


@pytest.mark.parametrize(
    ("language", "english", "words"),
    [
        ("pl", "Do not drive.", "Proszę prowadzić."),
        ("ar", "Drink only water.", "اشرب الماء."),
        ("zh", "Rest for at least 2 days.", "休息2天。"),
        ("ur", "Rest unless you are told to.", "کہا جائے تو آرام کریں۔"),
        ("pl", "It is less than 1 hour.", "To 1 godzina."),
        ("pl", "Stop it.", "To dobre."),
        ("pl", "Rest for 2 days after it.", "Sen 2 dni."),
        ("pl", "Stop 7 days before it.", "Odstawić na 7 dni."),
    ],
)
def test_word_that_is_lost_is_found(tmp_path: Path, language: str, english: str, words: str) -> None:
    assert found(present, tmp_path, language, f"Rest.\n\n{english}", f"A.\n\n{words}") == ["T030:3"]


def test_each_kind_that_is_lost_is_named(tmp_path: Path) -> None:
    project = project_of(tmp_path, "pl", "Do not drive for at least 2 days unless told to.", "Proszę prowadzić 2 dni.")
    assert [finding.message.partition(" here")[0] for finding in present(project)] == [
        'There is no word for "at least"',
        'There is no word for "not"',
        'There is no word for "unless"',
    ]


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("Rest after you wake.", "Po przebudzeniu sen."),
        ("Rest after you wake.", "Gdy sen minie, spokój."),
        ("Wash before you come.", "Mycie, gdy pora."),
    ],
)
def test_before_and_after_without_a_number_may_be_said_otherwise(tmp_path: Path, english: str, words: str) -> None:
    assert found(present, tmp_path, "pl", english, words) == []


def test_alternative_text_may_say_it_otherwise(tmp_path: Path) -> None:
    english, words = (
        "![A person who does not lift](../assets/a.svg)\n\nDo not lift.",
        "![Osoba stoi](../assets/a.svg)\n\nNie podnosić.",
    )
    assert found(present, tmp_path, "pl", english, words) == []


def test_word_after_an_alternative_text_is_looked_for(tmp_path: Path) -> None:
    english, words = (
        "![A person who does not lift](../assets/a.svg)\n\nDo not lift.",
        "![Osoba stoi](../assets/a.svg)\n\nPodnosić.",
    )
    assert found(present, tmp_path, "pl", english, words) == ["T030:3"]


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("## Do not drive {#a}\n\nRest.", "## Prowadzić {#a}\n\nSen."),
        ("- Do not drive", "- Prowadzić"),
        ("| Do not drive | a |\n|---|---|", "| Prowadzić | a |\n|---|---|"),
        ('!!! note "Do not drive"\n    Rest.', '!!! note "Prowadzić"\n    Sen.'),
    ],
)
def test_word_is_looked_for_in_every_piece(tmp_path: Path, english: str, words: str) -> None:
    assert found(present, tmp_path, "pl", english, words) == ["T030:1"]


def test_pieces_that_do_not_stand_side_by_side_are_left_to_the_other_checks(tmp_path: Path) -> None:
    assert found(present, tmp_path, "pl", "Do not drive.", "Prowadzić.\n\nSen.") == []


def test_long_sentence_is_cut_short_in_the_message(tmp_path: Path) -> None:
    english = "Do not drive. " + "Rest. " * 30
    (finding,) = present(project_of(tmp_path, "pl", english, "Prowadzić."))
    assert finding.message.endswith('..."') and len(finding.message) < 150


# As many as when somebody compared


def stamped(folder: Path, **words: int) -> Path:
    """A record of the section `risks` with its count of words."""
    (folder / "docs/pl").mkdir(parents=True)
    record = {"risks": {"risks": {"source": "0123456789ab", **({"words": words} if words else {})}}}
    (folder / "docs/pl/translation.yml").write_text(yaml.safe_dump(record), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ({"not": 1}, "Nie prowadzić."),
        ({"not": 2}, "Nie pić.\n\n- nie jeść"),
        ({}, "Sen."),
        ({"not": 1, "only": 1}, "Nie pić, tylko spać."),
        ({"not": 1}, "Prowadzić nie."),
    ],
)
def test_as_many_words_as_were_compared_are_good(tmp_path: Path, count: dict[str, int], words: str) -> None:
    assert found(counted, stamped(tmp_path, **count), "pl", "Rest.", words) == []


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ({"not": 1}, "Prowadzić."),
        ({"not": 2}, "Nie prowadzić."),
        ({"not": 1}, "Nie pić, nie jeść."),
        ({}, "Nie prowadzić."),
        ({"only": 1}, "Sen."),
    ],
)
def test_other_count_is_found_on_the_line_of_the_section(tmp_path: Path, count: dict[str, int], words: str) -> None:
    assert found(counted, stamped(tmp_path, **count), "pl", "Rest.", words) == ["T031:0"]


def test_each_kind_that_differs_is_named_with_both_counts(tmp_path: Path) -> None:
    project = project_of(stamped(tmp_path, **{"not": 2, "only": 1, "stop": 1}), "pl", "Rest.", "Nie pić, odstawić.")
    assert [finding.message for finding in counted(project)] == [
        '#risks has 1 words for "not"; when it was compared with the English it had 2.',
        '#risks has 0 words for "only"; when it was compared with the English it had 1.',
    ]


def test_section_that_was_never_compared_is_not_counted(tmp_path: Path) -> None:
    words = "Sen.\n\n## Ból {#pain}\n\nNie pić."
    assert found(counted, stamped(tmp_path), "pl", "Rest.\n\n## Pain {#pain}\n\nDo not drink.", words) == []


def test_without_a_record_nothing_is_counted(tmp_path: Path) -> None:
    assert found(counted, tmp_path, "pl", "Rest.", "Nie pić.") == []


def test_section_after_one_that_was_never_compared_is_counted(tmp_path: Path) -> None:
    (tmp_path / "docs/pl").mkdir(parents=True)
    (tmp_path / "docs/pl/translation.yml").write_text("risks: {pain: {source: 0123456789ab}}\n", encoding="utf-8")
    words = "Nie spać.\n\n## Ból {#pain}\n\nNie pić."
    assert found(counted, tmp_path, "pl", "Rest.\n\n## Pain {#pain}\n\nDo not drink.", words) == ["T031:3"]
