"""S: what stands in the project is plain files of a usual size, so that nothing else is read or published."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from leaflet.edition.project import Project
from leaflet.findings.finding import Finding

PLACES = ("docs", "overrides")
MAX_BYTES = 20_000_000  # MkDocs reads a file whole to copy it


def plain_files(project: Project) -> Iterator[Finding]:
    """No pipe or device, no link out of the project, to a folder or to nothing, no huge file, no page that is a folder
    (S033)."""
    root = project.settings.root.resolve()
    for place in PLACES:
        for folder, folders, names in os.walk(root / place):  # it does not go into linked folders
            for name in sorted((*folders, *names)):
                file = Path(folder, name)
                if fact := _fault(file, root):
                    yield Finding(
                        PurePosixPath(file.relative_to(root).as_posix()),
                        1,
                        "S033",
                        fact,
                        "Put a copy of the file here, or take it away.",
                    )


def _fault(file: Path, root: Path) -> str:
    try:
        about = file.stat()
        linked = file.is_symlink()
        inside = not linked or file.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link to nothing, or to itself
        return "This link leads to nothing."
    if linked and (not inside or stat.S_ISDIR(about.st_mode)):
        return "This link leads out of the project, or to a folder."
    if stat.S_ISDIR(about.st_mode) and file.suffix == ".md":
        return "This is a folder with the name of a page."
    if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
        return "This is no file: a pipe, a socket or a device."
    if stat.S_ISREG(about.st_mode) and about.st_size > MAX_BYTES:
        return f"The file is larger than {MAX_BYTES:,} bytes."
    return ""
