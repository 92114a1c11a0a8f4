"""What is shown where a translation lacks something, and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from support.made import small

ENGLISH = "# Risks {#risks}\n\nRisks.\n\n## Pain {#pain}\n\nPain.\n"
STALE = frozenset({("risks", "risks")})


@pytest.mark.parametrize(
    ("polish", "stale", "expected"),
    [
        ("# Ryzyko {#risks}\n\n## Ból {#pain}\n", frozenset(), [("Ryzyko", "pl", ""), ("Ból", "pl", "")]),
        ("# Ryzyko {#risks}\n", STALE, [("Ryzyko", "pl", "stale_section"), ("Pain", "en", "missing_section")]),
        ("", STALE, [("Risks", "en", "missing_page"), ("Pain", "en", "")]),
    ],
)
def test_what_is_shown(
    polish: str, stale: frozenset[tuple[str, str]], expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    words = small(tmp_path, ENGLISH, polish, "pl", stale=stale)
    shown = words.sections(next(words.pages()))
    assert [(one.section.title, one.language, one.note) for one in shown] == expected


def test_of_the_english_nothing_is_said(tmp_path: Path) -> None:
    words = small(tmp_path, ENGLISH)
    assert [one.note for one in words.sections(words.english.pages[0])] == ["", ""]
    assert replace(words, stale=STALE).strings_in("en") == words.strings
