"""A shell on another machine, over one ssh connection, in which a lock can be held."""

from __future__ import annotations

import os
import shlex
import subprocess
import threading
from contextlib import suppress
from secrets import token_hex
from tempfile import TemporaryFile

from leaflet.publish import history
from leaflet.publish.folder import LOCK
from leaflet.publish.target import Busy, TargetError

BUSY = 75  # EX_TEMPFAIL of sysexits.h
PATIENCE = 600  # seconds without a sign of life, after which the other side gives the lock up
HEARTBEAT = 60  # seconds
OPTIONS = ("-T", "-oBatchMode=yes", "-oConnectTimeout=15", "-oServerAliveInterval=15", "-oServerAliveCountMax=4")

# In the shell itself, for the lock to last as long as it does. A connection that is cut without a word would keep the
# lock until TCP gives up, which takes hours: a watch ends the shell before that.
_TAKE_LOCK = """
( umask a+rx; mkdir -p {path}/releases ) && cd {path} && : >> {lock} && exec 9>>{lock} || exit 1
flock -n 9 || {{ cat {lock}; exit {busy}; }}
printf '%s' {who} > {lock}
( exec 9>&-; while sleep {beat}; do kill -0 $$ || exit
  [ $(($(date +%s) - $(stat -c %Y {lock}))) -lt {patience} ] || kill -9 $$; done ) </dev/null >/dev/null 2>&1 &
"""


def ssh_command(port: str) -> list[str]:
    """ssh as the person has set it up: keys, agent, ~/.ssh/config; LEAFLET_SSH names another command."""
    port_option = ["-p", port] if port else []
    return [*shlex.split(os.environ.get("LEAFLET_SSH", "ssh")), *OPTIONS, *port_option]


class Session:
    """A shell that runs one script after the other. Raises `TargetError` where it cannot be reached, or is lost."""

    def __init__(self, host: str, port: str) -> None:
        self.host, self.port = host, port
        self.errors = TemporaryFile()  # noqa: SIM115  as long as the session
        self.at_work = threading.Lock()
        self.over = threading.Event()
        try:
            self.shell = subprocess.Popen(
                [*ssh_command(port), "--", host, "exec sh"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            raise TargetError(f"{error.filename}: {error.strerror}. Is ssh installed?") from error

    def run(self, script: str) -> str:
        """What a script prints. Raises `TargetError` with its last words where it fails."""
        said, code = self._ask(f"(\n{script}\n) </dev/null 2>&1")
        if code:
            raise TargetError(f"{self.host}: {(said.strip().splitlines() or ['it did not say why'])[-1]}")
        return said

    def lock(self, path: str, patience: int = PATIENCE) -> None:
        """Take the lock of a folder there, and keep it until the session ends. Raises `Busy`."""
        beat = min(HEARTBEAT, max(patience // 3, 1))
        script = _TAKE_LOCK.format(
            path=shlex.quote(path), lock=LOCK, busy=BUSY, who=shlex.quote(history.who()), beat=beat, patience=patience
        )
        said, code = self._ask(f"exec 2>&1\n{script}")
        if code == BUSY:
            raise Busy(f"{said.strip() or 'Somebody'} is publishing to {self.host}:{path}.")
        if code:
            raise TargetError(f"{self.host}: {(said.strip().splitlines() or ['the lock cannot be taken'])[-1]}")
        threading.Thread(target=self._beat, args=(beat, f"{path}/{LOCK}"), daemon=True).start()

    def _beat(self, seconds: int, lock: str) -> None:
        """Signs of life. While a script is running here, they go over a connection of their own."""
        touch = f"(touch {shlex.quote(lock)}) </dev/null >/dev/null 2>&1"
        while not self.over.wait(seconds):
            with suppress(TargetError):
                if self.at_work.acquire(blocking=False):
                    try:
                        self._said(touch)
                    finally:
                        self.at_work.release()
                else:
                    beside = Session(self.host, self.port)
                    try:
                        beside.run(touch)
                    finally:
                        beside.close()

    def _ask(self, script: str) -> tuple[str, int]:
        """What the shell says to a script, and its exit code; that of the shell where it ended there."""
        with self.at_work:
            return self._said(script)

    def _said(self, script: str) -> tuple[str, int]:
        mark = token_hex(16)
        assert self.shell.stdin and self.shell.stdout
        lines: list[str] = []
        try:
            self.shell.stdin.write(f"{script}\nprintf '\\n%s %d\\n' {mark} $?\n")
            self.shell.stdin.flush()
        except OSError as error:
            raise self._lost() from error
        for line in self.shell.stdout:
            if line.startswith(mark):
                return "".join(lines)[:-1], int(line.split()[1])
            lines.append(line)
        return self._ended("".join(lines))

    def _ended(self, said: str) -> tuple[str, int]:
        code = self.shell.wait()
        if code == 255:  # ssh's own: no connection, or no longer
            raise self._lost()
        return said, code or 1

    def _lost(self) -> TargetError:
        self.errors.seek(0)
        why = self.errors.read().decode(errors="replace").strip().splitlines()
        return TargetError(f"no connection to {self.host}{': ' + why[-1].strip() if why else ''}. Try: ssh {self.host}")

    def close(self) -> None:
        """End the shell, and with it the lock."""
        self.over.set()
        if self.shell.stdin:
            with suppress(OSError):
                self.shell.stdin.close()
        try:
            self.shell.wait(10)
        except subprocess.TimeoutExpired:
            self.shell.kill()
            self.shell.wait()
        self.errors.close()
