"""What is known of the checks themselves: `quality.json`, which `scripts/mutate` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from leaflet.base.files import read_bytes

NAME = "quality.json"
GROUPS = ("numbers", "words", "phones", "urgent", "lost", "language", "links", "files", "sound", "pages", "settings")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of seeded edit. `group` is one of `GROUPS`, or "harmless"; `right` of `made` were judged rightly.

    `safety` marks kinds that must all be found. `missed` says where the others were, and why.
    """

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

    date: date
    seed: int
    kinds: tuple[Kind, ...]

    def in_group(self, group: str) -> tuple[int, int]:
        """How many edits of a group were made, and how many judged rightly."""
        kinds = [kind for kind in self.kinds if kind.group == group]
        return sum(kind.made for kind in kinds), sum(kind.right for kind in kinds)


def read_quality(root: Path) -> Quality | None:
    """The record of the project at `root`; None where there is none that can be read."""
    try:
        record = json.loads(read_bytes(root / NAME))
        kinds = tuple(
            Kind(**{**kind, "codes": tuple(kind["codes"]), "missed": tuple(kind["missed"])}) for kind in record["kinds"]
        )
        return Quality(date.fromisoformat(record["date"]), record["seed"], kinds)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_quality(root: Path, day: date, seed: int, kinds: Iterable[Kind]) -> None:
    """Write the record."""
    listed = [{name: getattr(kind, name) for name in Kind.__slots__} for kind in kinds]
    record = {"date": day.isoformat(), "seed": seed, "kinds": listed}
    (root / NAME).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
