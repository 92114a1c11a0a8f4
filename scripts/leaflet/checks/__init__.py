"""Checks: functions that look at a `Project` and yield `Finding`s. One module a family."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from leaflet.model import Finding, Leaflet
from leaflet.reading import read_leaflet
from leaflet.settings import SOURCE_LANGUAGE, Settings, read_settings


@dataclass(frozen=True, slots=True)
class Project:
    """What source checks look at: the settings and the leaflet in each language, as far as they could be read."""

    settings: Settings
    leaflets: Mapping[str, Leaflet]


Check = Callable[[Project], Iterator[Finding]]


def check_sources(root: Path, families: str = "SW") -> list[Finding]:
    """Findings of the words and settings of the project at `root`, sorted by file and line, each once."""
    from leaflet.checks import pictures, structure, wording

    settings, findings = read_settings(root)
    if settings is None:
        return sorted(findings)
    leaflets: dict[str, Leaflet] = {}
    for language in sorted(settings.languages, key=lambda tag: tag != SOURCE_LANGUAGE):
        leaflets[language], found = read_leaflet(settings, language, leaflets.get(SOURCE_LANGUAGE))
        findings += found
    project = Project(settings, leaflets)
    checks: tuple[Check, ...] = (*structure.CHECKS, *pictures.CHECKS, *wording.CHECKS)
    for check in checks:
        findings += check(project)
    return sorted({finding for finding in findings if finding.code[0] in families})
