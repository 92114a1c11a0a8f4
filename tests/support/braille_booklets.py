"""The real leaflet as booklets, and its Braille files, each made once for all tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from leaflet.content.model import Element
from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.formats.braille.check import FILE_CHECKS
from leaflet.formats.braille.make import KINDS
from leaflet.formats.registry import FORMATS, Format
from support.made import real_project

TAGS = ("en", "ar", "gu", "pl", "ur", "zh")
BRAILLE = {each.name: each for each in FORMATS if each.name in KINDS}
MADE = [(name, tag) for tag in TAGS for name in BRAILLE if tag == "en" or not KINDS[name].english_only]


@cache
def booklet(tag: str) -> Booklet:
    return real_project().booklet(tag)


@cache
def made(name: str, tag: str) -> bytes:
    """The file of a format and language."""
    return write(BRAILLE[name], booklet(tag))


def write(kind: Format, of: Booklet) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, "file")
        kind.write(of, file)
        return file.read_bytes()


def findings(name: str, of: Booklet, data: bytes) -> list[Finding]:
    with TemporaryDirectory() as folder:
        file = Path(folder, "file")
        file.write_bytes(data)
        return [finding for check in FILE_CHECKS[name] for finding in check(of, file, PurePosixPath("downloads/file"))]


def with_words(of: Booklet, words: str) -> Booklet:
    """A booklet whose second page has one paragraph more."""
    first, second, *rest = of.leaflet.pages
    section = second.sections[0]
    section = replace(section, blocks=(*section.blocks, Element("p", (words,))))
    pages = (first, replace(second, sections=(section, *second.sections[1:])), *rest)
    leaflet = replace(of.leaflet, pages=pages)
    return replace(of, leaflet=leaflet, english=leaflet if of.language.tag == "en" else of.english)
