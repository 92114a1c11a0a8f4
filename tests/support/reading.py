"""Projects read as a command reads them, but on a day that never changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from leaflet.checks import source_run
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding

TODAY = date(2026, 12, 1)


def read_project(root: Path, today: date = TODAY) -> Project:
    """The project at `root`, whose settings must be usable."""
    project, findings = Project.read(root, today)
    assert project, findings
    return project


def check_sources(
    root: Path, families: str = "STW", thorough: bool = False, only: Collection[str] = (), today: date = TODAY
) -> list[Finding]:
    """What the checks of the sources find in the project at `root`."""
    project, findings = Project.read(root, today)
    return source_run.check_sources(project, families, thorough, only) if project else findings
