"""A folder on this machine, or on a share that it mounts, which a web server reads.

releases/1.0-2026-08-06-91ab22/     whole releases, side by side
releases/1.0-2026-11-20-3fa9c1/
current -> releases/1.0-2026-11-20-3fa9c1      what the web server serves
published.log       when which release went live
.lock
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import BinaryIO, Concatenate, ParamSpec, TypeVar

from leaflet.base.files import digest
from leaflet.edition.assets import FOLDER as ASSETS
from leaflet.project.publish_settings import TargetSettings
from leaflet.publish import history
from leaflet.publish.history import History, read_history
from leaflet.publish.target import Busy, TargetError
from leaflet.release import Progress, Release
from leaflet.release.manifest import NAME, RELEASE_ID, Manifest, parse_manifest
from leaflet.release.verify import differences, is_hashed, left_over, paths, proves_itself

RELEASES, CURRENT, LOCK = "releases", "current", ".lock"
PART = ".part"
NEW_LINK = f".{CURRENT}.new"
_PART = re.compile(rf"{RELEASE_ID.pattern}(\.[0-9a-f]{{8}})?(\{PART})+")  # of a run that was interrupted

P = ParamSpec("P")
R = TypeVar("R")


def _said_plainly(method: Callable[Concatenate[FolderTarget, P], R]) -> Callable[Concatenate[FolderTarget, P], R]:
    """Faults of the disk as `TargetError`s."""

    @wraps(method)
    def careful(self: FolderTarget, *arguments: P.args, **options: P.kwargs) -> R:
        try:
            return method(self, *arguments, **options)
        except OSError as error:
            raise TargetError(f"{error.filename or self.path}: {error.strerror}.") from error
        except ValueError as error:
            raise TargetError(f"{self.path}: {error}") from error

    return careful  # type: ignore[return-value]  # functools.wraps forgets that the first argument may have a name


class FolderTarget:
    """Releases in a folder; see `targets.Target`."""

    def __init__(self, settings: TargetSettings) -> None:
        self.path = settings.root / settings.options["path"]
        self.kept = self.path / RELEASES
        self.log = self.path / history.LOG

    @contextmanager
    def lock(self) -> Iterator[None]:
        """A lock of the kernel's, flock(2): it goes with the process, whatever ends that."""
        try:
            _make(self.kept)
            holder = (self.path / LOCK).open("a+", encoding="utf-8")
        except OSError as error:
            raise TargetError(f"{error.filename}: {error.strerror}.") from error
        with holder:
            try:
                fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                holder.seek(0)
                raise Busy(f"{holder.read().strip() or 'Somebody'} is publishing to {self.path}.") from error
            with suppress(OSError):  # a full disk keeps nobody from going back
                holder.truncate(0)
                holder.write(history.who())
                holder.flush()
            yield

    @_said_plainly
    def history(self) -> History:
        log = self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.is_file() else []
        return read_history(releases_among(self._names()), log, self._live())

    def _names(self) -> list[str]:
        """What is in `releases/`, folders with a slash at the end: others may have put something there too."""
        there = sorted(self.kept.iterdir()) if self.kept.is_dir() else []
        return [f"{place.name}/" if place.is_dir() and not place.is_symlink() else place.name for place in there]

    def _live(self) -> str | None:
        link = self.path / CURRENT
        if link.exists() and not link.is_symlink():
            raise ValueError(f"{CURRENT} is not a link. Move it away: publishing makes a link of that name.")
        if not link.is_symlink():
            return None
        place = self.path / os.readlink(link)
        return place.name if place.parent.resolve() == self.kept.resolve() else None  # else it is somebody's own

    @_said_plainly
    def manifest(self, release: str) -> Manifest:
        return parse_manifest((self.kept / release / NAME).read_bytes())

    @_said_plainly
    def remains(self) -> list[str]:
        return parts_among(self._names()) + [NEW_LINK] * (self.path / NEW_LINK).is_symlink()

    @_said_plainly
    def repair(self) -> None:
        for part in (self.kept / name for name in parts_among(self._names())):
            shutil.rmtree(part) if part.is_dir() and not part.is_symlink() else part.unlink()
        (self.path / NEW_LINK).unlink(missing_ok=True)

    @_said_plainly
    def put(self, release: Release, progress: Progress) -> None:
        place = self.kept / release.id
        if place.is_dir():
            _repair(release, place)
        else:
            part = self.kept / f"{release.id}{PART}"
            live = self._live()
            _fill(part, release, self.kept / live if live else None, progress)
            _repair(release, part)
            part.rename(place)
        _sync(self.kept)

    @_said_plainly
    def switch(self, release: str, back: bool = False) -> None:
        with suppress(OSError, TargetError):  # a full disk keeps nobody from going back
            self._carry_over(self._live(), release)
        new = self.path / NEW_LINK
        new.unlink(missing_ok=True)
        new.symlink_to(Path(RELEASES, release))
        new.replace(self.path / CURRENT)  # rename(2): the world sees the old link or the new one
        _sync(self.path)
        with suppress(OSError), self.log.open("a+b") as log:
            log.write(history.line_after(_last_byte(log), release, back).encode())

    def _carry_over(self, live: str | None, release: str) -> None:
        """Have the assets in `release` that pages of the live one show, which somebody may have open. Older ones go."""
        if not live or live == release:
            return
        new, place = self.manifest(release), self.kept / release
        stay = left_over(self.manifest(live), new)
        for path in (f"{ASSETS}{path}" for path in paths(place / ASSETS)):
            if is_hashed(path) and path not in new.sums and path not in stay:
                (place / path).unlink()
        for path in stay:
            source, target = self.kept / live / path, place / path
            if not target.exists() and source.is_file() and proves_itself(path, digest(source)):
                _make(target.parent)
                if not _linked(source, target):
                    _copy(source, target)

    @_said_plainly
    def remove(self, release: str) -> None:
        part = self.kept / f"{release}{PART}"
        (self.kept / release).rename(part)  # never half a release under its own name
        shutil.rmtree(part)

    @_said_plainly
    def verify(self, release: str) -> list[str]:
        manifest = self.manifest(release)
        return differences(manifest, self.kept / release) or [NAME] * (manifest.id != release)


def releases_among(names: Iterable[str]) -> list[str]:
    """The releases among the names in `releases/`, in which folders have a slash at the end."""
    return [name[:-1] for name in names if name.endswith("/") and RELEASE_ID.fullmatch(name[:-1])]


def parts_among(names: Iterable[str]) -> list[str]:
    """What an interrupted run left, folder or file."""
    return [name.rstrip("/") for name in names if _PART.fullmatch(name.rstrip("/"))]


def _make(folder: Path) -> None:
    """A folder, and those above it, that a web server can read whatever the mask; what is there stays as it is."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for place in missing:
        place.chmod(stat.S_IMODE(place.stat().st_mode) | 0o555)


def _last_byte(file: BinaryIO) -> bytes:
    file.seek(max(file.seek(0, os.SEEK_END) - 1, 0))
    return file.read(1)


def _fill(part: Path, release: Release, live: Path | None, progress: Progress) -> None:
    """The files of a release into a new folder; those that are in the live one already take no more room."""
    there = _by_digest(live) if live else {}
    sums = release.manifest.sums
    part.mkdir()
    for path in paths(release.folder):
        target = part / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not _linked(there.get(sums.get(path, "")), target):
            progress(path)
            _copy(release.folder / path, target)
    for folder in (part, *(found for found in part.rglob("*") if found.is_dir())):
        folder.chmod(0o755)
        _sync(folder)


def _by_digest(live: Path) -> dict[str, Path]:
    """Files of a release by what its manifest says of them; none where it has no manifest that can be read."""
    try:
        return {digest: live / path for path, digest in parse_manifest((live / NAME).read_bytes()).sums.items()}
    except (OSError, ValueError):
        return {}


def _linked(source: Path | None, target: Path) -> bool:
    """Whether a second name for a file could be made: some file systems have none."""
    try:
        if source:
            os.link(source, target, follow_symlinks=False)
    except OSError:
        return False
    return source is not None


def _copy(source: Path, target: Path) -> None:
    """A file written through to the disk, readable by the web server."""
    with source.open("rb") as words, target.open("xb") as copy:
        shutil.copyfileobj(words, copy)
        os.fchmod(copy.fileno(), 0o644)
        copy.flush()
        os.fsync(copy.fileno())


def _repair(release: Release, place: Path) -> None:
    """Make a folder what the manifest says, a file at a time, each in one step.

    What somebody changed in the live release would otherwise be carried on by its links.
    """
    scratch = place.with_name(f"{place.name}{PART}")
    different = differences(release.manifest, place)
    listed = release.manifest.digests
    for path in (path for path in different if path not in listed):  # first: it may be where a folder belongs
        (place / path).unlink()
    for path in (path for path in different if path in listed):
        _make(scratch)
        _copy(release.folder / path, scratch / "file")
        _make((place / path).parent)
        if (place / path).is_dir() and not (place / path).is_symlink():
            shutil.rmtree(place / path)
        (scratch / "file").replace(place / path)
    if different:
        shutil.rmtree(scratch, ignore_errors=True)
        if still := differences(release.manifest, place):
            raise ValueError(f"{still[0]} is not what was written. Is the disk sound?")


def _sync(folder: Path) -> None:
    """Names in a folder written through to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
