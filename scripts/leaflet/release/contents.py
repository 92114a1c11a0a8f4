"""What each file of a site is: its language, its format, and the words it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from leaflet.base.files import digest
from leaflet.edition.downloads import FOLDER as DOWNLOADS
from leaflet.edition.project import Project
from leaflet.edition.recording import FOLDER as RECORDINGS
from leaflet.formats.registry import AUDIO, FORMATS
from leaflet.project.media_types import media_type
from leaflet.project.settings import SOURCE_LANGUAGE, languages
from leaflet.release.manifest import Built
from leaflet.web.web_edition import LARGE_PRINT

WEB, WEB_LARGE, OTHER = "web", "web-large", "asset"
HOME = "index"


@dataclass(frozen=True, slots=True)
class _Origin:
    language: str
    format: str
    page: str = ""  # none where it is made of all pages


class Contents:
    """Describes the files of a site that was built from `project`."""

    def __init__(self, project: Project) -> None:
        self.project = project
        tags, start = project.settings.languages, project.settings.file_name
        self.downloads: Mapping[str, _Origin] = {
            made.file_name(start, languages()[tag]): _Origin(tag, made.name) for made in FORMATS for tag in tags
        }
        self.media_types = {made.name: made.media_type for made in FORMATS}

    def built(self, site: Path, path: str) -> Built:
        """What is to be said of a file."""
        origin, file = self._origin(PurePosixPath(path)), site / path
        kind = self.media_types.get(origin.format) or media_type(path)
        words = self._source(origin)
        return Built(origin.language, origin.format, path, kind, file.stat().st_size, digest(file), words)

    def _origin(self, path: PurePosixPath) -> _Origin:
        if path.parts[0] == DOWNLOADS:
            return self.downloads.get(path.name, _Origin("", OTHER))
        if path.parts[0] == RECORDINGS and len(path.parts) == 3:
            return _Origin(self._language(path.parts[1]), AUDIO.name, path.stem)
        if path.suffix != ".html":
            return _Origin("", OTHER)
        large = path.parts[0] == LARGE_PRINT.rstrip("/")
        parts = path.parts[large:]
        language = self._language(parts[0])
        folders = parts[language != SOURCE_LANGUAGE : -1]
        return _Origin(language, WEB_LARGE if large else WEB, "/".join(folders) or (HOME if path.stem == HOME else ""))

    def _language(self, folder: str) -> str:
        return folder if folder in self.project.settings.languages else SOURCE_LANGUAGE

    def _source(self, origin: _Origin) -> str:
        """A hash of the words: of one page, or of all that are in the language and their English."""
        if not origin.language:
            return ""
        own, english = self.project.leaflet(origin.language), self.project.source
        if origin.page:
            page = own.page(origin.page) or english.page(origin.page)
            return page.digest if page else ""
        words = "".join(page.digest for leaflet in (own, english) for page in leaflet.pages)
        return hashlib.sha256(words.encode()).hexdigest()[: len(english.pages[0].digest)]
