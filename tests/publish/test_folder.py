"""A folder as a target: publish, change, go back; the live site is whole whatever happens, and dry runs come true."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from leaflet.publish.folder import FolderTarget
from leaflet.publish.publish import plan, publish, roll_back, way_back
from leaflet.publish.ssh import _reason
from leaflet.publish.target import Busy, TargetError
from leaflet.release import Release
from support.releases import BIG, contents, folder_target, release, silent, site, style_of, styled


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def target(tmp_path: Path) -> FolderTarget:
    return folder_target(tmp_path / "www")


@pytest.fixture
def one(tmp_path: Path) -> Release:
    return release(tmp_path / "store", site("one"))


@pytest.fixture
def two(tmp_path: Path) -> Release:
    words = {path: content for path, content in site("two").items() if path != "ar/risks/index.html"}
    return release(tmp_path / "store", {**words, "words/index.html": b"new"})


@pytest.fixture
def three(tmp_path: Path) -> Release:
    return release(tmp_path / "store", site("three"))


def live(target: FolderTarget) -> dict[str, bytes]:
    return contents(target.path / "current")


def put(target: FolderTarget, *releases: Release, keep: int = 5) -> None:
    for one in releases:
        publish(target, one, keep, silent)


def test_publish_change_publish_and_go_back(target: FolderTarget, one: Release, two: Release) -> None:
    put(target, one)
    assert live(target) == contents(one.folder)
    put(target, two)
    assert live(target) == contents(two.folder)
    way = roll_back(target)
    assert (way.live, way.to) == (two.id, one.id)
    assert live(target) == contents(one.folder)
    roll_back(target, two.id)
    assert live(target) == contents(two.folder)


def test_a_dry_run_changes_nothing(target: FolderTarget, one: Release, two: Release) -> None:
    plan(target, one, 5)
    assert not target.path.exists()
    put(target, one)
    before = sorted(target.path.rglob("*"))
    plan(target, two, 5)
    assert sorted(target.path.rglob("*")) == before and live(target) == contents(one.folder)


def test_what_a_dry_run_says_comes_true(target: FolderTarget, one: Release, two: Release) -> None:
    put(target, one)
    said = plan(target, two, 5).changes
    before = live(target)
    put(target, two)
    after = live(target)
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert set(said.files.added) == after.keys() - before.keys() == {"words/index.html"}
    assert set(said.files.removed) == before.keys() - after.keys() == {"ar/risks/index.html"}
    assert set(said.files.changed) == changed and BIG not in changed
    assert said.unchanged == len(before.keys() & after.keys()) - len(changed)
    assert said.sent == sum(len(after[path]) for path in changed | {"words/index.html"})
    assert said.removed == len(before["ar/risks/index.html"])
    assert said.pages.added == ("/words/",) and said.pages.removed == ("/ar/risks/",)
    assert said.languages.changed == ("ar", "en") and said.formats.changed == ("web",)


def test_the_first_release_is_all_new(target: FolderTarget, one: Release) -> None:
    said = plan(target, one, 5).changes
    assert set(said.files.added) == set(contents(one.folder)) and not said.files.changed
    assert said.sent == sum(map(len, contents(one.folder).values()))


def test_the_same_release_again_changes_nothing(target: FolderTarget, one: Release, two: Release) -> None:
    put(target, one, two, two)
    assert plan(target, two, 5).is_live and not plan(target, two, 5).changes.files
    assert target.history().before == (one.id,)


def test_a_big_file_that_stays_takes_no_more_room(target: FolderTarget, one: Release, two: Release) -> None:
    put(target, one, two)
    assert (target.kept / one.id / BIG).samefile(target.kept / two.id / BIG)
    assert not (target.kept / one.id / "index.html").samefile(target.kept / two.id / "index.html")


def test_the_web_server_can_read_it_whatever_the_mask(target: FolderTarget, one: Release) -> None:
    mask = os.umask(0o077)
    try:
        put(target, one)
    finally:
        os.umask(mask)
    places = [target.path, target.kept, target.kept / one.id, *(target.kept / one.id).rglob("*")]
    assert {place.stat().st_mode & 0o777 for place in places if place.is_dir()} == {0o755}
    assert {place.stat().st_mode & 0o777 for place in places if place.is_file()} == {0o644}


def test_old_releases_go(target: FolderTarget, one: Release, two: Release, three: Release) -> None:
    put(target, one, two)
    assert plan(target, three, 2).removed == (one.id,)
    put(target, three, keep=2)
    assert target.history().kept == (two.id, three.id)
    assert contents(target.kept).keys() == {
        f"{kept.id}/{path}" for kept in (two, three) for path in contents(kept.folder)
    }


def test_going_back_skips_what_was_taken_back(target: FolderTarget, one: Release, two: Release, three: Release) -> None:
    put(target, one, two)
    roll_back(target)
    put(target, three)
    assert way_back(target).to == one.id


def test_nowhere_to_go_back_to(target: FolderTarget, one: Release, two: Release) -> None:
    with pytest.raises(TargetError, match=r"nothing has been published"):
        roll_back(target)
    put(target, one)
    with pytest.raises(TargetError, match=r"nothing was live before"):
        roll_back(target)
    put(target, two)
    with pytest.raises(TargetError, match=f"not kept there. Kept are {one.id}"):
        roll_back(target, "../../etc")
    with pytest.raises(TargetError, match=r"live already"):
        roll_back(target, two.id)


def test_nobody_goes_back_to_what_was_changed(target: FolderTarget, one: Release, two: Release) -> None:
    put(target, one, two)
    (target.kept / one.id / "risks/index.html").write_text("Drive.")
    with pytest.raises(TargetError, match=r"risks/index.html is not as listed"):
        roll_back(target)
    assert live(target) == contents(two.folder)


@pytest.mark.parametrize("path", ["risks/index.html", BIG, "manifest.json", "SHA256SUMS"])
def test_a_changed_file_is_found_and_put_right(target: FolderTarget, one: Release, path: str) -> None:
    put(target, one)
    (target.kept / one.id / path).write_text("Drive.")
    if path != "manifest.json":
        assert target.verify(one.id) == [path]
    put(target, one)
    assert target.verify(one.id) == []
    assert live(target) == contents(one.folder)


def test_another_release_under_the_same_name_is_found(target: FolderTarget, one: Release, two: Release) -> None:
    put(target, one)
    shutil.rmtree(target.kept / one.id)
    shutil.copytree(two.folder, target.kept / one.id)
    assert target.verify(one.id) == ["manifest.json"]


def test_missing_more_and_linked_files_are_found_and_put_right(target: FolderTarget, one: Release) -> None:
    put(target, one)
    folder = target.kept / one.id
    (folder / "index.html").unlink()
    (folder / "evil.js").write_text("alert()")
    (folder / "ar/index.html").unlink()
    (folder / "ar/index.html").symlink_to("/etc/passwd")
    assert target.verify(one.id) == ["ar/index.html", "evil.js", "index.html"]
    put(target, one)
    assert target.verify(one.id) == []


def test_a_change_in_the_live_release_is_not_carried_on(target: FolderTarget, one: Release, two: Release) -> None:
    put(target, one)
    (target.kept / one.id / BIG).write_text("Drive.")
    put(target, two)
    assert live(target) == contents(two.folder)


def test_a_live_release_without_manifest_counts_as_new(target: FolderTarget, one: Release, two: Release) -> None:
    put(target, one)
    (target.kept / one.id / "manifest.json").unlink()
    assert plan(target, two, 5).unreadable and len(plan(target, two, 5).changes.files.added) == len(
        contents(two.folder)
    )
    put(target, two)
    assert live(target) == contents(two.folder)


def test_it_is_said_what_of_the_live_release_is_put_right(target: FolderTarget, one: Release) -> None:
    put(target, one)
    assert plan(target, one, 5).repaired == ()
    (target.kept / one.id / "risks/index.html").write_text("Drive.")
    assert plan(target, one, 5).repaired == publish(target, one, 5, silent).repaired == ("risks/index.html",)
    (target.kept / one.id / "manifest.json").write_text("{}")
    assert plan(target, one, 5).repaired == publish(target, one, 5, silent).repaired == ("manifest.json",)
    assert plan(target, one, 5).repaired == ()


@pytest.mark.parametrize("content", [None, b"{}", b'{"files": [], "version": 5}'])
def test_a_damaged_manifest_keeps_nobody_from_going_back(
    target: FolderTarget, one: Release, two: Release, content: bytes | None
) -> None:
    put(target, one, two)
    place = target.kept / two.id / "manifest.json"
    place.write_bytes(content) if content else place.unlink()
    assert way_back(target).unreadable and roll_back(target).to == one.id
    assert live(target) == contents(one.folder)


# Others use the same disk


def test_what_others_put_beside_the_releases_stays(
    target: FolderTarget, one: Release, two: Release, three: Release
) -> None:
    put(target, one)
    (target.kept / ".DS_Store").write_text("x")
    (target.kept / "notes.part").write_text("x")
    (target.kept / "1.0-2026-11-20-abcdef").write_text("a file")
    (target.kept / "backup-by-IT").mkdir()
    (target.kept / "backup-by-IT/kept").write_text("y")
    put(target, two, three, keep=2)
    assert target.history().kept == (two.id, three.id) and target.remains() == []
    assert (target.kept / "backup-by-IT/kept").read_text() == "y"
    assert {".DS_Store", "notes.part", "1.0-2026-11-20-abcdef"} <= {path.name for path in target.kept.iterdir()}


def test_a_file_that_is_left_goes_too(target: FolderTarget, one: Release) -> None:
    put(target, one)
    (target.kept / "1.0-2026-11-20-abcdef.part").write_text("")
    put(target, one)
    assert target.remains() == []


def test_a_release_of_the_same_name_elsewhere_is_not_the_live_one(
    target: FolderTarget, one: Release, tmp_path: Path
) -> None:
    shutil.copytree(one.folder, tmp_path / "elsewhere" / one.id)
    (tmp_path / "elsewhere" / one.id / "index.html").write_text("Drive.")
    target.path.mkdir()
    (target.path / "current").symlink_to(tmp_path / "elsewhere" / one.id)
    assert target.history().live is None
    put(target, one)
    assert target.history().live == one.id and live(target) == contents(one.folder)


def test_a_link_with_the_whole_path_is_the_live_one(target: FolderTarget, one: Release) -> None:
    put(target, one)
    (target.path / "current").unlink()
    (target.path / "current").symlink_to((target.kept / one.id).resolve())
    assert target.history().live == one.id


@pytest.mark.parametrize("inside", ["", "more.html"])
def test_a_folder_where_a_file_belongs_is_put_right(target: FolderTarget, one: Release, inside: str) -> None:
    put(target, one)
    place = target.kept / one.id / "risks/index.html"
    place.unlink()
    (place / inside).parent.mkdir(exist_ok=True)
    (place / inside).write_text("x") if inside else place.mkdir(exist_ok=True)
    put(target, one)
    assert target.verify(one.id) == [] and live(target) == contents(one.folder)


@pytest.mark.parametrize("what", ["file", "link"])
def test_a_file_where_a_folder_belongs_is_put_right(target: FolderTarget, one: Release, what: str) -> None:
    put(target, one)
    place = target.kept / one.id / "ar"
    shutil.rmtree(place)
    place.write_text("x") if what == "file" else place.symlink_to("/etc")
    put(target, one)
    assert target.verify(one.id) == [] and live(target) == contents(one.folder)


def test_a_line_that_was_cut_short_swallows_no_other(
    target: FolderTarget, one: Release, two: Release, three: Release
) -> None:
    put(target, one)
    with target.log.open("a") as log:
        log.write("2026-11-20T17:02:11Z published 1.0-2026-11-2")
    put(target, two, three)
    assert target.history().before == (one.id, two.id)
    assert len(target.log.read_text().splitlines()) == 4


# A page that somebody has open when the next release goes live


@contextmanager
def served(folder: Path) -> Iterator[Callable[[str], bytes]]:
    """`get(path)` from a web server of the folder."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def get(path: str) -> bytes:
            with urlopen(f"http://127.0.0.1:{server.server_port}/{path}") as answer:
                return bytes(answer.read())

        yield get
        server.shutdown()


def test_a_page_from_before_the_switch_still_has_its_style(target: FolderTarget, tmp_path: Path) -> None:
    sites = [styled(words) for words in ("one", "two", "three")]
    made = [release(tmp_path / "store", files) for files in sites]
    put(target, made[0])
    with served(target.path / "current") as get:
        for at, follow in (
            (0, lambda: put(target, made[1])),
            (1, lambda: put(target, made[2])),
            (2, lambda: roll_back(target)),
        ):
            style = style_of(get("risks/index.html"))
            follow()
            assert get(style) == sites[at][style] and style_of(get("risks/index.html")) != style
        gone = style_of(sites[0]["risks/index.html"])
        with pytest.raises(HTTPError, match="404"):
            get(gone)


def test_styles_that_stay_for_open_pages_keep_everything_true(target: FolderTarget, tmp_path: Path) -> None:
    """Manifests, comparisons, dry runs and going back; and only those of the release before stay."""
    made = [release(tmp_path / "store", styled(words)) for words in ("one", "two", "three")]
    for before, one in pairwise([None, *made]):
        old, said = live(target), plan(target, one, 5).changes
        put(target, one)
        stay = {style_of(contents(before.folder)["index.html"])} if before else set()
        assert live(target).keys() - contents(one.folder).keys() == stay
        assert said.files.removed == () and said.removed == 0
        assert set(said.files.added) == live(target).keys() - old.keys()
        assert target.verify(one.id) == [] and plan(target, one, 5).repaired == ()
    put(target, made[2])
    assert style_of(contents(made[1].folder)["index.html"]) in live(target)
    assert roll_back(target).to == made[1].id and target.verify(made[1].id) == [] == target.verify(made[2].id)
    assert live(target).keys() - contents(made[1].folder).keys() == {style_of(contents(made[2].folder)["index.html"])}


def test_only_what_its_address_proves_may_be_there_unlisted(target: FolderTarget, tmp_path: Path) -> None:
    one = release(tmp_path / "store", styled("one"))
    put(target, one)
    for name in ("leaflet.0123456789.css", "evil.js"):
        (target.kept / one.id / "assets" / name).write_text("other bytes")
    assert target.verify(one.id) == ["assets/evil.js", "assets/leaflet.0123456789.css"]
    two = release(tmp_path / "store", styled("two"))
    style = style_of(contents(one.folder)["index.html"])
    (target.kept / one.id / style).write_text("other bytes")
    put(target, two)
    assert style not in live(target) and target.verify(two.id) == []


def test_two_people_at_once(target: FolderTarget, one: Release, two: Release) -> None:
    put(target, one)
    with target.lock(), pytest.raises(Busy, match=rf"@.*process {os.getpid()}, since .* is publishing to"):
        put(folder_target(target.path), two)
    assert live(target) == contents(one.folder)
    put(target, two)


def test_a_folder_that_is_no_link_is_left_alone(target: FolderTarget, one: Release) -> None:
    (target.path / "current").mkdir(parents=True)
    (target.path / "current/index.html").write_text("somebody's")
    with pytest.raises(TargetError, match=r"not a link"):
        put(target, one)
    assert live(target) == {"index.html": b"somebody's"}


def test_what_an_interrupted_run_left_goes(target: FolderTarget, one: Release, two: Release) -> None:
    put(target, one)
    (target.kept / "1.0-2026-11-20-abcdef.part/ar").mkdir(parents=True)
    (target.path / ".current.new").symlink_to("nowhere")
    said = plan(target, two, 5).remains
    assert said == ("1.0-2026-11-20-abcdef.part", ".current.new")
    put(target, two)
    assert target.remains() == []
    assert target.history().kept == (one.id, two.id)


def fail_at_the_eighth_file(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """At which moment a real disk fails cannot be chosen."""
    written: list[int] = []

    def failing(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == 8:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", failing)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_disk_that_fails_leaves_the_old_site(
    target: FolderTarget, one: Release, two: Release, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(target, one)
    fail_at_the_eighth_file(monkeypatch, number)
    with pytest.raises(TargetError, match=os.strerror(number)):
        put(target, two)
    assert live(target) == contents(one.folder)
    assert target.remains() == []


def test_a_place_where_nobody_may_write(one: Release) -> None:
    with pytest.raises(TargetError, match=r"/proc/nowhere"):
        put(folder_target(Path("/proc/nowhere")), one)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            "sending\nrsync: write failed: No space left on device (28)\nrsync error: error in file IO",
            "rsync: write failed: No space left on device (28)",
        ),
        ("Connection closed by remote host\n", "Connection closed by remote host"),
        ("", "rsync ended with 12 and did not say why: is the disk there full?"),
    ],
)
def test_why_nothing_could_be_sent(said: str, reason: str) -> None:
    assert _reason(said, 12) == reason
