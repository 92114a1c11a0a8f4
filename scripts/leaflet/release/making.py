"""A checked site made into a release: the same bytes from the same source, whoever makes it and when."""

from __future__ import annotations

import fcntl
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from leaflet.build.check_record import is_clean
from leaflet.build.record import SITE, is_in_project, is_up_to_date
from leaflet.checks.suppressions import read_suppressions
from leaflet.edition.project import Project
from leaflet.project.media_types import is_text
from leaflet.project.source_files import BUILT_FROM
from leaflet.release import Progress, Release
from leaflet.release import sbom as bill
from leaflet.release.archive import write_archive
from leaflet.release.contents import Contents
from leaflet.release.encodings import encode
from leaflet.release.manifest import NAME, RELEASE_ID, SUFFIXES, SUMS, Built, Manifest
from leaflet.release.verify import differences, paths

STORE = Path(".cache", "releases")
PACKED = Path(".cache", "packed")
KEPT_HERE = 3
RUN = "Run: ./leaflet build; ./leaflet check"
_PATH = re.compile(r"[^\0\n\r\\]+")  # what `sha256sum --check` reads without escapes


class NotReady(Exception):
    """The site cannot be released: why, and the command to run."""


def make_release(project: Project, site: Path, store: Path, progress: Progress) -> Release:
    """The release of a built and checked site, under `store`; made once, and then only compared with its manifest.

    Raises `NotReady`, `OSError`.
    """
    settings = project.settings
    require_built(project, site)
    require_place(settings.root, site, store)
    store.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(store), TemporaryDirectory(prefix=".making-", dir=store) as scratch:
        folder = Path(scratch, "release")
        shutil.copytree(site, folder, copy_function=shutil.copyfile)
        contents = Contents(project)  # reads the words now, as they were judged: packing takes minutes
        require_ready(project, site, folder)  # asked of the copy, which nobody builds anew meanwhile
        day = project.dated
        _write(folder, {bill.NAME: bill.sbom(settings.root, settings.version, day)})
        files = tuple(_described(folder, contents, settings.root / PACKED, progress))
        manifest = Manifest(files, settings.version, day.isoformat(), project.source_digest)
        _write(folder, {NAME: manifest.json, SUMS: manifest.checksums.encode()})
        return _put_by(Release(manifest, folder), store, progress)


def require_ready(project: Project, site: Path, copy: Path) -> None:
    """Raises `NotReady` unless `copy` is `site` as built from the sources as they are, and checked as it is."""
    settings = project.settings
    require_built(project, site)
    if any(finding.code == "S042" for finding in read_suppressions(settings.root, project.today)[1]):
        raise NotReady("a suppression has run out since the check. Run: ./leaflet check")
    if not is_clean(settings.root, copy):
        if site.resolve() != (settings.root / SITE).resolve():
            raise NotReady(f"{site} is not as checked: leaflet check looks at {SITE}/ only. Build there. {RUN}")
        raise NotReady(
            f"nobody has checked {site} as it is, or the check found errors. Run: ./leaflet check. "
            "Where that says that it leaves out a language, build without it first, for example Polish: "
            "./leaflet build --without pl; ./leaflet check"
        )


def require_built(project: Project, site: Path) -> None:
    """Raises `NotReady` unless `site` is as built from the sources as they are."""
    if not is_in_project(project.settings.root, site):
        raise NotReady(
            f"{site} is not in the project's folder, so nobody knows how it was built. Build into {SITE}/. {RUN}"
        )
    if not (site / "index.html").is_file():
        raise NotReady(f"there is no site in {site}. {RUN}")
    if not (is_up_to_date(project, site) and project.is_as_read):
        raise NotReady(f"{site} was built before the last change. {RUN}")


def require_place(root: Path, site: Path, store: Path) -> None:
    """Raises `NotReady` where a release in `store` would be copied into itself, or lie among the sources."""
    place = store.resolve()
    taken = [site.resolve(), *((root / name).resolve() for name in BUILT_FROM)]
    if place == root.resolve() or any(one in (place, *place.parents) for one in taken):
        raise NotReady(
            f"{store} is the project's folder, or is in the site or in what the site is made from. "
            "Name a folder of its own, for example release"
        )


@contextmanager
def _one_at_a_time(store: Path) -> Iterator[None]:
    with (store / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in store.glob(".making-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _described(folder: Path, contents: Contents, packed: Path, progress: Progress) -> Iterator[Built]:
    """Every file of the site, with its compressed copies made. One that was compressed by others is made again."""
    there = set(paths(folder))
    packed_by_others = there & {path + suffix for path in there for suffix in SUFFIXES.values()}
    for path in packed_by_others:
        (folder / path).unlink()
    for path in sorted(there - packed_by_others):
        if not _PATH.fullmatch(path):
            raise NotReady(f"the file {path!r} cannot be published under that name. Rename it, and build again.")
        progress(f"packing {path}")
        built = contents.built(folder, path)
        yield replace(built, encodings=encode(folder / path, packed)) if is_text(path) else built


def _put_by(release: Release, store: Path, progress: Progress) -> Release:
    """The release under its own name, with its archive. Where this program keeps releases for itself, older ones go."""
    if not RELEASE_ID.fullmatch(release.id):
        raise NotReady(
            f"extra.version in mkdocs.yml cannot name a release: {release.manifest.version!r}. "
            "Use digits, letters and dots, for example 1.1"
        )
    kept = Release(release.manifest, store / release.id)
    if kept.folder.is_dir() and differences(kept.manifest, kept.folder):
        shutil.rmtree(kept.folder)
    if not kept.folder.is_dir():
        release.folder.rename(kept.folder)
    if not (kept.archive.is_file() and kept.checksum.is_file()):
        progress("writing the archive")
        write_archive(kept)
    kept.folder.touch()
    if store.parts[-2:] == STORE.parts:
        ours = (found for found in store.iterdir() if RELEASE_ID.fullmatch(found.name) and (found / NAME).is_file())
        for old in sorted(ours, key=lambda found: found.stat().st_mtime)[:-KEPT_HERE]:
            _forget(Release(release.manifest, old))
    return kept


def _forget(old: Release) -> None:
    shutil.rmtree(old.folder)
    for file in (old.checksum, old.archive):
        file.unlink(missing_ok=True)
