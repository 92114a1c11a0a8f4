"""What editors are told of the files that people write: as the program reads them, and true of those that are there."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from leaflet.checks.schemas import FOLDER, files, schemas
from support.places import ROOT


class AsEditorsRead(yaml.SafeLoader):
    """YAML without the dates that YAML 1.2 does not know, and with MkDocs's `!ENV`."""


AsEditorsRead.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp")]
    for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
AsEditorsRead.add_constructor("!ENV", lambda loader, node: "")

REVIEW = {"page": "a", "language": "en", "role": "clinician", "name": "A", "date": "2026-12-01", "version": 1234567}
TERM = {"en": "bone", "use": "kość", "forms": ["koś"]}
TARGET = {"kind": "ssh", "host": "a@b.example", "path": "/srv", "port": 22}


def wrong(name: str, value: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schemas()[name][1]).iter_errors(value)]


@pytest.mark.parametrize(("name", "words"), list(files()))
def test_the_files_of_editors_are_as_the_program_reads(name: str, words: str) -> None:
    assert (ROOT / FOLDER / name).read_text(encoding="utf-8") == words, "run: python -m leaflet.checks.schemas"


def test_there_is_no_other_file() -> None:
    assert {file.name for file in (ROOT / FOLDER).iterdir()} == {name for name, _ in files()}


@pytest.mark.parametrize("name", [name for name in schemas() if name != "suppressions"])
def test_the_files_of_this_project_are_right(name: str) -> None:
    found = list(ROOT.glob(schemas()[name][0]))
    assert found
    for file in found:
        assert wrong(name, yaml.load(file.read_text(encoding="utf-8"), AsEditorsRead)) == []


@pytest.mark.parametrize(
    ("name", "right", "change"),
    [
        ("reviews", [REVIEW], {"role": "friend"}),
        ("reviews", [REVIEW], {"note": "a"}),
        ("reviews", [REVIEW], {"name": ""}),
        ("glossary", [TERM], {"forms": "koś"}),
        ("publish", {"targets": {"a": TARGET}}, {"prot": 22}),
        ("publish", {"targets": {"a": TARGET}}, {"kind": "folder"}),
        ("publish", {"targets": {"a": TARGET}}, {"path": "srv"}),
        ("settings", {"extra": {"hospital": {"name": "Elm"}}}, {"phnoe": "111"}),
        ("settings", {"extra": {"hospital": {"name": "Elm"}}}, {"phone": 111}),
    ],
)
def test_a_slip_is_shown_while_one_types(name: str, right: Any, change: dict[str, Any]) -> None:
    value = deepcopy(right)
    assert wrong(name, value) == []
    record = value[0] if isinstance(value, list) else value.get("targets", {}).get("a") or value["extra"]["hospital"]
    record.update(change)
    assert wrong(name, value)
