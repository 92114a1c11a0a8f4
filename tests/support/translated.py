"""Small projects with translations, for tests. tests/checks/base-translated/ is whole, in six languages."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from leaflet.checks.source_check import Check
from leaflet.edition.project import Project
from leaflet.project.settings import read_settings
from leaflet.translation.stamping import record_comparisons, to_compare
from support.places import BASE_TRANSLATED, ROOT
from support.reading import TODAY
from support.small import FRONT_MATTER, HEADING, settings

TRANSLATIONS = ("ar", "gu", "pl", "ur", "zh")
TRANSLATED_START = "---\n{title: T, description: D}\n---\n# T {#risks}\n"
HOME_PAGES = {
    "en": ("Your back", "This leaflet is about your back."),
    "pl": ("Plecy", "Ta ulotka jest o plecach."),
    "ar": ("ظهرك", "هذه النشرة عن ظهرك."),
    "ur": ("آپ کی کمر", "یہ کتابچہ آپ کی کمر کے بارے میں ہے۔"),
    "gu": ("તમારી પીઠ", "આ પત્રિકા તમારી પીઠ વિશે છે."),
    "zh": ("您的背部", "本手册介绍您的背部。"),
}
# Other files take minutes, or need pages that the project does not have
QUICKLY = {("build",): ("--format", "txt", "--format", "zip")}
LINES_BEFORE_TRANSLATION = TRANSLATED_START.count("\n")


def with_dictionaries(project: Path) -> Path:
    """Link the dictionaries that `scripts/setup test` installs."""
    (project / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    return project


@cache
def stamped_base() -> Path:
    """The whole project with its translations stamped, so that a change of languages.yml needs no new stamps here."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    project = Path(shutil.copytree(BASE_TRANSLATED, Path(folder) / "project"))
    for language in TRANSLATIONS:
        stamp_in(project, language)
    return project


def stamp_in(project: Path, language: str, page: str | None = None, section: str | None = None) -> int:
    """Record that a translation, or a page or section of it, says what the English says. Returns how many parts."""
    known, findings = read_settings(project)
    assert known, findings
    comparisons, findings = to_compare(known, language, page, section)
    assert findings == []
    new = [one for one in comparisons if one.is_new]
    record_comparisons(known, language, new)
    return len(new)


def copy_of(folder: Path) -> Path:
    """A copy of the project in a folder, stamped, with dictionaries."""
    return with_dictionaries(Path(shutil.copytree(stamped_base(), folder / "project")))


def two_languages(root: Path) -> Path:
    """A whole project in English and Polish at `root`, with this repository's program and looks, that can be built."""
    others = [tag for tag in TRANSLATIONS if tag != "pl"]
    left_out = shutil.ignore_patterns(*others, *(f"{tag}.yml" for tag in others))
    shutil.copytree(stamped_base(), root, ignore=left_out)
    shutil.copytree(ROOT / "overrides", root / "overrides", ignore=left_out, dirs_exist_ok=True)
    shutil.copy(ROOT / "large-print.yml", root)
    shutil.copy(ROOT / "docs/names.yml", root / "docs")
    (root / "scripts").symlink_to(ROOT / "scripts", target_is_directory=True)
    settings = root / "mkdocs.yml"
    settings.write_text(re.sub(rf"(?m)^ *- {{locale: ({'|'.join(others)}),.*\n", "", settings.read_text()))
    stamp_in(root, "pl")
    return root


def small_site(root: Path) -> Path:
    """The project in two languages with home pages and looks: its pages can be built in half a second."""
    two_languages(root)
    edit(root / "mkdocs.yml", "nav:\n", "nav:\n  - index.md\n")
    edit(root / "mkdocs.yml", "  font: false", "  static_templates: [quality.html]\n  font: false")
    for language in ("en", "pl"):
        write_home_page(root, language, *HOME_PAGES[language])
    stamp_in(root, "pl")
    return root


def edit(file: Path, old: str, new: str) -> None:
    """Put `new` in the place of `old`, which must be there once."""
    words = file.read_text(encoding="utf-8")
    assert words.count(old) == 1, f"{file}: {words.count(old)} times {old}"
    file.write_text(words.replace(old, new), encoding="utf-8")


def found(check: Check, folder: Path, language: str, english: str, words: str) -> list[str]:
    """What a check finds in a page with these words under its heading, as `CODE:line`, their first line being 1.

    Files of the project other than the page may be in the folder already.
    """
    return [
        f"{finding.code}:{finding.line - LINES_BEFORE_TRANSLATION}"
        for finding in check(project_of(folder, language, english, words))
    ]


def project_of(folder: Path, language: str, english: str, words: str) -> Project:
    """A project of one page, `risks`, in English and in one other language."""
    for tag, content in (("en", FRONT_MATTER + HEADING + english), (language, TRANSLATED_START + words)):
        (folder / "docs" / tag).mkdir(parents=True, exist_ok=True)
        (folder / "docs" / tag / "risks.md").write_text(content, encoding="utf-8")
    known = replace(settings(folder), languages=("en", language))
    project = Project(known, TODAY)
    assert project.findings == []
    return project


def site_of(folder: Path) -> Path:
    """A copy of the project with this repository's program, templates and styles, and home pages, so that it can be built.

    The home pages and the interface words are not stamped.
    """
    project = copy_of(folder)
    shutil.copytree(ROOT / "overrides", project / "overrides", dirs_exist_ok=True)
    (project / "scripts").symlink_to(ROOT / "scripts", target_is_directory=True)
    for name in ("large-print.yml", "docs/names.yml"):
        shutil.copy(ROOT / name, project / name)
    edit(project / "mkdocs.yml", "nav:\n", "nav:\n  - index.md\n")
    for language, (title, words) in HOME_PAGES.items():
        write_home_page(project, language, title, words)
    return project


def write_home_page(project: Path, language: str, title: str, words: str) -> None:
    dates = "covers: []\nlast_reviewed: 2026-01-05\nnext_review: 2028-12-31\n" if language == "en" else ""
    content = f"---\ntitle: {title}\ndescription: {words}\n{dates}---\n\n# {title} {{#index}}\n\n{words}\n"
    (project / "docs" / language / "index.md").write_text(content, encoding="utf-8")


def leaflet(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program as people run it; of files it builds those that are made in a moment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEAFLET_", "PYTHON", "GITHUB_"))}
    environment = {**kept, "PYTHONPATH": str(project / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "leaflet",
            *arguments,
            *(() if "--format" in arguments else QUICKLY.get(arguments[:1], ())),
        ],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
