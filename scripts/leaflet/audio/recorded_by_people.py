"""What people have recorded in `voices/`: whole pages, or single sentences. Used only for the words that were read.

    voices/ur/get-help.txt              the words to read, a sentence a line with its id (leaflet record ur get-help)
    voices/ur/get-help.mp3              the page, read by a person (wav, flac, ogg or mp3)
    voices/ur/get-help.labels.txt       if known, when each sentence is heard: start, end, id (as Audacity exports it)
    voices/ur/get-help/emergency_1.wav  or a file for each sentence

A sentence that has changed since is not read from the recording: a voice must never say what the page no longer says.
The words are those that were written before the sound was made, so `leaflet record` writes no others while it is there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

import soundfile

from leaflet.audio.script import Utterance
from leaflet.audio.voices.choose import FOLDER
from leaflet.base.suggest import did_you_mean
from leaflet.edition.recording import Timing

ENDINGS = (".wav", ".flac", ".ogg", ".mp3")
WORDS, LABELS = ".txt", ".labels.txt"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What people have recorded of a page. `problems` say in plain English what cannot be used, and what to do."""

    page: Path | None = None
    timings: tuple[Timing, ...] = ()
    sentences: dict[str, Path] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def place_of_script(root: Path, language: str, page: str) -> Path:
    """Where the words that are read from stand."""
    return root / FOLDER / language / f"{page}{WORDS}"


def script_lines(script: Iterable[Utterance]) -> str:
    """The words of a page to read from, a sentence a line, with ids."""
    return "".join(f"{said.id}\t{said.words}\n" for said in script if said.id)


def recorded(root: Path, language: str, page: str, script: Sequence[Utterance]) -> Recorded:
    """What `voices/` has of this page, read from the words as they are today."""
    folder = root / FOLDER / language
    files = [*(file for file in _sounds(folder) if file.stem == page), *_sounds(folder / page)]
    words, read = _words(script), _read_script(place_of_script(root, language, page)) if files else {}
    lengths: dict[Path, float] = {}
    problems: list[str] = []
    for file in files:
        length = _seconds(file)
        if length is None:
            problems.append(f"{file.relative_to(root)} cannot be read as sound: make it a WAV, FLAC, Ogg or MP3 file.")
        elif not _is_read(read, words, None if file.parent == folder else file.stem):
            problems.append(_changed(file, root, language, page))
        else:
            lengths[file] = length
    wholes = [file for file in lengths if file.parent == folder]
    problems += [
        f"{file.relative_to(root)} is not used: {wholes[0].name} is there too. Keep one." for file in wholes[1:]
    ]
    parts = {file.stem: file for file in lengths if file.parent != folder}
    if not wholes:
        return Recorded(None, (), parts, tuple(problems))
    timings, wrong = _labels(folder / f"{page}{LABELS}", list(words), lengths[wholes[0]], root)
    return Recorded(wholes[0], timings, parts, (*problems, *wrong))


def read_otherwise(root: Path, language: str, page: str, script: Sequence[Utterance]) -> list[Path]:
    """Sounds of this page that were made from other words than the page has now, or from nobody knows which."""
    folder, words = root / FOLDER / language, _words(script)
    read = _read_script(place_of_script(root, language, page))
    return [
        *(file for file in _sounds(folder) if file.stem == page and not _is_read(read, words, None)),
        *(file for file in _sounds(folder / page) if file.stem in words and not _is_read(read, words, file.stem)),
    ]


def strangers(root: Path, language: str, pages: Collection[str]) -> Iterator[str]:
    """Files among the recordings of a language that belong to no page, each in plain English."""
    folder = root / FOLDER / language
    known = {f"{page}{ending}" for page in pages for ending in (*ENDINGS, WORDS, LABELS)}
    files = sorted(file for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else []
    for file in files:
        place = file.relative_to(folder)
        is_sound = place.suffix.lower() in ENDINGS
        of_page = place.with_suffix(place.suffix.lower()).name in known
        fits = of_page if len(place.parts) == 1 else len(place.parts) == 2 and place.parts[0] in pages and is_sound
        if not (fits or place.suffix == ".md" or any(part.startswith(".") for part in place.parts)):
            name = place.parts[0].split(".")[0]
            reason = (
                "It is no WAV, FLAC, Ogg or MP3 file."
                if name in pages and not is_sound
                else f'There is no page "{name}". {did_you_mean(name, pages)}'
            )
            yield f"{file.relative_to(root)} is not used. {reason}".strip()


def _words(script: Iterable[Utterance]) -> dict[str, str]:
    return {said.id: said.words for said in script if said.id}


def _is_read(read: dict[str, str], words: dict[str, str], sentence: str | None) -> bool:
    """Whether what was read is what the page says: all of it, in this order, or one sentence."""
    if sentence is None:
        return list(read.items()) == list(words.items())
    return sentence in words and read.get(sentence) == words[sentence]


def _seconds(file: Path) -> float | None:
    """How long a sound file is; None where it is none."""
    try:
        return float(soundfile.info(file).duration)
    except soundfile.LibsndfileError:
        return None


def _changed(file: Path, root: Path, language: str, page: str) -> str:
    return (
        f"{file.relative_to(root)} is not used: {FOLDER}/{language}/{page}.txt does not have its words as the page "
        f"has them now. Move it away, run leaflet record {language} {page}, and record what has changed."
    )


def _sounds(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in ENDINGS) if folder.is_dir() else []


def _read_script(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    rows = (line.split("\t", 1) for line in file.read_text(encoding="utf-8-sig", errors="replace").splitlines())
    return {row[0]: row[1] for row in rows if len(row) == 2}


def _labels(file: Path, ids: list[str], length: float, root: Path) -> tuple[tuple[Timing, ...], list[str]]:
    """Times of the sentences; none, and the reason, where they are not all there in order: half would mislead."""
    if not file.is_file():
        return (), []
    try:
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        timings = tuple(Timing(name.strip(), float(start), float(end)) for start, end, name in rows)
    except ValueError:
        return (), [f"{file.relative_to(root)} cannot be read: each line has a start, an end and an id, with tabs."]
    ends = [0.0, *(moment for timing in timings for moment in (timing.start, timing.end))]
    in_order = all(map(isfinite, ends)) and [*ends, length] == sorted([*ends, length])
    if [timing.id for timing in timings] != ids or not in_order:
        return (), [f"{file.relative_to(root)} is not used: it must have every sentence of the page once, in order."]
    return timings, []
