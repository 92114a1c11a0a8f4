"""Files to download by what readers want them for, so that nobody has to know what a BRF is to find one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from leaflet.formats.registry import GROUPS, named


def grouped(downloads: Sequence[SimpleNamespace], strings: Mapping[str, Any]) -> list[SimpleNamespace]:
    """Return the groups that have files, in the order of `GROUPS`: name, title, for whom, and their files."""

    def group_of(made: SimpleNamespace) -> int:
        return GROUPS.index(named([made.format])[0].group)

    return [
        SimpleNamespace(
            name=GROUPS[place],
            title=strings[f"formats_{GROUPS[place]}"],
            why=strings[f"formats_{GROUPS[place]}_why"],
            files=list(files),
        )
        for place, files in groupby(sorted(downloads, key=group_of), key=group_of)
    ]
