"""W: plain words and number style of the English pages. Other languages are held to the English by family T."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from leaflet.checks.source_check import Check
from leaflet.checks.sources.names import NAMES, names_listed
from leaflet.checks.sources.readability import count_words, flesch_kincaid_grade, sentences
from leaflet.content.model import Page
from leaflet.content.runs import Piece, pieces, short
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.records import read_text
from leaflet.project.settings import SOURCE_LANGUAGE

LONG, TOO_LONG, MAX_SENTENCES, EASY_READ_WORDS, MAX_GRADE = 20, 25, 3, 15, 6.0
GRADE_EXEMPT = ("about", "words")  # sources and decisions; the medical words themselves
EASY_READ = "easy-read"
FEWEST = 6  # signs of a detail that is looked for: 111 stands on many pages, and is nobody's own
_CAPITALS = re.compile(r"\b[A-Z]{4,}(?:\s+[A-Z]{2,})*\b|\b[A-Z]{2,}\s+[A-Z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of wording.yml."""

    code: str
    find: re.Pattern[str]
    use: str
    unless: re.Pattern[str] | None
    where: str

    def matches(self, words: str) -> Iterator[re.Match[str]]:
        """Where it stands in a text, but not where what `unless` describes has a letter of it."""
        allowed = list(self.unless.finditer(words)) if self.unless else []
        ends = [match.end() for match in allowed]
        for match in self.find.finditer(words):
            place = bisect_right(ends, match.start())  # the first that ends after it begins
            if place == len(ends) or allowed[place].start() >= match.end():
                yield match


@cache
def patterns() -> tuple[Pattern, ...]:
    lines = yaml.safe_load((Path(__file__).parent / "wording.yml").read_text(encoding="utf-8"))
    return tuple(
        Pattern(
            line["code"],
            re.compile(line["find"]),
            line["use"],
            re.compile(line["unless"]) if "unless" in line else None,
            line.get("where", ""),
        )
        for line in lines
    )


def _pages(project: Project) -> Iterator[Page]:
    if SOURCE_LANGUAGE in project.leaflets:
        yield from project.leaflets[SOURCE_LANGUAGE].pages


def length(project: Project) -> Iterator[Finding]:
    """Sentences of at most 20 words (W001, W002; Easy Read 15, W013), paragraphs of at most 3 sentences (W003)."""
    for page in _pages(project):
        for piece in pieces(page):
            if piece.kind in ("link", "alt", "heading"):
                continue
            parts = sentences(piece.words, SOURCE_LANGUAGE)
            if piece.kind == "paragraph" and len(parts) > MAX_SENTENCES:
                yield piece.finding(
                    page,
                    "W003",
                    f"This paragraph has {len(parts)} sentences.",
                    f"Begin a new paragraph after at most {MAX_SENTENCES}.",
                )
            for sentence in parts:
                yield from _sentence(page, piece, sentence)


def _sentence(page: Page, piece: Piece, sentence: str) -> Iterator[Finding]:
    count = count_words(sentence)
    if page.name == EASY_READ and count > EASY_READ_WORDS:
        code, limit = "W013", EASY_READ_WORDS
    elif count > LONG:
        code, limit = ("W002" if count > TOO_LONG else "W001"), LONG
    else:
        return
    yield piece.finding(
        page, code, f'{count} words: "{short(sentence, 80)}"', f"Make 2 sentences of it; at most {limit} words."
    )


def style(project: Project) -> Iterator[Finding]:
    """Words to avoid (W005), number, phone and date style (W006, W007, W010), empty link words (W012)."""
    for page in _pages(project):
        for piece in pieces(page):
            words = piece.words.lower()
            for pattern in patterns():
                if (pattern.where and pattern.where != piece.kind) or (piece.kind == "link" and not pattern.where):
                    continue
                for match in pattern.matches(words):
                    found = piece.words[match.start() : match.end()]
                    yield piece.finding(page, pattern.code, f'"{found}" stands here.', f"Write: {pattern.use}.")


def emphasis(project: Project) -> Iterator[Finding]:
    """No heading is a question (W004), nothing is in capitals for stress (W008)."""
    acronyms = {word for name in names_listed(project) for word in name.split()}
    for page in _pages(project):
        for piece in pieces(page):
            if piece.kind == "heading" and piece.words.rstrip().endswith("?"):
                yield piece.finding(
                    page,
                    "W004",
                    f'The heading "{piece.words}" is a question.',
                    'Make it a statement: "How long it takes".',
                )
            for match in _CAPITALS.finditer(piece.words) if piece.kind != "link" else ():
                if not set(match[0].split()) <= acronyms:
                    yield piece.finding(
                        page, "W008", f'"{match[0]}" is in capitals.', f"Use small letters. Names belong into {NAMES}."
                    )


def details(project: Project) -> Iterator[Finding]:
    """No hospital detail is typed into a page of any language: pages use {{ hospital.phone }} and the like (W011)."""
    hospital = project.settings.hospital
    typed = {
        "name": hospital.name,
        "phone": hospital.phone,
        "email": hospital.email,
        "address_of_site": hospital.address_of_site,
    }
    for leaflet in project.leaflets.values():
        for page in leaflet.pages:
            source = read_text(project.settings.root / page.path, page.path)[0] or ""
            for number, line in enumerate(source.splitlines(), 1):
                for key, value in typed.items():
                    if len(_same(value)) >= FEWEST and _same(value) in _same(line):
                        yield Finding(
                            page.path,
                            number,
                            "W011",
                            f'"{value}" is typed in.',
                            f"Write {{{{ hospital.{key} }}}} in its place.",
                        )


def _same(words: str) -> str:
    """Letters and digits only, so that 01923217187 is found too."""
    return re.sub(r"[\W_]+", "", words).lower()


def grade(project: Project) -> Iterator[Finding]:
    """Flesch-Kincaid grade of at most 6 (W009): the hospital's own leaflet has 8.8, the article 15.8."""
    for page in _pages(project):
        measured = page_grade(page)
        if measured > MAX_GRADE and page.name not in GRADE_EXEMPT:
            yield Finding(
                page.path,
                1,
                "W009",
                f"The Flesch-Kincaid grade of this page is {measured:.1f}.",
                f"At most {MAX_GRADE:g}: shorter sentences, shorter words.",
            )


def page_grade(page: Page) -> float:
    """The grade of a page's paragraphs, list items and table cells."""
    prose = [piece.words for piece in pieces(page) if piece.kind in ("paragraph", "item", "cell")]
    return flesch_kincaid_grade(prose)


CHECKS: tuple[Check, ...] = (length, style, emphasis, details, grade)
