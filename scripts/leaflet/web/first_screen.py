"""What a page shows first: help where it is the page of help, and who has checked it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from leaflet.content.model import HELP_KINDS, Page, Section
from leaflet.project.settings import Language

ROLES = ("clinician", "translator")


def last_help_section(page: Page) -> str:
    """Return the id of the last of the sections, right under the main heading, that begin with a box of help.

    Nothing where there is none. On such a page everything else comes after the boxes: who needs help should find the
    number on the first screen.
    """
    helping = list(takewhile(_begins_with_help, page.sections[1:]))
    return helping[-1].id if helping else ""


def _begins_with_help(section: Section) -> bool:
    return bool(section.blocks) and section.blocks[0].get("kind") in HELP_KINDS


def status_line(checked_by: Mapping[str, bool], strings: Mapping[str, Any], language: Language) -> str:
    """Return who has checked a page, in one line; `checked_by` says whether somebody has, by role."""
    lines = (str(strings[f"status_{'by' if done else 'not_by'}_{role}"]) for role, done in checked_by.items())
    return (" " if language.letters.spaced else "").join(lines)


def status_lines(strings: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Yield every line that `status_line` can give in a language, for the check of words."""
    for clinician in (False, True):
        yield status_line({"clinician": clinician}, strings, language)
        for translator in (False, True):
            yield status_line({"clinician": clinician, "translator": translator}, strings, language)
