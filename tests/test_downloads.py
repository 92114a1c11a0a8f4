"""Files of the formats: made once, made again when what they are made from changes, reported when they cannot be made."""

from __future__ import annotations

import dataclasses
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from leaflet.downloads import FormatError, make_downloads, put_in_place
from leaflet.formats import Format
from leaflet.formats.booklet import Booklet
from leaflet.settings import Language, read_settings
from leaflet.sources import Sources

ROOT = Path(__file__).parents[1]


def write_titles(booklet: Booklet, path: Path) -> None:
    path.write_text("\n".join(page.title for page in booklet.pages()), encoding="utf-8")


def write_half(booklet: Booklet, path: Path) -> None:
    path.write_text("half")
    raise ValueError("no ink")


def no_polish(language: Language) -> str | None:
    return "there is no Polish font" if language.tag == "pl" else None


TITLES = Format("titles", ".txt", "text/plain", write_titles)


@pytest.fixture(scope="module")
def sources() -> Sources:
    settings = read_settings(ROOT)[0]
    assert settings
    return Sources(settings)


def make(sources: Sources, cache: Path, *formats: Format, languages: tuple[str, ...] = ("en", "ar")) -> tuple[list, list]:
    said: list[str] = []
    with ThreadPoolExecutor(1) as executor:
        made, missing = make_downloads([sources.booklet(tag) for tag in languages], cache, said.append, executor, formats)
    return made, said or missing


def test_each_format_is_made_in_each_language(sources: Sources, tmp_path: Path) -> None:
    made, said = make(sources, tmp_path, TITLES)
    assert [file.path.name for file in made] == ["balloon-kyphoplasty-en.txt", "balloon-kyphoplasty-ar.txt"]
    assert made[1].path.read_text(encoding="utf-8") != made[0].path.read_text(encoding="utf-8") != ""
    assert len(said) == 2


def test_nothing_is_made_twice(sources: Sources, tmp_path: Path) -> None:
    before, _ = make(sources, tmp_path, TITLES)
    stamps = [file.path.stat().st_mtime_ns for file in before]
    after, said = make(sources, tmp_path, TITLES)
    assert [file.path.stat().st_mtime_ns for file in after] == stamps
    assert said == []


def test_changed_word_makes_the_file_again(sources: Sources, tmp_path: Path) -> None:
    booklet = sources.booklet("en")
    page, *others = booklet.leaflet.pages
    changed = dataclasses.replace(page, digest="another")
    other = dataclasses.replace(booklet, leaflet=dataclasses.replace(booklet.leaflet, pages=(changed, *others)))
    with ThreadPoolExecutor(1) as executor:
        first, second = (make_downloads([one], tmp_path, print, executor, [TITLES])[0][0] for one in (booklet, other))
    assert first.path != second.path


def test_changed_font_makes_the_file_again(sources: Sources, tmp_path: Path) -> None:
    font = tmp_path / "font.ttf"
    format = dataclasses.replace(TITLES, made_from=lambda language: iter([font]))
    font.write_text("thin")
    (thin,), _ = make(sources, tmp_path / "cache", format, languages=("en",))
    font.write_text("bold")
    (bold,), _ = make(sources, tmp_path / "cache", format, languages=("en",))
    assert thin.path != bold.path


def test_what_cannot_be_made_is_named_and_the_rest_is_made(sources: Sources, tmp_path: Path) -> None:
    booklets = [sources.booklet(tag) for tag in ("en", "pl")]
    format = dataclasses.replace(TITLES, missing=no_polish)
    with ThreadPoolExecutor(1) as executor:
        made, missing = make_downloads(booklets, tmp_path, print, executor, [format])
    assert [file.language for file in made] == ["en"]
    assert [(gap.format, gap.language, gap.reason) for gap in missing] == [("titles", "pl", "there is no Polish font")]


def test_failure_names_the_file_and_leaves_no_half(sources: Sources, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"balloon-kyphoplasty-en\.txt: ValueError: no ink"):
        make(sources, tmp_path, dataclasses.replace(TITLES, write=write_half), languages=("en",))
    assert not list(tmp_path.rglob("balloon-kyphoplasty-en.txt"))


def test_files_are_put_under_downloads(sources: Sources, tmp_path: Path) -> None:
    made, _ = make(sources, tmp_path / "cache", TITLES, languages=("en",))
    put_in_place(made, tmp_path / "site")
    assert (tmp_path / "site" / made[0].address).read_bytes() == made[0].path.read_bytes()
    assert made[0].address == "downloads/balloon-kyphoplasty-en.txt"


def test_booklet_can_be_sent_to_another_process(sources: Sources) -> None:
    booklet = sources.booklet("ur")
    assert pickle.loads(pickle.dumps(booklet)) == booklet
