"""Kinds of seeded edits, the places that are drawn for them, and how many the checks judge rightly."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from leaflet.findings.finding import Finding
from leaflet.project.quality import Kind as Measured

HARMLESS = "harmless"


@dataclass(frozen=True)
class Seed:
    """One edit. `place` says where, for people; a finding must name a file called `file`.

    `look` makes the edit, runs the checks, takes it back, and gives what the clean project does not have.
    """

    place: str
    file: str
    look: Callable[[], Iterable[Finding]]


@dataclass(frozen=True)
class Kind:
    """A kind of edit. A fault is found when one of `codes` names its file; a harmless edit must raise nothing.

    `group` is one of `quality.GROUPS`, or `HARMLESS`; `safety` marks what must be found every time. `names`: also files
    that match this are the right place, such as the page that a lost entry of a list was about.
    """

    name: str
    group: str
    codes: tuple[str, ...]
    seeds: Callable[[random.Random], Iterator[Seed]]
    safety: bool = False
    names: str = r"$^"


def draw(kind: Kind, places: int, seed: int) -> list[Seed]:
    """The first `places` edits of a kind that the random choice gives; fewer, where there are not so many places."""
    return list(islice(kind.seeds(random.Random(f"{seed} {kind.name}")), places))


def judge(kind: Kind, seeds: Sequence[Seed]) -> Measured:
    """Make each edit, and see whether the checks judge it rightly. A check that fails has judged nothing."""
    missed = []
    for edit in seeds:
        try:
            found = list(edit.look())
        except Exception as error:
            missed.append(f"{edit.place}: {type(error).__name__}: {error}")
            continue
        if not _right(kind, edit, found):
            missed.append(f"{edit.place}: {_words(found)}")
    return Measured(kind.name, kind.group, len(seeds), len(seeds) - len(missed), kind.codes, kind.safety, tuple(missed))


def _right(kind: Kind, edit: Seed, found: list[Finding]) -> bool:
    if kind.group == HARMLESS:
        return not found
    places = re.compile(f"{re.escape(edit.file)}|{kind.names}")
    return any(finding.code in kind.codes and places.fullmatch(finding.path.name) for finding in found)


def _words(found: list[Finding]) -> str:
    return ", ".join(sorted({f"{finding.code} {finding.path.name}" for finding in found})) or "nothing"
