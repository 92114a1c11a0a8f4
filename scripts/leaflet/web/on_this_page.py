"""What stands under the heading of a long page: a list of its parts, or of the words that it explains."""

from __future__ import annotations

import unicodedata
from types import SimpleNamespace

from leaflet.content.model import Page, Section
from leaflet.edition.markup import words_html
from leaflet.project.settings import Language
from leaflet.web.kept_whole import kept_whole

LONG = 5  # main parts from which on readers look for a list (NHS and GOV.UK give one from 3 to 4)
INDEX = 20  # parts of a part from which on the page is a list of words, and its list an index


def parts(shown: Page, translated: Page | None, language: Language) -> list[SimpleNamespace]:
    """Return the parts of a page to choose from: id, title, the same as HTML, and whether it is in English.

    `shown` has the sections in their order, `translated` their titles in the language of the reader. An index is in
    the order of its letters; in Chinese, where letters have none that readers know, in that of the page.
    """
    entries = [section for section in shown.sections if section.level == 3]
    if len(entries) >= INDEX:
        found = [_part(section, translated, language) for section in entries]
        return sorted(found, key=lambda part: _order(part.title)) if language.letters.spaced else found
    main = [section for section in shown.sections if section.level == 2]
    return [_part(section, translated, language) for section in main] if len(main) >= LONG else []


def _part(section: Section, translated: Page | None, language: Language) -> SimpleNamespace:
    own = translated.section(section.id) if translated else None
    shown = kept_whole(own, language) if own else section
    return SimpleNamespace(
        id=section.id, title=shown.title, html=words_html(shown.heading.children), in_english=own is None
    )


def _order(title: str) -> str:
    """A title as it is sorted: without accents, capitals and signs."""
    letters = unicodedata.normalize("NFD", title.casefold())
    return "".join(letter for letter in letters if letter.isalnum() or letter.isspace())
