"""Which section of a translation was made from which English words: fresh, stale or missing.

`docs/<language>/translation.yml` records, for each page and section, the hash of the English section that it was
translated from, and what the translation had when somebody compared the two: how many safety words (not, only, at
least ...), which numbers in which order, how many sentences. The title and description of a page are recorded as its
section `title`; the words of the interface as the page `interface`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import yaml

from leaflet.content.markdown import DIGEST_LENGTH
from leaflet.content.model import Leaflet, Page, Section
from leaflet.content.numbers import numbers
from leaflet.content.reading import read_leaflet
from leaflet.content.runs import section_pieces
from leaflet.content.safety_words import count_safety_words
from leaflet.content.sentences import split
from leaflet.findings.finding import Finding
from leaflet.project.interface import read_strings
from leaflet.project.records import read_yaml
from leaflet.project.settings import SOURCE_LANGUAGE, Hospital, Language, Settings, languages
from leaflet.translation.titles_and_interface import INTERFACE, TITLE, interface_page, title_section

FRESH, STALE, MISSING, NOT_STAMPED = "fresh", "stale", "missing", "not stamped"
_WORSE = (FRESH, STALE, NOT_STAMPED, MISSING)  # the further on, the worse
HEADER = """\
# Which English words each section was translated from. Written by: leaflet translate stamp {language}
# Do not edit by hand: a section is fresh only after someone has compared it with the English.
"""

Record = Mapping[str, Mapping[str, Mapping[str, Any]]]


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
        return self.state in (STALE, NOT_STAMPED)


def is_of_safety_page(path: PurePosixPath, safety_pages: Collection[str]) -> bool:
    """Whether a file is a safety page: its source in any language, or what is built of it."""
    return any(PurePosixPath(part).stem in safety_pages for part in path.parts)


def path_of(language: str) -> PurePosixPath:
    return PurePosixPath("docs", language, "translation.yml")


def source_path(page: str) -> PurePosixPath:
    return PurePosixPath("docs", SOURCE_LANGUAGE, f"{page}.md")


def read_record(settings: Settings, language: str) -> tuple[Record, list[Finding]]:
    """The record of a language, empty where there is none yet."""
    path = path_of(language)
    if not (settings.root / path).is_file():
        return {}, []
    value, findings = read_yaml(settings.root / path, path)
    usable = isinstance(value, dict) and all(
        isinstance(sections, dict) and all(map(_is_stamp, sections.values())) for sections in value.values()
    )
    if not usable and not findings:
        findings = [
            Finding(
                path,
                1,
                "T005",
                "The record is not a list of pages with their sections.",
                "Bring back the file as it was. Or delete it, compare everything with the English again, "
                f"and: leaflet translate stamp {language}",
            )
        ]
    return (value if usable else {}), findings


def _is_stamp(value: Any) -> bool:
    words = value.get("words", {}) if isinstance(value, dict) else None
    return (
        isinstance(words, dict)
        and isinstance(value.get("source"), str)
        and all(isinstance(count, int) for count in words.values())
        and isinstance(value.get("numbers", ""), str)
        and isinstance(value.get("sentences", 1), int)
    )


def source_digests(source: Leaflet, settings: Settings) -> dict[str, dict[str, str]]:
    """The hash of every English part that is translated, by page and section."""
    digests = {page.name: page_digests(page) for page in source.pages if not page.metadata.english_only}
    digests[INTERFACE] = {key: _hash(str(words)) for key, words in read_strings(settings, SOURCE_LANGUAGE)[0].items()}
    return digests


def page_digests(page: Page) -> dict[str, str]:
    """The hash of every part of a page, by section."""
    return {TITLE: _title_digest(page), **{section.id: section.digest for section in page.sections}}


def parts(source: Leaflet, translated: Leaflet, settings: Settings) -> Iterator[Part]:
    """Every part of the English leaflet, with its state in the translation."""
    record = read_record(settings, translated.language)[0]
    for name, sections in source_digests(source, settings).items():
        page = translated.page(name)
        for section, digest in sections.items():
            stamped = record.get(name, {}).get(section, {}).get("source")
            yield replace(_part(name, section, digest, page, stamped), is_safety=name in settings.safety_pages)


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


def _part(name: str, section: str, digest: str, page: Page | None, stamped: str | None) -> Part:
    line = 1
    if name != INTERFACE:
        here = page.section(section) if page else None
        if page is None or (section != TITLE and here is None):
            return Part(name, section, MISSING)
        line = here.line if here else 1
    state = NOT_STAMPED if stamped is None else FRESH if stamped == digest else STALE
    return Part(name, section, state, line)


def stamp(
    settings: Settings, language: str, page: str | None = None, section: str | None = None
) -> tuple[int, list[Finding]]:
    """Record that the translation, or a page or section of it, was made from today's English. Returns how many parts.

    Parts that the translation lacks are not recorded; records of parts that are no longer there are dropped. Where
    anything that is read cannot be read as it stands, nothing is recorded, and the findings say why: what was left out
    would look like what is no longer there.
    """
    source, translated, old, findings = _read(settings, language)
    if findings:
        return 0, findings
    new: dict[str, dict[str, Mapping[str, Any]]] = {}
    changed = 0
    sections = translated_sections(translated, settings)
    digests = source_digests(source, settings)
    for part in parts(source, translated, settings):
        if part.state == MISSING:
            continue
        after = before = old.get(part.page, {}).get(part.section)
        if page in (None, part.page) and section in (None, part.section):
            there = sections.get((part.page, part.section))
            counted = counts(there, languages()[language], settings.hospital) if there else {}
            after = {"source": digests[part.page][part.section], **counted}
            changed += after != before
        if after:
            new.setdefault(part.page, {})[part.section] = after
    _write(settings, language, new)
    return changed, []


def unreadable(settings: Settings, language: str) -> list[Finding]:
    """What of the English or of this translation, its record or its interface cannot be read as it stands."""
    return _read(settings, language)[-1]


def _read(settings: Settings, language: str) -> tuple[Leaflet, Leaflet, Record, list[Finding]]:
    """The English, the translation and its record, and what of them or of its interface cannot be read."""
    source, findings = read_leaflet(settings)
    findings = findings or [
        Finding(source_path(name), 1, "S004", "The menu names this page, which is not there.", "")
        for name in settings.pages
        if source.page(name) is None
    ]
    translated, of_translation = read_leaflet(settings, language, source)
    record, of_record = read_record(settings, language)
    if not findings:  # otherwise there would be more of the translation, for want of the English
        findings = [*of_translation, *of_record, *_unreadable_strings(settings, language)]
    return source, translated, record, findings


def _unreadable_strings(settings: Settings, language: str) -> list[Finding]:
    """Findings of the words of the interface, but for those of single words: a new language has few yet."""
    found = read_strings(settings, SOURCE_LANGUAGE)[1]
    return found + [finding for finding in read_strings(settings, language)[1] if finding.code != "S030"]


def _write(settings: Settings, language: str, record: Record) -> None:
    words = yaml.safe_dump(record, sort_keys=False, allow_unicode=True, default_flow_style=None, width=120)
    file = settings.root / path_of(language)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(HEADER.format(language=language) + words, encoding="utf-8")
    os.replace(unfinished, file)


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
