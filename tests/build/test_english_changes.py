"""Which changes of the English must be signed before they are published."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.build.english_changes import Change, changes, english_sentences, grave_changes, weights
from leaflet.content.model import Leaflet
from support.small import HOSPITAL, read, settings

SAFE = "get-help"


def of(page: str, *sentences: str) -> dict[str, dict[str, list[str]]]:
    return {page: {"s": list(sentences)}}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Do not drive.", "Do drive."),
        ("Rest for 2 days.", "Rest for 3 days."),
        ("Rest for 2 days.", "Rest for 2 weeks."),
        ("Wait for at least 24 hours.", "Wait for 24 hours."),
        ("You may not eat but you may drink.", "You may eat but you may not drink."),
        ("Rest after the procedure.", "Rest before the procedure."),
        ("Phone the ward now.", "Phone the ward."),
        ("(urgent box) You have a fever.", "(note box) You have a fever."),
        ("(checklist) I have a bag.", "(checklist) I have a coat."),
        ("Do not drive.", ""),
        ("", "Rest for 2 days."),
    ],
)
def test_change_that_can_hurt_must_be_signed(was: str, now: str) -> None:
    before, after = (of("risks", *filter(None, ("Words.", said))) for said in (was, now))
    assert list(grave_changes(before, after)) == [Change("risks", "s", was, now)]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The bone can break.", "The bone may break."),
        ("Rest for 2 days.", "Lie for 2 days."),
        ("Rest.", ""),
        ("", "Rest."),
    ],
)
def test_other_change_need_not_be_signed_but_on_a_safety_page(was: str, now: str) -> None:
    said = [of(page, *filter(None, ("Words.", words))) for page in ("risks", SAFE) for words in (was, now)]
    assert list(changes(said[0], said[1])) == [Change("risks", "s", was, now)]
    assert list(grave_changes(said[0], said[1])) == []
    assert list(grave_changes(said[2], said[3])) == [Change(SAFE, "s", was, now)]


def test_section_that_moves_is_no_change() -> None:
    before = {"risks": {"a": ["Do not drive."], "b": ["Rest."]}}
    assert list(changes(before, {"risks": {"b": ["Rest."], "a": ["Do not drive."]}})) == []


def test_section_and_page_that_are_gone_are_gone_sentence_by_sentence() -> None:
    before = {"risks": {"a": ["Do not drive.", "Rest for 2 days."]}}
    assert list(grave_changes(before, {})) == [
        Change("risks", "a", "Do not drive.", ""),
        Change("risks", "a", "Rest for 2 days.", ""),
    ]


def test_each_sentence_is_beside_the_one_that_it_became() -> None:
    before = of("risks", "Do not drive for 2 days.", "Do not lift for 6 weeks.")
    now = of("risks", "Do not lift anything for 5 weeks.", "Do not drive for 3 days.")
    assert {(change.was, change.now) for change in grave_changes(before, now)} == {
        ("Do not drive for 2 days.", "Do not drive for 3 days."),
        ("Do not lift for 6 weeks.", "Do not lift anything for 5 weeks."),
    }


def test_hash_is_of_exactly_one_change() -> None:
    change = Change("risks", "a", "Drive.", "Do not drive.")
    others = [
        Change("risks", "a", "Do not drive.", "Drive."),
        Change("risks", "b", "Drive.", "Do not drive."),
        Change("index", "a", "Drive.", "Do not drive."),
    ]
    assert len({change.hash, *(one.hash for one in others)}) == 4


def test_sentences_say_in_which_box_they_are(tmp_path: Path) -> None:
    page = read('Rest. Walk.\n\n!!! urgent "Phone 111 if:"\n    - you fall\n\n- [ ] I have a bag.\n')[0]
    found = english_sentences(Leaflet("en", (page,), HOSPITAL, "1.0"), settings(tmp_path))
    assert found["risks"]["title"] == ["Risks", "What can go wrong."]
    assert found["risks"]["risks"] == [
        "Risks",
        "Rest.",
        "Walk.",
        "(urgent box) Phone 111 if:",
        "(urgent box) you fall",
        "(checklist) I have a bag.",
    ]


def test_weights_are_in_their_order_with_the_word_after() -> None:
    assert weights("Do not wait 2 days.") == [("not", "wait"), ("2", "days"), ("day", "")]
