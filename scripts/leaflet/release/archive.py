"""A whole release in one file, with its checksum beside it: to keep, or to carry where nothing else can go."""

from __future__ import annotations

import gzip
import tarfile
from pathlib import Path

from leaflet.base.files import digest, written_whole
from leaflet.release import Release
from leaflet.release.verify import paths

LEVEL = 6  # most of it is compressed already


def write_archive(release: Release) -> None:
    """Write `<id>.tar.gz` and `<id>.tar.gz.sha256` beside the release: the same bytes from the same release.

    Each appears whole or not at all, the checksum last. Raises `OSError`.
    """
    with (
        written_whole(release.archive) as unfinished,
        unfinished.open("wb") as file,
        gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in paths(release.folder):
            _add(archive, release.folder / path, f"{release.id}/{path}")
    with written_whole(release.checksum) as unfinished:
        unfinished.write_text(f"{digest(release.archive)}  {release.archive.name}\n", encoding="utf-8")


def _add(archive: tarfile.TarFile, file: Path, name: str) -> None:
    """A file without what differs between machines: owner, group, time and rights."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = file.stat().st_size, 0o644
    with file.open("rb") as content:
        archive.addfile(entry, content)
