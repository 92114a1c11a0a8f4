"""A release compared with its manifest, file by file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from leaflet.manifest import Manifest, digest


def differences(manifest: Manifest, folder: Path) -> list[str]:
    """Paths under `folder` that are missing, not as listed, or not listed, in order. Raises `OSError`.

    Every byte is read. A link in place of a file is a difference: it could lead anywhere.
    """
    return compared(manifest, {path: "a link" if (folder / path).is_symlink() else digest(folder / path)
                               for path in paths(folder)})


def compared(manifest: Manifest, found: Mapping[str, str]) -> list[str]:
    """The same, of the digests that were found by path."""
    wanted = manifest.digests
    return sorted(path for path in {*wanted, *found} if found.get(path) != wanted.get(path))


def paths(folder: Path) -> list[str]:
    """Every file and link under a folder, with slashes, in order."""
    found = [os.path.join(above, name) for above, _, names in os.walk(folder) for name in names]
    found += [os.path.join(above, name) for above, names, _ in os.walk(folder) for name in names
              if os.path.islink(os.path.join(above, name))]
    return sorted(Path(path).relative_to(folder).as_posix() for path in found)
