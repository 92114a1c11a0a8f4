"""E: the checks of plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.formats.read_back.compare import same_as_source
from leaflet.formats.read_back.file_check import FileCheck
from leaflet.formats.read_back.sections import UnreadableFile
from leaflet.formats.text.read_back import READER, text_lines
from leaflet.formats.text.wrapping import WIDTH, columns

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


FILE_CHECKS: dict[str, tuple[FileCheck, ...]] = {"txt": (partial(same_as_source, READER), plain)}
