"""What one release changes against another, for the person who publishes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from leaflet.release.manifest import Built, Manifest
from leaflet.release.verify import proves_itself

PAGE = "index.html"


@dataclass(frozen=True, slots=True)
class Difference:
    """Names of one kind that were added, changed or removed, each in order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`files` are paths, also of compressed copies and lists; `pages` are addresses on the site. `unchanged` counts
    files. `sent` is the size of what is added or changed, `removed` of what is no longer there, in bytes. Assets with a
    hash in their addresses are not removed: they stay for pages of the release before that somebody has open.
    """

    files: Difference
    pages: Difference
    languages: Difference
    formats: Difference
    unchanged: int
    sent: int
    removed: int


def compare(before: Manifest | None, new: Manifest) -> Comparison:
    """What is different in `new`; everything, where there was nothing before."""
    old = before or Manifest(())
    digests = old.digests if before else {}
    files = _difference(digests, new.digests)
    files = replace(files, removed=tuple(path for path in files.removed if not proves_itself(path, digests[path])))
    return Comparison(
        files=files,
        pages=_difference(_pages(old), _pages(new)),
        languages=_grouped(old.files, new.files, lambda built: built.language),
        formats=_grouped(old.files, new.files, lambda built: built.format),
        unchanged=len(new.digests) - len(files.added) - len(files.changed),
        sent=sum(new.sizes[path] for path in (*files.added, *files.changed)),
        removed=sum(old.sizes[path] for path in files.removed),
    )


def _difference(before: dict[str, str], after: dict[str, str]) -> Difference:
    return Difference(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(name for name in after.keys() & before.keys() if after[name] != before[name])),
        removed=tuple(sorted(before.keys() - after.keys())),
    )


def _pages(manifest: Manifest) -> dict[str, str]:
    return {
        f"/{built.name.removesuffix(PAGE)}": built.sha256
        for built in manifest.files
        if built.name == PAGE or built.name.endswith(f"/{PAGE}")
    }


def _grouped(old: Iterable[Built], new: Iterable[Built], kind: Callable[[Built], str]) -> Difference:
    """Kinds of files, changed where one file of them is."""

    def groups(files: Iterable[Built]) -> dict[str, str]:
        found: dict[str, str] = {}
        for built in sorted(files):
            if kind(built):
                found[kind(built)] = found.get(kind(built), "") + f"{built.name} {built.sha256}\n"
        return found

    return _difference(groups(old), groups(new))
