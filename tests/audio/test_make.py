"""Audio as a part of the build: left out, taken from what is there, or made; and what is said where it cannot be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner

from leaflet.audio.voices.sound import RATE, read_sound
from leaflet.build import site
from leaflet.build.site import BuildRequest, make_audio
from leaflet.commands import main
from leaflet.edition import recording
from leaflet.edition.project import Project
from leaflet.formats.registry import AUDIO, Format, named
from support.places import ROOT
from support.reading import TODAY
from support.small import settings
from support.translated import site_of

BUILD = [sys.executable, "-m", "leaflet", "build", "--format", "txt", "--format", "audio"]


def build(project: Path, *options: str) -> str:
    """What `leaflet build` says."""
    environment = {**os.environ, "PYTHONPATH": str(project / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [*BUILD, *options], cwd=project, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def request(*formats: Format) -> BuildRequest:
    return BuildRequest(Project(settings(), TODAY), ROOT / "site", formats, speak=True)


def test_without_audio_nothing_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "missing_packages", lambda: pytest.fail("looked"))
    assert make_audio(request(*named(["pdf", "txt", "zip"]))) == ({}, [], [])


def test_a_missing_package_leaves_audio_out_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "find_spec", lambda name: None if name == "mutagen" else "there")
    recordings, downloads, missing = make_audio(request(AUDIO))
    assert recordings == {} and downloads == []
    assert [(gap.language, gap.reason) for gap in missing] == [("en", "mutagen not installed: run scripts/setup")]


def test_recording_a_page_that_is_not_there_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run = CliRunner().invoke(main, ["record", "en", "get-halp"])
    assert run.exit_code == 2 and "Did you mean get-help?" in run.output
    run = CliRunner().invoke(main, ["record", "eo", "get-help"])
    assert run.exit_code == 2 and 'there is no language "eo"' in run.output


def test_words_are_not_recorded_beside_a_sound_of_other_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = site_of(tmp_path)
    monkeypatch.chdir(project)
    run = CliRunner().invoke(main, ["record", "en", "index"])
    assert run.exit_code == 0 and "sentences to read in voices/en/index.txt" in run.output
    words = project / "voices/en/index.txt"
    words.write_text(words.read_text().replace(".", "!"))
    old = words.read_text()
    (project / "voices/en/index.wav").write_bytes(b"sound")
    run = CliRunner().invoke(main, ["record", "en", "index"])
    assert run.exit_code == 2 and "voices/en/index.wav: read from other words" in run.output
    assert words.read_text() == old


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project without a computer voice, in which somebody has recorded the English home page."""
    project = site_of(tmp_path_factory.mktemp("audio"))
    (project / "node_modules").unlink()
    environment = {**os.environ, "PYTHONPATH": str(project / "scripts")}
    subprocess.run([sys.executable, "-m", "leaflet", "record", "en", "index"], cwd=project, env=environment, check=True)
    tone = 0.1 * np.sin(2 * np.pi * 500 * np.arange(3 * RATE) / RATE)
    soundfile.write(project / "voices/en/index.wav", tone, RATE)
    return project


@pytest.mark.slow
def test_a_build_makes_audio_unless_it_is_left_out(project: Path) -> None:
    assert " 0 of them read aloud" in build(project, "--without", "audio")
    assert not (project / "site/audio").exists()
    said = build(project)
    assert " 1 of them read aloud" in said
    assert re.search(
        "not made: audio in English: [0-9]+ pages?: there is no node_modules/kokoro-js/voices/bf_emma.bin", said
    )
    assert [
        file.relative_to(project / "site/audio").as_posix() for file in (project / "site/audio").rglob("*.mp3")
    ] == ["en/index.mp3"]
    assert len(read_sound(project / "site/audio/en/index.mp3")) / RATE == pytest.approx(3, abs=0.2)
    assert "not made: audio in English" in build(project)  # each time, until the voice is there
    soundfile.write(project / "voices/en/index.wav", np.zeros(RATE), RATE)
    assert "built" in build(project)
