"""Edits of a translation that keep its words, numbers and sentences as many as they were, after it was compared."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from leaflet.content.safety_words import patterns
from leaflet.project.settings import read_settings
from leaflet.translation.stamping import record_comparisons, to_compare
from leaflet.translation.stamps import path_of

from .engine import Seed
from .project import Project, in_words
from .words import ROOT, Mutator, _inside, _prose


def move_not(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """A "not" gets into another part of its line."""
    found = []
    for n in _prose(lines):
        for match in patterns(language)["not"].finditer(lines[n].lower()):
            rest = lines[n][: match.start()] + lines[n][match.end() :]
            places = [one.end() for one in re.finditer(r"\w[,،，、。.]? ?(?=\w)", rest)]
            far = [at for at in places if abs(at - match.start()) > 6 and not _inside(rest, at)]
            if far and not _inside(lines[n], match.start()):
                at = choice.choice(far)
                found.append([*lines[:n], f"{rest[:at]} {match[0]} {rest[at:]}", *lines[n + 1 :]])
    choice.shuffle(found)
    return found


def exchange_cells(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """The last cells of two rows of a table change places."""
    rows = [n for n in range(1, len(lines)) if lines[n].startswith("| ") and not lines[n + 1].startswith("|-")]
    found = []
    for one, other in pairwise(rows):
        first, second = (re.fullmatch(r"(.*\|)([^|]+\|)\s*", lines[n]) for n in (one, other))
        if other == one + 1 and first and second and first[2] != second[2]:
            found.append([*lines[:one], first[1] + second[2], second[1] + first[2], *lines[other + 1 :]])
    choice.shuffle(found)
    return found


def copy_neighbour(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """An item of a list becomes a copy of the one above it."""
    items = [n for n in range(1, len(lines)) if re.match(r"\s*- ", lines[n]) and re.match(r"\s*- ", lines[n - 1])]
    choice.shuffle(items)
    return [[*lines[:n], lines[n - 1], *lines[n + 1 :]] for n in items if lines[n] != lines[n - 1]]


def paragraph_of_another_page(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """A paragraph or item becomes that of another page in the same language."""
    files = sorted(file for file in (ROOT / "docs" / language).glob("*.md") if file.stem != page)
    there = choice.choice(files).read_text(encoding="utf-8").split("\n")
    ours, theirs = _prose(lines), [there[n] for n in _prose(there) if len(there[n]) > 20]
    choice.shuffle(ours)
    return [[*lines[:n], choice.choice(theirs), *lines[n + 1 :]] for n in ours if theirs]


def change_alt(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """What a picture shows is said in two English words."""
    places = [n for n in range(len(lines)) if re.match(r"\s*!\[[^\]]", lines[n])]
    choice.shuffle(places)
    return [[*lines[:n], re.sub(r"!\[[^\]]*\]", "![A spine]", lines[n]), *lines[n + 1 :]] for n in places]


def stamped_anew(project: Project, make: Mutator, choice: random.Random) -> Iterator[Seed]:
    """The edits of `make`, each stamped by somebody who has compared it."""
    for tag in project.translations:
        for seed in in_words(project, [tag], make, choice):
            changes = dict(seed.look.args[0])  # type: ignore[attr-defined]
            record = path_of(tag).as_posix()
            before = (project.root / record).read_bytes()
            changes[record] = partial(_stamp, tag=tag, before=before, root=project.root)
            yield Seed(seed.place, seed.file, partial(project.look, changes, (tag,)))


def _stamp(place: Path, tag: str, before: bytes, root: Path) -> None:
    place.write_bytes(before)
    settings, _ = read_settings(root)
    assert settings
    comparisons, findings = to_compare(settings, tag)
    assert not findings
    record_comparisons(settings, tag, [one for one in comparisons if one.is_new])
