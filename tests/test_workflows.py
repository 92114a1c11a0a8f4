"""The workflow files of GitHub and GitLab: valid by their published schemas, pinned, and with commands that there are."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema

from leaflet.commands import main
from support.made import ROOT

GITHUB, GITLAB = ROOT / ".github/workflows/publish.yml", ROOT / ".gitlab-ci.yml"
TESTING = ROOT / ".github/workflows/test.yml"
SCHEMAS = {GITHUB: "vendor.github-workflows", TESTING: "vendor.github-workflows", GITLAB: "vendor.gitlab-ci"}
PUBLISHING = (GITHUB, GITLAB)
COMMANDS = ["./scripts/setup test", "./leaflet build", "./leaflet check", "./leaflet release"]


def read(file: Any) -> Any:
    """As JSON has it: YAML 1.1 takes the key `on` for true."""
    value = yaml.safe_load(file.read_text())
    return {"on" if key is True else key: part for key, part in value.items()}


def is_valid(value: Any, schema: str) -> bool:
    rules = get_builtin_schema(schema)
    return jsonschema.validators.validator_for(rules)(rules).is_valid(value)


def strings(value: Any, under: str = "") -> Iterator[tuple[str, str]]:
    """Every text, with the key it stands under."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from strings(part, str(key))
    elif isinstance(value, list):
        for part in value:
            yield from strings(part, under)
    else:
        yield under, str(value)


def lines(file: Any) -> list[str]:
    """The lines of shell in a file, in order."""
    shells = ("run", "script", "before_script")
    return [line.strip() for key, words in strings(read(file)) if key in shells for line in words.splitlines()]


@pytest.mark.parametrize("file", SCHEMAS, ids=["github", "test", "gitlab"])
def test_the_file_is_valid(file: Any) -> None:
    assert is_valid(read(file), SCHEMAS[file])


@pytest.mark.parametrize(
    ("file", "job", "key", "value"),
    [
        (GITHUB, "build", "runs-on", 5),
        (GITHUB, "build", "step", []),
        (GITHUB, "publish", "permissions", {"pages": "yes"}),
        (GITLAB, "pages", "script", 5),
        (GITLAB, "pages", "artifacts", {"path": "public"}),
    ],
)
def test_the_schema_can_tell(file: Any, job: str, key: str, value: Any) -> None:
    broken = deepcopy(read(file))
    jobs = broken["jobs"] if file == GITHUB else broken
    jobs[job][key] = value
    assert not is_valid(broken, SCHEMAS[file])


def test_actions_are_pinned_to_a_commit_and_say_their_version() -> None:
    uses = re.findall(r"uses: (.*)", GITHUB.read_text() + TESTING.read_text())
    assert len(uses) > 1 and all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in uses)


@pytest.mark.parametrize("file", PUBLISHING, ids=["github", "gitlab"])
def test_the_commands_are_those_of_the_program_in_their_order(file: Any) -> None:
    found = [command for line in lines(file) for command in COMMANDS if line.startswith(command)]
    assert list(dict.fromkeys(found)) == COMMANDS
    used = {line.split()[1] for line in lines(file) if line.startswith("./leaflet ")}
    assert used <= set(main.commands)


def commands(file: Any, of_proposal: bool) -> str:
    """The program's commands for a pull or merge request, or for a push to the main branch: a line each."""
    if file == GITHUB:
        unwanted = f"github.event_name {'!' if of_proposal else '='}= 'pull_request'"
        steps = [step for step in read(file)["jobs"]["build"]["steps"] if step.get("if") != unwanted]
        found = [line for step in steps for line in step.get("run", "").splitlines()]
    else:
        found = read(file)["check" if of_proposal else "pages"]["script"]
    return "\n".join(line.strip() for line in found if line.strip().startswith("./leaflet "))


@pytest.mark.parametrize(
    ("ends", "publishes", "passes"),
    [
        ({}, True, True),
        ({"build": 1}, True, True),
        ({"build": 2}, False, False),
        ({"check": 1}, True, False),
        ({"build": 1, "check": 1}, True, False),
        ({"check": 2}, False, False),
        ({"check": 1, "release": 2}, False, False),
    ],
)
@pytest.mark.parametrize("file", PUBLISHING, ids=["github", "gitlab"])
def test_findings_stop_a_proposal_and_what_is_not_released_a_publication(
    file: Any, ends: dict[str, int], publishes: bool, passes: bool, tmp_path: Path
) -> None:
    cases = " ".join(f"{command}) exit {code};;" for command, code in ends.items())
    (tmp_path / "leaflet").write_text(f"#!/bin/sh\ncase $1 in {cases or 'none) ;;'} esac\n")
    (tmp_path / "leaflet").chmod(0o755)
    for of_proposal, reached in ((False, publishes), (True, passes)):
        script = f"{commands(file, of_proposal)}\necho reached"
        run = subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ("reached" in run.stdout, run.returncode == 0) == (reached, reached)


@pytest.mark.parametrize("file", PUBLISHING, ids=["github", "gitlab"])
def test_what_was_made_is_kept_for_the_next_time(file: Any) -> None:
    words = file.read_text()
    assert ".cache/audio" in words and ".cache/downloads" in words


def test_only_the_step_that_publishes_may_write() -> None:
    jobs = read(GITHUB)["jobs"]
    assert read(GITHUB)["permissions"] == {"contents": "read"}
    assert {name for name, job in jobs.items() if "write" in job["permissions"].values()} == {"publish"}


def test_a_change_of_the_program_runs_the_tests() -> None:
    assert "./scripts/test" in lines(TESTING)
    job = read(GITLAB)["test"]
    assert job["script"] == ["./scripts/test"]
    assert all("scripts/**/*" in rule["changes"] and "tests/**/*" in rule["changes"] for rule in job["rules"])


@pytest.mark.parametrize(
    "form", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml")), ids=lambda file: file.stem
)
def test_an_issue_form_asks_for_something_and_requires_it(form: Path) -> None:
    fields = read(form)["body"]
    assert any(field.get("validations", {}).get("required") for field in fields)
    assert len({field["id"] for field in fields}) == len(fields)
