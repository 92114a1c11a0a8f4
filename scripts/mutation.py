"""Seeded faults in the real translations, one at a time: does the right code name the right file?

Each kind of fault is made at places drawn by a seeded random choice, in a copy of the project. A fault counts as found
when a finding of one of its codes, which the clean project does not have, names the changed file. Cosmetic edits must
raise nothing at all. The result is a table of recall by kind and language.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from leaflet.checks import check_sources
from leaflet.model import Finding
from leaflet.safety_words import _patterns
from leaflet.settings import SOURCE_LANGUAGE, languages, read_settings
from leaflet.translation import SAFETY_PAGES

ROOT = Path(__file__).parent.parent
COPIED = ("docs", "overrides", "mkdocs.yml", "large-print.yml")
SAFETY = (*SAFETY_PAGES, "risks")

Mutator = Callable[[list[str], str, str, random.Random], list[list[str]]]


@dataclass(frozen=True)
class Kind:
    """A kind of fault: how it is made, and the codes of which one must report it; none for a cosmetic edit."""

    name: str
    make: Mutator
    codes: tuple[str, ...]


# Each mutator takes the lines of a page, its name, the language and a random choice, and gives changed pages.

def _each(pattern: str, change: Callable[[str], str]) -> Mutator:
    """Change one line that matches."""
    def make(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
        places = [n for n in _body(lines) if re.search(pattern, lines[n])]
        choice.shuffle(places)
        return [[*lines[:n], *change(lines[n]).split("\n"), *lines[n + 1:]] for n in places]
    return make


def _drop(pattern: str) -> Mutator:
    """Take out one line that matches."""
    def make(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
        places = [n for n in _body(lines) if re.search(pattern, lines[n])]
        choice.shuffle(places)
        return [[*lines[:n], *lines[n + 1:]] for n in places]
    return make


def _body(lines: list[str]) -> range:
    return range(lines.index("---", 1) + 1, len(lines))


def change_digit(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """One digit of a number in the words becomes another."""
    places = [(n, m.start()) for n in _body(lines) for m in re.finditer(r"\d", lines[n])
              if not _inside(lines[n], m.start())]
    choice.shuffle(places)
    return [_replaced(lines, n, at, at + 1, str((int(lines[n][at]) + choice.randint(1, 8)) % 10)) for n, at in places]


def swap_units(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
    """Weeks become days, days hours, hours days, months weeks, beside a number."""
    found = []
    for n in _body(lines):
        for unit, other in (("week", "day"), ("day", "hour"), ("hour", "day"), ("month", "week")):
            for form in languages()[language].units[unit]:
                for match in re.finditer(form, lines[n].lower()):
                    near = lines[n][max(match.start() - 12, 0): match.end() + 12]
                    if re.search(r"\d", near) and not _inside(lines[n], match.start()):
                        found.append(_replaced(lines, n, match.start(), match.end(), UNITS[language][other]))
    choice.shuffle(found)
    return found


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
                for match in _patterns(language)[kind].finditer(lines[n].lower()):
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
        places = [(a, b) for a, b in zip(ours, theirs, strict=False) if len(there[b]) > 40]
        choice.shuffle(places)
        return [[*lines[:a], there[b], *lines[a + 1:]] for a, b in places]
    return make


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
    found = [[*lines[:a], *lines[b:c], *lines[a:b], *lines[c:]]
             for a, b, c in zip(starts, starts[1:], [*starts[2:], len(lines)], strict=False)
             if lines[a].split()[0] == lines[b].split()[0]]
    choice.shuffle(found)
    return found


def _headings(lines: list[str]) -> list[int]:
    return [n for n in _body(lines) if re.match(r"##", lines[n])]


def insert(sign: str) -> Mutator:
    """A sign gets into the middle of a word."""
    def make(lines: list[str], page: str, language: str, choice: random.Random) -> list[list[str]]:
        places = [(n, m.start() + 1) for n in _prose(lines) for m in re.finditer(r"\w\w", lines[n])
                  if not _inside(lines[n], m.start() + 1)]
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


SYNONYMS = {"pl": (r"\btakże\b|\bteż\b", "również"), "ar": ("أيضًا", "كذلك"), "ur": ("صفحہ", "ورق"),
            "gu": ("પાનું|પાના", "પેજ"), "zh": ("也", "同样")}


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
    return [*lines[:n], *(lines[n][:start] + words + lines[n][end:]).split("\n"), *lines[n + 1:]]


FAULTS = (
    Kind("list item dropped", _drop(r"^\s*- (?!\[)"), ("T010", "T013")),
    Kind("tick box dropped", _drop(r"^- \[ \]"), ("T010",)),
    Kind("table row dropped", _drop(r"^\| (?!-)"), ("T010", "S029", "T012")),
    Kind("paragraph dropped", _drop(r"^[^\W\d_]"), ("T010",)),
    Kind("picture dropped", _drop(r"^!\[.*svg\)$"), ("T010",)),
    Kind("emergency card made a note", _each(r"^!!! (emergency|urgent|warning)",
                                             lambda line: re.sub(r"!!! \w+", "!!! note", line)), ("T010",)),
    Kind("digit changed", change_digit, ("T021", "T022", "T023")),
    Kind("unit swapped", swap_units, ("T023",)),
    Kind("'not' dropped", drop_word("not"), ("T030", "T031", "T033")),
    Kind("'only', 'at least', 'unless' dropped", drop_word("only", "at_least", "unless"), ("T030", "T031")),
    Kind("'before', 'after' dropped", drop_word("before", "after"), ("T030", "T031")),
    Kind("left in English", paragraph_from(SOURCE_LANGUAGE), ("T040", "T041", "T042")),
    Kind("pasted from another language", paragraph_from("ar"), ("T041", "T042")),
    Kind("phone link broken", _each(r"tel:\d", lambda line: line.replace("tel:9", "tel:8").replace("tel:1", "tel:7")),
         ("T024",)),
    Kind("phone number broken", _each(r"(?<![\d:])(999|111)(?![\d)])",
                                      lambda line: re.sub(r"(?<![\d:])(999|111)(?![\d)])", "991", line, count=1)),
         ("T021", "T022")),
    Kind("setting lost", _each(r"\{\{ hospital\.\w+ \}\}", lambda line: re.sub(r"\{\{ hospital.*?\}\}", "", line)),
         ("T013",)),
    Kind("link lost", _each(r"\]\([\w-]+\.md",
                            lambda line: re.sub(r"\[([^\]]*)\]\([\w-]+\.md[^)]*\)", r"\1", line, count=1)), ("T012",)),
    Kind("link changed", _each(r"\]\(words\.md#(?!spine\))",
                               lambda line: re.sub(r"\]\(words\.md#[\w-]+", "](words.md#spine", line, count=1)),
         ("T012",)),
    Kind("section removed", remove_section, ("T001", "T002")),
    Kind("sections reordered", swap_sections, ("T011",)),
    Kind("id of a section changed", _each(r"^## .*\{#", lambda line: line.replace("{#", "{#x-")),
         ("T001", "T002", "T011")),
    Kind("zero-width character", insert("\u200b"), ("T062",)),
    Kind("direction control", insert("\u202e"), ("T061",)),
    Kind("look-alike letter", insert("е"), ("T043",)),  # Cyrillic
    Kind("digits of another script", other_digits, ("T025",)),
)
COSMETIC = (
    Kind("line rewrapped", rewrap, ()),
    Kind("comment added", _each(r"^## ", lambda line: line + "\n\n<!-- checked with the ward -->"), ()),
    Kind("blank lines added", _each(r"^## ", lambda line: "\n\n" + line), ()),
    Kind("other list marker", star_lists, ()),
    Kind("synonym in an unimportant place", synonym, ()),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=4, help="places for each kind and language (default: 4)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", action="append", help="only this language; may be given again")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--missed", action="store_true", help="show each fault that was not found")
    arguments = parser.parse_args()
    settings = read_settings(ROOT)[0]
    assert settings
    tags = arguments.language or [tag for tag in settings.languages if tag != SOURCE_LANGUAGE]
    with tempfile.TemporaryDirectory(prefix="leaflet-mutate-") as folder:
        copy = Path(folder)
        copy_project(copy)
        figures = {}
        print(f"{'':38}" + "".join(f"{tag:>9}" for tag in tags))
        for kind in (*FAULTS, *COSMETIC):
            row = {tag: measure(copy, kind, tag, arguments) for tag in tags}
            figures[kind.name] = row
            print(f"{kind.name:38}" + "".join(f"{_cell(*row[tag]):>9}" for tag in tags), flush=True)
    summarise(figures)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def copy_project(folder: Path) -> None:
    for name in COPIED:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, folder / name)
        else:
            shutil.copy(place, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")


def measure(copy: Path, kind: Kind, tag: str, arguments: argparse.Namespace) -> tuple[int, int]:
    """How many of the seeded edits were judged rightly, and how many were made."""
    right = made = 0
    before = {(finding.code, finding.message) for finding in _found(copy, tag)}
    for file, mutant in _mutants(copy, kind, tag, arguments):
        clean = file.read_text(encoding="utf-8")
        file.write_text("\n".join(mutant), encoding="utf-8")
        new = [finding for finding in _found(copy, tag) if (finding.code, finding.message) not in before]
        file.write_text(clean, encoding="utf-8")
        codes = {finding.code for finding in new if finding.path.name == file.name}
        good = bool(codes & set(kind.codes)) if kind.codes else not new
        made, right = made + 1, right + good
        if arguments.missed and not good:
            changed = next((b for a, b in zip(clean.split("\n"), mutant, strict=False) if a != b), "")
            print(f"  {kind.name} {tag}/{file.name}: {sorted(codes) or 'nothing'}: {changed[:110]}", file=sys.stderr)
    return right, made


def _mutants(copy: Path, kind: Kind, tag: str, arguments: argparse.Namespace) -> Iterator[tuple[Path, list[str]]]:
    choice = random.Random(f"{arguments.seed} {kind.name} {tag}")
    files = sorted((copy / "docs" / tag).glob("*.md"))
    choice.shuffle(files)
    candidates = []
    for file in files:
        lines = file.read_text(encoding="utf-8").split("\n")
        mutants = (mutant for mutant in kind.make(lines, file.stem, tag, choice) if mutant != lines)
        candidates += [(rank, file, mutant) for rank, mutant in enumerate(mutants)]
    candidates.sort(key=lambda candidate: candidate[0])  # one of each page first, then a second of each
    yield from ((file, mutant) for _, file, mutant in candidates[: arguments.places])


def _found(copy: Path, tag: str) -> list[Finding]:
    return check_sources(copy, "ST", thorough=True, only=[tag])


def _cell(right: int, made: int) -> str:
    return f"{right}/{made}" if made else "-"


def summarise(figures: dict[str, dict[str, tuple[int, int]]]) -> None:
    for title, kinds in (("faults found", FAULTS), ("cosmetic edits that raised nothing", COSMETIC)):
        counts = [count for kind in kinds for count in figures[kind.name].values()]
        right, made = sum(count[0] for count in counts), sum(count[1] for count in counts)
        print(f"{title}: {right} of {made} ({right / max(made, 1):.1%})")


if __name__ == "__main__":
    main()
