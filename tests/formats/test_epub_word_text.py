"""EPUB, Word and plain text: what stands in the files."""

from __future__ import annotations

import re
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from leaflet.base.zip_archive import write_archive
from leaflet.edition.edition import Booklet
from leaflet.formats.epub import make as epub
from leaflet.formats.word import make as docx
from leaflet.formats.word.blocks import bookmark_name
from leaflet.project.settings import languages
from support.made import KINDS, findings, part, small, written

ENGLISH = """# Risks {#risks}

Ask **now**. Ring [01923 217 187](tel:01923217187) & rest < 2 days.

![A phone & a cord](../assets/easy/phone.svg) Phone. [More](risks.md#pain)

## Pain {#pain}

!!! warning "Do not stop"
    - Aspirin
    - Other

- [ ] I asked
- [ ] I slept

3. Three
4. Four

| Time | Do |
|---|---|
| Day 1 | Walk |

___

[NICE](https://www.nice.org.uk/)

!!! description "What it shows"
    A phone.
"""
URDU = "# خطرے {#risks}\n\nفون 01923 217 187 کریں (NICE)۔\n"


@pytest.fixture
def english(tmp_path: Path) -> Booklet:
    return with_pictures(small(tmp_path, ENGLISH))


@pytest.fixture
def urdu(tmp_path: Path) -> Booklet:
    return with_pictures(small(tmp_path, ENGLISH, URDU, "ur"))


def with_pictures(words: Booklet) -> Booklet:
    from dataclasses import replace

    from leaflet.content.model import Picture

    pictures = {"assets/easy/phone.svg": Picture("assets/easy/phone.svg", 200, 200)}
    return replace(
        words, leaflet=replace(words.leaflet, pictures=pictures), english=replace(words.english, pictures=pictures)
    )


def xhtml(words: Booklet, place: Path, name: str = "risks.xhtml") -> str:
    return part(written(KINDS["epub"], words, place), f"EPUB/{name}")


def document(words: Booklet, place: Path) -> str:
    return part(written(KINDS["docx"], words, place), "word/document.xml")


def lines(words: Booklet, place: Path) -> list[str]:
    return written(KINDS["txt"], words, place).read_bytes().decode().split("\r\n")


# All of them


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["epub", "docx", "txt"])
def test_the_same_words_give_the_same_bytes(kind: str, urdu: Booklet, tmp_path: Path) -> None:
    first = written(KINDS[kind], urdu, tmp_path).read_bytes()
    time.sleep(2.1 if kind == "docx" else 0)  # ZIP counts in steps of 2 seconds
    assert written(KINDS[kind], urdu, tmp_path).read_bytes() == first


@pytest.mark.parametrize("kind", ["epub", "docx", "txt"])
def test_nothing_but_the_file_is_left(kind: str, english: Booklet, tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.mkdir()
    written(KINDS[kind], english, place)
    assert [file.name for file in place.iterdir()] == [f"balloon-kyphoplasty-en.{kind}"]


@pytest.mark.parametrize("kind", ["epub", "docx", "txt"])
def test_every_file_that_it_is_made_from_is_there(kind: str) -> None:
    files = list(KINDS[kind].made_from(languages()["en"]))
    assert files and all(file.is_file() for file in files)


def test_a_missing_tool_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "find_spec", lambda name: None)
    assert docx.missing(languages()["en"]) == "python-docx and resvg_py is not installed: run scripts/setup"


def test_an_archive_cannot_be_older_than_zip(tmp_path: Path) -> None:
    from datetime import date

    write_archive(tmp_path / "a.zip", [("a", b"1")], date(1970, 1, 1))
    assert zipfile.ZipFile(tmp_path / "a.zip").infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


# EPUB


def test_the_media_type_stands_first_and_as_it_is(english: Booklet, tmp_path: Path) -> None:
    first = zipfile.ZipFile(written(KINDS["epub"], english, tmp_path)).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_a_page_says_its_language_and_direction(urdu: Booklet, tmp_path: Path) -> None:
    assert 'lang="ur" xml:lang="ur" dir="rtl">' in xhtml(urdu, tmp_path)


def test_english_that_stands_in_says_so(urdu: Booklet, tmp_path: Path) -> None:
    page = xhtml(urdu, tmp_path)
    note = str(urdu.strings["missing_section"])
    assert f'<p class="notice">{note}</p>\n<div lang="en" xml:lang="en" dir="ltr">\n<h2 id="pain">Pain</h2>' in page
    assert "Important:" in page


@pytest.mark.parametrize(
    "expected",
    [
        '<a href="tel:01923217187"><bdi dir="ltr">01923 217 187</bdi></a> &amp; rest &lt; 2 days.',
        'src="assets/easy/phone.svg" alt="A phone &amp; a cord"',
        '<a href="risks.xhtml#pain">More</a>',
        '<ul class="checklist">',
        '<ol start="3">',
        '<th scope="col"><span id="pain_',
        '<div class="description"><p class="description-title">',
        '<span id="risks_1">Ask <strong>now</strong>.</span>',
    ],
)
def test_blocks_of_an_epub(expected: str, english: Booklet, tmp_path: Path) -> None:
    assert expected in xhtml(english, tmp_path)


@pytest.mark.parametrize("web_only", ["loading=", "tabindex", "<details", "data-label", 'role="table"'])
def test_what_is_only_for_web_pages_is_left_out(web_only: str, english: Booklet, tmp_path: Path) -> None:
    assert web_only not in xhtml(english, tmp_path)


@pytest.mark.parametrize(
    ("expected", "there"),
    [
        ('<meta property="schema:accessibilityFeature">alternativeText</meta>', True),
        ('<meta property="schema:accessMode">visual</meta>', True),
        ('<meta property="schema:accessModeSufficient">textual</meta>', True),
        ('<meta property="dcterms:modified">2026-01-05T00:00:00Z</meta>', True),
        ('media-type="image/svg+xml"', True),
        ("Nobody has certified this file.", True),
        ("conformsTo", False),
        ("certifiedBy", False),
    ],
)
def test_metadata_of_an_epub(expected: str, there: bool, english: Booklet, tmp_path: Path) -> None:
    assert (expected in xhtml(english, tmp_path, "package.opf")) == there


def test_an_epub_without_pictures_claims_none(tmp_path: Path) -> None:
    package = xhtml(small(tmp_path, "# Risks {#risks}\n\nRest.\n"), tmp_path, "package.opf")
    assert "alternativeText" not in package and "visual" not in package


def test_the_identifier_stays_from_version_to_version(english: Booklet, tmp_path: Path) -> None:
    from dataclasses import replace
    from datetime import date

    first = xhtml(english, tmp_path, "package.opf")
    later = xhtml(replace(english, version="2.0", dated=date(2027, 1, 1)), tmp_path, "package.opf")
    identifier = first.partition("urn:uuid:")[2][:36]
    assert identifier in later and "2.0" in later


def test_contents_and_landmarks(english: Booklet, tmp_path: Path) -> None:
    page = xhtml(english, tmp_path, "_nav.xhtml")
    assert '<a href="risks.xhtml#risks">Risks</a><ol><li><a href="risks.xhtml#pain">Pain</a></li></ol>' in page
    assert all(f'epub:type="{name}"' in page for name in ("toc", "landmarks", "bodymatter", "titlepage"))


def test_no_word_is_fixed_in_size_or_colour() -> None:
    style = Path(epub.__file__).with_name("style.css").read_text()
    assert "font-size" not in style and "color:" not in style.replace("currentColor", "") and "px" not in style


# Word


@pytest.mark.parametrize(
    "expected",
    [
        '<w:pStyle w:val="Heading2"/>',
        '<w:bookmarkStart w:id="3" w:name="risks__pain"/>',
        "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
        'descr="A phone &amp; a cord"',
        '<w:hyperlink w:anchor="risks__pain" w:history="1">',
        '<w:rPr><w:b/><w:bCs/><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">now</w:t>',
        '<w:t xml:space="preserve"> &amp; rest &lt; 2 days.</w:t>',
        '<w:pStyle w:val="WriteLine"/>',
        '<w:t xml:space="preserve">Important: </w:t>',
    ],
)
def test_blocks_of_a_word_document(expected: str, english: Booklet, tmp_path: Path) -> None:
    assert expected in document(english, tmp_path)


def test_right_to_left_words_and_left_to_right_numbers(urdu: Booklet, tmp_path: Path) -> None:
    words = document(urdu, tmp_path)
    assert '<w:rtl/><w:lang w:bidi="ur-PK"/></w:rPr><w:t xml:space="preserve">فون </w:t>' in words
    assert (
        '<w:rPr><w:lang w:bidi="ur-PK"/></w:rPr><w:t xml:space="preserve">\u200e01923 217 187\u200e\u200f</w:t>'
        in words
    )
    assert '<w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">NICE</w:t>' in words
    assert "<w:bidi/></w:sectPr>" in words


def test_english_in_a_right_to_left_document_is_left_to_right(urdu: Booklet, tmp_path: Path) -> None:
    assert '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>' in document(urdu, tmp_path)


def test_a_link_inside_a_page_leads_to_its_section(tmp_path: Path) -> None:
    words = small(tmp_path, "# Risks {#risks}\n\nSee [pain](#pain).\n\n## Pain {#pain}\n\nPain.\n")
    assert '<w:hyperlink w:anchor="risks__pain"' in part(written(KINDS["docx"], words, tmp_path), "word/document.xml")
    assert 'href="risks.xhtml#pain"' in part(written(KINDS["epub"], words, tmp_path), "EPUB/risks.xhtml")


def test_a_numbered_list_inside_a_list_starts_at_its_number(tmp_path: Path) -> None:
    """At its own level: the second one too, which else goes on from the first."""
    words = small(tmp_path, "# Risks {#risks}\n\n- One\n\n    3. aa\n    4. bb\n\n- Two\n\n    5. cc\n")
    numbering = part(written(KINDS["docx"], words, tmp_path), "word/numbering.xml")
    assert re.findall(r'<w:lvlOverride w:ilvl="(\d)"><w:startOverride w:val="(\d)"/>', numbering) == [
        ("1", "3"),
        ("1", "5"),
    ]


def test_a_picture_in_two_widths_is_one_drawing(english: Booklet, tmp_path: Path) -> None:
    picture = "![A phone](../assets/easy/phone.svg)"
    words = small(tmp_path, f"# Risks {{#risks}}\n\n{picture}\n\n{picture} Ring us.\n")
    words = replace(words, leaflet=replace(words.leaflet, pictures=english.leaflet.pictures))
    names = zipfile.ZipFile(written(KINDS["docx"], words, tmp_path)).namelist()
    assert len(names) == len(set(names)) and "word/media/easy-phone.svg" in names


@pytest.mark.parametrize("kind", ["docx", "epub", "txt"])
@pytest.mark.parametrize("around", ['!!! note "Both"\n', "1. Both\n\n"], ids=["box", "item"])
def test_a_table_may_stand_inside(kind: str, around: str, tmp_path: Path) -> None:
    table = "    | A | B |\n    |---|---|\n    | x | 1 |\n    | y | 2 |\n"
    words, other = (
        small(tmp_path, f"# Risks {{#risks}}\n\n{around}{cells}") for cells in (table, table.replace("2", "3"))
    )
    assert findings(kind, words, written(KINDS[kind], words, tmp_path)) == []
    assert {finding.code for finding in findings(kind, words, written(KINDS[kind], other, tmp_path))} >= {"E005"}


def test_a_numbered_list_starts_at_its_number(english: Booklet, tmp_path: Path) -> None:
    assert '<w:startOverride w:val="3"/>' in part(written(KINDS["docx"], english, tmp_path), "word/numbering.xml")


def test_properties_of_a_word_document(english: Booklet, tmp_path: Path) -> None:
    core = part(written(KINDS["docx"], english, tmp_path), "docProps/core.xml")
    assert all(f">{value}<" in core for value in ("Balloon kyphoplasty", "en-GB", "1.0", "2026-01-05T00:00:00Z"))
    assert "python-docx" not in core


def test_every_picture_is_there_as_drawing_and_as_bitmap(english: Booklet, tmp_path: Path) -> None:
    names = zipfile.ZipFile(written(KINDS["docx"], english, tmp_path)).namelist()
    assert {"word/media/easy-phone.svg", "word/media/image1.png"} <= set(names)


def test_every_relation_leads_to_a_part(english: Booklet, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(KINDS["docx"], english, tmp_path)) as archive:
        relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        inside = [relation.get("Target") for relation in relations if relation.get("TargetMode") != "External"]
        assert inside and all(f"word/{target}" in archive.namelist() for target in inside)


@pytest.mark.parametrize(
    ("page", "section", "expected"),
    [
        ("risks", "cement-leak", "risks__cement_leak"),
        ("driving-and-flying", "travelling-for-treatment", "driving_and_flying__travelling__58df6e04"),
    ],
)
def test_bookmark_name(page: str, section: str, expected: str) -> None:
    name = bookmark_name(page, section)
    assert len(name) <= 40
    assert name == expected or name[:31] == expected[:31]


# Plain text


@pytest.mark.parametrize(
    "expected",
    [
        ["1. Risks", "========", ""],
        ["Ask now. Ring 01923\u00a0217\u00a0187 & rest < 2 days."],
        ["[Picture: A phone & a cord]", "Phone. More"],
        ["1.1 Pain", "--------", ""],
        ["*** Important: Do not stop", "", "- Aspirin", "- Other", "", "***"],
        ["[ ] I asked", "[ ] I slept"],
        ["3. Three", "4. Four"],
        ["- Time: Day 1", "  Do: Walk"],
        ["_" * 40],
        ["NICE <https://www.nice.org.uk/>"],
        ["*** What it shows", "", "A phone.", "", "***"],
    ],
)
def test_blocks_of_a_text(expected: list[str], english: Booklet, tmp_path: Path) -> None:
    found = lines(english, tmp_path)
    assert any(found[place : place + len(expected)] == expected for place in range(len(found)))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "1. ![A phone](../assets/easy/phone.svg) Ring us.\n2. ![A bed](../assets/easy/rest.svg) Rest.\n",
            ["1. [Picture: A phone]", "   Ring us.", "2. [Picture: A bed]", "   Rest."],
        ),
        ("- ![A phone](../assets/easy/phone.svg) Ring us.\n", ["- [Picture: A phone]", "  Ring us."]),
        ("3. ![A phone](../assets/easy/phone.svg)\n", ["3. [Picture: A phone]"]),
    ],
)
def test_an_item_that_begins_with_a_picture_keeps_its_mark(item: str, expected: list[str], tmp_path: Path) -> None:
    assert lines(small(tmp_path, f"# Risks {{#risks}}\n\n{item}"), tmp_path)[-len(expected) - 1 :] == [*expected, ""]


def test_right_to_left_text_stays_in_the_order_of_reading(urdu: Booklet, tmp_path: Path) -> None:
    assert "فون \u200e01923\u00a0217\u00a0187\u200e\u200f کریں (NICE)۔" in lines(urdu, tmp_path)


def test_a_text_begins_with_its_title_and_has_no_byte_order_mark(english: Booklet, tmp_path: Path) -> None:
    assert written(KINDS["txt"], english, tmp_path).read_bytes().startswith(b"Balloon kyphoplasty\r\n===")
