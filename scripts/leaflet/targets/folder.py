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
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from leaflet.manifest import NAME, Manifest, parse_manifest
from leaflet.publish_settings import TargetSettings
from leaflet.release import Progress, Release
from leaflet.release.verify import differences, paths
from leaflet.targets import Busy, TargetError, history
from leaflet.targets.history import History, read_history

RELEASES, CURRENT, LOCK = "releases", "current", ".lock"
PART = ".part"
NEW_LINK = f".{CURRENT}.new"

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
            self.kept.mkdir(parents=True, exist_ok=True)
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
        there = [file.name for file in self.kept.iterdir()] if self.kept.is_dir() else []
        log = self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.is_file() else []
        return read_history([name for name in there if not name.endswith(PART)], log, self._live())

    def _live(self) -> str | None:
        link = self.path / CURRENT
        if link.exists() and not link.is_symlink():
            raise ValueError(f"{CURRENT} is not a link. Move it away: publishing makes a link of that name.")
        return Path(os.readlink(link)).name if link.is_symlink() else None

    @_said_plainly
    def manifest(self, release: str) -> Manifest:
        return parse_manifest((self.kept / release / NAME).read_bytes())

    @_said_plainly
    def remains(self) -> list[str]:
        parts = sorted(file.name for file in self.kept.glob(f"*{PART}"))
        return parts + [NEW_LINK] * (self.path / NEW_LINK).is_symlink()

    @_said_plainly
    def mend(self) -> None:
        for part in self.kept.glob(f"*{PART}"):
            shutil.rmtree(part)
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
        new = self.path / NEW_LINK
        new.unlink(missing_ok=True)
        new.symlink_to(Path(RELEASES, release))
        new.replace(self.path / CURRENT)  # rename(2): the world sees the old link or the new one
        _sync(self.path)
        with suppress(OSError), self.log.open("a", encoding="utf-8") as log:
            log.write(history.line(release, back))

    @_said_plainly
    def remove(self, release: str) -> None:
        part = self.kept / f"{release}{PART}"
        (self.kept / release).rename(part)  # never half a release under its own name
        shutil.rmtree(part)

    @_said_plainly
    def verify(self, release: str) -> list[str]:
        manifest = self.manifest(release)
        return differences(manifest, self.kept / release) or [NAME] * (manifest.id != release)


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
    for path in different:
        if (release.folder / path).is_file():
            scratch.mkdir(exist_ok=True)
            _copy(release.folder / path, scratch / "file")
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (scratch / "file").replace(place / path)
        else:
            (place / path).unlink()
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
