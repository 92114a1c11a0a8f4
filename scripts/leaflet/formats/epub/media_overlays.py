"""Media overlays (EPUB 3.3, 9): which sentence of a page is heard when in its sound file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from leaflet.content.sentences import sentences, with_sentences
from leaflet.edition.document import Chapter
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording, Timing

ACTIVE_CLASS = "being-read"  # epub.css says how it looks


@dataclass(frozen=True, slots=True)
class Overlay:
    """One page with its sound. `clips`: when its sentences are heard, in the order in which they stand on the page."""

    page: str
    recording: Recording
    clips: tuple[Timing, ...]

    @property
    def seconds(self) -> float:
        return sum(clip.end - clip.start for clip in self.clips)

    @property
    def name(self) -> str:
        return f"{self.page}.smil"

    @property
    def sound(self) -> str:
        return f"audio/{self.page}.mp3"

    def smil(self) -> bytes:
        """The media overlay document (EPUB 3.3, 9.2)."""
        page = f"{self.page}.xhtml"
        pairs = "".join(
            f'<par id="{clip.id}"><text src="{page}#{clip.id}"/>'
            f'<audio src="{self.sound}" clipBegin="{clip.start:.3f}s" clipEnd="{clip.end:.3f}s"/></par>\n'
            for clip in self.clips
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">\n'
            f'<body><seq id="_page" epub:textref="{page}">\n{pairs}</seq></body>\n</smil>\n'
        ).encode()

    def items(self) -> str:
        """Its entries of the manifest."""
        return (
            f'<item id="overlay-{self.page}" href="{self.name}" media-type="application/smil+xml"/>\n'
            f'<item id="sound-{self.page}" href="{self.sound}" media-type="audio/mpeg"/>\n'
        )


def overlays(booklet: Booklet, book: Iterable[Chapter]) -> Iterator[Overlay]:
    """The pages of a book that are read aloud, and of which it is known when each sentence is heard."""
    for chapter in book:
        recording = booklet.recordings.get(chapter.name)
        if recording and recording.timings:
            heard = {timing.id: timing for timing in recording.timings}
            ids = (
                name
                for entry in chapter.entries
                for name, _ in sentences(with_sentences(entry.section, entry.language.tag))
            )
            yield Overlay(chapter.name, recording, tuple(heard[name] for name in ids if name in heard))


def metadata(booklet: Booklet, pages: list[Overlay]) -> Iterator[str]:
    """Lengths, of each page and of all, the voice, and the class of what is being read (EPUB 3.3, 9.3.5)."""
    for overlay in pages:
        yield (f'<meta property="media:duration" refines="#overlay-{overlay.page}">{overlay.seconds:.3f}s</meta>\n')
    yield f'<meta property="media:duration">{sum(overlay.seconds for overlay in pages):.3f}s</meta>\n'
    for voice in sorted({overlay.recording.voice for overlay in pages}):
        words = str(booklet.strings[f"listen_{voice}"])
        yield f'<meta property="media:narrator">{escape(words, quote=False)}</meta>\n'
    yield f'<meta property="media:active-class">{ACTIVE_CLASS}</meta>\n'
