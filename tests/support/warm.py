"""Runs the program many times from one Python that has loaded it, each time in a process of its own.

`python warm.py PROJECT` loads the program and looks at PROJECT once; then, for each line of JSON on its standard input
(`Order`), it forks. The child has its own memory, stack and limits, ends by itself or is ended, and what it says stands
in a file; the answer (`Answer`) is a line of JSON. To load the program takes a second, a child a few hundredths.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import traceback
from dataclasses import asdict, dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Lock, local
from typing import Any

from support.places import ROOT, TESTS

PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True)
class Order:
    """What to run in a folder: `leaflet` with `arguments`, or Python `code`. At most `seconds` of processor time and
    `memory` bytes of address space; after `patience` seconds of any kind it is ended."""

    folder: str
    arguments: tuple[str, ...] = ()
    code: str = ""
    seconds: int = 60
    memory: int = 1_500_000_000
    patience: int = 300


@dataclass(frozen=True)
class Answer:
    """How it ended (a signal as a negative number), what it said, seconds of processor time, most memory in use (kB)."""

    status: int
    said: str
    seconds: float
    kilobytes: int


class Runners:
    """A runner for each thread that asks; all are ended with `close`."""

    def __init__(self, project: Path, before: Any) -> None:
        """`before` is called in the new process of each runner (`subprocess.Popen`: `preexec_fn`)."""
        self.project, self.before = project, before
        self.mine, self.all, self.lock = local(), [], Lock()

    def run(self, order: Order) -> Answer:
        if not hasattr(self.mine, "runner"):
            self.mine.runner = self._started()
        runner = self.mine.runner
        runner.stdin.write(json.dumps(asdict(order)) + "\n")
        runner.stdin.flush()
        return Answer(**json.loads(runner.stdout.readline()))

    def _started(self) -> subprocess.Popen[str]:
        paths = os.pathsep.join([str(ROOT / "scripts"), str(TESTS)])
        environment = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
        runner = subprocess.Popen(
            [sys.executable, __file__, str(self.project)],
            stdin=subprocess.PIPE,
            text=True,
            stdout=subprocess.PIPE,
            env=environment,
            preexec_fn=self.before,
        )
        with self.lock:
            self.all.append(runner)
        return runner

    def close(self) -> None:
        for runner in self.all:
            runner.stdin.close()
            runner.wait()
            runner.stdout.close()


def serve(project: Path) -> None:
    load(project)
    for line in sys.stdin:
        order = Order(**json.loads(line))
        print(json.dumps(asdict(answer(order))), flush=True)


def load(project: Path) -> None:
    """All that the cases need, so that no child loads it again."""
    for name in ("leaflet.commands", "mkdocs.commands.build"):
        import_module(name)
    written = import_module("leaflet.edition.project").Project.read(project, date.today())[0]
    found = import_module("leaflet.checks.source_run").check_sources(written)
    assert not found, found


def answer(order: Order) -> Answer:
    said = Path(order.folder, os.pardir, f"{os.path.basename(order.folder)}.said")
    child = os.fork()
    if child == 0:
        os._exit(in_child(order, said))
    signal.signal(signal.SIGALRM, lambda number, frame: os.kill(child, signal.SIGKILL))
    signal.alarm(order.patience)
    _, status, used = os.wait4(child, 0)
    signal.alarm(0)
    words = said.read_text(encoding="utf-8", errors="replace")
    said.unlink()
    return Answer(os.waitstatus_to_exitcode(status), words, used.ru_utime + used.ru_stime, used.ru_maxrss)


def in_child(order: Order, said: Path) -> int:
    """The exit code of what is run, which has nothing of the runner's but what it has loaded."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # it does not outlive the runner
    file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for standard in (1, 2):
        os.dup2(file, standard)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(order.folder)
    resource.setrlimit(resource.RLIMIT_CPU, (order.seconds, order.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (order.memory, order.memory))
    try:
        if order.code:
            exec(order.code, {})
        else:
            import_module("leaflet.commands").main(order.arguments, prog_name="leaflet")
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return status


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
