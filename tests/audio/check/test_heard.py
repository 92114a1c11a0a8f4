"""The real voice, and the real recogniser: what was left out of a recording is not heard, and is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from leaflet.audio.check import whisper as voice_hear
from leaflet.audio.check.check import check_heard, check_recording
from leaflet.audio.plan import piece
from leaflet.audio.script import script
from leaflet.audio.track import read_heard, speak_to, write_piece
from leaflet.audio.voices.choose import choose
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording
from leaflet.findings.tool_missing import ToolMissing
from support.made import ROOT, small
from support.voice_made import codes

PAGE = "# Risks {#risks}\n\nDo not drive for 24 hours. The risk of infection is less than 1 in 100. Call 999 now.\n"


def read_aloud(words: Booklet, cache: Path) -> Recording:
    """The page of a small booklet, read by the voice of its language."""
    page = words.english.pages[0]
    choice, reason = choose(words.language, ROOT)
    assert choice, reason
    made = piece(words, page.name, page.title, script(words, page), choice, cache)
    assert made
    for line in made.lines:
        if not line.sound.is_file() and line.choice:
            speak_to(line.sound, line.said.spoken, line.choice)
    write_piece(made)
    heard = read_heard(made)
    assert heard
    return heard.recording(made)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("audio")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "expected", "named"),
    [
        (PAGE, set(), ""),
        (PAGE.replace("Do not drive", "Drive"), {"V012"}, "a word such as not is not heard in risks_1"),
        (PAGE.replace("24 hours", "20 hours"), {"V012"}, "the number 24 is not heard in risks_1"),
        (
            PAGE.replace("Call 999", "Do not call 999"),
            {"V012"},
            "a word such as not is heard that is not said in risks_3",
        ),
        (PAGE.replace("Do not drive for 24 hours.", "You may enjoy life more."), {"V013"}, "risks_1"),
    ],
)
def test_what_is_not_heard_is_found(said: str, expected: set[str], named: str, cache: Path, tmp_path: Path) -> None:
    recording = read_aloud(small(tmp_path, said), cache)
    words = small(tmp_path, PAGE)
    found = list(check_heard(words, words.english.pages[0], recording))
    assert codes(found) == expected
    assert all(named in finding.message for finding in found)


@pytest.mark.slow
def test_a_real_recording_passes_every_other_check(cache: Path, tmp_path: Path) -> None:
    words = small(tmp_path, PAGE)
    assert list(check_recording(words, words.english.pages[0], read_aloud(words, cache))) == []


def test_what_was_heard_is_kept_and_chinese_is_simplified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Recogniser:
        times = 0

        def recognize(self, samples: object, sample_rate: int, language: str) -> str:
            self.times += 1
            return " 兩小時內不要開車。"

    recogniser = Recogniser()
    monkeypatch.setattr(voice_hear, "_model", lambda root: recogniser)
    monkeypatch.setattr(voice_hear, "missing", lambda root: None)
    quiet, loud = np.zeros(100, np.float32), np.ones(100, np.float32) / 2
    assert [voice_hear.hear(sound, 24_000, "zh", tmp_path) for sound in (quiet, quiet)] == ["两小时内不要开车。"] * 2
    assert recogniser.times == 1
    assert voice_hear.hear(loud, 24_000, "en", tmp_path) == "兩小時內不要開車。"
    assert recogniser.times == 2


def test_a_missing_recogniser_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = small(tmp_path, PAGE, docs=tmp_path / "docs")
    recording = Recording("en", "risks", tmp_path / "risks.mp3", 1.0, ())
    with pytest.raises(ToolMissing, match=r"the recogniser: there is no node_modules.*run scripts/setup test"):
        list(check_heard(words, words.english.pages[0], recording))
    with pytest.raises(RuntimeError, match="run scripts/setup test"):
        voice_hear.hear(np.zeros(10, np.float32), 24_000, "en", tmp_path)
    monkeypatch.setattr(voice_hear, "find_spec", lambda name: None)
    assert str(voice_hear.missing(tmp_path)).startswith("onnx_asr and opencc not installed")
