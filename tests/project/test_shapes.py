"""What a record may hold: each slip is a plain sentence with what was meant, and what is right is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from leaflet.project.records import line_at, lines_of, read_list, read_record
from leaflet.project.shapes import WHOLE, Day, Name, Number, Words, fit, without

PATH = PurePosixPath("docs/record.yml")


@dataclass(frozen=True)
class Record:
    __pydantic_config__ = WHOLE
    name: Words
    kind: Literal["folder", "ssh"] = "ssh"
    day: Day = date(2026, 1, 5)
    line: Number = 0
    port: Annotated[Name, Field(pattern=r"^\d+$", examples=["22"])] = ""
    forms: list[Words] = field(default_factory=list)


@pytest.mark.parametrize(
    ("change", "fact", "hint"),
    [
        ({"nmae": "a"}, 'There is no setting "nmae".', "Did you mean name?"),
        ({"x": "a"}, 'There is no setting "x".', "It may have name, kind, day, line, port, forms."),
        ({5: "a"}, 'There is no setting "5".', "It may have name, kind, day, line, port, forms."),
        ({"name": ""}, '"name" is empty.', "It may have"),
        ({"name": 5}, '"name" is not text.', "Put quotes around the words."),
        ({"name": None}, '"name" is not text.', "Put quotes around the words."),
        ({"kind": "shs"}, 'kind cannot be "shs".', "Did you mean ssh?"),
        ({"kind": "x"}, 'kind cannot be "x".', "It can be folder, ssh."),
        ({"day": "2026-01-05"}, '"day" is not a date such as 2026-12-01.', "It may have"),
        ({"day": datetime(2026, 1, 5)}, '"day" is not a date such as 2026-12-01.', "It may have"),
        ({"line": True}, '"line" is not a whole number.', "It may have"),
        ({"line": "5"}, '"line" is not a whole number.', "It may have"),
        ({"port": "x"}, 'port cannot be "x".', "For example port: 22"),
        ({"port": [22]}, '"port" is not text.', "For example port: 22"),
        ({"forms": "a"}, '"forms" is not a list.', "It may have"),
        ({"forms": ["a", ""]}, '"forms" is empty.', "It may have"),
    ],
)
def test_a_slip_says_what_is_wrong_and_what_was_meant(change: dict[Any, Any], fact: str, hint: str) -> None:
    found, (slip,) = fit(Record, {"name": "a", **change})
    assert (found, slip.fact) == (None, fact) and slip.hint.startswith(hint)


@pytest.mark.parametrize("value", [None, 5, "a", [], [{"name": "a"}]])
def test_what_is_no_record_is_said(value: object) -> None:
    assert [slip.fact for slip in fit(Record, value)[1]] == ["This is not a list of fields."]


def test_what_is_right_is_kept_as_it_is() -> None:
    assert fit(Record, {"name": "a", "port": 22}) == (Record("a", port="22"), [])


def test_every_slip_is_found_and_the_rest_can_be_kept() -> None:
    value = {"name": "a", "kind": "x", "prot": 1, "line": 3}
    found, slips = fit(Record, value)
    assert found is None and [slip.place for slip in slips] == [("kind",), ("prot",)]
    assert [slip.is_unknown for slip in slips] == [False, True]
    assert fit(Record, without(value, slips))[0] == Record("a", line=3)


CONTENT = """\
targets:
  one: {kind: ssh, deep: [{key: 1}]}
  "two":
    - a
    - b: &x [1]
      c: *x
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("targets",), 1),
        (("targets", "one", "kind"), 2),
        (("targets", "one", "deep", 0, "key"), 2),
        (("targets", "two"), 3),
        (("targets", "two", 1), 5),
        (("targets", "two", 1, "c", 0), 5),
        (("targets", "two", 1, "d"), 5),
        (("targets", "three", "kind"), 1),
        (("other",), 1),
    ],
)
def test_the_line_of_a_place_is_its_own_or_that_of_what_it_is_in(place: tuple[str | int, ...], line: int) -> None:
    assert line_at(lines_of(CONTENT), place) == line


@pytest.mark.parametrize("content", ["", "# nothing\n", "5\n"])
def test_a_file_without_parts_has_no_lines(content: str) -> None:
    assert lines_of(content) == {}


def write(folder: Path, content: str) -> Path:
    (folder / "record.yml").write_text(content, encoding="utf-8")
    return folder / "record.yml"


def test_a_file_is_read_without_what_is_wrong_in_it(tmp_path: Path) -> None:
    found, findings = read_record(write(tmp_path, "a: b\n\nc: [d]\ne: f\n"), PATH, dict[str, str], "S001")
    assert found == {"a": "b", "e": "f"}
    assert [(one.path, one.line, one.code, one.message) for one in findings] == [(PATH, 3, "S001", '"c" is not text.')]


@pytest.mark.parametrize("content", ["", "5\n", "- a\n"])
def test_a_file_that_is_something_else_is_one_finding(tmp_path: Path, content: str) -> None:
    found, (finding,) = read_record(write(tmp_path, content), PATH, dict[str, str], "S015")
    assert (found, finding.line, finding.code) == (None, 1, "S015")


@pytest.mark.parametrize(("content", "code"), [("a: [\n", "S001"), ("\0", "S017")])
def test_a_file_that_cannot_be_read_is_one_finding(tmp_path: Path, content: str, code: str) -> None:
    for found, findings in (
        read_record(write(tmp_path, content), PATH, dict[str, str], "S015"),
        read_list(write(tmp_path, content), PATH, Record, "S015"),
    ):
        assert not found and [finding.code for finding in findings] == [code]


def test_entries_have_their_lines_and_each_wrong_one_is_one_finding(tmp_path: Path) -> None:
    content = "# Records\n- name: a\n- kind: x\n  nmae: b\n-\n  name: c\n- [d]\n- {name: e}\n"
    entries, findings = read_list(write(tmp_path, content), PATH, Record, "S028")
    assert entries == [(2, Record("a")), (6, Record("c")), (8, Record("e"))]
    assert [(finding.line, finding.code) for finding in findings] == [(3, "S028"), (7, "S028")]
    assert findings[0].message.startswith('Entry 2: "name" is missing. kind cannot be "x".')


def test_a_list_that_is_not_there_is_empty_where_it_may_be(tmp_path: Path) -> None:
    assert read_list(tmp_path / "gone.yml", PATH, Record, "S028") == ([], [])
    assert [one.code for one in read_list(tmp_path / "gone.yml", PATH, Record, "S028", required=True)[1]] == ["S017"]
