"""A voice for tests: a tone for each letter, so that there is real sound, in a moment."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from leaflet.audio.make import make_leaflets, make_recordings
from leaflet.audio.voices import choose as audio_voices
from leaflet.audio.voices.choose import Kind
from leaflet.audio.voices.phonemes import VoiceError
from leaflet.audio.voices.sound import RATE, Samples
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording
from leaflet.project.settings import Voice, languages
from support.made import small

LETTER = 0.02  # seconds
PAGE = "# Risks {#risks}\n\nAsk now. Do not wait.\n\n## Pain {#pain}\n\n- It hurts.\n- It stops.\n"
UNSAYABLE = "☠"


class Tone:
    """Says each letter as a tone whose pitch is that of the letter."""

    spoken: ClassVar[list[str]] = []

    def __init__(self, record: Voice, root: Path) -> None:
        self.record = record

    def speak(self, text: str) -> tuple[Samples, int]:
        Tone.spoken.append(text)
        if UNSAYABLE in text:
            raise VoiceError(f"there is no sound for {UNSAYABLE}")
        moments = np.arange(int(LETTER / self.record.speed * RATE)) / RATE
        tones = [0.3 * np.sin(2 * np.pi * (200 + ord(letter) % 100 * 10) * moments) for letter in text]
        return np.concatenate(tones).astype(np.float32), RATE


def use_tones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `kind: tone` be a kind of voice."""
    Tone.spoken = []
    audio_voices.loaded.cache_clear()
    kinds = {**audio_voices.KINDS, "tone": Kind(Tone, lambda record, root: None, "tone 1")}
    monkeypatch.setattr(audio_voices, "KINDS", kinds)


def booklet(place: Path, english: str = PAGE, **changes: Any) -> Booklet:
    """A booklet of one page in a project of its own, read by tones."""
    (place / "docs").mkdir(exist_ok=True)
    language = replace(languages()["en"], voice=Voice("tone", "low", heard_wrong=0.0))
    return replace(small(place, english), docs=place / "docs", language=language, **changes)


@contextmanager
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as threads:
        yield threads


def read(words: Booklet, place: Path, **options: Any) -> tuple[Recording | None, list[str]]:
    """The page read aloud, and what is missing."""
    said: list[str] = []
    with executor() as threads:
        recordings, missing = make_recordings([words], place / "cache", said.append, threads, **options)
    return recordings.get((words.language.tag, "risks")), [gap.reason for gap in missing]


def whole(words: Booklet, place: Path) -> Path:
    """The whole leaflet read aloud."""
    with executor() as threads:
        recordings, _ = make_recordings([words], place / "cache", print, threads)
        (made,), _ = make_leaflets([words], recordings, place / "cache", print, threads)
    return made.path
