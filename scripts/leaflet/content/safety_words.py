"""The small words that decide: not, only, at least, unless, stop, before, now (`languages.yml`: `words`)."""

from __future__ import annotations

import re
from functools import cache

from leaflet.project.settings import Language, languages


@cache
def patterns(tag: str) -> dict[str, re.Pattern[str]]:
    kinds = languages()[tag].words
    return {kind: re.compile("|".join(f"(?:{form})" for form in forms)) for kind, forms in kinds.items()}


def count_safety_words(words: str, language: Language) -> dict[str, int]:
    """How often each kind of word stands in a text; kinds that are not there are left out."""
    lowered = words.lower()
    counts = {kind: len(pattern.findall(lowered)) for kind, pattern in patterns(language.tag).items()}
    return {kind: count for kind, count in counts.items() if count}
