"""T: the letters of a translation are those of its language, and nothing in it is invisible."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from leaflet.checks.source_check import Check
from leaflet.checks.translations.pairs import all_pairs
from leaflet.content.model import Page, Section
from leaflet.content.runs import Piece, section_pieces
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages
from leaflet.translation.titles_and_interface import interface_page, title_section

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
JOINERS = "\u200c\u200d"
_INVISIBLE = regex.compile(r"[\p{Cf}\p{Cc}\p{Co}\p{Cn}\p{Zl}\p{Zp}\uFFFD--[\n\t]]", regex.VERSION1)
_FORM = regex.compile(r"[\uFB00-\uFB4F\uFB50-\uFDFF\uFE70-\uFEFC]|(?<=\p{Arabic})\u0640+(?=\p{Arabic})")
_FOR_THE_EYE = regex.compile(rf"[\p{{L}}\p{{M}}]*({_FORM.pattern})[\p{{L}}\p{{M}}]*")
_RIGHT_MARKS = {
    "Arabic": {",": "،", ";": "؛", "?": "؟"},
    "Han": {",": "，", ".": "。", "?": "？", "!": "！", ";": "；", ":": "："},
}
_WRONG_MARKS = {
    "Arabic": regex.compile(r"[\p{Arabic}\p{M}]+[»”’)]?([,;?])(?!\d)|(?<=\d)([;?]) ?\p{Arabic}"),
    "Han": regex.compile(r"\p{Han}[”’）》)]?([,.?!;:])(?!\d)"),
}
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_SCRIPTS = {"Latin", "Cyrillic", "Greek", "Devanagari", "Hebrew", *(known.script for known in languages().values())}
ALIKE = {"Latin", "Cyrillic", "Greek"}  # have letters of the same shape
_SCRIPT = {script: regex.compile(rf"\p{{Script={script}}}") for script in _SCRIPTS}


def normal_form(project: Project) -> Iterator[Finding]:
    """The words are in Unicode's form NFC (T060), so that the same word is the same everywhere."""
    for _, page, piece in _pieces(project):
        normal = unicodedata.normalize("NFC", piece.words)
        if normal != piece.words:
            first = next(a for a, b in zip(piece.words, normal + "\0", strict=False) if a != b)
            yield piece.finding(
                page,
                "T060",
                f"{_name(first)} is not in the usual form (NFC).",
                "Type the word again, or save the file through an editor that writes NFC.",
            )


def invisible(project: Project) -> Iterator[Finding]:
    """No direction controls (T061) and nothing invisible (T062), but joiners where the script needs them.

    In the English too: there it would turn a phone number around, and be copied into every translation.
    """
    for language, page, piece in (*_english(project), *_pieces(project)):
        for match in _INVISIBLE.finditer(piece.words):
            sign = match[0]
            if sign in JOINERS and language.letters.joiners and _between_letters(piece.words, match.start()):
                continue
            code = "T061" if sign in BIDI_CONTROLS else "T062"
            yield piece.finding(
                page,
                code,
                f'{_name(sign)} stands after "{piece.words[: match.start()][-12:]}".',
                "Delete it. Numbers and phone numbers are kept in order by the program.",
            )


def own_letters(project: Project) -> Iterator[Finding]:
    """No look-alike letters of another language (T063), no word whose letters are of mixed scripts (T043).

    The reader's search, voice and Braille take a look-alike for another letter.
    """
    for language, page, piece in _pieces(project):
        for word in _WORD.findall(piece.words):
            if alien := next((letter for letter in word if letter in language.letters.wrong), None):
                yield piece.finding(
                    page,
                    "T063",
                    f'"{word}" has {_name(alien)}, which is not {language.english_name}.',
                    "Type the word with the keyboard of the language.",
                )
            scripts = _runs(word)
            alien_script = set(scripts) - {language.script, "Latin", "Greek"}
            if alien_script or len(set(scripts) & ALIKE) > 1 or (len(scripts) > 1 and not _is_name(scripts)):
                yield piece.finding(
                    page,
                    "T043",
                    f'"{word}" mixes {" and ".join(sorted(set(scripts)))} letters.',
                    "Type the word again with one keyboard.",
                )


def letterforms(project: Project) -> Iterator[Finding]:
    """No letters made for the eye alone (T070): ligatures out of a PDF, words drawn longer. In the English too."""
    for _, page, piece in (*_english(project), *_pieces(project)):
        if _FORM.search(piece.words) and (match := _FOR_THE_EYE.search(piece.words)):
            yield piece.finding(
                page,
                "T070",
                f'"{match[0]}" has {_name(match[1][0])}, which search, voices and Braille do not read as letters.',
                "Type the word again, letter by letter.",
            )


def punctuation(project: Project) -> Iterator[Finding]:
    """Commas, question marks and full stops are those of the script (T071), except among Latin letters."""
    for language, page, piece in _pieces(project):
        wrong = _WRONG_MARKS.get(language.script)
        if wrong and (match := wrong.search(piece.words)):
            mark = next(filter(None, match.groups()))
            yield piece.finding(
                page,
                "T071",
                f'"{match[0]}" has the {mark} of Latin letters.',
                f"Write {_RIGHT_MARKS[language.script][mark]}, with the keyboard of the language.",
            )


def quotes(project: Project) -> Iterator[Finding]:
    """Quotation marks are those of the language, never the typewriter's (T064)."""
    for language, page, piece in _pieces(project):
        for mark in "\"'":
            if mark in piece.words:
                yield piece.finding(
                    page,
                    "T064",
                    f"There is a typewriter quotation mark: {mark}",
                    f"Write {language.quotes[0]} and {language.quotes[1]}, or ’ for an apostrophe.",
                )


@lru_cache(maxsize=1)
def _pieces(project: Project) -> tuple[tuple[Language, Page, Piece], ...]:
    """The words of all translations, put together once for all checks."""
    return tuple((pair.language, pair.page, piece) for pair in all_pairs(project) for piece in _words(pair.translated))


def _english(project: Project) -> Iterator[tuple[Language, Page, Piece]]:
    source = project.leaflets.get(SOURCE_LANGUAGE)
    for page in (*source.pages, interface_page(project.settings, SOURCE_LANGUAGE)) if source else ():
        for section in (title_section(page), *page.sections):
            yield from ((languages()[SOURCE_LANGUAGE], page, piece) for piece in _words(section))


def _words(section: Section) -> Iterator[Piece]:
    yield from (piece for piece in section_pieces(section) if piece.kind != "link")


def _runs(word: str) -> list[str]:
    """The scripts of a word in order: Latin, Gujarati in NHSનાં."""
    return [name for name, _ in itertools.groupby(filter(None, map(_script, word)))]


@cache
def _script(letter: str) -> str:
    return next((name for name in _SCRIPTS if _SCRIPT[name].match(letter)), "")


def _is_name(scripts: list[str]) -> bool:
    """Whether a word is a Latin name with an ending or an article, or stands in Chinese, which has no spaces."""
    return "Han" in scripts or (len(scripts) == 2 and "Latin" in scripts)


def _between_letters(words: str, place: int) -> bool:
    """Whether letters are on both sides; digits may be (Persian: a number and its ending)."""
    neighbours = words[max(place - 1, 0) : place] + words[place + 1 : place + 2]
    return len(neighbours) == 2 and all(unicodedata.category(letter)[0] in "LMN" for letter in neighbours)


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X} ({unicodedata.name(sign, 'no name')})"


CHECKS: tuple[Check, ...] = (normal_form, invisible, own_letters, letterforms, punctuation, quotes)
