"""V: recordings. Each page read aloud is checked against the page, the file against itself, and both by ear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import soundfile

from leaflet.audio.check.heard import Count, Group, check_figure, check_words, count, groups
from leaflet.audio.check.script import check_given, check_order, check_person, check_phones
from leaflet.audio.check.sound import Line, check_sound
from leaflet.audio.check.tags import UnreadableSound, check_chapters, check_tags, check_times, read_tags
from leaflet.audio.check.whisper import missing
from leaflet.audio.plan import CLOSING, OPENING, titles_of_ends
from leaflet.audio.script import Utterance, closing, opening_of, phones_of, script
from leaflet.audio.voices.sound import Samples, read_sound
from leaflet.content.model import Page
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording
from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing
from leaflet.formats.read_back.file_check import FileCheck
from leaflet.project.settings import CARDS, languages, safety_pages_of

SHORT = 60  # letters of a sentence that a finding shows


def check_recording(booklet: Booklet, page: Page, recording: Recording) -> Iterator[Finding]:
    """Everything about one page read aloud, but for what a recogniser hears (`check_heard`)."""
    display, said = PurePosixPath(recording.address), script(booklet, page)
    if recording.voice == "computer":
        yield from check_phones(said, page.language, display, phones_of(booklet))
        yield from check_given(said, languages()[page.language], display, phones_of(booklet))
    sound = _sound(recording, display)
    if isinstance(sound, Finding):
        yield sound
        return
    times = [(timing.id, timing.start, timing.end) for timing in recording.timings]
    if recording.timings:
        yield from check_order(page, said, recording, display)
        yield from check_times(times, recording.seconds, display)
    try:
        tags = read_tags(recording.path)
    except UnreadableSound as error:
        yield Finding(display, 0, "V017", f"The file cannot be read: {error}.", "Make it again.")
        return
    if recording.timings:
        yield from check_tags(tags, page.title, page.language, _transcript(said, recording), display)
    yield from check_sound(sound, _lines(said, recording), page.language, display)


def check_heard(booklet: Booklet, page: Page, recording: Recording) -> Iterator[Finding]:
    """What a recogniser hears of a safety page. Raises `ToolMissing`."""
    root, display = booklet.docs.parent, PurePosixPath(recording.address)
    if page.name not in _pages_heard(root):
        return
    if reason := missing(root):
        raise ToolMissing(f"the recogniser: {reason}")
    sound = _sound(recording, display)
    if not isinstance(sound, Finding):
        found = _groups(script(booklet, page), recording)
        yield from check_words(sound, found, booklet.language, root, display)


def _pages_heard(root: Path) -> list[str]:
    """The pages that are given to the recogniser: the safety pages, and the risks. What cards say is on those."""
    return [*(name for name in safety_pages_of(root) if name != CARDS), "risks"]


def measured(booklet: Booklet, recordings: Mapping[str, Recording]) -> Count | None:
    """How many letters of the safety pages are heard wrongly; None where a page or the recogniser is missing.

    `recordings` by the name of the page.
    """
    root = booklet.docs.parent
    if missing(root) or not set(_pages_heard(root)) <= recordings.keys():
        return None
    total = Count()
    for name in _pages_heard(root):
        page = booklet.leaflet.page(name)
        if page:
            found = _groups(script(booklet, page), recordings[name])
            total += count(read_sound(recordings[name].path), found, booklet.language, root)
    return total


def check_language(booklet: Booklet, recordings: Mapping[str, Recording]) -> Iterator[Finding]:
    """What concerns a language as a whole: its figure, and what people have recorded. `recordings` by page."""
    by_computer = any(recording.voice == "computer" for recording in recordings.values())
    yield from check_figure(booklet.language, measured(booklet, recordings) if by_computer else None, by_computer)
    yield from check_person(booklet)


def whole(booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """The MP3 of the whole leaflet: its chapters, its words with their times, its loudness."""
    try:
        tags, samples = read_tags(file), read_sound(file)
    except (UnreadableSound, soundfile.LibsndfileError) as error:
        yield Finding(display, 0, "V017", f"The file cannot be read: {error}.", "Make it again.")
        return
    parts = list(_parts(booklet, [chapter.title for chapter in tags.chapters]))
    yield from check_chapters(tags, [(title, next(iter(lines), "")) for title, lines in parts], display)
    words = [line for _, lines in parts for line in lines]
    yield from check_tags(tags, booklet.title, booklet.language.tag, words, display)
    yield from check_sound(samples, (), booklet.language.tag, display)


def _parts(booklet: Booklet, found: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """What the file is to have: the title of each chapter, and its lines. `found`: the titles that it has.

    Where people read every page and no voice is good enough, nobody says the beginning and the end.
    """
    pages = list(booklet.pages())
    read = [booklet.recordings[page.name] for page in pages if page.name in booklet.recordings]
    titles, by_people = titles_of_ends(booklet), all(one.voice == "person" for one in read)
    has_ends = not by_people or len(found) > len(pages)
    if has_ends:
        yield titles[OPENING], [_line(one) for one in opening_of(booklet, read)]
    for page in pages:
        yield page.title, _transcript(script(booklet, page), booklet.recordings.get(page.name))
    if has_ends:
        yield titles[CLOSING], [_line(one) for one in closing(booklet)]


FILE_CHECKS: dict[str, tuple[FileCheck, ...]] = {"audio": (whole,)}


def _sound(recording: Recording, display: PurePosixPath) -> Samples | Finding:
    try:
        return read_sound(recording.path)
    except (soundfile.LibsndfileError, OSError) as error:
        return Finding(display, 0, "V017", f"The file cannot be read: {error}.", "Make it again.")


def _line(said: Utterance) -> str:
    """How a line stands in the transcript of a file: as on the page, or as spoken where the page has no such line."""
    return said.words if said.id else said.spoken


def _transcript(said: Sequence[Utterance], recording: Recording | None) -> list[str]:
    """The lines that are in a file: of a person's those of the page, and none where nobody knows their times."""
    if recording is None or recording.voice == "computer":
        return [_line(one) for one in said]
    return [_line(one) for one in said if one.id] if recording.timings else []


def _lines(said: Sequence[Utterance], recording: Recording) -> list[Line]:
    """What is said when, of the sentences that have a time."""
    spoken, before = {one.id: one for one in said if one.id}, dict[str, str]()
    untimed = ""
    for one in said:
        if one.id:
            before[one.id], untimed = untimed, ""
        else:
            untimed = f"{untimed} {one.spoken}".strip()
    return [
        Line(
            f'{timing.id} "{spoken[timing.id].words[:SHORT]}"',
            spoken[timing.id].spoken,
            timing.start,
            timing.end,
            before[timing.id],
        )
        for timing in recording.timings
        if timing.id in spoken
    ]


def _groups(said: Sequence[Utterance], recording: Recording) -> list[Group]:
    """The sentences of a recording in groups by section."""
    kinds = {one.id: one.kind for one in said}
    new_parts = [kinds.get(timing.id) == "heading" for timing in recording.timings if timing.id in kinds]
    return list(groups(_lines(said, recording), new_parts))
