"""A piece of sound: a page, or what is said before the first or after the last; from sentences to a kept MP3."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from leaflet.audio import id3 as audio_tags
from leaflet.audio import mp3 as audio_mp3
from leaflet.audio.id3 import About, tagged
from leaflet.audio.script import Utterance
from leaflet.audio.voices import sound as audio_sound
from leaflet.audio.voices.choose import Choice, loaded
from leaflet.audio.voices.phonemes import VoiceError
from leaflet.audio.voices.sound import Samples, joined, levelled, read_sound, resampled, trimmed, write_flac
from leaflet.base.files import digest, written_whole
from leaflet.edition.recording import Recording, Timing

KEY_LENGTH = 24
_JOINED_BY = (Path(__file__), *(Path(str(module.__file__)) for module in (audio_mp3, audio_sound, audio_tags)))


@dataclass(frozen=True, slots=True)
class Line:
    """What is said, and the file that it is heard in: a person's (`choice` is None), or one that a voice makes."""

    said: Utterance
    sound: Path
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What becomes one MP3. `name`: of the page; `whole`: a person's recording of all of it, with its `timings`."""

    language: str
    name: str
    lines: tuple[Line, ...]
    about: About
    folder: Path
    whole: Path | None = None
    timings: tuple[Timing, ...] = ()

    @property
    def is_read_by_a_person(self) -> bool:
        return read_by_a_person(self.whole, self.lines)

    @property
    def path(self) -> Path:
        return self.folder / self._key() / f"{self.language}-{self.name}.mp3"

    def _key(self) -> str:
        key = hashlib.sha256(_program().encode())
        for part in self._parts():
            key.update(part.encode() + b"\0")
        return key.hexdigest()[:KEY_LENGTH]

    def _parts(self) -> Iterator[str]:
        yield repr((self.language, self.name, self.about, self.timings))
        yield digest(self.whole) if self.whole else ""
        for line in self.lines:
            yield repr(line.said)
            yield line.sound.name if line.choice else digest(line.sound)


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a made piece. `words`: what is said when, also what has no id on the page."""

    seconds: float
    words: tuple[tuple[str, Timing], ...]
    voice: str

    def recording(self, piece: Piece) -> Recording:
        timings = tuple(timing for _, timing in self.words if timing.id)
        return Recording(piece.language, piece.name, piece.path, self.seconds, timings, self.voice)


def read_by_a_person(whole: Path | None, lines: Sequence[Line]) -> bool:
    """Whether people read all of it. `whole`: one sound for everything; else each line has its own."""
    return whole is not None or all(line.choice is None for line in lines)


@cache
def _program() -> str:
    """What joins sentences and encodes them: another program may give another sound."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in _JOINED_BY)).hexdigest()


def place_of_sentence(spoken: str, choice: Choice, cache: Path) -> Path:
    """Where the sound of a sentence is kept: by everything that it is made from."""
    key = hashlib.sha256(f"{choice.key}\0{spoken}".encode()).hexdigest()
    return cache / "sentences" / key[:2] / f"{key[:KEY_LENGTH]}.flac"


def speak_to(file: Path, spoken: str, choice: Choice) -> None:
    """Make the sound of a sentence; it is at its place only when it is whole. Raises `VoiceError`."""
    samples, rate = loaded(choice).speak(spoken)
    sound = trimmed(resampled(samples, rate))
    if not len(sound):
        raise VoiceError(f'the voice gives no sound for "{spoken}"')
    with written_whole(file) as scratch:
        write_flac(scratch, sound)


def write_piece(piece: Piece) -> None:
    """Join the sentences of a piece, set its loudness, and write its MP3 and, beside it, what is known of it."""
    samples, spans = _sound(piece)
    frames = audio_mp3.encode(levelled(samples))
    words = _words(piece, spans)
    heard = Heard(round(audio_mp3.length(frames), 3), words, "person" if piece.is_read_by_a_person else "computer")
    with written_whole(piece.path) as sound, written_whole(notes_of(piece.path)) as notes:  # the notes first
        sound.write_bytes(tagged(frames, piece.about, words))
        notes.write_text(json.dumps(asdict(heard)), "utf-8")


def _words(piece: Piece, spans: list[tuple[float, float]]) -> tuple[tuple[str, Timing], ...]:
    if piece.whole:
        said = {line.said.id: line.said.words for line in piece.lines}
        return tuple((said[timing.id], timing) for timing in piece.timings)
    return tuple(
        (line.said.words if line.said.id else line.said.spoken, Timing(line.said.id, round(start, 3), round(end, 3)))
        for line, (start, end) in zip(piece.lines, spans, strict=True)
    )


def _sound(piece: Piece) -> tuple[Samples, list[tuple[float, float]]]:
    if piece.whole:
        return read_sound(piece.whole), []
    by_person = any(line.choice is None for line in piece.lines)
    return joined((line.said.kind, _line_sound(line, by_person)) for line in piece.lines)


def _line_sound(line: Line, by_person: bool) -> Samples:
    """A voice's sentences are as loud as each other; a person's are made so, and the others with them."""
    sound = read_sound(line.sound)
    if line.choice is None:
        sound = trimmed(sound)
    return levelled(sound) if by_person else sound


def read_heard(piece: Piece) -> Heard | None:
    """What is known of a piece that was made; None where it has not been."""
    return heard_in(piece.path) if piece.path.is_file() and notes_of(piece.path).is_file() else None


def notes_of(file: Path) -> Path:
    """What is known of an MP3 stands beside it."""
    return file.with_suffix(".json")


def heard_in(file: Path) -> Heard:
    """What is known of the MP3 of a piece."""
    facts = json.loads(notes_of(file).read_text(encoding="utf-8"))
    return Heard(facts["seconds"], tuple((words, Timing(**timing)) for words, timing in facts["words"]), facts["voice"])
