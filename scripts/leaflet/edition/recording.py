"""A page read aloud: a sound file, and when each sentence is heard in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

FOLDER = "audio"
PACKAGES = ("soundfile", "pyloudnorm", "mutagen")  # what every recording needs, a person's too


@dataclass(frozen=True, slots=True)
class Timing:
    """A sentence in the file, in seconds from its start. `id` is that of the sentence on the page (`sentences.py`)."""

    id: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Recording:
    """One page, read in one language. `voice` is "computer" or "person"; `path` is an MP3 file under the cache."""

    language: str
    page: str
    path: Path
    seconds: float
    timings: tuple[Timing, ...]
    voice: str = "computer"

    @property
    def address(self) -> str:
        """Where it stands on the site; both editions play the same file."""
        return f"{FOLDER}/{self.language}/{self.page}.mp3"

    @property
    def bytes(self) -> int:
        return self.path.stat().st_size


Recordings: TypeAlias = Mapping[tuple[str, str], Recording]  # by language and page


def missing_packages() -> str | None:
    """What no recording can be made without, in plain English."""
    absent = [name for name in PACKAGES if find_spec(name) is None]
    return f"{' and '.join(absent)} not installed: run scripts/setup" if absent else None
