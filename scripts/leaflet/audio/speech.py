"""How each language is said: the records of `speech.yml`, where each field is explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from leaflet.project.settings import languages

DATA = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True, slots=True)
class Speech:
    """How one language is said. `decimal`, `dense` and `spaced` are those of `languages.yml`."""

    language: str
    decimal: str
    dense: bool
    spaced: bool
    say: Sequence[Sequence[str]] = ()
    units: Mapping[str, Sequence[str]] = field(default_factory=dict)
    time: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, str] = field(default_factory=dict)
    ordinary: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)
    abbreviations: str = ""
    numbers: str = ""
    forms: Sequence[Sequence[Mapping[str, str]]] = ()
    mend: Sequence[Sequence[str]] = ()
    point: str = ""
    fractions: Sequence[Sequence[str]] = ()
    years: str = ""
    year: str = ""
    ordinal_signs: str = ""
    ordinals: Mapping[int, str] = field(default_factory=dict)
    locative: Mapping[str, Any] = field(default_factory=dict)
    date: str = ""
    date_said: str = ""
    digits: Sequence[str] = tuple("0123456789")
    again: str = ""
    signs: Mapping[str, str] = field(default_factory=dict)
    range: str = ""
    stop: str = "."
    rate: Sequence[float] = ()
    comma: str = ", "


@cache
def speech_of(language: str) -> Speech:
    """The record of a language, by BCP 47 tag; one that leaves words as they are where there is none."""
    record = _records().get(language, {})
    about = languages()[language]
    comma = record.get("comma", ",")
    comma += " " * about.letters.spaced
    return Speech(language, about.decimal, about.letters.dense, about.letters.spaced, **{**record, "comma": comma})


@cache
def _records() -> dict[str, dict[str, Any]]:
    records: dict[str, dict[str, Any]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return records
