"""What stamping records: the two sides of each section as somebody compares them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from leaflet.content.model import Leaflet, Section
from leaflet.content.reading import read_leaflet
from leaflet.findings.finding import Finding
from leaflet.project.interface import read_strings
from leaflet.project.settings import SOURCE_LANGUAGE, Settings, languages
from leaflet.translation.stamps import (
    HEADER,
    MISSING,
    Part,
    Record,
    Stamp,
    counts,
    parts,
    path_of,
    read_record,
    source_digests,
    source_path,
    translated_sections,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A part that is to be stamped: its two sides as they are now, and the stamp it has, if any, and gets."""

    part: Part
    english: Section | None
    translated: Section | None
    before: Stamp | None
    after: Stamp

    @property
    def is_new(self) -> bool:
        """Whether the stamp says something that the last one did not."""
        return self.before is None or self.before.compared != self.after.compared

    @property
    def only_fills_in(self) -> bool:
        """Whether the stamp adds the translation's hash to one that lacks it, and all that it says is still so."""
        before = self.before
        return (
            before is not None
            and before.translation is None
            and before.compared == self.after.model_copy(update={"translation": None}).compared
        )


def signed_by(comparison: Comparison, by: str, day: datetime.date | None) -> Comparison:
    """The comparison with who made it, and when."""
    after = comparison.after.model_copy(update={"by": by, "date": day})
    return replace(comparison, after=after)


def to_compare(
    settings: Settings, language: str, page: str | None = None, section: str | None = None
) -> tuple[list[Comparison], list[Finding]]:
    """What stamping a translation, or a page or section of it, records; parts that it lacks are left out."""
    source, translated, old, findings = _read(settings, language)
    if findings:
        return [], findings
    english, ours = (translated_sections(leaflet, settings) for leaflet in (source, translated))
    digests, own = source_digests(source, settings), source_digests(translated, settings)
    found = []
    for part in parts(source, translated, settings):
        place = (part.page, part.section)
        if part.state == MISSING or page not in (None, part.page) or section not in (None, part.section):
            continue
        counted = counts(ours[place], languages()[language], settings.hospital) if place in ours else {}
        after = Stamp(
            source=digests[part.page][part.section], translation=own.get(part.page, {}).get(part.section), **counted
        )
        before = old.get(part.page, {}).get(part.section)
        found.append(Comparison(part, english.get(place), ours.get(place), before, after))
    return found, []


def record_comparisons(settings: Settings, language: str, comparisons: Iterable[Comparison]) -> None:
    """Write these into the record, in the order of the English. Records of parts that are gone are dropped."""
    source, translated, old, _ = _read(settings, language)
    after = {(one.part.page, one.part.section): one.after for one in comparisons}
    new: dict[str, dict[str, Any]] = {}
    for part in parts(source, translated, settings):
        stamped = after.get((part.page, part.section)) or old.get(part.page, {}).get(part.section)
        if stamped and part.state != MISSING:
            new.setdefault(part.page, {})[part.section] = stamped.model_dump(exclude_defaults=True)
    _write(settings, language, new)


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


def _write(settings: Settings, language: str, record: Mapping[str, Mapping[str, Any]]) -> None:
    words = yaml.safe_dump(record, sort_keys=False, allow_unicode=True, default_flow_style=None, width=120)
    file = settings.root / path_of(language)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(HEADER.format(language=language) + words, encoding="utf-8")
    os.replace(unfinished, file)
