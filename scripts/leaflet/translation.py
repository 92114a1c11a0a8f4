"""Which section of a translation was made from which English words: fresh, stale or missing.

`docs/<language>/translation.yml` records, for each page and section, the hash of the English section that it was
translated from, and how many safety words (not, only, at least ...) the translation had when somebody compared the two.
The title and description of a page are recorded as its section `title`; the words of the interface as the page
`interface`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from leaflet.markdown import DIGEST_LENGTH
from leaflet.model import Finding, Leaflet, Page
from leaflet.pieces import words_of
from leaflet.safety_words import count_safety_words
from leaflet.settings import SOURCE_LANGUAGE, Settings, languages
from leaflet.strings import read_strings
from leaflet.yaml_files import read_yaml

SAFETY_PAGES = ("get-help", "get-ready", "driving-and-flying")
INTERFACE = "interface"
TITLE = "title"
FRESH, STALE, MISSING, NOT_STAMPED = "fresh", "stale", "missing", "not stamped"
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

    @property
    def is_stale(self) -> bool:
        return self.state in (STALE, NOT_STAMPED)

    @property
    def is_safety(self) -> bool:
        return self.page in SAFETY_PAGES


def is_of_safety_page(path: PurePosixPath) -> bool:
    """Whether a file is a safety page: its source in any language, or what is built of it."""
    return any(PurePosixPath(part).stem in SAFETY_PAGES for part in path.parts)


def path_of(language: str) -> PurePosixPath:
    return PurePosixPath("docs", language, "translation.yml")


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
        findings = [Finding(path, 1, "T005", "The record is not a list of pages with their sections.",
                            f"Write it anew: leaflet translate stamp {language}")]
    return (value if usable else {}), findings


def _is_stamp(value: Any) -> bool:
    words = value.get("words", {}) if isinstance(value, dict) else None
    return (isinstance(words, dict) and isinstance(value.get("source"), str)
            and all(isinstance(count, int) for count in words.values()))


def source_digests(source: Leaflet, settings: Settings) -> dict[str, dict[str, str]]:
    """The hash of every English part, by page and section."""
    digests = {page.name: {TITLE: _title_digest(page), **{section.id: section.digest for section in page.sections}}
               for page in source.pages}
    digests[INTERFACE] = {key: _hash(str(words)) for key, words in read_strings(settings, SOURCE_LANGUAGE)[0].items()}
    return digests


def parts(source: Leaflet, translated: Leaflet, settings: Settings) -> Iterator[Part]:
    """Every part of the English leaflet, with its state in the translation."""
    record = read_record(settings, translated.language)[0]
    for name, sections in source_digests(source, settings).items():
        page = translated.page(name)
        for section, digest in sections.items():
            stamped = record.get(name, {}).get(section, {}).get("source")
            yield _part(name, section, digest, page, stamped)


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
    source: Leaflet, translated: Leaflet, settings: Settings, page: str | None = None, section: str | None = None
) -> int:
    """Record that the translation, or a page or section of it, was made from today's English. Returns how many parts.

    Parts that the translation lacks are not recorded; records of parts that are no longer there are dropped.
    """
    old = read_record(settings, translated.language)[0]
    digests = source_digests(source, settings)
    new: dict[str, dict[str, Mapping[str, Any]]] = {}
    changed = 0
    for part in parts(source, translated, settings):
        if part.state == MISSING:
            continue
        after = before = old.get(part.page, {}).get(part.section)
        if page in (None, part.page) and section in (None, part.section):
            after = {"source": digests[part.page][part.section], **_words(translated, part)}
            changed += after != before
        if after:
            new.setdefault(part.page, {})[part.section] = after
    header = HEADER.format(language=translated.language)
    words = yaml.safe_dump(new, sort_keys=False, allow_unicode=True, default_flow_style=None, width=120)
    (settings.root / path_of(translated.language)).write_text(header + words, encoding="utf-8")
    return changed


def _words(translated: Leaflet, part: Part) -> dict[str, Any]:
    page = translated.page(part.page)
    section = page.section(part.section) if page else None
    if section is None:
        return {}
    counts = count_safety_words(words_of(section), languages()[translated.language])
    return {"words": counts} if counts else {}


def _title_digest(page: Page) -> str:
    return _hash(f"{page.metadata.title}\n{page.metadata.description}")


def _hash(words: Any) -> str:
    return hashlib.sha256(str(words).encode()).hexdigest()[:DIGEST_LENGTH]
