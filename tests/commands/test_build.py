"""`leaflet build`: what it leaves out, what it says, and what it takes for built."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leaflet.build.record import is_up_to_date
from leaflet.build.site import BuildRequest, BuildSummary, build_site
from leaflet.commands import main
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.formats.registry import FORMATS
from support.reading import read_project
from support.translated import edit, small_site

COMMAND = import_module("leaflet.commands.build")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, whose pages alone are built."""
    monkeypatch.setattr(COMMAND, "build_site", lambda request: build_site(replace(request, formats=())))
    monkeypatch.chdir(small_site(tmp_path / "project"))
    return tmp_path / "project"


def build(*arguments: str) -> Result:
    run = CliRunner().invoke(main, ["build", "--without", "audio", *arguments])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exception
    return run


def test_a_language_can_be_left_out_and_comes_back(root: Path) -> None:
    run = build("--without", "pl")
    assert run.exit_code == 0 and "Polish is left out, as asked" in run.output
    assert is_up_to_date(read_project(root), root / "site") and not (root / "site/pl").exists()
    assert "Polish is left out, as asked" in (again := build("--without", "pl")).output and "up to date" in again.output
    assert "left out" not in build().output and (root / "site/pl").is_dir()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("en", "English is always built"),
        ("ar", "There are audio, pl."),
        ("audoi", "Did you mean audio?"),
        ("pl-PL", "pl"),
    ],
)
def test_what_cannot_be_left_out_is_said(root: Path, name: str, words: str) -> None:
    run = build("--without", name)
    assert run.exit_code == 2 and words in run.output
    assert not (root / "site").exists()


def test_what_is_saved_while_the_sources_are_checked_is_not_taken_for_built(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, check = read_project(root).settings.hospital.phone, COMMAND.check_sources

    def save_meanwhile(project: Project) -> list[Finding]:
        found: list[Finding] = check(project)
        edit(root / "mkdocs.yml", phone, "01923 999 999")
        return found

    monkeypatch.setattr(COMMAND, "check_sources", save_meanwhile)
    run = build()
    assert "edited meanwhile" in run.output
    assert not is_up_to_date(read_project(root), root / "site")


# Only some formats


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], [made.name for made in FORMATS if not made.reads_aloud]),
        (["--format", "txt"], ["txt"]),
        (["--format", "zip", "--format", "pdf"], ["pdf", "zip"]),
        (["--format", "txt", "--format", "audio"], ["txt"]),
    ],
)
def test_only_the_formats_that_were_asked_for_are_made(
    root: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], names: list[str]
) -> None:
    """`build` is without audio, also where somebody asks for it."""
    asked: list[str] = []

    def note(request: BuildRequest) -> BuildSummary:
        asked.extend(made.name for made in request.formats)
        return BuildSummary(0, 0, 0, 0, 0, changed=False)

    monkeypatch.setattr(COMMAND, "build_site", note)
    assert build(*options).exit_code == 0
    assert asked == names


def test_a_format_that_is_not_there_gets_a_hint(root: Path) -> None:
    run = build("--format", "dox")
    assert run.exit_code == 2 and "Did you mean docx?" in run.output
    assert not (root / "site").exists()
