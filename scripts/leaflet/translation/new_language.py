"""The first steps of a new translation: everything but the words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from leaflet.project.interface import path_of as strings_path
from leaflet.project.records import read_yaml
from leaflet.project.settings import MKDOCS_YML, SOURCE_LANGUAGE, Language, Settings
from leaflet.translation.stamps import HEADER
from leaflet.translation.stamps import path_of as record_path

_LANGUAGE_LINE = re.compile(r"(?m)^(\s*)- \{locale: .*\}\n")


def add_language(settings: Settings, language: Language) -> Iterator[str]:
    """Make the language's files and name it in mkdocs.yml. Yields lines for people: what was made, what to do now.

    The language stays out of the site until its safety pages are translated and stamped.
    """
    root = settings.root
    folder = root / "docs" / language.tag
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        record_path(language.tag): HEADER.format(language=language.tag) + "{}\n",
        record_path(language.tag).with_name("glossary.yml"): _empty_glossary(settings),
        strings_path(language.tag): _empty_strings(settings, language),
    }
    for path, content in made.items():
        if not (root / path).exists():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, encoding="utf-8")
            yield f"made {path}"
    if _name_in_settings(settings, language):
        yield f"added {language.tag} to {MKDOCS_YML}"
    else:
        yield f"add it to the languages in {MKDOCS_YML} by hand: {_settings_line(language)}"
    yield from _to_do(settings, language)


def _empty_strings(settings: Settings, language: Language) -> str:
    source = (settings.root / strings_path(SOURCE_LANGUAGE)).read_text(encoding="utf-8").splitlines()
    words = [f"# {line}" for line in source if not line.startswith("#")]
    head = f"# The words of the interface in {language.english_name}."
    how = "# Translate them, and take away the first # of each line. {name} in braces is filled in: keep it as it is."
    return "\n".join([head, how, *words]) + "\n"


def _empty_glossary(settings: Settings) -> str:
    """The English terms of the largest glossary that is there, their translations to fill in."""
    glossaries = [
        read_yaml(file, record_path(file.parent.name))[0] for file in sorted(settings.docs.glob("*/glossary.yml"))
    ]
    terms = max((glossary for glossary in glossaries if isinstance(glossary, list)), key=len, default=[])
    empty = [{"en": term["en"], "use": "", "forms": []} for term in terms if isinstance(term, dict) and "en" in term]
    return yaml.safe_dump(empty, sort_keys=False, allow_unicode=True)


def _name_in_settings(settings: Settings, language: Language) -> bool:
    file = settings.root / MKDOCS_YML
    content = file.read_text(encoding="utf-8")
    lines = list(_LANGUAGE_LINE.finditer(content))
    if not lines:
        return False
    place, indent = lines[-1].end(), lines[-1][1]
    file.write_text(f"{content[:place]}{indent}{_settings_line(language)}\n{content[place:]}", encoding="utf-8")
    return True


def _settings_line(language: Language) -> str:
    return f"- {{locale: {language.tag}, name: {language.name}}}"


def _to_do(settings: Settings, language: Language) -> Iterator[str]:
    name, tag = language.english_name, language.tag
    yield f"\nTo do for {name}:"
    yield f"  1. agree the terms: docs/{tag}/glossary.yml"
    yield f"  2. translate the words of the interface: {strings_path(tag)}"
    yield f"  3. translate the {len(settings.pages)} pages of docs/{SOURCE_LANGUAGE}/ into docs/{tag}/"
    yield "  4. have somebody else compare each page with the English, the safety pages backwards as well"
    yield f'  5. leaflet translate stamp {tag} --by "NAME", then leaflet check'
    yield f"{name} comes onto the site when its safety pages are stamped and without errors."
