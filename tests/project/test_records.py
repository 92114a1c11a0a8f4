"""YAML and text files: a slip is a finding with its line, never a traceback."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest

from leaflet.project.records import parse_yaml, read_text, read_yaml

PATH = PurePosixPath("docs/facts.yml")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("L1: a\nL1: b\n", 2),
        ("L1:\n  L2: a\n  L2: b\n", 3),
        ("- {a: 1, a: 2}\n", 1),
        ("1: a\n0x1: b\n", 2),
        ("a: 1\n'a': 2\n", 2),
    ],
)
def test_key_given_twice_is_reported_on_the_second(content: str, line: int) -> None:
    value, (finding,) = parse_yaml(content, PATH)
    assert (value, finding.code, finding.line) == (None, "S001", line)


@pytest.mark.parametrize(
    "path", ["docs/facts.yml", "docs/en/risks.md", "overrides/strings/pl.yml", "publish.yml", "docs/mkdocs.yml"]
)
def test_what_the_environment_has_is_not_read_into_other_files(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2")
    value, (finding,) = parse_yaml("a: 1\ntitle: !ENV AWS_SECRET_ACCESS_KEY\n", PurePosixPath(path))
    assert (value, finding.code, finding.line) == (None, "S001", 2)


@pytest.mark.parametrize("path", ["mkdocs.yml", "large-print.yml"])
def test_settings_of_mkdocs_may_come_from_the_environment(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLET_TEST_URL", "https://oak.example/")
    assert parse_yaml("site_url: !ENV LEAFLET_TEST_URL\n", PurePosixPath(path)) == (
        {"site_url": "https://oak.example/"},
        [],
    )


def test_same_key_in_two_places_is_good() -> None:
    assert parse_yaml("a: {b: 1}\nc: {b: 2}\n", PATH) == ({"a": {"b": 1}, "c": {"b": 2}}, [])


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "!!bool maybe",
        "!!timestamp soon",
        "!!int ''",
        "!!int x",
        "!!float x",
        "!!set [1]",
    ],
)
def test_value_that_is_none_is_reported_on_its_line(value: str) -> None:
    _, (finding,) = parse_yaml(f"a: 1\nb: {value}\n", PATH)
    assert (finding.code, finding.line) == ("S001", 2)


@pytest.mark.parametrize(
    "content",
    [
        "a: 'b\nc: d\n",
        'a: "b\nc: d\n',
        "a: [b,\nc: d\ne: f",
        "a:\n\tb: c\n",
        "a: b: c\n",
        "%",
        "a: &b *c",
        "\x07",
    ],
)
def test_slip_is_a_finding(content: str) -> None:
    value, (finding,) = parse_yaml(content, PATH)
    assert (value, finding.code, finding.path) == (None, "S001", PATH)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("2026-02-30", '"2026-02-30" cannot be used (day is out of range for month)'),
        ("!!bool maybe", '"maybe" cannot be used (bool)'),
        ("b: c", "mapping values are not allowed here"),
    ],
)
def test_finding_says_what_is_wrong(value: str, problem: str) -> None:
    _, (finding,) = parse_yaml(f"a: {value}\n", PATH)
    assert finding.message == f"The settings here cannot be read: {problem}."


def test_quote_that_is_never_closed_is_reported_where_it_opens() -> None:
    _, (finding,) = parse_yaml('a: b\nc: "d\ne: f\ng: h\n', PATH)
    assert finding.line == 2


def test_lines_are_counted_from_where_the_text_starts() -> None:
    _, (finding,) = parse_yaml("a: b\nc: d: e\n", PATH, first_line=10)
    assert finding.line == 11


@pytest.mark.parametrize("content", ["[" * 5000, "a: [" * 100_000, "- " * 20_000 + "a", '{"a": ' * 5000])
def test_deep_nesting_is_a_finding_and_is_never_given_to_the_loader_without_a_limit(
    content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("leaflet.project.records._FastLoader")
    _, (finding,) = parse_yaml(content, PATH)
    assert finding.code == "S001"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"a\nb\xff\n", 2),
        (b"a\nb\nc\0", 3),
        ("a".encode("utf-16"), 1),
        (b"a" * 1_000_001, 1),
        (b"\xed\xa0\x80", 1),
    ],
    ids=["not UTF-8", "NUL", "UTF-16", "too large", "surrogate"],
)
def test_file_that_is_no_text_is_reported(tmp_path: Path, data: bytes, line: int) -> None:
    (tmp_path / "a").write_bytes(data)
    content, (finding,) = read_text(tmp_path / "a", PATH)
    assert (content, finding.code, finding.line) == (None, "S017", line)


def test_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa")
    assert read_text(tmp_path / "a", PATH) == ("a", [])


def test_largest_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a" * 1_000_000)
    assert read_text(tmp_path / "a", PATH) == ("a" * 1_000_000, [])


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_are_made_alike(tmp_path: Path, end: bytes) -> None:
    (tmp_path / "a").write_bytes(b"a" + end + b"b" + end)
    assert read_text(tmp_path / "a", PATH) == ("a\nb\n", [])


@pytest.mark.parametrize("name", ["missing", ".", "a" * 300])
def test_file_that_cannot_be_opened_is_reported(tmp_path: Path, name: str) -> None:
    value, (finding,) = read_yaml(tmp_path / name, PATH)
    assert (value, finding.code) == (None, "S017")


LAUGHS = "a: &a [ha]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in pairwise("abcdefghij"))


def test_aliases_that_stand_for_a_billion_values_are_reported_where_they_grow_too_large() -> None:
    value, (finding,) = parse_yaml(LAUGHS, PATH)
    assert (value, finding.code, finding.line) == (None, "S001", 6)
    assert "100,000 values" in finding.message


@pytest.mark.parametrize("content", ["&a [*a]", "a: &a {b: *a}", "&a {? *a : b}"])
def test_alias_of_itself_is_reported(content: str) -> None:
    value, (finding,) = parse_yaml(content, PATH)
    assert (value, finding.code, finding.line) == (None, "S001", 1)


def test_alias_is_good() -> None:
    assert parse_yaml("a: &a [1]\nb: *a\nc: [*a, *a]\n", PATH) == ({"a": [1], "b": [1], "c": [[1], [1]]}, [])


def test_pipe_is_reported_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    content, (finding,) = read_text(tmp_path / "a", PATH)
    assert (content, finding.code) == (None, "S017")
