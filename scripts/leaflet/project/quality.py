"""What is known of the checks themselves: `quality.json`, which `scripts/mutate` writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from leaflet.base.files import read_bytes
from leaflet.project.shapes import WHOLE, Day

NAME = "quality.json"
GROUPS = ("numbers", "words", "phones", "urgent", "lost", "language", "links", "files", "sound", "pages", "settings")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of seeded edit. `group` is one of `GROUPS`, or "harmless"; `right` of `made` were judged rightly.

    `safety` marks kinds that must all be found. `missed` says where the others were, and why.
    """

    __pydantic_config__ = WHOLE
    name: str
    group: str
    made: int
    right: int
    codes: tuple[str, ...] = ()
    safety: bool = False
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quality:
    """The last whole run of the seeded faults."""

    __pydantic_config__ = WHOLE
    date: Day
    seed: int
    kinds: tuple[Kind, ...]

    def in_group(self, group: str) -> tuple[int, int]:
        """How many edits of a group were made, and how many judged rightly."""
        kinds = [kind for kind in self.kinds if kind.group == group]
        return sum(kind.made for kind in kinds), sum(kind.right for kind in kinds)


_READER = TypeAdapter(Quality)


def read_quality(root: Path) -> Quality | None:
    """The record of the project at `root`; None where there is none that can be read."""
    try:
        return _READER.validate_json(read_bytes(root / NAME))
    except (OSError, ValueError):
        return None


def write_quality(root: Path, day: date, seed: int, kinds: Iterable[Kind]) -> None:
    """Write the record."""
    (root / NAME).write_bytes(_READER.dump_json(Quality(day, seed, tuple(kinds)), indent=1) + b"\n")
