"""What a full check said of exactly these files, by the rules as they were: remembered, so that publishing can ask."""

from __future__ import annotations

import hashlib
from pathlib import Path

from leaflet.build.record import files_in, site_digest
from leaflet.project.source_files import source_digest

FOLDER = Path(".cache", "verdicts")
PROGRAM = Path(__file__).parents[1]  # the whole program: its rules are what a verdict rests on


def judged(root: Path, site: Path) -> str:
    """A name for all that a verdict rests on: the files of a site, and the program and the sources as they are now."""
    return f"{site_digest(site)[:32]}-{_rules(root)[:16]}"


def remember_clean(root: Path, what: str) -> None:
    """Record under .cache/ that no check found an error in what is `judged`. Forgets older records."""
    place = root / FOLDER / what
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()
    for old in place.parent.iterdir():
        if old != place:
            old.unlink(missing_ok=True)  # another check may end at the same time


def is_clean(root: Path, site: Path) -> bool:
    """Whether the checks found no error in exactly these files, with the program and the sources as they are now."""
    return (root / FOLDER / judged(root, site)).is_file()


def _rules(root: Path) -> str:
    """A hash of all that the checks go by: the program, its word lists, what is suppressed, the words themselves."""
    program = (line for line in files_in(PROGRAM) if ".pyc\0" not in line)
    return hashlib.sha256("".join([source_digest(root), *program]).encode()).hexdigest()
