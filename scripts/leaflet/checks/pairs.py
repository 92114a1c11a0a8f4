"""A translation beside its English, section by section and piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from leaflet.checks import Project
from leaflet.model import Finding, Leaflet, Page, Section
from leaflet.pieces import Piece, section_pieces, words_of
from leaflet.settings import SOURCE_LANGUAGE, Language, languages


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
        hint = hint or f"Compare with {place}, then: leaflet translate stamp {self.language.tag} {self.page.name}"
        return Finding(self.page.path, line or self.translated.line, code, message, hint)

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
    """Each English section with its translation, where there is one: put together once for all checks."""
    return tuple(_section_pairs(project))


def _section_pairs(project: Project) -> Iterator[Pair]:
    for language, english_page, page in page_pairs(project):
        for english in english_page.sections:
            translated = page.section(english.id)
            if translated:
                yield Pair(language, english_page, page, english, translated)
