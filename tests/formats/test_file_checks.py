"""Checks E: the real files are clean, and a fault put into one on purpose is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leaflet.formats.epub import read_back as epub
from leaflet.formats.read_back.compare import lost
from leaflet.formats.read_back.sections import FRONT, source_parts, tokens
from leaflet.formats.text import read_back as txt
from leaflet.formats.word import read_back as word
from support.made import booklet, changed, findings, made, remove_made, replaced

Change = Callable[[str, str], str]
READERS = {"epub": epub.READER, "docx": word.READER, "txt": txt.READER}


@pytest.fixture(scope="module", autouse=True)
def tidy() -> Iterator[None]:
    yield
    made.cache_clear()
    remove_made()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize("kind", list(READERS))
def test_the_real_files_are_clean(kind: str, language: str) -> None:
    assert findings(kind, booklet(language), made(kind, language)) == []


@pytest.mark.parametrize("kind", list(READERS))
def test_a_file_read_back_has_every_section_in_order(kind: str) -> None:
    found = READERS[kind].parts(made(kind, "ar"), booklet("ar"))
    assert [part.key for part in found] == [FRONT, *(part.key for part in source_parts(booklet("ar")))]


def without(pattern: str, part: str = "", new: str = "") -> Change:
    """The first match of a pattern taken out."""

    def change(name: str, words: str) -> str:
        return re.sub(pattern, new, words, count=1, flags=re.DOTALL) if part in name else words

    return change


def swapped(name: str, words: str) -> str:
    """The sections Bleeding and Nerve injury of the EPUB, one for the other."""
    if not name.endswith("risks.xhtml"):
        return words
    parts = re.split(r"(?=<h2 )", words)
    places = [place for place, part in enumerate(parts) if "nerve-injury" in part[:30] or 'id="bleeding"' in part[:30]]
    parts[places[0]], parts[places[1]] = parts[places[1]], parts[places[0]]
    return "".join(parts)


def bookmarked(name: str) -> str:
    """The pattern of a heading of a Word document that has a bookmark, and of the paragraph after it."""
    paragraph = r"<w:p>(?:(?!</w:p>).)*</w:p>"
    return rf"<w:p>(?:(?!</w:p>).)*\"{name}\"(?:(?!</w:p>).)*</w:p>{paragraph}"


BLEEDING = bookmarked("risks__bleeding")
FAULTS: list[tuple[str, str, str, Change]] = [
    ("E003", "epub", "ar", replaced(' dir="rtl"', "", "risks.xhtml")),
    ("E003", "epub", "ar", replaced(' page-progression-direction="rtl"', "", "package.opf")),
    ("E003", "epub", "ar", replaced('xml:lang="ar" dir="rtl"', 'xml:lang="ar"', "package.opf")),
    ("E003", "epub", "ar", replaced('lang="en" dir="ltr"', 'lang="en"', "risks.xhtml")),
    ("E003", "docx", "ur", replaced("<w:bidi/>", "", "document.xml")),
    ("E003", "docx", "ur", replaced("<w:rtl/>", "", "document.xml")),
    ("E003", "docx", "ur", replaced("<w:bidiVisual/>", "", "document.xml")),
    ("E004", "epub", "en", without(r'<h2 id="bleeding">.*?(?=<h2 )', "risks.xhtml")),
    ("E004", "epub", "en", swapped),
    ("E004", "epub", "en", replaced('<itemref idref="page-risks"/>', "", "package.opf")),
    ("E004", "docx", "en", without(BLEEDING, "document.xml")),
    ("E004", "txt", "en", without(r"\d+\.\d+ Bleeding\r.*?(?=\d+\.\d+ )")),
    ("E005", "epub", "en", replaced("7 days", "5 days", "get-ready.xhtml")),
    ("E005", "docx", "pl", replaced("01923", "01932", "document.xml")),
    ("E005", "txt", "ur", replaced("999", "99")),
    ("E006", "epub", "en", without(r' alt="[^"]+"', "risks.xhtml", ' alt=""')),
    ("E006", "docx", "en", without(r'(<wp:docPr [^>]*descr=)"[^"]+"', "document.xml", r'\1""')),
    ("E007", "epub", "zh", without(r"<p>[^<]*1\.0</p>", "_title.xhtml")),
    ("E007", "docx", "pl", replaced(str(booklet("pl").status[-1]), "", "document.xml")),
    ("E007", "txt", "en", replaced("No doctor or nurse has checked this leaflet yet.\r\nThe", "The")),
    ("E008", "epub", "en", replaced("Do not stop aspirin", "Do stop aspirin", "get-ready.xhtml")),
    ("E008", "docx", "gu", replaced("એસ્પિરિન", "", "document.xml")),
    ("E008", "txt", "zh", replaced("不要等", "等")),
    ("E008", "txt", "en", without(r"\[Picture: [^\]]*\]")),
    ("E009", "epub", "ur", replaced(' xml:lang="ur"', "", "risks.xhtml")),
    ("E009", "epub", "ur", replaced("<dc:language>ur", "<dc:language>en", "package.opf")),
    ("E009", "docx", "gu", replaced('<w:lang w:bidi="gu-IN"/>', "", "document.xml")),
    ("E010", "txt", "en", without(r"(?<=procedure)(?= for a bone)", "", "\u0007")),
    (
        "E010",
        "txt",
        "en",
        without(r"(?<=[a-z,])\r\n(?=[a-z][^\r\n]{20,})", "", " "),
    ),
    ("E011", "docx", "en", replaced("<w:tblHeader/>", "", "document.xml")),
    ("E011", "docx", "en", without('<w:pStyle w:val="Heading3"/>', "document.xml")),
    ("E011", "docx", "en", without(r"<w:numPr>.*?</w:numPr>", "document.xml")),
    (
        "E013",
        "epub",
        "en",
        without(
            "</metadata>",
            "package.opf",
            '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta></metadata>',
        ),
    ),
    ("E014", "epub", "en", replaced("</html>", "", "risks.xhtml")),
    ("E014", "docx", "en", replaced("</w:document>", "", "document.xml")),
    ("E014", "txt", "en", lambda name, words: words + "\udcff"),
    ("E015", "epub", "en", replaced('<a epub:type="bodymatter"', "<a", "_nav.xhtml")),
]


@pytest.mark.parametrize(
    ("code", "kind", "language", "change"),
    FAULTS,
    ids=[f"{code}-{kind}-{number}" for number, (code, kind, *_) in enumerate(FAULTS)],
)
def test_a_fault_is_found(code: str, kind: str, language: str, change: Change, tmp_path: Path) -> None:
    file = made(kind, language)
    if (code, kind) == ("E014", "txt"):
        copy = tmp_path / file.name
        copy.write_bytes(file.read_bytes() + b"\xff")
    else:
        copy = changed(file, tmp_path, change)
    assert code in {finding.code for finding in findings(kind, booklet(language), copy)}


def test_a_file_that_is_no_archive_is_said_to_be_unreadable(tmp_path: Path) -> None:
    for kind in ("epub", "docx"):
        file = tmp_path / f"a.{kind}"
        file.write_bytes(b"nothing")
        assert [finding.code for finding in findings(kind, booklet("en"), file)] == ["E014"]


def test_a_finding_names_the_file_the_section_and_the_number(tmp_path: Path) -> None:
    copy = changed(made("epub", "en"), tmp_path, replaced("7 days", "5 days", "get-ready.xhtml"))
    found = findings("epub", booklet("en"), copy)[0]
    assert str(found.path) == "downloads/balloon-kyphoplasty-en.epub"
    assert "get-ready#in-short" in found.message and '"7"' in found.message


# Words that are lost


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [
        ("a b c", "a b c", []),
        ("a b c", "1 a x b c y", []),
        ("a b c", "a c", ["b"]),
        ("a b", "b a", ["b"]),
        ("7 11", "7 12", ["11"]),
    ],
)
def test_lost(wanted: str, found: str, expected: list[str]) -> None:
    assert len(lost(wanted.split(), found.split())) == len(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1cm, 7.2 points", ["1", "cm", "7.2", "points"]),
        ("40,000", ["40,000"]),
        ("医生GP 的", ["医", "生", "gp", "的"]),
        ("01923\u00a0217", ["01923", "217"]),
        ("\u200e999\u200e", ["999"]),
        ("A&E", ["a", "e"]),
    ],
)
def test_tokens(words: str, expected: list[str]) -> None:
    assert tokens(words) == expected
