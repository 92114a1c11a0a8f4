"""What a check of a made file is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding

# Of a made file, and the place to name in findings
FileCheck = Callable[[Booklet, Path, PurePosixPath], Iterable[Finding]]
