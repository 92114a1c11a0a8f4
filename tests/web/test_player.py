"""What a page says of its sound, and what a language without sound says instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import html

from leaflet.edition.downloads import Download
from leaflet.edition.project import Project
from leaflet.edition.recording import Recording, Timing
from leaflet.project.settings import languages
from leaflet.web import player as listening
from leaflet.web.check.links import serve
from leaflet.web.content_security_policy import POLICY
from leaflet.web.page_view import View
from leaflet.web.web_edition import Edition, prepare
from support.made import ROOT, real_project

TAGS = ("en", "ar", "gu", "pl", "ur", "zh")
TIMINGS = (Timing("risks", 2.04, 3.96), Timing("in-short_1", 4.51, 6.0), Timing("somewhere-else", 6.5, 7.0))


@pytest.fixture
def made(tmp_path: Path) -> Recording:
    path = tmp_path / "risks.mp3"
    path.write_bytes(bytes(1_540_000))
    return Recording("en", "risks", path, 250.0, TIMINGS)


def view(
    language: str = "en",
    name: str = "risks",
    *recordings: Recording,
    large: bool = False,
    downloads: tuple[Download, ...] = (),
    words: Project | None = None,
    **about: object,
) -> View:
    environment = prepare(Environment(loader=FileSystemLoader(ROOT / "overrides")))
    edition = Edition(
        project=words or real_project(),
        language=replace(languages()[language], **about),
        large=large,
        policy=POLICY,
        site_path="/large-print/" if large else "/",
        published=TAGS,
        downloads=downloads,
        environment=environment,
        recordings={(one.language, one.page): one for one in recordings},
    )
    return View(edition, name, edition.address(name))


def parsed(page: View) -> html.HtmlElement:
    return html.fragment_fromstring(page.content, create_parent="main")


def in_language(made: Recording, language: str, **changes: object) -> Recording:
    return replace(made, language=language, **changes)


# The player


@pytest.mark.parametrize(
    ("language", "voice", "expected"),
    [
        ("en", "computer", "Listen to this page: 4 minutes, 1.5 MB, computer voice"),
        ("en", "person", "Listen to this page: 4 minutes, 1.5 MB, read by a person"),
        ("pl", "computer", "Posłuchaj tej strony: 4 min, 1,5 MB, głos komputerowy"),
        ("zh", "person", "听本页：4分钟，1.5 MB，真人朗读"),
        ("ar", "computer", "استمع إلى هذه الصفحة. المدة بالدقائق: 4، 1.5 MB، صوت حاسوبي"),
    ],
)
def test_the_player_says_length_size_and_voice(made: Recording, language: str, voice: str, expected: str) -> None:
    page = parsed(view(language, "risks", in_language(made, language, voice=voice)))
    label = page.get_element_by_id("listen_label")
    assert label.text_content() == expected
    assert [number.text for number in label.iter("bdi")] == ["1,5 MB" if language == "pl" else "1.5 MB"]
    (player,) = page.iter("audio")
    assert player.get("aria-labelledby") == "listen_label" and player.get("preload") == "none"


def test_the_player_stands_under_the_heading_above_the_text(made: Recording) -> None:
    heading, status, player, contents, first, *_ = parsed(view("en", "risks", made))
    classes = (status.get("class"), player.get("class"), contents.get("class"))
    assert (heading.tag, *classes, first.tag) == ("h1", "status", "listen", "on-page", "h2")


@pytest.mark.parametrize(("large", "expected"), [(False, "../audio/en/risks.mp3"), (True, "../../audio/en/risks.mp3")])
def test_both_editions_play_and_offer_one_file(
    made: Recording, large: bool, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "audio").mkdir()
    monkeypatch.chdir(tmp_path / "audio")  # a project may be in a folder of any name
    page = parsed(view("en", "risks", made, large=large))
    assert (
        [sound.get("src") for sound in page.iter("audio")]
        == [link.get("href") for link in page.xpath("//a[@download]")]
        == [expected]
    )


def test_sentences_have_ids_and_times_to_the_tenth_of_a_second_and_none_is_cut_short(made: Recording) -> None:
    page = parsed(view("en", "risks", made))
    assert {words.get("id"): words.get("data-time") for words in page.xpath("//*[@data-time]")} == {
        "risks": "2.0 4.0",
        "in-short_1": "4.5 6.0",
    }
    assert page.get_element_by_id("in-short_2").get("data-time") is None


@pytest.mark.parametrize(("language", "name"), [("en", "get-help"), ("pl", "risks"), ("en", "procedure")])
def test_a_page_without_sound_is_as_it_was(made: Recording, language: str, name: str) -> None:
    assert view(language, name, made).content == view(language, name).content
    assert "<span id=" not in view(language, name, made).content and "listen" not in view(language, name, made).content


def test_a_page_that_stands_in_from_english_is_not_read_in_the_other_language(made: Recording) -> None:
    page = view("pl", "risks", in_language(made, "pl"))
    page.page = None
    assert page.recording is None


@pytest.mark.parametrize(
    ("seconds", "expected"), [(3, "1 minute"), (89, "1 minute"), (91, "2 minutes"), (3540.0, "59 minutes")]
)
def test_minutes(seconds: float, expected: str) -> None:
    assert listening.minutes(seconds, real_project().strings("en")) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(1, "1 kB"), (999_999, "999 kB"), (1_000_000, "1.0 MB"), (29_460_000, "29.5 MB")]
)
def test_size(count: int, expected: str) -> None:
    assert listening.size(count, real_project().strings("en"), languages()["en"]) == f'<bdi dir="ltr">{expected}</bdi>'


# The lists of formats


def formats(page: View) -> str:
    return html.fragment_fromstring(page.slot("list.formats"), create_parent="div").text_content()


@pytest.mark.parametrize("language", TAGS)
def test_a_language_with_sound_says_where_to_listen(made: Recording, language: str) -> None:
    words = real_project().strings(language)
    found = formats(view(language, "formats", in_language(made, language)))
    assert words["format_listen"] in found
    assert not any(words[key] in found for key in ("no_audio", "no_audio_reason", "no_audio_ask"))


@pytest.mark.parametrize("language", TAGS)
def test_a_language_without_sound_says_so_and_whom_to_ask(made: Recording, language: str) -> None:
    """The sound of another language does not count."""
    other = in_language(made, "en" if language != "en" else "pl")
    words, page = real_project().strings(language), view(language, "formats", other, voice=None)
    assert words["no_audio_reason"] in formats(page)
    assert f"{words['no_audio_ask']} {real_project().settings.hospital.phone}" in formats(page)
    assert words["format_listen"] not in formats(page)


def test_the_reason_is_given_only_where_it_is_the_reason() -> None:
    """A language with a voice may be built without sound, to save time."""
    words, found = real_project().strings("en"), formats(view("en", "formats"))
    assert words["no_audio"] in found and words["no_audio_reason"] not in found


@pytest.mark.parametrize(("kind", "expected"), [("epub-audio", "4 minutes, 1.5 MB"), ("epub", "1.5 MB")])
def test_a_file_with_sound_says_its_minutes(made: Recording, kind: str, expected: str) -> None:
    (found,) = view("en", "formats", made, downloads=(Download(kind, "en", made.path, "a/b", None),)).downloads
    assert html.fromstring(f"<p>{found.details}</p>").text_content() == expected


# The server of the checks


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "a.mp3").write_bytes(b"0123456789")
    with serve(folder) as address:
        yield address


@pytest.mark.parametrize(
    ("wanted", "status", "expected", "place"),
    [
        ("bytes=0-", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=4-5", 206, b"45", "bytes 4-5/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
def test_the_server_gives_a_part_of_a_file(
    address: str, wanted: str, status: int, expected: bytes, place: str | None
) -> None:
    with urlopen(Request(f"{address}a.mp3", headers={"Range": wanted})) as answer:
        assert (answer.status, answer.read(), answer.headers["Content-Range"]) == (status, expected, place)
        assert answer.headers["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize(("name", "wanted", "status"), [("a.mp3", "bytes=10-", 416), ("b.mp3", "bytes=0-", 404)])
def test_the_server_has_no_part_that_is_not_there(address: str, name: str, wanted: str, status: int) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(address + name, headers={"Range": wanted}))
    assert refused.value.code == status
