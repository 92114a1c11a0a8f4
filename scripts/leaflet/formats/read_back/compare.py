"""E: a made file has every section, number and word of the source, in the order of the source."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from leaflet.edition.about import record
from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.formats.read_back.sections import FRONT, Part, Reader, UnreadableFile, source_parts, tokens

SHOWN = 5  # words that a finding quotes


def same_as_source(reader: Reader, booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """Sections (E004), numbers (E005), words (E008), and what the file says about itself (E007); E014 if unreadable."""
    try:
        found = reader.parts(file, booklet)
    except UnreadableFile as error:
        yield Finding(display, 0, "E014", f"The file cannot be read: {error}.", "Build it again.")
        return
    wanted = source_parts(booklet, reader.tables_as_entries)
    yield from compare(wanted, found, display)
    yield from _says_what_it_is(booklet, found, display)


def compare(wanted: Iterable[Part], found: Iterable[Part], display: PurePosixPath) -> Iterator[Finding]:
    """What the parts of a file lack of those of the source."""
    wanted, found = list(wanted), [part for part in found if part.key != FRONT]
    yield from _order([part.key for part in wanted], [part.key for part in found], display)
    parts: dict[str, Part] = {}
    for part in found:
        parts.setdefault(part.key, part)
    for part in wanted:
        if part.key in parts:
            yield from _words(part, parts[part.key], display)


def _order(wanted: list[str], found: list[str], display: PurePosixPath) -> Iterator[Finding]:
    for key in dict.fromkeys(wanted):
        if key not in found:
            yield Finding(display, 0, "E004", f"The section {key} is not in the file.", "Build it again.")
    for key in dict.fromkeys(found):
        if key not in wanted or found.count(key) > wanted.count(key):
            yield Finding(display, 0, "E004", f"The section {key} is in the file, once more than in the source.", "")
    common = [key for key in dict.fromkeys(found) if key in wanted]
    expected = [key for key in wanted if key in found]
    moved = next((pair for pair in zip(common, expected, strict=False) if pair[0] != pair[1]), None)
    if moved:
        yield Finding(display, 0, "E004", f"The section {moved[0]} stands where {moved[1]} should.", "")


def _words(wanted: Part, found: Part, display: PurePosixPath) -> Iterator[Finding]:
    ours, theirs = tokens(wanted.words), tokens(found.words)
    numbers = lost(*([token for token in side if token[0].isdecimal()] for side in (ours, theirs)))
    if numbers:
        yield Finding(
            display,
            0,
            "E005",
            f"{wanted.key}: {_quoted(numbers)} of the source is not in the file.",
            "Compare the file with the page.",
        )
        return
    words = lost(ours, theirs)
    if words:
        yield Finding(
            display,
            0,
            "E008",
            f"{wanted.key}: {_quoted(words)} of the source is not in the file.",
            "Compare the file with the page.",
        )


def lost(wanted: list[str], found: list[str]) -> list[str]:
    """What of `wanted` is not in `found` in the same order; `found` may have more (labels, numbers of lists)."""
    rest = iter(found)
    if all(token in rest for token in wanted):
        return []
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    return [
        token
        for tag, first, last, _, _ in matcher.get_opcodes()
        if tag in ("delete", "replace")
        for token in wanted[first:last]
    ]


def _quoted(words: list[str]) -> str:
    return f'"{" ".join(words[:SHOWN])}{" ..." if len(words) > SHOWN else ""}"'


def _says_what_it_is(booklet: Booklet, found: list[Part], display: PurePosixPath) -> Iterator[Finding]:
    front = tokens(found[0].words if found and found[0].key == FRONT else "")
    for line in (booklet.title, *record(booklet)):
        if lost(tokens(line), front):
            yield Finding(display, 0, "E007", f'Its first page does not say: "{line}"', "Build it again.")
