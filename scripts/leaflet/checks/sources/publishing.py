"""R: the settings of publishing, which decide where the leaflet goes."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.source_check import Check
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.publish_settings import publish_findings


def settings_of_publishing(project: Project) -> Iterator[Finding]:
    """publish.yml has only settings that exist (R001), all and right (R002), no secret (R003), one address (R004)."""
    yield from publish_findings(project.settings.root, project.settings.site_url)


CHECKS: tuple[Check, ...] = (settings_of_publishing,)
