"""Publish a release to a target, and go back: what would happen, and then exactly that."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from leaflet.release import Progress, Release
from leaflet.release.changes import Changes, changes
from leaflet.targets import Target, TargetError
from leaflet.targets.history import History


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing does. `remains` of an interrupted run, and releases that are no longer `kept`, go.

    `unreadable` is true where the live release has no manifest that can be read: then everything counts as new.
    """

    release: str
    history: History
    changes: Changes
    remains: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unreadable: bool = False

    @property
    def is_live(self) -> bool:
        return self.history.live == self.release


def plan(target: Target, release: Release, keep: int) -> Plan:
    """What `publish` would do now. Changes nothing. Raises `TargetError`."""
    history = target.history()
    live, unreadable = None, False
    if history.live:
        try:
            live = target.manifest(history.live)
        except TargetError:
            unreadable = True
    removed = history.after(release.id).removed(keep)
    return Plan(release.id, history, changes(live, release.manifest), tuple(target.remains()), removed, unreadable)


def publish(target: Target, release: Release, keep: int, progress: Progress) -> Plan:
    """Make `release` the live one; says what was done. Raises `TargetError`, and then the live one is as it was.

    Interrupted at any moment, the live release is whole, the old one or the new one; the next run mends the rest.
    """
    with target.lock():
        planned = plan(target, release, keep)
        if planned.remains:
            target.mend()
        try:
            target.put(release, progress)
            if not planned.is_live:
                target.switch(release.id)
        except (TargetError, KeyboardInterrupt):
            with suppress(TargetError):
                target.mend()  # what is on a full disk would only be in the way
            raise
        for old in planned.removed:
            with suppress(TargetError):  # it is live all the same; the next run tries again
                target.remove(old)
    return planned


@dataclass(frozen=True, slots=True)
class WayBack:
    """Going back from one release to another, and what that changes for readers."""

    live: str
    to: str
    changes: Changes


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
    return WayBack(history.live, wanted, changes(target.manifest(history.live), target.manifest(wanted)))


def roll_back(target: Target, to: str | None = None) -> WayBack:
    """Make the release live that was live before, or `to`, if it is whole. Raises `TargetError`."""
    with target.lock():
        way = way_back(target, to)
        if different := target.verify(way.to):
            raise TargetError(f"{way.to} is no longer what was published: {different[0]} is not as listed. "
                              f"{way.live} stays live.")
        target.switch(way.to, back=True)
    return way
