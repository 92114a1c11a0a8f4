"""The files of every format and language, made in parallel, each only when something it is made from has changed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, fields, replace
from functools import cache as kept
from pathlib import Path
from typing import Any

from leaflet.base.files import digest, read_bytes, written_whole
from leaflet.edition.cache import used
from leaflet.edition.downloads import KEY_LENGTH, Download, Missing, pool, wait_for
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording
from leaflet.formats.registry import WRITTEN, Format, Writer
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages


@dataclass(frozen=True, slots=True)
class _Job:
    booklet: Booklet
    format: Format
    write: Writer
    path: Path


def make_downloads(
    booklets: Sequence[Booklet],
    cache: Path,
    progress: Callable[[str], object],
    executor: Executor | None = None,
    formats: Sequence[Format] = WRITTEN,
) -> tuple[list[Download], list[Missing]]:
    """Every format that is written of a booklet, of every booklet, in the order of `formats`. Raises `FormatError`.

    `executor` may be any `concurrent.futures.Executor`; without one, this machine's processors share the work.
    """
    wanted = [
        (booklet, format, format.write)
        for booklet in booklets
        for format in formats
        if format.write and format.is_for(booklet.language) and (booklet.recordings or not format.reads_aloud)
    ]
    missing = [
        Missing(format.name, booklet.language.tag, reason)
        for booklet, format, _ in wanted
        if (reason := format.missing(booklet.language))
    ]
    absent = {(gap.format, gap.language) for gap in missing}
    words, digest_once = {id(booklet): _words(booklet) for booklet in booklets}, kept(digest)
    jobs = [
        _Job(
            booklet,
            format,
            write,
            cache
            / _key(booklet, format, words[id(booklet)], digest_once)
            / format.file_name(booklet.file_name, booklet.language),
        )
        for booklet, format, write in wanted
        if (format.name, booklet.language.tag) not in absent
    ]
    to_make = [job for job in jobs if not job.path.is_file()]
    if to_make and executor:
        _make(to_make, executor, progress)
    elif to_make:
        with pool(len(to_make)) as processes:
            _make(to_make, processes, progress)
    used(job.path for job in jobs)
    return [_download(job) for job in jobs], missing


def _download(job: _Job) -> Download:
    return Download(
        job.format.name, job.booklet.language.tag, job.path, job.format.media_type, job.format.pages(job.path)
    )


def put_in_place(downloads: Iterable[Download | Recording], site: Path) -> None:
    """Put the files at their addresses under `site`."""
    for made in downloads:
        target = site / made.address
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made.path, target)


def _make(jobs: Sequence[_Job], executor: Executor, progress: Callable[[str], object]) -> None:
    wait_for({executor.submit(make_one, job.write, job.booklet, job.path): job.path for job in jobs}, progress)


def make_one(write: Callable[[Booklet, Path], None], booklet: Booklet, path: Path) -> None:
    """Write one file; it is at its place only when it is whole. Two builds may make the same one at once."""
    with written_whole(path) as scratch:
        write(booklet, scratch)


def _key(booklet: Booklet, format: Format, words: bytes, digest: Callable[[Path], str]) -> str:
    """The name under which a file is kept: another one wherever anything that it is made from is another."""
    key = hashlib.sha256(words)
    key.update(f"{format.name} {format.versions()}".encode())
    for recording in booklet.recordings.values() if format.reads_aloud else ():
        key.update(repr((recording.page, recording.voice, recording.timings, digest(recording.path))).encode())
    for file in sorted(format.made_from(booklet.language)):
        key.update(f"{file.name} {digest(file)}".encode())
    for picture in sorted({*booklet.leaflet.pictures, *booklet.english.pictures}):
        key.update(f"{picture} {hashlib.sha256(read_bytes(booklet.docs / picture)).hexdigest()}".encode())
    return key.hexdigest()[:KEY_LENGTH]


def _words(booklet: Booklet) -> bytes:
    """All that a booklet says but for its recordings, as it was read: with the ids, spaces and numbers it has there."""
    facts = {field.name: getattr(booklet, field.name) for field in fields(booklet)}
    del facts["docs"], facts["recordings"]
    facts["language"] = [_shown(language) for language in (booklet.language, languages()[SOURCE_LANGUAGE])]
    facts["languages"] = [_shown(language) for language in booklet.languages]
    facts["stale"] = sorted(booklet.stale)
    return repr(facts).encode()


def _shown(language: Language) -> Language:
    """What is known of a language, less what only the checks, the voice and the web read."""
    less: dict[str, Any] = {name: {} for name in ("number_words", "units", "words", "letters", "web")}
    return replace(language, **less, voice=None, decimal=".", quotes=["", ""], meaning_model=False, opencc=None)
