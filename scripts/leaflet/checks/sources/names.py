"""Names and titles that stay as they are in every language, `docs/names.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.records import read_list

NAMES = PurePosixPath("docs/names.yml")


def names_listed(project: Project) -> list[str]:
    """Return the names, none where a project has no such file."""
    return [name for _, name in _read(project)[0]]


def usable(project: Project) -> Iterator[Finding]:
    """Report what keeps the list of names, where there is one, from being used (S001)."""
    yield from _read(project)[1]


def _read(project: Project) -> tuple[list[tuple[int, str]], list[Finding]]:
    return read_list(project.settings.root / NAMES, NAMES, str, "S001")
