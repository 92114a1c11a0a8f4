"""What an MP3 says about itself: ID3 2.3 tags, with the words, the time of each sentence, and chapters."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from mutagen.id3 import (
    CHAP,
    COMM,
    CTOC,
    ID3,
    SYLT,
    TALB,
    TDRC,
    TIT2,
    TLAN,
    TLEN,
    TPE1,
    TPUB,
    TXXX,
    USLT,
    WOAF,
    CTOCFlags,
    Encoding,
)
from mutagen.id3._tags import save_frame

from leaflet.audio.mp3 import seconds, with_notes
from leaflet.edition.recording import Timing
from leaflet.project.languages import languages

_NO_OFFSET = 0xFFFFFFFF
_MILLISECONDS, _WORDS = 2, 1  # SYLT: how times are counted, and what the words are (a transcript)


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself besides its words. `voice` is a sentence on who reads."""

    title: str
    album: str
    language: str
    date: str
    version: str
    publisher: str
    voice: str
    address: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a file with a name, in seconds."""

    title: str
    start: float
    end: float


class _InOrder(ID3):  # type: ignore[misc]
    """Tags in the order in which they were added: mutagen sorts by size, and players show chapters as they come."""

    def _write(self, config: object) -> bytearray:
        return bytearray(b"".join(save_frame(frame, config=config) for frame in self.values()))


def tagged(frames: bytes, about: About, words: Sequence[tuple[str, Timing]], chapters: Sequence[Chapter] = ()) -> bytes:
    """An MP3 file of these frames. `words`: what is said when, in order."""
    tags, code, text = _InOrder(), languages()[about.language].iso_639_2, Encoding.UTF16
    for frame in (
        TIT2(text, about.title),
        TALB(text, about.album),
        TPE1(text, about.publisher),
        TPUB(text, about.publisher),
        TLAN(text, code),
        TDRC(text, about.date),
        TLEN(text, str(_ms(seconds(frames)))),
        TXXX(text, "version", about.version),
        WOAF(about.address),
        COMM(text, code, "", about.voice),
        USLT(text, code, "", "\n".join(line for line, _ in words)),
        SYLT(
            encoding=text,
            lang=code,
            format=_MILLISECONDS,
            type=_WORDS,
            desc="",
            text=[(line, _ms(timing.start)) for line, timing in words],
        ),
        *_chapters(chapters, about.title),
    ):
        tags.add(frame)
    file = io.BytesIO(with_notes(frames))
    tags.update_to_v23()
    tags.save(file, v1=0, v2_version=3, padding=lambda info: 0)
    return file.getvalue()


def _chapters(chapters: Sequence[Chapter], title: str) -> list[CTOC | CHAP]:
    """A table of contents and its chapters (ID3v2 Chapter Frame Addendum 1.0)."""
    if not chapters:
        return []
    names = [f"page{number}" for number in range(1, len(chapters) + 1)]
    table = CTOC(
        element_id="contents",
        flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED,
        child_element_ids=names,
        sub_frames=[TIT2(Encoding.UTF16, title)],
    )
    return [
        table,
        *(
            CHAP(
                element_id=name,
                start_time=_ms(chapter.start),
                end_time=_ms(chapter.end),
                start_offset=_NO_OFFSET,
                end_offset=_NO_OFFSET,
                sub_frames=[TIT2(Encoding.UTF16, chapter.title)],
            )
            for name, chapter in zip(names, chapters, strict=True)
        ),
    ]


def _ms(time: float) -> int:
    return round(time * 1000)
