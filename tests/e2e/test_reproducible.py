"""Two clean builds of the same words in two folders: the same release, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflet.build.check_record import judged, remember_clean
from leaflet.build.site import BuildRequest, build_site
from leaflet.formats.registry import named
from leaflet.project.source_files import BUILT_FROM
from leaflet.release import Release
from leaflet.release.making import make_release
from support.places import ROOT
from support.reading import read_project
from support.releases import contents, silent

pytestmark = pytest.mark.slow

QUICK = named(["txt", "epub", "docx", "zip"])
LANGUAGES = ("en", "ar")  # one of each direction


def built(root: Path) -> Release:
    """A release of a clean build of a copy of this project, in two languages and the formats that are quick to make."""
    for name in (name for name in BUILT_FROM if (ROOT / name).exists()):
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, place)
    lines = (root / "mkdocs.yml").read_text().splitlines(keepends=True)
    (root / "mkdocs.yml").write_text(
        "".join(
            line for line in lines if "- {locale: " not in line or any(f"locale: {tag}," in line for tag in LANGUAGES)
        )
    )
    for folder in (root / "docs").iterdir():
        if len(folder.name) == 2 and folder.name not in LANGUAGES:
            shutil.rmtree(folder)
    project = read_project(root)
    assert not project.settings_findings
    build_site(BuildRequest(project, root / "site", QUICK))
    remember_clean(root, judged(root, root / "site"))
    return make_release(project, root / "site", root / ".cache/releases", silent)


def test_two_clean_builds_are_the_same_release(tmp_path: Path) -> None:
    one, two = built(tmp_path / "one"), built(tmp_path / "elsewhere/two")
    first, second = contents(one.folder), contents(two.folder)
    assert first.keys() == second.keys() and len(first) > 100
    assert [path for path in first if first[path] != second[path]] == []
    assert one.id == two.id and one.archive.read_bytes() == two.archive.read_bytes()
