"""Names and titles that stay as they are in every language, `docs/names.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.records import read_list

NAMES = PurePosixPath("docs/names.yml")


def names_listed(project: Project) -> list[str]:
    """The names, none where a project has no such file."""
    return [name for _, name in read_list(project.settings.root / NAMES, NAMES, "S001", "")[0] if isinstance(name, str)]


def usable(project: Project) -> Iterator[Finding]:
    """The list of names, where there is one, can be used (S001)."""
    hint = "Begin each name with a dash."
    entries, findings = read_list(project.settings.root / NAMES, NAMES, "S001", hint)
    yield from findings
    yield from (
        Finding(NAMES, line, "S001", f'"{name}" is no name.', hint)
        for line, name in entries
        if not isinstance(name, str)
    )
