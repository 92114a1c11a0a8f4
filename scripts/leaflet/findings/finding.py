"""A finding: what is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What a check found: a code of `checks.codes`, where, the fact, and what to do about it."""

    path: PurePosixPath
    line: int
    code: str
    message: str
    hint: str = ""
