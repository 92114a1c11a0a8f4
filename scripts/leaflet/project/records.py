"""YAML files read so that a slip in one is a finding with its line, never a traceback."""

from __future__ import annotations

import re
import stat
from codecs import BOM_UTF8
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar, cast

import yaml
from yaml_env_tag import construct_env_tag

from leaflet.base.files import read_bytes
from leaflet.findings.finding import Finding
from leaflet.project.shapes import Place, fit, without

if TYPE_CHECKING:
    from yaml import SafeLoader as _Base
else:
    _Base = object

MAX_BYTES = 1_000_000
WITH_ENV = (PurePosixPath("mkdocs.yml"), PurePosixPath("large-print.yml"))  # those that MkDocs reads
MAX_VALUES = 100_000  # in one file, with each alias counted as all that it stands for
MAX_DEPTH = 50  # levels of one collection in another; our deepest file has 6
BRACKETS, DEEP_INDENTATION = re.compile(r"[\[\]{}]"), re.compile(r"(?m)^[ ?:-]{100}")

T = TypeVar("T")


class _Careful(_Base):
    """Safe YAML that refuses a key given twice (YAML 1.2, section 3.2.1.1)."""

    def get_single_node(self) -> yaml.Node | None:
        node = super().get_single_node()
        if node:
            _count_values(node, {}, set())
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key_node, yaml.ScalarNode):
                continue
            key = self.construct_object(key_node)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f'"{key}" is given twice', key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """PyYAML 6 raises what Python raises for 2026-02-30 or `!!bool maybe`: here with the line."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError, TypeError) as error:
            what = str(error) if isinstance(error, ValueError) else node.tag.rpartition(":")[2]
            problem = f'"{node.value}" cannot be used ({what})'
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from error


def _count_values(node: yaml.Node, known: dict[int, int], inside: set[int]) -> int:
    """How many values a node stands for. Raises for an alias of itself, and for aliases of aliases without end.

    The answers of a file that "laughs a billion times" would fill the memory as soon as somebody prints them.
    """
    if id(node) in inside:
        raise yaml.constructor.ConstructorError(None, None, "an alias stands in what it stands for", node.start_mark)
    if id(node) not in known and isinstance(node, yaml.CollectionNode):
        inside.add(id(node))
        pairs = isinstance(node, yaml.MappingNode)
        inner = (child for item in node.value for child in (item if pairs else (item,)))
        known[id(node)] = 1 + sum(_count_values(child, known, inside) for child in inner)
        inside.discard(id(node))
    count = known.get(id(node), 1)
    if count > MAX_VALUES:
        problem = f"it stands for more than {MAX_VALUES:,} values"
        raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
    return count


class _Loader(_Careful, yaml.SafeLoader):
    """It says exactly what is wrong, and where."""


class _FastLoader(_Careful, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same in C, five times as fast, where PyYAML has it."""


class _SettingsLoader(_Loader):
    """The same with MkDocs's `!ENV`. Not for what people read: a title could show any secret of the builder."""


_SettingsLoader.add_constructor("!ENV", construct_env_tag)


def parse_yaml(content: str, path: PurePosixPath, first_line: int = 1) -> tuple[Any, list[Finding]]:
    """The value of a YAML text that starts at `first_line` of `path`; None and a finding (S001) where it is broken."""
    try:
        return _load(content, path), []
    except yaml.MarkedYAMLError as error:
        never_closed = "end of stream" in (error.problem or "")  # then the line that opened it is the one to mend
        mark = (error.context_mark if never_closed else None) or error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        return None, [_broken(path, line, error.problem or "it cannot be read")]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, [_broken(path, first_line, (str(error) or "it cannot be read").splitlines()[0])]


def _load(content: str, path: PurePosixPath) -> Any:
    """The value of a YAML text. One that is broken is read again by the loader that says best what is wrong."""
    if path in WITH_ENV:
        return yaml.load(content, _SettingsLoader)
    if _is_deep(content):
        return yaml.load(content, _Loader)
    try:
        return yaml.load(content, _FastLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return yaml.load(content, _Loader)


def _is_deep(content: str) -> bool:
    """Return whether collections may lie in one another deeper than `MAX_DEPTH`.

    libyaml's loader (PyYAML 6.0) calls itself for each level without a limit and ends the process where the stack does;
    the one in Python raises RecursionError. Brackets within quotes count too: that costs time and nothing else.
    """
    depth = 0
    for bracket in BRACKETS.findall(content):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return DEEP_INDENTATION.search(content) is not None


def _broken(path: PurePosixPath, line: int, problem: str) -> Finding:
    hint = (
        "Look at this line and the one above: a missing space after a colon, a missing closing quote, "
        "a tab, or indentation that does not line up. Put quotes around a text that has a colon in it."
    )
    return Finding(path, line, "S001", f"The settings here cannot be read: {problem}.", hint)


def read_text(file: Path, path: PurePosixPath, most: int = MAX_BYTES) -> tuple[str | None, list[Finding]]:
    """A UTF-8 file's words, line ends made `\\n`; None and a finding (S017) for anything else, or over `most` bytes."""

    def unreadable(
        message: str, line: int = 1, hint: str = "Save the file again as UTF-8 text."
    ) -> tuple[None, list[Finding]]:
        return None, [Finding(path, line, "S017", message, hint)]

    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):  # a pipe would be waited for, a device read without end
            return unreadable("It is no file.")
        if about.st_size > most:
            return unreadable(f"The file is larger than {most:,} bytes.", hint="Take out of it what is not words.")
        data = read_bytes(file).removeprefix(BOM_UTF8)  # Notepad on Windows writes one
    except OSError as error:
        return unreadable(f"The file cannot be opened: {error.strerror}.")
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return unreadable(f"Byte {data[error.start]:#04x} is not UTF-8.", line)
    if "\0" in content:
        return unreadable("The file has a NUL character in it.", content[: content.index("\0")].count("\n") + 1)
    return content.replace("\r\n", "\n").replace("\r", "\n"), []


def read_yaml(file: Path, path: PurePosixPath) -> tuple[Any, list[Finding]]:
    """The value of a YAML file, not to be changed; None and a finding where it is missing or broken."""
    content, findings = read_text(file, path)
    if content is None:
        return None, findings
    if path in WITH_ENV and "!ENV" in content:  # its value depends on more than its words
        return parse_yaml(content, path)
    value, found = _parsed(content, path)
    return value, list(found)


def read_record(file: Path, path: PurePosixPath, shape: type[T], code: str) -> tuple[T | None, list[Finding]]:
    """Read a YAML file whose keys `shape` allows; a finding of `code` for each slip, at its line.

    What is wrong is left out and the rest is read; None where no file is there (S017), or nothing of it can be used.
    """
    value, findings = read_yaml(file, path)
    found, slips = fit(shape, value) if value is not None or not findings else (None, [])
    lines = lines_of(read_text(file, path)[0] or "") if slips else {}
    findings += [Finding(path, line_at(lines, slip.place), code, slip.fact, slip.hint) for slip in slips]
    if slips and isinstance(value, dict):
        found, _ = fit(shape, without(value, slips))
    return found, findings


def read_list(
    file: Path, path: PurePosixPath, shape: type[T], code: str, required: bool = False
) -> tuple[list[tuple[int, T]], list[Finding]]:
    """Read the entries of a YAML file that is a list, each of `shape` and with the line on which it begins.

    One finding of `code` for each entry that is not of that shape, which is left out; one where the file is not a list.
    Nothing where there is no such file, or a finding (S017) where it is `required`.
    """
    if not required and not file.is_file():
        return [], []
    value, findings = read_yaml(file, path)
    if value is None:
        return [], findings
    if not isinstance(value, list):
        return [], [*findings, Finding(path, 1, code, "The file is not a list.", "Begin each entry with a dash.")]
    lines = lines_of(read_text(file, path)[0] or "")
    entries: list[tuple[int, T]] = []
    for number, part in enumerate(value):
        entry, slips = fit(shape, part)
        line = line_at(lines, (number,))
        if slips:
            facts = " ".join(slip.fact for slip in slips)
            findings.append(Finding(path, line, code, f"Entry {number + 1}: {facts}", slips[0].hint))
        else:
            entries.append((line, cast(T, entry)))
    return entries, findings


@lru_cache(maxsize=128)
def _parsed(content: str, path: PurePosixPath) -> tuple[Any, tuple[Finding, ...]]:
    """As `parse_yaml`, each text once: several checks read the same records, and PyYAML takes 0.1 s for one."""
    value, findings = parse_yaml(content, path)
    return value, tuple(findings)


@lru_cache(maxsize=128)
def lines_of(content: str) -> Mapping[Place, int]:
    """The line of every key and entry of a YAML text that can be read, by the keys and numbers that lead to it."""
    lines: dict[Place, int] = {}

    def walk(node: yaml.Node, above: Place) -> None:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        entries = enumerate(node.value) if isinstance(node, yaml.SequenceNode) else []
        parts = [(key.value, key, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)]
        for name, begin, value in (*parts, *((number, entry, entry) for number, entry in entries)):
            lines[*above, name] = begin.start_mark.line + 1
            walk(value, (*above, name))

    node = yaml.compose(content, _Loader)
    if node is not None:
        walk(node, ())
    return lines


def line_at(lines: Mapping[Place, int], place: Place) -> int:
    """The line of a place, or of what it is in, as `lines_of` has them; 1 where that is the whole file."""
    return next((lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in lines), 1)


def line_of_key(file: Path, path: PurePosixPath, key: str) -> int:
    """The line of a YAML file on which `key:` stands first, also in a list or after a title; 1 where it does not."""
    pattern = re.compile(rf"\s*(- ([^#:]+: +)?)?[\"']?{re.escape(key)}[\"']?\s*(:|#|$)")
    lines = (read_text(file, path)[0] or "").splitlines()
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), 1)
