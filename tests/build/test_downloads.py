"""Files of the formats: made once, made again when what they are made from changes, reported when they cannot be made."""

from __future__ import annotations

import dataclasses
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from leaflet.build.downloads import make_downloads, make_one, put_in_place
from leaflet.build.site import BuildRequest, make_all
from leaflet.edition.downloads import FormatError
from leaflet.edition.edition import Booklet
from leaflet.edition.project import Project
from leaflet.formats.registry import WRITTEN, Format
from leaflet.project.settings import Language, languages
from support.made import small
from support.places import ROOT
from support.reading import read_project
from support.small_print import small_project


def write_titles(booklet: Booklet, path: Path) -> None:
    path.write_text("\n".join(page.title for page in booklet.pages()), encoding="utf-8")


def write_languages(booklet: Booklet, path: Path) -> None:
    path.write_text(" ".join(language.tag for language in booklet.languages))


def write_half(booklet: Booklet, path: Path) -> None:
    path.write_text("half")
    raise ValueError("no ink")


def no_polish(language: Language) -> str | None:
    return "there is no Polish font" if language.tag == "pl" else None


TITLES = Format("titles", ".txt", "text/plain", "E", write=write_titles)


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


def make(
    project: Project, cache: Path, *formats: Format, languages: tuple[str, ...] = ("en", "ar")
) -> tuple[list, list]:
    said: list[str] = []
    with ThreadPoolExecutor(1) as executor:
        made, missing = make_downloads(
            [project.booklet(tag) for tag in languages], cache, said.append, executor, formats
        )
    return made, said or missing


def test_each_format_is_made_in_each_language(project: Project, tmp_path: Path) -> None:
    made, said = make(project, tmp_path, TITLES)
    assert [file.path.name for file in made] == ["balloon-kyphoplasty-en.txt", "balloon-kyphoplasty-ar.txt"]
    assert made[1].path.read_text(encoding="utf-8") != made[0].path.read_text(encoding="utf-8") != ""
    assert len(said) == 2


def test_nothing_is_made_twice(project: Project, tmp_path: Path) -> None:
    before, _ = make(project, tmp_path, TITLES)
    stamps = [file.path.stat().st_mtime_ns for file in before]
    after, said = make(project, tmp_path, TITLES)
    assert [file.path.stat().st_mtime_ns for file in after] == stamps
    assert said == []


def test_what_has_not_begun_is_taken_back_when_somebody_stops(tmp_path: Path) -> None:
    begun: list[Path] = []
    stopped = Event()

    def write(booklet: Booklet, path: Path) -> None:
        if begun:
            stopped.wait(60)
        begun.append(path)
        path.touch()

    def stop(words: str) -> None:
        raise KeyboardInterrupt

    kinds = [dataclasses.replace(TITLES, ending=f".{number}", write=write) for number in range(9)]
    with ThreadPoolExecutor(1) as executor:
        with pytest.raises(KeyboardInterrupt):
            make_downloads([small(tmp_path, WORDS)], tmp_path, stop, executor, kinds)
        stopped.set()
    assert len(begun) < 3


def test_changed_word_makes_the_file_again(project: Project, tmp_path: Path) -> None:
    booklet = project.booklet("en")
    page, *others = booklet.leaflet.pages
    changed = dataclasses.replace(page, digest="another")
    other = dataclasses.replace(booklet, leaflet=dataclasses.replace(booklet.leaflet, pages=(changed, *others)))
    with ThreadPoolExecutor(1) as executor:
        first, second = (make_downloads([one], tmp_path, print, executor, [TITLES])[0][0] for one in (booklet, other))
    assert first.path != second.path


def places(*booklets: Booklet, cache: Path, format: Format = TITLES) -> list[Path]:
    """Where the file of a format is kept, of each booklet."""
    with ThreadPoolExecutor(1) as executor:
        return [make_downloads([one], cache, print, executor, [format])[0][0].path for one in booklets]


WORDS = "# Risks {#risks}\n\nWait 2 weeks.\n\n## Pain {#pain}\n\nRing us.\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [("2 weeks", "3 weeks"), ("2 weeks", "2\u00a0weeks"), ("#pain", "#pains")],
    ids=["number", "no-break space", "id of a heading"],
)
def test_other_words_spaces_and_ids_make_the_file_again(old: str, new: str, tmp_path: Path) -> None:
    first, second = places(small(tmp_path, WORDS), small(tmp_path, WORDS.replace(old, new)), cache=tmp_path)
    assert first != second


@pytest.mark.parametrize(
    "change",
    [
        {"languages": (languages()["en"],)},
        {"status": ("Somebody has checked it.",)},
        {"stale": frozenset({("risks", "pain")})},
        {"version": "1.1"},
        {"dated": date(2026, 2, 5)},
        {"date_words": "5 Jan"},
        {"address": "https://oak.example/"},
        {"strings": {"site_name": "Your back"}},
        {"english_strings": {}},
        {"language": dataclasses.replace(languages()["ar"], fonts=["Thin"])},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_booklet_makes_the_file_again(change: dict[str, object], tmp_path: Path) -> None:
    first = small(tmp_path, WORDS, language="ar")
    assert len({*places(first, dataclasses.replace(first, **change), cache=tmp_path)}) == 2


def test_another_library_makes_the_file_again(tmp_path: Path) -> None:
    kinds = [dataclasses.replace(TITLES, versions=version) for version in (lambda: "3.24", lambda: "3.33")]
    assert len({path for kind in kinds for path in places(small(tmp_path, WORDS), cache=tmp_path, format=kind)}) == 2


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_a_file_is_made_from_all_that_makes_it(kind: Format) -> None:
    """Its own module and what that uses, whichever way; the packages; where it has one, a library of the system."""
    files = {file.name for file in kind.made_from(languages()["ar"])}
    own = {
        "pdf": {"tags.py", "bilingual.py", "markup.py", "style.css", "NotoSansSC_400Regular.ttf"},
        "brf": {"transcribe.py", "runs.py", "unicode.dis"},
        "pef": {"brf_and_pef.py", "runs.py"},
        "epub": {"sentences.py", "runs.py", "markup.py", "style.css"},
        "docx": {"package.py", "runs.py", "document.py"},
        "txt": {"wrapping.py", "runs.py", "document.py"},
    }
    assert files >= {"edition.py", "model.py", "requirements.txt"} | own[kind.name.partition("-")[0]]
    assert bool(kind.versions()) == (kind.name.partition("-")[0] in ("pdf", "brf", "pef"))


def test_what_no_file_shows_of_a_language_makes_no_file_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """How it is read aloud and checked: the key of a file lacks it, for its bytes do not depend on it."""
    arabic = "# المخاطر {#risks}\n\nانتظر 2 (NICE).\n"
    kinds = [kind for kind in WRITTEN if kind.name in ("brf", "epub", "docx", "txt")]

    def made(name: str) -> tuple[list[Path], list[bytes]]:
        (tmp_path / name).mkdir()
        words = small(tmp_path, WORDS, arabic, "ar")
        with ThreadPoolExecutor(1) as executor:
            found = [one.path for one in make_downloads([words], tmp_path / name, print, executor, kinds)[0]]
        return [path.relative_to(tmp_path / name) for path in found], [path.read_bytes() for path in found]

    before = made("before")
    for tag in ("ar", "en"):
        other = dataclasses.replace(
            languages()[tag], voice=None, decimal=",", quotes=["‹", "›"], number_words={}, units={}, words={}
        )
        monkeypatch.setitem(languages(), tag, other)
    assert made("after") == before


def test_changed_font_makes_the_file_again(project: Project, tmp_path: Path) -> None:
    font = tmp_path / "font.ttf"
    format = dataclasses.replace(TITLES, made_from=lambda language: iter([font]))
    font.write_text("thin")
    (thin,), _ = make(project, tmp_path / "cache", format, languages=("en",))
    font.write_text("bold")
    (bold,), _ = make(project, tmp_path / "cache", format, languages=("en",))
    assert thin.path != bold.path


def test_what_cannot_be_made_is_named_and_the_rest_is_made(project: Project, tmp_path: Path) -> None:
    booklets = [project.booklet(tag) for tag in ("en", "pl")]
    format = dataclasses.replace(TITLES, missing=no_polish)
    with ThreadPoolExecutor(1) as executor:
        made, missing = make_downloads(booklets, tmp_path, print, executor, [format])
    assert [file.language for file in made] == ["en"]
    assert [(gap.format, gap.language, gap.reason) for gap in missing] == [("titles", "pl", "there is no Polish font")]


def test_two_builds_may_make_a_file_at_once(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "file.txt"

    def write(booklet: Booklet, path: Path) -> None:
        path.write_text("half")
        make_one(write_titles, booklet, file)
        path.write_text("whole")

    make_one(write, small(tmp_path, WORDS), file)
    assert [(left.name, left.read_text()) for left in file.parent.iterdir()] == [("file.txt", "whole")]


def test_failure_names_the_file_and_leaves_no_half(project: Project, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"balloon-kyphoplasty-en\.txt: ValueError: no ink"):
        make(project, tmp_path, dataclasses.replace(TITLES, write=write_half), languages=("en",))
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_no_file_lists_a_language_that_is_left_out(tmp_path: Path) -> None:
    project = read_project(small_project(tmp_path)).without({"ar", "gu", "pl", "ur"})
    kind = Format("tags", ".txt", "text/plain", "E", write=write_languages)
    made, _ = make_all(BuildRequest(project, tmp_path / "site", [kind]))
    assert [file.path.read_text() for file in made] == ["en zh", "en zh"]


def test_files_are_put_under_downloads(project: Project, tmp_path: Path) -> None:
    made, _ = make(project, tmp_path / "cache", TITLES, languages=("en",))
    put_in_place(made, tmp_path / "site")
    assert (tmp_path / "site" / made[0].address).read_bytes() == made[0].path.read_bytes()
    assert made[0].address == "downloads/balloon-kyphoplasty-en.txt"


def test_booklet_can_be_sent_to_another_process(project: Project) -> None:
    booklet = project.booklet("ur")
    assert pickle.loads(pickle.dumps(booklet)) == booklet
