"""E: the checks of EPUB, Word and plain text files, by the name of the format."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from leaflet.checks.families import FileCheck
from leaflet.content.model import Finding
from leaflet.edition.edition import Booklet
from leaflet.formats.epub import check as epub
from leaflet.formats.epub import check_media_overlays as overlays
from leaflet.formats.read_back.compare import same_as_source
from leaflet.formats.read_back.readers import text_lines
from leaflet.formats.read_back.sections import UnreadableFile
from leaflet.formats.text.wrapping import WIDTH, columns
from leaflet.formats.word import check as word

_LETTERS_ONLY = ("Cc", "Co", "Cs", "Cn")


def plain(booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """Lines that an e-mail shows as they are: 72 columns, ended by CR LF, no control characters (E010).

    A line may be wider where it is one word, such as an address.
    """
    try:
        lines = text_lines(file)
    except UnreadableFile:
        return  # `same_as_source` says so
    for number, line in enumerate(lines, 1):
        if columns(line) > WIDTH and len(line.split()) > 2:
            yield Finding(display, number, "E010", f"The line is {columns(line)} columns wide.", f"At most {WIDTH}.")
        strange = next((letter for letter in line if unicodedata.category(letter) in _LETTERS_ONLY), "")
        if strange:
            yield Finding(display, number, "E010", f"The line has the character U+{ord(strange):04X}.", "")


FILE_CHECKS: dict[str, tuple[FileCheck, ...]] = {
    "epub": (partial(same_as_source, "epub"), epub.own),
    "epub-audio": (partial(same_as_source, "epub"), epub.own, overlays.heard),
    "docx": (partial(same_as_source, "docx"), word.own),
    "txt": (partial(same_as_source, "txt"), plain),
}
# Programs of others, which take seconds a file: for a release, and for the tests.
VALIDATORS: dict[str, tuple[FileCheck, ...]] = {
    "epub": (epub.epubcheck, epub.ace),
    "epub-audio": (epub.epubcheck, epub.ace),
    "docx": (word.libreoffice,),
}
