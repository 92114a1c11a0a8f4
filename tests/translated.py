"""A project in six languages, small but whole: tests/checks/base-translated/."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
BASE_TRANSLATED = Path(__file__).parent / "checks" / "base-translated"
TRANSLATIONS = ("ar", "gu", "pl", "ur", "zh")


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
