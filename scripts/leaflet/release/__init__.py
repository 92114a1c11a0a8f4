"""A release: the files of a checked site as the world gets them, with the list of what they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from leaflet.release.manifest import Manifest

Progress = Callable[[str], object]  # told what is being done


@dataclass(frozen=True, slots=True)
class Release:
    """A release on this machine. `folder` holds its files, as they are under the root of a web server."""

    manifest: Manifest
    folder: Path

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def archive(self) -> Path:
        """The whole of it in one file; its checksum is beside it, `.sha256`."""
        return self.folder.with_name(f"{self.folder.name}.tar.gz")

    @property
    def checksum(self) -> Path:
        return self.archive.with_name(f"{self.archive.name}.sha256")
