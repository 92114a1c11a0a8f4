"""Pieces, sentences, words and the Flesch-Kincaid grade.

The grade is 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid and others, 1975); worked out by hand below.
"""

from __future__ import annotations

import pytest

from leaflet.checks.sources.readability import count_words, flesch_kincaid_grade, sentences
from leaflet.checks.sources.wording import page_grade
from leaflet.content.runs import pieces
from support.small import LINES_BEFORE, read


def of(words: str) -> list[tuple[str, str]]:
    """Kind and words of each piece under the main heading."""
    return [(piece.kind, piece.words) for piece in pieces(read(words)[0])][1:]


# Pieces


def test_heading_paragraph_and_link_are_pieces() -> None:
    assert of("See [the **start**](a.md) now.\n\n## Rest {#rest}\n") == [
        ("paragraph", "See the start now."),
        ("link", "the start"),
        ("heading", "Rest"),
    ]


def test_item_has_its_own_words_only() -> None:
    assert of("- One\n    - Two\n        - Three") == [("item", "One"), ("item", "Two"), ("item", "Three")]


def test_second_paragraph_of_an_item_is_a_piece_of_its_own() -> None:
    assert of("- One\n\n  Two\n\n  | Three |\n  |---|\n") == [("item", "One"), ("paragraph", "Two"), ("cell", "Three")]


def test_item_without_words_of_its_own_is_no_piece() -> None:
    assert of("- - One") == [("item", "One")]


def test_cells_are_pieces() -> None:
    assert of("| A | B |\n|---|---|\n| c | |") == [("cell", "A"), ("cell", "B"), ("cell", "c")]


def test_title_and_words_of_a_card_are_pieces() -> None:
    assert of('!!! note "Rest"\n    Sit.\n') == [("title", "Rest"), ("paragraph", "Sit.")]


def test_alternative_text_and_pictured_words_are_pieces() -> None:
    assert of("![A spine](../assets/a.svg) Rest.") == [("alt", "A spine"), ("paragraph", "Rest.")]


def test_words_are_one_line() -> None:
    assert of("One\ntwo\\\nthree  {{ hospital.name }}\n") == [("paragraph", "One two three Elm Hospital")]


def test_piece_knows_its_line_and_section() -> None:
    found = list(pieces(read("One.\n\n## Two {#two}\n\n- Three\n- Four\n")[0]))
    assert [(piece.line - LINES_BEFORE, piece.section.id) for piece in found] == [
        (0, "risks"),
        (1, "risks"),
        (3, "two"),
        (5, "two"),
        (6, "two"),
    ]


# Sentences


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Rest. Walk.", 2),
        ("Does it hurt? It may! Rest.", 3),
        ("Rest", 1),
        ("", 0),
        (" ", 0),
        ("It takes 1.5 hours. Rest.", 2),
        ("Phone 01632 960 001. Do not wait.", 2),
        ("Take 40,000 steps.", 1),
        ("See Dr. Elm at 5 p.m. today.", 1),
        ("Some people, e.g. older people, rest.", 1),
        ("Go to A&E. Do not wait.", 2),
        ("They said “Rest.” You rest.", 2),
        ("Open https://a.example/b.html now.", 1),
    ],
)
def test_sentences_are_counted(words: str, count: int) -> None:
    assert len(sentences(words, "en")) == count


def test_sentences_keep_every_word() -> None:
    words = "Rest. Take 1.5 ml, e.g. at 5 p.m. Call 999! Is it “red”? Go."
    assert " ".join(sentences(words, "en")).split() == words.split()


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("You rest.", 2),
        ("X-ray", 1),
        ("don't wait, don’t", 3),
        ("24 to 72 hours", 4),
        ("40,000 people", 2),
        ("5.5 cm", 2),
        ("A&E", 2),
        ("- , . !", 0),
        ("and/or", 2),
        ("Ból pleców", 2),
        ("follow-up visit", 2),
        ("**", 0),
    ],
)
def test_words_are_counted(words: str, count: int) -> None:
    assert count_words(words) == count


# Grade


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        # 1 word of 1 syllable, the lowest grade there can be: 0.39 + 11.8 - 15.59
        ("Rest.", -3.40),
        # 6 words of 1 syllable: 0.39 * 6 + 11.8 - 15.59
        ("The cat sat on the mat.", -1.45),
        # 2 sentences of 3 words, all of 1 syllable: 0.39 * 3 + 11.8 - 15.59
        ("The cat sat. The dog ran.", -2.62),
        # 16 words, 23 syllables (sen-tence ta-ken read-ing pas-sage un-to it-self be-ing have 2):
        # 0.39 * 16 + 11.8 * 23 / 16 - 15.59 = 6.24 + 16.9625 - 15.59
        ("This sentence, taken as a reading passage unto itself, is being used to prove a point.", 7.6125),
        # 13 words, 24 syllables (Aus-tral-ian, plat-y-pus, seem-ing-ly, rep-til-ian 3; hy-brid, mam-mal, crea-ture 2):
        # 0.39 * 13 + 11.8 * 24 / 13 - 15.59 = 5.07 + 21.7846 - 15.59; published as 11.3
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 11.2646),
        # 4 words of 1 syllable, the number too: 0.39 * 4 + 11.8 - 15.59
        ("Rest for 24 days.", -2.23),
        # 2 words, of which an X-ray has 2 syllables: 0.39 * 2 + 11.8 * 3 / 2 - 15.59 = 0.78 + 17.7 - 15.59
        ("An X-ray.", 2.89),
    ],
)
def test_grade_of_known_sentences(words: str, grade: float) -> None:
    assert flesch_kincaid_grade([words]) == pytest.approx(grade, abs=0.0001)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("kyphoplasty", 4),
        ("osteoporosis", 6),
        ("vertebra", 3),
        ("hospital", 3),
        ("spine", 1),
        ("cement", 2),
        ("anaesthetist", 4),
        ("bone’s", 1),
        ("bone's", 1),
        ("PAIN", 1),
        ("follow-up", 3),
        ("paracetamol", 5),
        ("walked", 1),
        ("needed", 2),
        ("people", 2),
    ],
)
def test_syllables_of_a_word(word: str, syllables: int) -> None:
    # 1 word: 0.39 + 11.8 * syllables - 15.59
    assert flesch_kincaid_grade([word]) == pytest.approx(0.39 + 11.8 * syllables - 15.59)


def test_each_piece_is_a_sentence() -> None:
    assert flesch_kincaid_grade(["The cat sat", "The dog ran"]) == flesch_kincaid_grade(["The cat sat. The dog ran."])


@pytest.mark.parametrize("words", [[], [""], ["- !"]])
def test_nothing_has_no_grade(words: list[str]) -> None:
    assert flesch_kincaid_grade(words) == 0


def test_grade_of_a_page_is_that_of_paragraphs_items_and_cells() -> None:
    page, _ = read("The cat sat.\n\n- The dog ran\n\n| The cow ate |\n|---|\n\n## Considerable difficulty {#hard}\n")
    assert page_grade(page) == pytest.approx(-2.62)


def test_hard_words_have_a_higher_grade() -> None:
    assert flesch_kincaid_grade(["Vertebral augmentation restores anatomical height."]) > 12
