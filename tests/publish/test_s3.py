"""Releases in a bucket. The store is moto's server: a stand-in for S3 over HTTP, in memory, in this process.

It keeps S3's rules for conditional writes, copies, metadata and lists. No real one (MinIO, Garage, SeaweedFS) can be had
from PyPI, npm or Debian.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from leaflet.project.publish_settings import TargetSettings
from leaflet.publish.bucket import AT_ONCE, Bucket
from leaflet.publish.lease import Lease
from leaflet.publish.publish import plan, publish, roll_back
from leaflet.publish.s3 import LOCK, LOG, OBJECTS, OWN, RELEASES, SWITCHING, S3Target, _objects
from leaflet.publish.target import Busy, TargetError, open_target
from leaflet.release import Release
from leaflet.release.manifest import NAME, SUMS, Built, Encoded, Manifest
from leaflet.web.hosting.headers import headers

pytestmark = pytest.mark.slow

BUCKET, PREFIX = "leaflet", "kyphoplasty"
KEEP = 3
OLD = {
    "index.html": "page 1 /assets/a.aaaaaaaaaa.css",
    "ar/index.html": "page 1 /assets/a.aaaaaaaaaa.css",
    "gone/index.html": "page 1 /assets/a.aaaaaaaaaa.css",
    "assets/a.aaaaaaaaaa.css": "style 1",
    "assets/b.cccccccccc.svg": "<svg/>",
    "downloads/leaflet-en.txt": "words 1 ",
    "downloads/leaflet-en.brf": "BRF 1",
}
NEW = {
    "index.html": "page 2 /assets/a.bbbbbbbbbb.css",
    "ar/index.html": "page 2 /assets/a.bbbbbbbbbb.css",
    "more/index.html": "page 2 /assets/a.bbbbbbbbbb.css",
    "assets/a.bbbbbbbbbb.css": "style 2",
    "assets/b.cccccccccc.svg": "<svg/>",
    "downloads/leaflet-en.txt": "words 2 ",
    "downloads/leaflet-en.brf": "BRF 1",
}


class Killed(BaseException):
    """The process is gone: nothing after it runs."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_PROFILE", raising=False)


@pytest.fixture
def settings(server: str, tmp_path: Path, secrets: None) -> Iterator[TargetSettings]:
    """A bucket that is new for each test."""
    client = boto3.client("s3", endpoint_url=server, region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    options = {"bucket": BUCKET, "prefix": PREFIX, "endpoint": server, "region": "us-east-1"}
    yield TargetSettings("store", "s3", tmp_path, options, "https://elm.example/", KEEP)
    every = client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    client.delete_objects(
        Bucket=BUCKET, Delete={"Objects": [{"Key": one["Key"]} for one in every] or [{"Key": "none"}]}
    )
    client.delete_bucket(Bucket=BUCKET)


@pytest.fixture
def target(settings: TargetSettings) -> S3Target:
    found = open_target(settings)
    assert isinstance(found, S3Target)
    return found


@pytest.fixture
def release(tmp_path: Path) -> Callable[[Mapping[str, str]], Release]:
    """`release(files)`: those files, with a compressed copy where it is smaller, and their manifest."""

    def make(files: Mapping[str, str]) -> Release:
        folder = tmp_path / sha256(json.dumps(files).encode()).hexdigest()[:8]
        shutil.rmtree(folder, ignore_errors=True)
        listed = []
        for path, words in files.items():
            content = (words * 40).encode()
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            packed = gzip.compress(content, mtime=0)
            place.with_name(f"{place.name}.gz").write_bytes(packed)
            copies = {"gzip": Encoded(len(packed), sha256(packed).hexdigest())}
            listed.append(Built("", "web", path, "text/plain", len(content), sha256(content).hexdigest(), "", copies))
        manifest = Manifest(tuple(listed), "1.0", "2026-11-20", "")
        (folder / NAME).write_bytes(manifest.json)
        (folder / SUMS).write_text(manifest.checksums)
        return Release(manifest, folder)

    return make


def seen(settings: TargetSettings) -> dict[str, bytes]:
    """What readers see: every object outside our own folder, as their browser unpacks it."""
    found, bucket = {}, Bucket(settings)
    for key in sorted(bucket.keys()):
        if not key.startswith(OWN):
            answer = bucket.get_object(key)
            content = answer["Body"].read()
            found[key] = gzip.decompress(content) if answer.get("ContentEncoding") == "gzip" else content
    return found


def expected(release: Release) -> dict[str, bytes]:
    listed = [built.name for built in release.manifest.files]
    return {path: (release.folder / path).read_bytes() for path in (*listed, NAME, SUMS)}


def watch(target: S3Target, note: Callable[[str, str], None]) -> Callable[[], None]:
    """Have `note(operation, key)` called before each request that changes something; gives what ends that."""

    def before(model: Any, params: Any, **rest: Any) -> None:
        if model.name in ("PutObject", "CopyObject", "DeleteObjects"):
            body = params["body"] if isinstance(params["body"], bytes) else b""
            keys = re.findall(rf"<Key>{PREFIX}/(.*?)</Key>", body.decode()) if model.name == "DeleteObjects" else None
            note(model.name, " ".join(keys) if keys is not None else params["url_path"].partition(f"{PREFIX}/")[2])

    events = target.bucket.client.meta.events
    events.register("before-call.s3", before)
    return lambda: events.unregister("before-call.s3", before)


def quiet(words: str) -> None:
    """Progress that nobody looks at."""


def test_a_release_is_there_with_its_headers(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    made = release(OLD)
    publish(target, made, KEEP, quiet)
    assert seen(settings) == expected(made)
    for path in OLD:
        answer = target.bucket.get_object(path)
        wanted = headers(path)
        assert answer["ContentType"] == wanted["Content-Type"] and answer["CacheControl"] == wanted["Cache-Control"]
        assert answer.get("ContentDisposition") == wanted.get("Content-Disposition")
        assert answer.get("ContentEncoding") == (None if path.startswith("downloads/") else "gzip")


def test_publish_change_and_go_back(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    first, second = release(OLD), release(NEW)
    publish(target, first, KEEP, quiet)
    done = publish(target, second, KEEP, quiet)
    assert done.changes.pages.added == ("/more/",) and done.changes.pages.removed == ("/gone/",)
    kept = {
        "assets/a.aaaaaaaaaa.css": expected(first)["assets/a.aaaaaaaaaa.css"]
    }  # for pages that are still open somewhere
    assert seen(settings) == {**expected(second), **kept}
    assert target.history().live == second.id and target.history().previous == first.id
    roll_back(target)
    assert target.history().live == first.id
    assert {path: words for path, words in seen(settings).items() if path in expected(first)} == expected(first)
    assert "more/index.html" not in seen(settings)
    assert [line.split()[1] for line in (target.bucket.get(LOG) or b"").decode().splitlines()] == [
        "published",
        "published",
        "back-to",
    ]


def test_an_asset_of_the_release_before_the_last_goes(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    publish(target, release(OLD), KEEP, quiet)
    publish(target, release(NEW), KEEP, quiet)
    publish(target, release({**NEW, "index.html": "page 3 "}), KEEP, quiet)
    assert "assets/a.aaaaaaaaaa.css" not in seen(settings)


def test_nothing_is_sent_twice(target: S3Target, release: Callable[..., Release]) -> None:
    publish(target, release(OLD), KEEP, quiet)
    asked: list[tuple[str, str]] = []
    watch(target, lambda operation, key: asked.append((operation, key)))
    changed = release({**OLD, "ar/index.html": "other words"})
    publish(target, changed, KEEP, quiet)
    copies = [key for operation, key in asked if operation == "CopyObject"]
    sent = [key for operation, key in asked if operation == "PutObject" and "/objects/" in key]
    assert sorted(copies) == sorted(["ar/index.html", SUMS, NAME])
    assert len(sent) == 3


def test_the_order_of_a_change(target: S3Target, release: Callable[..., Release]) -> None:
    """Everything is sent before anything is shown; files before pages; then what goes; then the manifest."""
    publish(target, release(OLD), KEEP, quiet)
    asked: list[tuple[str, str]] = []
    watch(target, lambda operation, key: asked.append((operation, key)))
    publish(target, release(NEW), KEEP, quiet)
    steps = [step(operation, key) for operation, key in asked if LOCK not in key]
    assert steps == sorted(steps) and {2, 3, 4, 5, 6, 7, 8} <= set(steps)


def step(operation: str, key: str) -> int:
    if key.startswith(OWN):
        return (
            2
            if "/objects/" in key or "/releases/" in key
            else 3
            if key == SWITCHING and operation == "PutObject"
            else 9
        )
    if operation == "DeleteObjects":
        return 7
    return 8 if key == NAME else 4 if key.startswith(("assets/", "downloads/")) else 5 if key.endswith(".html") else 6


def test_broken_off_at_any_request_no_page_lacks_what_it_shows(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    """A second release is broken off before each request in turn. The next run makes it whole."""
    first, second = release(OLD), release(NEW)
    target.lease.seconds = 0.0  # nobody need wait for the lock of the dead
    publish(target, first, KEEP, quiet)
    for moment in range(100):
        finished = killed_at(moment, target, second)
        words = seen(settings)
        pages = [words[path].decode() for path in words if path.endswith(".html")]
        shown = {style for page in pages for style in re.findall(r"/(assets/\S+?\.css)", page)}
        assert {"index.html", "ar/index.html"} <= set(words) and shown and shown <= set(words)
        publish(target, second, KEEP, quiet)
        words = seen(settings)
        assert target.remains() == [] and {path: words[path] for path in words if path in expected(second)} == expected(
            second
        )
        if finished:
            break
        roll_back(target, first.id)
    assert moment > 12


def killed_at(moment: int, target: S3Target, made: Release) -> bool:
    """Publish until the given request, and then nothing more. Whether it came to its end before."""
    left = [moment]

    def note(operation: str, key: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Killed

    forget = watch(target, note)
    try:
        publish(target, made, KEEP, quiet)
    except Killed:
        return False
    finally:
        forget()
    return True


def test_a_fault_leaves_the_old_release_whole(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    first, second = release(OLD), release(NEW)
    publish(target, first, KEEP, quiet)
    faults = iter([True])

    def note(operation: str, key: str) -> None:
        if key == "more/index.html" and next(faults, False):
            raise TargetError("the store has had enough")

    watch(target, note)
    with pytest.raises(TargetError, match="had enough"):
        publish(target, second, KEEP, quiet)
    assert {path: words for path, words in seen(settings).items() if path in expected(first)} == expected(first)
    assert target.history().live == first.id and target.remains() == []
    assert "more/index.html" not in seen(settings)


def broken_off(target: S3Target, made: Release) -> None:
    """Publish until readers see all of it but its manifest, and then nothing more."""

    def note(operation: str, key: str) -> None:
        if operation == "CopyObject" and key.endswith(SUMS):
            raise Killed

    forget = watch(target, note)
    target.lease.seconds = 0.0  # nobody need wait for the lock of the dead
    with pytest.raises(Killed):
        publish(target, made, KEEP, quiet)
    forget()


def test_going_back_after_a_run_that_was_broken_off(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    zero, first, second = release({**OLD, "index.html": "page 0 "}), release(OLD), release(NEW)
    for made in (zero, first):
        publish(target, made, KEEP, quiet)
    broken_off(target, second)
    assert seen(settings)["index.html"].startswith(b"page 2")
    assert roll_back(target).to == zero.id
    assert seen(settings) == expected(zero) and target.remains() == [] and target.verify(zero.id) == []


def test_with_nothing_to_go_back_to_what_was_broken_off_is_taken_back(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    first = release(OLD)
    publish(target, first, KEEP, quiet)
    broken_off(target, release(NEW))
    with pytest.raises(TargetError, match="nothing was live before"):
        roll_back(target)
    words = seen(settings)
    assert {path: words[path] for path in words if path in expected(first)} == expected(
        first
    ) and "more/index.html" not in words


def test_files_of_others_stay(settings: TargetSettings, target: S3Target, release: Callable[..., Release]) -> None:
    others = {"robots.txt": b"User-agent: *", "assets/theirs.dddddddddd.css": b"p{}"}
    for path, content in others.items():
        target.bucket.put(path, content)
    for made in (release(OLD), release(NEW), release({**NEW, "index.html": "page 3 "})):
        publish(target, made, KEEP, quiet)
    assert {path: seen(settings)[path] for path in others} == others
    assert target.verify(made.id) == ["robots.txt"]
    assert publish(target, made, KEEP, quiet).repaired == ()


def test_what_was_changed_behind_our_back_is_found_and_mended(
    target: S3Target, release: Callable[..., Release]
) -> None:
    made = release(OLD)
    publish(target, made, KEEP, quiet)
    target.bucket.put("index.html", b"other words")
    target.bucket.delete(["ar/index.html"])
    assert target.verify(made.id) == ["ar/index.html", "index.html"]
    assert publish(target, made, KEEP, quiet).repaired == ("ar/index.html", "index.html")
    assert target.verify(made.id) == [] == list(plan(target, made, KEEP).repaired)


def test_old_releases_go_and_their_bytes_with_them(target: S3Target, release: Callable[..., Release]) -> None:
    made = [release({**OLD, "index.html": f"page {number} "}) for number in range(5)]
    for one in made:
        publish(target, one, 2, quiet)
    assert target.history().kept == (made[3].id, made[4].id)
    assert target.remains() == [] and target.verify(made[3].id) == []
    assert target.verify(made[4].id) == []


def test_a_dry_run_says_what_then_happens_and_changes_nothing(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    publish(target, release(OLD), KEEP, quiet)
    before = Bucket(settings).keys()
    said = plan(target, release(NEW), KEEP)
    assert Bucket(settings).keys() == before
    assert publish(target, release(NEW), KEEP, quiet) == said


def test_headers_that_are_said_otherwise_are_said_anew(
    target: S3Target, release: Callable[..., Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(target, release(OLD), KEEP, quiet)
    monkeypatch.setattr("leaflet.publish.s3.headers", lambda path: {**headers(path), "Cache-Control": "no-store"})
    publish(target, release({**OLD, "index.html": "page 3 "}), KEEP, quiet)
    assert {target.bucket.get_object(path)["CacheControl"] for path in OLD} == {"no-store"}


# Two people at once


def test_the_second_is_told_who_is_first(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    with target.lock(), pytest.raises(Busy, match=r"@.* is publishing"):
        publish(S3Target(settings), release(OLD), KEEP, quiet)
    publish(S3Target(settings), release(OLD), KEEP, quiet)


def test_a_lock_goes_with_its_owner(settings: TargetSettings) -> None:
    bucket = Bucket(settings)
    bucket.put(LOCK, b"anna@desk-12")
    with pytest.raises(Busy, match="anna@desk-12"), Lease(bucket, LOCK).taken():
        pass
    with Lease(bucket, LOCK, seconds=0.0).taken():
        assert bucket.get(LOCK) != b"anna@desk-12"
    assert bucket.get(LOCK) is None


def test_who_has_lost_the_lock_changes_nothing_more(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    first = release(OLD)
    publish(target, first, KEEP, quiet)
    with target.lock():
        target.lease.lost = True
        target.bucket.delete([LOCK])
        with pytest.raises(Busy, match="lost"):
            target.put(release(NEW), quiet)
    assert seen(settings) == expected(first)


def test_who_slept_longer_than_the_lock_lasts_holds_it_no_more(
    settings: TargetSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (Lease(Bucket(settings), LOCK) for _ in range(2))
    other.seconds = 0.0  # to it, the lock of the first has run out
    clock = time.clock_gettime
    with one.taken():
        one.require()
        monkeypatch.setattr("leaflet.publish.lease.time.clock_gettime", lambda which: clock(which) + one.seconds)
        with other.taken():
            other.require()
            with pytest.raises(Busy, match="lost"):
                one.require()
            words = one.bucket.get(LOCK)
            assert words and words == other.words != one.words
    with pytest.raises(Busy):
        other.require()
    assert one.bucket.get(LOCK) is None


def test_who_has_lost_the_lock_leaves_that_of_another(settings: TargetSettings) -> None:
    one, other = Lease(Bucket(settings), LOCK, every=60), Lease(Bucket(settings), LOCK, seconds=0.0)
    with ExitStack() as stack:
        with one.taken():
            stack.enter_context(other.taken())
        assert one.bucket.get(LOCK) == other.words


@pytest.mark.parametrize("moment", range(1, 8))
def test_who_loses_the_lock_on_the_way_writes_and_deletes_nothing_more(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release], moment: int
) -> None:
    """Another has sent its files, and not yet its record: whoever takes them for remains would delete them."""
    other, third = S3Target(settings), release({**OLD, "index.html": "page 3 "})
    publish(target, release(OLD), KEEP, quiet)
    steps, after = itertools.count(1), []

    def note(operation: str, key: str) -> None:
        if key == LOCK:
            return
        if target.lease.lost:
            after.append((operation, key))
        elif next(steps) == moment:
            target.lease.lost = True
            for one in _objects(third.manifest).values():
                other.bucket.put(one.key, (third.folder / one.file).read_bytes())

    watch(target, note)
    with pytest.raises(Busy, match="lost"):
        publish(target, release(NEW), KEEP, quiet)
    assert len(after) < AT_ONCE and not [key for operation, key in after if operation == "DeleteObjects"]
    assert {one.key for one in _objects(third.manifest).values()} <= other.bucket.keys(OBJECTS).keys()


def test_a_lock_that_another_has_taken_is_noticed(settings: TargetSettings) -> None:
    lease = Lease(Bucket(settings), LOCK, every=0.1)
    with lease.taken():
        lease.bucket.put(LOCK, b"anna@desk-12")
        for _ in range(600):
            if lease.lost:
                break
            time.sleep(0.1)
        assert lease.lost
    assert lease.bucket.get(LOCK) == b"anna@desk-12"


def test_a_store_without_conditional_writes_is_refused(target: S3Target, monkeypatch: pytest.MonkeyPatch) -> None:
    put = target.bucket.put
    monkeypatch.setattr(target.bucket, "put", lambda key, body, **said: put(key, body))
    with pytest.raises(TargetError, match="conditional writes"), target.lock():
        pass


# What can be wrong


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"bucket": "no-such-bucket"}, "NoSuchBucket"),
        ({"endpoint": "http://127.0.0.1:9"}, "127.0.0.1:9"),
    ],
)
def test_faults_are_said_plainly(
    settings: TargetSettings, options: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)  # boto3 waits between attempts
    target = open_target(replace(settings, options={**settings.options, **options}))
    with pytest.raises(TargetError, match=words):
        target.history()


def test_without_a_key_it_says_how_to_give_one(
    settings: TargetSettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(TargetError, match="AWS_ACCESS_KEY_ID"):
        open_target(settings).history()


def test_a_broken_manifest_is_said_plainly(target: S3Target) -> None:
    target.bucket.put(NAME, b"{}")
    with pytest.raises(TargetError, match=r"manifest.json .*Move it away"):
        target.history()


@pytest.mark.parametrize("content", [b"{}", b'{"files": [], "version": 5}', b'{"files": []}'])
def test_a_list_that_somebody_broke_keeps_nobody_from_publishing_or_going_back(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release], content: bytes
) -> None:
    first, second = release(OLD), release({**OLD, "index.html": "page 2 "})
    for made in (first, second):
        publish(target, made, KEEP, quiet)
    target.bucket.put(NAME, content)
    assert target.verify(second.id) == [NAME]
    assert publish(target, second, KEEP, quiet).repaired == (NAME,) and seen(settings) == expected(second)
    target.bucket.put(NAME, content)
    assert roll_back(target).to == first.id and seen(settings) == expected(first)


def test_a_broken_list_of_a_kept_release_loses_nothing(
    settings: TargetSettings, target: S3Target, release: Callable[..., Release]
) -> None:
    made = [release({**OLD, "index.html": f"page {number} "}) for number in range(3)]
    for one in made[:2]:
        publish(target, one, KEEP, quiet)
    objects = target.bucket.keys(OBJECTS).keys()
    target.bucket.put(f"{RELEASES}{made[1].id}.json", b"{}")
    assert plan(target, made[2], KEEP).unreadable
    publish(target, made[2], KEEP, quiet)
    assert seen(settings) == expected(made[2]) and objects <= target.bucket.keys(OBJECTS).keys()
