"""R: the settings of publishing, which decide where the leaflet goes, and who has signed what changed."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.build.sign_offs import read_sign_offs
from leaflet.checks.source_check import Check
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.publish_settings import publish_findings


def settings_of_publishing(project: Project) -> Iterator[Finding]:
    """publish.yml has only settings that exist (R001), all and right (R002), no secret (R003), one address (R004)."""
    yield from publish_findings(project.settings.root, project.settings.site_url)


def sign_offs(project: Project) -> Iterator[Finding]:
    """Every line of docs/signoffs.yml can count (R006)."""
    yield from read_sign_offs(project.settings.root, project.today)[1]


CHECKS: tuple[Check, ...] = (settings_of_publishing, sign_offs)
