"""What `leaflet check` is asked to look at, and what there is to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from leaflet.build.since_release import Changes
from leaflet.build.site import Files
from leaflet.checks.families import Selection, everything, families
from leaflet.checks.source_run import language_of
from leaflet.findings.codes import is_error
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE

Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look at. No `languages` means all of them; `changes`, only what differs from the last release."""

    selection: Selection = field(default_factory=everything)
    languages: tuple[str, ...] = ()
    fast: bool = False
    external: bool = False
    changes: Changes | None = None

    @property
    def of_sources(self) -> str:
        """The families that look at sources."""
        return "".join(letter for letter in self.selection.letters if families()[letter].is_of_sources)

    @property
    def beyond(self) -> str:
        """The families that look at what is made."""
        return "" if self.fast else "".join(sorted(set(self.selection.letters) - set(self.of_sources)))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.languages) or self.changes is not None

    @property
    def is_everything(self) -> bool:
        """Whether a release may rest on it."""
        return self.selection.is_everything and not self.fast and not self.is_narrowed

    def wants(self, finding: Finding) -> bool:
        """With `changes`, an error is wanted wherever it stands, as a change elsewhere may be its cause."""
        if not self.selection.wants(finding.code):
            return False
        if self.changes and is_error(finding):
            return True
        if self.changes and not self.changes.concern(finding):
            return False
        if self.languages and families()[finding.code[0]].is_of_sources:
            return (language_of(finding) or SOURCE_LANGUAGE) in self.languages
        return True


@dataclass(frozen=True, slots=True)
class Made:
    """What the sources make: the built site (none where nobody asks for it), and the files; without some languages."""

    site: Path | None
    files: Files
    left_out: tuple[str, ...] = ()
