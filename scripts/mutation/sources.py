"""Edits of the sources: translations, English pages, settings, pictures, records; looked at by families S, W and T."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from leaflet.project.settings import SOURCE_LANGUAGE, Settings

from . import after_stamp, hostile, words
from .engine import HARMLESS, Kind
from .project import Project, in_file, in_words
from .record_faults import OTHER, QUIET, QUIET_ENGLISH, QUIET_FILES
from .word_faults import ENGLISH, TRANSLATED

NAMED = {  # where the fault is seen, other than in the file that was changed
    "'not' dropped (English)": r"safety\.yml",
    "section removed (English)": r"translation\.yml",
    "fact no longer covered (English)": r"facts\.yml",
    "other phone number in its second place": r"mkdocs\.yml",
    "page taken out of the menu": r"[\w-]+\.md",
    "fact id that is not in the list": r"[\w-]+\.md",
    "interface placeholder lost": r"\w\w\.yml",  # lost in English, it is seen in the others
    "interface word lost": r"\w\w\.yml",
}


def kinds(settings: Settings, folder: Path) -> list[Kind]:
    """Every kind of edit of the sources; `folder` is for the copy that is edited."""
    project = Project(settings, folder)
    return [
        replace(kind, names=NAMED.get(kind.name, kind.names), safety=kind.group in SAFETY_GROUPS)
        for kind in (*_faults(project), *_harmless(project))
    ]


def _faults(project: Project) -> Iterator[Kind]:
    for name, group, make, *codes in TRANSLATED:
        yield Kind(name, group, tuple(codes), partial(in_words, project, project.translations, make))
    for name, group, make, *codes in ENGLISH:
        yield Kind(f"{name} (English)", group, tuple(codes), partial(in_words, project, [SOURCE_LANGUAGE], make))
    for name, group, pattern, change, *codes in OTHER:
        yield Kind(name, group, tuple(codes), partial(in_file, project, pattern, change))
    for name, group, seeds, *codes in hostile.FAULTS:
        yield Kind(name, group, tuple(codes), partial(seeds, project))


def _harmless(project: Project) -> Iterator[Kind]:
    for name, make in QUIET:
        yield Kind(name, HARMLESS, (), partial(in_words, project, project.translations, make))
    for name, make in QUIET_ENGLISH:
        yield Kind(
            f"{name} (English)", HARMLESS, (), partial(in_words, project, [SOURCE_LANGUAGE], make, everywhere=True)
        )
    yield Kind("edit that was stamped anew", HARMLESS, (), partial(after_stamp.stamped_anew, project, words.synonym))
    for name, pattern, change in QUIET_FILES:
        yield Kind(name, HARMLESS, (), partial(in_file, project, pattern, change))


SAFETY_GROUPS = ("numbers", "words", "phones", "urgent", "lost", "language")
