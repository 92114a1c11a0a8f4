"""Edits of recordings, looked at by family V: sentences that are lost, moved, cut off or said as something else."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

import numpy as np
import soundfile

from leaflet.audio.check.check import check_heard, check_language, check_recording, whole
from leaflet.audio.check.script import check_phones
from leaflet.audio.id3 import Chapter, tagged
from leaflet.audio.mp3 import frames_of, seconds
from leaflet.audio.recorded_by_people import script_lines
from leaflet.audio.script import Utterance, script
from leaflet.audio.speech import speech_of
from leaflet.audio.spoken_numbers import phones_in, quantities_said
from leaflet.audio.track import heard_in
from leaflet.audio.voices.sound import RATE, Samples, read_sound
from leaflet.audio.whole_leaflet import Part, write_leaflet
from leaflet.edition.recording import Timing
from leaflet.findings.finding import Finding
from leaflet.project.settings import Settings

from .engine import HARMLESS, Kind, Seed
from .takes import Edit, Lines, Take, Words, make_certain, takes

LONG = 15  # letters of a sentence that is long enough for its pace to be measured
DISPLAY = PurePosixPath("audio")
Look = Callable[["Sounds", Take, random.Random], Iterable[Finding]]


def prepare(settings: Settings, progress: Callable[[str], object]) -> None:
    """The recordings that no edit can be made without."""
    make_certain(settings, progress)


@dataclass
class Sounds:
    """The real recordings, and a folder for edited ones."""

    settings: Settings
    folder: Path

    @cached_property
    def takes(self) -> list[Take]:
        return takes(self.settings)

    def seeds(self, look: Look, choice: random.Random) -> Iterator[Seed]:
        """Edits of each recording in turn, again and again; a look gives no two the same."""
        drawn = list(self.takes)
        choice.shuffle(drawn)
        while drawn:
            for take in drawn:
                name = f"{take.page.language}/{take.page.name}.mp3"
                yield Seed(name, f"{take.page.name}.mp3", partial(look, self, take, random.Random(choice.random())))


def kinds(settings: Settings, folder: Path) -> list[Kind]:
    """Every kind of edit of the recordings; `folder` is for edited ones."""
    sounds = Sounds(settings, folder)
    return [
        *(
            Kind(name, group, tuple(codes), partial(sounds.seeds, look), group != "sound" or name in SAFETY, r".*")
            for name, group, look, *codes in FAULTS
        ),
        *(Kind(name, HARMLESS, (), partial(sounds.seeds, look)) for name, look in QUIET),
    ]


def edited(edit: Edit) -> Look:
    """A look at the page recorded again with an edit."""

    def look(sounds: Sounds, take: Take, choice: random.Random) -> Iterable[Finding]:
        return check_recording(take.booklet, take.page, take.again(edit, sounds.folder, choice))

    return look


# Sentences, before they are joined


def _drawn(lines: Lines, choice: random.Random, last: int = 0) -> int:
    """The place of a sentence that stands on the page and is long enough for its pace to be measured."""
    fewest = LONG // 2 if any(sign >= "\u4e00" for sign in lines[0][0].spoken) else LONG
    return choice.choice(
        [
            place
            for place, (said, _) in enumerate(lines[: len(lines) - last])
            if said.id and sum(map(str.isalnum, said.spoken)) >= fewest
        ]
    )


def drop(lines: Lines, choice: random.Random) -> Lines:
    at = _drawn(lines, choice)
    return [*lines[:at], *lines[at + 1 :]]


def double(lines: Lines, choice: random.Random) -> Lines:
    at = _drawn(lines, choice)
    return [*lines[:at], lines[at], *lines[at:]]


def swap(lines: Lines, choice: random.Random) -> Lines:
    at = _drawn(lines, choice, last=1)
    while not lines[at + 1][0].id:
        at = _drawn(lines, choice, last=1)
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


def sound(change: Callable[[Samples], Samples]) -> Callable[[Lines, random.Random], Lines]:
    """The sound of one sentence becomes another."""

    def make(lines: Lines, choice: random.Random) -> Lines:
        at = _drawn(lines, choice)
        return [*lines[:at], (lines[at][0], change(lines[at][1])), *lines[at + 1 :]]

    return make


def silence(length: float) -> Samples:
    return np.zeros(int(length * RATE), np.float32)


def _with_gap(samples: Samples) -> Samples:
    """A long silence in the middle of the words, where they are loudest."""
    middle = len(samples) // 3 + int(np.argmax(np.abs(samples[len(samples) // 3 : 2 * len(samples) // 3])))
    return np.concatenate([samples[:middle], silence(2), samples[middle:]])


def faster(lines: Lines, choice: random.Random) -> Lines:
    return [(said, samples[::2]) for said, samples in lines]


# The whole sound, its times and its transcript


def within(change: Callable[[Samples], Samples]) -> Callable[[Samples, Words, random.Random], Samples]:
    """The sound of one sentence of the whole is changed."""

    def make(samples: Samples, words: Words, choice: random.Random) -> Samples:
        timing = choice.choice([timing for _, timing in words if timing.id])
        place = slice(int(timing.start * RATE), int(timing.end * RATE))
        samples[place] = change(samples[place])
        return samples

    return make


def clip(samples: Samples) -> Samples:
    return np.asarray(np.clip(samples * 40, -1, 1), np.float32)


def louder(decibels: float) -> Callable[[Samples, Words, random.Random], Samples]:
    return lambda samples, words, choice: np.clip(samples * np.float32(10 ** (decibels / 20)), -1, 1)


def moved(words: Words, choice: random.Random) -> Words:
    by = choice.choice((2, 5, 30))  # seconds
    return [(line, replace(timing, start=timing.start + by, end=timing.end + by)) for line, timing in words]


def without_a_line(words: Words, choice: random.Random) -> Words:
    at = choice.randrange(len(words))
    return [*words[:at], *words[at + 1 :]]


# Looks of their own


def of_another_page(sounds: Sounds, take: Take, choice: random.Random) -> Iterable[Finding]:
    """The sound and the times are those of another page of the same leaflet."""
    other = choice.choice([page for page in take.booklet.leaflet.pages if page.name not in (take.page.name, "words")])
    said = script(take.booklet, other)
    lines = [(one, take.lines[place % len(take.lines)][1]) for place, one in enumerate(said)]
    recording = take.again(Edit(lambda old, choice: lines), sounds.folder, choice)
    return check_recording(take.booklet, take.page, recording)


def of_another_language(sounds: Sounds, take: Take, choice: random.Random) -> Iterable[Finding]:
    others = [
        other
        for other in sounds.takes
        if other.page.name == take.page.name and other.page.language != take.page.language
    ]
    return check_recording(take.booklet, take.page, choice.choice(others).recording)


def phone_as_quantity(sounds: Sounds, take: Take, choice: random.Random) -> Iterable[Finding]:
    """A line with a phone number, of the page or else of `get-help`, is given to the voice as if it were an amount."""
    pages = [take.page, *(page for page in take.booklet.leaflet.pages if page.name == "get-help")]
    said = [
        [one for one in script(take.booklet, page) if any(phones_in(one.words, speech_of(page.language)))]
        for page in pages
    ]
    one = choice.choice(next(lines for lines in said if lines))
    wrong = replace(one, spoken=quantities_said(one.words, speech_of(take.page.language)))
    return check_phones([wrong], take.page.language, PurePosixPath(take.recording.address))


def another_sentence_heard(sounds: Sounds, take: Take, choice: random.Random) -> Iterable[Finding]:
    """Under the words of a sentence another one is heard, about as long."""
    samples, recording = read_sound(take.recording.path), take.recording
    said = {one.id: one.spoken for one in script(take.booklet, take.page) if one.id}
    timings = [one for one in recording.timings if one.end - one.start > 1.5]
    pairs = [
        (one, other)
        for one in timings
        for other in timings
        if said[one.id] != said[other.id] and 0.7 < (other.end - other.start) / (one.end - one.start) < 1
    ]
    one, other = choice.choice(pairs)
    there, here = (samples[int(time.start * RATE) : int(time.end * RATE)].copy() for time in (one, other))
    there[:] = 0
    there[: len(here)] = here
    samples[int(one.start * RATE) : int(one.start * RATE) + len(there)] = there
    file = sounds.folder / "heard.wav"
    sounds.folder.mkdir(parents=True, exist_ok=True)
    soundfile.write(file, samples, RATE, subtype="FLOAT")
    return check_heard(take.booklet, take.page, replace(recording, path=file))


def chapters(change: Callable[[list[Chapter]], list[Chapter]]) -> Look:
    """The whole leaflet as one file, of this page and of itself again, with other chapters."""

    def look(sounds: Sounds, take: Take, choice: random.Random) -> Iterable[Finding]:
        again = replace(take.page, name="again")
        leaflet = replace(take.booklet.leaflet, pages=(take.page, again))
        booklet = replace(take.booklet, leaflet=leaflet, english=leaflet)
        about = replace(take.piece.about, title=booklet.title)
        made, parts = sounds.folder / "leaflet.mp3", [Part(page.title, take.piece.path) for page in leaflet.pages]
        sounds.folder.mkdir(parents=True, exist_ok=True)
        write_leaflet(made, parts, about)
        frames = frames_of(made.read_bytes())
        half = seconds(frames) / 2
        words = heard_in(take.piece.path).words
        lines = [*words, *((line, _later(timing, half)) for line, timing in words)]
        real = [Chapter(leaflet.pages[0].title, 0, half), Chapter(again.title, half, 2 * half)]
        made.write_bytes(tagged(frames, about, lines, change(real)))
        return whole(booklet, made, DISPLAY / f"{take.page.name}.mp3")

    return look


def _later(timing: Timing, by: float) -> Timing:
    return replace(timing, start=timing.start + by, end=timing.end + by)


def by_a_person(change: Callable[[str], str], labelled: bool = True) -> Look:
    """A person's recording of the page, with other words, or other times, than the page has."""

    def look(sounds: Sounds, take: Take, choice: random.Random) -> Iterable[Finding]:
        root = sounds.folder / f"person-{choice.random()}"
        folder = root / "voices" / take.page.language
        folder.mkdir(parents=True)
        shown: list[Utterance] = [one for one in script(take.booklet, take.page) if one.id]
        (folder / f"{take.page.name}.mp3").write_bytes(take.piece.path.read_bytes())
        words, times = (
            script_lines(shown),
            "".join(f"{timing.start}\t{timing.end}\t{timing.id}\n" for timing in take.recording.timings),
        )
        (folder / f"{take.page.name}.txt").write_text(words if labelled else change(words), encoding="utf-8")
        (folder / f"{take.page.name}.labels.txt").write_text(change(times) if labelled else times, encoding="utf-8")
        return check_language(replace(take.booklet, docs=root / "docs"), {})

    return look


def without_last_line(words: str) -> str:
    return "".join(words.splitlines(keepends=True)[:-1])


FAULTS: tuple[tuple[str, str, Look, *tuple[str, ...]], ...] = (
    ("sentence not read", "lost", edited(Edit(drop)), "V007"),
    ("sentence read twice", "sound", edited(Edit(double)), "V008"),
    ("two sentences in each other's place", "sound", edited(Edit(swap)), "V008"),
    ("half of a sentence not said", "lost", edited(Edit(sound(lambda samples: samples[: len(samples) // 2]))), "V006"),
    ("sentence said twice in its time", "sound", edited(Edit(sound(lambda samples: np.tile(samples, 2)))), "V006"),
    ("long silence inside a sentence", "sound", edited(Edit(sound(_with_gap))), "V005"),
    ("page read twice as fast", "sound", edited(Edit(faster)), "V006"),
    ("sentence cut off at its top", "sound", edited(Edit(samples=within(clip))), "V001"),
    ("sentence that is silent", "lost", edited(Edit(samples=within(np.zeros_like))), "V004"),
    ("recording too loud", "sound", edited(Edit(samples=louder(6))), "V002", "V003"),
    ("recording too quiet", "sound", edited(Edit(samples=louder(-6))), "V002"),
    ("times of the sentences moved", "sound", edited(Edit(times=moved)), "V009"),
    ("transcript without a sentence", "sound", edited(Edit(transcript=without_a_line)), "V011"),
    ("recording cut short", "sound", edited(Edit(file=lambda data: data[: len(data) // 2])), "V004", "V009", "V017"),
    ("recording that is no sound", "sound", edited(Edit(file=lambda data: b"no sound" * 99)), "V017"),
    ("recording of another page", "sound", of_another_page, "V007", "V008"),
    ("recording in another language", "language", of_another_language, "V011"),
    ("phone number said as an amount", "phones", phone_as_quantity, "V014"),
    ("another sentence heard than shown", "words", another_sentence_heard, "V012", "V013"),
    (
        "chapter that begins elsewhere",
        "sound",
        chapters(lambda real: [real[0], replace(real[1], start=real[1].start + 20)]),
        "V010",
    ),
    ("chapter with another name", "sound", chapters(lambda real: [replace(real[0], title="Risks"), real[1]]), "V010"),
    ("page changed since a person read it", "words", by_a_person(without_last_line, labelled=False), "V015"),
    ("times of a person's recording without a sentence", "sound", by_a_person(without_last_line), "V015"),
)
QUIET: tuple[tuple[str, Look], ...] = (
    ("a recording made again", edited(Edit())),
    ("a recording a little quieter", edited(Edit(samples=louder(-0.5)))),
    ("a pause a little longer", edited(Edit(sound(lambda samples: np.concatenate([samples, silence(0.2)]))))),
    ("chapters as they are", chapters(lambda real: real)),
    ("a page that a person read", by_a_person(lambda words: words)),
)
SAFETY = ("two sentences in each other's place", "recording of another page")
