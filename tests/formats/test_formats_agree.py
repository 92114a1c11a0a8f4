"""Every section and every number of the source is in every format of its language, in order: from one manifest.

Formats that join `WRITTEN` are built and read back here too: each needs its checks in `leaflet.checks.files`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from shutil import copy as copy_file

import pytest

from leaflet.checks.files import FILE_CHECKS, check_file
from leaflet.findings.finding import Finding
from leaflet.formats.registry import WRITTEN, Format
from leaflet.project.settings import languages
from leaflet.release.manifest import Built, entry, read_manifest, write_manifest
from support.made import KINDS, all_downloads, booklet, changed, real_settings, replaced, written

TAGS = real_settings().languages


def build(folder: Path, tags: tuple[str, ...], formats: Sequence[Format] = WRITTEN) -> Path:
    """Every format in these languages, and the manifest of what was made."""
    files = []
    for tag in tags:
        for kind in formats:
            if kind.missing(languages()[tag]) is None and not kind.reads_aloud:  # those: test_epub_audio.py
                files.append(entry(written(kind, booklet(tag), folder), tag, kind.name, kind.media_type))
    write_manifest(folder, files)
    return folder


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The formats that are made in a moment: print takes seconds."""
    quick = [kind for kind in WRITTEN if kind.media_type != "application/pdf"]
    return build(tmp_path_factory.mktemp("some"), ("en", "ur"), quick)


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("downloads")
    files = [
        entry(Path(copy_file(made.path, folder)), made.language, made.format, made.media_type)
        for made in all_downloads()
    ]
    write_manifest(folder, files)
    return folder


def problems(folder: Path, files: list[Built] | None = None) -> list[str]:
    """What the checks find in every file of the manifest, without the programs of others."""
    built = read_manifest(folder).files if files is None else files
    return [
        f"{finding.code} {finding.path.name}: {finding.message}"
        for one in built
        for check in FILE_CHECKS[one.format]
        for finding in check(booklet(one.language), folder / one.name, PurePosixPath(one.name))
    ]


def test_every_format_can_be_read_back() -> None:
    assert {kind.name for kind in WRITTEN} - FILE_CHECKS.keys() == set()


@pytest.mark.slow
def test_two_languages_say_the_same_in_every_quick_format(some: Path) -> None:
    assert problems(some) == []


@pytest.mark.slow
def test_every_language_says_the_same_in_every_format(downloads: Path) -> None:
    assert problems(downloads) == []


@pytest.mark.slow
def test_the_manifest_has_every_format_in_every_language(downloads: Path) -> None:
    wanted = {
        (tag, kind.name)
        for tag in TAGS
        for kind in WRITTEN
        if kind.missing(languages()[tag]) is None and not kind.reads_aloud
    }
    assert {(built.language, built.format) for built in read_manifest(downloads).files} == wanted


@pytest.mark.slow
def test_the_same_bytes_twice(downloads: Path, tmp_path: Path) -> None:
    """In Urdu, which has every format that a translation has."""
    first = [built for built in read_manifest(downloads).files if built.language == "ur"]
    assert list(read_manifest(build(tmp_path, ("ur",))).files) == first


@pytest.mark.slow
def test_the_manifest_says_what_each_file_is(some: Path) -> None:
    built = next(built for built in read_manifest(some).files if (built.language, built.format) == ("ur", "epub"))
    assert (built.name, built.media_type) == ("balloon-kyphoplasty-ur.epub", "application/epub+zip")
    assert built.bytes == (some / built.name).stat().st_size


def test_the_manifest_does_not_depend_on_the_order_of_building(some: Path, tmp_path: Path) -> None:
    write_manifest(tmp_path, reversed(read_manifest(some).files))
    assert (tmp_path / "manifest.json").read_bytes() == (some / "manifest.json").read_bytes()


def test_a_file_that_is_not_the_one_that_was_made_is_found(some: Path, tmp_path: Path) -> None:
    """Gone from the site, or changed there later; and as it was made."""
    made, place = (
        some / KINDS["txt"].file_name("balloon-kyphoplasty", languages()["en"]),
        PurePosixPath("downloads/file.txt"),
    )
    file = tmp_path / "file.txt"
    gone = list(check_file(booklet("en"), "txt", file, made, place))
    file.write_bytes(made.read_bytes() + b"\r\n")
    later = list(check_file(booklet("en"), "txt", file, made, place))
    assert gone == later == [Finding(place, 0, "E014", "The file is not the one that was built.", "Build it again.")]
    assert list(check_file(booklet("en"), "txt", made, made, place)) == []


def test_a_number_that_was_built_wrong_is_found(some: Path, tmp_path: Path) -> None:
    built = next(built for built in read_manifest(some).files if (built.language, built.format) == ("ur", "epub"))
    file = changed(some / built.name, tmp_path, replaced("48", "84", "driving-and-flying.xhtml"))
    found = problems(tmp_path, [entry(file, "ur", "epub", built.media_type)])
    assert any(problem.startswith("E005") for problem in found)
