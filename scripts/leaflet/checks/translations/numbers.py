"""T: no number, unit or limit is lost, added or changed between the English and a translation."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from leaflet.checks.source_check import Check
from leaflet.checks.translations.pairs import Pair, all_pairs, edited_pairs
from leaflet.content.numbers import numbers
from leaflet.content.quantity import QUANTITY, parts
from leaflet.content.runs import section_pieces
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages

REACH = 24  # characters between a number and its unit
RANGE = 5  # characters between two numbers that share a unit: 24 to 72 hours
_CLAUSE = re.compile(r"[.,:;?!](?!\d)")
_UNKNOWN_UNIT = re.compile(r"(?<![A-Za-z])0[ \u00a0]([a-z]{1,4})(?![A-Za-z])")
_NOT_WESTERN = re.compile(r"[^\W\D0-9]")


def kept(project: Project) -> Iterator[Finding]:
    """Every number in the English section is in the translation, as often (T021), and no other (T022).

    Digits of any script count, and words that stand for a number (`languages.yml`: `number_words`).
    """
    english = languages()[SOURCE_LANGUAGE]
    for pair in all_pairs(project):
        ours, theirs = _values(pair.english_words, english), _values(pair.translated_words, pair.language)
        lost = ours - theirs
        said = _said_in_words(pair) if lost else lost
        for value, count in lost.items():
            if count > said[value]:
                yield pair.finding("T021", f"The English section #{pair.english.id} has {value}; it is missing here.")
        for value in theirs - ours:
            yield pair.finding("T022", f"#{pair.english.id} has {value}; the English section does not.")


def _values(words: str, language: Language) -> Counter[str]:
    return Counter(value for value, *_ in numbers(words, language))


def _said_in_words(pair: Pair) -> Counter[str]:
    """How often each number of the English is a word in the same piece of the translation, and not digits."""
    pieces = [(ours.words, theirs.words) for ours, theirs in pair.pieces]
    said: Counter[str] = Counter()
    for ours, theirs in pieces or [(pair.english_words, pair.translated_words)]:
        lost = _values(ours, languages()[SOURCE_LANGUAGE]) - _values(theirs, pair.language)
        said += lost & Counter(value for value, *_ in numbers_in_words(theirs, pair.language))
    return said


def in_order(project: Project) -> Iterator[Finding]:
    """The numbers stand in the order they had when somebody last compared the section with the English (T026).

    "No food for 6 hours, drink until 2" has the numbers of "no food for 2 hours, drink until 6". Languages may order
    them otherwise than English does, so the order is taken when the section is stamped.
    """
    for counted in edited_pairs(project):
        then, now = counted.then.get("numbers", ""), counted.now.get("numbers", "")
        if then != now:
            yield counted.finding(
                "T026",
                f"#{counted.pair.english.id} has the numbers {_listed(now)}; when it was "
                f"compared with the English it had {_listed(then)}.",
            )


def _listed(values: str) -> str:
    return ", ".join(values.split()) or "none"


def numbers_in_words(words: str, language: Language) -> list[tuple[str, int, int]]:
    """Every word that stands for a number, as `numbers` gives them: `("2", ...)` for the Arabic dual of week."""
    lowered = words.lower()
    return [
        (str(value), *match.span())
        for value, forms in language.number_words.items()
        for form in forms
        for match in re.finditer(form, lowered)
    ]


def units(project: Project) -> Iterator[Finding]:
    """The unit beside each number is the same: 2 weeks is not 2 days; nor are a few weeks a few days (T023)."""
    english = languages()[SOURCE_LANGUAGE]
    for pair in all_pairs(project):
        for ours, theirs in pair.pieces:
            lost = Counter(measures_after(ours.words, english)) - Counter(measures(theirs.words, pair.language))
            for value, unit in lost:
                yield pair.finding(
                    "T023", f'"{value} {unit}" in the English #{pair.english.id} is not so here.', theirs.line
                )
            said = Counter(unit for _, _, unit in _units(ours.words, english))
            # "on the same day", "each day": other languages say these without the word
            said["day"] = len(re.findall(r"\bdays\b", ours.words))
            fewer = said - Counter(unit for _, _, unit in _units(theirs.words, pair.language))
            for unit in sorted(fewer.keys() - {unit for _, unit in lost}):
                message = f'There are fewer words for "{unit}" than in English: "{ours.words[:80]}"'
                yield pair.finding("T023", message, theirs.line)


def measures_after(words: str, language: Language) -> list[tuple[str, str]]:
    """Every number with its unit as English has it: after it in the same clause, `24 to 72 hours`, or `week 1`."""
    found = _units(words, language)
    starts, before = [first for first, _, _ in found], {last + 1: unit for _, last, unit in found}
    all_numbers = numbers(words, language)
    result = []
    pairs = itertools.zip_longest(all_numbers, all_numbers[1:], fillvalue=("", 0, 0))
    for (value, start, end), (_, following, _) in pairs:
        place = bisect_left(starts, end)
        if start in before:
            result.append((value, before[start]))
        elif place < len(found):
            first, _, unit = found[place]
            near = first - end <= REACH and not _CLAUSE.search(words[end:first])
            if near and not end + RANGE < following < first:
                result.append((value, unit))
    return result


def measures(words: str, language: Language) -> list[tuple[str, str]]:
    """Every number, in digits or words, with the unit nearest to it, on either side: `("24", "hour")`."""
    found = _units(words, language)
    starts, longest = [first for first, _, _ in found], max((last - first for first, last, _ in found), default=0)
    result = []
    for value, start, end in [*numbers(words, language), *numbers_in_words(words, language)]:
        around = found[bisect_left(starts, start - REACH - longest) : bisect_right(starts, end + REACH)]
        near = [(max(first - end, start - last, 0) + (last <= start), unit) for first, last, unit in around]
        near = [(gap, unit) for gap, unit in near if gap <= REACH]
        if near:
            result.append((value, min(near)[1]))
    return result


def _units(words: str, language: Language) -> list[tuple[int, int, str]]:
    """Every word for a unit: where it starts and ends, and the unit; in the order of the text, so that near ones are
    found without going through all."""
    lowered = words.lower()
    return sorted(
        (match.start(), match.end(), unit)
        for unit, forms in language.units.items()
        for form in forms
        for match in re.finditer(form, lowered)
    )


def western_digits(project: Project) -> Iterator[Finding]:
    """One digit system on a page, the Western one, as on the hospital's letters and phones (T025)."""
    for pair in all_pairs(project):
        if match := _NOT_WESTERN.search(pair.translated_words):
            yield pair.finding(
                "T025",
                f'"{match[0]}" is not a Western digit.',
                hint=f"Write the numbers with 0 to 9 in {pair.language.english_name} too.",
            )


def kept_whole(project: Project) -> Iterator[Finding]:
    """Report quantities in right-to-left words that nothing holds together (T072): in a title, a heading, a
    description of a picture; nor one with a sign that the program does not take for a unit."""
    for pair in all_pairs(project):
        if pair.language.direction != "rtl":
            continue
        for piece in section_pieces(pair.translated):
            if piece.kind in ("heading", "alt"):
                for start, end in parts(piece.words, "rtl"):
                    yield pair.finding(
                        "T072",
                        f'"{piece.words[start:end]}" would be turned around in menus, contents and descriptions.',
                        piece.line,
                        "Write it in words here, such as 6 to 8 with the word of the language for to.",
                    )
            elif match := _UNKNOWN_UNIT.search(QUANTITY.sub("0", piece.words)):
                yield pair.finding(
                    "T072",
                    f'"{match[1]}" behind a number would be shown before it.',
                    piece.line,
                    "Write the unit in the letters of the language.",
                )


CHECKS: tuple[Check, ...] = (kept, in_order, units, western_digits, kept_whole)
