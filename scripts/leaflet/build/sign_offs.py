"""Who has signed which change of the English, `docs/signoffs.yml`: what nobody has signed is not published."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated

import yaml
from pydantic import Field

from leaflet.build.english_changes import Change, english_sentences, grave_changes
from leaflet.build.since_release import released_english
from leaflet.content.model import Leaflet
from leaflet.findings.finding import Finding
from leaflet.project.interface import path_of as strings_path
from leaflet.project.records import line_of_key, read_list
from leaflet.project.settings import SOURCE_LANGUAGE, Settings
from leaflet.project.validated import Strict
from leaflet.translation.stamps import source_path
from leaflet.translation.titles_and_interface import INTERFACE

PATH = PurePosixPath("docs/signoffs.yml")
HEADER = "# Who has signed which change of the English since a release. Written by: leaflet sign\n"
HINT = 'Take it out, and sign again: leaflet sign --by "NAME"'


class SignOff(Strict):
    """One change of one sentence, and who stands for it. `hash` is that of the change."""

    page: str
    section: str
    was: str = ""
    now: str = ""
    who: Annotated[str, Field(pattern=r"\S")]
    date: datetime.date
    hash: str

    @property
    def change(self) -> Change:
        return Change(self.page, self.section, self.was, self.now)


def read_sign_offs(root: Path, today: datetime.date) -> tuple[list[SignOff], list[Finding]]:
    """Those that count, and a finding (R006) for each that cannot."""
    entries, findings = read_list(root / PATH, PATH, SignOff, "R006")
    found = []
    for line, sign_off in entries:
        if fault := _fault(sign_off, today):
            findings.append(Finding(PATH, line, "R006", f"This cannot count: {fault}.", HINT))
        else:
            found.append(sign_off)
    return found, findings


def _fault(sign_off: SignOff, today: datetime.date) -> str:
    if sign_off.date > today:
        return f"{sign_off.date} is still to come"
    return "" if sign_off.hash == sign_off.change.hash else "its words are not those that were signed"


def add_sign_offs(root: Path, changes: Iterable[Change], who: str, day: datetime.date) -> None:
    """Write down that somebody stands for these changes."""
    new = [
        SignOff(page=one.page, section=one.section, was=one.was, now=one.now, who=who, date=day, hash=one.hash)
        for one in changes
    ]
    file = root / PATH
    before = file.read_text(encoding="utf-8") if file.is_file() else HEADER
    records = [one.model_dump(exclude_defaults=True) for one in new]
    written = yaml.safe_dump(records, sort_keys=False, allow_unicode=True, width=120) if records else ""
    file.write_text(f"{before.removesuffix('[]' + chr(10))}{written}", encoding="utf-8")


def unsigned(settings: Settings, source: Leaflet, today: datetime.date, target: str = "") -> list[Change]:
    """The changes that nobody has signed since the release that is live at a target; at any, where none is named."""
    signed = {one.hash for one in read_sign_offs(settings.root, today)[0]}
    now = english_sentences(source, settings)
    found = (
        change
        for before in released_english(settings.root, target)
        for change in grave_changes(before, now, settings.safety_pages)
    )
    return list(dict.fromkeys(change for change in found if change.hash not in signed))


def findings(settings: Settings, source: Leaflet, changes: Iterable[Change]) -> Iterator[Finding]:
    """A finding (R005) for each change, where it stands now."""
    for change in changes:
        path, line = place(settings, source, change)
        yield Finding(
            path,
            line,
            "R005",
            f"Nobody has signed what has changed since the release: {described(change)}",
            f'Read both, then: leaflet sign {change.page} {change.section} --by "NAME"',
        )


def described(change: Change) -> str:
    if not change.was:
        return f'new: "{change.now}"'
    return f'"{change.was}" is now "{change.now}"' if change.now else f'gone: "{change.was}"'


def place(settings: Settings, source: Leaflet, change: Change) -> tuple[PurePosixPath, int]:
    """The file and line of the section that has changed; of one that is gone, the first line."""
    if change.page == INTERFACE:
        path = strings_path(SOURCE_LANGUAGE)
        return path, line_of_key(settings.root / path, path, change.section)
    page = source.page(change.page)
    section = page.section(change.section) if page else None
    return source_path(change.page), section.line if section else 1
