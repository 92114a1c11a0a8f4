"""What was built: one list of every file for download, `manifest.json`, beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "manifest.json"


@dataclass(frozen=True, slots=True, order=True)
class Built:
    """A file that was made. `name` is its name in the folder, `format` the name of its kind, `bytes` its size."""

    language: str
    format: str
    name: str
    media_type: str
    bytes: int
    sha256: str


def entry(file: Path, language: str, kind: str, media_type: str) -> Built:
    """What is to be said of a file that has just been made."""
    return Built(language, kind, file.name, media_type, file.stat().st_size, digest(file))


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_manifest(folder: Path, files: Iterable[Built]) -> None:
    """Write the list, in an order that does not depend on which file was ready first."""
    listed = [asdict(built) for built in sorted(files)]
    (folder / NAME).write_text(json.dumps({"files": listed}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> list[Built]:
    """The list of a folder. Raises `OSError`, `ValueError` where there is none that can be read."""
    listed = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return [Built(**built) for built in listed["files"]]
