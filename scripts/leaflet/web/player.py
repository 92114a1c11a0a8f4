"""A page read aloud, as the web shows it: what the player says of its sound, and sentences with their times."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

from leaflet.content.model import Section
from leaflet.content.sentences import with_sentences, with_times
from leaflet.edition.recording import Recording
from leaflet.project.settings import Language


def timed(section: Section, recording: Recording | None) -> Section:
    """Where its page is read aloud, the section with its sentences marked: from and to which second, of each."""
    if recording is None:
        return section
    times = {timing.id: f"{floor(timing.start * 10) / 10} {ceil(timing.end * 10) / 10}" for timing in recording.timings}
    return with_times(with_sentences(section, recording.language), times)


def label(recording: Recording, strings: Mapping[str, Any], language: Language) -> str:
    """Length, size and voice of a recording, as HTML."""
    return str(strings["listen"]).format(
        minutes=minutes(recording.seconds, strings),
        size=size(recording.bytes, strings, language),
        voice=strings[f"listen_{recording.voice}"],
    )


def minutes(seconds: float, strings: Mapping[str, Any]) -> str:
    """A length, to the minute."""
    count = max(round(seconds / 60), 1)
    return str(strings["minute" if count == 1 else "minutes"]).format(count=count)


def size(count: int, strings: Mapping[str, Any], language: Language) -> str:
    """A number of bytes in kB, or MB with the language's decimal sign, as HTML that no direction turns around."""
    if count < 1_000_000:
        words = str(strings["download_size"]).format(size=max(count // 1000, 1))
    else:
        words = str(strings["download_size_large"]).format(size=f"{count / 1e6:.1f}".replace(".", language.decimal))
    return f'<bdi dir="ltr">{words}</bdi>'
