"""What each page of a leaflet is read from: a person's recording, or a voice, or nothing and the reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaflet.audio.id3 import About
from leaflet.audio.recorded_by_people import Recorded, recorded, strangers
from leaflet.audio.script import Utterance, script
from leaflet.audio.track import Line, Piece, place_of_sentence, read_by_a_person
from leaflet.audio.voices.choose import FOLDER, Choice, choose
from leaflet.edition.edition import Booklet

OPENING, CLOSING = "opening", "closing"


@dataclass(frozen=True, slots=True)
class Plan:
    """The pieces of a leaflet, and why others cannot be made, in plain English."""

    pieces: tuple[Piece, ...]
    problems: tuple[str, ...]


def plan(booklet: Booklet, cache: Path, pages: Collection[str] | None = None) -> Plan:
    """A piece for each page that is in the language of the booklet (`pages`: only these)."""
    choice, reason = choose(booklet.language, booklet.docs.parent)
    pieces: list[Piece] = []
    problems = list(strangers(booklet.docs.parent, booklet.language.tag, names_of_pages(booklet)))
    for page in booklet.leaflet.pages if choice or has_recordings(booklet) else ():
        if pages is None or page.name in pages:
            said = script(booklet, page)
            found = recorded(booklet.docs.parent, booklet.language.tag, page.name, said)
            made = piece(booklet, page.name, page.title, said, choice, cache, found)
            pieces += [made] if made else []
            problems += found.problems
    if choice is None:
        left = len(booklet.leaflet.pages) - len(pieces)
        count = f"{left} page{'s' if left > 1 else ''}"
        problems.append(f"{count}: {reason}" if pieces and left else reason)
    return Plan(tuple(pieces), tuple(problems))


def has_recordings(booklet: Booklet) -> bool:
    """Whether people have recorded anything in this language."""
    return (booklet.docs.parent / FOLDER / booklet.language.tag).is_dir()


def names_of_pages(booklet: Booklet) -> tuple[str, ...]:
    """The pages that people may have recorded in this language."""
    return tuple(page.name for page in booklet.leaflet.pages)


def titles_of_ends(booklet: Booklet) -> Mapping[str, str]:
    """What the chapters before the first page and after the last are called."""
    return {OPENING: booklet.title, CLOSING: str(booklet.strings["audio_closing"])}


def piece(
    booklet: Booklet,
    name: str,
    title: str,
    said: Sequence[Utterance],
    choice: Choice | None,
    cache: Path,
    found: Recorded | None = None,
) -> Piece | None:
    """The piece for a page, or for what is said before or after all pages. `found`: a person's, which goes first."""
    found = found or Recorded()
    lines = _lines(said, found, choice, cache)
    if not lines and not found.page:
        return None
    facts = about(booklet, title, read_by_a_person(found.page, lines))
    return Piece(booklet.language.tag, name, lines, facts, cache / "pages", found.page, found.timings)


def _lines(said: Sequence[Utterance], found: Recorded, choice: Choice | None, cache: Path) -> tuple[Line, ...]:
    """Where each utterance is heard. Where people have read every sentence of the page, nothing else is said in it."""
    shown = [one for one in said if one.id]
    if found.page or (shown and all(one.id in found.sentences for one in shown)):
        return tuple(Line(one, found.sentences.get(one.id, found.page or Path())) for one in shown)
    if choice is None:
        return ()
    return tuple(
        Line(one, found.sentences[one.id])
        if one.id in found.sentences
        else Line(one, place_of_sentence(one.spoken, choice, cache), choice)
        for one in said
    )


def about(booklet: Booklet, title: str, by_person: bool) -> About:
    """What a file of this booklet says of itself."""
    return About(
        title=title,
        album=booklet.title,
        language=booklet.language.tag,
        date=booklet.dated.isoformat(),
        version=booklet.version,
        publisher=booklet.leaflet.hospital.name,
        voice=str(booklet.strings["audio_by_person" if by_person else "audio_by_computer"]),
        address=booklet.address,
    )
