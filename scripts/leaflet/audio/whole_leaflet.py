"""The whole leaflet as one MP3, with a chapter for each page: the frames of its pieces, one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaflet.audio.id3 import About, Chapter, tagged
from leaflet.audio.mp3 import frames_of, seconds
from leaflet.audio.track import KEY_LENGTH, heard_in
from leaflet.base.files import digest, written_whole
from leaflet.edition.recording import Timing


@dataclass(frozen=True, slots=True)
class Part:
    """A made piece and the name of its chapter."""

    title: str
    file: Path


def place(name: str, parts: Sequence[Part], about: About, cache: Path) -> Path:
    """Where the file of these parts is kept; each part is in a folder named after all that it is made from."""
    program = digest(Path(__file__))  # another one may join or tag differently
    facts = repr((program, about, [(part.title, part.file.parent.name, part.file.name) for part in parts]))
    return cache / "leaflets" / hashlib.sha256(facts.encode()).hexdigest()[:KEY_LENGTH] / name


def write_leaflet(file: Path, parts: Sequence[Part], about: About) -> None:
    """Join the parts. Nothing is encoded again, so that every time is exact."""
    frames, words, chapters = bytearray(), list[tuple[str, Timing]](), list[Chapter]()
    for part in parts:
        start = seconds(bytes(frames))
        for line, timing in heard_in(part.file).words:
            words.append((line, replace(timing, start=timing.start + start, end=timing.end + start)))
        frames += frames_of(part.file.read_bytes())
        chapters.append(Chapter(part.title, start, seconds(bytes(frames))))
    made = tagged(bytes(frames), about, words, chapters)
    with written_whole(file) as scratch:
        scratch.write_bytes(made)
