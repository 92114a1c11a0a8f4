"""The register of families of checks: the letter of their codes, what they look at, and how each is run.

A family is named here once: `leaflet check`, its `--only` and `--help`, and the tests all go by this list. How it is
run is named as a module of `leaflet`, or `module:function`, imported only when it is run.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import chain
from typing import Any

from leaflet.base.suggest import did_you_mean
from leaflet.findings.codes import retired, rules
from leaflet.formats.registry import FORMATS


@dataclass(frozen=True, slots=True)
class Family:
    """Checks whose codes begin with `letter`. `tools` are the programs it needs besides Python's packages for building.

    - `sources`: modules with CHECKS, for every save, and perhaps THOROUGH, for a release; both take a `Project`
    - `site`: a function of a built site (`Path`), progress (`Callable[[str], object]`) and languages (none: all)
    - `articles`: a function of a `Booklet` and a built site
    - `files`: modules with FILE_CHECKS and perhaps VALIDATORS, by name of format; they take a `Booklet`, a file and
      the place to name in findings. The rows of the formats name them
    - `recordings`: functions of a `Booklet`, a `Page` and its `Recording`
    - `narrations`: a function of a `Booklet` and all its recordings, by the name of their page

    All of them give `Finding`s, also of a family beside their own.
    """

    letter: str
    name: str
    looks_at: str
    sources: tuple[str, ...] = ()
    site: str = ""
    articles: str = ""
    recordings: tuple[str, ...] = ()
    narrations: str = ""
    tools: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(made.checks for made in FORMATS if made.checks and made.family == self.letter))

    @property
    def is_of_sources(self) -> bool:
        return bool(self.sources)


FAMILIES = (
    Family(
        "S",
        "structure",
        "sources",
        sources=(
            "checks.sources.structure",
            "checks.sources.declared_shape",
            "checks.sources.true_records",
            "checks.sources.shared_texts",
            "checks.sources.help_boxes",
            "checks.sources.pictures",
        ),
    ),
    Family("W", "wording", "sources", sources=("checks.sources.wording",)),
    Family(
        "T",
        "translation",
        "sources",
        tools=("lingua", "a model of meaning", "hunspell"),
        sources=(
            "checks.translations.same_shape",
            "checks.translations.stamp_records",
            "checks.translations.numbers",
            "checks.translations.safety_words",
            "checks.translations.meaning",
            "checks.translations.language",
            "checks.translations.characters",
            "checks.translations.glossary_and_spelling",
        ),
    ),
    Family("L", "links", "site", site="web.check.links:check_links", tools=("LinkChecker", "lychee")),
    Family(
        "H",
        "HTML",
        "site",
        site="web.check.browser:check_pages",
        articles="web.check.page_words:check_articles",
        tools=("Nu HTML checker",),
    ),
    Family("A", "access", "site", site="web.check.browser:check_pages", tools=("Chromium", "axe")),
    Family("P", "print", "PDF files", tools=("veraPDF",)),
    Family(
        "E",
        "e-books, Word and text",
        "files",
        tools=("EPUBCheck", "Ace", "LibreOffice"),
    ),
    Family("B", "Braille", "Braille files", tools=("liblouis",)),
    Family(
        "V",
        "voice",
        "recordings",
        narrations="audio.check.check:check_language",
        tools=("a recogniser",),
        recordings=("audio.check.check:check_recording", "audio.check.check:check_heard"),
    ),
    Family("R", "release", "publish.yml", sources=("checks.sources.publishing",)),
)


@cache
def families() -> Mapping[str, Family]:
    """The families that have codes, by letter."""
    letters = {code[0] for code in rules()}
    return {family.letter: family for family in FAMILIES if family.letter in letters}


def load(name: str) -> Any:
    """Import a module of `leaflet`, or a function of one, named as entry points are: `web.check.links:check_links`."""
    module, _, function = name.partition(":")
    loaded = import_module(f"leaflet.{module}")
    return getattr(loaded, function) if function else loaded


@dataclass(frozen=True, slots=True)
class Selection:
    """What somebody asked for: whole families, by letter, and single codes."""

    whole: str
    codes: frozenset[str] = frozenset()

    @property
    def letters(self) -> str:
        """The families to run."""
        return "".join(letter for letter in families() if letter in {*self.whole, *(code[0] for code in self.codes)})

    def without(self, letters: Collection[str]) -> Selection:
        """The same, but nothing of these families."""
        return Selection(
            "".join(letter for letter in self.whole if letter not in letters),
            frozenset(code for code in self.codes if code[0] not in letters),
        )

    def wants(self, code: str) -> bool:
        return code[0] in self.whole or code in self.codes

    @property
    def is_everything(self) -> bool:
        return set(self.whole) >= families().keys()


def everything() -> Selection:
    return Selection("".join(families()))


def select(words: str) -> Selection:
    """What `T,L` or `T021 S` names. Raises `ValueError` with what there is instead."""
    asked = [word for word in re.split(r"[\s,]+", words.upper()) if word]
    letters = {letter for word in asked if word.isalpha() for letter in word}
    codes = {word for word in asked if not word.isalpha()}
    problem = next(chain(_unknown_letters(letters), _unknown_codes(codes)), None)
    if problem or not asked:
        raise ValueError(problem or f"name families: {_listed()}; or codes")
    return Selection("".join(sorted(letters)), frozenset(codes))


def _unknown_letters(letters: set[str]) -> Iterator[str]:
    if unknown := sorted(letters - families().keys()):
        yield f"no family {', '.join(unknown)}; there are {_listed()}"


def _unknown_codes(codes: set[str]) -> Iterator[str]:
    for code in sorted(codes - rules().keys()):
        if code in retired():
            yield f"{code} is retired: {retired()[code]}"
        else:
            yield f"there is no code {code}. {did_you_mean(code, rules())}".strip()


def _listed() -> str:
    return ", ".join(f"{family.letter} ({family.name})" for family in families().values())
