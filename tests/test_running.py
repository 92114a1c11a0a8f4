"""Jobs side by side: what each finds, and what becomes of one that fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from threading import Barrier

import pytest

from leaflet.checks import verapdf
from leaflet.checks.running import Done, Job, run
from leaflet.checks.tools import ToolMissing
from leaflet.model import Finding

HERE = Path(__file__).parent
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
    assert {(result.letters, result.findings, result.problem) for result in results} == {("P", (FOUND,), ""), ("L", (FOUND,), "")}
    assert all(result.seconds >= 0 for result in results)


def test_jobs_that_wait_and_jobs_that_work_run_side_by_side() -> None:
    barrier = Barrier(3)
    results = done(Job("P", "a", together, (barrier,)), Job("L", "b", together, (barrier,), waits=True),
                   Job("A", "c", together, (barrier,), waits=True))
    assert [result.problem for result in results] == ["", "", ""]


def test_a_job_that_fails_keeps_what_it_found_and_says_why() -> None:
    result, = done(Job("P", "a.pdf", broken, (KeyError("page"),)))
    assert (result.findings, result.problem) == ((FOUND,), "a.pdf: KeyError: 'page'")


def test_a_missing_tool_says_what_to_do() -> None:
    result, = done(Job("P", "a.pdf", broken, (ToolMissing("veraPDF is missing: run scripts/setup test"),)))
    assert result.problem == "a.pdf: veraPDF is missing: run scripts/setup test"


def test_the_others_are_done_when_one_fails() -> None:
    results = done(Job("P", "a", broken, (OSError("gone"),)), Job("P", "b", one))
    assert sorted((len(result.findings), bool(result.problem)) for result in results) == [(1, False), (1, True)]


def test_a_process_that_ends_says_so() -> None:
    with ProcessPoolExecutor(1) as pool:
        result, = run([Job("E", "a.epub", dead)], lambda words: None, pool)
    assert result.problem == "a.epub: the process ended before it was done; is there enough memory?"


def with_a_pool_of_its_own() -> Iterator[Finding]:
    assert verapdf._worker().submit(len, "abc").result() == 3
    yield FOUND


@pytest.mark.slow
def test_a_job_with_a_pool_of_its_own_comes_to_an_end() -> None:
    """Python 3.11 waits for ever where such a pool, as veraPDF's, is not closed in time."""
    program = ("import test_running as t; from leaflet.checks.running import Job, run; "
               "print(len(run([Job('P', 'a.pdf', t.with_a_pool_of_its_own)], print)[0].findings))")
    path = os.pathsep.join([str(HERE), str(HERE.parent / "scripts")])
    ended = subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": path}, capture_output=True,
                           text=True, timeout=120, check=False)
    assert ended.stdout.splitlines() == ["1 of 1 looked at: a.pdf", "1"], ended.stderr


def test_progress_names_what_is_done() -> None:
    said: list[str] = []
    run([Job("L", "links", one, waits=True)], said.append)
    assert said == ["1 of 1 looked at: links"]
