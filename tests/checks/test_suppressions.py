"""Suppressions: one place each, for a time, never an error that can reach a patient in an emergency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath

import pytest
import yaml

from leaflet.checks.suppressions import LONGEST, PATH, Settled, settle
from leaflet.findings.finding import Finding
from support.reading import TODAY

SOON = TODAY + timedelta(days=30)
RISKS = PurePosixPath("docs/en/risks.md")
QUESTION = Finding(RISKS, 13, "W004", 'The heading "Is it painful?" is a question.')
BASIC = {
    "code": "W004",
    "path": "docs/en/risks.md",
    "line": 13,
    "reason": "readers asked for it",
    "owner": "Communications",
    "expires": SOON,
}


def settled(folder: Path, findings: list[Finding], *records: object, looked_at: str = "SW") -> Settled:
    place = folder / PATH
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(yaml.safe_dump(list(records)), encoding="utf-8")
    return settle(findings, folder, TODAY, looked_at)


def codes(result: Settled) -> list[str]:
    return [finding.code for finding in result.findings]


def test_without_the_file_nothing_is_suppressed(tmp_path: Path) -> None:
    assert settle([QUESTION], tmp_path, TODAY, "SW") == Settled([QUESTION], 0)


def test_a_finding_is_suppressed_at_its_line(tmp_path: Path) -> None:
    assert settled(tmp_path, [QUESTION], BASIC) == Settled([], 1)


def test_a_finding_is_suppressed_by_words_of_its_message(tmp_path: Path) -> None:
    record = {key: value for key, value in BASIC.items() if key != "line"} | {"words": "Is it painful?"}
    assert settled(tmp_path, [QUESTION], record) == Settled([], 1)


@pytest.mark.parametrize(
    "other",
    [
        Finding(RISKS, 14, "W004", QUESTION.message),
        Finding(PurePosixPath("docs/en/index.md"), 13, "W004", QUESTION.message),
        Finding(RISKS, 13, "W005", QUESTION.message),
    ],
)
def test_nothing_but_that_finding_is_suppressed(tmp_path: Path, other: Finding) -> None:
    result = settled(tmp_path, [other], BASIC)
    assert other in result.findings
    assert (codes(result).count("S043"), result.in_force) == (1, 0)


@pytest.mark.parametrize(
    ("code", "path", "is_said"),
    [
        ("L004", "site/index.html", False),
        ("L001", "site/index.html", True),
        ("W004", "docs/pl/risks.md", True),
        ("L001", "site/pl/index.html", False),
        ("L001", "site/large-print/pl/index.html", False),
        ("P012", "downloads/balloon-kyphoplasty-pl.pdf", False),
        ("L001", "site/ur/plan/index.html", True),
    ],
)
def test_it_is_called_unused_only_where_somebody_looked(tmp_path: Path, code: str, path: str, is_said: bool) -> None:
    place = tmp_path / PATH
    place.parent.mkdir()
    place.write_text(yaml.safe_dump([BASIC | {"code": code, "path": path}]), encoding="utf-8")
    found = codes(settle([], tmp_path, TODAY, "SWLP", ("L004",), ("pl",)))
    assert [one for one in found if one != "S041"] == (["S043"] if is_said else [])


def test_words_and_line_must_both_fit(tmp_path: Path) -> None:
    assert settled(tmp_path, [QUESTION], BASIC | {"words": "Does it hurt?"}).in_force == 0


def test_one_that_covers_two_places_covers_none(tmp_path: Path) -> None:
    record = {key: value for key, value in BASIC.items() if key != "line"} | {"words": "is a question"}
    both = [QUESTION, Finding(RISKS, 20, "W004", "It is a question.")]
    result = settled(tmp_path, both, record)
    assert (codes(result), result.in_force) == (["W004", "W004", "S041"], 0)


def test_a_line_on_which_there_are_two_findings_is_too_wide(tmp_path: Path) -> None:
    both = [
        replace(QUESTION, path=RISKS, message=message) for message in ('"6 weeks" has no 6.', '"24 hours" has no 24.')
    ]
    result = settled(tmp_path, both, BASIC)
    assert (codes(result), result.in_force) == (["W004", "W004", "S041"], 0)
    result = settled(tmp_path, both, BASIC | {"words": "24 hours"})
    assert (result.findings, result.in_force) == ([both[0]], 1)


@pytest.mark.parametrize(
    "change",
    [
        {"expires": datetime(2026, 12, 1, 10)},
        {"line": True},
        {"path": f"docs/en/{'a' * 300}.md"},
        {"path": "docs/en/\0.md"},
    ],
)
def test_what_cannot_be_meant_is_a_finding_and_no_traceback(tmp_path: Path, change: dict[str, object]) -> None:
    result = settled(tmp_path, [QUESTION], BASIC | change)
    assert QUESTION in result.findings and result.in_force == 0
    assert len(result.findings) == 2


@pytest.mark.parametrize(
    "path",
    [
        "docs/en/get-help.md",
        "docs/pl/get-ready.md",
        "docs/zh/driving-and-flying.md",
        "site/get-help/index.html",
        "site/large-print/ar/driving-and-flying/index.html",
        "mkdocs.yml",
        "overrides/strings/pl.yml",
        "docs/facts.yml",
        "downloads/balloon-kyphoplasty-en.pdf",
        "docs/assets/pictures/spine.svg",
    ],
)
def test_an_error_on_what_safety_pages_are_made_of_cannot_be_suppressed(tmp_path: Path, path: str) -> None:
    error = Finding(PurePosixPath(path), 13, "T021", "A number is missing.")
    result = settled(tmp_path, [error], BASIC | {"code": "T021", "path": path})
    assert error in result.findings
    assert (codes(result).count("S041"), result.in_force) == (1, 0)


@pytest.mark.parametrize("path", ["docs/pl/risks.md", "site/pl/risks/index.html"])
def test_an_error_on_another_page_can_be(tmp_path: Path, path: str) -> None:
    error = Finding(PurePosixPath(path), 13, "T021", "A number is missing.")
    assert settled(tmp_path, [error], BASIC | {"code": "T021", "path": path}) == Settled([], 1)


def test_a_warning_on_a_safety_page_can_be(tmp_path: Path) -> None:
    warning = Finding(PurePosixPath("docs/en/get-help.md"), 13, "W004", "A question.")
    assert settled(tmp_path, [warning], BASIC | {"path": "docs/en/get-help.md"}) == Settled([], 1)


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        (TODAY - timedelta(days=1), ["S042"]),
        (TODAY, []),
        (TODAY + LONGEST, []),
        (TODAY + LONGEST + timedelta(days=1), ["S042"]),
    ],
)
def test_it_lasts_a_year_at_most(tmp_path: Path, expires: date, expected: list[str]) -> None:
    result = settled(tmp_path, [QUESTION], BASIC | {"expires": expires})
    assert [code for code in codes(result) if code != "W004"] == expected
    assert result.in_force == (not expected)


@pytest.mark.parametrize("key", ["code", "path", "reason", "owner", "expires"])
def test_every_field_is_needed(tmp_path: Path, key: str) -> None:
    missing = settled(tmp_path, [QUESTION], {name: value for name, value in BASIC.items() if name != key})
    empty = settled(tmp_path, [QUESTION], BASIC | {key: ""})
    assert set(codes(missing)) == set(codes(empty)) == {"S040", "W004"}
    assert f'"{key}" is missing' in "".join(finding.message for finding in missing.findings)


@pytest.mark.parametrize(
    "content",
    [
        "code: W004\n",
        "- W004\n",
        "- [W004]\n",
        "W004\n",
        "- {code: 4, path: 5, line: x, reason: [], owner: {}, expires: no}\n",
    ],
)
def test_what_is_no_suppression_is_a_finding(tmp_path: Path, content: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / PATH).write_text(content)
    assert set(codes(settle([], tmp_path, TODAY, "SW"))) == {"S040"}


def test_broken_yaml_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / PATH).write_text("- [\n")
    assert codes(settle([], tmp_path, TODAY, "SW")) == ["S001"]


def test_only_a_family_that_was_looked_at_can_have_an_unused_one(tmp_path: Path) -> None:
    assert codes(settled(tmp_path, [], BASIC, looked_at="W")) == ["S043"]
    assert codes(settled(tmp_path, [], BASIC, looked_at="T")) == []


@pytest.mark.parametrize(("code", "hint"), [("W0044", "Did you mean W004?"), ("S025", "Take it out.")])
def test_a_code_that_is_not_in_use_is_named(tmp_path: Path, code: str, hint: str) -> None:
    (finding,) = settled(tmp_path, [], BASIC | {"code": code}).findings
    assert (finding.code, finding.hint) == ("S044", hint)


def test_what_is_wrong_with_suppressions_cannot_be_suppressed(tmp_path: Path) -> None:
    own = BASIC | {"code": "S043", "path": str(PATH), "line": 1}
    result = settled(tmp_path, [], own, BASIC)
    assert codes(result) == ["S041", "S043"]
