"""Sentences with ids."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflet.content.model import Element, Section, text
from leaflet.content.sentences import sentences, with_sentences
from support.small import blocks, shape


def section(words: str) -> Section:
    return Section("risks", 2, Element("h2", ("Risks",)), blocks(words), 1)


def marked(words: str, language: str = "en") -> str:
    return shape(*with_sentences(section(words), language).blocks)


def spoken(words: str, language: str = "en") -> list[str]:
    return [sentence for _, sentence in sentences(with_sentences(section(words), language))]


def test_each_sentence_has_an_id_and_the_space_between_stays_outside() -> None:
    assert marked("Rest. Then walk.") == ('<p><span id="risks_1">Rest.</span> <span id="risks_2">Then walk.</span></p>')


def test_numbers_run_through_the_blocks() -> None:
    assert marked("Rest.\n\n- Walk") == (
        '<p><span id="risks_1">Rest.</span></p><ul><li><span id="risks_2">Walk</span></li></ul>'
    )


def test_the_heading_comes_first() -> None:
    assert next(sentences(section("Rest."))) == ("risks", "Risks")


@pytest.mark.parametrize(
    "words",
    [
        "Ask [your GP. Or ask](risks.md) the nurse.",
        "**Rest. Then** walk.",
    ],
)
def test_a_mark_is_never_cut(words: str) -> None:
    assert spoken(words)[1:] == [words.replace("[", "").replace("](risks.md)", "").replace("**", "")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Take 7.2 ml. Then stop.", ["Take 7.2 ml.", "Then stop."]),
        ("Call 999 or 01923 217 187. Do not wait.", ["Call 999 or 01923 217 187.", "Do not wait."]),
        ("**Pain:** less. **Time:** 45 minutes.", ["Pain: less.", "Time: 45 minutes."]),
        ("Rest. [Read this](risks.md).", ["Rest.", "Read this."]),
    ],
)
def test_sentences_of_a_paragraph(words: str, expected: list[str]) -> None:
    assert spoken(words)[1:] == expected


@pytest.mark.parametrize(
    ("language", "words", "count"),
    [
        ("zh", "请休息。不要等！", 2),
        ("ur", "آرام کریں۔ پھر چلیں۔", 2),
        ("ar", "استرح. ثم امش.", 2),
        ("gu", "આરામ કરો. પછી ચાલો.", 2),
        ("pl", "Odpoczywać. Potem chodzić.", 2),
    ],
)
def test_sentences_of_each_language(language: str, words: str, count: int) -> None:
    assert len(spoken(words, language)) == count + 1


@pytest.mark.parametrize(
    "words",
    [
        "- Rest.\n\n    1. Walk. Sit.\n- Sleep",
        "| A | B |\n|---|---|\n| One. Two. | Three |",
        '!!! note "Rest. Now"\n    - Walk\n    - Sit',
        "![A cat. Asleep](../assets/easy/phone.svg) Phone. Now.",
        "___",
    ],
)
def test_no_word_is_lost(words: str) -> None:
    before = section(words)
    assert [text(block) for block in with_sentences(before, "en").blocks] == [text(block) for block in before.blocks]


def test_ids_are_each_used_once() -> None:
    ids = [name for name, _ in sentences(with_sentences(section("One. Two.\n\n- Three. Four.\n\nFive."), "en"))]
    assert len(ids) == len(set(ids)) == 6


def test_what_stands_in_for_a_list_is_counted_apart() -> None:
    """The web page has the list itself there: the sentences after it keep their numbers."""
    before, slot, after = (*blocks("Rest. Wait."), *blocks("A list is there."), *blocks("Walk."))
    words = Section(
        "risks", 2, Element("h2", ("Risks",)), (before, replace(slot, attributes={"slot": "list.pages"}), after), 1
    )
    assert [name for name, _ in sentences(with_sentences(words, "en"))] == [
        "risks",
        "risks_1",
        "risks_2",
        "risks_list-pages_1",
        "risks_3",
    ]
