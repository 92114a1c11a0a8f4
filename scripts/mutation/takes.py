"""Recordings of real pages that are made again from their sentences, with one edit somewhere on the way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from leaflet.audio.id3 import tagged
from leaflet.audio.make import make_recordings
from leaflet.audio.mp3 import encode, length
from leaflet.audio.plan import plan
from leaflet.audio.script import Utterance
from leaflet.audio.track import Piece, heard_in, read_heard
from leaflet.audio.voices.sound import Samples, joined, levelled, read_sound
from leaflet.content.model import Page
from leaflet.edition.edition import Booklet
from leaflet.edition.project import Project
from leaflet.edition.recording import Recording, Timing
from leaflet.project.settings import Settings

from .words import SAFETY

CERTAIN = ("get-help",)  # what is made where it is missing
Lines = list[tuple[Utterance, Samples]]
Words = list[tuple[str, Timing]]


@dataclass(frozen=True)
class Edit:
    """What is done to the sentences before they are joined, to the whole sound, to the times, to the transcript, and
    to the bytes of the file."""

    lines: Callable[[Lines, random.Random], Lines] | None = None
    samples: Callable[[Samples, Words, random.Random], Samples] = lambda samples, words, choice: samples
    times: Callable[[Words, random.Random], Words] = lambda words, choice: words
    transcript: Callable[[Words, random.Random], Words] = lambda words, choice: words
    file: Callable[[bytes], bytes] = lambda data: data


@dataclass(frozen=True)
class Take:
    """A page that was read aloud."""

    booklet: Booklet
    page: Page
    piece: Piece

    @cached_property
    def lines(self) -> Lines:
        return [(line.said, read_sound(line.sound)) for line in self.piece.lines]

    @cached_property
    def joined(self) -> tuple[Samples, Words]:
        return _joined(self.lines)

    @property
    def recording(self) -> Recording:
        return heard_in(self.piece.path).recording(self.piece)

    def again(self, edit: Edit, folder: Path, choice: random.Random) -> Recording:
        """The page recorded again with an edit, in `folder`."""
        samples, words = _joined(edit.lines(list(self.lines), choice)) if edit.lines else self.joined
        frames = encode(edit.samples(samples.copy(), words, choice))
        words = edit.times(words, choice)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{self.page.language}-{self.page.name}.mp3"
        file.write_bytes(edit.file(tagged(frames, self.piece.about, edit.transcript(words, choice))))
        timings = tuple(timing for _, timing in words if timing.id)
        return replace(self.recording, path=file, seconds=length(frames), timings=timings)


def _joined(lines: Lines) -> tuple[Samples, Words]:
    samples, spans = joined((said.kind, sound) for said, sound in lines)
    words = [
        (said.words if said.id else said.spoken, Timing(said.id, round(start, 3), round(end, 3)))
        for (said, _), (start, end) in zip(lines, spans, strict=True)
    ]
    return levelled(samples), words


def takes(settings: Settings) -> list[Take]:
    """The safety pages that were read aloud, of all languages."""
    project, found = Project(settings, date.today()), []
    for tag in settings.languages:
        booklet = project.booklet(tag)
        for piece in plan(booklet, settings.root / ".cache" / "audio", SAFETY).pieces:
            page = booklet.leaflet.page(piece.name)
            if page and read_heard(piece):
                found.append(Take(booklet, page, piece))
    return found


def make_certain(settings: Settings, progress: Callable[[str], object]) -> None:
    """Read aloud what no edit can be made without."""
    project = Project(settings, date.today())
    booklets = [project.booklet(tag) for tag in settings.languages]
    make_recordings(booklets, settings.root / ".cache" / "audio", progress, pages=CERTAIN)
