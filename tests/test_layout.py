"""Tests are laid out as the program is: walk both trees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.places import ROOT, TESTS

PROGRAM = ROOT / "scripts/leaflet"
ROOMS = sorted(folder.relative_to(PROGRAM) for folder in PROGRAM.rglob("*") if (folder / "__init__.py").is_file())
OWN = {"support", "scripts", "e2e", "checks"}  # helpers, the programs beside leaflet/, whole-site tests, golden cases
WIDEST, LONGEST = 16, 300
WHOLE = {"markdown.py"}  # one reader, whose parts call one another


def modules(room: Path) -> list[Path]:
    return [file for file in (PROGRAM / room).glob("*.py") if file.name != "__init__.py"]


@pytest.mark.parametrize("folder", sorted(folder for folder in TESTS.rglob("*") if list(folder.glob("test_*.py"))))
def test_a_folder_of_tests_is_a_room_of_the_program(folder: Path) -> None:
    room = folder.relative_to(TESTS)
    assert room.parts[0] in OWN or (PROGRAM / room).is_dir()


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_a_room_can_be_overlooked(room: Path) -> None:
    assert len(modules(room)) <= WIDEST


@pytest.mark.parametrize("room", [room for room in ROOMS if modules(room)], ids=str)
def test_a_room_has_tests(room: Path) -> None:
    tested = TESTS / room
    alone = room.as_posix() in {"formats/read_back", "formats/word"}  # by tests of all formats, in tests/formats
    assert alone or list(tested.rglob("test_*.py"))


def test_no_module_holds_more_than_one_idea() -> None:
    long = {file.name: len(file.read_text().splitlines()) for room in ROOMS for file in modules(room)}
    assert {name: size for name, size in long.items() if size > LONGEST and name not in WHOLE} == {}


NAMED_FILE = re.compile(r"[\w/.-]*\w\.(?:py|yml)\b")
NOT_OURS = {"a.py", "name.py"}  # examples


def test_a_file_that_is_named_in_the_program_is_there() -> None:
    """A module that was moved is not sent to under its old name, in a docstring or in a hint that people read."""
    sources = [*PROGRAM.rglob("*.py"), *PROGRAM.rglob("*.yml"), *(PROGRAM / "formats").rglob("style.css")]
    there = {file.name for folder in ("scripts", "tests", "docs", "overrides") for file in (ROOT / folder).rglob("*.*")}
    there |= {file.name for file in [*ROOT.glob("*.yml"), *ROOT.glob(".*/**/*.yml"), *ROOT.glob(".*.yml")]}
    named = {name for file in sources for name in NAMED_FILE.findall(file.read_text(encoding="utf-8"))}
    assert {name for name in named if Path(name).name not in there | NOT_OURS} == set()
