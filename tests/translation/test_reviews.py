"""Review records: one counts only for the words that were read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from leaflet.findings.finding import Finding
from leaflet.project.settings import Hospital
from leaflet.translation.reviews import Review, page_version, read_reviews
from support.reading import TODAY
from support.small import read, settings

RECORD = {
    "page": "risks",
    "language": "en",
    "role": "clinician",
    "name": "Dr A Elm",
    "date": "2026-01-05",
    "version": "3f9a1c2",
}
GOOD = Review("risks", "en", "clinician", "Dr A Elm", date(2026, 1, 5), "3f9a1c2")


def reviews(root: Path, content: str) -> tuple[list[Review], list[Finding]]:
    (root / "docs").mkdir()
    (root / "docs/reviews.yml").write_text(content)
    return read_reviews(settings(root), TODAY)


def record(**fields: str) -> str:
    """A record; a field that is empty is left out."""
    return "- " + "  ".join(f"{key}: {value}\n" for key, value in {**RECORD, **fields}.items() if value)


def review_of(words: str) -> Review:
    return replace(GOOD, version=page_version(read(words)[0]))


def test_review_that_is_still_to_come_does_not_count(tmp_path: Path) -> None:
    found, findings = reviews(tmp_path, record(date="2962-01-05"))
    assert (found, [finding.message for finding in findings]) == ([], ["2962-01-05 is still to come."])


# Which words it counts for


def test_review_is_of_the_words_that_were_read() -> None:
    assert review_of("Rest for 2 days.").is_of(read("Rest for 2 days.")[0])


@pytest.mark.parametrize(
    "words",
    [
        "Rest for 3 days.",
        "Rest for 2 days",
        "Rest for **2** days.",
        "Rest.",
        "",
        "# Rest for 2 days.",
    ],
)
def test_review_is_not_of_other_words(words: str) -> None:
    assert not review_of("Rest for 2 days.").is_of(read(words)[0])


@pytest.mark.parametrize("change", [{"page": "index"}, {"language": "pl"}, {"version": "0000000"}])
def test_review_is_not_of_another_page_language_or_version(change: dict[str, str]) -> None:
    assert not replace(review_of("Rest."), **change).is_of(read("Rest.")[0])


def test_review_stays_when_the_hospital_changes_its_number() -> None:
    words = "Phone {{ hospital.phone }}."
    assert review_of(words).is_of(read(words, Hospital(phone="01632 960 002"))[0])


def test_version_is_short() -> None:
    assert len(page_version(read("Rest.")[0])) == 7


# What is read


def test_good_record_is_read(tmp_path: Path) -> None:
    assert reviews(tmp_path, record()) == ([GOOD], [])


def test_records_keep_their_order(tmp_path: Path) -> None:
    found, findings = reviews(tmp_path, record() + record(role="translator") + record(role="braille-reader"))
    assert ([review.role for review in found], findings) == (["clinician", "translator", "braille-reader"], [])


@pytest.mark.parametrize("content", ["[]\n", "# None yet.\n", ""])
def test_file_without_records_is_good(tmp_path: Path, content: str) -> None:
    assert reviews(tmp_path, content) == ([], [])


@pytest.mark.parametrize("field", list(RECORD))
def test_record_without_a_field_cannot_count(tmp_path: Path, field: str) -> None:
    found, findings = reviews(tmp_path, record(**{field: ""}))
    assert (found, [finding.code for finding in findings]) == ([], ["S028"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("page", "riks"),
        ("page", "risks.md"),
        ("page", "[risks]"),
        ("language", "pl"),
        ("role", "friend"),
        ("role", "Clinician"),
        ("date", '"2026-01-05"'),
        ("date", "5 January 2026"),
        ("date", "2026-01-05 10:00:00"),
        ("version", "3f9a1c"),
        ("note", "x"),
    ],
)
def test_record_with_a_wrong_field_cannot_count(tmp_path: Path, field: str, value: str) -> None:
    found, findings = reviews(tmp_path, record(**{field: value}))
    assert (found, [finding.code for finding in findings]) == ([], ["S028"])


def test_wrong_record_does_not_hide_the_others(tmp_path: Path) -> None:
    found, findings = reviews(tmp_path, record(role="friend") + record())
    assert (found, len(findings)) == ([GOOD], 1)


def test_wrong_record_is_reported_on_its_line(tmp_path: Path) -> None:
    _, (finding,) = reviews(tmp_path, "# Reviews\n" + record() + "\n" + record(role="friend"))
    assert finding.line == 9


def test_wrong_record_in_braces_is_reported_on_its_line(tmp_path: Path) -> None:
    _, (finding,) = reviews(tmp_path, "# Reviews\n[{page: risks}]\n")
    assert finding.line == 2


@pytest.mark.parametrize("content", ["- risks\n", "- 5\n", "-\n"])
def test_record_that_is_no_record_cannot_count(tmp_path: Path, content: str) -> None:
    assert [finding.code for finding in reviews(tmp_path, content)[1]] == ["S028"]


@pytest.mark.parametrize("content", ["page: risks\n", "words\n", "5\n"])
def test_file_that_is_no_list_is_reported(tmp_path: Path, content: str) -> None:
    assert [finding.code for finding in reviews(tmp_path, content)[1]] == ["S028"]


@pytest.mark.parametrize(("content", "code"), [("- page: [\n", "S001"), ("\0", "S017")])
def test_file_that_cannot_be_read_is_reported(tmp_path: Path, content: str, code: str) -> None:
    assert [finding.code for finding in reviews(tmp_path, content)[1]] == [code]


def test_missing_file_is_reported(tmp_path: Path) -> None:
    assert [finding.code for finding in read_reviews(settings(tmp_path), TODAY)[1]] == ["S017"]
