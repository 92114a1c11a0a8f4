"""The register of families: what can be asked for, and what a wrong word gets for an answer."""

from __future__ import annotations

import re

import pytest

from leaflet.checks.families import FAMILIES, Family, Selection, everything, families, load, select
from leaflet.findings.codes import retired, rules
from leaflet.formats.registry import FORMATS, Format


def test_every_code_is_of_a_family() -> None:
    assert {code[0] for code in (*rules(), *retired())} <= {family.letter for family in FAMILIES}


def test_letters_and_names_are_given_once() -> None:
    assert len({family.letter for family in FAMILIES}) == len({family.name for family in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize("family", families().values(), ids=lambda family: family.letter)
def test_every_family_with_codes_can_be_run(family: Family) -> None:
    assert all(load(module).CHECKS for module in family.sources)
    assert not family.site or callable(load(family.site))
    assert all(load(module).FILE_CHECKS for module in family.files)
    assert all(callable(load(function)) for function in (*family.recordings, *filter(None, [family.narrations])))
    assert family.sources or family.site or family.files or family.recordings


@pytest.mark.parametrize("made", FORMATS, ids=lambda made: made.name)
def test_every_format_has_checks_of_its_family(made: Format) -> None:
    """Those of the file itself; of the copy of the site, those of the site."""
    if made.checks:
        assert load(made.checks).FILE_CHECKS[made.name]
    else:
        assert families()[made.family].site


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("T", Selection("T")),
        ("T,L", Selection("LT")),
        ("t l", Selection("LT")),
        ("TL", Selection("LT")),
        ("T021", Selection("", frozenset({"T021"}))),
        ("t021, S", Selection("S", frozenset({"T021"}))),
    ],
)
def test_families_and_codes_can_be_asked_for(words: str, expected: Selection) -> None:
    assert select(words) == expected


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Q", "no family Q; there are S (structure), W (wording), T (translation)"),
        ("T21", "there is no code T21. Did you mean T021?"),
        ("S025", "S025 is retired: "),
        ("", "name families"),
        (",", "name families"),
    ],
)
def test_what_is_not_there_gets_a_hint(words: str, hint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(hint)):
        select(words)


def test_a_code_runs_its_family_and_wants_itself_alone() -> None:
    selection = select("T021,S")
    assert selection.letters == "ST"
    assert [code for code in ("T021", "T022", "S001", "W001") if selection.wants(code)] == ["T021", "S001"]


def test_only_all_families_are_everything() -> None:
    assert everything().is_everything
    assert not select("STW").is_everything
