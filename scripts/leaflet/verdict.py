"""What a full check said of exactly these files: remembered by their hashes, so that publishing can ask."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from leaflet.manifest import digest

FOLDER = Path(".cache", "verdicts")
CHECKS = Path(__file__).parent / "checks"


def site_digest(site: Path) -> str:
    """A hash of the names and the bytes of every file of a built site."""
    return hashlib.sha256("".join(_lines(site)).encode()).hexdigest()


def _lines(folder: Path) -> Iterator[str]:
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield f"{file.relative_to(folder).as_posix()}\0{digest(file)}\n"


def remember_clean(root: Path, digest: str) -> None:
    """Record under .cache/ that no check found an error in the files of a site of this hash. Forgets older records."""
    place = _place(root, digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    for old in place.parent.iterdir():
        old.unlink()
    place.touch()


def is_clean(root: Path, site: Path) -> bool:
    """Whether the checks, as they are now, found no error in exactly these files."""
    return _place(root, site_digest(site)).is_file()


def _place(root: Path, digest: str) -> Path:
    checks = hashlib.sha256("".join(_lines_of_checks()).encode()).hexdigest()
    return root / FOLDER / f"{digest[:32]}-{checks[:16]}"


def _lines_of_checks() -> Iterator[str]:
    return (line for line in _lines(CHECKS) if ".pyc\0" not in line)
