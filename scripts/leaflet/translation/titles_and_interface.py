"""Words that stand outside the sections of a page, as sections: its title and description, and the interface.

So that they are held to the English, and stamped, as every section is.
"""

from __future__ import annotations

import re
from datetime import date

from leaflet.content.model import Element, Metadata, Page, Section
from leaflet.project.interface import own_strings, path_of
from leaflet.project.records import read_text
from leaflet.project.settings import Settings

TITLE = "title"
INTERFACE = "interface"
_FIELD = re.compile(r"\{\w*\}")
_KEY = re.compile(r"([\w-]+):")


def title_section(page: Page) -> Section:
    """The title and description of a page, as its section `title`."""
    words = Element("p", (page.metadata.description,), line=1)
    return Section(TITLE, 1, Element("h1", (page.metadata.title,), line=1), (words,), 1)


def interface_page(settings: Settings, language: str) -> Page:
    """The words of the interface in a language, as a page: a section a key, without `{fields}`.

    A key with several texts, the groups of the menu, has them in the order of the alphabet of their English.
    """
    path = path_of(language)
    content = read_text(settings.root / path, path)[0] or ""
    lines = {match[1]: number for number, line in enumerate(content.splitlines(), 1) if (match := _KEY.match(line))}
    sections = tuple(
        _section(str(key), words, lines.get(str(key), 1)) for key, words in own_strings(settings, language).items()
    )
    return Page(INTERFACE, language, path, Metadata("", "", (), date.min, date.max), sections)


def _section(key: str, value: object, line: int) -> Section:
    texts = [value[name] for name in sorted(value, key=str)] if isinstance(value, dict) else [value]
    heading, *others = (_FIELD.sub(" ", str(text)) for text in texts or [""])
    blocks = tuple(Element("p", (words,), line=line) for words in others)
    return Section(key, 1, Element("h1", (heading,), line=line), blocks, line)
