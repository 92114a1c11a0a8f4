"""The real leaflet in print: every format of every language, judged by veraPDF and by our own checks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pikepdf
import pytest

from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.formats.pdf.check import FILE_CHECKS, VALIDATORS
from leaflet.formats.pdf.verapdf import failures
from leaflet.formats.registry import FORMATS
from leaflet.project.settings import languages, read_settings
from support.made import all_downloads
from support.small_print import booklets, edited, elements

from .pages import ROOT, shown

pytestmark = pytest.mark.slow

PRINTS = [made for made in FORMATS if made.name in FILE_CHECKS]
TAGS = read_settings(ROOT)[0].languages  # type: ignore[union-attr]
CASES = [(tag, made.name) for tag in TAGS for made in PRINTS if made.missing(languages()[tag]) is None]
MAKE = """
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from datetime import date
from leaflet.formats.registry import FORMATS
from leaflet.edition.project import Project
booklet = Project.read(Path(sys.argv[1]), date.today())[0].booklet(sys.argv[2])
next(made for made in FORMATS if made.name == sys.argv[3]).write(booklet, Path(sys.argv[4]))
"""


@pytest.fixture(scope="session")
def real() -> dict[str, Booklet]:
    booklet = booklets(ROOT)
    return {tag: booklet(tag) for tag in TAGS}


@pytest.fixture(scope="session")
def prints() -> dict[tuple[str, str], Path]:
    """Every print of every language, made once for all tests."""
    return {
        (made.language, made.format): made.path for made in all_downloads() if (made.language, made.format) in CASES
    }


def test_every_language_has_every_print() -> None:
    wanted = {(tag, made.name) for tag in TAGS for made in PRINTS} - {("en", "pdf-bilingual")}
    assert set(CASES) == wanted


@pytest.mark.parametrize(("tag", "name"), CASES)
def test_every_print_is_clean(
    tag: str, name: str, real: dict[str, Booklet], prints: dict[tuple[str, str], Path]
) -> None:
    file = prints[tag, name]
    found: list[Finding] = []
    for check in (*FILE_CHECKS[name], *VALIDATORS[name]):
        found += check(real[tag], file, PurePosixPath("downloads", file.name))
    assert not found, shown(map(str, found))


def test_verapdf_finds_a_picture_without_words(prints: dict[tuple[str, str], Path]) -> None:
    silent = edited(prints["en", "pdf"], lambda document: elements(document, "/Figure")[0].__delitem__("/Alt"))
    assert any(failure.clause.startswith("7.3") for failure in failures(silent))


@pytest.mark.parametrize(("tag", "name"), [("ur", "pdf-checklist"), ("pl", "pdf")])
def test_another_process_makes_the_same_bytes(
    tag: str, name: str, prints: dict[tuple[str, str], Path], tmp_path: Path
) -> None:
    again = tmp_path / "again.pdf"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONHASHSEED": "4711"}
    subprocess.run([sys.executable, "-c", MAKE, ROOT, tag, name, again], check=True, env=environment, timeout=120)
    assert again.read_bytes() == prints[tag, name].read_bytes()


def test_every_number_of_the_source_is_in_the_print(real: dict[str, Booklet]) -> None:
    """P003 is among the checks above; here: they have numbers to look for."""
    from leaflet.formats.pdf.expected import in_reading_order, numbers

    counts = {
        tag: sum(len(numbers(section.words)) for section in in_reading_order(booklet)) for tag, booklet in real.items()
    }
    assert all(count > 150 for count in counts.values()), counts


def test_the_files_open_in_another_reader(prints: dict[tuple[str, str], Path]) -> None:
    for file in prints.values():
        with pikepdf.open(file) as document:
            assert document.check_pdf_syntax() == []
