"""A limit for work that never seems to end. It is no measure of speed: what it stops grows with the square of its input."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 60.0  # of processor time; what is tested under it takes well under one, on a slow machine too


@contextmanager
def that_ends(seconds: float = SECONDS) -> Iterator[None]:
    """The block, which fails where it takes more than so many seconds of this process's processor time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"This had not ended after {seconds} seconds of processor time.")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
