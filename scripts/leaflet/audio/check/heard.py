"""V: the safety pages as a speech recogniser hears them, beside what was to be said.

Lines of one section are heard together, up to half a minute: a recogniser understands a sentence better among others,
as people do. A line of which something seems lost there is heard again by itself; only what is lost both times is a
finding.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path, PurePosixPath

from leaflet.audio.check.sound import Line
from leaflet.audio.check.whisper import LONGEST, NAME, hear
from leaflet.audio.check.words_heard import differences, distance, error_rate, letters, with_digits
from leaflet.audio.speech import speech_of
from leaflet.audio.voices.sound import RATE, Samples
from leaflet.findings.finding import Finding
from leaflet.project.settings import HEARD_WRONG_AT_MOST, Language

MARGIN = 0.15  # seconds before and after what is cut out
NOT_HEARD = 0.5  # character error rate of a sentence: over it, it is another sentence, or none
DRIFT = 0.03  # the measured figure and the one of languages.yml may differ by so much
SETTINGS = PurePosixPath("scripts/leaflet/project/languages.yml")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a section that are heard together."""

    lines: tuple[Line, ...]

    @property
    def spoken(self) -> str:
        first, *rest = self.lines
        return " ".join([first.spoken, *(f"{line.before} {line.spoken}" for line in rest)])

    @property
    def start(self) -> float:
        return self.lines[0].start

    @property
    def end(self) -> float:
        return self.lines[-1].end


@dataclass(frozen=True, slots=True)
class Count:
    """Letters that were said, and how many of them were heard wrongly."""

    said: int = 0
    wrong: int = 0

    @property
    def rate(self) -> float:
        return self.wrong / max(self.said, 1)

    def __add__(self, other: Count) -> Count:
        return Count(self.said + other.said, self.wrong + other.wrong)


def groups(lines: Sequence[Line], new_parts: Sequence[bool]) -> Iterator[Group]:
    """Lines in groups of at most `LONGEST` seconds; `new_parts` says which line begins a section."""
    gathered: list[Line] = []
    for line, is_new in zip(lines, new_parts, strict=True):
        if gathered and (is_new or line.end - gathered[0].start > LONGEST - 2 * MARGIN):
            yield Group(tuple(gathered))
            gathered = []
        gathered.append(line)
    if gathered:
        yield Group(tuple(gathered))


def count(samples: Samples, found: Sequence[Group], language: Language, root: Path) -> Count:
    """How much of a recording is heard wrongly."""
    total = Count()
    for group in found:
        heard = hear(_cut(samples, group.start, group.end), RATE, language.tag, root)
        ours, theirs = letters(group.spoken, language.tag), letters(heard, language.tag)
        total += Count(len(ours), distance(ours, theirs))
    return total


def check_words(
    samples: Samples, found: Sequence[Group], language: Language, root: Path, display: PurePosixPath
) -> Iterator[Finding]:
    """Numbers and words of negation are heard (V012), and every sentence as it was to be said (V013)."""
    for group in found:
        heard = hear(_cut(samples, group.start, group.end), RATE, language.tag, root)
        is_wrong = error_rate(group.spoken, heard, language.tag) > HEARD_WRONG_AT_MOST
        for line, parts in zip(group.lines, stretches(group, heard, language.tag), strict=True):
            wrong = {what for part in parts for what in differences(line.spoken, part, language)}
            if wrong or (is_wrong and letters(line.spoken, language.tag) != letters(parts[0], language.tag)):
                yield from _alone(samples, line, wrong, language, root, display)


def stretches(group: Group, heard: str, language: str) -> list[tuple[str, str]]:
    """What was heard of each line of a group: its words, and those in their place.

    Words that were only heard, and stand where two lines meet, are left out of the first answer for a line, and are in
    the second: nobody can say to which line they belong.
    """
    words = [_tokens(text, language) for line in group.lines for text in (line.before, line.spoken)]
    words[0] = []  # what is said before the first line is not in its sound
    caught = _tokens(heard, language)
    ends = list(accumulate(map(len, words), initial=0))
    said = [_bare(word) for part in words for word in part]
    places = _places(said, list(map(_bare, caught)))
    spans = [(places[start], places[end]) for start, end in zip(ends[1::2], ends[2::2], strict=True)]
    return [(" ".join(caught[start[-1] : end[0]]), " ".join(caught[start[0] : end[-1]])) for start, end in spans]


def _tokens(words: str, language: str) -> list[str]:
    """Words, or Chinese characters, with numbers as digits."""
    digits = with_digits(words, language)
    return re.findall(r"[\d.]*\d|[^\d\s]", digits) if speech_of(language).dense else digits.split()


def _bare(word: str) -> str:
    return word.strip(".,;:!?。，；：！？") or word


def _places(said: Sequence[str], caught: Sequence[str]) -> list[list[int]]:
    """Before each word that was said, and after the last: its places in what was heard, where fewest words differ."""
    to_here = _distances(said, caught)
    from_here = [row[::-1] for row in _distances(said[::-1], caught[::-1])[::-1]]
    return [
        [place for place, both in enumerate(map(sum, zip(before, after, strict=True))) if both == to_here[-1][-1]]
        for before, after in zip(to_here, from_here, strict=True)
    ]


def _distances(first: Sequence[str], second: Sequence[str]) -> list[list[int]]:
    """Levenshtein's distance of each beginning of the first from each of the second (rapidfuzz gives the last only)."""
    rows = [list(range(len(second) + 1))]
    for place, word in enumerate(first, 1):
        before, row = rows[-1], [place]
        for column, other in enumerate(second, 1):
            row.append(min(before[column] + 1, row[-1] + 1, before[column - 1] + (word != other)))
        rows.append(row)
    return rows


def _alone(
    samples: Samples, line: Line, wrong: Collection[str], language: Language, root: Path, display: PurePosixPath
) -> Iterator[Finding]:
    """One line of a group in which something seems lost (`wrong`), heard by itself."""
    heard = hear(_cut(samples, line.start, line.end), RATE, language.tag, root)
    hint = f"{NAME} is a program, and can be wrong: listen to it. If it is said well, write the sentence otherwise."
    if error_rate(line.spoken, heard, language.tag) > NOT_HEARD:
        yield Finding(display, 0, "V013", f'{line.name} is heard as "{heard[:80]}".', hint)
        return
    for what in differences(line.spoken, heard, language):
        if what in wrong:
            yield Finding(display, 0, "V012", f'{what} in {line.name}: "{heard[:80]}".', hint)


def check_figure(language: Language, measured: Count | None, is_published: bool) -> Iterator[Finding]:
    """The character error rate of a published language stands in languages.yml, is low enough, and true (V016)."""
    voice = language.voice
    if not is_published or voice is None:
        return
    name = language.english_name
    if voice.heard_wrong is None:
        yield Finding(
            SETTINGS,
            0,
            "V016",
            f"Nobody has measured how well the {name} voice is understood.",
            "Measure it, and put the figure there as voice.heard_wrong.",
        )
    elif voice.heard_wrong > HEARD_WRONG_AT_MOST:
        yield Finding(
            SETTINGS,
            0,
            "V016",
            f"{name} is read aloud, and {voice.heard_wrong:.0%} of its letters are heard wrongly.",
            f"At most {HEARD_WRONG_AT_MOST:.0%} is published.",
        )
    elif measured and measured.said and abs(measured.rate - voice.heard_wrong) > DRIFT:
        yield Finding(
            SETTINGS,
            0,
            "V016",
            f"{measured.rate:.3f} of the letters of the safety pages in {name} are "
            f"heard wrongly; voice.heard_wrong says {voice.heard_wrong:.3f}.",
            "Put the new figure there.",
        )


def _cut(samples: Samples, start: float, end: float) -> Samples:
    return samples[max(int((start - MARGIN) * RATE), 0) : int((end + MARGIN) * RATE)]
