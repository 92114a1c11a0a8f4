"""The words of a page in the pieces that people read."""

from __future__ import annotations

import pytest

from leaflet.content.model import Page
from leaflet.content.runs import pieces, section_pieces, words_of
from support.small import LINES_BEFORE, read


def page(words: str) -> Page:
    return read(words)[0]


def said(words: str) -> list[tuple[str, str]]:
    """Kind and words of each piece under the main heading."""
    return [(piece.kind, piece.words) for piece in pieces(page(words))][1:]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Rest.", [("paragraph", "Rest.")]),
        ("Rest.\n\nWalk.", [("paragraph", "Rest."), ("paragraph", "Walk.")]),
        ("- a\n- b", [("item", "a"), ("item", "b")]),
        ("1. a\n2. b", [("item", "a"), ("item", "b")]),
        ("- a\n    - b", [("item", "a"), ("item", "b")]),
        ("- a\n\n    b", [("item", "a"), ("paragraph", "b")]),
        ("- [ ] a\n- [ ] b", [("item", "a"), ("item", "b")]),
        ("| a | b |\n|---|---|\n| c | d |", [("cell", "a"), ("cell", "b"), ("cell", "c"), ("cell", "d")]),
        ("| a | |\n|---|---|", [("cell", "a")]),
        ('!!! note "T"\n    Rest.\n\n    - a', [("title", "T"), ("paragraph", "Rest."), ("item", "a")]),
        ("![A spine](../assets/a.svg)", [("alt", "A spine")]),
        ("![A spine](../assets/a.svg) It bends.", [("alt", "A spine"), ("paragraph", "It bends.")]),
        ("![](../assets/a.svg)", []),
        ("___", []),
        ("{{ list.pages }}", []),
        ("<!-- Rest. -->", []),
        ("{{ hospital.address_of_site }}", []),
    ],
)
def test_kinds_of_pieces(words: str, expected: list[tuple[str, str]]) -> None:
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("See [the risks](risks.md) now.", "See the risks now."),
        ("Do **not** drive.", "Do not drive."),
        ("Rest\nfor 2 days.", "Rest for 2 days."),
        ("Rest  \nfor 2 days.", "Rest for 2 days."),
        ("Phone {{ hospital.phone }} now.", "Phone 01632 960 001 now."),
        ("40\u00a0000 days", "40\u00a0000 days"),
        ("24 to 72 hours, 01632 960 001.", "24 to 72 hours, 01632 960 001."),
        ("Rest <!-- 2 --> now.", "Rest now."),
        ("{{ hospital.name }}", "Elm Hospital"),
    ],
)
def test_marks_are_no_words(words: str, expected: str) -> None:
    assert [found for kind, found in said(words) if kind == "paragraph"] == [expected]


def test_link_is_a_piece_of_its_own_too() -> None:
    assert said("- See [the **big** risks ](risks.md).") == [("item", "See the big risks ."), ("link", "the big risks")]


def test_headings_come_first_and_in_order() -> None:
    found = [
        (piece.kind, piece.words)
        for piece in pieces(page("Rest.\n\n## Pain {#pain}\n\nWalk.\n\n### More {#more}\n\n- a"))
    ]
    assert found == [
        ("heading", "Risks"),
        ("paragraph", "Rest."),
        ("heading", "Pain"),
        ("paragraph", "Walk."),
        ("heading", "More"),
        ("item", "a"),
    ]


def test_heading_is_said_without_its_id_and_marks() -> None:
    assert ("heading", "Week 1") in said("## **Week** 1 {#week-1}\n\nRest.")


def test_piece_knows_its_section() -> None:
    found = pieces(page("Rest.\n\n## Pain {#pain}\n\nWalk."))
    assert [piece.section.id for piece in found] == ["risks", "risks", "pain", "pain"]


def test_piece_knows_its_line() -> None:
    words = 'Rest.\n\n- a\n- b\n\n| c |\n|---|\n| d |\n\n!!! note "T"\n    Walk.\n\n![A spine](../assets/a.svg)\n\n## Pain {#pain}\n'
    lines = {piece.words: piece.line - LINES_BEFORE for piece in pieces(page(words))}
    assert lines == {
        "Risks": 0,
        "Rest.": 1,
        "a": 3,
        "b": 4,
        "c": 6,
        "d": 8,
        "T": 10,
        "Walk.": 11,
        "A spine": 13,
        "Pain": 15,
    }


def test_pieces_of_a_page_are_those_of_its_sections() -> None:
    found = page("Rest.\n\n## Pain {#pain}\n\n- a")
    assert list(pieces(found)) == [piece for section in found.sections for piece in section_pieces(section)]


def test_words_of_a_section_say_each_thing_once() -> None:
    section = page("See [the risks](risks.md).\n\n![A spine](../assets/a.svg)\n\n- a").sections[0]
    assert words_of(section) == "Risks\nSee the risks.\nA spine\na"


def test_words_of_a_section_end_where_the_next_begins() -> None:
    assert words_of(page("Rest.\n\n## Pain {#pain}\n\nWalk.").sections[0]) == "Risks\nRest."
