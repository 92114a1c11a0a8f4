"""Where releases go: what each kind of target can do, and which kinds there are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from leaflet.project.publish_settings import TargetSettings
from leaflet.publish.history import History
from leaflet.release import Progress, Release
from leaflet.release.manifest import Manifest


class TargetError(Exception):
    """A target could not do it: what happened, and what to do, in plain English."""


class Busy(TargetError):
    """Somebody else is publishing there."""


class Target(Protocol):
    """A place that holds releases side by side, one of them live.

    What the world sees changes in `switch` alone, in one step. All methods raise `TargetError`. `repair`, `put`,
    `switch` and `remove` are called with the lock held; a process that ends, however it ends, holds it no longer.
    """

    def lock(self) -> AbstractContextManager[object]:
        """Keeps everybody else from changing anything. Raises `Busy`, saying who holds it."""

    def history(self) -> History:
        """The whole releases that are there."""

    def manifest(self, release: str) -> Manifest:
        """The list that a kept release came with."""

    def remains(self) -> list[str]:
        """What an interrupted run has left behind, by name."""

    def repair(self) -> None:
        """Take `remains` away."""

    def put(self, release: Release, progress: Progress) -> None:
        """Have the release there, whole, its files compared with its manifest, before it can be seen.

        Where it is there already, only what differs from its manifest is put right.
        """

    def switch(self, release: str, back: bool = False) -> None:
        """Make a kept release the live one, and note it: as published, or as gone `back` to."""

    def remove(self, release: str) -> None:
        """Take away a release that is not live."""

    def verify(self, release: str) -> list[str]:
        """Paths that are missing, that hold other bytes than its manifest says, or that should not be there."""


def open_target(settings: TargetSettings) -> Target:
    """The target that publish.yml describes. Nothing is asked of it yet."""
    from leaflet.publish.folder import FolderTarget
    from leaflet.publish.s3 import S3Target
    from leaflet.publish.ssh import SshTarget

    kinds: dict[str, Callable[[TargetSettings], Target]] = {"folder": FolderTarget, "ssh": SshTarget, "s3": S3Target}
    return kinds[settings.kind](settings)
