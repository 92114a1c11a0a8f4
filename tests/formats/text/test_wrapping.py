"""Lines of plain text."""

from __future__ import annotations

import pytest

from leaflet.formats.text.make import addresses_apart
from leaflet.formats.text.wrapping import columns, wrap


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("rest", 4),
        ("休息", 4),
        ("GP医生", 6),
        ("（A）", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("کتاب", 4),
        ("مُهم", 3),
        ("કિ", 2),
        ("\u200e9", 1),
    ],
)
def test_columns(words: str, expected: int) -> None:
    assert columns(words) == expected


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one  two\nthree", 20, ["one two three"]),
        ("one", 20, ["one"]),
        ("", 20, []),
        ("averylongword of it", 5, ["averylongword", "of it"]),
        ("请马上休息", 6, ["请马上", "休息"]),
        ("请马上。休息", 6, ["请马", "上。休", "息"]),
        ("请马（上）", 6, ["请马", "（上）"]),
        ("请call医生", 6, ["请call", "医生"]),
        ("ring 01923\u00a0217 now", 12, ["ring", "01923\u00a0217", "now"]),
    ],
)
def test_wrap(words: str, width: int, expected: list[str]) -> None:
    assert wrap(words, width=width) == expected


def test_marks_before_the_first_and_the_other_lines() -> None:
    assert wrap("one two three", "- ", width=9) == ["- one two", "  three"]
    assert wrap("one two three", "10. ", "  ", width=9) == ["10. one", "  two", "  three"]


def test_nothing_is_lost() -> None:
    words = "请在 7 天前停用 ibuprofen 和naproxen（消炎药）。不要停用阿司匹林，除非有人告诉您。" * 3
    lines = wrap(words)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(columns(line) <= 72 for line in lines)


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        ("写信到a@nhs.net。", "写信到 a@nhs.net 。"),
        ("见https://x.example/a。", "见 https://x.example/a 。"),
        ("write to a@nhs.net.", "write to a@nhs.net."),
        ("写信到 a@nhs.net", "写信到 a@nhs.net"),
    ],
)
def test_an_address_stands_apart_from_chinese_which_a_mail_program_would_take_for_a_part_of_it(
    words: str, apart: str
) -> None:
    assert addresses_apart(words) == apart
