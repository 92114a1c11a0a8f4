"""Pages read aloud: sentences joined with exact times, loudness, MP3 and its tags, what is kept, what people record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from leaflet.audio import mp3 as audio_mp3
from leaflet.audio import track as audio_pieces
from leaflet.audio.check.check import whole as check_whole
from leaflet.audio.make import make_leaflets, make_recordings
from leaflet.audio.recorded_by_people import read_otherwise, script_lines
from leaflet.audio.script import script
from leaflet.audio.track import heard_in
from leaflet.audio.voices.sound import (
    LOUDNESS,
    PAUSES,
    RATE,
    joined,
    levelled,
    loudness,
    read_sound,
    resampled,
    trimmed,
    true_peak,
)
from leaflet.edition.edition import Booklet
from leaflet.edition.recording import Recording
from support.audio import LETTER, PAGE, UNSAYABLE, Tone, booklet, executor, read, use_tones, whole


class Spoken(NamedTuple):
    booklet: Booklet
    place: Path
    page: Recording
    leaflet: Path


IDS = ["risks", "risks_1", "risks_2", "pain", "pain_1", "pain_2"]


@pytest.fixture(scope="module", autouse=True)
def tones() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        use_tones(patch)
        yield


@pytest.fixture(autouse=True)
def nothing_spoken_yet() -> None:
    Tone.spoken.clear()


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    """A page and its leaflet, read aloud once for the tests that only look at them."""
    place = tmp_path_factory.mktemp("spoken")
    page = booklet(place)
    recording, missing = read(page, place)
    assert recording and missing == []
    return Spoken(page, place, recording, whole(page, place))


@pytest.fixture
def words(tmp_path: Path) -> Booklet:
    return booklet(tmp_path)


def tone(seconds: float, height: float = 0.3, pitch: float = 440) -> np.ndarray:
    return (height * np.sin(2 * np.pi * pitch * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


# Sound


def test_silence_at_the_ends_is_cut_and_the_sound_kept() -> None:
    sound = np.concatenate([np.zeros(RATE, np.float32), tone(1), np.zeros(RATE, np.float32)])
    assert len(trimmed(sound)) / RATE == pytest.approx(1.06, abs=0.01)
    assert len(trimmed(np.zeros(RATE, np.float32))) == 0


def test_sentences_are_where_the_times_say() -> None:
    parts = [("heading", tone(0.5)), ("sentence", tone(1)), ("item", tone(0.7))]
    sound, spans = joined(parts)
    for (_, samples), (start, end) in zip(parts, spans, strict=True):
        assert np.array_equal(sound[round(start * RATE) : round(end * RATE)], samples)
        assert sound[round(start * RATE) - 1] == 0 == sound[round(end * RATE)]
    assert spans[1][0] - spans[0][1] == pytest.approx(PAUSES["heading"][1])


def test_another_rate_keeps_length_and_pitch() -> None:
    sound = resampled(np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100).astype(np.float32), 44_100)
    assert len(sound) == RATE
    assert np.argmax(np.abs(np.fft.rfft(sound))) == 440


@pytest.mark.parametrize("height", [0.01, 0.9])
def test_quiet_and_loud_become_equally_loud(height: float) -> None:
    assert loudness(levelled(tone(2, height))) == pytest.approx(LOUDNESS, abs=0.1)


def test_no_peak_is_over_the_ceiling() -> None:
    clicks = tone(3, 0.02)
    clicks[RATE::4000] = 1
    level = levelled(clicks)
    assert true_peak(clicks) > -1 and true_peak(level) < -2.5
    assert loudness(level) > loudness(clicks)


def test_true_peak_sees_between_the_samples() -> None:
    between = np.sin(np.pi / 4 + np.pi / 2 * np.arange(RATE)).astype(np.float32)
    assert np.abs(between).max() < 0.71
    assert true_peak(between) == pytest.approx(0, abs=0.2)


def test_silence_stays_silence() -> None:
    assert not levelled(np.zeros(RATE, np.float32)).any()


# MP3


def test_frames_in_a_row_decode_to_each_sound_in_its_place(tmp_path: Path) -> None:
    click = np.zeros(RATE, np.float32)
    click[6000:6480] = tone(0.02, 0.5, 1000) * np.hanning(480)
    frames = audio_mp3.encode(click)
    (tmp_path / "two.mp3").write_bytes(audio_mp3.with_notes(frames + frames))
    sound = read_sound(tmp_path / "two.mp3")
    second = round(audio_mp3.seconds(frames) * RATE)
    for start in (0, second):
        found = np.correlate(sound[start : start + RATE], click[6000:6480], "valid")
        assert np.argmax(found) == 6000
    assert len(sound) / RATE == pytest.approx(audio_mp3.length(frames + frames))


def test_players_are_told_the_rate_and_length(spoken: Spoken) -> None:
    recording = spoken.page
    info = MP3(recording.path).info
    assert (info.bitrate, info.sample_rate, info.channels, info.encoder_info) == (48_000, RATE, 1, "LAME 3.100.0+")
    assert info.length == pytest.approx(recording.seconds, abs=0.03)
    assert len(read_sound(recording.path)) / RATE == pytest.approx(recording.seconds, abs=0.001)


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(audio_mp3.Mp3Error, match="no frame of notes"):
        audio_mp3.frames_of(b"ID3\x03\0\0\0\0\0\0" + b"\xff\xfb\x90\x64" * 100)


# A page


def test_each_sentence_has_its_time_in_the_file(spoken: Spoken) -> None:
    recording = spoken.page
    assert sorted(timing.id for timing in recording.timings) == sorted(IDS)
    sound = read_sound(recording.path)
    for line, timing in heard_in(recording.path).words:
        assert timing.end - timing.start >= len(line) * LETTER * 0.9
        inside, before = (
            sound[int(a * RATE) : int(b * RATE)]
            for a, b in ((timing.start + 0.02, timing.end - 0.02), (timing.start - 0.15, timing.start - 0.05))
        )
        assert np.abs(inside).max() > 0.05 > 0.01 > np.abs(before).max(initial=0)
    assert recording.timings[-1].end < recording.seconds


def test_a_page_is_as_loud_as_it_should_be(spoken: Spoken) -> None:
    sound = read_sound(spoken.page.path)
    assert loudness(sound) == pytest.approx(LOUDNESS, abs=0.2)
    assert true_peak(sound) < -1


def test_a_page_says_what_it_is(spoken: Spoken) -> None:
    tags = ID3(spoken.page.path, translate=False)
    text = {name: str(tags[name]) for name in ("TIT2", "TALB", "TLAN", "TYER", "TPE1", "TXXX:version", "COMM::eng")}
    assert text == {
        "TIT2": "Risks",
        "TALB": "Balloon kyphoplasty",
        "TLAN": "eng",
        "TYER": "2026",
        "TPE1": "Elm Hospital",
        "TXXX:version": "1.0",
        "COMM::eng": "A computer voice reads these words.",
    }
    known = heard_in(spoken.page.path).words
    assert str(tags["USLT::eng"]) == "\n".join(line for line, _ in known)
    assert tags["SYLT::eng"].text == [(line, round(timing.start * 1000)) for line, timing in known]


def test_the_same_words_give_the_same_bytes(spoken: Spoken, tmp_path: Path) -> None:
    second, _ = read(spoken.booklet, tmp_path)
    assert second and second.path.read_bytes() == spoken.page.path.read_bytes()
    assert "Do not wait." in Tone.spoken


def test_an_edit_costs_one_sentence(spoken: Spoken) -> None:
    after, _ = read(booklet(spoken.place, PAGE.replace("Do not wait.", "Never wait.")), spoken.place)
    assert Tone.spoken == ["Never wait."]
    assert after and after.path != spoken.page.path
    Tone.spoken.clear()
    assert read(spoken.booklet, spoken.place)[0] == spoken.page and Tone.spoken == []


def test_what_is_there_is_used_and_nothing_made(words: Booklet, tmp_path: Path, spoken: Spoken) -> None:
    assert read(words, tmp_path, make=False) == (None, []) and Tone.spoken == []
    assert read(spoken.booklet, spoken.place, make=False) == (spoken.page, [])


def test_a_sentence_that_cannot_be_said_takes_its_page_out(tmp_path: Path) -> None:
    recording, missing = read(booklet(tmp_path, PAGE.replace("Ask now", f"Ask {UNSAYABLE}")), tmp_path)
    assert recording is None
    assert missing == [f"page risks: there is no sound for {UNSAYABLE}"]
    assert read(booklet(tmp_path), tmp_path)[0]


def test_progress_says_what_is_left(words: Booklet, tmp_path: Path) -> None:
    said: list[str] = []
    with executor() as threads:
        make_recordings([words], tmp_path, said.append, threads)
    assert any(line.startswith("speaking English: ") and line.endswith("less than a minute left") for line in said)
    assert said[-1] == "made en-risks.mp3 (1 of 1)"


# The whole leaflet


def test_the_leaflet_has_a_chapter_a_page_in_order(spoken: Spoken) -> None:
    file = spoken.leaflet
    assert file.name == "balloon-kyphoplasty-en.mp3"
    tags = ID3(file)
    assert tags["CTOC:contents"].child_element_ids == ["page1", "page2", "page3"]
    chapters = [tags[f"CHAP:page{number}"] for number in (1, 2, 3)]
    assert [str(one.sub_frames["TIT2"]) for one in chapters] == ["Balloon kyphoplasty", "Risks", "End of this leaflet"]
    assert chapters[0].start_time == 0
    assert [one.end_time for one in chapters[:2]] == [one.start_time for one in chapters[1:]]
    assert file.read_bytes().index(b"page1\0") < file.read_bytes().index(b"CHAP")  # contents first, as players expect
    starts = [file.read_bytes().index(b"page%d\0" % number, file.read_bytes().index(b"CHAP")) for number in (1, 2, 3)]
    assert starts == sorted(starts)


def test_a_page_sounds_the_same_in_the_leaflet(spoken: Spoken) -> None:
    recording, file = spoken.page, spoken.leaflet
    start = round(ID3(file)["CHAP:page2"].start_time * RATE / 1000)
    page, sound = read_sound(recording.path), read_sound(file)[start:]
    assert np.abs(page - sound[: len(page)]).max() < 0.001
    said = dict(ID3(file)["SYLT::eng"].text)
    assert said["Do not wait."] / 1000 == pytest.approx(start / RATE + recording.timings[2].start, abs=0.002)


def test_the_leaflet_is_made_once(spoken: Spoken) -> None:
    stamp = spoken.leaflet.stat().st_mtime_ns
    assert whole(spoken.booklet, spoken.place).stat().st_mtime_ns == stamp and Tone.spoken == []


# A person's recordings


def record(
    place: Path, words: Booklet, name: str, lines: str | None = None, suffix: str = "wav", seconds: float = 2
) -> None:
    folder = place / "voices" / "en"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    said = script_lines(script(words, words.english.pages[0])) if lines is None else lines
    (folder / "risks.txt").write_text(said, encoding="utf-8")
    soundfile.write(folder / f"{name}.{suffix}", tone(seconds, 0.1, 600), RATE)


@pytest.mark.parametrize("suffix", ["wav", "mp3", "flac", "ogg"])
def test_a_persons_page_goes_before_the_voice(words: Booklet, tmp_path: Path, suffix: str) -> None:
    record(tmp_path, words, "risks", suffix=suffix)
    recording, missing = read(words, tmp_path)
    assert recording and missing == [] and Tone.spoken == []
    assert (recording.voice, recording.timings) == ("person", ())
    sound = read_sound(recording.path)
    assert np.argmax(np.abs(np.fft.rfft(sound[:RATE]))) == 600
    assert loudness(sound) == pytest.approx(LOUDNESS, abs=0.5)
    assert str(ID3(recording.path)["COMM::eng"]) == "A person reads these words."


@pytest.mark.parametrize("labelled", [False, True])
def test_a_leaflet_that_a_person_read_passes_its_checks(labelled: bool, words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risks", seconds=3)
    if labelled:
        times = "".join(f"{number / 2}\t{(number + 1) / 2}\t{name}\n" for number, name in enumerate(IDS))
        (tmp_path / "voices/en/risks.labels.txt").write_text(times)
    recording, missing = read(words, tmp_path)
    assert recording and missing == [] and bool(recording.timings) == labelled
    known = replace(words, recordings={"risks": recording})
    assert list(check_whole(known, whole(words, tmp_path), PurePosixPath("a.mp3"))) == []
    assert "A person reads these words." in Tone.spoken


def test_labels_are_the_times_of_a_persons_page(words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risks")
    said = [one.id for one in script(words, words.english.pages[0]) if one.id]
    labels = tmp_path / "voices/en/risks.labels.txt"
    labels.write_text("".join(f"{number / 4}\t{(number + 1) / 4}\t{name}\n" for number, name in enumerate(said)))
    recording, missing = read(words, tmp_path)
    assert recording and missing == []
    assert [(timing.id, timing.start) for timing in recording.timings] == [(name, n / 4) for n, name in enumerate(said)]
    labels.write_text("0\t1\trisks\n")
    recording, missing = read(words, tmp_path)
    assert recording and recording.timings == ()
    assert missing == [
        "voices/en/risks.labels.txt is not used: it must have every sentence of the page once, in order."
    ]
    labels.write_text("soon\tlater\trisks\n")
    assert "cannot be read" in read(words, tmp_path)[1][0]


def test_a_recording_of_words_that_have_changed_is_not_used(words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risks")
    recording, (reason,) = read(booklet(tmp_path, PAGE.replace("Do not", "Do")), tmp_path)
    assert recording and recording.voice == "computer"
    assert reason.startswith("voices/en/risks.wav is not used: ") and "leaflet record en risks" in reason


def test_a_persons_sentence_goes_before_the_voices(words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risks/pain_1", seconds=3)
    recording, missing = read(words, tmp_path)
    assert recording and missing == [] and recording.voice == "computer"
    lengths = {timing.id: timing.end - timing.start for timing in recording.timings}
    assert lengths["pain_1"] == pytest.approx(3, abs=0.1)
    assert "It stops." in Tone.spoken and "It hurts." not in Tone.spoken


def test_a_page_of_a_persons_sentences_is_theirs_alone(words: Booklet, tmp_path: Path) -> None:
    for name in IDS:
        record(tmp_path, words, f"risks/{name}")
    recording, _ = read(words, tmp_path)
    assert recording and recording.voice == "person" and Tone.spoken == []
    assert sorted(timing.id for timing in recording.timings) == sorted(IDS)


def test_without_a_voice_only_what_people_read_is_there(words: Booklet, tmp_path: Path) -> None:
    mute = replace(words, language=replace(words.language, voice=None))
    assert read(mute, tmp_path) == (None, ["there is no voice for English"])
    record(tmp_path, words, "risks")
    recording, _ = read(mute, tmp_path)
    assert recording and recording.voice == "person"


@pytest.mark.parametrize("name", ["risks", "risks/risks_2"])
def test_new_words_are_not_written_beside_an_old_sound(name: str, words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, name)
    assert read_otherwise(tmp_path, "en", "risks", script(words, words.english.pages[0])) == []
    page = booklet(tmp_path, PAGE.replace("Do not wait", "Wait"))
    assert read_otherwise(tmp_path, "en", "risks", script(page, page.english.pages[0])) == [
        tmp_path / f"voices/en/{name}.wav"
    ]


def test_sentences_in_another_order_are_other_words(words: Booklet, tmp_path: Path) -> None:
    lines = script_lines(script(words, words.english.pages[0])).splitlines(keepends=True)
    record(tmp_path, words, "risks", lines="".join([*lines[:-2], lines[-1], lines[-2]]))
    assert "risks.wav is not used" in read(words, tmp_path)[1][0]


def test_files_that_belong_to_no_page_are_named(words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risk")
    folder = tmp_path / "voices/en"
    for name in ("risks.m4a", "opening.wav", "risks/risks_1.m4a", "README.md", ".gitkeep"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"sound")
    recording, missing = read(words, tmp_path)
    assert recording and recording.voice == "computer"
    assert missing == [
        'voices/en/opening.wav is not used. There is no page "opening".',
        'voices/en/risk.wav is not used. There is no page "risk". Did you mean risks?',
        "voices/en/risks/risks_1.m4a is not used. It is no WAV, FLAC, Ogg or MP3 file.",
        "voices/en/risks.m4a is not used. It is no WAV, FLAC, Ogg or MP3 file.",
    ]


def test_an_ending_in_capitals_and_a_second_recording(words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risks")
    (tmp_path / "voices/en/risks.wav").rename(tmp_path / "voices/en/risks.WAV")
    recording, missing = read(words, tmp_path)
    assert recording and recording.voice == "person" and missing == []
    record(tmp_path, words, "risks", suffix="flac")
    assert read(words, tmp_path)[1] == ["voices/en/risks.flac is not used: risks.WAV is there too. Keep one."]


@pytest.mark.parametrize("time", ["nan", "inf"])
def test_times_that_are_no_numbers(time: str, words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risks")
    (tmp_path / "voices/en/risks.labels.txt").write_text("".join(f"{time}\t{time}\t{name}\n" for name in IDS))
    recording, (reason,) = read(words, tmp_path)
    assert recording and recording.timings == () and "is not used" in reason


def test_an_end_that_cannot_be_said_is_named(words: Booklet, tmp_path: Path) -> None:
    mute = replace(words, strings={**words.strings, "said_end": UNSAYABLE})
    with executor() as threads:
        recordings, _ = make_recordings([mute], tmp_path, print, threads)
        _, missing = make_leaflets([mute], recordings, tmp_path, print, threads)
    assert [gap.reason for gap in missing] == [f"closing: there is no sound for {UNSAYABLE}"]


def test_another_program_that_joins_gives_another_file(
    words: Booklet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _ = read(words, tmp_path)
    monkeypatch.setattr(audio_pieces, "_program", lambda: "another")
    after, _ = read(words, tmp_path)
    assert before and after and before.path != after.path


def test_a_file_that_is_no_sound_is_named(words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risks")
    (tmp_path / "voices/en/risks.wav").write_bytes(b"not a sound")
    recording, missing = read(words, tmp_path)
    assert recording and recording.voice == "computer"
    assert missing == ["voices/en/risks.wav cannot be read as sound: make it a WAV, FLAC, Ogg or MP3 file."]


def test_a_recording_of_a_sentence_that_is_gone_is_named(words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risks/pain_9")
    recording, (reason,) = read(words, tmp_path)
    assert recording and reason.startswith("voices/en/risks/pain_9.wav is not used: ")


def test_a_page_and_a_sentence_of_the_same_name_are_two_things(words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risks", seconds=4)
    record(tmp_path, words, "risks/risks", seconds=1)
    recording, missing = read(words, tmp_path)
    assert recording and missing == [] and recording.seconds == pytest.approx(4, abs=0.1)


def test_a_stale_page_does_not_hide_the_sentence_of_its_heading(words: Booklet, tmp_path: Path) -> None:
    record(tmp_path, words, "risks")
    record(tmp_path, words, "risks/risks", lines="risks\tRisks\n", seconds=3)
    recording, (reason,) = read(words, tmp_path)
    assert recording and reason.startswith("voices/en/risks.wav is not used")
    assert recording.timings[0].end - recording.timings[0].start == pytest.approx(3, abs=0.1)
