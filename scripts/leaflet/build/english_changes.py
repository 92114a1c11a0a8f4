"""What has become of the English sentences since a release, and which of these changes could hurt a patient."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice

from rapidfuzz.fuzz import ratio

from leaflet.content.model import Element, Leaflet, Section, walk
from leaflet.content.numbers import numbers
from leaflet.content.runs import section_pieces
from leaflet.content.safety_words import patterns
from leaflet.content.sentences import split
from leaflet.content.syntax_tree import DIGEST_LENGTH
from leaflet.project.settings import SAFETY_PAGES, SOURCE_LANGUAGE, Settings, languages
from leaflet.translation.stamps import translated_sections

Sentences = Mapping[str, Mapping[str, Sequence[str]]]  # of a leaflet, by page and section
ALIKE = 50  # of 100: two sentences of which one may have become the other
_PLACE = re.compile(r"\((\w+ box|checklist)\) ")


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence of a section that `was` there, and what it is `now`; empty where there was or is none."""

    page: str
    section: str
    was: str
    now: str

    @property
    def hash(self) -> str:
        """A name for exactly this change: what somebody signs."""
        said = "\0".join((self.page, self.section, self.was, self.now))
        return hashlib.sha256(said.encode()).hexdigest()[:DIGEST_LENGTH]


def english_sentences(source: Leaflet, settings: Settings) -> dict[str, dict[str, list[str]]]:
    """Every sentence of the English, titles and interface too. One in a box or checklist begins with `(urgent box)`."""
    found: dict[str, dict[str, list[str]]] = {}
    for (page, section), words in translated_sections(source, settings).items():
        found.setdefault(page, {})[section] = list(_sentences(words))
    return found


def _sentences(section: Section) -> Iterator[str]:
    yield from _said(replace(section, blocks=()), "")
    for block in section.blocks:
        yield from _said(replace(section, blocks=(block,)), _place(block), after=1)


def _said(section: Section, place: str, after: int = 0) -> Iterator[str]:
    """The sentences of a section, each after its place; those of its heading, where it was given before, left out."""
    for piece in islice(section_pieces(section), after, None):
        if piece.kind != "link":
            said = (" ".join(one.split()) for one in split(piece.words, SOURCE_LANGUAGE))
            yield from (f"{place}{one}" for one in said if one)


def _place(block: Element) -> str:
    """`(urgent box) ` or `(checklist) ` for what stands in one."""
    for element in walk((block,)):
        if element.tag == "card":
            return f"({element.get('kind')} box) "
        if element.get("tick"):
            return "(checklist) "
    return ""


def grave_changes(before: Sentences, now: Sentences, safety_pages: Collection[str] = SAFETY_PAGES) -> Iterator[Change]:
    """The changes that somebody must sign: of a number, limit, time or "not", or in a box, checklist or safety page."""
    return (change for change in changes(before, now) if _is_grave(change, safety_pages))


def _is_grave(change: Change, safety_pages: Collection[str]) -> bool:
    if change.page in safety_pages or _PLACE.match(change.was) or _PLACE.match(change.now):
        return True
    return weights(change.was) != weights(change.now)


def changes(before: Sentences, now: Sentences) -> Iterator[Change]:
    """Every sentence that is new, gone or another, section by section."""
    for page in dict.fromkeys((*now, *before)):
        ours, theirs = now.get(page, {}), before.get(page, {})
        for section in dict.fromkeys((*ours, *theirs)):
            for was, is_now in _pairs(theirs.get(section, ()), ours.get(section, ())):
                yield Change(page, section, was, is_now)


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What has become of each sentence that is no longer there as it was."""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _nearest(old[a:b], list(new[c:d]))


def _nearest(old: Sequence[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for was in old:
        best = max(new, key=lambda one: ratio(was, one), default="")
        if best and ratio(was, best) >= ALIKE:
            new.remove(best)
            yield was, best
        else:
            yield was, ""
    yield from (("", one) for one in new)


def weights(words: str) -> list[tuple[str, str]]:
    """What safety hangs on in a sentence, in its order: numbers, units, not, only, at least, before ..., each with the
    word after it, so that a "not" that moves counts."""
    language = languages()[SOURCE_LANGUAGE]
    lowered = words.lower()
    found = [(start, end, value) for value, start, end in numbers(words, language)]
    forms = {**{kind: [pattern.pattern] for kind, pattern in patterns(SOURCE_LANGUAGE).items()}, **language.units}
    for kind, patterns_of_kind in forms.items():
        for form in patterns_of_kind:
            found += [(match.start(), match.end(), kind) for match in re.finditer(form, lowered)]
    return [(what, _word_after(lowered, end)) for _, end, what in sorted(found)]


def _word_after(words: str, place: int) -> str:
    match = re.compile(r"\W*(\w+)").match(words, place)
    return match[1] if match else ""
