"""The checks of made files, of every format, by the name of the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from leaflet.base.files import digest
from leaflet.checks.families import load
from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.formats.read_back.file_check import FileCheck
from leaflet.formats.registry import FORMATS


@cache
def _modules() -> Mapping[str, Any]:
    """Load the modules that look at files, by the name that the rows of the formats give them.

    Those that lack a Python package here are left out: `gate.not_installed` names them.
    """
    modules = {}
    for name in dict.fromkeys(made.checks for made in FORMATS if made.checks):
        with suppress(ModuleNotFoundError):
            modules[name] = load(name)
    return modules


def _by_format(table: str) -> Mapping[str, Sequence[FileCheck]]:
    """The tables of that name of all modules, as one, by format."""
    return {name: checks for module in _modules().values() for name, checks in getattr(module, table, {}).items()}


FILE_CHECKS = _by_format("FILE_CHECKS")
VALIDATORS = _by_format("VALIDATORS")


def formats_of(letters: str) -> dict[str, str]:
    """The families among `letters` that look at made files of each format: `{"epub": "E", ...}`."""
    return {made.name: made.family for made in FORMATS if made.family in letters and made.name in FILE_CHECKS}


def check_file(booklet: Booklet, kind: str, file: Path, made: Path, display: PurePosixPath) -> Iterator[Finding]:
    """Findings of a file of the site: our own checks, then the programs of others (EPUBCheck and so on).

    It is the one that was `made` (E014).
    """
    yield from check_same(file, made, display)
    for check in (*FILE_CHECKS.get(kind, ()), *VALIDATORS.get(kind, ())) if file.is_file() else ():
        yield from check(booklet, file, display)


def check_same(file: Path, made: Path, display: PurePosixPath) -> Iterator[Finding]:
    """A file of the site is the one that was `made` (E014)."""
    if not file.is_file() or digest(file) != digest(made):
        yield not_as_built(display)


def not_as_built(display: PurePosixPath) -> Finding:
    return Finding(display, 0, "E014", "The file is not the one that was built.", "Build it again.")
