"""Every page read aloud, and the whole leaflet as one MP3 with chapters: made in parallel, each sentence once.

A build that is broken off keeps every sentence that was spoken. A sentence that cannot be said takes its page out, and
is named; the rest is made.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import nullcontext
from pathlib import Path

from leaflet.audio.plan import CLOSING, OPENING, about, piece, plan, titles_of_ends
from leaflet.audio.script import closing, opening_of
from leaflet.audio.track import Line, Piece, notes_of, read_heard, speak_to, write_piece
from leaflet.audio.voices.choose import choose
from leaflet.audio.voices.phonemes import VoiceError
from leaflet.audio.whole_leaflet import Part, place, write_leaflet
from leaflet.edition.cache import used
from leaflet.edition.downloads import Download, FormatError, Missing, pool, taken_back, wait_for
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording, Recordings
from leaflet.formats.registry import AUDIO
from leaflet.project.settings import languages

PROCESSES = 2  # each holds the voice, about 700 MB
SAY_EVERY = 5  # seconds

Progress = Callable[[str], object]


def make_recordings(
    booklets: Sequence[Booklet],
    cache: Path,
    progress: Progress,
    executor: Executor | None = None,
    pages: Collection[str] | None = None,
    make: bool = True,
) -> tuple[dict[tuple[str, str], Recording], list[Missing]]:
    """Each page of each booklet read aloud, by language and page, and what cannot be made here.

    Without `make`, only what is in the cache. `pages`: only these. `executor` may be any
    `concurrent.futures.Executor`. Raises `FormatError`.
    """
    plans = [plan(booklet, cache, pages) for booklet in booklets]
    pieces = [one for each in plans for one in each.pieces]
    failed = make_pieces(pieces, progress, executor) if make else {}
    missing = [
        Missing(AUDIO.name, booklet.language.tag, problem)
        for booklet, each in zip(booklets, plans, strict=True)
        for problem in (*each.problems, *_failures(each.pieces, failed))
    ]
    used(_files(pieces))
    heard = {(one.language, one.name): found.recording(one) for one in pieces if (found := read_heard(one))}
    return heard, missing


def make_leaflets(
    booklets: Sequence[Booklet],
    recordings: Recordings,
    cache: Path,
    progress: Progress,
    executor: Executor | None = None,
    make: bool = True,
) -> tuple[list[Download], list[Missing]]:
    """The whole leaflet as one MP3, in each language in which every page has been read, and what cannot be said of it.

    Raises `FormatError`.
    """
    whole = [
        booklet
        for booklet in booklets
        if all((booklet.language.tag, page.name) in recordings for page in booklet.pages())
    ]
    ends = {booklet.language.tag: _ends(booklet, recordings, cache) for booklet in whole}
    pieces = [one for pair in ends.values() for one in pair if one]
    failed = make_pieces(pieces, progress, executor) if make else {}
    missing = [
        Missing(AUDIO.name, tag, problem)
        for tag, pair in ends.items()
        for problem in _failures([one for one in pair if one], failed)
    ]
    made = [_leaflet(booklet, recordings, *ends[booklet.language.tag], cache, make, progress) for booklet in whole]
    used(_files(pieces))
    used(file for file in made if file)
    return [
        Download(AUDIO.name, booklet.language.tag, file, AUDIO.media_type, None)
        for booklet, file in zip(whole, made, strict=True)
        if file
    ], missing


def _ends(booklet: Booklet, recordings: Recordings, cache: Path) -> tuple[Piece | None, Piece | None]:
    """What is said before the first page and after the last; nothing where there is no voice for the language."""
    choice, _ = choose(booklet.language, booklet.docs.parent)
    said = opening_of(booklet, (recordings[booklet.language.tag, page.name] for page in booklet.pages()))
    return (
        piece(booklet, OPENING, booklet.title, said, choice, cache),
        piece(booklet, CLOSING, booklet.title, closing(booklet), choice, cache),
    )


def _leaflet(
    booklet: Booklet,
    recordings: Recordings,
    first: Piece | None,
    last: Piece | None,
    cache: Path,
    make: bool,
    progress: Progress,
) -> Path | None:
    tag = booklet.language.tag
    titles = titles_of_ends(booklet)
    parts = [Part(titles[one.name], one.path) for one in (first,) if one and read_heard(one)]
    parts += [Part(page.title, recordings[tag, page.name].path) for page in booklet.pages()]
    parts += [Part(titles[one.name], one.path) for one in (last,) if one and read_heard(one)]
    by_person = all(recordings[tag, page.name].voice == "person" for page in booklet.pages())
    facts = about(booklet, booklet.title, by_person)
    file = place(AUDIO.file_name(booklet.file_name, booklet.language), parts, facts, cache)
    if not file.is_file():
        if not make:
            return None
        write_leaflet(file, parts, facts)
        progress(f"made {file.name}")
    return file


def _files(pieces: Iterable[Piece]) -> Iterator[Path]:
    for one in pieces:
        yield from (one.path, notes_of(one.path))
        yield from (line.sound for line in one.lines if line.choice)


def _failures(pieces: Sequence[Piece], failed: Mapping[Path, str]) -> Iterator[str]:
    for one in pieces:
        if reasons := [failed[line.sound] for line in one.lines if line.sound in failed]:
            name = one.name if one.name in (OPENING, CLOSING) else f"page {one.name}"
            yield f"{name}: {reasons[0]}"


# Making


def make_pieces(pieces: Sequence[Piece], progress: Progress, executor: Executor | None = None) -> dict[Path, str]:
    """Speak what has not been spoken, then join the pieces. Returns the sentences that cannot be said, and why."""
    wanted = [one for one in pieces if read_heard(one) is None]
    lines = {
        line.sound: (line, one.language)
        for one in wanted
        for line in one.lines
        if line.choice and not line.sound.is_file()
    }
    if not wanted:
        return {}
    context = nullcontext(executor) if executor else pool(min(PROCESSES, len(lines) + len(wanted)))
    with context as processes:
        failed = _speak(list(lines.values()), processes, progress)
        _join([one for one in wanted if not any(line.sound in failed for line in one.lines)], processes, progress)
    return failed


def _speak(lines: Sequence[tuple[Line, str]], processes: Executor, progress: Progress) -> dict[Path, str]:
    failed: dict[Path, str] = {}
    clock = _Clock(lines, progress)
    running: dict[Future[None], tuple[Line, str]] = {}
    with taken_back(running):
        for line, language in lines:
            assert line.choice
            running[processes.submit(speak_to, line.sound, line.said.spoken, line.choice)] = (line, language)
        for future in as_completed(running):
            line, language = running[future]
            try:
                future.result()
            except VoiceError as error:
                failed[line.sound] = str(error)
            except Exception as error:
                raise FormatError(f'audio of "{line.said.spoken}": {type(error).__name__}: {error}') from error
            clock.spoken(line, language)
    return failed


def _join(pieces: Sequence[Piece], processes: Executor, progress: Progress) -> None:
    wait_for({processes.submit(write_piece, one): one.path for one in pieces}, progress)


class _Clock:
    """Says now and then how far it is, and how long the rest will take: as long, letter for letter, as what is done."""

    def __init__(self, lines: Sequence[tuple[Line, str]], progress: Progress) -> None:
        self.progress = progress
        self.totals = Counter(language for _, language in lines)
        self.done: Counter[str] = Counter()
        self.left = sum(len(line.said.spoken) for line, _ in lines)
        self.letters = 0
        self.started = self.said = time.monotonic()

    def spoken(self, line: Line, language: str) -> None:
        self.done[language] += 1
        self.letters += len(line.said.spoken)
        self.left -= len(line.said.spoken)
        now = time.monotonic()
        if now - self.said >= SAY_EVERY or self.done[language] == self.totals[language]:
            self.said = now
            self.progress(
                f"speaking {languages()[language].english_name}: {self.done[language]:,} of "
                f"{self.totals[language]:,} sentences, {self._left(now)}"
            )

    def _left(self, now: float) -> str:
        minutes = (now - self.started) / max(self.letters, 1) * self.left / 60
        return f"about {minutes:.0f} min left" if minutes >= 1 else "less than a minute left"
