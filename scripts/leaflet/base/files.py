"""Files: hashes, what has been read already, and files that appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEPT_BYTES = 1_000_000  # of one file in memory
SETTLED = 2_000_000_000  # ns: some file systems give two changes within 2 seconds the same time

_Mark = tuple[int, ...]  # what is another one when the file has changed
_kept: dict[Path, tuple[_Mark, bytes]] = {}


def digest(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_bytes(file: Path) -> bytes:
    """The bytes of a file, which is read again only where it has changed since. Raises `OSError`.

    A build asks for the same words to read them, to hash them and to publish them. For sources: to prove that the bytes
    of a made file are right, read the file (`digest`).
    """
    mark = _mark(file)
    if (known := _kept.get(file)) and known[0] == mark:
        return known[1]
    content = file.read_bytes()
    if len(content) <= KEPT_BYTES and time.time_ns() - mark[-1] > SETTLED:
        _kept[file] = mark, content
    return content


def _mark(file: Path) -> _Mark:
    about = os.stat(file)
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


@contextmanager
def written_whole(file: Path) -> Iterator[Path]:
    """Give a path beside `file` to write to, which takes its place in one step when the block ends well.

    Makes the folder. Another process may write the same file at the same time; whoever is last has it. After an error
    `file` is as it was, and nothing is left beside it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    scratch = file.with_name(f".{os.getpid()}-{file.name}")
    try:
        yield scratch
        scratch.replace(file)
    finally:
        scratch.unlink(missing_ok=True)
