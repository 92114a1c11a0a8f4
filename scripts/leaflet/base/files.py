"""Files: hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path


def digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
