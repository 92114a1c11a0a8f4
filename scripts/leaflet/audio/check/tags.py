"""V: what an MP3 says about itself: its words with their times, its chapters, its title and language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from leaflet.audio.id3 import Chapter
from leaflet.findings.finding import Finding
from leaflet.project.languages import languages

LONGEST_START = 1.0  # seconds of silence at the start of a chapter
SLACK = 0.05  # seconds: ID3 counts in milliseconds, MP3 in frames of 24


class UnreadableSound(Exception):
    """A file is no MP3 with tags, in plain English."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What stands in the ID3 tags. `lines`: each line of the transcript that has a time, and that time in seconds."""

    title: str
    language: str
    transcript: tuple[str, ...]
    lines: tuple[tuple[str, float], ...]
    chapters: tuple[Chapter, ...]
    seconds: float


def read_tags(file: Path) -> Tags:
    """The tags of an MP3. Raises `UnreadableSound`."""
    from mutagen.mp3 import MP3, MutagenError

    try:
        sound = MP3(file)
    except (MutagenError, OSError) as error:
        raise UnreadableSound(str(error)) from error
    tags = sound.tags
    if tags is None:
        raise UnreadableSound("it has no ID3 tags")
    transcript = next((str(frame.text).split("\n") for frame in tags.getall("USLT") if str(frame.text)), [])
    lines: list[tuple[str, int]] = next((frame.text for frame in tags.getall("SYLT")), [])
    order = [name for frame in tags.getall("CTOC") for name in frame.child_element_ids]
    frames = {frame.element_id: frame for frame in tags.getall("CHAP")}
    chapters = (
        Chapter(str(frame.sub_frames["TIT2"]), frame.start_time / 1000, frame.end_time / 1000)
        for name in order
        if (frame := frames.get(name)) is not None and "TIT2" in frame.sub_frames
    )
    return Tags(
        str(tags.get("TIT2", "")),
        str(tags.get("TLAN", "")),
        tuple(transcript),
        tuple((words, time / 1000) for words, time in lines),
        tuple(chapters),
        float(sound.info.length),
    )


def check_tags(
    tags: Tags, title: str, language: str, words: Sequence[str], display: PurePosixPath
) -> Iterator[Finding]:
    """Title and language (V011), the transcript with and without times (V011), and the order of the times (V009)."""
    if tags.title != title:
        yield Finding(display, 0, "V011", f'The file is called "{tags.title}", not "{title}".', "Make it again.")
    if tags.language != languages()[language].iso_639_2:
        yield Finding(
            display,
            0,
            "V011",
            f'Its language is "{tags.language}".',
            f"It is to be {languages()[language].iso_639_2}. Make it again.",
        )
    timed = tuple(line for line, _ in tags.lines)
    for kind, found in (("transcript", tags.transcript), ("transcript with times", timed)):
        if difference := first_difference(words, found):
            yield Finding(
                display, 0, "V011", f"The {kind} in the file is not what is said: {difference}", "Make the file again."
            )
    yield from check_times([(line, time, time) for line, time in tags.lines], tags.seconds, display)


def first_difference(expected: Sequence[str], found: Sequence[str]) -> str:
    """Where two lists of lines part, in plain English; empty where they do not."""
    if list(expected) == list(found):
        return ""
    place = next(
        (place for place, (ours, theirs) in enumerate(zip(expected, found, strict=False)) if ours != theirs),
        min(len(expected), len(found)),
    )
    ours = f'"{expected[place][:60]}"' if place < len(expected) else "nothing more"
    theirs = f'"{found[place][:60]}"' if place < len(found) else "nothing more"
    return f"line {place + 1} is to be {ours} and is {theirs}."


def check_times(spans: Sequence[tuple[str, float, float]], seconds: float, display: PurePosixPath) -> Iterator[Finding]:
    """Times ascend, no two overlap, and all are within the file (V009). `spans`: name, start and end in seconds."""
    before, previous = 0.0, ""
    for name, start, end in spans:
        if start + SLACK < before or end < start:
            yield Finding(
                display,
                0,
                "V009",
                f'"{name[:60]}" begins at {start:.1f} s, before the end of "{previous[:60]}" at {before:.1f} s.',
                "Make the file again.",
            )
        if end > seconds + SLACK:
            yield Finding(
                display,
                0,
                "V009",
                f'"{name[:60]}" ends at {end:.1f} s; the file has {seconds:.1f} s.',
                "Make the file again.",
            )
        before, previous = max(before, end), name


def check_chapters(tags: Tags, expected: Sequence[tuple[str, str]], display: PurePosixPath) -> Iterator[Finding]:
    """The chapters are these, one after the other (V010).

    `expected`: a title, and the line that it begins with; empty where none of its lines has a time.
    """
    if difference := first_difference([title for title, _ in expected], [chapter.title for chapter in tags.chapters]):
        yield Finding(display, 0, "V010", f"The chapters are not the pages: {difference}", "Make the file again.")
        return
    ends = [*(chapter.start for chapter in tags.chapters[1:]), tags.seconds]
    for chapter, (_, first), end in zip(tags.chapters, expected, ends, strict=True):
        if abs(chapter.end - end) > SLACK:
            yield Finding(
                display,
                0,
                "V010",
                f'Chapter "{chapter.title}" ends at {chapter.end:.1f} s; what follows it begins at {end:.1f} s.',
                "Make the file again.",
            )
        line, time = next(((line, time) for line, time in tags.lines if time >= chapter.start - SLACK), ("", 0.0))
        if first and (line != first or time - chapter.start > LONGEST_START):
            yield Finding(
                display,
                0,
                "V010",
                f'Chapter "{chapter.title}" begins with "{line[:60]}".',
                f'It is to begin with "{first[:60]}". Make the file again.',
            )
