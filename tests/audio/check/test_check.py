"""V: a recording without faults is clean; faults beyond those of tests/checks/V0* are found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from leaflet.audio.check import check as voice
from leaflet.audio.check import heard as voice_heard
from leaflet.audio.check.check import check_recording, whole
from leaflet.audio.check.heard import Count, check_figure
from leaflet.audio.check.script import check_given, check_phones
from leaflet.audio.check.sound import Line
from leaflet.audio.check.words_heard import differences, error_rate, numbers, with_digits
from leaflet.audio.script import Utterance, closing, opening, opening_of, phones_of, script
from leaflet.audio.voices.sound import RATE, Samples
from leaflet.edition.edition import Booklet
from leaflet.findings.tool_missing import ToolMissing
from leaflet.project.settings import Voice, languages
from support.made import booklet, small
from support.sound import recording
from support.voice_made import DISPLAY, PAGE, Sounds, codes, findings, read_aloud, whole_leaflet


@pytest.fixture
def words(tmp_path: Path) -> Booklet:
    return small(tmp_path, PAGE)


def test_a_good_recording_has_no_findings(words: Booklet, tmp_path: Path) -> None:
    assert findings(words, read_aloud(words, tmp_path)) == []


def test_a_sentence_whose_sound_is_there_twice(words: Booklet, tmp_path: Path) -> None:
    def twice(sounds: Sounds) -> Sounds:
        return [(said, np.concatenate([sound] * 2) if said.id == "risks_2" else sound) for said, sound in sounds]

    found = findings(words, read_aloud(words, tmp_path, sounds=twice))
    assert codes(found) == {"V006"} and "risks_2" in found[0].message and "twice" in found[0].message


def test_a_long_silence_between_sentences(words: Booklet, tmp_path: Path) -> None:
    recording = read_aloud(
        words,
        tmp_path,
        sounds=lambda sounds: [
            (said, np.concatenate([sound, np.zeros(4 * RATE, np.float32)]) if said.id == "risks_1" else sound)
            for said, sound in sounds
        ],
    )
    shorter = tuple(
        replace(timing, end=timing.end - 4) if timing.id == "risks_1" else timing for timing in recording.timings
    )
    assert codes(findings(words, replace(recording, timings=shorter))) == {"V005"}


def test_the_pace_of_a_recording(words: Booklet, tmp_path: Path) -> None:
    recording = read_aloud(words, tmp_path, sounds=lambda sounds: [(said, sound[::2]) for said, sound in sounds])
    assert codes(findings(words, recording)) == {"V006"}
    assert "letters a second." in findings(words, recording)[0].message


def test_the_recording_of_another_page(words: Booklet, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = small(tmp_path / "other", "# Benefits {#benefits}\n\nIt may help.\n")
    swapped = replace(read_aloud(words, tmp_path), path=read_aloud(other, tmp_path / "other").path)
    assert {"V009", "V011"} <= codes(findings(words, swapped)) or {"V004", "V011"} <= codes(findings(words, swapped))
    assert any('called "Benefits"' in finding.message for finding in findings(words, swapped))


def test_times_past_the_end_and_times_that_go_back(words: Booklet, tmp_path: Path) -> None:
    recording = read_aloud(words, tmp_path)
    *first, last = recording.timings
    late = replace(recording, timings=(*first, replace(last, start=last.start + 60, end=last.end + 60)))
    assert "V009" in codes(findings(words, late))
    second = replace(recording.timings[1], start=0.0)
    back = replace(recording, timings=(recording.timings[0], second, *recording.timings[2:]))
    assert "V009" in codes(findings(words, back))


def test_a_file_that_is_no_sound(words: Booklet, tmp_path: Path) -> None:
    recording = read_aloud(words, tmp_path)
    recording.path.write_bytes(b"not a sound")
    assert codes(findings(words, recording)) == {"V017"}
    recording.path.unlink()
    assert codes(findings(words, recording)) == {"V017"}


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Call nine nine nine, I repeat, nine nine nine, now.", set()),
        ("Call nine hundred and ninety-nine now.", {"V014"}),
        ("Call 999, I repeat, 999, now.", {"V014"}),
        ("Call nine nine nine now.", {"V014"}),
    ],
)
def test_a_phone_number_as_a_quantity(spoken: str, expected: set[str]) -> None:
    found = list(check_phones([Utterance("a", "Call 999 now.", spoken, "sentence")], "en", DISPLAY))
    assert codes(found) == expected


@pytest.mark.parametrize(
    ("language", "shown", "given", "missing"),
    [
        ("en", "Do NOT drive.", "Do N O T drive.", "a word such as not"),
        ("en", "Do NOT drive.", "Do not drive.", ""),
        ("en", "2 weeks", "Number three: two weeks.", ""),
        ("en", "2 weeks", "weeks.", "the number 2"),
        ("en", "1 to 12", "eleven to two.", "the number 1"),
        ("en", "2.5 mg", "five milligrams.", "the number 2.5"),
        ("en", "Call 999 in 5 minutes", "Call nine nine nine, I repeat, nine nine nine, in five minutes.", ""),
        ("zh", "24～48小时", "二十四小时。", "the number 48"),
        ("zh", "百分之五，1/2片", "百分之五，二分之一片。", ""),
        ("en", ".5 mg", "five milligrams.", "the number 0.5"),
        ("en", ".5 mg", "zero point five milligrams.", ""),
        ("en", "100 000 people", "one hundred zero people.", "the number 100000"),
        ("en", "10.30–11.30am, the 1990s", "ten thirty to eleven thirty a.m., the nineteen ninetys.", ""),
        ("zh", "1.2万", "一点二万。", ""),
        ("zh", "1.2万", "一点二。", "the number 12000"),
        ("zh", "不要等", "要等。", "a word such as not"),
        ("ar", "أسبوعين (2)", "أسبوعين", ""),
    ],
)
def test_what_the_voice_is_not_given(language: str, shown: str, given: str, missing: str) -> None:
    found = list(check_given([Utterance("a", shown, given, "sentence")], languages()[language], DISPLAY))
    assert codes(found) == ({"V019"} if missing else set())
    assert missing in (found[0].message if found else "")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh", "pl", "ur", "gu"])  # Arabic says two with the noun
def test_every_number_and_not_of_our_pages_is_given_to_the_voice(language: str) -> None:
    words = booklet(language)
    said = [one for page in words.leaflet.pages for one in script(words, page)]
    assert list(check_given(said, words.language, DISPLAY, phones_of(words))) == []


def test_a_phone_number_as_a_quantity_on_a_page(
    words: Booklet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = read_aloud(words, tmp_path)
    monkeypatch.setattr("leaflet.audio.spoken_words.phones_said", lambda words, speech, phones: words)
    found = [finding for finding in findings(words, recording) if finding.code == "V014"]
    assert {number for number in ("999", "01923 217 187") for one in found if number in one.message} == {
        "999",
        "01923 217 187",
    }


# The whole leaflet


def parts(words: Booklet) -> list[tuple[str, tuple[Utterance, ...]]]:
    pages = [(page.title, script(words, page)) for page in words.pages()]
    first = (words.title, opening(words, 60))
    return [first, *pages, (str(words.strings["audio_closing"]), closing(words))]


def test_chapters_and_words_of_a_whole_leaflet(words: Booklet, tmp_path: Path) -> None:
    assert list(whole(words, whole_leaflet(words, tmp_path, parts(words)), DISPLAY)) == []


def test_a_chapter_that_is_missing_or_called_otherwise(words: Booklet, tmp_path: Path) -> None:
    first, page, last = parts(words)
    file = whole_leaflet(words, tmp_path, [first, ("Benefits", page[1]), last])
    assert codes(list(whole(words, file, DISPLAY))) == {"V010"}
    assert {"V010", "V011"} <= codes(list(whole(words, whole_leaflet(words, tmp_path, [first, last]), DISPLAY)))


def by_a_person(words: Booklet, place: Path, timed: bool) -> Booklet:
    """The same, its page read by a person; `timed`: when each sentence is heard is known."""
    page = words.english.page("risks")
    assert page
    one = recording(page, place, voice="person")
    return replace(words, recordings={"risks": one if timed else replace(one, timings=())})


@pytest.mark.parametrize("timed", [True, False])
def test_a_whole_leaflet_with_a_page_that_a_person_read(timed: bool, words: Booklet, tmp_path: Path) -> None:
    ((title, said),) = [part for part in parts(words) if part[0] == "Risks"]
    read = by_a_person(words, tmp_path, timed)
    heard = [one for one in said if one.id]
    assert list(whole(read, whole_leaflet(read, tmp_path, [(title, heard)], untimed=not timed), DISPLAY)) == []
    opened = opening_of(read, read.recordings.values())
    assert any(one.spoken == words.strings["audio_by_person"] for one in opened)
    closed = (str(words.strings["audio_closing"]), closing(words))
    file = whole_leaflet(read, tmp_path, [(words.title, opened), (title, heard), closed])
    assert codes(list(whole(read, file, DISPLAY))) == (set() if timed else {"V011"})


def test_nobody_is_said_to_read_where_people_and_a_computer_do(words: Booklet, tmp_path: Path) -> None:
    page = words.english.page("risks")
    assert page
    said = [
        one.spoken
        for one in opening_of(words, [recording(page, tmp_path, voice=voice) for voice in ("person", "computer")])
    ]
    assert not {words.strings["audio_by_person"], words.strings["audio_by_computer"]} & set(said)


def test_the_length_that_is_said_is_that_of_the_pages(words: Booklet, tmp_path: Path) -> None:
    """Not that of the chapters: each has 0.046 s of decoder delay more."""
    page = words.english.page("risks")
    assert page
    read = replace(words, recordings={"risks": replace(recording(page, tmp_path), seconds=59.98)})
    assert list(whole(read, whole_leaflet(read, tmp_path, parts(words)), DISPLAY)) == []


def test_a_whole_leaflet_that_is_no_sound(words: Booklet, tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"no")
    assert codes(list(whole(words, tmp_path / "a.mp3", DISPLAY))) == {"V017"}


# What is heard


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "twenty-four to forty-eight hours", "24 to 48 hours"),
        ("en", "one hundred and one, seven point two", "101, 7.2"),
        ("en", "Nine nine nine, zero one nine", "999019"),
        ("en", "9-9-9 and 40,000", "999 and 40000"),
        ("pl", "do czterdziestu ośmiu godzin, siedem przecinek dwa", "do 48 godzin, 7.2"),
        ("pl", "7,2 i 40 000", "7.2 i 40000"),
        ("zh", "四万例，七点二，九九九", "40000 例, 7.2 , 999"),
        ("zh", "百分之五，二分之一片，九点零五分", "5 %, 1/2 片, 9 点 05 分"),
        ("zh", "二十四小时，一百零一", "24 小时, 101"),
        ("zh", "两周，两千零五，二零二六年", "2 周, 2005 , 2026 年"),
        ("zh", "十二点五，三点五万，四万五", "12.5 , 35000 , 45000"),
        ("zh", "三四十，千万不要", "三四十 , 千万 不要"),
        ("ur", "نو نو نو", "999"),
    ],
)
def test_numbers_are_compared_as_digits(language: str, said: str, expected: str) -> None:
    assert with_digits(said, language) == expected


def test_the_character_error_rate() -> None:
    assert error_rate("Call nine nine nine!", "call 999", "en") == 0
    assert error_rate("abcd", "abxd", "en") == 0.25
    assert error_rate("abcd", "", "en") == 1
    assert numbers("nine nine nine, I repeat, nine nine nine", "en") == ["999", "999"]


NOT_LOST, NOT_ADDED = "a word such as not is not heard", "a word such as not is heard that is not said"


@pytest.mark.parametrize(
    ("said", "heard", "expected"),
    [
        ("Do not drive for twenty-four hours.", "Do not drive for 24 hours.", []),
        ("Do not drive for twenty-four hours.", "Drive for 24 hours.", [NOT_LOST]),
        ("You cannot pee.", "You can't pee.", []),
        ("You cannot pee.", "You can pee.", [NOT_LOST]),
        ("Stop tablets.", "Do not stop tablets.", [NOT_ADDED]),
        ("for six hours", "for 16 hours", ["the number 6 is not heard"]),
        ("six weeks to six months", "6 weeks to months", ["the number 6 is not heard"]),
        (
            "six hours before, drink until two hours before",
            "2 hours before, drink until 6 hours before",
            ["the number 2 is not heard"],
        ),
        ("one to twelve", "eleven to two", ["the number 1 is not heard", "the number 12 is not heard"]),
        ("Call nine nine nine, I repeat, nine nine nine, now", "Call 999, I repeat now", []),
        ("Call nine nine nine, I repeat, nine nine nine, now", "Call 99 now", ["the number 999 is not heard"]),
        ("one eight zero zero zero, I repeat, one eight zero zero zero", "18000, I repeat", []),
        ("two hundred, three hundred and four hundred", "200, 300 and 400", []),
        ("two thousand and two hundred or one hundred and ten thousand", "2000 and 200 or 110,000", []),
        ("one hundred and one and one thousand and one", "101 and 1001", []),
        ("in twenty thirteen, page one thousand and sixteen", "in 2013, page 1016", []),
        ("two hundred and seventy-nine, one thousand two hundred", "279, 1,200", []),
        ("two hundred and twenty-five or two thousand five hundred", "225 or 2500", []),
        ("the fifth of May twenty twenty-seven", "5th of May 2027", []),
        ("zero point one two five or one and a half", "0.125 or 1½", []),
        ("at nine thirty A M", "at 9.30am", []),
    ],
)
def test_what_is_heard_otherwise_is_named(said: str, heard: str, expected: list[str]) -> None:
    assert list(differences(said, heard, languages()["en"])) == expected


def hearing(monkeypatch: pytest.MonkeyPatch, lines: list[Line], change: dict[str, str]) -> None:
    """A recogniser that hears what is said, but for the words of `change`."""

    def hear(samples: Samples, rate: int, language: str, root: Path) -> str:
        first = round(float(samples[len(samples) // 2]))
        said = [line.spoken for line in lines] if len(samples) > 3 * RATE else [lines[first].spoken]
        text = " ".join(said)
        for old, new in change.items():
            text = text.replace(old, new)
        return text

    monkeypatch.setattr(voice_heard, "hear", hear)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, set()),
        ({"twenty-four": "24", "nine nine nine": "999"}, set()),
        ({"do not ": "do "}, {"V012"}),
        ({"twenty-four": "twenty"}, {"V012"}),
        ({"do not drive for twenty-four hours.": "thank you for watching"}, {"V013"}),
    ],
)
def test_what_is_heard_back(change: dict[str, str], expected: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        Line("a", "call nine nine nine now.", 0.5, 2.0),
        Line("b", "do not drive for twenty-four hours.", 2.5, 4.0),
    ]
    samples = np.zeros(5 * RATE, np.float32)
    samples[int(2.25 * RATE) :] = 1  # tells the recogniser above which line it hears
    hearing(monkeypatch, lines, change)
    group = list(voice_heard.groups(lines, [True, False]))
    found = list(voice_heard.check_words(samples, group, languages()["en"], Path(), DISPLAY))
    assert codes(found) == expected and all(" b" in f" {finding.message}" for finding in found)


@pytest.mark.parametrize(
    ("said", "heard", "expected"),
    [
        ("腿没力气，不要等。", "推煤力气,不要等。", []),
        ("腿没力气，不要等。", "腿没力气,要等。", [NOT_LOST]),
        ("腿没力气，要等。", "腿没力气,不要等。", [NOT_ADDED]),
        ("全部。", "全不。", []),
    ],
)
def test_chinese_words_of_negation_are_heard_by_their_sound(said: str, heard: str, expected: list[str]) -> None:
    assert list(differences(said, heard, languages()["zh"])) == expected


def heard_of(said: list[str], heard: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The findings in lines of one group of which something else is heard."""
    lines = [Line(f"s{place}", words, place * 2 + 0.5, place * 2 + 2) for place, words in enumerate(said)]
    samples = np.repeat(np.arange(len(lines) + 1, dtype=np.float32), 2 * RATE)

    def hear(sound: Samples, rate: int, language: str, root: Path) -> str:
        return " ".join(heard) if len(sound) > 3 * RATE else heard[int(sound[len(sound) // 2])]

    monkeypatch.setattr(voice_heard, "hear", hear)
    group = list(voice_heard.groups(lines, [True, *[False] * (len(lines) - 1)]))
    return [finding.message for finding in voice_heard.check_words(samples, group, languages()["en"], Path(), DISPLAY)]


@pytest.mark.parametrize(
    ("said", "heard", "expected"),
    [
        (["Do not stop aspirin.", "Never stop any other."], ["Do stop aspirin.", "Never stop any other."], NOT_LOST),
        (
            ["Do not drive for twenty-four hours.", "Be with somebody for twenty-four hours."],
            ["Do not drive for four hours.", "Be with somebody for 24 hours."],
            "the number 24 is not heard",
        ),
        (
            ["Do not stop aspirin.", "Stop the other tablets."],
            ["Stop aspirin.", "Do not stop the other tablets."],
            NOT_LOST,
        ),
        (
            ["Do not stop aspirin.", "Stop the other tablets."],
            ["Do not stop aspirin.", "Do not stop the other tablets."],
            NOT_ADDED,
        ),
    ],
)
def test_what_the_next_line_has_does_not_hide_it(
    said: list[str], heard: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert any(expected in message for message in heard_of(said, heard, monkeypatch))
    assert heard_of(said, said, monkeypatch) == []


def test_lines_are_heard_by_section_and_half_minute() -> None:
    lines = [Line(str(start), "", start, start + 9) for start in range(0, 60, 10)]
    found = voice_heard.groups(lines, [True, False, False, False, True, False])
    assert [[line.name for line in group.lines] for group in found] == [["0", "10"], ["20", "30"], ["40", "50"]]


@pytest.mark.parametrize(
    ("figure", "heard", "published", "expected"),
    [
        (0.05, Count(1000, 50), True, False),
        (0.05, None, True, False),
        (None, None, True, True),
        (None, None, False, False),
        (0.2, None, True, True),
        (0.2, None, False, False),
        (0.02, Count(1000, 90), True, True),
        (0.09, Count(1000, 20), True, True),
    ],
)
def test_the_figure_of_a_language(figure: float | None, heard: Count | None, published: bool, expected: bool) -> None:
    language = replace(languages()["en"], voice=Voice("kokoro", "bf_emma", heard_wrong=figure))
    assert codes(list(check_figure(language, heard, published))) == ({"V016"} if expected else set())


def test_only_safety_pages_are_heard(words: Booklet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = words.english.page("risks")
    assert page
    heard: list[str] = []
    monkeypatch.setattr(voice, "missing", lambda root: None)
    monkeypatch.setattr(voice, "check_words", lambda *facts: heard.append("yes") or iter(()))
    recording = read_aloud(words, tmp_path)
    assert list(voice.check_heard(words, page, recording)) == [] and heard == ["yes"]
    assert list(voice.check_heard(words, replace(page, name="words"), recording)) == [] and heard == ["yes"]
    monkeypatch.setattr(voice, "missing", lambda root: "no recogniser")
    with pytest.raises(ToolMissing, match="no recogniser"):
        list(voice.check_heard(words, page, recording))
    assert list(voice.check_heard(words, replace(page, name="words"), recording)) == [] and heard == ["yes"]
    assert list(check_recording(words, page, recording)) == []
