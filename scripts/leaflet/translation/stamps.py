"""Which section of a translation was compared with which English words: fresh, edited, stale or missing.

`docs/<language>/translation.yml` records, for each page and section, the hash of both sides as somebody compared them,
the English and the translation, and what the translation had then: how many safety words (not, only, at least ...),
which numbers in which order, how many sentences. On safety pages it says who compared them, and when. The title and
description of a page are recorded as its section `title`; the words of the interface as the page `interface`.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from leaflet.content.model import Leaflet, Page, Section
from leaflet.content.numbers import numbers
from leaflet.content.runs import section_pieces
from leaflet.content.safety_words import count_safety_words
from leaflet.content.sentences import split
from leaflet.content.syntax_tree import DIGEST_LENGTH
from leaflet.findings.finding import Finding
from leaflet.project.interface import own_strings
from leaflet.project.records import line_of_key, read_yaml
from leaflet.project.settings import SOURCE_LANGUAGE, Hospital, Language, Settings
from leaflet.project.validated import Strict, problem
from leaflet.translation.titles_and_interface import INTERFACE, TITLE, interface_page, title_section

FRESH, EDITED, STALE, MISSING, NOT_STAMPED = "fresh", "edited", "stale", "missing", "not stamped"
_WORSE = (FRESH, EDITED, STALE, NOT_STAMPED, MISSING)  # the further on, the worse
HEADER = """\
# Which English words each section was translated from. Written by: leaflet translate stamp {language}
# Do not edit by hand: a section is fresh only after someone has compared it with the English.
"""

Digest = Annotated[str, Field(pattern=rf"^[0-9a-f]{{{DIGEST_LENGTH}}}$")]


class Stamp(Strict):
    """What is recorded of a section that somebody compared: the hash of each side, and what was counted.

    `translation` is missing in stamps of older programs. `by` and `date` say who compared it, and when.
    """

    source: Digest
    translation: Digest | None = None
    words: dict[str, Annotated[int, Field(gt=0)]] = Field(default_factory=dict)
    numbers: str = ""
    sentences: int = 1
    by: str = ""
    date: datetime.date | None = None

    @property
    def counted(self) -> dict[str, Any]:
        """What was counted of the translation, as `counts` gives it."""
        return self.model_dump(include={"words", "numbers", "sentences"}, exclude_defaults=True)

    @property
    def compared(self) -> tuple[object, ...]:
        """All that it says of the two sides, without who compared them."""
        return self.source, self.translation, self.words, self.numbers, self.sentences


Record = Mapping[str, Mapping[str, Stamp]]
_RECORD: TypeAdapter[dict[str, dict[str, Stamp]]] = TypeAdapter(dict[str, dict[str, Stamp]])


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a translation and its state. `line` is where it stands in the translation, or 1."""

    page: str
    section: str
    state: str
    line: int = 1
    is_safety: bool = False

    @property
    def is_stale(self) -> bool:
        return self.state in (STALE, NOT_STAMPED, EDITED)


def is_of_safety_page(path: PurePosixPath, safety_pages: Collection[str]) -> bool:
    """Whether a file is a safety page: its source in any language, or what is built of it."""
    return any(PurePosixPath(part).stem in safety_pages for part in path.parts)


def path_of(language: str) -> PurePosixPath:
    return PurePosixPath("docs", language, "translation.yml")


def source_path(page: str) -> PurePosixPath:
    return PurePosixPath("docs", SOURCE_LANGUAGE, f"{page}.md")


def read_record(settings: Settings, language: str) -> tuple[Record, list[Finding]]:
    """The record of a language, empty where there is none yet or it cannot be used (T005)."""
    path = path_of(language)
    if not (settings.root / path).is_file():
        return {}, []
    value, findings = read_yaml(settings.root / path, path)
    if findings:
        return {}, findings
    try:
        return _RECORD.validate_python(value), []
    except ValidationError as error:
        return {}, [_unusable(settings, language, *problem(error))]


def _unusable(settings: Settings, language: str, place: tuple[str, ...], fault: str) -> Finding:
    path = path_of(language)
    return Finding(
        path,
        line_of_key(settings.root / path, path, place[0]) if place else 1,
        "T005",
        f"The record is not a list of pages with their sections: {' '.join(place)}: {fault}."
        if place
        else "The record is not a list of pages with their sections.",
        "Bring back the file as it was. Or delete it, compare everything with the English again, "
        f"and: leaflet translate stamp {language}",
    )


def source_digests(leaflet: Leaflet, settings: Settings) -> dict[str, dict[str, str]]:
    """The hash of every part of a leaflet, by page and section; of the interface, of the words that it has itself."""
    digests = {page.name: page_digests(page) for page in leaflet.pages if not page.metadata.english_only}
    words = own_strings(settings, leaflet.language)
    digests[INTERFACE] = {key: _hash(value) for key, value in words.items()}
    return digests


def page_digests(page: Page) -> dict[str, str]:
    """The hash of every part of a page, by section."""
    return {TITLE: _title_digest(page), **{section.id: section.digest for section in page.sections}}


def parts(source: Leaflet, translated: Leaflet, settings: Settings) -> Iterator[Part]:
    """Every part of the English leaflet, with its state in the translation."""
    record = read_record(settings, translated.language)[0]
    ours = source_digests(translated, settings)
    for name, sections in source_digests(source, settings).items():
        page = translated.page(name)
        for section, digest in sections.items():
            stamped = record.get(name, {}).get(section)
            line = _line(name, section, page)
            state = _state(stamped, digest, ours.get(name, {}).get(section)) if line else MISSING
            yield Part(name, section, state, line or 1, name in settings.safety_pages)


def shown_parts(shown: Leaflet, states: Mapping[tuple[str, str], Part]) -> dict[tuple[str, str], Part]:
    """The parts of the English leaflet as readers meet it, by page and section, from those as people wrote it.

    A section that shows words from elsewhere is no fresher than they are.
    """
    found = dict(states)
    for page in shown.pages:
        for section in page.sections if not page.metadata.english_only else ():
            own = states.get((page.name, section.id))
            made_of = [*([own] if own else []), *(states[place] for place in section.made_of if place in states)]
            worst = max(made_of, key=lambda part: _WORSE.index(part.state))
            found[page.name, section.id] = replace(own or worst, page=page.name, section=section.id, state=worst.state)
    return found


def _line(name: str, section: str, page: Page | None) -> int:
    """Where a part stands in the translation; 0 where it is missing. English stands in for words of the interface."""
    here = page.section(section) if page else None
    if name == INTERFACE or (page and section == TITLE):
        return here.line if here else 1
    return here.line if here else 0


def _state(stamped: Stamp | None, source: str, translation: str | None) -> str:
    if stamped is None:
        return NOT_STAMPED
    if stamped.source != source:
        return STALE
    return FRESH if stamped.translation == translation else EDITED


def translated_sections(leaflet: Leaflet, settings: Settings) -> dict[tuple[str, str], Section]:
    """Every section of a leaflet by page and id, with those of the titles and of the interface."""
    interface = interface_page(settings, leaflet.language)
    return {
        (page.name, section.id): section for page in leaflet.pages for section in (title_section(page), *page.sections)
    } | {(INTERFACE, section.id): section for section in interface.sections}


def counts(section: Section, language: Language, hospital: Hospital) -> dict[str, Any]:
    """What a stamp records of a section: its safety words by kind, its numbers in their order, its sentences.

    The hospital's details are not counted, nor are lines that stand there only while it gives a detail.
    """
    words = [
        _without_details(piece.words, hospital)
        for piece in section_pieces(section)
        if piece.kind != "link" and not _is_of_detail(piece.words, hospital)
    ]
    kinds = count_safety_words("\n".join(words), language)
    values = " ".join(value for one in words for value, *_ in numbers(one, language))
    sentences = sum(bool(part.strip()) for one in words for part in split(one, language.tag))
    return (
        ({"words": kinds} if kinds else {})
        | ({"numbers": values} if values else {})
        | ({"sentences": sentences} if sentences != 1 else {})
    )


def _without_details(words: str, hospital: Hospital) -> str:
    for detail in (hospital.relay_phone, hospital.phone, hospital.name):
        words = words.replace(detail, "X") if detail else words
    return words


def _is_of_detail(words: str, hospital: Hospital) -> bool:
    return any(detail and detail in words for detail in (hospital.email, hospital.address_of_site))


def _title_digest(page: Page) -> str:
    return _hash(f"{page.metadata.title}\n{page.metadata.description}")


def _hash(words: Any) -> str:
    return hashlib.sha256(str(words).encode()).hexdigest()[:DIGEST_LENGTH]
