"""What differs from what is live: a record of the words of releases, by hash, and what has another hash today."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from leaflet.base.files import read_bytes, written_whole
from leaflet.build.english_changes import Sentences, english_sentences
from leaflet.content.model import Leaflet, Page
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.interface import path_of
from leaflet.project.publish_settings import read_targets
from leaflet.project.settings import SOURCE_LANGUAGE, Settings
from leaflet.project.source_files import source_files
from leaflet.translation.stamps import page_digests
from leaflet.translation.titles_and_interface import TITLE

RECORD = Path(".cache", "released.json")
SHOWN = 12  # changed files that are named
REMEMBERED = 8  # releases, so that going back finds the words of the one before
READ_BY_ALL = (
    "mkdocs.yml",
    "docs/facts.yml",
    "docs/names.yml",
    f"docs/{SOURCE_LANGUAGE}/safety.yml",
    f"docs/{SOURCE_LANGUAGE}/shape.yml",
)
WORD_LISTS = ("glossary.yml", "spelling.txt")  # of a language
INTERFACE = path_of(SOURCE_LANGUAGE)
RECORD_OF_TRANSLATIONS = "translation.yml"
NOT_NOTED = ("site", "downloads", "audio", "publish.yml")
OF_THE_RECORD = ("T001", "T002", "T003", "T004", "T005")  # of what was translated from which English

Hashes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What a site is made from: `files`, hashes by path, and `sections`, hashes by page (its path) and section.

    `english` has the English sentences themselves; nothing where an older program made the record.
    """

    files: Hashes
    sections: Mapping[str, Hashes]
    released: str = ""
    english: Sentences = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new since the release of `released`, the oldest that is live: files, and of pages the sections, by path.

    `lines` are the places of the headings of the pages as they are now: line and section, first to last.
    """

    released: str
    files: frozenset[str]
    sections: Mapping[str, frozenset[str]]
    lines: Mapping[str, tuple[tuple[int, str], ...]]

    def __str__(self) -> str:
        """`docs/pl/risks.md (#infection), mkdocs.yml`; the first few."""
        named = [
            f"{file} ({', '.join(f'#{name}' for name in sorted(self.sections[file]))})"
            if file in self.sections
            else file
            for file in sorted(self.files)
        ]
        more = [f"and {len(named) - SHOWN} more"] if len(named) > SHOWN else []
        return ", ".join([*named[:SHOWN], *more]) or "nothing differs"

    def languages(self, settings: Settings) -> tuple[str, ...]:
        """The languages that can be other than they were: all of them, where English or the program has changed."""
        translations = [tag for tag in settings.languages if tag != SOURCE_LANGUAGE]
        changed = {next((tag for tag in translations if _is_of(file, tag)), SOURCE_LANGUAGE) for file in self.files}
        return settings.languages if SOURCE_LANGUAGE in changed else tuple(filter(changed.__contains__, translations))

    def concern(self, finding: Finding) -> bool:
        """Whether a finding can come of what has changed: where it stands, in the English of it, or in what its
        language is checked by.

        Pages count by their sections; but a section that is missing, say, is found at the head of its page. What no
        release notes, and what is made from pages, is not told apart here.
        """
        path = str(finding.path)
        english = _english_of(finding.path)
        if finding.path.parts[0] in NOT_NOTED or not self.files.isdisjoint(_checked_by(finding.path)):
            return True
        if path not in self.lines or finding.code in OF_THE_RECORD:
            return path in self.files or any(file.startswith(english) for file in self.files)
        above = [section for line, section in self.lines[path] if line <= finding.line]
        changed = self.sections.get(path, frozenset()) | self.sections.get(english, frozenset())
        return (above[-1] if above else TITLE) in changed


def words_now(project: Project) -> Words:
    """The hashes of everything the site is made from, as it is today, and the English sentences."""
    root = project.settings.root
    files = {
        file.relative_to(root).as_posix(): hashlib.sha256(read_bytes(file)).hexdigest() for file in source_files(root)
    }
    sections = {str(page.path): digests for leaflet in project.leaflets.values() for page, digests in _digests(leaflet)}
    english = english_sentences(project.written(SOURCE_LANGUAGE), project.settings)
    return Words(files, sections, project.today.isoformat(), english)


def remember_release(settings: Settings, target: str, release: str, words: Words | None) -> None:
    """Record that a release is live at a target of publish.yml, and its words, as far as they are known.

    Where they are not, also not from before, the target has no record. Raises `OSError`.
    """
    live, releases = _read(settings.root / RECORD)
    if words:
        releases = {**{name: old for name, old in releases.items() if name != release}, release: words}
    live = {
        name: of
        for name, of in {**live, target: release}.items()
        if of in releases and name in {target, *read_targets(settings.root)[0]}
    }
    kept = {*live.values(), *list(releases)[-REMEMBERED:]}
    record = {"live": live, "releases": {name: asdict(old) for name, old in releases.items() if name in kept}}
    place = settings.root / RECORD
    with written_whole(place) as scratch:
        scratch.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def changes_since_release(project: Project) -> Changes | None:
    """What differs from any release that is live at a target; None where there is no record of one."""
    live, releases = _read(project.settings.root / RECORD)
    if not live:
        return None
    now = words_now(project)
    files: set[str] = set()
    sections: dict[str, frozenset[str]] = {}
    for before in (releases[name] for name in set(live.values())):
        files |= _differing(before.files, now.files)
        for path in before.sections.keys() | now.sections.keys():
            differing = _differing(before.sections.get(path, {}), now.sections.get(path, {}))
            if differing:
                sections[path] = sections.get(path, frozenset()) | differing
    lines = {
        str(page.path): tuple((section.line, section.id) for section in page.sections)
        for leaflet in project.leaflets.values()
        for page in leaflet.pages
    }
    since = min(releases[name].released for name in live.values())
    return Changes(since, frozenset(files), sections, lines)


def released_english(root: Path, target: str = "") -> list[Sentences]:
    """The English sentences of the release that is live at a target, or at each, as far as they are known here."""
    live, releases = _read(root / RECORD)
    names = {name for at, name in live.items() if target in ("", at)}
    return [releases[name].english for name in sorted(names) if releases[name].english]


def _differing(old: Hashes, new: Hashes) -> frozenset[str]:
    return frozenset(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _is_of(file: str, language: str) -> bool:
    """Whether a file belongs to a translation alone."""
    return file.startswith(f"docs/{language}/") or file == str(path_of(language))


def _english_of(path: PurePosixPath) -> str:
    """The English of a page or of words of the interface; of a record of what was translated, all pages."""
    if path.parent == INTERFACE.parent:
        return str(INTERFACE)
    return f"docs/{SOURCE_LANGUAGE}/{path.name if path.name != RECORD_OF_TRANSLATIONS else ''}"


def _checked_by(path: PurePosixPath) -> set[str]:
    """The settings and lists of words by which the words of a file are checked."""
    language = path.stem if path.parent == INTERFACE.parent else path.parent.name
    return {*READ_BY_ALL, *(f"docs/{language}/{name}" for name in WORD_LISTS)}


def _digests(leaflet: Leaflet) -> list[tuple[Page, Hashes]]:
    return [(page, page_digests(page)) for page in leaflet.pages]


def _read(place: Path) -> tuple[dict[str, str], dict[str, Words]]:
    """The release that is live at each target, and the words of releases, the latest at the end."""
    try:
        record: Any = json.loads(place.read_text(encoding="utf-8"))
        releases = {name: Words(**words) for name, words in record["releases"].items()}
        return {target: name for target, name in record["live"].items() if name in releases}, releases
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, {}
