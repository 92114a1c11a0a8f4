"""A Piper voice that somebody put into `voices/`: `voices/<language>.onnx` with its `voices/<language>.onnx.json`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np

from leaflet.audio.voices.sound import Samples
from leaflet.project.settings import Voice as Record

VERSION = "piper 1"  # raise it when the same text sounds different


def configuration(file: Path) -> Path | None:
    """Its settings: `ur.onnx.json`, as Piper has it, or `ur.json`."""
    return next((place for place in (Path(f"{file}.json"), file.with_suffix(".json")) if place.is_file()), None)


def missing(record: Record, file: Path) -> str | None:
    """What is not there, in plain English."""
    if find_spec("piper") is None:
        return "piper-tts is not installed: run scripts/setup"
    return None if configuration(file) else f"voices/{file.name} has no settings beside it: voices/{file.name}.json"


class Piper:
    """The voice of a file. It adds the vowel marks of Arabic by itself."""

    def __init__(self, record: Record, file: Path) -> None:
        from piper import PiperVoice

        self.record = record
        self.voice = PiperVoice.load(file, config_path=configuration(file))

    def speak(self, text: str) -> tuple[Samples, int]:
        from piper import SynthesisConfig

        # No chance in length or loudness, so that the same words give the same sound.
        how = SynthesisConfig(length_scale=1 / self.record.speed, noise_scale=0, noise_w_scale=0)
        parts = [part.audio_float_array for part in self.voice.synthesize(text, how)]
        return np.concatenate([*parts, np.zeros(0)]).astype(np.float32), int(self.voice.config.sample_rate)
