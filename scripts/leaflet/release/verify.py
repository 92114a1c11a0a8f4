"""A release compared with its manifest, file by file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from leaflet.base.files import digest
from leaflet.edition.assets import FOLDER, HASH_LENGTH
from leaflet.findings.finding import Finding
from leaflet.release.manifest import Manifest

_HASHED = re.compile(rf"{FOLDER}.*\.([0-9a-f]{{{HASH_LENGTH}}})\.\w+")


def differences(manifest: Manifest, folder: Path) -> list[str]:
    """Paths under `folder` that are missing, not as listed, or not listed, in order. Raises `OSError`.

    Every byte is read. A link in place of a file is a difference: it could lead anywhere. An asset that is not listed
    is none, if its address has the hash of its bytes: it belongs to pages of the release before (`left_over`).
    """
    return compared(
        manifest, {path: "a link" if (folder / path).is_symlink() else digest(folder / path) for path in paths(folder)}
    )


def compared(manifest: Manifest, found: Mapping[str, str]) -> list[str]:
    """The same, of the digests that were found by path."""
    wanted = manifest.digests
    return sorted(
        path
        for path in {*wanted, *found}
        if found.get(path) != wanted.get(path) and not (path not in wanted and proves_itself(path, found[path]))
    )


def is_hashed(path: str) -> bool:
    """Whether an address is that of an asset with a hash in it (`assets.hashed`)."""
    return _HASHED.fullmatch(path) is not None


def proves_itself(path: str, digest: str) -> bool:
    """Whether it is such an address, and the hash is that of these bytes."""
    found = _HASHED.fullmatch(path)
    return found is not None and digest.startswith(found[1])


def left_over(live: Manifest, new: Manifest) -> list[str]:
    """Assets of `live` that `new` does not have: pages show them that somebody has open when `new` goes live."""
    own = new.sums
    return [built.name for built in live.files if built.name not in own and proves_itself(built.name, built.sha256)]


def paths(folder: Path) -> list[str]:
    """Every file and link under a folder, with slashes, in order."""
    found = [os.path.join(above, name) for above, _, names in os.walk(folder) for name in names]
    found += [
        os.path.join(above, name)
        for above, names, _ in os.walk(folder)
        for name in names
        if os.path.islink(os.path.join(above, name))
    ]
    return sorted(Path(path).relative_to(folder).as_posix() for path in found)


def not_as_published(different: Iterable[str], release: str, target: str) -> Iterator[Finding]:
    """Report each path that differs (R010); the hint is about the release that is live at `target`."""
    hint = f"Publish again, or go back: ./leaflet publish --rollback {target}"
    for path in different:
        yield Finding(PurePosixPath(path), 0, "R010", f"This file is not as {release} has it.", hint)
