"""V: how a recording sounds: clipping, loudness, peaks, silence, and how fast each sentence is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePosixPath

import numpy as np

from leaflet.audio.speech import speech_of
from leaflet.audio.voices.sound import RATE, Samples, loudness, true_peak
from leaflet.findings.finding import Finding

LOUDNESS, LOUDNESS_WITHIN = -19.0, 1.5  # LUFS, mono: as loud as -16 in stereo (AES TD1008)
HIGHEST_PEAK = -1.0  # dBTP (EBU R 128)
FULL_SCALE, CLIPPED_RUN = 0.985, 3  # so many samples in a row at the top are a cut-off wave
SILENT = -50.0  # dBFS: quieter is no speech
LONGEST_SILENCE = 1.2  # seconds inside a sentence
LONGEST_GAP = 3.0  # seconds between two
FRAME = RATE // 50  # samples, 20 ms
SLOWEST, FASTEST = 0.55, 1.6  # a sentence beside the rest; of two whole leaflets, 0.57 to 1.5
FEWEST_LETTERS = 12  # shorter lines are too short to measure a rate


@dataclass(frozen=True, slots=True)
class Line:
    """What is said, and when, in seconds; `name` is what a finding calls it.

    `before`: what is said between the line before and this one, and has no time of its own ("a list of 3 things").
    """

    name: str
    spoken: str
    start: float
    end: float
    before: str = ""

    def letters(self, dense: bool) -> float:
        """How long it is to say. Beside Chinese characters, three letters of another script are about one."""
        said = list(filter(str.isalnum, self.spoken))
        return sum(1 / 3 if letter.isascii() else 1 for letter in said) if dense else len(said)

    def of(self, samples: Samples) -> Samples:
        return samples[int(self.start * RATE) : int(self.end * RATE)]


def check_sound(samples: Samples, lines: Sequence[Line], language: str, display: PurePosixPath) -> Iterator[Finding]:
    """V001 to V006 of a whole recording and of each line in it."""
    yield from _level(samples, display)
    for line, following in zip_longest(lines, lines[1:]):
        yield from _line(line, line.of(samples), display)
        gap = samples[int(line.end * RATE) : int(following.start * RATE)] if following else samples[:0]
        if (silence := _longest_silence(np.pad(_loud_frames(gap), 1, constant_values=True))) > LONGEST_GAP:
            yield Finding(
                display,
                0,
                "V005",
                f"There are {silence:.1f} seconds of silence after {line.name}.",
                f"At most {LONGEST_GAP:g} seconds: a listener thinks that it is over.",
            )
    yield from _rates(samples, lines, language, display)


def _level(samples: Samples, display: PurePosixPath) -> Iterator[Finding]:
    level, peak = loudness(samples), true_peak(samples)
    if not abs(level - LOUDNESS) <= LOUDNESS_WITHIN:
        yield Finding(
            display,
            0,
            "V002",
            f"The loudness is {level:.1f} LUFS.",
            f"It is to be {LOUDNESS:g}, give or take {LOUDNESS_WITHIN:g}. Make the file again.",
        )
    if peak > HIGHEST_PEAK:
        yield Finding(display, 0, "V003", f"The true peak is {peak:.1f} dBTP.", f"At most {HIGHEST_PEAK:g}.")


def _line(line: Line, part: Samples, display: PurePosixPath) -> Iterator[Finding]:
    if clipped(part):
        yield Finding(
            display,
            0,
            "V001",
            f"The sound is cut off at its top in {line.name}.",
            "Record or make this sentence again, less loud.",
        )
    loud = _loud_frames(part)
    if not loud.any():
        yield Finding(display, 0, "V004", f"There is nothing to hear in {line.name}.", "Make this sentence again.")
    if (pause := _longest_silence(loud)) > LONGEST_SILENCE:
        yield Finding(
            display,
            0,
            "V005",
            f"There are {pause:.1f} seconds of silence inside {line.name}.",
            f"At most {LONGEST_SILENCE:g} seconds.",
        )


def clipped(samples: Samples) -> bool:
    """Whether the wave is cut off: several samples in a row at full scale, as high as each other."""
    top = np.abs(samples) >= FULL_SCALE
    runs = np.convolve(top, np.ones(CLIPPED_RUN), "valid") if len(top) >= CLIPPED_RUN else np.zeros(0)
    return bool((runs >= CLIPPED_RUN).any())


def _loud_frames(samples: Samples) -> np.typing.NDArray[np.bool_]:
    """Which 20 ms of the samples are louder than silence."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    return np.asarray(np.sqrt(np.mean(frames**2, axis=1)) > 10 ** (SILENT / 20))


def _longest_silence(loud: np.typing.NDArray[np.bool_]) -> float:
    """The longest silence between two sounds, in seconds."""
    places = np.flatnonzero(loud)
    return float(np.diff(places).max(initial=1) - 1) * FRAME / RATE


def _rates(samples: Samples, lines: Sequence[Line], language: str, display: PurePosixPath) -> Iterator[Finding]:
    """The pace of the recording is usual for its language (`speech.yml`: rate), and each line keeps to it."""
    speech = speech_of(language)
    fewest = FEWEST_LETTERS // 2 if speech.dense else FEWEST_LETTERS
    long_enough = [
        line for line in lines if line.letters(speech.dense) >= fewest and _loud_frames(line.of(samples)).any()
    ]
    paces = [line.letters(speech.dense) / _seconds_of_speech(line.of(samples)) for line in long_enough]
    if not paces:
        return
    pace = float(np.median(paces))
    if speech.rate and not speech.rate[0] <= pace <= speech.rate[1]:
        yield Finding(
            display,
            0,
            "V006",
            f"It is read at {pace:.1f} letters a second.",
            f"Between {speech.rate[0]:g} and {speech.rate[1]:g} are usual in this language.",
        )
    for line, own in zip(long_enough, paces, strict=True):
        if not SLOWEST <= own / pace <= FASTEST:
            how = "slowly: something may be said twice" if own < pace else "fast: something may be missing"
            yield Finding(
                display,
                0,
                "V006",
                f"{line.name} is read too {how} ({own:.1f} letters a second).",
                f"The rest has {pace:.1f}. Listen to it, and make it again.",
            )


def _seconds_of_speech(samples: Samples) -> float:
    """From the first sound to the last."""
    places = np.flatnonzero(_loud_frames(samples))
    return float(places[-1] - places[0] + 1) * FRAME / RATE
