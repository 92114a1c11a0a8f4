"""What a missing page or section of a translation, or a short phone number, does not set off."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.findings.codes import is_error
from support.reading import check_sources
from support.translated import copy_of, edit


def test_missing_page_of_a_translation_is_a_warning_for_each_section_and_no_broken_link(tmp_path: Path) -> None:
    root = copy_of(tmp_path)
    edit(root / "docs/en/get-help.md", "you cannot pee\n", "you cannot pee, see [risks](risks.md#numbers)\n")
    edit(root / "docs/pl/get-help.md", "oddać moczu\n", "oddać moczu, [ryzyko](risks.md#numbers)\n")
    (root / "docs/pl/risks.md").unlink()
    found = [finding for finding in check_sources(root, only=("pl",)) if finding.code not in ("T003", "T031", "S065")]
    assert [(finding.code, finding.path.name) for finding in found if is_error(finding)] == []
    assert {finding.code for finding in found} == {"T002"}


def test_link_to_a_section_that_only_the_english_has_is_good(tmp_path: Path) -> None:
    root = copy_of(tmp_path)
    words = (root / "docs/pl/risks.md").read_text(encoding="utf-8")
    (root / "docs/pl/risks.md").write_text(
        words[: words.index("## Liczby")] + words[words.index("## Tabletki") :], encoding="utf-8"
    )
    assert [finding.code for finding in check_sources(root, only=("pl",))] == ["T002"]


@pytest.mark.parametrize("link", ["risks.md#no", "#no", "get-help.md#numbers", "no.md"])
def test_link_that_no_language_has_is_found(tmp_path: Path, link: str) -> None:
    root = copy_of(tmp_path)
    edit(root / "docs/pl/risks.md", "(#numbers)", f"({link})")
    found = {finding.code for finding in check_sources(root, only=("pl",))}
    assert found & {"S013", "S014"}


@pytest.mark.parametrize(("phone", "expected"), [("111", []), ("999", []), ("12345", []), ("0123 45", ["W011"])])
def test_short_phone_number_is_not_looked_for_in_pages(tmp_path: Path, phone: str, expected: list[str]) -> None:
    root = copy_of(tmp_path)
    edit(root / "mkdocs.yml", "01632 960 001", phone)
    edit(root / "docs/en/risks.md", "Before you decide", "Phone 999, 111, 12345 or 012345. Before you decide")
    assert [finding.code for finding in check_sources(root, "W") if finding.code == "W011"] == expected
