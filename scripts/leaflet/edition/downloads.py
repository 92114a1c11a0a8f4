"""Files to download, and the processes that make them."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KEY_LENGTH = 24
FOLDER = "downloads"
SET_UP = "scripts/setup"


@dataclass(frozen=True, slots=True)
class Download:
    """A made file. `format` is the name of its format; `path` is where it was made, under the cache.

    `pages` is the number of its printed pages, None for formats that have none.
    """

    format: str
    language: str
    path: Path
    media_type: str
    pages: int | None

    @property
    def address(self) -> str:
        """Where it stands on the site."""
        return f"{FOLDER}/{self.path.name}"

    @property
    def bytes(self) -> int:
        return self.path.stat().st_size


def size_mark(name: str) -> str:
    """What stands on a page for the size of a file that is made of the pages themselves (`offline_copy.py`)."""
    return f"<!--size of {name}-->"


@dataclass(frozen=True, slots=True)
class Missing:
    """A file that cannot be made here, and why, in plain English."""

    format: str
    language: str
    reason: str

    @property
    def is_for_want_of_a_tool(self) -> bool:
        """Whether this machine lacks what would make it, and not the language: the reason then says what to run."""
        return SET_UP in self.reason


class FormatError(Exception):
    """A format failed on a booklet that it should be able to make."""


def wait_for(running: Mapping[Future[Any], Path], progress: Callable[[str], object]) -> None:
    """Until every file is made, saying which is. Raises `FormatError` where one cannot be; then no other is begun."""
    with taken_back(running):
        for done, future in enumerate(as_completed(running), 1):
            name = running[future].name
            try:
                future.result()
            except Exception as error:
                raise FormatError(f"{name}: {type(error).__name__}: {error}") from error
            progress(f"made {name} ({done} of {len(running)})")


@contextmanager
def taken_back(running: Iterable[Future[Any]]) -> Iterator[None]:
    """What of `running` has not begun is taken back where the block fails, or somebody stops it."""
    try:
        yield
    except BaseException:
        for future in running:
            future.cancel()
        raise


def pool(jobs: int) -> ProcessPoolExecutor:
    """Fresh processes with fixed hashing, so that the same words give the same bytes.

    Ctrl+C is for the program that started them.
    """
    os.environ.setdefault("PYTHONHASHSEED", "0")
    return ProcessPoolExecutor(
        min(os.cpu_count() or 1, jobs),
        multiprocessing.get_context("spawn"),
        signal.signal,
        (signal.SIGINT, signal.SIG_IGN),
    )
