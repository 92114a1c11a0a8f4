"""What a check of the sources is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leaflet.edition.project import Project
from leaflet.findings.finding import Finding

Check = Callable[[Project], Iterator[Finding]]
