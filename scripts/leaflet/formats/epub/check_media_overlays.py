"""E: an EPUB with audio: every sentence is heard once, from its own sound, in its own time (EPUB 3.3, 9)."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from lxml import etree

from leaflet.content.model import Page
from leaflet.content.sentences import sentences, with_sentences
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording
from leaflet.findings.finding import Finding
from leaflet.formats.epub.read_back import OPF, package_of
from leaflet.formats.read_back.archives import open_archive, xml_of
from leaflet.formats.read_back.sections import UnreadableFile

_SMIL = "{http://www.w3.org/ns/SMIL}"
_SECONDS = re.compile(r"\d+(\.\d+)?s")
_LENGTH_MAY_DIFFER = 1.0  # seconds, over a whole book: times are written to the millisecond
_OVERLAP = 0.001  # seconds
_HINT = "Delete .cache/downloads and build again."


@dataclass(frozen=True, slots=True)
class _Clip:
    """What an overlay says of one sentence. Seconds; -1 where it says none."""

    id: str
    sound: str
    start: float
    end: float


class _Book:
    """The package of an EPUB: its manifest by address, and its media overlays by page."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.place, self.package = package_of(archive)
        self.items = {self.at(item.get("href", "")): item for item in self.package.iter(f"{OPF}item")}
        self.addresses = {item.get("id"): address for address, item in self.items.items()}

    def at(self, href: str, start: str = "") -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(start or self.place), href))

    def clips(self, page: str) -> list[_Clip] | None:
        """The clips of a page in their order; None where it has no overlay. Raises `UnreadableFile`."""
        address = self.at(f"{page}.xhtml")
        item = self.items.get(address)
        overlay = self.addresses.get(item.get("media-overlay")) if item is not None else None
        if overlay is None:
            return None
        return [self._clip(pair, overlay, address) for pair in xml_of(self.archive, overlay).iter(f"{_SMIL}par")]

    def _clip(self, pair: etree._Element, overlay: str, page: str) -> _Clip:
        words, sound = pair.find(f"{_SMIL}text"), pair.find(f"{_SMIL}audio")
        href, _, fragment = (words.get("src", "") if words is not None else "").partition("#")
        if sound is None:
            return _Clip(fragment, "", -1, -1)
        return _Clip(
            fragment if self.at(href, overlay) == page else "",
            self.at(sound.get("src", ""), overlay),
            _seconds(sound.get("clipBegin")),
            _seconds(sound.get("clipEnd")),
        )

    def lengths(self, refines: str = "") -> list[float]:
        """What the package says of the length of an overlay, or of all."""
        return [
            _seconds(meta.text)
            for meta in self.package.iter(f"{OPF}meta")
            if meta.get("property") == "media:duration" and meta.get("refines", "") == refines
        ]

    def says(self, name: str) -> bool:
        words = (meta.text or "" for meta in self.package.iter(f"{OPF}meta") if meta.get("property") == name)
        return any(map(str.strip, words))


def heard(booklet: Booklet, file: Path, display: PurePosixPath) -> Iterator[Finding]:
    """Every sentence once and in order (E016), in its own sound and time (E017), with length, voice and look (E018)."""
    try:
        with open_archive(file) as archive:
            book = _Book(archive)
            found = {page.name: book.clips(page.name) for page in booklet.leaflet.pages}
            for page in booklet.leaflet.pages:
                for code, words in _page(book, page, found[page.name], booklet.recordings.get(page.name)):
                    yield Finding(display, 0, code, f"{page.name}: {words}", _HINT)
            if any(clips is not None for clips in found.values()):
                yield from (Finding(display, 0, "E018", words, _HINT) for words in _said(book, found))
    except UnreadableFile as error:
        yield Finding(display, 0, "E014", f"The sound cannot be read: {error}.", _HINT)


def _page(book: _Book, page: Page, clips: list[_Clip] | None, recording: Recording | None) -> Iterator[tuple[str, str]]:
    if clips is None or recording is None:
        if recording is not None and recording.timings:
            yield "E016", "the page is read aloud, but not in this file."
        if clips is not None:
            yield "E017", "the file has sound for the page, but no recording of it is known."
        return
    yield from (("E016", words) for words in _sentences(page, clips))
    yield from (("E017", words) for words in _sound(book, clips, recording))


def _sentences(page: Page, clips: list[_Clip]) -> Iterator[str]:
    wanted = [name for section in page.sections for name, _ in sentences(with_sentences(section, page.language))]
    times = Counter(clip.id for clip in clips)
    yield from (f"the sentence #{name} is not heard." for name in wanted if not times[name])
    yield from (f"the sentence #{name} is heard {count} times." for name, count in times.items() if count > 1)
    yield from (
        f'the overlay reads "{name}", which is no sentence of the page.' for name in times if name not in wanted
    )
    order = [clip.id for clip in clips if clip.id in wanted]
    if not set(times) ^ set(wanted) and len(order) == len(wanted) and order != wanted:
        yield "the sentences are heard in another order than they stand in."


def _sound(book: _Book, clips: list[_Clip], recording: Recording) -> Iterator[str]:
    """The clips lie in the page's own recording, one after the other, each at its time."""
    for sound in sorted({clip.sound for clip in clips}):
        item = book.items.get(sound)
        if item is None or item.get("media-type") != "audio/mpeg" or sound not in book.archive.namelist():
            yield f'its sound "{sound}" is not in the file, or not in the manifest as audio/mpeg.'
        elif book.archive.read(sound) != recording.path.read_bytes():
            yield f'"{sound}" is not the recording of this page.'
    known = {timing.id: timing for timing in recording.timings}
    for clip in clips:
        timing = known.get(clip.id)
        if not 0 <= clip.start < clip.end <= recording.seconds:
            yield f"#{clip.id} is heard from {clip.start:.3f} to {clip.end:.3f} s of {recording.seconds:.3f} s."
        elif timing and abs(timing.start - clip.start) + abs(timing.end - clip.end) > 2 * _OVERLAP:
            yield f"#{clip.id} is heard at {clip.start:.3f} s; it is said at {timing.start:.3f} s."
    for one, other in pairwise(sorted(clips, key=lambda clip: clip.start)):
        if other.start < one.end - _OVERLAP:
            yield f"#{one.id} goes on while #{other.id} is heard."


def _said(book: _Book, found: dict[str, list[_Clip] | None]) -> Iterator[str]:
    """What the package says of the sound: lengths that add up, who reads, and how a sentence is marked."""
    lengths = {page: sum(clip.end - clip.start for clip in clips) for page, clips in found.items() if clips is not None}
    for page, length in lengths.items():
        item = book.items[book.at(f"{page}.xhtml")]
        if not _is(book.lengths(f"#{item.get('media-overlay')}"), length):
            yield f"{page}: its length is not said, or not as it is: {length:.1f} s."
    if not _is(book.lengths(), sum(lengths.values())):
        yield f"The length of all pages is not said, or not as it is: {sum(lengths.values()):.1f} s."
    for name in ("media:active-class", "media:narrator"):
        if not book.says(name):
            yield f'The package says no "{name}".'


def _is(said: list[float], length: float) -> bool:
    return len(said) == 1 and abs(said[0] - length) <= _LENGTH_MAY_DIFFER


def _seconds(words: str | None) -> float:
    """A clock value in seconds, as our files have it; -1 for any other."""
    return float(words[:-1]) if words and _SECONDS.fullmatch(words) else -1
