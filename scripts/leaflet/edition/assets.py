"""Styles, scripts and pictures of the site, and their addresses: each with a hash of its bytes, so that a browser may
keep it for good."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from leaflet.base.files import read_bytes
from leaflet.edition.look import filled, web_rules

FOLDER = "assets/"
HASH_LENGTH = 10


def asset(root: Path, path: str) -> bytes | None:
    """Return what stands on the site at `assets/leaflet.css`, or None where the project at `root` has no such file.

    Pictures are in docs/assets/, styles and the script in overrides/assets/. Style sheets get their tokens.
    """
    file = next((file for place in ("docs", "overrides") if (file := root / place / path).is_file()), None)
    if file is None:
        return None
    content = read_bytes(file)
    return filled(content.decode(), web_rules()).encode() if file.suffix == ".css" else content


def hashed(root: Path, path: str) -> str:
    """Return where an asset stands on the site: `assets/leaflet.css` at `assets/leaflet.3f1c6a09d2.css`.

    Only files under assets/ get a hash; anything else, and what is not there, keeps its address.
    """
    content = asset(root, path) if path.startswith(FOLDER) else None
    if content is None:
        return path
    digest = hashlib.sha256(content).hexdigest()
    address = PurePosixPath(path)
    return str(address.with_name(f"{address.stem}.{digest[:HASH_LENGTH]}{address.suffix}"))
