"""T: the agreed terms of `docs/<language>/glossary.yml` are used, and words are spelt right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from leaflet.checks.source_check import Check
from leaflet.checks.translations.pairs import page_pairs, section_pairs, translations
from leaflet.content.runs import pieces, words_of
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.records import read_list, read_text
from leaflet.project.settings import Language
from leaflet.project.shapes import WHOLE, Words

DICTIONARIES = Path("node_modules")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def glossary(project: Project) -> Iterator[Finding]:
    """Where the English section has a term, the translation has one of its agreed forms (T050)."""
    for language, _, _ in translations(project):
        entries, found = read_glossary(project, language)
        yield from found
        for pair in (pair for pair in section_pairs(project) if pair.language == language):
            english, translated = words_of(pair.english).lower(), words_of(pair.translated).lower()
            for term, use, forms in entries:
                if term.search(english) and not any(form in translated for form in forms):
                    yield pair.finding(
                        "T050",
                        f'#{pair.english.id} has no "{use}" for "{_said(term, english)}".',
                        hint=f"Use the agreed term, or add the form to {path_of(language)}.",
                    )


def path_of(language: Language) -> PurePosixPath:
    return PurePosixPath("docs", language.tag, "glossary.yml")


@dataclass(frozen=True, slots=True)
class Term:
    """An English term, its translation, and the beginnings of words that count as it. `note` is for translators."""

    __pydantic_config__ = WHOLE
    en: Words
    use: Words
    forms: list[Words]
    note: str = ""


def read_glossary(
    project: Project, language: Language
) -> tuple[list[tuple[re.Pattern[str], str, list[str]]], list[Finding]]:
    """Read each term as a pattern for the English, its translation, and the forms that count as it (T052)."""
    path = path_of(language)
    terms, findings = read_list(project.settings.root / path, path, Term, "T052")
    return [(_pattern(term.en), term.use, [form.lower() for form in term.forms]) for _, term in terms], findings


def _pattern(term: str) -> re.Pattern[str]:
    english = re.escape(term.lower()).replace(r"\ ", " ")
    return re.compile(rf"(?<![\w-]){english}s?(?![\w-])")


def _said(term: re.Pattern[str], words: str) -> str:
    match = term.search(words)
    return match[0] if match else ""


def spelling(project: Project) -> Iterator[Finding]:
    """Words are in the language's dictionary, its glossary or `docs/<language>/spelling.txt` (T051)."""
    for language, page_english, page in page_pairs(project):
        dictionary = _dictionary(project.settings.root, language.dictionary)
        if dictionary is None:
            continue
        allowed = _allowed(project, language.tag)
        terms = tuple(form for _, _, forms in read_glossary(project, language)[0] for form in forms)
        english = set(_WORD.findall("\n".join(words_of(section) for section in page_english.sections)))
        for piece in pieces(page):
            for word in _WORD.findall(piece.words) if piece.kind != "link" else ():
                known = len(word) < 3 or word in english or word.lower() in allowed or word.lower().startswith(terms)
                if not known and not dictionary.spell(word) and not dictionary.spell(word.lower()):
                    yield Finding(
                        page.path,
                        piece.line,
                        "T051",
                        f'"{word}" is not in the dictionary.',
                        f"Mend it; if it is right, add it to docs/{language.tag}/spelling.txt.",
                    )


def can_spell(root: Path, language: Language) -> bool:
    """Whether there is a spelling checker and a dictionary for the language."""
    return _dictionary(root, language.dictionary) is not None


def _dictionary(root: Path, name: str | None) -> Any:
    if name is None or find_spec("hunspell") is None:
        return None
    folder = root / DICTIONARIES / f"dictionary-{name.split('_')[0]}"
    return _load(folder.resolve()) if (folder / "index.dic").is_file() else None


@cache
def _load(folder: Path) -> Any:
    from hunspell import Hunspell

    return Hunspell("index", hunspell_data_dir=str(folder))


def _allowed(project: Project, tag: str) -> set[str]:
    path = PurePosixPath("docs", tag, "spelling.txt")
    if not (project.settings.root / path).is_file():
        return set()
    lines = (read_text(project.settings.root / path, path)[0] or "").splitlines()
    return {line.strip().lower() for line in lines if not line.startswith("#")}


CHECKS: tuple[Check, ...] = (glossary,)
THOROUGH: tuple[Check, ...] = (spelling,)
