"""Documents, codes and options are held to the program: none is named that is not there, none is there without a word.

A code counts as raised where the program has it as a string, and as tested where it has a folder of golden cases in
tests/checks/, or is named in a test function or in a table that the function uses.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from leaflet.checks.families import families
from leaflet.checks.sources.wording import patterns
from leaflet.commands import main
from leaflet.findings.codes import retired, rules
from support.places import ROOT

PROGRAM = sorted(file for pattern in ("*.py", "*.js", "*.mjs") for file in (ROOT / "scripts/leaflet").rglob(pattern))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "HOSTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs" / "en").glob("*.md")),
]
CODE = re.compile(r"(?<![\w/#.-])[STWLHAPEBVR]\d{3}(?![\w%-])")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
COMMAND = re.compile(r"(?:^|[`/\s])leaflet\b((?: [a-z]+)*)([^`\n|;,]*)", re.MULTILINE)


@cache
def codes_in(file: Path) -> frozenset[str]:
    """Codes that stand in a program as strings of their own, also in a script of the browser inside one."""
    text = file.read_text(encoding="utf-8")
    found = list(strings(ast.parse(text))) if file.suffix == ".py" else []
    scripts = [text] if file.suffix != ".py" else found
    quoted = [code for script in scripts for code in re.findall(r'"([A-Z]\d{3})"', script)]
    return frozenset(filter(CODE.fullmatch, (*found, *quoted)))


@cache
def named_in_tests() -> dict[str, set[str]]:
    """The test functions that name each code, in their own lines or in a table of their module that they use."""
    found: dict[str, set[str]] = {}
    for file in TESTS:
        if file == Path(__file__):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        tables = {
            target.id: node
            for node in tree.body
            if isinstance(node, (ast.Assign, ast.AnnAssign))
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        for function in (
            node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        ):
            used = [tables[node.id] for node in ast.walk(function) if isinstance(node, ast.Name) and node.id in tables]
            for code in (code for node in (function, *used) for words in strings(node) for code in CODE.findall(words)):
                found.setdefault(code, set()).add(f"{file.name}::{function.name}")
    return found


def strings(tree: ast.AST) -> Iterator[str]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


@pytest.mark.parametrize("code", rules())
def test_every_code_is_raised_somewhere(code: str) -> None:
    assert code in {*(pattern.code for pattern in patterns()), *(name for file in PROGRAM for name in codes_in(file))}


@pytest.mark.parametrize("code", rules())
def test_every_code_has_cases_or_a_test_that_names_it(code: str) -> None:
    assert (ROOT / "tests" / "checks" / code / "bad" / "expected.txt").is_file() or named_in_tests().get(code)


def test_no_code_is_raised_that_is_not_listed() -> None:
    raised = {code for file in PROGRAM for code in codes_in(file)} | {pattern.code for pattern in patterns()}
    assert raised - rules().keys() == set()


def test_no_retired_code_is_used() -> None:
    assert retired().keys() & {code for file in PROGRAM for code in codes_in(file)} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_documents_name_no_code_that_is_not_there(document: Path) -> None:
    assert set(CODE.findall(document.read_text(encoding="utf-8"))) - rules().keys() == set()


def test_the_readme_names_every_family() -> None:
    table = re.findall(r"^\| (\w .*?) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = ", ".join(table)
    assert [family.letter for family in families().values() if f"{family.letter} {family.name}" not in named] == []


# Commands and their options


def commands(group: click.Group = main, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its words, `translate stamp`, groups too."""
    for word, command in group.commands.items():
        path = f"{name} {word}".strip()
        yield path, command
        if isinstance(command, click.Group):
            yield from commands(command, path)


COMMANDS = dict(commands())
LEAVES = {name: command for name, command in COMMANDS.items() if not isinstance(command, click.Group)}


def options(command: click.Command) -> set[str]:
    names = {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    }
    return names | {"--help"}


def mentioned(words: str) -> Iterator[tuple[str, str]]:
    """Every option that stands after the name of a command in a document: `("check", "--fast")`."""
    for match in COMMAND.finditer(words):
        said = match[1].split()
        name = next((" ".join(said[:size]) for size in (2, 1) if " ".join(said[:size]) in COMMANDS), "")
        for option in OPTION.findall(match[2]):
            yield name, option


def test_options_are_found_behind_their_command() -> None:
    words = (
        "`leaflet check --explain T023` and `./leaflet build --clean`, leaflet translate stamp pl --no, leaflet --help"
    )
    assert list(mentioned(words)) == [
        ("check", "--explain"),
        ("build", "--clean"),
        ("translate stamp", "--no"),
        ("", "--help"),
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_documents_name_no_option_that_is_not_there(document: Path) -> None:
    for name, option in mentioned(document.read_text(encoding="utf-8")):
        assert option in (options(COMMANDS[name]) if name else options(main)), f"{document.name}: {name} {option}"


def test_examples_of_readme_begin_with_a_command_that_is_there() -> None:
    said = re.findall(
        r"^\./leaflet (\w+)|`(?:\./)?leaflet (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {one or other for one, other in said} - COMMANDS.keys() == set()


@pytest.mark.parametrize("name", LEAVES)
def test_every_option_has_help_and_an_example(name: str) -> None:
    command = LEAVES[name]
    examples = [line for line in (command.epilog or "").splitlines() if line.strip().startswith(f"leaflet {name}")]
    assert examples
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert any(option in line.split() for option in parameter.opts for line in examples), parameter.opts


@pytest.mark.parametrize("name", LEAVES)
def test_examples_are_of_options_that_are_there(name: str) -> None:
    for command, option in mentioned(LEAVES[name].epilog or ""):
        assert option in options(COMMANDS[command]), f"{command} {option}"
