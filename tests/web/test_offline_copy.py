"""The copy of a language for a memory stick: what is in it, where its links lead, and that faults in it are found."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from leaflet.edition.cache import DAY
from leaflet.edition.downloads import Download, size_mark
from leaflet.edition.edition import Booklet
from leaflet.web.check.offline_copy import check_copy, copies
from leaflet.web.content_security_policy import POLICY
from leaflet.web.offline_copy import READ_ME, START, START_LARGE, add_copies, planned
from support.made import small

ENGLISH = "# Risks {#risks}\n\nYou may have pain.\n"
ARABIC = "# المخاطر {#risks}\n\nقد تشعر بألم.\n"
LANGUAGES = '<ul class="links"><li><a href="{en}" hreflang="en">English</a></li><li><a href="{ar}" hreflang="ar">العربية</a></li></ul>'
PAGE = """<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}"><title>المخاطر</title>
<link rel="canonical" href="https://elm.example/ar/risks/"><link rel="alternate" hreflang="en" href="https://elm.example/risks/">
<link rel="stylesheet" href="{up}assets/leaflet.css"></head><body>
<header><details class="menu languages"><summary>文A</summary>{languages}</details></header>
<main><nav class="tongues">{languages}</nav><article><h1 id="risks">المخاطر &amp; 5 &lt; 6</h1><img src="{up}assets/spine.svg" alt="عظم">
<a href="{up}ar/">home</a> <a href="{up}ar/risks/#risks">risks</a> <a href="#risks">here</a> <a href="{up}large-print/ar/risks/">large</a>
<a href="tel:999">999</a> <audio src="{up}audio/ar/risks.mp3" controls></audio>{languages}</article></main>
<footer>{languages}<ul><li><a href="{up}downloads/balloon-kyphoplasty-ar.txt">text</a></li></ul>
<div class="formats"><ul><li><a href="{up}downloads/balloon-kyphoplasty-ar.zip" type="application/zip">copy ({size})</a></li></ul></div></footer></body></html>
"""
PAGES = ("ar/index.html", "ar/risks/index.html", "large-print/ar/index.html", "large-print/ar/risks/index.html")
FILES = {
    "assets/leaflet.css": "p { color: red }",
    "assets/spine.svg": "<svg/>",
    "audio/ar/risks.mp3": "sound",
    "audio/en/risks.mp3": "English",
    "downloads/balloon-kyphoplasty-ar.txt": "words",
    "risks/index.html": "English",
    "downloads/balloon-kyphoplasty-en.txt": "English",
    "ar/404.html": "lost",
    "sitemap.xml": "map",
}


@pytest.fixture
def booklet(tmp_path: Path) -> Booklet:
    return small(tmp_path, ENGLISH, ARABIC, "ar", address="https://elm.example/ar/")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return new_site(tmp_path / "site")


def new_site(site: Path) -> Path:
    size = size_mark(planned("balloon-kyphoplasty", ["ar"])[0].path.name)
    for path in PAGES:
        up = "../" * path.count("/")
        listed = LANGUAGES.format(en=f"{up}risks/", ar=f"{up}ar/risks/")
        put(site, path, PAGE.format(policy=POLICY, up=up, languages=listed, size=size))
    for path, words in FILES.items():
        put(site, path, words)
    return site


def put(site: Path, path: str, words: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(words, encoding="utf-8")


def copy(site: Path, booklet: Booklet, cache: Path | None = None) -> tuple[Path, list[str]]:
    """The copy of Arabic, and what was said while it was made."""
    said: list[str] = []
    text = Download("txt", "ar", site / "downloads/balloon-kyphoplasty-ar.txt", "text/plain", None)
    other = replace(text, language="en", path=text.path.with_name("balloon-kyphoplasty-en.txt"))
    add_copies(site, [booklet], [text, other], cache or site.parent / "cache", said.append)
    return site / "downloads/balloon-kyphoplasty-ar.zip", said


def content(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def links(words: str) -> list[str]:
    return [link.get("href") for link in html.document_fromstring(words).iter("a")]


def test_everything_of_the_language_is_in_it_and_nothing_else(site: Path, booklet: Booklet) -> None:
    assert set(content(copy(site, booklet)[0])) == {
        READ_ME,
        START,
        START_LARGE,
        "pages/risks.html",
        "large-print/risks.html",
        "assets/leaflet.css",
        "assets/spine.svg",
        "audio/ar/risks.mp3",
        "downloads/balloon-kyphoplasty-ar.txt",
    }


@pytest.mark.parametrize(
    ("name", "home", "risks", "large"),
    [
        (START, "START.html", "pages/risks.html#risks", "large-print/risks.html"),
        ("pages/risks.html", "../START.html", "risks.html#risks", "../large-print/risks.html"),
        ("large-print/risks.html", "../START.html", "../pages/risks.html#risks", "risks.html"),
    ],
)
def test_links_lead_to_files(site: Path, booklet: Booklet, name: str, home: str, risks: str, large: str) -> None:
    assert links(content(copy(site, booklet)[0])[name])[:5] == [home, risks, "#risks", large, "tel:999"]


def test_pictures_sound_and_styles_are_those_of_the_copy(site: Path, booklet: Booklet) -> None:
    page = html.document_fromstring(content(copy(site, booklet)[0])["pages/risks.html"])
    assert page.xpath("//img/@src | //audio/@src | //link[@rel='stylesheet']/@href") == [
        "../assets/leaflet.css",
        "../assets/spine.svg",
        "../audio/ar/risks.mp3",
    ]


def test_languages_that_are_not_in_it_are_offered_by_their_web_address_where_the_words_list_them(
    site: Path, booklet: Booklet
) -> None:
    page = html.document_fromstring(content(copy(site, booklet)[0])["pages/risks.html"])
    assert page.xpath("//a[@hreflang='en']/@href") == ["https://elm.example/risks/"]
    assert page.xpath("//article//li[1]")[0].text_content() == "English https://elm.example/risks/"
    assert page.xpath("//a[@hreflang='ar']/@href") == ["risks.html"]


def test_without_an_address_of_the_site_the_words_stay(site: Path, booklet: Booklet) -> None:
    file, _ = copy(site, replace(booklet, address="/ar/"))
    page = html.document_fromstring(content(file)["pages/risks.html"])
    assert page.xpath("//article//li[1]")[0].text_content() == "English"
    assert "https://elm.example" not in content(file)[READ_ME]


def test_words_policy_and_marks_are_kept(site: Path, booklet: Booklet) -> None:
    page = content(copy(site, booklet)[0])["pages/risks.html"]
    assert page.startswith('<!doctype html>\n<html lang="ar" dir="rtl">')
    assert f'content="{POLICY}"' in page and '<h1 id="risks">المخاطر &amp; 5 &lt; 6</h1>' in page


def test_the_copy_is_not_listed_in_itself(site: Path, booklet: Booklet) -> None:
    assert ".zip" not in content(copy(site, booklet)[0])["pages/risks.html"]


def test_the_site_says_its_size(site: Path, booklet: Booklet) -> None:
    file, _ = copy(site, booklet)
    for path in PAGES:
        assert f'copy (<bdi dir="ltr">{max(file.stat().st_size // 1000, 1)} kB</bdi>)' in (site / path).read_text()


def test_the_read_me_says_how_to_open_it_and_where_newer_words_are(site: Path, booklet: Booklet) -> None:
    words = content(copy(site, booklet)[0])[READ_ME]
    assert all(
        said in words for said in (START, START_LARGE, "https://elm.example/ar/", "Nobody has checked it.", "\r\n")
    )


def test_the_same_bytes_twice(site: Path, booklet: Booklet, tmp_path: Path) -> None:
    again = new_site(tmp_path / "again")
    assert copy(site, booklet)[0].read_bytes() == copy(again, booklet, tmp_path / "other cache")[0].read_bytes()


def test_it_is_made_again_only_when_something_in_it_has_changed(site: Path, booklet: Booklet, tmp_path: Path) -> None:
    assert copy(site, booklet)[1] == ["making balloon-kyphoplasty-ar.zip"]
    put(new_site(site), "risks/index.html", "other English")
    assert copy(site, booklet)[1] == []
    put(new_site(site), "assets/spine.svg", "<svg><g/></svg>")
    assert copy(site, booklet)[1] == ["making balloon-kyphoplasty-ar.zip"]


# Faults: more of them are in tests/checks/L010 to L012


def test_a_good_copy_has_no_findings(site: Path, booklet: Booklet) -> None:
    copy(site, booklet)
    assert list(copies(site)) == []


def rewritten(file: Path, change: Callable[[dict[str, str]], Mapping[str, str]]) -> Path:
    parts = change(content(file))
    with zipfile.ZipFile(file, "w") as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return file


def in_page(old: str, new: str) -> Callable[[dict[str, str]], Mapping[str, str]]:
    def change(parts: dict[str, str]) -> Mapping[str, str]:
        assert old in parts["pages/risks.html"]
        return {**parts, "pages/risks.html": parts["pages/risks.html"].replace(old, new, 1)}

    return change


def without(name: str) -> Callable[[dict[str, str]], Mapping[str, str]]:
    return lambda parts: {part: words for part, words in parts.items() if part != name}


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("L010", without("downloads/balloon-kyphoplasty-ar.txt")),
        ("L010", without("assets/spine.svg")),
        ("L010", without("audio/ar/risks.mp3")),
        ("L011", in_page("../assets/spine.svg", "https://elm.example/spine.svg")),
        ("L012", lambda parts: {**parts, "../../start.html": "out"}),
        ("L012", lambda parts: {**parts, "/etc/passwd": "out"}),
        ("L012", lambda parts: {**parts, "pages/Risks.html": "<p>"}),
    ],
)
def test_a_fault_is_found(
    site: Path, booklet: Booklet, code: str, change: Callable[[dict[str, str]], Mapping[str, str]]
) -> None:
    file = rewritten(copy(site, booklet)[0], change)
    assert code in {finding.code for finding in check_copy(file)}
    assert {finding.path.as_posix() for finding in check_copy(file)} == {"downloads/balloon-kyphoplasty-ar.zip"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-30],
        lambda data: b"",
        lambda data: data.replace(b".txtwords", b".txtother"),
    ],
    ids=["cut off", "empty", "a byte changed"],
)
def test_a_copy_that_cannot_be_unpacked_is_found(site: Path, booklet: Booklet, spoil: Callable[[bytes], bytes]) -> None:
    file = rewritten(copy(site, booklet)[0], lambda parts: parts)
    before = file.read_bytes()
    file.write_bytes(spoil(before))
    assert file.read_bytes() != before
    assert [finding.code for finding in check_copy(file)] == ["L012"]


def test_a_copy_that_is_needed_again_counts_as_used(tmp_path: Path, booklet: Booklet) -> None:
    cache = tmp_path / "cache"
    copy(new_site(tmp_path / "first"), booklet, cache)
    (kept,) = cache.rglob("*.zip")
    os.utime(kept, (0, 0))
    copy(new_site(tmp_path / "second"), booklet, cache)
    assert time.time() - kept.stat().st_mtime < DAY
