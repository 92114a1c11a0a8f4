"""Pages read aloud, for tests: real MP3 files of a tone, with a time for every sentence of the page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from leaflet.content.model import Leaflet, Page
from leaflet.content.sentences import sentences, with_sentences
from leaflet.edition.recording import Recording, Timing

RATE = 8000  # samples a second: quickly made
BEFORE, PAUSE, AFTER = 2.0, 0.5, 3.0  # seconds: what is only said, before, between and after the sentences


@cache
def _tone(seconds: float) -> bytes:
    wave = 0.1 * np.sin(2 * np.pi * 220 * np.arange(int(seconds * RATE)) / RATE)
    file = io.BytesIO()
    soundfile.write(file, wave.astype(np.float32), RATE, format="MP3", bitrate_mode="CONSTANT", compression_level=0.8)
    return file.getvalue()


def recording(page: Page, folder: Path, sentence: float = 2.0, voice: str = "computer") -> Recording:
    """A page as if it had been read aloud, `sentence` seconds for each sentence, in the order of the page."""
    timings = tuple(_timings(page, sentence))
    seconds = timings[-1].end + AFTER
    path = folder / f"{page.language}-{page.name}.mp3"
    path.write_bytes(_tone(seconds))
    return Recording(page.language, page.name, path, seconds, timings, voice)


def recordings(leaflet: Leaflet, folder: Path, sentence: float = 2.0) -> list[Recording]:
    """Every page of a leaflet."""
    return [recording(page, folder, sentence) for page in leaflet.pages]


def _timings(page: Page, sentence: float) -> Iterator[Timing]:
    start = BEFORE
    for section in page.sections:
        for name, _ in sentences(with_sentences(section, page.language)):
            yield Timing(name, start, start + sentence)
            start += sentence + PAUSE
