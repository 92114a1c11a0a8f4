"""EPUBCheck and Ace on every EPUB, LibreOffice on every Word document."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from leaflet.findings.finding import Finding
from leaflet.formats.epub import check as epub
from leaflet.formats.word import check as word
from support.made import ROOT, booklet, made, real_settings, remove_made

pytestmark = pytest.mark.slow

TAGS = real_settings().languages


@pytest.fixture(scope="module", autouse=True)
def tidy() -> Iterator[None]:
    yield
    made.cache_clear()
    remove_made()


def named(finding: Finding) -> str:
    return f"{finding.code} {finding.path}: {finding.message}"


@pytest.fixture(scope="module")
def validity() -> dict[str, list[str]]:
    """What EPUBCheck finds in each language, 2 at a time."""

    def check(tag: str) -> list[str]:
        file = made("epub", tag)
        return [named(finding) for finding in epub.epubcheck(booklet(tag), file, PurePosixPath(file.name))]

    with ThreadPoolExecutor(2) as workers:
        return dict(zip(TAGS, workers.map(check, TAGS), strict=True))


@pytest.fixture(scope="module")
def reports() -> Any:
    """Ace's reports, of one run."""
    return epub.run_ace([made("epub", tag) for tag in TAGS], ROOT)


@pytest.mark.parametrize("language", TAGS)
def test_epubcheck_finds_nothing(language: str, validity: dict[str, list[str]]) -> None:
    assert validity[language] == []


@pytest.mark.parametrize("language", TAGS)
def test_ace_finds_nothing(language: str, reports: Any) -> None:
    report = reports[str(made("epub", language))]
    assert report["earl:result"] == {"earl:outcome": "pass"}
    assert [named(finding) for finding in epub.ace_findings(report, PurePosixPath("a.epub"))] == []


def test_a_file_that_ace_cannot_open_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "a.epub"
    file.write_bytes(b"nothing")
    assert [finding.code for finding in epub.ace(booklet("en"), file, PurePosixPath("a.epub"))] == ["E002"]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what LibreOffice made of every document, of two runs."""
    folder = tmp_path_factory.mktemp("opened")
    for target in (word.TEXT, word.PDF):
        word.convert([made("docx", tag) for tag in TAGS], target, folder)
    return folder


@pytest.mark.parametrize("language", TAGS)
def test_libreoffice_loses_nothing(language: str, opened: Path) -> None:
    file = made("docx", language)
    assert [named(finding) for finding in word.opened(file, opened, PurePosixPath(file.name))] == []


def test_a_document_that_libreoffice_cannot_open_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(made("docx", "en").read_bytes()[:5000])
    assert [finding.code for finding in word.libreoffice(booklet("en"), file, PurePosixPath("a.docx"))] == ["E012"]
