"""Voices: which one reads a language, whether it is understood well enough, and `speak(text) -> samples, rate`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from leaflet.audio.voices import espeak as audio_espeak
from leaflet.audio.voices import kokoro as audio_kokoro
from leaflet.audio.voices import piper as audio_piper
from leaflet.audio.voices.sound import Samples
from leaflet.base.files import digest as digest_of
from leaflet.project.settings import HEARD_WRONG_AT_MOST, Language
from leaflet.project.settings import Voice as Record

FOLDER = "voices"


class Voice(Protocol):
    """What reads aloud. Raises `VoiceError` where it cannot say the text."""

    def speak(self, text: str) -> tuple[Samples, int]:
        """Samples from -1 to 1, and how many there are in a second."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A voice to be loaded where it is needed: in another process too. `kind` is a key of `KINDS`."""

    kind: str
    record: Record
    root: Path
    digest: str = ""

    @property
    def key(self) -> str:
        """Everything besides the text that the sound depends on."""
        voice = self.record.name, self.record.phonemes, f"{self.record.speed:g}"
        return "|".join((self.kind, KINDS[self.kind].version, *voice, self.digest))


@dataclass(frozen=True, slots=True)
class Kind:
    """A program that speaks. `missing` says in plain English what it lacks here; `version` changes with its sound."""

    load: Callable[[Record, Path], Voice]
    missing: Callable[[Record, Path], str | None]
    version: str


KINDS: Mapping[str, Kind] = {
    "kokoro": Kind(audio_kokoro.Kokoro, audio_kokoro.missing, audio_kokoro.VERSION),
    "espeak": Kind(audio_espeak.Espeak, audio_espeak.missing, audio_espeak.VERSION),
    "piper": Kind(audio_piper.Piper, audio_piper.missing, audio_piper.VERSION),
}


def choose(language: Language, root: Path) -> tuple[Choice | None, str]:
    """The voice for a language, or None and the reason in plain English.

    A Piper voice in `voices/` goes before the one of `languages.yml`. A voice that is not understood is not used.
    """
    record = language.voice
    if record is None:
        return None, f"there is no voice for {language.english_name}"
    file = root / FOLDER / f"{language.tag}.onnx"
    kind, digest = ("piper", digest_of(file)) if file.is_file() else (record.kind, "")
    if reason := _not_understood(record, kind, digest, language):
        return None, reason
    if reason := KINDS[kind].missing(record, file if digest else root):
        return None, reason
    return Choice(kind, record, file if digest else root, digest), ""


def _not_understood(record: Record, kind: str, digest: str, language: Language) -> str | None:
    if digest and record.measured_of != digest:
        return (
            f"voices/{language.tag}.onnx has not been measured: languages.yml needs voice.measured_of: {digest}, "
            "with the character error rate as heard_wrong"
        )
    if record.heard_wrong is None:
        return f"nobody has measured how well the {language.english_name} voice is understood"
    if record.heard_wrong > HEARD_WRONG_AT_MOST:
        return (
            f"a speech recogniser hears {record.heard_wrong:.0%} of the letters of the {kind} voice wrongly "
            f"({record.measured_on}); at most {HEARD_WRONG_AT_MOST:.0%} is published"
        )
    return None


@cache
def loaded(choice: Choice) -> Voice:
    """The voice, loaded once in a process."""
    return KINDS[choice.kind].load(choice.record, choice.root)
