"""A whole project of two pages in six languages, its booklets, and prints of them to break on purpose."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf

from leaflet.content.model import Element, Leaflet, Page, Section
from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.formats.pdf import make as pdf
from leaflet.formats.pdf.check import FILE_CHECKS
from leaflet.formats.registry import FORMATS
from leaflet.project.settings import languages
from support.places import BASE_TRANSLATED, ROOT
from support.reading import read_project

PROJECT = BASE_TRANSLATED
WRITERS = {made.name: made.write for made in FORMATS if made.name in FILE_CHECKS}


def small_project(folder: Path) -> Path:
    """The small project with the words of the interface of the real one."""
    root = shutil.copytree(PROJECT, folder / "project")
    shutil.copytree(ROOT / "overrides/strings", root / "overrides/strings", dirs_exist_ok=True)
    return root


def booklets(root: Path) -> Callable[[str], Booklet]:
    return read_project(root).booklet


def make(booklet: Booklet, file: Path, name: str = "pdf") -> Path:
    """A print of the format `name`."""
    WRITERS[name](booklet, file)
    return file


def findings(booklet: Booklet, file: Path, name: str = "pdf") -> list[Finding]:
    """What the checks of a format find in a file, but for veraPDF."""
    return [finding for check in FILE_CHECKS[name] for finding in check(booklet, file, PurePosixPath(file.name))]


def codes(booklet: Booklet, file: Path, name: str = "pdf") -> set[str]:
    return {finding.code for finding in findings(booklet, file, name)}


def changed(booklet: Booklet, page: str, section: str, change: Callable[[Section], Section]) -> Booklet:
    """The booklet with one section changed, in its language and, where that is English, in the source."""

    def leaflet(old: Leaflet) -> Leaflet:
        return replace(
            old,
            pages=tuple(_changed_page(other, section, change) if other.name == page else other for other in old.pages),
        )

    new = leaflet(booklet.leaflet)
    return replace(booklet, leaflet=new, english=new if booklet.language.tag == "en" else booklet.english)


def _changed_page(page: Page, section: str, change: Callable[[Section], Section]) -> Page:
    return replace(page, sections=tuple(change(part) if part.id == section else part for part in page.sections))


def with_paragraph(booklet: Booklet, words: str) -> Booklet:
    """The booklet with one more paragraph under its numbers."""
    paragraph = Element("p", (words,))
    return changed(booklet, "risks", "numbers", lambda part: replace(part, blocks=(*part.blocks, paragraph)))


def edited(file: Path, edit: Callable[[pikepdf.Pdf], Any]) -> Path:
    """A copy of a PDF, changed by `edit`."""
    copy = file.with_name(f"edited-{file.name}")
    with pikepdf.open(file) as document:
        edit(document)
        document.save(copy)
    return copy


def elements(document: pikepdf.Pdf, kind: str) -> list[Any]:
    """Structure elements of a kind, `/Figure`."""
    return [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind and "/P" in item
    ]


def can_print(tag: str = "en") -> bool:
    return pdf.missing(languages()[tag]) is None
