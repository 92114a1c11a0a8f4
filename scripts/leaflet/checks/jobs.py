"""Jobs side by side: Python's work in processes, the work of other programs in threads of this one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from leaflet.edition.downloads import pool, taken_back
from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing


@dataclass(frozen=True, slots=True)
class Job:
    """Something to look at, for the families `letters`. `work` is a function that other processes can find by its name.

    `waits`: it waits for a program of its own (a browser, LinkChecker), so that a thread will do.
    """

    letters: str
    label: str
    work: Callable[..., Iterable[Finding]]
    arguments: tuple[Any, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What a job found, how many seconds it took, and why it could not run or end, if so."""

    letters: str
    findings: tuple[Finding, ...]
    seconds: float
    problem: str = ""


def run(jobs: Sequence[Job], progress: Callable[[str], object], processes: Executor | None = None) -> list[Done]:
    """Do all jobs. `processes` may be any executor; without one, this machine's processors share the work.

    A job that fails says so in its `problem`; the others are done all the same.
    """
    done = []
    with ExitStack() as stack:
        waiting = [job for job in jobs if job.waits]
        running: dict[Future[Done], Job] = {}
        if waiting:
            threads = stack.enter_context(ThreadPoolExecutor(len(waiting)))
            running |= {threads.submit(_do, job): job for job in waiting}
        if len(waiting) < len(jobs):
            workers = processes or stack.enter_context(pool(len(jobs) - len(waiting)))
            running |= {workers.submit(_do, job): job for job in jobs if not job.waits}
        stack.enter_context(taken_back(running))
        for number, future in enumerate(as_completed(running), 1):
            done.append(_result(future, running[future]))
            progress(f"{number} of {len(jobs)} looked at: {running[future].label}")
    return done


def _do(job: Job) -> Done:
    """Do one job, wherever this is."""
    started = time.perf_counter()
    findings: list[Finding] = []
    problem = ""
    try:
        for finding in job.work(*job.arguments):
            findings.append(finding)
    except Exception as error:
        name = "" if isinstance(error, ToolMissing) else f"{type(error).__name__}: "
        problem = f"{job.label}: {name}{error}"
    return Done(job.letters, tuple(findings), time.perf_counter() - started, problem)


def _result(future: Future[Done], job: Job) -> Done:
    try:
        return future.result()
    except BrokenProcessPool:
        return Done(job.letters, (), 0, f"{job.label}: the process ended before it was done; is there enough memory?")
