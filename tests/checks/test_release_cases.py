"""R: each code of publishing has a project or a release that shows it, and one that does not.

A case is laid over tests/checks/base/, of which the English is live at a target; its folder `release` over
tests/checks/base-release/, what was published.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaflet.build import sign_offs
from leaflet.build.since_release import remember_release, words_now
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE
from leaflet.release.manifest import read_manifest
from leaflet.release.verify import differences, not_as_published
from support.cases import cases, judge, lay_over
from support.places import BASE, CASES
from support.reading import TODAY, check_sources, read_project

RELEASE = CASES / "base-release"


def findings(case: str, root: Path) -> Iterator[Finding]:
    shutil.copytree(BASE, root)
    released = read_project(root)
    remember_release(released.settings, "trial", "1.0", words_now(released))
    shutil.copytree(RELEASE, root / "release")
    lay_over(CASES / case, root)
    yield from check_sources(root, "R")
    project = read_project(root)
    changes = sign_offs.unsigned(project.settings, project.written(SOURCE_LANGUAGE), TODAY)
    yield from sign_offs.findings(project.settings, project.written(SOURCE_LANGUAGE), changes)
    manifest = read_manifest(root / "release")
    yield from not_as_published(differences(manifest, root / "release"), manifest.id, "trial")


@pytest.mark.parametrize("case", cases("R"))
def test_case(case: str, tmp_path: Path) -> None:
    judge(case, findings(case, tmp_path / "project"))
