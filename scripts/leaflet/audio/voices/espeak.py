"""espeak-ng, the built-in voice: small, in every language, a machine's sound. Through its C library."""

from __future__ import annotations

import ctypes
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from leaflet.audio.voices.phonemes import VoiceError
from leaflet.audio.voices.sound import Samples
from leaflet.project.settings import Voice as Record

VERSION = "espeak-ng 1"  # raise it when the same text sounds different
WORDS_A_MINUTE = 145  # at speed 1
_SYNCHRONOUS, _UTF8, _RATE_PARAMETER = 2, 1, 1  # espeak-ng's speak_lib.h
_kept: list[Any] = []  # what the library calls later must not be thrown away
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def missing(record: Record, root: Path) -> str | None:
    """What is not installed, in plain English."""
    return None if find_spec("espeakng_loader") else "espeakng-loader is not installed: run scripts/setup"


class Espeak:
    """One of its voices (`record.name`: `ar`, `gmw/en-GB-x-rp`)."""

    def __init__(self, record: Record, root: Path) -> None:
        self.record = record

    def speak(self, text: str) -> tuple[Samples, int]:
        """Raises `VoiceError` for a voice that espeak-ng does not have."""
        library, rate, heard = _library()
        if library.espeak_SetVoiceByName(self.record.name.encode()):
            raise VoiceError(f"espeak-ng has no voice {self.record.name}")
        library.espeak_SetParameter(_RATE_PARAMETER, round(WORDS_A_MINUTE * self.record.speed), 0)
        heard.clear()
        words = text.encode()
        library.espeak_Synth(words, len(words) + 1, 0, 1, 0, _UTF8, None, None)
        library.espeak_Synchronize()
        sound: Samples = np.concatenate([*heard, np.zeros(0, np.int16)]).astype(np.float32) / np.float32(32768)
        return sound, rate


@cache
def _library() -> tuple[Any, int, list[Any]]:
    """The library, its sampling rate, and the list that it puts samples in; one in a process."""
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, str(espeakng_loader.get_data_path()).encode(), 0)
    if rate <= 0:
        raise VoiceError("espeak-ng cannot read its data: install espeakng-loader again")
    heard: list[Any] = []

    def take(samples: Any, count: int, events: Any) -> int:
        if samples and count:
            heard.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0

    _kept.append(_Callback(take))
    library.espeak_SetSynthCallback(_kept[0])
    return library, rate, heard
