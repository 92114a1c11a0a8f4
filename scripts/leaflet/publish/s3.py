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
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

from leaflet.edition.assets import FOLDER as ASSETS
from leaflet.project.media_types import MEDIA_TYPES
from leaflet.project.publish_settings import TargetSettings
from leaflet.publish import history
from leaflet.publish.bucket import Bucket, Stored, at_once
from leaflet.publish.history import History, read_history
from leaflet.publish.lease import Lease
from leaflet.publish.target import TargetError
from leaflet.release import Progress, Release
from leaflet.release.manifest import NAME, RELEASE_ID, SUFFIXES, SUMS, Manifest, parse_manifest
from leaflet.release.verify import is_hashed
from leaflet.web.hosting.headers import FILES, headers, is_asset, is_file

OWN = ".leaflet/"
OBJECTS, RELEASES = f"{OWN}objects/", f"{OWN}releases/"
LOG, LOCK, SWITCHING = f"{OWN}{history.LOG}", f"{OWN}lock", f"{OWN}switching"
SENT = ("Content-Type", "Cache-Control", "Content-Disposition")  # the headers that a store keeps with an object
HEADERS = "leaflet-headers"
GZIP = "gzip"


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
        there = self._kept()
        return read_history(there, self._log().decode(errors="replace").splitlines(), self._live(there))

    def _kept(self) -> list[str]:
        stems = (PurePosixPath(key).stem for key in self.bucket.keys(RELEASES))
        return [stem for stem in stems if RELEASE_ID.fullmatch(stem)]

    def _log(self) -> bytes:
        return self.bucket.get(LOG) or b""

    def _live(self, there: Collection[str]) -> str | None:
        """The release that readers see. Where somebody has changed its list, the log says which it is."""
        content = self.bucket.get(NAME)
        if content is None:
            return None
        with suppress(ValueError):
            if (live := parse_manifest(content).id) in there:
                return live
        named = [name for name in self._log().decode(errors="replace").split() if name in there]
        if not there:
            raise TargetError(
                f"{self.bucket.name}: there is a {NAME} that does not belong to a release. Move it away, or give the "
                "target a prefix."
            )
        return named[-1] if named else None

    def manifest(self, release: str) -> Manifest:
        key = f"{RELEASES}{release}.json"
        content = self.bucket.get(key)
        if content is None:
            raise TargetError(f"{self.bucket.name}: {release} is not there.")
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
        """Objects of no release; none where a list cannot be read, which may be the one that has them."""
        there = self._kept()
        lists = self._readable(there)
        if len(lists) < len(there):
            return set()
        return set(self.bucket.keys(OBJECTS)) - {one.key for manifest in lists for one in _objects(manifest).values()}

    def _readable(self, releases: Iterable[str]) -> list[Manifest]:
        found = []
        for release in releases:
            with suppress(TargetError):
                found.append(self.manifest(release))
        return found

    def repair(self) -> None:
        """Show readers the whole of the release that was live, and forget what was sent for another."""
        if self.bucket.get(SWITCHING) is not None:
            there = self._kept()
            live = self._live(there)
            self._show(self.manifest(live) if live else Manifest(()), self._readable(there))
            self._delete([SWITCHING])
        self._delete(self._orphans())

    def put(self, release: Release, progress: Progress) -> None:
        """What the store has already is not sent again. What readers see of the live one is put right."""
        there = self.bucket.keys(OBJECTS)

        def send(one: _Object) -> None:
            content = (release.folder / one.file).read_bytes()
            if there.get(one.key) != Stored(len(content), hashlib.md5(content).hexdigest()):
                progress(one.path)
                self._write(one.key, content)

        try:
            at_once(send, {one.key: one for one in _objects(release.manifest).values()}.values())
        except OSError as error:
            raise TargetError(f"{error.filename}: {error.strerror}.") from error
        self._write(f"{RELEASES}{release.id}.json", release.manifest.json, ContentType="application/json")
        kept = self._kept()
        if self._live(kept) == release.id:
            self._show(release.manifest, self._readable(kept))

    def switch(self, release: str, back: bool = False) -> None:
        live = self._live(self._kept())
        self._write(SWITCHING, json.dumps({"from": live, "to": release}).encode())
        self._show(self.manifest(release), self._readable([live] if live else []))
        log = self._log()
        self._write(LOG, log + history.line_after(log[-1:], release, back).encode())
        self._delete([SWITCHING])

    def _show(self, new: Manifest, open_still: Iterable[Manifest]) -> None:
        """Bring what readers see to the state of `new`; other files of releases that are kept here go.

        Not those with a hash in their addresses of releases whose pages somebody may have `open_still`.
        """
        wanted = _objects(new) if new.files else {}
        seen, stored = self._seen(), self.bucket.keys(OBJECTS)
        if lost := [one.path for one in wanted.values() if one.key not in stored]:
            raise TargetError(f"{self.bucket.name}: {lost[0]} is lost. Publish again.")
        said_as_now = self.bucket.metadata(NAME).get(HEADERS) == _headers_id()
        changed = [one for one in wanted.values() if not said_as_now or seen.get(one.path) != stored[one.key]]
        for step in range(3):
            at_once(self._copy, (one for one in changed if _step(one.path) == step))
        ours = {path for manifest in self._readable(self._kept()) for path in _objects(manifest)}
        stay = {path for manifest in open_still for path in _objects(manifest) if is_hashed(path)}
        self._delete((ours & seen.keys()) - wanted.keys() - stay)
        if wanted:
            self._copy(wanted[NAME])

    def _seen(self) -> dict[str, Stored]:
        return {key: stored for key, stored in self.bucket.keys().items() if not key.startswith(OWN)}

    def _copy(self, one: _Object) -> None:
        self.lease.require()
        self.bucket.copy(one.key, one.path, one.headers, {HEADERS: _headers_id()} if one.path == NAME else {})

    def _write(self, key: str, content: bytes, **said: str) -> None:
        self.lease.require()
        self.bucket.put(key, content, **said)

    def _delete(self, keys: Collection[str]) -> None:
        self.lease.require()
        self.bucket.delete(keys)

    def remove(self, release: str) -> None:
        self._delete([f"{RELEASES}{release}.json"])
        self._delete(self._orphans())

    def verify(self, release: str) -> list[str]:
        """Every byte is read. What readers see is looked at where the release is the live one, else what is kept."""
        live = self._live(self._kept()) == release
        wanted = _objects(self.manifest(release))
        different = []

        def compare(one: _Object) -> None:
            content = self.bucket.get(one.path if live else one.key)
            if content is None or hashlib.sha256(content).hexdigest() != one.sha256:
                different.append(one.path)

        at_once(compare, wanted.values())
        extra = [path for path in self._seen() if path not in wanted and not is_hashed(path)] if live else []
        return sorted([*different, *extra])


def _step(path: str) -> int:
    """When a file is copied: what pages show, pages, the rest. `manifest.json` comes after all steps."""
    if path == NAME:
        return 3
    return 0 if is_asset(path) or is_file(path) else 1 if path.endswith(".html") else 2


def _headers_id() -> str:
    """Changes when the program would send other headers with the same bytes."""
    samples = [headers(f"{folder}x{ending}") for folder in ("", *FILES, ASSETS) for ending in MEDIA_TYPES]
    return hashlib.sha256(json.dumps(samples, sort_keys=True).encode()).hexdigest()[:12]
