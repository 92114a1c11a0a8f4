"""Jobs side by side: what each finds, and what becomes of one that fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from threading import Barrier, Event

import pytest

from leaflet.checks.jobs import Done, Job, run
from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing
from leaflet.formats.pdf import verapdf
from support.places import ROOT, TESTS

FOUND = Finding(PurePosixPath("docs/en/risks.md"), 3, "S013", "No page.")


def one(*ignored: object) -> Iterator[Finding]:
    yield FOUND


def broken(error: Exception) -> Iterator[Finding]:
    yield FOUND
    raise error


def dead() -> Iterator[Finding]:
    os._exit(1)
    yield FOUND


def together(barrier: Barrier) -> Iterator[Finding]:
    barrier.wait(timeout=20)  # fails where the other has not begun
    yield FOUND


def done(*jobs: Job) -> list[Done]:
    with ThreadPoolExecutor(2) as pool:
        return run(jobs, lambda words: None, pool)


def test_every_job_gives_what_it_finds_with_its_time() -> None:
    results = done(Job("P", "a.pdf", one), Job("L", "links", one, waits=True))
    assert {(result.letters, result.findings, result.problem) for result in results} == {
        ("P", (FOUND,), ""),
        ("L", (FOUND,), ""),
    }
    assert all(result.seconds >= 0 for result in results)


def test_jobs_that_wait_and_jobs_that_work_run_side_by_side() -> None:
    barrier = Barrier(3)
    results = done(
        Job("P", "a", together, (barrier,)),
        Job("L", "b", together, (barrier,), waits=True),
        Job("A", "c", together, (barrier,), waits=True),
    )
    assert [result.problem for result in results] == ["", "", ""]


def test_a_job_that_fails_keeps_what_it_found_and_says_why() -> None:
    (result,) = done(Job("P", "a.pdf", broken, (KeyError("page"),)))
    assert (result.findings, result.problem) == ((FOUND,), "a.pdf: KeyError: 'page'")


def test_a_missing_tool_says_what_to_do() -> None:
    (result,) = done(Job("P", "a.pdf", broken, (ToolMissing("veraPDF is missing: run scripts/setup test"),)))
    assert result.problem == "a.pdf: veraPDF is missing: run scripts/setup test"


def test_the_others_are_done_when_one_fails() -> None:
    results = done(Job("P", "a", broken, (OSError("gone"),)), Job("P", "b", one))
    assert sorted((len(result.findings), bool(result.problem)) for result in results) == [(1, False), (1, True)]


def test_a_process_that_ends_says_so() -> None:
    with ProcessPoolExecutor(1) as pool:
        (result,) = run([Job("E", "a.epub", dead)], lambda words: None, pool)
    assert result.problem == "a.epub: the process ended before it was done; is there enough memory?"


def test_what_has_not_begun_is_taken_back_when_somebody_stops() -> None:
    begun: list[int] = []
    stopped = Event()

    def work(number: int) -> Iterator[Finding]:
        begun.append(number)
        if number:
            stopped.wait(60)
        yield FOUND

    def stop(words: str) -> None:
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as pool:
        with pytest.raises(KeyboardInterrupt):
            run([Job("P", f"{number}.pdf", work, (number,)) for number in range(9)], stop, pool)
        stopped.set()
    assert len(begun) < 3


def in_a_while(folder: str, number: int) -> Iterator[Finding]:
    """Both processes must have begun; then the first job is done at once, each of the others a second later."""
    Path(folder, f"process {os.getpid()}").touch()
    while len(list(Path(folder).glob("process *"))) < 2:
        time.sleep(0.01)
    time.sleep(min(number, 1))
    Path(folder, f"done {number}").touch()
    yield FOUND


def interrupt(words: str) -> None:
    """Ctrl+C, which reaches every process of a group."""
    os.killpg(0, signal.SIGINT)


@pytest.mark.slow
def test_ctrl_c_ends_what_runs_in_processes(tmp_path: Path) -> None:
    program = (
        "import os, checks.test_jobs as t; from leaflet.checks.jobs import Job, run; os.cpu_count = lambda: 2; "
        f"run([Job('P', 'a.pdf', t.in_a_while, ({str(tmp_path)!r}, n)) for n in range(40)], t.interrupt)"
    )
    ended = with_these_tests(program, start_new_session=True)
    assert ended.returncode and "KeyboardInterrupt" in ended.stderr
    assert "SpawnProcess" not in ended.stderr, "a worker was interrupted too"
    assert 0 < len(list(tmp_path.glob("done *"))) < 30


def with_these_tests(program: str, start_new_session: bool = False) -> subprocess.CompletedProcess[str]:
    """A program that can import the tests and the leaflet, in a process of its own."""
    path = os.pathsep.join([str(TESTS), str(ROOT / "scripts")])
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        start_new_session=start_new_session,
    )


def with_a_pool_of_its_own() -> Iterator[Finding]:
    assert verapdf._worker().submit(len, "abc").result() == 3
    yield FOUND


@pytest.mark.slow
def test_a_job_with_a_pool_of_its_own_comes_to_an_end() -> None:
    """Python 3.11 waits for ever where such a pool, as veraPDF's, is not closed in time."""
    program = (
        "import checks.test_jobs as t; from leaflet.checks.jobs import Job, run; "
        "print(len(run([Job('P', 'a.pdf', t.with_a_pool_of_its_own)], print)[0].findings))"
    )
    ended = with_these_tests(program)
    assert ended.stdout.splitlines() == ["1 of 1 looked at: a.pdf", "1"], ended.stderr


def test_progress_names_what_is_done() -> None:
    said: list[str] = []
    run([Job("L", "links", one, waits=True)], said.append)
    assert said == ["1 of 1 looked at: links"]
