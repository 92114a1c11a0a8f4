"""A server over ssh, laid out as a folder target is. rsync carries the files; a shell on the other side does the rest.

The server needs sh, rsync, flock, sha256sum and a web server; nothing of ours.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath
from secrets import token_hex

from leaflet.edition.assets import FOLDER as ASSETS
from leaflet.edition.assets import HASH_LENGTH
from leaflet.project.publish_settings import TargetSettings
from leaflet.publish import history
from leaflet.publish.folder import CURRENT, NEW_LINK, PART, RELEASES, parts_among, releases_among
from leaflet.publish.history import History, read_history
from leaflet.publish.ssh_session import PATIENCE, Session, ssh_command
from leaflet.publish.target import TargetError
from leaflet.release import Progress, Release
from leaflet.release.manifest import NAME, Manifest, parse_manifest
from leaflet.release.verify import compared, is_hashed, left_over, proves_itself

_BETWEEN = "//"  # no name has it in it
_HISTORY = f"""
[ -L {CURRENT} ] || [ ! -e {CURRENT} ] || {{ echo "{CURRENT} is not a link. Move it away."; exit 1; }}
[ ! -d {RELEASES} ] || ls -1p {RELEASES}
echo {_BETWEEN}
to=$(readlink {CURRENT}) && to=${{to%/}} && kept=$(cd -P {RELEASES} 2>/dev/null && pwd) &&
    [ "$(cd -P "${{to%/*}}" 2>/dev/null && pwd)" = "$kept" ] && echo "${{to##*/}}"  # else it is somebody's own
echo {_BETWEEN}
[ ! -f {history.LOG} ] || cat {history.LOG}
"""
_OLD_ASSETS = f"/{ASSETS}**.{'[0-9a-f]' * HASH_LENGTH}.*"  # as rsync's filters say it


class SshTarget:
    """Releases on a server; see `targets.Target`."""

    patience = PATIENCE

    def __init__(self, settings: TargetSettings) -> None:
        self.host, self.path = settings.options["host"], settings.options["path"].rstrip("/") or "/"
        self.port = settings.options.get("port", "")
        self.session: Session | None = None

    def run(self, script: str, without: str | None = None) -> str:
        """What a script prints that is run in the folder; in the session of the lock where it is held.

        `without` is what is said in its place where the folder is not there yet.
        """
        folder = shlex.quote(self.path)
        nothing = f"[ -d {folder} ] || {{ printf %s {shlex.quote(without)}; exit; }}\n" if without is not None else ""
        words = f"{nothing}cd {folder} || exit\n{script}"
        if self.session:
            return self.session.run(words)
        session = Session(self.host, self.port)
        try:
            return session.run(words)
        finally:
            session.close()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """A lock of the server's kernel, held by the shell at the other end of the connection: it goes with either."""
        self.session = Session(self.host, self.port)
        try:
            self.session.lock(self.path, self.patience)
            yield
        finally:
            self.session.close()
            self.session = None

    def history(self) -> History:
        there, live, log = self.run(_HISTORY, f"{_BETWEEN}\n{_BETWEEN}\n").split(f"{_BETWEEN}\n")
        return read_history(releases_among(there.splitlines()), log.splitlines(), live.strip() or None)

    def manifest(self, release: str) -> Manifest:
        words = self.run(f"cat {shlex.quote(f'{RELEASES}/{release}/{NAME}')}")
        try:
            return parse_manifest(words.encode())
        except ValueError as error:
            raise TargetError(f"{self.host}: {release}: {error}") from error

    def remains(self) -> list[str]:
        script = f"[ ! -d {RELEASES} ] || ls -1p {RELEASES}\n[ ! -L {NEW_LINK} ] || echo {NEW_LINK}"
        names = self.run(script, without="").splitlines()
        return parts_among(names) + [NEW_LINK] * (NEW_LINK in names)

    def repair(self) -> None:
        names = shlex.join([NEW_LINK, *(f"{RELEASES}/{name}" for name in self.remains() if name != NEW_LINK)])
        self.run(f"for turn in 1 2 3; do rm -rf {names} && exit; sleep 1; done; exit 1")  # an rsync may still write

    def put(self, release: Release, progress: Progress) -> None:
        known = self.history()
        if release.id in known.kept:
            place = f"{RELEASES}/{release.id}"
            if different := self._differences(release.manifest, place):
                wrong = (path for path in different if path.startswith(ASSETS) and path not in release.manifest.digests)
                self._change_assets(place, remove=wrong)
                self._send(release, place, None, progress)
                self._require_whole(release, place)
            return
        part = f"{RELEASES}/{release.id}.{token_hex(4)}{PART}"  # its own, whatever another rsync still writes
        self._send(release, part, known.live, progress)
        self._require_whole(release, part)
        self.run(f"sync -f {part} 2>/dev/null || sync\nmv {part} {RELEASES}/{release.id} && sync {RELEASES}")

    def _send(self, release: Release, place: str, live: str | None, progress: Progress) -> None:
        """Bring a folder there to the state of the release. What the live one has already is linked to.

        By content, not by size and time. Files get the time of their arrival, so that a web server's ETag changes
        with their content; linked ones keep theirs. Assets that pages of the release before show stay.
        """
        progress(f"sending to {self.host}")
        links = [f"--link-dest=../{live}"] if live else []
        command = [
            *_dying_with_us(),
            "rsync",
            "--recursive",
            "--checksum",
            "--delete",
            f"--filter=P {_OLD_ASSETS}",
            "--secluded-args",
            "--perms",
            "--chmod=D755,F644",
            "--rsh",
            shlex.join(ssh_command(self.port)),
            *links,
            f"{release.folder}/",
            f"{self.host}:{self.path}/{place}/",
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        except OSError as error:
            raise TargetError(f"{error.filename}: {error.strerror}. Install rsync.") from error
        if done.returncode:
            raise TargetError(f"{self.host}: {_reason(done.stderr, done.returncode)}")

    def _require_whole(self, release: Release, place: str) -> None:
        if different := self._differences(release.manifest, place):
            raise TargetError(f"{self.host}: {different[0]} is not what was sent. Is the disk sound?")

    def switch(self, release: str, back: bool = False) -> None:
        line = shlex.quote(history.line(release, back).strip())
        with suppress(TargetError):  # a full disk keeps nobody from going back
            self._carry_over(self.history().live, release)
        self.run(
            f"ln -sfn {shlex.quote(f'{RELEASES}/{release}')} {NEW_LINK} && mv -T {NEW_LINK} {CURRENT} || exit\n"
            f'sync .\n[ -z "$(tail -c 1 {history.LOG} 2>/dev/null)" ] || echo >> {history.LOG}\n'  # cut short
            f"echo {line} >> {history.LOG} || true"
        )

    def _carry_over(self, live: str | None, release: str) -> None:
        """As a folder target does it."""
        if not live or live == release:
            return
        new, place = self.manifest(release), f"{RELEASES}/{release}"
        there = self.run(f"cd {shlex.quote(place)} && [ ! -d {ASSETS} ] || find {ASSETS} -type f").splitlines()
        stay = left_over(self.manifest(live), new)
        source = f"{RELEASES}/{live}"
        whole = self._digests(f"cd {shlex.quote(source)} && sha256sum {shlex.join(stay)} || true") if stay else {}
        self._change_assets(
            place,
            (path for path in there if is_hashed(path) and path not in new.sums and path not in stay),
            source,
            (path for path in stay if path not in there and proves_itself(path, whole.get(path, ""))),
        )

    def _change_assets(self, place: str, remove: Iterable[str], source: str = "", link: Iterable[str] = ()) -> None:
        """Files that go from `place`, and those of `source` that come there."""
        lines = [f"rm -f {shlex.quote(f'{place}/{path}')}" for path in remove]
        for path in link:
            new = PurePosixPath(place, path)
            both = shlex.join([f"{source}/{path}", str(new)])
            lines.append(f"mkdir -p {shlex.quote(str(new.parent))} && {{ ln {both} || cp {both}; }}")
        if lines:
            self.run("\n".join(["umask a+rx", *lines]))

    def remove(self, release: str) -> None:
        name = shlex.quote(f"{RELEASES}/{release}")
        self.run(f"mv {name} {name}{PART} && rm -rf {name}{PART}")

    def verify(self, release: str) -> list[str]:
        manifest = self.manifest(release)
        return self._differences(manifest, f"{RELEASES}/{release}") or [NAME] * (manifest.id != release)

    def _differences(self, manifest: Manifest, place: str) -> list[str]:
        """Every byte is read, on the server."""
        return compared(
            manifest,
            self._digests(
                f"cd {shlex.quote(place)} && find . -type f -exec sha256sum {{}} +\n"
                "find . ! -type d ! -type f -exec echo other {} \\;"
            ),
        )

    def _digests(self, script: str) -> dict[str, str]:
        """What sha256sum says, by path."""
        found = (line.split(maxsplit=1) for line in self.run(script).splitlines())
        return {path.removeprefix("./"): digest for digest, path in found}


def _dying_with_us() -> list[str]:
    """A child that is not left behind at work when this process is killed (prctl(2), PR_SET_PDEATHSIG)."""
    return ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []


def _reason(words: str, code: int) -> str:
    """What rsync says first is what went wrong; the lines after it say that therefore it stopped.

    It can end without a word, where the connection ends before the other side has said that its disk is full.
    """
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    silent = f"rsync ended with {code} and did not say why: is the disk there full?"
    return next((line for line in lines if line.startswith("rsync: ")), lines[0] if lines else silent)
