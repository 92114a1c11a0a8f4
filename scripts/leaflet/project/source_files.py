"""The files that a site is made from: their hash, and when they were last changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from leaflet.base.files import read_bytes

WATCHED = ("docs", "overrides", "mkdocs.yml", "large-print.yml", "quality.json")
BUILT_FROM = (*WATCHED, "voices", "scripts/leaflet", "requirements.txt", "package-lock.json")
NOT_BUILT_FROM = (Path("docs/signoffs.yml"),)  # who stands for a change changes no page

Stamp = tuple[Path, int]  # a file, and the time of its last change (ns)


def source_digest(root: Path) -> str:
    """A hash of everything the site is made from."""
    found = hashlib.sha256()
    for file in source_files(root):
        found.update(str(file.relative_to(root)).encode() + b"\0" + read_bytes(file) + b"\0")
    return found.hexdigest()


def source_files(root: Path) -> Iterator[Path]:
    for name in BUILT_FROM:
        place = root / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (file for file in files if file.is_file() and _is_built_from(file.relative_to(root)))


def _is_built_from(file: Path) -> bool:
    return "__pycache__" not in file.parts and file not in NOT_BUILT_FROM


def stamps(root: Path) -> list[Stamp]:
    """The files that a site is made from, each with the time of its last change (ns): also of one that was undone."""
    return [(file, file.stat().st_ctime_ns) for file in source_files(root)]
