"""A fault of the English is reported in the English, and not in five translations that are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.findings.codes import is_error
from support.reading import check_sources
from support.translated import copy_of, edit

PAGE = "docs/en/get-help.md"
SIGNS = "    - you cannot pee\n    - you have new chest pain\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of(tmp_path)


def errors(root: Path) -> set[tuple[str, str]]:
    return {(finding.code, str(finding.path)) for finding in check_sources(root) if is_error(finding)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("!!! emergency", "!!! note"),
        ("Call 999 now if:", "Call 999 today if:"),
        (SIGNS, "    - you cannot pee\n"),
        ("tel:999", "tel:998"),
        (SIGNS, SIGNS + "    - you fall\n"),
        ("## The first 2 weeks", '## The first 2 weeks {#new}\n\n!!! note "Rest"\n    Rest.\n\n## The first 2 weeks'),
    ],
)
def test_english_that_is_not_as_declared_is_found_in_english_alone(root: Path, old: str, new: str) -> None:
    edit(root / PAGE, old, new)
    found = errors(root)
    assert ("S063", PAGE) in found
    assert {code for code, path in found if not path.startswith("docs/en/")} <= {"T001"}  # of a section that is new


def test_translation_that_is_not_as_declared_either_is_found_too(root: Path) -> None:
    edit(root / PAGE, "!!! emergency", "!!! note")
    edit(root / "docs/pl/get-help.md", "!!! emergency", "!!! urgent")
    assert {("S063", PAGE), ("T010", "docs/pl/get-help.md")} <= errors(root)
    assert not any("docs/ar" in path for _, path in errors(root))


def test_what_is_declared_anew_is_to_be_compared(root: Path) -> None:
    edit(root / PAGE, "Call 999 now if:", "Call 999 at once if:")
    edit(root / "docs/en/shape.yml", "Call 999 now if:", "Call 999 at once if:")
    assert errors(root) >= {("T003", f"docs/{tag}/get-help.md") for tag in ("ar", "gu", "pl", "ur", "zh")}


def test_sections_in_another_order_are_found_in_english_alone(root: Path) -> None:
    page = root / PAGE
    before, emergency, weeks = page.read_text(encoding="utf-8").partition("## Emergency signs")
    signs, heading, rest = weeks.partition("## The first 2 weeks")
    page.write_text(f"{before}{heading}{rest}\n{emergency}{signs}", encoding="utf-8")
    assert errors(root) == {("S063", PAGE)}


def test_heading_without_an_id_is_found_and_not_looked_for_in_what_is_declared(root: Path) -> None:
    for path in (PAGE, "docs/pl/get-help.md"):
        edit(root / path, " {#emergency}", "")
    assert {("S063", PAGE), ("S007", PAGE), ("S007", "docs/pl/get-help.md")} <= errors(root)
