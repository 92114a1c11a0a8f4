"""What a site was built from and with, noted under .cache/, so that it can be told whether it still is so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from leaflet.base.files import digest, written_whole
from leaflet.edition.downloads import Missing
from leaflet.edition.project import Project
from leaflet.project.settings import Settings

SITE = "site"  # the folder that is built into, checked and published, unless somebody names another


@dataclass(frozen=True, slots=True)
class Build:
    """What a site was made from and with: noted beside it, under .cache/.

    `site` is a hash of what came out, `missing` what could not be made.
    """

    sources: str
    address: str
    left_out: list[str]
    formats: list[str]
    site: str = ""
    missing: list[Missing] = field(default_factory=list)


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


def is_up_to_date(project: Project, site: Path) -> bool:
    """Whether `site` is as built from the sources as they were read, perhaps without some languages or formats."""
    build = last_build(project, site)
    return build is not None and build.site == site_digest(site)


def last_build(project: Project, site: Path) -> Build | None:
    """How `site` was built; None where there is none, or from other sources than these. Its files may have changed.

    The address counts too: it may come from the environment, and stands on every page.
    """
    try:
        noted = json.loads(_mark(project.settings.root, site).read_text())
        build = Build(**{**noted, "missing": [Missing(**gap) for gap in noted["missing"]]})
    except (FileNotFoundError, KeyError, TypeError, ValueError):
        return None
    now = (project.source_digest, project.settings.site_url)
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
