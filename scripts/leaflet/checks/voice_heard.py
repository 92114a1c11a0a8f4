"""V: the safety pages as a speech recogniser hears them, beside what was to be said.

Lines of one section are heard together, up to half a minute: a recogniser understands a sentence better among others,
as people do. What seems lost there is heard again by itself, and only what is lost both times is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from leaflet.checks.voice_hear import LONGEST, NAME, hear
from leaflet.checks.voice_sound import Line
from leaflet.checks.voice_words import distance, error_rate, letters, lost
from leaflet.formats.audio_sound import RATE, Samples
from leaflet.model import Finding
from leaflet.settings import HEARD_WRONG_AT_MOST, Language
from leaflet.translation import SAFETY_PAGES

PAGES = (*SAFETY_PAGES, "risks")
MARGIN = 0.15  # seconds before and after what is cut out
NOT_HEARD = 0.5  # character error rate of a sentence: over it, it is another sentence, or none
DRIFT = 0.03  # the measured figure and the one of languages.yml may differ by so much
SETTINGS = PurePosixPath("scripts/leaflet/languages.yml")


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
        if is_wrong or any(lost(group.spoken, heard, language)):
            for line in group.lines:
                yield from _alone(samples, line, heard, language, root, display)


def _alone(
    samples: Samples, line: Line, together: str, language: Language, root: Path, display: PurePosixPath
) -> Iterator[Finding]:
    """One line of a group in which something seems lost, heard by itself."""
    if letters(line.spoken, language.tag) in letters(together, language.tag):
        return
    heard = hear(_cut(samples, line.start, line.end), RATE, language.tag, root)
    hint = f"{NAME} is a program, and can be wrong: listen to it. If it is said well, write the sentence otherwise."
    if error_rate(line.spoken, heard, language.tag) > NOT_HEARD:
        yield Finding(display, 0, "V013", f'{line.name} is heard as "{heard[:80]}".', hint)
        return
    for what in lost(line.spoken, heard, language):
        if what in lost(line.spoken, together, language):
            yield Finding(display, 0, "V012", f'{what} is not heard in {line.name}: "{heard[:80]}".', hint)


def check_figure(language: Language, measured: Count | None, is_published: bool) -> Iterator[Finding]:
    """The character error rate of a published language stands in languages.yml, is low enough, and true (V016)."""
    voice = language.voice
    if not is_published or voice is None:
        return
    name = language.english_name
    if voice.heard_wrong is None:
        yield Finding(SETTINGS, 0, "V016", f"Nobody has measured how well the {name} voice is understood.",
                      "Measure it, and put the figure there as voice.heard_wrong.")
    elif voice.heard_wrong > HEARD_WRONG_AT_MOST:
        yield Finding(SETTINGS, 0, "V016", f"{name} is read aloud, and {voice.heard_wrong:.0%} of its letters are "
                      "heard wrongly.", f"At most {HEARD_WRONG_AT_MOST:.0%} is published.")
    elif measured and measured.said and abs(measured.rate - voice.heard_wrong) > DRIFT:
        yield Finding(SETTINGS, 0, "V016", f"{measured.rate:.3f} of the letters of the safety pages in {name} are "
                      f"heard wrongly; voice.heard_wrong says {voice.heard_wrong:.3f}.", "Put the new figure there.")


def _cut(samples: Samples, start: float, end: float) -> Samples:
    return samples[max(int((start - MARGIN) * RATE), 0): int((end + MARGIN) * RATE)]
