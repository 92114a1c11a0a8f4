"""A lock in a store that has none: an object that only one can write, and that must be written again to be held."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from secrets import token_hex

from leaflet.publish import history
from leaflet.publish.bucket import Bucket, Taken
from leaflet.publish.target import Busy, TargetError

SECONDS = 90.0  # after which a lock that nobody renews is nobody's
RENEWED = 5  # times in that time
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # counts also while a laptop sleeps (clock_gettime(2))


class Lease:
    """Held from `taken()` on, and asked after with `require()`: after a break of the connection it may be another's."""

    def __init__(self, bucket: Bucket, key: str, seconds: float = SECONDS, every: float = SECONDS / RENEWED) -> None:
        self.bucket, self.key, self.seconds, self.every = bucket, key, seconds, every
        self.lasts = seconds * (1 - 1 / RENEWED)  # so that what was begun can end before another may take it over
        self.words, self.tag = b"", ""
        self.renewed = -math.inf  # by our clock, when the request was begun
        self.lost = False

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Holds it until the block ends. Raises `Busy`, saying who holds it.

        S3's conditional writes decide between two who come at once (AWS since 2024, MinIO, R2, Ceph).
        """
        self._take()
        stop = threading.Event()
        renewing = threading.Thread(target=self._renew, args=(stop,), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            stop.set()
            renewing.join()
            self.renewed = -math.inf
            with suppress(TargetError):
                holder = self.bucket.keys(self.key).get(self.key)
                if holder and holder.tag == self.tag:
                    self.bucket.delete([self.key])

    def require(self) -> None:
        """Raises `Busy` where it is no longer held."""
        if self.lost or time.clock_gettime(_CLOCK) - self.renewed > self.lasts:
            raise Busy("the lock was lost while the connection was broken. Publish again.")

    def _take(self) -> None:
        self.words = f"{history.who()}\n{token_hex(8)}".encode()  # no other's: the ETag is made of them
        try:
            self._write(IfNoneMatch="*")
        except Taken as error:
            holder = self.bucket.keys(self.key).get(self.key)
            if holder and self.bucket.age(self.key).total_seconds() < self.seconds:
                who = (self.bucket.get(self.key) or b"somebody").decode(errors="replace").splitlines()[0]
                raise Busy(
                    f"{who} is publishing to {self.bucket.name}. A run that was broken off keeps others out "
                    f"for {self.seconds:.0f} seconds."
                ) from error
            self._take_over(holder.tag if holder else None)
        try:
            self.bucket.put(self.key, b"", IfNoneMatch="*")
        except Taken:
            return  # as it should be
        raise TargetError(
            f"{self.bucket.name}: this store has no conditional writes (If-None-Match), so two people "
            "could publish at once."
        )

    def _take_over(self, tag: str | None) -> None:
        condition = {"IfMatch": tag} if tag else {"IfNoneMatch": "*"}
        try:
            self._write(**condition)
        except Taken as error:
            raise Busy(f"somebody else has just begun to publish to {self.bucket.name}.") from error

    def _write(self, **condition: str) -> None:
        begun = time.clock_gettime(_CLOCK)
        self.tag = self.bucket.put(self.key, self.words, **condition)
        self.renewed = begun

    def _renew(self, stop: threading.Event) -> None:
        while not stop.wait(self.every):
            try:
                self._write(IfMatch=self.tag)
            except Taken:
                self.lost = True
                return
            except TargetError:
                continue  # `require` knows how long that may go on
