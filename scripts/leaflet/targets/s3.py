"""S3 and stores that speak its protocol. A store can switch no more than one object in one step.

    .leaflet/objects/<sha256>       the bytes of every kept release, each once
    .leaflet/releases/<id>.json     their manifests: a release is there when this is
    .leaflet/published.log, lock, switching
    index.html, risks/index.html, assets/..., manifest.json     what readers see

Everything is sent to `.leaflet/` first. What readers see is then copied from there inside the store, in an order in
which no page comes before what it shows: assets and downloads, pages, the rest; then goes what is no longer used; then
`manifest.json`, which says what is live. What the last page showed stays for those who still have it before them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from leaflet.assets import FOLDER as ASSETS
from leaflet.hosting import FILES, headers, is_asset, is_file
from leaflet.manifest import NAME, SUFFIXES, SUMS, Manifest, parse_manifest
from leaflet.media_types import MEDIA_TYPES
from leaflet.publish_settings import TargetSettings
from leaflet.release import Progress, Release
from leaflet.targets import TargetError, history
from leaflet.targets.bucket import Bucket, Stored, at_once
from leaflet.targets.history import History, read_history
from leaflet.targets.lease import Lease

OWN = ".leaflet/"
OBJECTS, RELEASES = f"{OWN}objects/", f"{OWN}releases/"
LOG, LOCK, SWITCHING = f"{OWN}{history.LOG}", f"{OWN}lock", f"{OWN}switching"
SENT = ("Content-Type", "Cache-Control", "Content-Disposition")  # the headers that a store keeps with an object
HEADERS = "leaflet-headers"
GZIP = "gzip"
_HASHED = re.compile(r"\.[0-9a-f]{10}\.\w+$")


@dataclass(frozen=True, slots=True)
class _Object:
    """A file as the store has it: the digest and size of its bytes there, compressed where `coding` says so."""

    path: str
    sha256: str
    coding: str = ""

    @property
    def key(self) -> str:
        return OBJECTS + self.sha256

    @property
    def file(self) -> str:
        """Its path in a release."""
        return self.path + SUFFIXES.get(self.coding, "")

    @property
    def headers(self) -> dict[str, str]:
        said = {name: value for name, value in headers(self.path).items() if name in SENT}
        return {**said, "Content-Encoding": self.coding} if self.coding else said


def _objects(manifest: Manifest) -> dict[str, _Object]:
    """The objects of a release by path. What belongs to pages is stored compressed: every browser takes gzip."""
    found = {}
    for built in manifest.files:
        copy = built.encodings.get(GZIP) if not is_file(built.name) else None
        found[built.name] = _Object(built.name, copy.sha256 if copy else built.sha256, GZIP if copy else "")
    for name, content in ((SUMS, manifest.checksums.encode()), (NAME, manifest.json)):
        found[name] = _Object(name, hashlib.sha256(content).hexdigest())
    return found


class S3Target:
    """Releases in a bucket; see `targets.Target`. Readers see a change within seconds rather than in one step."""

    def __init__(self, settings: TargetSettings) -> None:
        self.bucket = Bucket(settings)
        self.lease = Lease(self.bucket, LOCK)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """A lock that must be renewed: it goes with the process, after `lease.SECONDS` at most."""
        with self.lease.taken():
            yield

    def history(self) -> History:
        there = [PurePosixPath(key).stem for key in self.bucket.keys(RELEASES)]
        log = (self.bucket.get(LOG) or b"").decode(errors="replace").splitlines()
        return read_history(there, log, self._live())

    def _live(self) -> str | None:
        content = self.bucket.get(NAME)
        return self._parsed(content, NAME).id if content is not None else None

    def manifest(self, release: str) -> Manifest:
        key = f"{RELEASES}{release}.json"
        content = self.bucket.get(key)
        if content is None:
            raise TargetError(f"{self.bucket.name}: {release} is not there.")
        return self._parsed(content, key)

    def _parsed(self, content: bytes, key: str) -> Manifest:
        try:
            return parse_manifest(content)
        except ValueError as error:
            raise TargetError(f"{self.bucket.name}: {key}: {error}") from error

    def remains(self) -> list[str]:
        """A change of what readers see that was broken off, and objects that belong to no release."""
        broken_off = [SWITCHING] if self.bucket.get(SWITCHING) is not None else []
        count = len(self._orphans())
        return broken_off + [f"{OBJECTS} ({count} of no release)"] * bool(count)

    def _orphans(self) -> set[str]:
        kept = [self.manifest(PurePosixPath(key).stem) for key in self.bucket.keys(RELEASES)]
        return set(self.bucket.keys(OBJECTS)) - {one.key for manifest in kept for one in _objects(manifest).values()}

    def mend(self) -> None:
        """Show readers the whole of the release that was live, and forget what was sent for another."""
        note = self.bucket.get(SWITCHING)
        if note is not None:
            live = self._live()
            others = [self.manifest(release) for release in json.loads(note).values() if release and release != live]
            self._show(self.manifest(live) if live else Manifest(), others)
            self.bucket.delete([SWITCHING])
        self.bucket.delete(self._orphans())

    def put(self, release: Release, progress: Progress) -> None:
        """What the store has already is not sent again."""
        there = self.bucket.keys(OBJECTS)

        def send(one: _Object) -> None:
            content = (release.folder / one.file).read_bytes()
            if there.get(one.key) != Stored(len(content), hashlib.md5(content).hexdigest()):
                self.lease.require()
                progress(one.path)
                self.bucket.put(one.key, content)

        try:
            at_once(send, {one.key: one for one in _objects(release.manifest).values()}.values())
        except OSError as error:
            raise TargetError(f"{error.filename}: {error.strerror}.") from error
        self.bucket.put(f"{RELEASES}{release.id}.json", release.manifest.json, ContentType="application/json")

    def switch(self, release: str, back: bool = False) -> None:
        live = self._live()
        new, old = self.manifest(release), [self.manifest(live)] if live else []
        self.bucket.put(SWITCHING, json.dumps({"from": live, "to": release}).encode())
        self._show(new, old)
        self.bucket.put(LOG, (self.bucket.get(LOG) or b"") + history.line(release, back).encode())
        self.bucket.delete([SWITCHING])

    def _show(self, new: Manifest, others: list[Manifest]) -> None:
        """Bring what readers see to the state of `new`; files of the `others` that it does not have go."""
        wanted = _objects(new) if new.files else {}
        seen, stored = self._seen(), self.bucket.keys(OBJECTS)
        if lost := [one.path for one in wanted.values() if one.key not in stored]:
            raise TargetError(f"{self.bucket.name}: {lost[0]} is lost. Publish again.")
        said_as_now = self.bucket.metadata(NAME).get(HEADERS) == _headers_id()
        changed = [one for one in wanted.values()
                   if not said_as_now or seen.get(one.path) != stored[one.key]]
        for step in range(3):
            at_once(self._copy, (one for one in changed if _step(one.path) == step))
        self.lease.require()
        self.bucket.delete(_unused(set(seen), set(wanted), others))
        if wanted:
            self._copy(wanted[NAME])

    def _seen(self) -> dict[str, Stored]:
        return {key: stored for key, stored in self.bucket.keys().items() if not key.startswith(OWN)}

    def _copy(self, one: _Object) -> None:
        self.lease.require()
        self.bucket.copy(one.key, one.path, one.headers, {HEADERS: _headers_id()} if one.path == NAME else {})

    def remove(self, release: str) -> None:
        self.bucket.delete([f"{RELEASES}{release}.json"])
        self.bucket.delete(self._orphans())

    def verify(self, release: str) -> list[str]:
        """Every byte is read. What readers see is looked at where the release is the live one, else what is kept."""
        live = self._live() == release
        wanted = _objects(self.manifest(release))
        different = []

        def compare(one: _Object) -> None:
            content = self.bucket.get(one.path if live else one.key)
            if content is None or hashlib.sha256(content).hexdigest() != one.sha256:
                different.append(one.path)

        at_once(compare, wanted.values())
        extra = [path for path in self._seen() if path not in wanted and not _is_kept(path)] if live else []
        return sorted([*different, *extra])


def _step(path: str) -> int:
    """When a file is copied: what pages show, pages, the rest. `manifest.json` comes after all steps."""
    if path == NAME:
        return 3
    return 0 if is_asset(path) or is_file(path) else 1 if path.endswith(".html") else 2


def _is_kept(path: str) -> bool:
    """Whether a file that no release lists may be one that a page shows which somebody still has open."""
    return is_asset(path) and _HASHED.search(path) is not None


def _unused(seen: set[str], wanted: set[str], others: list[Manifest]) -> set[str]:
    """What goes: only files that we put there, and no asset of the release before."""
    before = {path for manifest in others for path in _objects(manifest)}
    old_assets = {path for path in seen - wanted - before if _is_kept(path)}
    return {path for path in (before & seen) - wanted if not _is_kept(path)} | old_assets


def _headers_id() -> str:
    """Changes when the program would send other headers with the same bytes."""
    samples = [headers(f"{folder}x{ending}") for folder in ("", *FILES, ASSETS) for ending in MEDIA_TYPES]
    return hashlib.sha256(json.dumps(samples, sort_keys=True).encode()).hexdigest()[:12]
