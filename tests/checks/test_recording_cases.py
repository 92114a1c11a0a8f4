"""V: each code of the recordings has one that shows it, and one that does not.

The page of tests/checks/base-words/voice.md is read by a tone. A case has `recording.yml`, which says what is otherwise:

- `changes`: of a sentence, or of `all`: a name of a change below
- `given`: other words that the rules for speaking give to the voice; `said`: other words in the transcript
- `heard`: what a recogniser hears; no recogniser is needed for the tests
- `chapters_late`: seconds by which the chapters of the whole leaflet are late
- `heard_wrong`: the figure of the language

or files that are laid over what was made: `risks.mp3`, and what a person has given, `voices/en/risks.txt`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from leaflet.audio.check import check as voice
from leaflet.audio.check import heard as voice_heard
from leaflet.audio.script import Utterance, closing, opening, script
from leaflet.audio.voices.sound import RATE, Samples
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording, Timing
from leaflet.findings.finding import Finding
from leaflet.project.settings import Voice
from support.cases import cases, judge, lay_over
from support.made import small
from support.places import CASES
from support.voice_made import DISPLAY, Sounds, read_aloud, whole_leaflet

WORDS = CASES / "base-words" / "voice.md"
FACTS = "recording.yml"


def with_peak(part: Samples, height: float) -> Samples:
    return np.concatenate([part[:-1000], np.full(1, height, np.float32), part[-999:]])


def with_hole(part: Samples, seconds: float) -> Samples:
    part, half = part.copy(), int(seconds / 2 * RATE)
    part[len(part) // 2 - half : len(part) // 2 + half] = 0
    return part


def at_rate(sounds: Sounds, at: int, times: float) -> Sounds:
    said, sound = sounds[at]
    other = np.interp(np.arange(0, len(sound), times), np.arange(len(sound)), sound).astype(np.float32)
    return [*sounds[:at], (said, other), *sounds[at + 1 :]]


IN_THE_SCRIPT: Mapping[str, Callable[[Sounds, int], Sounds]] = {  # of the sentence at a place
    "left out": lambda sounds, at: [*sounds[:at], *sounds[at + 1 :]],
    "read twice": lambda sounds, at: [*sounds[: at + 1], *sounds[at:]],
    "after the next": lambda sounds, at: [*sounds[:at], sounds[at + 1], sounds[at], *sounds[at + 2 :]],
    "twice as fast": lambda sounds, at: at_rate(sounds, at, 2),
    "a little faster": lambda sounds, at: at_rate(sounds, at, 1.2),
    "three times as slow": lambda sounds, at: at_rate(sounds, at, 1 / 3),
}
IN_THE_SOUND: Mapping[str, Callable[[Samples], Samples]] = {
    "cut off at the top": lambda part: np.clip(part * 40, -1, 1),
    "much louder": lambda part: part * 1.5,
    "a little louder": lambda part: part * 1.1,
    "half as loud": lambda part: part / 2,
    "with a high peak": lambda part: with_peak(part, 0.99),
    "with a peak": lambda part: with_peak(part, 0.7),
    "silent": lambda part: part * 0,
    "with a long hole": lambda part: with_hole(part, 1.4),
    "with a short hole": lambda part: with_hole(part, 0.3),
}
IN_THE_TIMES: Mapping[str, Callable[[Timing], Timing]] = {
    "a minute late": lambda timing: replace(timing, start=timing.start + 60, end=timing.end + 60),
    "a moment short": lambda timing: replace(timing, end=timing.end - 0.05),
}


def read(words: Booklet, said: list[Utterance], changes: Mapping[str, str], place: Path) -> Recording:
    """The page as it is recorded, with the changes of a case."""

    def of(kind: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        return ((name, kind[change]) for name, change in changes.items() if change in kind)

    def sounds(made: Sounds) -> Sounds:
        for name, change in of(IN_THE_SCRIPT):
            made = change(made, next(at for at, (one, _) in enumerate(made) if one.id == name))
        return made

    def samples(made: Samples, recording: Recording) -> Samples:
        spans = {timing.id: (int(timing.start * RATE), int(timing.end * RATE)) for timing in recording.timings}
        for name, change in of(IN_THE_SOUND):
            first, last = spans.get(name, (0, len(made)))
            made = np.concatenate([made[:first], change(made[first:last]), made[last:]])
        return made

    recording = read_aloud(words, place, sounds=sounds, samples=samples, said=said)
    times = dict(of(IN_THE_TIMES))
    return replace(
        recording,
        timings=tuple(times[timing.id](timing) if timing.id in times else timing for timing in recording.timings),
    )


def recogniser(
    patch: pytest.MonkeyPatch, said: list[Utterance], recording: Recording, heard: Mapping[str, str]
) -> None:
    """One that hears what is said, but for `heard`. It is given a sound of which each sample is its own time."""
    spoken = {one.id: one.spoken for one in said} | heard

    def hear(samples: Samples, rate: int, language: str, root: Path) -> str:
        inside = (timing for timing in recording.timings if samples[0] <= timing.start and timing.end <= samples[-1])
        return " ".join(spoken[timing.id] for timing in inside)

    length = int((recording.seconds + 90) * RATE)  # times that are a minute late are in it too
    patch.setattr(voice, "missing", lambda root: None)
    patch.setattr(voice, "read_sound", lambda path: np.arange(length, dtype=np.float32) / RATE)
    patch.setattr(voice_heard, "hear", hear)


def leaflet_late(words: Booklet, place: Path, seconds: float) -> Iterator[Finding]:
    """What is found in the whole leaflet in one file, whose chapters begin so many seconds late."""
    pages = [(page.title, script(words, page)) for page in words.pages()]
    ends = (words.title, opening(words, 60)), (str(words.strings["audio_closing"]), closing(words))
    return voice.whole(words, whole_leaflet(words, place, [ends[0], *pages, ends[1]], moved=seconds), DISPLAY)


def findings(case: str, place: Path) -> Iterator[Finding]:
    file = CASES / case / FACTS
    facts = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    words = small(place, WORDS.read_text(encoding="utf-8"), docs=place / "docs")
    figure = Voice("kokoro", "bf_emma", heard_wrong=facts.get("heard_wrong", 0.05))
    words = replace(words, language=replace(words.language, voice=figure))
    page, given, shown = words.leaflet.pages[0], facts.get("given", {}), facts.get("said", {})
    said = [replace(one, spoken=given.get(one.id, one.spoken)) for one in script(words, page)]
    recording = read(
        words, [replace(one, words=shown.get(one.id, one.words)) for one in said], facts.get("changes", {}), place
    )
    lay_over(CASES / case, place, FACTS)
    if (place / "voices").is_dir():
        shutil.copy(recording.path, place / "voices/en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(voice, "script", lambda words, page: said)
        yield from voice.check_recording(words, page, recording)
        yield from voice.check_language(words, {page.name: recording})
        if "chapters_late" in facts:
            yield from leaflet_late(words, place, facts["chapters_late"])
        recogniser(patch, said, recording, facts.get("heard", {}))
        yield from voice.check_heard(words, page, recording)


@pytest.mark.parametrize("case", cases("V"))
def test_case(case: str, tmp_path: Path) -> None:
    judge(case, findings(case, tmp_path))
