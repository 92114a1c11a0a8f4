"""liblouis's own table tests, read without its tools: files of `tests/braille/liblouis`.

A file is one mapping whose keys come again and again (`table`, `flags`, `tests`), so it is read as a tree of nodes. Tests
that liblouis itself expects to fail, and those with options, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from leaflet.formats.braille import liblouis as louis
from support.places import TESTS

FILES = sorted((TESTS / "formats/braille/data/liblouis").glob("*.yaml"))
RENAMED = {"ar.tbl": "ar-ar-g1.utb"}  # after 3.33
LIBLOUIS = louis.TABLES / "liblouis"


@dataclass(frozen=True)
class Case:
    line: int
    tables: str
    given: str
    wanted: str
    backward: bool
    plain_blanks: bool

    def got(self) -> str:
        given = self.given.replace(" ", "\u2800") if self.plain_blanks and self.backward else self.given
        function = "lou_backTranslateString" if self.backward else "lou_translateString"
        got = louis._run(function, self.tables, given, 0)
        return got.replace("\u2800", " ") if self.plain_blanks else got


def cases(file: Path) -> Iterator[Case]:
    root = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    display, table, mode = "unicode.dis", "", "forward"
    for key, value in root.value:
        if key.value == "display":
            display = value.value
        elif key.value == "table":
            name = {part.value: text.value for part, text in value.value}["__assert-match"]
            table = RENAMED.get(name, name)
        elif key.value == "flags":
            mode = {part.value: text.value for part, text in value.value}["testmode"]
        else:
            shown = "unicode.dis" if display.startswith("unicode") else display
            tables = f"{LIBLOUIS / shown},{LIBLOUIS / table}"
            for test in value.value:
                yield from _case(test, tables, mode, "without-blank" in display)


def _case(test: yaml.SequenceNode, tables: str, mode: str, plain_blanks: bool) -> Iterator[Case]:
    if any(isinstance(part, yaml.MappingNode) for part in test.value):
        return
    first, second = (_unescaped(part.value) for part in test.value[-2:])
    line = test.start_mark.line + 1
    if mode in ("forward", "bothDirections"):
        yield Case(line, tables, first, second, False, plain_blanks)
    if mode == "bothDirections":
        yield Case(line, tables, second, first, True, plain_blanks)
    if mode == "backward":
        yield Case(line, tables, first, second, True, plain_blanks)


def _unescaped(text: str) -> str:
    """`\\\\` and `\\x00a0`, as lou_checkyaml reads them."""
    return re.sub(r"\\(\\|x([0-9A-Fa-f]{4}))", lambda match: chr(int(match[2], 16)) if match[2] else "\\", text)
