"""Pages read aloud by a tone, as long for each sentence as a voice would take: quick, and no voice is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import numpy as np

from leaflet.audio.check.check import check_recording
from leaflet.audio.id3 import About, Chapter, tagged
from leaflet.audio.mp3 import encode, seconds
from leaflet.audio.script import Utterance, script
from leaflet.audio.voices.sound import LOUDNESS, RATE, Samples, joined, loudness
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording, Timing
from leaflet.findings.finding import Finding

LETTERS_A_SECOND = 15
PAGE = """# Risks {#risks}

Ask what the risks are. Do not drive for 24 hours.

## Signs {#signs}

!!! emergency "Call 999 if:"
    - your legs are weak
    - you cannot feel your legs

Else phone 01923 217 187.
"""
Sounds = list[tuple[Utterance, Samples]]


def tone(words: str) -> Samples:
    """A tone that swells and falls as syllables do, one letter after the other."""
    time = np.arange(int(RATE * max(sum(map(str.isalnum, words)), 3) / LETTERS_A_SECOND)) / RATE
    return (0.2 * np.sin(2 * np.pi * 220 * time) * (1.2 + np.sin(2 * np.pi * 4 * time))).astype(np.float32)


def as_loud(samples: Samples) -> Samples:
    """With the loudness that recordings have."""
    return samples * np.float32(10 ** ((LOUDNESS - loudness(samples)) / 20))


def read_aloud(
    words: Booklet,
    place: Path,
    name: str = "risks",
    sounds: Callable[[Sounds], Sounds] = lambda sounds: sounds,
    samples: Callable[[Samples, Recording], Samples] = lambda samples, recording: samples,
    said: Sequence[Utterance] = (),
) -> Recording:
    """A recording of a page; `sounds` changes what is said, `samples` the whole sound with its loudness set."""
    page = words.english.page(name)
    assert page
    spoken = sounds([(one, tone(one.spoken)) for one in said or script(words, page)])
    whole, spans = joined((one.kind, sound) for one, sound in spoken)
    timings = [
        Timing(one.id, round(start, 3), round(end, 3)) for (one, _), (start, end) in zip(spoken, spans, strict=True)
    ]
    file = place / f"{name}.mp3"
    shown = tuple(timing for timing in timings if timing.id)
    recording = Recording("en", name, file, 0.0, shown)
    frames = encode(samples(as_loud(whole), recording))
    lines = [(one.words if one.id else one.spoken, timing) for (one, _), timing in zip(spoken, timings, strict=True)]
    file.write_bytes(tagged(frames, about(page.title), lines))
    return replace(recording, seconds=seconds(frames))


def about(title: str) -> About:
    return About(
        title=title,
        album="Leaflet",
        language="en",
        date="2026-01-05",
        version="1.0",
        publisher="Elm",
        voice="A computer voice reads these words.",
        address="https://elm.example/",
    )


def whole_leaflet(
    words: Booklet, place: Path, parts: Sequence[tuple[str, Sequence[Utterance]]], **changes: float
) -> Path:
    """An MP3 of several parts, each a chapter; `moved`: all chapters but the first begin so many seconds later;
    `untimed`: no line has a time."""
    sounds: list[Samples] = []
    lines: list[tuple[str, Timing]] = []
    chapters: list[Chapter] = []
    position = 0.0
    for title, said in parts:
        sound, spans = joined((one.kind, tone(one.spoken)) for one in said)
        lines += [
            (one.words if one.id else one.spoken, Timing(one.id, start + position, end + position))
            for one, (start, end) in zip(said, spans, strict=True)
        ]
        chapters.append(
            Chapter(title, position + changes.get("moved", 0.0) * bool(chapters), position + len(sound) / RATE)
        )
        position += len(sound) / RATE
        sounds.append(sound)
    file = place / "leaflet.mp3"
    frames = encode(as_loud(np.concatenate(sounds)))
    chapters[-1] = replace(chapters[-1], end=seconds(frames))
    file.write_bytes(tagged(frames, about(words.title), [] if changes.get("untimed") else lines, chapters))
    return file


def codes(found: Sequence[Finding]) -> set[str]:
    return {finding.code for finding in found}


def findings(words: Booklet, recording: Recording) -> list[Finding]:
    page = words.english.page(recording.page)
    assert page
    return list(check_recording(words, page, recording))


DISPLAY = PurePosixPath("downloads/leaflet.mp3")
