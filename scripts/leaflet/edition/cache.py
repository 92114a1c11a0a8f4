"""Files under .cache/: what has not been used for weeks is thrown away."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

DAY = 24 * 60 * 60
KEPT_DAYS = 35  # a month's leave, and going back to last month's words costs nothing


def used(files: Iterable[Path]) -> None:
    """Note that these files were needed today. Their time is that of the last use, to the day."""
    now = time.time()
    for file in files:
        if file.is_file() and now - file.stat().st_mtime > DAY:
            os.utime(file, (now, now))


def prune(folder: Path, days: int = KEPT_DAYS) -> int:
    """Remove files that were not used for so many days, and folders that this leaves empty. Returns how many files.

    What cannot be removed, or what another process removes meanwhile, is left: nothing depends on it.
    """
    oldest = time.time() - days * DAY
    removed = 0
    for file in sorted(folder.rglob("*")):
        with suppress(OSError):
            if file.is_file() and file.stat().st_mtime < oldest:
                file.unlink()
                removed += 1
                if file.parent != folder:
                    file.parent.rmdir()  # fails where something is left in it
    return removed
