"""Which releases a target keeps, and what came before the live one, so that `--rollback` knows where to go."""

from __future__ import annotations

import getpass
import os
import re
import socket
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

LOG = "published.log"
PUBLISHED, BACK = "published", "back-to"
_LINE = re.compile(rf"\S+ ({PUBLISHED}|{BACK}) (\S+)")


@dataclass(frozen=True, slots=True)
class History:
    """Whole releases by id. `live` is the one that the world sees, None before the first; `before` are those it came
    after, the latest at the end; `others` were rolled back, or it is not known when they were live.
    """

    live: str | None = None
    before: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def previous(self) -> str | None:
        """Where `--rollback` goes."""
        return self.before[-1] if self.before else None

    @property
    def kept(self) -> tuple[str, ...]:
        """All of them, those to be missed least first."""
        return (*self.others, *self.before, *([self.live] if self.live else []))

    def after(self, release: str) -> History:
        """What it will be when `release` has been published."""
        line = [old for old in (*self.before, self.live) if old and old != release]
        return History(release, tuple(line), tuple(other for other in self.others if other != release))

    def removed(self, keep: int) -> tuple[str, ...]:
        """What goes when only `keep` releases stay: never the live one, nor the one before it."""
        return tuple(old for old in self.kept[:-keep] if old not in (self.live, self.previous))


def read_history(there: Collection[str], log: Iterable[str], live: str | None) -> History:
    """The history of the releases that are `there`, from the lines of the log.

    A run that was ended before it could write its line has left a live release without one: it is the newest.
    """
    line: list[str] = []
    for entry in log:
        if found := _LINE.match(entry):
            what, release = found.groups()
            if what == BACK and release in line:
                line = line[: line.index(release) + 1]
            else:
                line = [*(old for old in line if old != release), release]
    if live in line:
        line = line[: line.index(live) + 1]
    before = tuple(old for old in line if old in there and old != live)
    return History(live, before, tuple(sorted(set(there) - {*before, live})))


def line(release: str, back: bool) -> str:
    """What the log gets when a release has gone live: `2026-11-20T17:02:11Z published 1.0-2026-11-20-3fa9c1`."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {BACK if back else PUBLISHED} {release}\n"


def line_after(last: bytes, release: str, back: bool) -> str:
    """The same, for a log that ends with `last`: a line that was cut short does not swallow this one."""
    return ("" if last in (b"", b"\n") else "\n") + line(release, back)


def who() -> str:
    """Who is at work, for whom it keeps waiting: `anna@desk-12 (process 4711, since 17:02 on 20 November)`."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = str(os.getuid())
    return f"{name}@{socket.gethostname()} (process {os.getpid()}, since {datetime.now():%H:%M on %-d %B})"
