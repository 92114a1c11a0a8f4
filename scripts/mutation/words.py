"""Edits of the words of a page: faults that a slip, a merge or a machine makes, and edits that do no harm.

Each mutator takes the lines of a page, its name, the language and a random choice, and gives changed pages.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from leaflet.content.safety_words import patterns
from leaflet.content.sentences import split
from leaflet.project.settings import SAFETY_PAGES, Hospital, languages, read_settings

ROOT = Path(__file__).parents[2]
SAFETY = (*SAFETY_PAGES, "risks")

Mutator = Callable[[list[str], str, str, random.Random], list[list[str]]]


def each(pattern: str, change: Callable[[str], str]) -> Mutator:
    """Change one line that matches."""

    def make(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
        places = [n for n in _body(lines) if re.search(pattern, lines[n])]
        choice.shuffle(places)
        return [[*lines[:n], *change(lines[n]).split("\n"), *lines[n + 1 :]] for n in places]

    return make


def drop(pattern: str) -> Mutator:
    """Take out one line that matches."""

    def make(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
        places = [n for n in _body(lines) if re.search(pattern, lines[n])]
        choice.shuffle(places)
        return [[*lines[:n], *lines[n + 1 :]] for n in places]

    return make


def _body(lines: list[str]) -> range:
    return range(lines.index("---", 1) + 1, len(lines))


def change_digit(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """One digit of a number in the words becomes another."""
    places = [
        (n, m.start()) for n in _body(lines) for m in re.finditer(r"\d", lines[n]) if not _inside(lines[n], m.start())
    ]
    choice.shuffle(places)
    return [_replaced(lines, n, at, at + 1, str((int(lines[n][at]) + choice.randint(1, 8)) % 10)) for n, at in places]


def swap_units(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """Weeks become days, days hours, hours days, months weeks, beside a number."""
    found = []
    for n in _body(lines):
        for unit, other in (("week", "day"), ("day", "hour"), ("hour", "day"), ("month", "week")):
            for form in languages()[language].units[unit]:
                for match in re.finditer(rf"(?:{form})\w*" if language == "pl" else form, lines[n].lower()):
                    near = lines[n][max(match.start() - 12, 0) : match.end() + 12]
                    if re.search(r"\d", near) and not _inside(lines[n], match.start()):
                        found.append(_replaced(lines, n, match.start(), match.end(), UNITS[language][other]))
    choice.shuffle(found)
    return found


def exchange_numbers(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """Two numbers of a line change places."""
    found = []
    for n in _prose(lines):
        places = [m for m in re.finditer(r"\d+(?:[.,]\d+)*", lines[n]) if not _inside(lines[n], m.start())]
        for one, other in pairwise(places):
            if one[0] != other[0]:
                between = lines[n][one.end() : other.start()]
                found.append(_replaced(lines, n, one.start(), other.end(), other[0] + between + one[0]))
    choice.shuffle(found)
    return found


def drop_sentence(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """One sentence of a paragraph or item that has several is lost."""
    found = []
    for n in _prose(lines):
        sentences = list(split(lines[n], language))
        if len([one for one in sentences if one.strip()]) > 1 and _is_seen(lines[n]):
            found += [
                [*lines[:n], "".join([*sentences[:at], *sentences[at + 1 :]]), *lines[n + 1 :]]
                for at in range(1, len(sentences))
                if sentences[at].strip()
            ]
    choice.shuffle(found)
    return found


def change_front_matter(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """The description is English, has another number or a "not" more, or one sentence or safety word less."""
    n = next(n for n, line in enumerate(lines) if line.startswith("description:"))
    english = (ROOT / "docs/en" / f"{page}.md").read_text(encoding="utf-8").split("\n")
    words = lines[n].removeprefix("description: ")
    changed = [
        next(line for line in english if line.startswith("description:")),
        f"description: {re.sub(r'[0-9]+', '998', words)}",
        f"{lines[n]} 24.",
    ]
    for pattern in patterns(language).values():
        changed += [f"description: {words[: m.start()]}{words[m.end() :]}" for m in pattern.finditer(words.lower())]
    choice.shuffle(changed)
    return [[*lines[:n], line, *lines[n + 1 :]] for line in changed]


def change_interface(content: str, choice: random.Random) -> Iterator[str]:
    """A sentence of the interface has another number, another sentence's words, or a "not" less."""
    places = [(m, "42") for m in re.finditer(r"(?<![\d.])(14|18|24|25|40)(?!\d)", content)]
    places += [(m, "") for m in re.finditer(r" (nie|لم|لا|નથી|نہیں)(?=[ .,۔،])|没有|还没|不", content)]
    places = [(m, new) for m, new in places if content[content.rfind("\n", 0, m.start()) + 1] != "#"]
    choice.shuffle(places)
    for match, new in places:
        yield content[: match.start()] + new + content[match.end() :]


UNITS = {
    "pl": {"day": "dni", "week": "tygodni", "hour": "godzin"},
    "ar": {"day": "أيام", "week": "أسابيع", "hour": "ساعات"},
    "ur": {"day": "دن", "week": "ہفتے", "hour": "گھنٹے"},
    "gu": {"day": "દિવસ", "week": "અઠવાડિયાં", "hour": "કલાક"},
    "zh": {"day": "天", "week": "周", "hour": "小时"},
}


def drop_word(*kinds: str) -> Mutator:
    """One word such as "not" is lost from a page where safety hangs on it."""

    def make(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
        if page not in SAFETY:
            return []
        found = []
        for n in _body(lines):
            for kind in kinds:
                for match in patterns(language)[kind].finditer(lines[n].lower()):
                    if not _inside(lines[n], match.start()) and not lines[n].startswith("!"):
                        found.append(_replaced(lines, n, match.start(), match.end(), ""))
        choice.shuffle(found)
        return found

    return make


def paragraph_from(source: str) -> Mutator:
    """A paragraph or item is that of another language: the same line of its page."""

    def make(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
        other = source if source != language else "pl"
        there = (ROOT / "docs" / other / f"{page}.md").read_text(encoding="utf-8").split("\n")
        ours, theirs = _prose(lines), _prose(there)
        places = [
            (a, b)
            for a, b in zip(ours, theirs, strict=False)
            if len(there[b]) > 40 and _is_seen(lines[a]) and _is_seen(there[b])
        ]
        choice.shuffle(places)
        return [[*lines[:a], there[b], *lines[a + 1 :]] for a, b in places]

    return make


def _is_seen(line: str) -> bool:
    """Whether a reader meets the line: it is left out while a detail of the hospital in it is empty."""
    return all(getattr(_hospital(), name, "") for name in re.findall(r"\{\{ hospital\.(\w+) \}\}", line))


@cache
def _hospital() -> Hospital:
    settings, _ = read_settings(ROOT)
    return settings.hospital if settings else Hospital()


def _prose(lines: list[str]) -> list[int]:
    return [n for n in _body(lines) if lines[n].strip() and not re.match(r"#|\||!|_|\{", lines[n].strip())]


def remove_section(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """A heading and all under it are lost."""
    starts = _headings(lines)
    found = [[*lines[:start], *lines[end:]] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    choice.shuffle(found)
    return found


def swap_sections(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """Two neighbouring sections change places."""
    starts = _headings(lines)
    found = [
        [*lines[:a], *lines[b:c], *lines[a:b], *lines[c:]]
        for a, b, c in zip(starts, starts[1:], [*starts[2:], len(lines)], strict=False)
        if lines[a].split()[0] == lines[b].split()[0]
    ]
    choice.shuffle(found)
    return found


def _headings(lines: list[str]) -> list[int]:
    return [n for n in _body(lines) if re.match(r"##", lines[n])]


def insert(sign: str) -> Mutator:
    """A sign gets into the middle of a word."""

    def make(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
        places = [
            (n, m.start() + 1)
            for n in _prose(lines)
            for m in re.finditer(r"\w\w", lines[n])
            if not _inside(lines[n], m.start() + 1)
        ]
        choice.shuffle(places)
        return [_replaced(lines, n, at, at, sign) for n, at in places]

    return make


def other_digits(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """A number is written in digits that are not Western."""
    zero = {"gu": "૦", "zh": "０"}.get(language, "٠")
    places = [(n, m) for n in _prose(lines) for m in re.finditer(r"\d+", lines[n]) if not _inside(lines[n], m.start())]
    choice.shuffle(places)
    return [_replaced(lines, n, m.start(), m.end(), "".join(chr(ord(zero) + int(d)) for d in m[0])) for n, m in places]


def synonym(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """A word of no weight becomes its synonym."""
    word, other = SYNONYMS[language]
    places = [(n, m) for n in _prose(lines) for m in re.finditer(word, lines[n]) if not _inside(lines[n], m.start())]
    choice.shuffle(places)
    return [_replaced(lines, n, m.start(), m.end(), other) for n, m in places]


SYNONYMS = {
    "pl": (r"\btakże\b|\bteż\b", "również"),
    "ar": ("أيضًا", "كذلك"),
    "ur": ("صفحہ", "ورق"),
    "gu": ("પાનું|પાના", "પેજ"),
    "zh": ("也", "同样"),
}


def rewrap(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """A paragraph is broken into two lines at a space."""
    found = []
    for n in _prose(lines):
        spaces = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", lines[n]) if not _inside(lines[n], m.start())]
        if spaces and not re.match(r"\s*([-0-9]|!)", lines[n]):
            indent = " " * (len(lines[n]) - len(lines[n].lstrip()))
            found.append(_replaced(lines, n, (at := choice.choice(spaces)), at + 1, "\n" + indent))
    choice.shuffle(found)
    return found


def star_lists(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """Every list of the page is written with stars."""
    return [[re.sub(r"^(\s*)- ", r"\1* ", line) if n in _body(lines) else line for n, line in enumerate(lines)]]


def _inside(line: str, place: int) -> bool:
    """Whether a place is in an address, an id or a setting rather than in the words."""
    return any(m.start() <= place < m.end() for m in re.finditer(r"\]\([^)]*\)|\{[^}]*\}|^\s*\d+\.|\{\{.*?\}\}", line))


def _replaced(lines: list[str], n: int, start: int, end: int, words: str) -> list[str]:
    return [*lines[:n], *(lines[n][:start] + words + lines[n][end:]).split("\n"), *lines[n + 1 :]]


def drop_in_card(*card_kinds: str) -> Mutator:
    """One item of a box such as the emergency signs is lost."""

    def make(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
        starts = [n for n in _body(lines) if re.match(rf"!!! ({'|'.join(card_kinds)})\b", lines[n])]
        places = [n for start in starts for n in _inside_card(lines, start) if re.match(r"\s+- ", lines[n])]
        choice.shuffle(places)
        return [[*lines[:n], *lines[n + 1 :]] for n in places]

    return make


def _inside_card(lines: list[str], start: int) -> range:
    after = range(start + 1, len(lines))
    outside = (n for n in after if lines[n].strip() and not lines[n].startswith("    "))
    return range(start + 1, next(outside, len(lines)))


def drop_fact(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """The only page that covers a fact no longer says so."""
    n = next(n for n, line in enumerate(lines) if line.startswith("covers:"))
    covered = [fact for file in (ROOT / "docs/en").glob("*.md") for fact in _facts(file.read_text(encoding="utf-8"))]
    ids = [fact for fact in _facts(lines[n]) if covered.count(fact) == 1]
    choice.shuffle(ids)
    return [[*lines[:n], re.sub(rf"\b{lost}\b,? ?", "", lines[n]), *lines[n + 1 :]] for lost in ids]


def _facts(page: str) -> list[str]:
    covers = re.search(r"^covers: \[(.*)\]", page, re.MULTILINE)
    return re.findall(r"\w+", covers[1]) if covers else []


def same_id(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """Two sections have the same id."""
    starts = _headings(lines)
    ids = [re.search(r"\{#([\w-]+)\}", lines[n]) for n in starts]
    return [
        [*lines[:b], re.sub(r"\{#[\w-]+\}", first[0], lines[b]), *lines[b + 1 :]]
        for first, b in zip(ids, starts[1:], strict=False)
        if first
    ]


def other_emergency_number(line: str) -> str:
    """999 or 111 becomes 991."""
    return re.sub(r"(?<![\d:])(999|111)(?![\d)])", "991", line, count=1)


def one_long_sentence(line: str) -> str:
    """The sentences of a paragraph are run together, where that makes one that is too long."""
    joined = re.sub(r"\. ([A-Z])", lambda match: f" and then {match[1].lower()}", line)
    return joined if len(joined.split()) > 30 else line


def windows_line_endings(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """The page is saved with CR LF."""
    return [[*(f"{line}\r" for line in lines[:-1]), lines[-1]]]


def later_review(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """The page was looked at again: the next review is later."""
    return [[line.replace("2027-11-20", "2028-02-01") for line in lines]]
