"""The e-book with its sound: what stands in it, and each fault put into one on purpose is found."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pytest
from lxml import etree

from leaflet.build.downloads import make_downloads
from leaflet.edition.edition import Booklet
from leaflet.formats.epub import check as epub
from leaflet.formats.registry import READ_ALOUD
from support.made import KINDS, changed, findings, part, replaced, small, written
from support.sound import recording

ENGLISH = "# Risks {#risks}\n\nRest now. Then walk.\n\n- Do not drive\n\n{{ notice.clinician }}\n\n## Pain {#pain}\n\nPhone 111.\n"
URDU = "# خطرے {#risks}\n\nآرام کریں۔ پھر چلیں۔\n\n- گاڑی نہ چلائیں\n\n{{ notice.clinician }}\n\n## درد {#pain}\n\n111 پر فون کریں۔\n"
IDS = ["risks", "risks_1", "risks_2", "risks_3", "pain", "pain_1"]
SMIL, PACKAGE = "EPUB/risks.smil", "EPUB/package.opf"
KIND = KINDS["epub-audio"]


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def english(place: Path) -> Booklet:
    return read_aloud(small(place, ENGLISH), place)


@pytest.fixture(scope="module")
def file(english: Booklet, place: Path) -> Path:
    return written(KIND, english, place)


def read_aloud(words: Booklet, folder: Path, voice: str = "computer") -> Booklet:
    return replace(words, recordings={page.name: recording(page, folder, voice=voice) for page in words.leaflet.pages})


def codes(words: Booklet, file: Path) -> list[str]:
    return sorted({finding.code for finding in findings("epub-audio", words, file)})


def test_every_sentence_is_heard_at_its_time(english: Booklet, file: Path) -> None:
    smil = etree.fromstring(part(file, SMIL).encode())
    sounds = [(sound.get("clipBegin"), sound.get("clipEnd")) for sound in smil.iter("{*}audio")]
    assert [words.get("src") for words in smil.iter("{*}text")] == [f"risks.xhtml#{name}" for name in IDS]
    assert sounds == [(f"{timing.start:.3f}s", f"{timing.end:.3f}s") for timing in english.recordings["risks"].timings]
    assert codes(english, file) == []


def test_the_sound_is_the_recording_and_not_compressed_again(english: Booklet, file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        assert archive.read("EPUB/audio/risks.mp3") == english.recordings["risks"].path.read_bytes()
        assert archive.getinfo("EPUB/audio/risks.mp3").compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize(("voice", "expected"), [("computer", "computer voice"), ("person", "read by a person")])
def test_the_package_says_who_reads_and_how_long(place: Path, voice: str, expected: str) -> None:
    package = part(written(KIND, read_aloud(small(place, ENGLISH), place, voice), place / ".."), PACKAGE)
    assert f'<meta property="media:narrator">{expected}</meta>' in package
    assert '<meta property="media:duration">12.000s</meta>' in package
    assert "synchronizedAudioText" in package and "auditory" in package and "There is no sound" not in package


def test_it_is_another_publication_than_the_silent_one(english: Booklet, file: Path, place: Path) -> None:
    silent = part(written(KINDS["epub"], english, place), PACKAGE)
    identifiers = {
        etree.fromstring(words.encode()).findtext(".//{*}identifier") for words in (silent, part(file, PACKAGE))
    }
    assert len(identifiers) == 2
    assert "media:" not in silent and "audio/mpeg" not in silent


def test_a_translation_reads_its_own_words(place: Path, tmp_path: Path) -> None:
    urdu = read_aloud(small(place, ENGLISH, URDU, "ur"), tmp_path)
    assert codes(urdu, written(KIND, urdu, tmp_path)) == []


def test_english_that_stands_in_is_not_heard_in_the_voice_of_another_language(tmp_path: Path) -> None:
    partial = read_aloud(small(tmp_path, ENGLISH, URDU.partition("## ")[0], "ur"), tmp_path)
    file = written(KIND, partial, tmp_path)
    assert "#pain" not in part(file, SMIL)
    assert codes(partial, file) == []


def test_it_is_made_only_of_what_is_read_aloud(english: Booklet, tmp_path: Path) -> None:
    silent = replace(english, recordings={})
    made = [
        download.format
        for words in (english, silent)
        for download in make_downloads([words], tmp_path, lambda words: None, _Here(), [KIND])[0]
    ]
    assert made == ["epub-audio"] and "epub-audio" in READ_ALOUD


def test_it_is_made_again_when_its_sound_changes(english: Booklet, tmp_path: Path) -> None:
    other = recording(english.leaflet.pages[0], tmp_path, sentence=3.0)
    paths = {
        make_downloads([words], tmp_path, lambda words: None, _Here(), [KINDS[kind]])[0][0].path
        for words in (english, replace(english, recordings={"risks": other}))
        for kind in ("epub-audio", "epub")
    }
    assert len(paths) == 3  # and the silent one stays as it was


class _Here(Executor):
    """Works at once, in this process."""

    def submit(self, work: Callable[..., object], *arguments: object) -> Future[object]:  # type: ignore[override]
        future: Future[object] = Future()
        future.set_result(work(*arguments))
        return future


def test_an_overlay_that_cannot_be_read_is_found(english: Booklet, file: Path, tmp_path: Path) -> None:
    assert "E014" in codes(english, changed(file, tmp_path, replaced("</smil>", "", SMIL)))


def test_the_sound_of_another_page_is_found(english: Booklet, file: Path, tmp_path: Path) -> None:
    other = recording(english.leaflet.pages[0], tmp_path, sentence=3.0)
    kept = replace(english.recordings["risks"], path=other.path)
    assert codes(replace(english, recordings={"risks": kept}), file) == ["E017"]


def test_sound_that_nobody_recorded_is_found(english: Booklet, file: Path) -> None:
    assert codes(replace(english, recordings={}), file) == ["E017"]


def test_a_recording_without_times_is_no_overlay_and_no_fault(english: Booklet, tmp_path: Path) -> None:
    untimed = replace(english.recordings["risks"], timings=(), voice="person")
    read = replace(english, recordings={"risks": untimed})
    made = written(KIND, read, tmp_path)
    assert SMIL not in zipfile.ZipFile(made).namelist()
    assert codes(read, made) == []


def test_a_sentence_that_the_recording_lacks_is_found(english: Booklet, tmp_path: Path) -> None:
    whole = english.recordings["risks"]
    lacking = replace(english, recordings={"risks": replace(whole, timings=whole.timings[:-1])})
    assert codes(lacking, written(KIND, lacking, tmp_path)) == ["E016"]


@pytest.mark.slow
def test_epubcheck_and_ace_find_nothing(english: Booklet, file: Path) -> None:
    place = PurePosixPath("a.epub")
    assert [finding.message for check in (epub.epubcheck, epub.ace) for finding in check(english, file, place)] == []


@pytest.mark.slow
def test_epubcheck_knows_overlays(english: Booklet, file: Path, tmp_path: Path) -> None:
    broken = changed(file, tmp_path, replaced("risks.xhtml#pain_1", "risks.xhtml#nowhere", SMIL))
    assert {finding.code for finding in epub.epubcheck(english, broken, PurePosixPath("a.epub"))} == {"E001"}
