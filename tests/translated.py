"""Small projects with translations, for tests. tests/checks/base-translated/ is whole, in six languages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from leaflet.checks import Check, Project
from leaflet.reading import read_leaflet
from small import FRONT_MATTER, HEADING, settings

ROOT = Path(__file__).parents[1]
BASE_TRANSLATED = Path(__file__).parent / "checks" / "base-translated"
TRANSLATIONS = ("ar", "gu", "pl", "ur", "zh")
TRANSLATED_START = "---\n{title: T, description: D}\n---\n# T {#risks}\n"
LINES_BEFORE_TRANSLATION = TRANSLATED_START.count("\n")


def with_dictionaries(project: Path) -> Path:
    """Link the dictionaries that `scripts/setup test` installs."""
    (project / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    return project


def copy_of(folder: Path) -> Path:
    """A copy of the project in a folder, with dictionaries."""
    return with_dictionaries(Path(shutil.copytree(BASE_TRANSLATED, folder / "project")))


def edit(file: Path, old: str, new: str) -> None:
    """Put `new` in the place of `old`, which must be there once."""
    words = file.read_text(encoding="utf-8")
    assert words.count(old) == 1, f"{file}: {words.count(old)} times {old}"
    file.write_text(words.replace(old, new), encoding="utf-8")


def found(check: Check, folder: Path, language: str, english: str, words: str) -> list[str]:
    """What a check finds in a page with these words under its heading, as `CODE:line`, their first line being 1.

    Files of the project other than the page may be in the folder already.
    """
    return [f"{finding.code}:{finding.line - LINES_BEFORE_TRANSLATION}"
            for finding in check(project_of(folder, language, english, words))]


def project_of(folder: Path, language: str, english: str, words: str) -> Project:
    """A project of one page, `risks`, in English and in one other language."""
    for tag, content in (("en", FRONT_MATTER + HEADING + english), (language, TRANSLATED_START + words)):
        (folder / "docs" / tag).mkdir(parents=True, exist_ok=True)
        (folder / "docs" / tag / "risks.md").write_text(content, encoding="utf-8")
    known = replace(settings(folder), languages=("en", language))
    source, wrong = read_leaflet(known)
    translation, also_wrong = read_leaflet(known, language, source)
    assert wrong + also_wrong == []
    return Project(known, {"en": source, language: translation})


def site_of(folder: Path) -> Path:
    """A copy of the project with this repository's program, templates and styles, so that it can be built."""
    project = copy_of(folder)
    without_caches = shutil.ignore_patterns("__pycache__")
    for name in ("overrides", "scripts/leaflet"):
        shutil.copytree(ROOT / name, project / name, ignore=without_caches, dirs_exist_ok=True)
    for name in ("large-print.yml", "docs/assets/leaflet.css", "docs/assets/icon.svg"):
        shutil.copy(ROOT / name, project / name)
    return project
