"""The checks of made files, of every format, by the name of the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from leaflet.checks import books, braille, pdf_files, voice
from leaflet.downloads import FOLDER, Download
from leaflet.formats.booklet import Booklet
from leaflet.manifest import Built, digest
from leaflet.model import Finding

FileCheck = Callable[[Booklet, Path, PurePosixPath], Iterable[Finding]]
FAMILIES = {"P": pdf_files, "B": braille, "E": books, "V": voice}
FILE_CHECKS: Mapping[str, Sequence[FileCheck]] = {
    name: checks for family in FAMILIES.values() for name, checks in family.FILE_CHECKS.items()
}
VALIDATORS: Mapping[str, Sequence[FileCheck]] = {
    name: checks for family in FAMILIES.values() for name, checks in getattr(family, "VALIDATORS", {}).items()
}


def formats_of(families: str) -> set[str]:
    """The names of the formats that these families of checks are about."""
    return {name for letter, family in FAMILIES.items() if letter in families for name in family.FILE_CHECKS}


def across_formats(built: Iterable[Built], folder: Path, booklets: Mapping[str, Booklet]) -> Iterator[Finding]:
    """Every section and number of the source in every file of the manifest, of whatever format, in order.

    The files are those that were built, and each can be read back (E014).
    """
    for entry in built:
        file, display = folder / entry.name, PurePosixPath(FOLDER, entry.name)
        if not file.is_file() or digest(file) != entry.sha256:
            yield Finding(display, 0, "E014", "The file is not the one that was built.", "Build it again.")
        elif entry.format not in FILE_CHECKS:
            yield Finding(display, 0, "E014", f"Nothing can read {entry.format} files back.", "Write checks for them.")
        else:
            yield from _checked(entry, booklets, file, display)


def _checked(entry: Built, booklets: Mapping[str, Booklet], file: Path, display: PurePosixPath) -> Iterator[Finding]:
    for check in FILE_CHECKS[entry.format]:
        yield from check(booklets[entry.language], file, display)


def check_files(
    downloads: Iterable[Download], booklets: Mapping[str, Booklet], progress: Callable[[str], object]
) -> Iterator[Finding]:
    """Findings of each made file, our own checks and then the programs of others (EPUBCheck and so on)."""
    for made in downloads:
        progress(f"checking {made.path.name}")
        for check in (*FILE_CHECKS.get(made.format, ()), *VALIDATORS.get(made.format, ())):
            yield from check(booklets[made.language], made.path, PurePosixPath(made.address))
