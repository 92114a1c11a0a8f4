"""'Did you mean ...?'"""

from __future__ import annotations

import pytest

from leaflet.base.suggest import did_you_mean


@pytest.mark.parametrize("word", ["riks", "risk", "rissks", "Risks"])
def test_close_word_is_named(word: str) -> None:
    assert did_you_mean(word, ["benefits", "risks", "words"]) == "Did you mean risks?"


def test_closest_of_several_is_named() -> None:
    assert did_you_mean("weak-legs", ["weak-arms", "weak-leg", "legs"]) == "Did you mean weak-leg?"


def test_other_words_are_given_where_none_is_close() -> None:
    assert did_you_mean("zzz", ["risks"], "Use risks.") == "Use risks."


def test_nothing_is_given_where_there_is_nothing() -> None:
    assert did_you_mean("risks", []) == ""


def test_answer_does_not_depend_on_order() -> None:
    assert did_you_mean("bad", ["bat", "bag"]) == did_you_mean("bad", ["bag", "bat"])


def test_options_of_any_kind_are_looked_at() -> None:
    assert did_you_mean("Fals", [False, "menu", 5]) == "Did you mean False?"  # type: ignore[list-item]  # YAML's no:


def test_options_may_be_read_once_only() -> None:
    assert did_you_mean("riks", iter(["risks"])) == "Did you mean risks?"
