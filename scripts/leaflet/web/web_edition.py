"""One language of one web edition: its words, its files, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import Environment, StrictUndefined

from leaflet.content.model import Leaflet
from leaflet.edition.downloads import Download
from leaflet.edition.project import Project
from leaflet.edition.recording import Recordings
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE, Language

LARGE_PRINT = "large-print/"  # where that edition stands; the standard one stands at the root of the site


@dataclass
class Edition:
    """One language of the standard or the large-print site. `site_path` is its folder on the host, with slashes.

    `recordings`: pages read aloud, of all languages; `findings`: of the sources, for the page for staff.
    """

    project: Project
    language: Language
    large: bool
    policy: str
    site_path: str
    published: tuple[str, ...]
    downloads: tuple[Download, ...] = ()
    recordings: Recordings = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    environment: Environment | None = field(default=None)

    @cached_property
    def leaflet(self) -> Leaflet:
        return self.project.leaflet(self.language.tag)

    @cached_property
    def source(self) -> Leaflet:
        return self.project.source

    @cached_property
    def strings(self) -> dict[str, Any]:
        return self.project.strings(self.language.tag)

    @cached_property
    def stale(self) -> frozenset[tuple[str, str]]:
        return self.project.stale(self.language.tag)

    @property
    def is_translation(self) -> bool:
        return self.language.tag != SOURCE_LANGUAGE

    def address(self, name: str, language: str = "") -> str:
        """A page's address from the root of this edition; of one in English only, that of the English."""
        language = SOURCE_LANGUAGE if self.is_english_only(name) else language or self.language.tag
        folder = "" if language == SOURCE_LANGUAGE else f"{language}/"
        return folder + ("" if name in ("index", "") else f"{name}/")

    def is_english_only(self, name: str) -> bool:
        page = self.source.page(name)
        return page is not None and page.metadata.english_only

    def has(self, name: str, language: str) -> bool:
        return self.project.leaflet(language).page(name) is not None


def prepare(environment: Environment) -> Environment:
    """Jinja as the templates need it: words are escaped, and a name that is not there is an error."""
    environment.autoescape, environment.undefined = True, StrictUndefined
    return environment
