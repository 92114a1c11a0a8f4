"""In which order releases went live, so that `--rollback` knows what came before; kept beside the releases."""

from __future__ import annotations

import getpass
import os
import re
import socket
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

LOG = "published.log"
PUBLISHED, BACK = "published", "back to"
_LINE = re.compile(rf"\S+ (?:{PUBLISHED}|{BACK}) (\S+)")


def line(release: str, back: bool) -> str:
    """What is written when a release has gone live: `2026-11-20T17:02:11Z published 1.0-2026-11-20-3fa9c1`."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {BACK if back else PUBLISHED} {release}\n"


def in_order(there: Collection[str], log: Iterable[str], live: str | None) -> list[str]:
    """The releases that are there, the one published last at the end.

    Going back does not change the order. A run that was ended before it could write its line has left a live release
    without one: that is the newest.
    """
    published: dict[str, None] = {}
    for entry in log:
        if (found := _LINE.match(entry)) and f" {PUBLISHED} " in entry:
            published.pop(found[1], None)
            published[found[1]] = None
    unknown = sorted(release for release in there if release not in published and release != live)
    newest = [live] if live in there and live not in published else []
    return [*unknown, *(release for release in published if release in there), *newest]


def who() -> str:
    """Who is at work, for the message that somebody else gets: `anna@desk-12 (process 4711), since 17:02 on 20 November`."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = str(os.getuid())
    return f"{name}@{socket.gethostname()} (process {os.getpid()}), since {datetime.now():%H:%M on %-d %B}"
