"""Publish a release to a target, and go back: what would happen, and then exactly that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from leaflet.publish.history import History
from leaflet.publish.target import Target, TargetError
from leaflet.release import Progress, Release
from leaflet.release.comparison import Comparison, compare
from leaflet.release.manifest import NAME, Manifest


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing does. `remains` of an interrupted run, and releases that are no longer `kept`, go.

    `repaired` are files of the release that are live already, and not as published. `unreadable` is true where the live
    release has no manifest that can be read: then everything counts as new.
    """

    release: str
    history: History
    changes: Comparison
    remains: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    unreadable: bool = False

    @property
    def is_live(self) -> bool:
        return self.history.live == self.release


def plan(target: Target, release: Release, keep: int) -> Plan:
    """What `publish` would do now. Changes nothing. Raises `TargetError`."""
    history = target.history()
    is_live = history.live == release.id
    live = release.manifest if is_live else _manifest(target, history.live)
    return Plan(
        release=release.id,
        history=history,
        changes=compare(live, release.manifest),
        remains=tuple(target.remains()),
        removed=history.after(release.id).removed(keep),
        repaired=tuple(_damaged(target, release)) if is_live else (),
        unreadable=history.live is not None and live is None,
    )


def _manifest(target: Target, live: str | None) -> Manifest | None:
    """The list of the live release; None where there is none that can be read."""
    with suppress(TargetError):
        return target.manifest(live) if live else None
    return None


def _damaged(target: Target, release: Release) -> list[str]:
    """The files of a release that is there which are not as it has them."""
    try:
        return [path for path in target.verify(release.id) if path in release.manifest.digests]
    except TargetError:
        return [NAME]


def publish(target: Target, release: Release, keep: int, progress: Progress) -> Plan:
    """Make `release` the live one; says what was done. Raises `TargetError`, and then the live one is as it was.

    Interrupted at any moment, the live release is whole, the old one or the new one; the next run repairs the rest.
    """
    with target.lock():
        planned = plan(target, release, keep)
        if planned.remains:
            target.repair()
        try:
            target.put(release, progress)
            if not planned.is_live:
                target.switch(release.id)
        except (TargetError, KeyboardInterrupt):
            with suppress(TargetError):
                target.repair()  # what is on a full disk would only be in the way
            with suppress(TargetError):
                if not planned.is_live and target.history().live == release.id:
                    return replace(planned, removed=())  # only what comes after it has failed
            raise
        return replace(planned, removed=tuple(_removed(target, planned.removed, progress)))


def _removed(target: Target, releases: tuple[str, ...], progress: Progress) -> Iterator[str]:
    """Those that could be removed. One that could not stops nothing: the next run tries again."""
    for old in releases:
        try:
            target.remove(old)
        except TargetError as error:
            progress(f"{old} could not be removed: {error}")
        else:
            yield old


@dataclass(frozen=True, slots=True)
class WayBack:
    """Going back from one release to another, and what that changes for readers.

    `unreadable` is true where the live one has no manifest that can be read: then everything counts as new.
    """

    live: str
    to: str
    changes: Comparison
    unreadable: bool = False


def way_back(target: Target, to: str | None = None) -> WayBack:
    """Where `roll_back` would go. Raises `TargetError` where there is nothing to go back to."""
    history = target.history()
    if history.live is None:
        raise TargetError("nothing has been published there yet.")
    others = ", ".join(release for release in reversed(history.kept) if release != history.live)
    wanted = to or history.previous
    if wanted is None:
        kept = f" Kept are {others}: name one with --to." if others else ""
        raise TargetError(f"nothing was live before {history.live}.{kept}")
    if wanted not in history.kept:
        raise TargetError(f"{wanted} is not kept there. Kept are {others or 'no others'}.")
    if wanted == history.live:
        raise TargetError(f"{wanted} is live already.")
    live = _manifest(target, history.live)
    return WayBack(history.live, wanted, compare(live, target.manifest(wanted)), live is None)


def roll_back(target: Target, to: str | None = None) -> WayBack:
    """Make the release live that was live before, or `to`, if it is whole. Raises `TargetError`."""
    with target.lock():
        with suppress(TargetError):  # going back must work even when the repair fails
            if target.remains():
                target.repair()
        way = way_back(target, to)
        if different := target.verify(way.to):
            raise TargetError(
                f"{way.to} is no longer what was published: {different[0]} is not as listed. {way.live} stays live."
            )
        target.switch(way.to, back=True)
    return way
