"""T: each paragraph of a translation is in its language: not left in English, not pasted from another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

import regex

from leaflet.checks.source_check import Check
from leaflet.checks.sources.names import NAMES, names_listed, usable
from leaflet.checks.sources.readability import sentences
from leaflet.checks.translations.pairs import Pair, all_pairs
from leaflet.edition.markup import LATIN_RUN
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE, languages

ENOUGH, ENOUGH_DENSE = 30, 12  # letters that a sentence needs before its language can be told
MOST = 0.6
_LETTER = regex.compile(r"\p{L}")
_ENGLISH_WORD = re.compile(r"[A-Za-z]{3,}")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


def own_script(project: Project) -> Iterator[Finding]:
    """Most letters of each piece are of the language's script (T042), names left out."""
    names = _names(project)
    for pair in all_pairs(project):
        for _, piece in pair.pieces:
            letters = _LETTER.findall(_told_apart(piece.words, names))
            own = len(_of_script(pair.language.script).findall("".join(letters)))
            if len(letters) >= 4 and own < len(letters) * (1 - MOST):
                yield pair.finding(
                    "T042",
                    f'"{piece.words[:60]}" is not in {pair.language.english_name} letters.',
                    piece.line,
                    f"Translate it. Names that stay as they are belong into {NAMES}.",
                )


@cache
def _of_script(script: str) -> regex.Pattern[str]:
    return regex.compile(rf"\p{{Script={script}}}")


def translated(project: Project) -> Iterator[Finding]:
    """No piece, sentence or passage is left in English (T040), names left out."""
    names = _names(project)
    for pair in all_pairs(project):
        for english, piece in pair.pieces:
            left = _left_in_english(pair, english.words, piece.words, names)
            if left:
                yield pair.finding("T040", f'"{left[:60]}" is still in English.', piece.line)


def _left_in_english(pair: Pair, english: str, words: str, names: tuple[str, ...]) -> str:
    """The first English words of a piece: a sentence that stands in its English too, or a passage in other letters."""
    for sentence in (english, *sentences(english, SOURCE_LANGUAGE)):
        if sentence in words and len(_ENGLISH_WORD.findall(_without_names(sentence, names))) >= 2:
            return sentence
    passage = LATIN_RUN.search(_told_apart(words, names)) if pair.language.script != "Latin" else None
    return passage[0] if passage else ""


def detected(project: Project) -> Iterator[Finding]:
    """Each longer paragraph or item is in the language it should be, as far as a detector can tell (T041)."""
    if not can_detect():
        return
    names = _names(project)
    for pair in (pair for pair in all_pairs(project) if pair.language.tag in _detectable()):
        for _, piece in pair.pieces:
            words = _told_apart(piece.words, names)
            if len(_LETTER.findall(words)) < (ENOUGH_DENSE if pair.language.letters.dense else ENOUGH):
                continue
            found = _detect(words)
            if found and found != pair.language.tag:
                name = languages()[found].english_name
                yield pair.finding(
                    "T041",
                    f'"{piece.words[:60]}" seems to be {name}.',
                    piece.line,
                    f"Write it in {pair.language.english_name}.",
                )


def can_detect() -> bool:
    """Whether the language detector is installed (scripts/setup test)."""
    return find_spec("lingua") is not None


@cache
def _detector() -> Any:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, tag.upper()) for tag in sorted(_detectable())]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()


@cache
def _detectable() -> frozenset[str]:
    """Return those of our languages that the detector knows."""
    from lingua import IsoCode639_1

    return frozenset(tag for tag in languages() if hasattr(IsoCode639_1, tag.upper()))


@cache
def _detect(words: str) -> str | None:
    language = _detector().detect_language_of(words)
    return language.iso_code_639_1.name.lower() if language else None


def _names(project: Project) -> tuple[str, ...]:
    hospital = project.settings.hospital
    names = [*names_listed(project), hospital.name, hospital.email, hospital.address_of_site]
    return tuple(sorted(names, key=len, reverse=True))


def _told_apart(words: str, names: tuple[str, ...]) -> str:
    """What is left to be in the language: no names, and nothing in brackets, which is often the English word."""
    return _IN_BRACKETS.sub("", _without_names(words, names))


def _without_names(words: str, names: tuple[str, ...]) -> str:
    return _one_of(names).sub(" ", words)


@cache
def _one_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names, but not in the middle of a longer word."""
    listed = "|".join(map(re.escape, filter(None, names))) or "$^"
    return re.compile(rf"(?<![A-Za-z])(?:{listed})(?![A-Za-z])")


CHECKS: tuple[Check, ...] = (usable, own_script, translated)
THOROUGH: tuple[Check, ...] = (detected,)
