"""The files of every format and language, made in parallel, each only when something it is made from has changed."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from leaflet.cached import used
from leaflet.formats import FORMATS, Format
from leaflet.formats.booklet import Booklet
from leaflet.formats.recording import Recording

KEY_LENGTH = 24
FOLDER = "downloads"
SET_UP = "scripts/setup"


@dataclass(frozen=True, slots=True)
class Download:
    """A made file. `format` is the name of its format; `path` is where it was made, under the cache.

    `pages` is the number of its printed pages, None for formats that have none.
    """

    format: str
    language: str
    path: Path
    media_type: str
    pages: int | None

    @property
    def address(self) -> str:
        """Where it stands on the site."""
        return f"{FOLDER}/{self.path.name}"

    @property
    def bytes(self) -> int:
        return self.path.stat().st_size


def size_mark(name: str) -> str:
    """What stands on a page for the size of a file that is made of the pages themselves (`offline.py`)."""
    return f"<!--size of {name}-->"


@dataclass(frozen=True, slots=True)
class Missing:
    """A file that cannot be made here, and why, in plain English."""

    format: str
    language: str
    reason: str

    @property
    def is_for_want_of_a_tool(self) -> bool:
        """Whether this machine lacks what would make it, and not the language: the reason then says what to run."""
        return SET_UP in self.reason


@dataclass(frozen=True, slots=True)
class _Job:
    booklet: Booklet
    format: Format
    path: Path


class FormatError(Exception):
    """A format failed on a booklet that it should be able to make."""


def make_downloads(
    booklets: Sequence[Booklet],
    cache: Path,
    progress: Callable[[str], object],
    executor: Executor | None = None,
    formats: Sequence[Format] = FORMATS,
) -> tuple[list[Download], list[Missing]]:
    """Every format of every booklet, in the order of `formats`. Raises `FormatError`.

    `executor` may be any `concurrent.futures.Executor`; without one, this machine's processors share the work.
    """
    wanted = [(booklet, format) for booklet in booklets for format in formats
              if format.is_for(booklet.language) and (booklet.recordings or not format.reads_aloud)]
    missing = [Missing(format.name, booklet.language.tag, reason) for booklet, format in wanted
               if (reason := format.missing(booklet.language))]
    absent = {(gap.format, gap.language) for gap in missing}
    jobs = [_Job(booklet, format, _place(booklet, format, cache)) for booklet, format in wanted
            if (format.name, booklet.language.tag) not in absent]
    to_make = [job for job in jobs if not job.path.is_file()]
    if to_make and executor:
        _make(to_make, executor, progress)
    elif to_make:
        with pool(len(to_make)) as processes:
            _make(to_make, processes, progress)
    used(job.path for job in jobs)
    return [_download(job) for job in jobs], missing


def _download(job: _Job) -> Download:
    return Download(job.format.name, job.booklet.language.tag, job.path, job.format.media_type,
                    job.format.pages(job.path))


def put_in_place(downloads: Iterable[Download | Recording], site: Path) -> None:
    """Put the files at their addresses under `site`."""
    for made in downloads:
        target = site / made.address
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made.path, target)


def _make(jobs: Sequence[_Job], executor: Executor, progress: Callable[[str], object]) -> None:
    running = {executor.submit(make_one, job.format.write, job.booklet, job.path): job for job in jobs}
    for done, future in enumerate(as_completed(running), 1):
        job = running[future]
        try:
            future.result()
        except Exception as error:
            for other in running:
                other.cancel()
            raise FormatError(f"{job.path.name}: {type(error).__name__}: {error}") from error
        progress(f"made {job.path.name} ({done} of {len(jobs)})")


def make_one(write: Callable[[Booklet, Path], None], booklet: Booklet, path: Path) -> None:
    """Write one file; it is at its place only when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}")
    write(booklet, scratch)
    scratch.replace(path)


def pool(jobs: int) -> ProcessPoolExecutor:
    """Fresh processes with fixed hashing, so that the same words give the same bytes.

    Ctrl+C is for the program that started them.
    """
    os.environ.setdefault("PYTHONHASHSEED", "0")
    return ProcessPoolExecutor(min(os.cpu_count() or 1, jobs), multiprocessing.get_context("spawn"),
                               signal.signal, (signal.SIGINT, signal.SIG_IGN))


def _place(booklet: Booklet, format: Format, cache: Path) -> Path:
    digest = hashlib.sha256("\n".join(_parts(booklet, format)).encode())
    for recording in booklet.recordings.values() if format.reads_aloud else ():
        digest.update(repr((recording.page, recording.voice, recording.timings)).encode())
        digest.update(hashlib.sha256(recording.path.read_bytes()).digest())
    for file in sorted(format.made_from(booklet.language)):
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return cache / digest.hexdigest()[:KEY_LENGTH] / format.file_name(booklet.language)


def _parts(booklet: Booklet, format: Format) -> Iterator[str]:
    yield from (format.name, booklet.version, booklet.date_words, booklet.address, *booklet.status)
    yield repr((booklet.language, booklet.leaflet.hospital, sorted(booklet.stale)))
    yield repr((sorted(booklet.strings.items(), key=str), sorted(booklet.english_strings.items(), key=str)))
    for leaflet in (booklet.leaflet, booklet.english):
        yield from (f"{page.name} {page.digest}" for page in leaflet.pages)
        for picture in sorted(leaflet.pictures):
            yield picture + hashlib.sha256((booklet.docs / picture).read_bytes()).hexdigest()
