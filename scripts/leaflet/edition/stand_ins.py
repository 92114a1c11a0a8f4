"""What is shown in the place of what a translation lacks, and what is said about it: one answer for web and files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from leaflet.content.model import Page, Section
from leaflet.project.settings import SOURCE_LANGUAGE

# Keys of `overrides/strings`
MISSING_PAGE, MISSING_SECTION, STALE_SECTION = "missing_page", "missing_section", "stale_section"


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as readers meet it. `language`: the tag of that of its words. `note`: the key of what readers are told
    about it, in their language, or empty."""

    section: Section
    language: str
    note: str


def shown_sections(english: Page, page: Page | None, stale: Collection[tuple[str, str]]) -> Iterator[Shown]:
    """Yield the sections of a page in the order of the English, each in English where `page` lacks it.

    `page` is None where the whole page is missing, which is said once. `stale`: page and section ids whose English has
    changed since.
    """
    for place, source in enumerate(english.sections):
        section = page.section(source.id) if page else None
        if page is None:
            yield Shown(source, SOURCE_LANGUAGE, "" if place else MISSING_PAGE)
        elif section is None:
            yield Shown(source, SOURCE_LANGUAGE, MISSING_SECTION)
        else:
            yield Shown(section, page.language, STALE_SECTION if (page.name, section.id) in stale else "")
