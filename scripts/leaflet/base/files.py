"""Files: hashes, and files that appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def digest(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


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
