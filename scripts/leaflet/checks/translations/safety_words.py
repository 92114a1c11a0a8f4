"""T: no "not", "only", "at least", "unless", "stop", "before", "after", "now" or "today" is lost in translation."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.source_check import Check
from leaflet.checks.translations.pairs import all_pairs, edited_pairs
from leaflet.content.runs import short
from leaflet.content.safety_words import count_safety_words
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE, languages

NAMES = {
    "not": "not",
    "only": "only",
    "at_least": "at least",
    "less_than": "less than",
    "unless": "unless",
    "stop": "stop",
    "before": "before",
    "after": "after",
    "now": "now",
    "today": "today",
}
TIMES = {"before", "after"}  # looked for beside numbers: "after a bone has broken" may become "when"


def present(project: Project) -> Iterator[Finding]:
    """Where an English paragraph, item or cell has such a word, its translation has one too (T030)."""
    english = languages()[SOURCE_LANGUAGE]
    for pair in all_pairs(project):
        for ours, theirs in pair.pieces:
            if ours.kind == "alt":
                continue
            said = set(count_safety_words(ours.words, english))
            if not any(sign.isdigit() for sign in ours.words):
                said -= TIMES
            for kind in sorted(said - count_safety_words(theirs.words, pair.language).keys()):
                yield pair.finding(
                    "T030", f'There is no word for "{NAMES[kind]}" here. English: "{short(ours.words)}"', theirs.line
                )


def counted(project: Project) -> Iterator[Finding]:
    """Such words are as many as when somebody last compared the section with the English (T031).

    Languages need not have as many of them as English, so the count is taken when the section is stamped.
    """
    for counted in edited_pairs(project):
        then, now = counted.then.get("words", {}), counted.now.get("words", {})
        for kind in (kind for kind in NAMES if then.get(kind, 0) != now.get(kind, 0)):
            place = f"#{counted.pair.english.id}"
            yield counted.finding(
                "T031",
                f'{place} has {now.get(kind, 0)} words for "{NAMES[kind]}"; '
                f"when it was compared with the English it had {then.get(kind, 0)}.",
            )


CHECKS: tuple[Check, ...] = (present, counted)
