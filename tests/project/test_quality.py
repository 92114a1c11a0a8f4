"""The record of the seeded faults, as the public page shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from leaflet.project.interface import read_strings
from leaflet.project.quality import GROUPS, NAME, Kind, read_quality, write_quality
from support.made import real_settings

KINDS = (
    Kind("digit changed", "numbers", 5, 4, ("T021",), True, ("pl/risks: 3",)),
    Kind("unit swapped", "numbers", 2, 2),
    Kind("blank line", "harmless", 7, 7),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_quality(tmp_path, date(2026, 1, 5), 3, KINDS)
    quality = read_quality(tmp_path)
    assert quality
    assert (quality.date, quality.seed, quality.kinds) == (date(2026, 1, 5), 3, KINDS)


def test_kinds_of_a_group_are_added_up(tmp_path: Path) -> None:
    write_quality(tmp_path, date(2026, 1, 5), 3, KINDS)
    quality = read_quality(tmp_path)
    assert quality
    assert quality.in_group("numbers") == (7, 6)
    assert quality.in_group("links") == (0, 0)


def test_no_record_or_a_broken_one_is_none(tmp_path: Path) -> None:
    assert read_quality(tmp_path) is None
    for broken in (
        "",
        "[]",
        '{"date": "today", "seed": 1, "kinds": []}',
        '{"date": "2026-01-05", "seed": 1, "kinds": [{}]}',
    ):
        (tmp_path / NAME).write_text(broken)
        assert read_quality(tmp_path) is None


def test_each_group_has_words_for_readers() -> None:
    for language in real_settings().languages:
        strings = read_strings(real_settings(), language)[0]
        assert all(strings[f"checks_{group}"] for group in GROUPS)
