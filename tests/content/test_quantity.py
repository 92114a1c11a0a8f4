"""The grammar of a quantity: what is kept together in right-to-left words, and what is left as it is."""

from __future__ import annotations

import pytest

from leaflet.content.plain_words import isolated
from leaflet.content.quantity import parts
from support.ending import that_ends
from support.quantities import FORMS, PLAIN
from support.small import shape


def isolated_in(words: str, direction: str = "rtl") -> list[str]:
    return [words[start:end] for start, end in parts(words, direction)]


BEHIND_A_LETTER = "بـ{}،"  # where a sign is a hyphen
AROUND = ["خذ {} يوميا", "{}", "روزانہ {}، پھر", "({})", BEHIND_A_LETTER]


@pytest.mark.parametrize(
    ("form", "words"),
    [(form, words) for form in FORMS for words in AROUND if words != BEHIND_A_LETTER or form[0] not in "-−±+"],
)
def test_quantity_is_one_whole_in_right_to_left_words(form: str, words: str) -> None:
    assert isolated_in(words.format(form)) == [form]


@pytest.mark.parametrize("form", PLAIN)
def test_number_that_keeps_its_order_is_left_alone(form: str) -> None:
    assert isolated_in(f"خذ {form} يوميا") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("في 2020 (2) على", []),
        ("COVID-19 و", []),
        ("L4–L5 ثم L4–5", []),
        ("بـ6–8 ايام", ["6–8"]),
        ("500 mg 2 مرات", ["500 mg"]),
        ("ص 3-5، 7-9", ["3-5", "7-9"]),
        ("38 °م", []),
        ("2–4°م", ["2–4"]),
        ("2019: 5 أشخاص", []),
        ("1.5.2 و TA279", []),
        ("الخطوة 1. خذ 2 حبة", []),
        ("2 MRI", []),
        ("1–2 ملغ", ["1–2"]),
        ("١–٢", []),
        ("۱–۲", ["۱–۲"]),
    ],
)
def test_what_belongs_to_a_quantity(words: str, expected: list[str]) -> None:
    assert isolated_in(words) == expected


@pytest.mark.parametrize("words", ["6–8 weeks", "Phone 01632 960 001", "24-48 h"])
def test_left_to_right_words_hold_groups_together(words: str) -> None:
    assert len(isolated_in(words, "ltr")) == 1


@pytest.mark.parametrize("words", ["500 mg", "38 °C", "-5", "2 × 3", "< 38", "10%", "1½", "10\u00a0000", "6 – 8"])
def test_left_to_right_words_need_no_more(words: str) -> None:
    assert isolated_in(words, "ltr") == []


def test_isolated_words_are_all_there() -> None:
    assert shape(*isolated("خذ 500 mg أو 6–8.", "rtl")) == 'خذ <bdi dir="ltr">500 mg</bdi> أو <bdi dir="ltr">6–8</bdi>.'


@pytest.mark.parametrize("words", ["1 ", "1x", "1-", "<", "(0", "1 (0", "1.", "1:1 / "])
def test_repeated_signs_take_no_longer_than_their_length(words: str) -> None:
    assert that_ends(lambda: parts(words * 20_000, "rtl")) is not None
