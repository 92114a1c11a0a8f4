"""Addresses of styles, scripts and pictures: each with a hash of its bytes, so that a browser may keep it for good."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from leaflet.base.files import read_bytes

FOLDER = "assets/"
HASH_LENGTH = 10


def hashed(docs: Path, path: str) -> str:
    """Where `docs/<path>` stands on the site: `assets/leaflet.css` at `assets/leaflet.3f1c6a09d2.css`.

    Only files under assets/ get a hash; anything else, and what is not there, keeps its address.
    """
    file = docs / path
    if not path.startswith(FOLDER) or not file.is_file():
        return path
    digest = hashlib.sha256(read_bytes(file)).hexdigest()[:HASH_LENGTH]
    address = PurePosixPath(path)
    return str(address.with_name(f"{address.stem}.{digest}{address.suffix}"))
