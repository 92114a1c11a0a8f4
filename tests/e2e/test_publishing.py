"""Publishing killed, cut off, short of disk and by two at once, while somebody reads: the live site is always whole.

A folder, and a real sshd on the loopback with its own settings and keys. LEAFLET_KILLS says how often to kill.
"""

from __future__ import annotations

import getpass
import itertools
import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from multiprocessing.context import ForkProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import pytest

from leaflet.project.publish_settings import TargetSettings
from leaflet.publish import ssh_session as session
from leaflet.publish.publish import plan, publish, roll_back
from leaflet.publish.ssh import SshTarget
from leaflet.publish.target import Busy, Target, TargetError
from leaflet.release import Release
from support.releases import BIG, LARGE_PRINT, PAGES, contents, folder_target, release, silent, site, style_of, styled

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("LEAFLET_KILLS", "40"))
KEEP = 3
CHANGES_OF_THE_DISK = {
    "os.mkdir",
    "os.link",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.symlink",
    "os.chmod",
    "os.truncate",
}
READ = (*PAGES, *LARGE_PRINT, BIG)
FRESH = multiprocessing.get_context("fork")  # no threads here: readers are processes of their own


def number(words: bytes) -> int:
    """The release that a page or file says it is of."""
    return int(words.rpartition(b"release ")[2])


def numbered(store: Path, count: int) -> list[Release]:
    """Releases in which every page says its number; the big file changes with every fourth."""
    return [release(store, numbered_site(at)) for at in range(count)]


def numbered_site(at: int) -> dict[str, bytes]:
    return site(f"release {at}", big(at // 4))


def big(at: int) -> bytes:
    return b"%PDF" * 100_000 + f"release {at}".encode()


# A reader


@dataclass
class Reader:
    """Reads all pages over and over from a real web server, and notes what nobody should ever see."""

    port: int
    current: Path
    cycles: int = 0
    wrong: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def cycle(self) -> None:
        before = os.readlink(self.current)
        numbers = [found for path in READ[:-1] if (found := self.read(path)) is not None]
        self.read(BIG)
        unchanged = before == os.readlink(self.current)
        if numbers != sorted(numbers) or (unchanged and len(set(numbers)) > 1):
            self.wrong.append(f"mixed: {numbers}")
        self.seen |= set(numbers)
        self.cycles += 1

    def read(self, path: str) -> int | None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            words = answer.read()
        finally:
            connection.close()
        if answer.status != 200 or not is_whole(path, words):
            self.wrong.append(f"{path}: {answer.status}, {len(words)} bytes")
            return None
        return number(words)


def is_whole(path: str, words: bytes) -> bool:
    """Whether these are exactly the bytes that some release has there."""
    found = re.search(rb"release (\d+)$", words)
    return bool(found) and words == (big(number(words)) if path == BIG else site(f"release {number(words)}")[path])


@contextmanager
def reading(port: int, current: Path) -> Iterator[Callable[[], Reader]]:
    """A reader in a process of its own; what is given stops it, and says what it saw."""
    reader, done, seen = Reader(port, current), FRESH.Event(), FRESH.SimpleQueue()

    def run() -> None:
        while not done.is_set():
            reader.cycle()
        seen.put(reader)

    def stop() -> Reader:
        done.set()
        return seen.get()

    process = FRESH.Process(target=run)
    process.start()
    try:
        yield stop
    finally:
        process.kill()
        process.join()


@pytest.fixture
def serve(free_port: Callable[[], int]) -> Iterator[Callable[[Path], int]]:
    """A web server of a folder, in a process of its own; gives its port."""
    running: list[subprocess.Popen[bytes]] = []

    def start(folder: Path) -> int:
        port = free_port()
        command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        until(lambda: can_connect(port))
        return port

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def free_port() -> Callable[[], int]:
    def port() -> int:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return int(free.getsockname()[1])

    return port


def can_connect(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(what: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


# Killing


def publish_one(target: Target, one: Release) -> None:
    publish(target, one, KEEP, silent)


def start(what: Callable[..., None], *arguments: object) -> ForkProcess:
    process = FRESH.Process(target=what, args=arguments)
    process.start()
    return process


def seconds_of(target: Target, one: Release) -> float:
    """How long publishing takes in a process of its own."""
    started = time.monotonic()
    process = start(publish_one, target, one)
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - started


def kill_at_random(target: Target, store: Path, folder: Path, kills: int) -> tuple[int, int]:
    """Publish one release after the other until so many runs were killed, each at a random moment; says how many
    were tried, and how many of the killed had switched already. What readers see is whole after each.
    """
    moments, killed, switched, usual = random.Random(8), 0, 0, seconds_of(target, release(store, numbered_site(1)))
    for at in itertools.count(2):
        one = release(store, numbered_site(at))
        process = start(publish_one, target, one)
        time.sleep(moments.uniform(0, usual))
        process.kill()
        process.join()
        was_killed = process.exitcode == -signal.SIGKILL
        usual *= 1.05 if was_killed else 0.95  # the machine has other things to do, now more, now less
        live = os.readlink(folder / "current").rpartition("/")[2]
        killed += was_killed
        switched += was_killed and live == one.id
        assert folder_target(folder).verify(live) == []
        shutil.rmtree(one.folder)
        if killed == kills:
            break
    return at - 1, switched


@pytest.fixture
def www() -> Iterator[Path]:
    """A folder in memory: what a kill leaves does not depend on the disk, and the disk would take most of the time."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with TemporaryDirectory(dir=memory) as folder:
        yield Path(folder, "www")


def test_killed_at_random_moments_while_somebody_reads(www: Path, tmp_path: Path, serve: Callable[[Path], int]) -> None:
    target = folder_target(www)
    publish_one(target, release(tmp_path / "store", numbered_site(0)))
    last = release(tmp_path / "store", numbered_site(10_000))
    with reading(serve(www / "current"), www / "current") as stop:
        runs, switched = kill_at_random(target, tmp_path / "store", www, KILLS)
        publish_one(target, last)
        reader = stop()
    print(
        f"{KILLS} of {runs} runs killed, {switched} of them after the switch; {reader.cycles} cycles of "
        f"{len(READ)} files, {len(reader.seen)} releases seen"
    )
    assert reader.wrong == [] and reader.cycles and len(reader.seen) > 1
    assert target.remains() == [] and len(target.history().kept) == KEEP
    assert contents(www / "current") == contents(last.folder)


def publish_until(step: int, target: Target, one: Release) -> None:
    """Publish, and be killed before the change of the disk of that number, as Python's audit events count them."""
    taken = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal taken
        writes = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        if writes or event in CHANGES_OF_THE_DISK:
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    publish_one(target, one)


def test_killed_before_each_change_of_the_disk(www: Path, tmp_path: Path) -> None:
    """Also while it takes away what another run left, and while it removes old releases."""
    target = folder_target(www)
    for number in range(KEEP):
        publish_one(target, release(tmp_path / "store", styled(f"before {number}")))
    switched = 0
    for step in itertools.count(1):
        shutil.copytree(target.kept / target.history().kept[0] / "ar", target.kept / "1.0-2026-11-20-abcdef.part")
        one = release(tmp_path / "store", styled(f"release {step}"))
        before = target.history().live
        process = start(publish_until, step, target, one)
        process.join()
        live = target.history().live
        assert live in (before, one.id) and target.verify(live) == []
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
        switched += live == one.id
        target.repair()
    print(f"killed before each of {step - 1} changes; {switched} times after the switch")
    assert step > 50 and switched > 10
    assert live == one.id and target.remains() == []


def test_the_reader_would_see_a_mixed_site(tmp_path: Path, serve: Callable[[Path], int]) -> None:
    """Copying over the live folder, as it is often done, is found at once."""
    releases = numbered(tmp_path / "store", 2)
    shutil.copytree(releases[0].folder, tmp_path / "one")
    (tmp_path / "current").symlink_to("one")
    reader = Reader(serve(tmp_path / "current"), tmp_path / "current")
    shutil.copy(releases[1].folder / PAGES[3], tmp_path / "one" / PAGES[3])
    reader.cycle()
    assert reader.wrong and reader.wrong[0].startswith("mixed")


# A full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB; where it may not be mounted, files of that size in all are the limit (see `on_it`)."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], check=False, stderr=subprocess.DEVNULL
    )
    yield folder
    if mounted.returncode == 0:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def on_it(target: Target, one: Release, limit: bool) -> None:
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
    with pytest.raises(TargetError, match=r"No space left|File too large"):
        publish_one(target, one)


def test_a_full_disk_leaves_the_old_site_and_takes_a_smaller_one(tmp_path: Path, small_disk: Path) -> None:
    store = tmp_path / "store"
    one, two, large = (
        release(store, site("one")),
        release(store, site("two")),
        release(store, site("large", b"%PDF" * 900_000)),
    )
    target = folder_target(small_disk / "www")
    publish_one(target, one)
    process = start(on_it, target, large, not small_disk.is_mount())
    process.join()
    assert process.exitcode == 0
    assert contents(target.path / "current") == contents(one.folder)
    assert target.remains() == []
    publish_one(target, two)
    assert contents(target.path / "current") == contents(two.folder)


# A server over ssh


@dataclass
class Sshd:
    """sshd with settings and keys of its own, on the loopback."""

    process: subprocess.Popen[bytes]
    port: int

    def cut(self) -> None:
        """End every connection without a word, as a network does that fails."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        for child in found.stdout.split():
            os.kill(int(child), signal.SIGKILL)


SSHD = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
PasswordAuthentication no
StrictModes no
UsePAM no
PidFile none
MaxStartups 100
"""
SSH = """
Host *
  IdentityFile {folder}/key
  IdentitiesOnly yes
  UserKnownHostsFile {folder}/known_hosts
"""


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]) -> Iterator[Sshd]:
    folder, port = tmp_path_factory.mktemp("sshd"), free_port()
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(
            mode=0o755, exist_ok=True
        )  # where it shuts itself in; the system's service makes it too
    for key in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)], check=True)
    (folder / "sshd_config").write_text(SSHD.format(port=port, folder=folder))
    (folder / "ssh_config").write_text(SSH.format(folder=folder))
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", str(folder / "sshd_config")], stderr=log)
    os.environ["LEAFLET_SSH"] = f"ssh -F {folder}/ssh_config"
    until(lambda: can_connect(port) or process.poll() is not None)
    assert process.poll() is None, (folder / "log").read_text()
    yield Sshd(process, port)
    del os.environ["LEAFLET_SSH"]
    process.terminate()
    process.wait()


def ssh_target(sshd: Sshd, path: Path) -> SshTarget:
    options = {"host": f"{getpass.getuser()}@127.0.0.1", "port": str(sshd.port), "path": str(path)}
    return SshTarget(TargetSettings("web", "ssh", path.parent, options))


def test_ssh_publish_change_publish_and_go_back(sshd: Sshd, tmp_path: Path) -> None:
    www, store = tmp_path / "a folder", tmp_path / "store"
    words = {path: content for path, content in site("two").items() if path != "ar/index.html"}
    one, two = release(store, site("one")), release(store, {**words, "words/index.html": b"new"})
    target = ssh_target(sshd, www)
    assert plan(target, one, KEEP).history.live is None and not www.exists()
    publish_one(target, one)
    assert contents(www / "current") == contents(one.folder)
    before = contents(www / "current")
    said = plan(target, two, KEEP)
    assert contents(www / "current") == before
    publish_one(target, two)
    after = contents(www / "current")
    assert after == contents(two.folder)
    assert set(said.changes.files.added) == after.keys() - before.keys() == {"words/index.html"}
    assert set(said.changes.files.removed) == before.keys() - after.keys() == {"ar/index.html"}
    assert set(said.changes.files.changed) == {
        path for path in before.keys() & after.keys() if before[path] != after[path]
    }
    assert (www / "releases" / one.id / BIG).samefile(www / "releases" / two.id / BIG)
    assert roll_back(target).to == one.id
    assert contents(www / "current") == before
    assert {path.stat().st_mode & 0o777 for path in (www / "current").rglob("*")} == {0o755, 0o644}


def fetch(port: int, path: str) -> bytes:
    with urlopen(f"http://127.0.0.1:{port}/{path}") as answer:
        return bytes(answer.read())


def test_ssh_a_page_from_before_the_switch_still_has_its_style(
    sshd: Sshd, tmp_path: Path, serve: Callable[[Path], int]
) -> None:
    www, sites = tmp_path / "www", [styled(words) for words in ("one", "two", "three")]
    made, target = [release(tmp_path / "store", files) for files in sites], ssh_target(sshd, www)
    publish_one(target, made[0])
    port = serve(www / "current")
    for at, follow in (
        (0, lambda: publish_one(target, made[1])),
        (1, lambda: publish_one(target, made[2])),
        (2, lambda: roll_back(target)),
    ):
        style = style_of(fetch(port, "risks/index.html"))
        follow()
        assert fetch(port, style) == sites[at][style] and style_of(fetch(port, "risks/index.html")) != style
        assert [target.verify(one.id) for one in made[: at + 2]] == [[]] * min(at + 2, 3)
    assert style_of(sites[0]["risks/index.html"]) not in contents(www / "current")
    publish_one(target, made[2])
    left = style_of(sites[1]["risks/index.html"])
    (www / "current/assets/evil.js").write_text("alert()")
    (www / "current/index.html").write_text("Drive.")
    (www / "current/assets/leaflet.0123456789.css").write_text("other bytes")
    assert publish(target, made[2], KEEP, silent).repaired == ("index.html",)
    assert contents(www / "current") == {**contents(made[2].folder), left: sites[1][left]}


def test_ssh_what_others_put_there_stays_and_a_cut_line_swallows_no_other(sshd: Sshd, tmp_path: Path) -> None:
    www, (one, two, three) = tmp_path / "www", numbered(tmp_path / "store", 3)
    target = ssh_target(sshd, www)
    publish_one(target, one)
    for name in (".DS_Store", "notes.part", "1.0-2026-11-20-abcdef", "1.0-2026-11-20-fedcba.part"):
        (www / "releases" / name).write_text("x")
    (www / "releases/backup by IT").mkdir()
    with (www / "published.log").open("a") as log:
        log.write("2026-11-20T17:02:11Z published 1.0-2026-11-2")
    assert target.remains() == ["1.0-2026-11-20-fedcba.part"]
    publish_one(target, two)
    publish(target, three, 2, silent)
    assert target.history().kept == (two.id, three.id) and target.remains() == []
    assert {path.name for path in (www / "releases").iterdir()} == {
        ".DS_Store",
        "notes.part",
        "1.0-2026-11-20-abcdef",
        "backup by IT",
        two.id,
        three.id,
    }
    assert len((www / "published.log").read_text().splitlines()) == 4


def test_ssh_a_release_of_the_same_name_elsewhere_is_not_the_live_one(sshd: Sshd, tmp_path: Path) -> None:
    www, [one] = tmp_path / "www", numbered(tmp_path / "store", 1)
    shutil.copytree(one.folder, tmp_path / "elsewhere" / one.id)
    www.mkdir()
    (www / "current").symlink_to(tmp_path / "elsewhere" / one.id)
    target = ssh_target(sshd, www)
    assert target.history().live is None
    publish_one(target, one)
    assert target.history().live == one.id and (www / "current").resolve().parent == www / "releases"


def test_ssh_the_web_server_can_read_it_whatever_the_mask(
    sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "leaflet.publish.ssh_session._TAKE_LOCK", f"umask 077\n{session._TAKE_LOCK}"
    )  # as the server has it
    www, (one, two) = tmp_path / "www", (release(tmp_path / "store", styled(words)) for words in ("one", "two"))
    for made in (one, two):
        publish_one(ssh_target(sshd, www), made)
    assert (www / "published.log").stat().st_mode & 0o777 == 0o600  # so it was in force
    places = [www, www / "releases", *(www / "releases").rglob("*")]
    assert {place.stat().st_mode & 0o777 for place in places} == {0o755, 0o644}


def test_ssh_a_long_script_does_not_lose_the_lock(sshd: Sshd, tmp_path: Path) -> None:
    www, [one] = tmp_path / "www", numbered(tmp_path / "store", 1)
    target = ssh_target(sshd, www)
    target.patience = 9
    with target.lock():
        assert target.run("sleep 14; echo done") == "done\n"
        with pytest.raises(Busy):
            publish_one(ssh_target(sshd, www), one)


def test_ssh_old_releases_go_and_changed_files_are_put_right(sshd: Sshd, tmp_path: Path) -> None:
    www, releases = tmp_path / "www", numbered(tmp_path / "store", 4)
    target = ssh_target(sshd, www)
    for one in releases:
        publish_one(target, one)
    assert target.history().kept == tuple(one.id for one in releases[1:])
    (www / "current/risks/index.html").write_text("Drive.")
    (www / "current/evil.js").write_text("alert()")
    (www / "current/ar/index.html").unlink()
    (www / "current/ar/index.html").symlink_to("/etc/passwd")
    (www / "current/get-help/index.html").unlink()
    (www / "current/get-help/index.html/more").mkdir(parents=True)
    (www / "current/get-help/index.html/more/a.html").write_text("a folder where a file belongs")
    assert target.verify(releases[3].id) == [
        "ar/index.html",
        "evil.js",
        "get-help/index.html",
        "get-help/index.html/more/a.html",
        "risks/index.html",
    ]
    publish_one(target, releases[3])
    assert target.verify(releases[3].id) == []
    (www / "releases" / releases[2].id / "index.html").write_text("Drive.")
    with pytest.raises(TargetError, match=r"index.html is not as listed"):
        roll_back(target)


def test_ssh_cut_while_sending_leaves_the_old_site_and_is_mended(sshd: Sshd, tmp_path: Path) -> None:
    www, (one, two) = tmp_path / "www", numbered(tmp_path / "store", 2)
    target = ssh_target(sshd, www)
    publish_one(target, one)
    with pytest.raises(TargetError, match=r"no connection to .*Try: ssh "):
        publish(target, two, KEEP, lambda words: sshd.cut())
    assert contents(www / "current") == contents(one.folder)
    assert target.remains() != []
    publish_one(target, two)
    assert target.remains() == [] and contents(www / "current") == contents(two.folder)


def test_ssh_two_people_at_once(sshd: Sshd, tmp_path: Path) -> None:
    www, (one, two) = tmp_path / "www", numbered(tmp_path / "store", 2)
    target = ssh_target(sshd, www)
    with target.lock(), pytest.raises(Busy, match=rf"@.*process {os.getpid()}, since .* is publishing to"):
        publish_one(ssh_target(sshd, www), one)
    publish_one(target, one)
    publish_one(target, two)


def hold(target: SshTarget, held: Path) -> None:
    with target.lock():
        held.touch()
        time.sleep(600)


def test_ssh_a_lock_goes_with_its_owner_also_when_that_falls_silent(sshd: Sshd, tmp_path: Path) -> None:
    """Killed, the connection ends at once; asleep or cut off, the other side gives up after its patience."""
    www, [one] = tmp_path / "www", numbered(tmp_path / "store", 1)
    for by in (signal.SIGKILL, signal.SIGSTOP):
        other, held = ssh_target(sshd, www), tmp_path / f"held-{by}"
        other.patience = 6
        process = start(hold, other, held)
        until(held.exists)
        with pytest.raises(Busy):
            publish_one(ssh_target(sshd, www), one)
        os.kill(process.pid or 0, by)

        def is_free() -> bool:
            try:
                publish_one(ssh_target(sshd, www), one)
            except Busy:
                time.sleep(0.5)
                return False
            return True

        until(is_free)
        process.kill()
        process.join()


def test_ssh_killed_at_random_moments_while_somebody_reads(
    sshd: Sshd, www: Path, tmp_path: Path, serve: Callable[[Path], int]
) -> None:
    target = ssh_target(sshd, www)
    publish_one(target, release(tmp_path / "store", numbered_site(0)))
    last = release(tmp_path / "store", numbered_site(10_000))
    with reading(serve(www / "current"), www / "current") as stop:
        runs, switched = kill_at_random(target, tmp_path / "store", www, KILLS // 10)
        until(lambda: is_published(target, last))
        reader = stop()
    print(f"ssh: {KILLS // 10} of {runs} runs killed, {switched} of them after the switch; {reader.cycles} cycles")
    assert reader.wrong == [] and reader.cycles
    assert target.remains() == [] and contents(www / "current") == contents(last.folder)


def is_published(target: Target, one: Release) -> bool:
    """The server may need a moment to notice that the one before was killed."""
    try:
        publish_one(target, one)
    except Busy:
        return False
    return True


def test_ssh_full_disk_leaves_the_old_site(sshd: Sshd, tmp_path: Path, small_disk: Path) -> None:
    store = tmp_path / "store"
    one, large = release(store, site("one")), release(store, site("large", b"%PDF" * 900_000))
    target = ssh_target(sshd, small_disk / "www")
    publish_one(target, one)
    if not small_disk.is_mount():
        (small_disk / "www/releases").chmod(0o555)
    with pytest.raises(TargetError, match=r"No space left|Permission denied|is the disk there full"):
        publish_one(target, large)
    assert contents(small_disk / "www/current") == contents(one.folder)
    assert target.remains() == []


def test_ssh_a_server_that_does_not_answer_is_a_clear_message(
    sshd: Sshd, tmp_path: Path, free_port: Callable[[], int]
) -> None:
    nobody = SshTarget(
        TargetSettings("web", "ssh", tmp_path, {"host": "127.0.0.1", "port": str(free_port()), "path": "/srv"})
    )
    with pytest.raises(TargetError, match=r"no connection to 127.0.0.1: .*refused"):
        nobody.history()
