"""Booklets of this repository and small ones, and the files made of them, each made once."""

from __future__ import annotations

import fcntl
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from leaflet.build.site import BuildRequest, make_all
from leaflet.checks.files import FILE_CHECKS
from leaflet.content.model import Leaflet, Page
from leaflet.content.reading import read_page
from leaflet.edition.downloads import Download
from leaflet.edition.edition import Booklet
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.formats.registry import FORMATS, Format
from leaflet.project.interface import read_strings
from leaflet.project.settings import Settings, languages, read_settings
from support.places import ROOT
from support.reading import TODAY
from support.small import settings as small_settings

KINDS = {kind.name: kind for kind in FORMATS}


@cache
def real_project() -> Project:
    return Project(real_settings(), TODAY)


@cache
def real_settings() -> Settings:
    settings, findings = read_settings(ROOT)
    assert settings, findings
    return settings


@cache
def booklet(language: str) -> Booklet:
    return real_project().booklet(language)


@contextmanager
def alone() -> Iterator[None]:
    """Tests that make every file wait for one another: the second process finds in the cache what the first has made."""
    place = ROOT / ".cache"
    place.mkdir(exist_ok=True)
    with (place / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def all_downloads() -> tuple[Download, ...]:
    """Every format of every language, made in parallel and kept in the project's cache. For slow tests."""
    with alone():
        return tuple(make_all(BuildRequest(real_project(), ROOT / "site", progress=print))[0])


@cache
def folder() -> Path:
    return Path(mkdtemp(prefix="leaflet-made-"))


def remove_made() -> None:
    shutil.rmtree(folder(), ignore_errors=True)
    folder.cache_clear()


@cache
def made(kind: str, language: str) -> Path:
    """The file of a format in a language, from the words of this repository."""
    return written(KINDS[kind], booklet(language), folder())


def written(kind: Format, words: Booklet, place: Path) -> Path:
    file = place / kind.file_name(words.file_name, words.language)
    kind.write(words, file)
    return file


def page(words: str, language: str, place: Path, source: Page | None = None) -> Page:
    file = place / "risks.md"
    front = "---\ntitle: Risks\ndescription: What can go wrong.\n"
    if source is None:
        front += "covers: [L1]\nlast_reviewed: 2026-01-05\nnext_review: 2028-12-31\n"
    file.write_text(f"{front}---\n{words}", encoding="utf-8")
    found, findings = read_page(file, "risks", language, small_settings(ROOT), source)
    assert found, findings
    return found


def small(place: Path, english: str, translated: str = "", language: str = "en", **changes: object) -> Booklet:
    """A booklet of one page, `risks`; without `translated`, the language has no page of its own."""
    source = page(english, "en", place)
    own = [page(translated, language, place, source)] if translated else [source] if language == "en" else []
    hospital = small_settings().hospital
    strings = {tag: read_strings(real_settings(), tag)[0] for tag in ("en", language)}
    facts: dict[str, object] = {
        "language": languages()[language],
        "leaflet": Leaflet(language, tuple(own), hospital, "1.0"),
        "english": Leaflet("en", (source,), hospital, "1.0"),
        "strings": strings[language],
        "english_strings": strings["en"],
        "status": ("Nobody has checked it.",),
        "stale": frozenset(),
        "version": "1.0",
        "dated": date(2026, 1, 5),
        "date_words": "5 January 2026",
        "address": "https://elm.example/",
        "docs": ROOT / "docs",
        "file_name": "balloon-kyphoplasty",
    }
    return Booklet(**{**facts, **changes})  # type: ignore[arg-type]


def changed(file: Path, place: Path, change: Callable[[str, str], str]) -> Path:
    """A copy of a file with the words of each part changed: `change(name of the part, its words)`, which must change
    some."""
    copy = place / file.name
    if file.suffix == ".txt":
        before = file.read_bytes().decode()
        after = change("", before)
        assert after != before, "nothing to change"
        copy.write_bytes(after.encode())
        return copy
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()}
        words = (name for name in parts if name.endswith(("xml", "opf", "html", "smil")))
        changed_parts = {name: change(name, parts[name].decode()).encode() for name in words}
        assert any(parts[name] != content for name, content in changed_parts.items()), "nothing to change"
        for name, content in (parts | changed_parts).items():
            new.writestr(name, content)
    return copy


def replaced(old: str, new: str, part: str = "") -> Callable[[str, str], str]:
    """A change that puts `new` for every `old`, in the parts whose name has `part` in it; it must be there."""

    def change(name: str, words: str) -> str:
        return words.replace(old, new) if part in name else words

    return change


def findings(kind: str, words: Booklet, file: Path) -> list[Finding]:
    """What the checks of a format find, without the programs of others."""
    return [
        finding for check in FILE_CHECKS[kind] for finding in check(words, file, PurePosixPath("downloads", file.name))
    ]


def part(file: Path, name: str) -> str:
    with zipfile.ZipFile(file) as archive:
        return archive.read(name).decode()
