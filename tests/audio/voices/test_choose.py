"""Which voice reads a language, and the voices themselves."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from leaflet.audio.voices import choose as audio_voices
from leaflet.audio.voices import kokoro as audio_kokoro
from leaflet.audio.voices.choose import Choice, choose
from leaflet.audio.voices.espeak import Espeak
from leaflet.audio.voices.kokoro import Kokoro, checked, cut, tokens, vocabulary
from leaflet.audio.voices.phonemes import VoiceError, phonemes
from leaflet.audio.voices.sound import trimmed
from leaflet.edition.cache import DAY, prune, used
from leaflet.project.settings import HEARD_WRONG_AT_MOST, Language, Voice, languages
from support.audio import use_tones
from support.places import ROOT

BRITISH = "gmw/en-GB-x-rp"


def english(heard_wrong: float | None = 0.0, kind: str = "tone", **more: str) -> Language:
    return replace(languages()["en"], voice=Voice(kind, "low", heard_wrong=heard_wrong, measured_on="tests", **more))


@pytest.fixture
def tones(monkeypatch: pytest.MonkeyPatch) -> None:
    use_tones(monkeypatch)


# The choice


@pytest.mark.usefixtures("tones")
@pytest.mark.parametrize(
    "heard_wrong, published", [(0.0, True), (HEARD_WRONG_AT_MOST, True), (0.11, False), (None, False)]
)
def test_only_what_is_understood_is_published(heard_wrong: float | None, published: bool, tmp_path: Path) -> None:
    choice, reason = choose(english(heard_wrong), tmp_path)
    assert (choice is not None) == published == (reason == "")


@pytest.mark.usefixtures("tones")
def test_the_reason_gives_the_figure(tmp_path: Path) -> None:
    assert choose(english(0.25), tmp_path)[1] == (
        "a speech recogniser hears 25% of the letters of the tone voice wrongly (tests); at most 10% is published"
    )
    assert choose(english(None), tmp_path)[1] == "nobody has measured how well the English voice is understood"
    assert choose(replace(english(), voice=None), tmp_path)[1] == "there is no voice for English"


@pytest.mark.usefixtures("tones")
def test_a_piper_voice_goes_before_ours_once_it_has_been_measured(tmp_path: Path) -> None:
    (tmp_path / "voices").mkdir()
    file = tmp_path / "voices/en.onnx"
    file.write_bytes(b"voice")
    digest = hashlib.sha256(b"voice").hexdigest()
    assert f"voice.measured_of: {digest}" in choose(english(), tmp_path)[1]
    assert "voices/en.onnx has no settings beside it" in choose(english(measured_of=digest), tmp_path)[1]
    (tmp_path / "voices/en.onnx.json").write_text("{}")
    choice, _ = choose(english(measured_of=digest), tmp_path)
    assert choice and choice.kind == "piper" and digest in choice.key


def test_a_missing_package_or_voice_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "there is no node_modules/kokoro-js/voices/low.bin" in choose(english(kind="kokoro"), tmp_path)[1]
    monkeypatch.setattr(audio_kokoro, "find_spec", lambda name: None if name == "onnxruntime" else "there")
    assert choose(english(kind="kokoro"), tmp_path)[1] == "onnxruntime not installed: run scripts/setup"


@pytest.mark.usefixtures("tones")
def test_another_speed_is_another_sound(tmp_path: Path) -> None:
    keys = {Choice("tone", Voice("tone", "low", speed=speed), tmp_path).key for speed in (0.85, 0.9)}
    assert len(keys) == 2


# Kokoro


@pytest.mark.parametrize(
    "language, text, said",
    [
        (BRITISH, "chest pain", "ʧˈɛst pˈAn"),
        (BRITISH, "phone", "fˈQn"),
        (BRITISH, "now", "nˈW"),
        ("pl", "źle, proszę", "ʒlˈɛ, prˈɔʃɛ"),
        ("zh", "胸痛，", "ɕjʊ→ŋtʰʊ↘ŋ,"),
        ("zh", "第2周", "ti↘ɚ↘ꭧou→"),
    ],
)
def test_phonemes_are_kokoros(language: str, text: str, said: str) -> None:
    found = phonemes(text, language)
    assert found.rstrip(".") == said
    assert set(found) <= vocabulary().keys()


def test_what_has_no_sound_is_an_error_and_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tokens("wait", BRITISH) == [vocabulary()[sign] for sign in phonemes("wait", BRITISH)]
    with pytest.raises(VoiceError, match=r'nothing to say in "\.\.\."'):
        tokens("...", BRITISH)
    monkeypatch.setattr(audio_kokoro, "phonemes", lambda text, language: "wЖt")
    with pytest.raises(VoiceError, match="no sound for Ж"):
        tokens("wait", BRITISH)


@pytest.mark.parametrize(
    "language, text",
    [
        (BRITISH, "<one"),
        (BRITISH, "−five"),
        (BRITISH, "at -five"),
        ("zh", "≥二"),
        ("zh", "五％"),
        ("zh", "五℃"),
        ("zh", "二×二"),
        ("zh", "十‰"),
        ("zh", "二十～四十"),
    ],
)
def test_a_sign_that_would_be_left_out_is_an_error(language: str, text: str) -> None:
    with pytest.raises(VoiceError):
        tokens(text, language)


def test_a_long_sentence_is_cut_after_a_comma_or_between_words() -> None:
    known = vocabulary()
    words = [known[sign] for sign in "aaaa aaaa, aaaa aaaa"]
    assert cut(words, 100) == [words]
    assert [len(part) for part in cut(words, 12)] == [10, 10]
    assert [len(part) for part in cut([known["a"]] * 25, 12)] == [12, 12, 1]
    assert [number for part in cut(words, 6) for number in part] == words


def test_other_weights_are_refused() -> None:
    with pytest.raises(VoiceError, match="weights of Kokoro have the sha256"):
        checked(b"weights")


@pytest.mark.slow
@pytest.mark.parametrize("language, text", [("en", "Call nine nine nine."), ("zh", "不要等。")])
def test_kokoro_speaks_the_same_twice(language: str, text: str) -> None:
    record = languages()[language].voice
    assert record and record.kind == "kokoro"
    (first, rate), (second, _) = (Kokoro(record, ROOT).speak(text) for _ in range(2))
    assert np.array_equal(first, second)
    assert 0.5 < len(trimmed(first)) / rate < 3
    assert 0.05 < np.abs(first).max() <= 1


# espeak-ng


def test_espeak_speaks_slower_when_asked() -> None:
    fast, slow = (Espeak(Voice("espeak", "ar", speed=speed), ROOT).speak("اتصل الآن")[0] for speed in (1.0, 0.7))
    assert 0.05 < np.abs(fast).max() <= 1
    assert len(trimmed(slow)) > len(trimmed(fast)) * 1.1


def test_a_voice_that_espeak_lacks_is_an_error() -> None:
    with pytest.raises(VoiceError, match="no voice xyzzy"):
        Espeak(Voice("espeak", "xyzzy"), ROOT).speak("hello")


def test_every_kind_in_the_registry_is_there() -> None:
    assert {record.voice.kind for record in languages().values() if record.voice} <= audio_voices.KINDS.keys()


# What is kept


def aged(file: Path, days: int) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("sound")
    then = time.time() - days * DAY
    os.utime(file, (then, then))
    return file


def test_what_nobody_used_for_weeks_is_thrown_away(tmp_path: Path) -> None:
    old, kept, new = (aged(tmp_path / name / "a.flac", days) for name, days in (("old", 40), ("kept", 40), ("new", 3)))
    used([kept, tmp_path / "gone"])
    assert prune(tmp_path) == 1
    assert not old.parent.exists() and kept.is_file() and new.is_file()


def test_a_file_that_vanishes_meanwhile_is_none_to_prune(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, vanishing = tmp_path / "a/old", tmp_path / "b/vanishing"
    for file in (old, vanishing):
        file.parent.mkdir()
        file.touch()
        os.utime(file, (0, 0))
    look = Path.is_file

    def meanwhile(path: Path) -> bool:
        there = look(path)
        vanishing.unlink(missing_ok=True)  # as another build does
        return there

    monkeypatch.setattr(Path, "is_file", meanwhile)
    assert prune(tmp_path) == 1
    assert not old.exists()


def test_a_folder_that_is_not_there_has_nothing_to_prune(tmp_path: Path) -> None:
    assert prune(tmp_path / "none") == 0
