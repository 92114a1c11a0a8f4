"""A translation beside its English, section by section and piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from leaflet.checks.sources.declared_shape import only_english_is_wrong
from leaflet.content.model import Leaflet, Page, Section
from leaflet.content.runs import Piece, section_pieces, words_of
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages
from leaflet.translation.stamps import Stamp, counts, source_digests
from leaflet.translation.titles_and_interface import interface_page, title_section


@dataclass(frozen=True)
class Pair:
    """A section of a translation, `there`, and the English section that it translates, `here`."""

    language: Language
    english_page: Page
    page: Page
    english: Section
    translated: Section

    def finding(self, code: str, message: str, line: int = 0, hint: str = "") -> Finding:
        """A finding in the translation, with where to look in the English."""
        place = f"{self.english_page.path}:{self.english.line}"
        hint = hint or f"Compare with {place}, then: leaflet translate stamp {self.language.tag} {self.part}"
        return Finding(self.page.path, line or self.translated.line, code, message, hint)

    @property
    def part(self) -> str:
        """Page and section as `leaflet translate stamp` takes them."""
        return f"{self.page.name} {self.english.id}"

    @cached_property
    def pieces(self) -> list[tuple[Piece, Piece]]:
        """Paragraphs, items, cells, titles and alternative texts, one beside the other; empty where they differ."""
        ours = [piece for piece in section_pieces(self.english) if piece.kind != "link"]
        theirs = [piece for piece in section_pieces(self.translated) if piece.kind != "link"]
        same = [piece.kind for piece in ours] == [piece.kind for piece in theirs]
        return list(zip(ours, theirs, strict=True)) if same else []

    @cached_property
    def english_words(self) -> str:
        return words_of(self.english)

    @cached_property
    def translated_words(self) -> str:
        return words_of(self.translated)


def translations(project: Project) -> Iterator[tuple[Language, Leaflet, Leaflet]]:
    """Each translation with its language and the English leaflet."""
    source = project.leaflets.get(SOURCE_LANGUAGE)
    for tag, leaflet in project.leaflets.items():
        if source and tag != SOURCE_LANGUAGE:
            yield languages()[tag], source, leaflet


def page_pairs(project: Project) -> Iterator[tuple[Language, Page, Page]]:
    """Each English page with its translation, where there is one."""
    for language, source, leaflet in translations(project):
        for english in source.pages:
            page = leaflet.page(english.name)
            if page:
                yield language, english, page


@lru_cache(maxsize=1)
def section_pairs(project: Project) -> tuple[Pair, ...]:
    """Each English section of a page with its translation, where there is one: put together once for all checks.

    Without those of which only the English is not as declared: that is reported there (S063).
    """
    return tuple(
        pair
        for language, english, page in page_pairs(project)
        for pair in _pairs(language, english, page)
        if not only_english_is_wrong(project, page, pair.translated)
    )


@lru_cache(maxsize=1)
def all_pairs(project: Project) -> tuple[Pair, ...]:
    """As `section_pairs`, with the title and description of each page, and the words of the interface, a section each.

    Of the interface, what the translation has itself: English stands in for the rest (S030).
    """
    titles = (
        Pair(language, english, page, title_section(english), title_section(page))
        for language, english, page in page_pairs(project)
    )
    source = interface_page(project.settings, SOURCE_LANGUAGE)
    interface = (
        pair
        for language, _, _ in translations(project)
        for pair in _pairs(language, source, interface_page(project.settings, language.tag))
    )
    return (*section_pairs(project), *titles, *interface)


def _pairs(language: Language, english_page: Page, page: Page) -> Iterator[Pair]:
    theirs = {section.id: section for section in reversed(page.sections)}
    for english in english_page.sections:
        if translated := theirs.get(english.id):
            yield Pair(language, english_page, page, english, translated)


@dataclass(frozen=True, slots=True)
class Counted:
    """A pair that somebody has compared: its stamp, what that counted of the translation `then`, and what is `now`.

    `is_edited`: other words than those that were compared, or nobody recorded which these were.
    """

    pair: Pair
    stamp: Stamp
    now: Mapping[str, Any]
    is_edited: bool

    @property
    def then(self) -> Mapping[str, Any]:
        return self.stamp.counted

    def finding(self, code: str, message: str) -> Finding:
        hint = f"Compare it, then: leaflet translate stamp {self.pair.language.tag} {self.pair.part}"
        return self.pair.finding(code, message, hint=hint)


def edited_pairs(project: Project) -> Iterator[Counted]:
    """Every pair that has a stamp, but says something else than it did then."""
    return (counted for counted in counted_pairs(project) if counted.is_edited)


@lru_cache(maxsize=1)
def counted_pairs(project: Project) -> tuple[Counted, ...]:
    """Every pair that has a stamp, with what the stamp records and the same of the words as they are."""
    settings = project.settings
    records = {language.tag: project.record(language.tag) for language, _, _ in translations(project)}
    digests = {leaflet.language: source_digests(leaflet, settings) for _, _, leaflet in translations(project)}
    found = []
    for pair in all_pairs(project):
        tag, name, section = pair.language.tag, pair.page.name, pair.english.id
        if stamp := records[tag].get(name, {}).get(section):
            now = counts(pair.translated, pair.language, settings.hospital)
            is_edited = stamp.translation is None or stamp.translation != digests[tag].get(name, {}).get(section)
            found.append(Counted(pair, stamp, now, is_edited))
    return tuple(found)
