"""What a site was built from and with, noted under .cache/, so that it can be told whether it still is so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from leaflet.base.files import digest, written_whole
from leaflet.edition.downloads import Missing
from leaflet.project.settings import Settings

WATCHED = ("docs", "overrides", "mkdocs.yml", "large-print.yml", "quality.json")
BUILT_FROM = (*WATCHED, "voices", "scripts/leaflet", "requirements.txt", "package-lock.json")

NOT_BUILT_FROM = (Path("docs/signoffs.yml"),)  # who stands for a change changes no page

Stamp = tuple[Path, int]  # a file, and the time of its last change (ns)


@dataclass(frozen=True, slots=True)
class Build:
    """What a site was made from and with: noted beside it, under .cache/.

    `site` is a hash of what came out, `missing` what could not be made.
    """

    sources: str
    address: str
    audio: str
    left_out: list[str]
    formats: list[str]
    site: str = ""
    missing: list[Missing] = field(default_factory=list)


def source_digest(root: Path) -> str:
    """A hash of everything the site is made from."""
    found = hashlib.sha256()
    for file in source_files(root):
        found.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes() + b"\0")
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


def site_digest(site: Path) -> str:
    """A hash of the names and the bytes of every file of a built site."""
    return hashlib.sha256("".join(files_in(site)).encode()).hexdigest()


def files_in(folder: Path) -> Iterator[str]:
    """A line for each file: its path in the folder, and a hash of its bytes."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield f"{file.relative_to(folder).as_posix()}\0{digest(file)}\n"


def is_in_project(root: Path, site: Path) -> bool:
    """Whether `site` stands in the project's folder: only of those is noted how they were built."""
    return site.resolve().parent == root.resolve()


def is_up_to_date(settings: Settings, site: Path) -> bool:
    """Whether `site` is as built from the sources as they are now, perhaps without some languages or audio."""
    build = last_build(settings, site)
    return build is not None and build.site == site_digest(site)


def last_build(settings: Settings, site: Path) -> Build | None:
    """How `site` was built; None where there is none, or the sources have changed since. Its files may have changed.

    The address counts too: it may come from the environment, and stands on every page.
    """
    try:
        noted = json.loads(_mark(settings.root, site).read_text())
        build = Build(**{**noted, "missing": [Missing(**gap) for gap in noted["missing"]]})
    except (FileNotFoundError, KeyError, TypeError, ValueError):
        return None
    now = (source_digest(settings.root), settings.site_url)
    return build if (build.sources, build.address) == now and (site / "index.html").is_file() else None


def note_build(settings: Settings, site: Path, build: Build) -> None:
    """Note that `site` came out of this build."""
    mark = _mark(settings.root, site)
    with written_whole(mark) as scratch:
        scratch.write_text(json.dumps(asdict(build)))


def forget_build(settings: Settings, site: Path) -> None:
    """While `site` is built, nothing is known of it."""
    _mark(settings.root, site).unlink(missing_ok=True)


def _mark(root: Path, site: Path) -> Path:
    """Where is noted how a site was built."""
    return root / ".cache" / f"built-{site.name}"
