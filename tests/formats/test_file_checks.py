"""Checks E: the real files are clean, and a fault in one of any language is found."""

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


def without(pattern: str, part: str = "") -> Change:
    """The first match of a pattern taken out."""

    def change(name: str, words: str) -> str:
        return re.sub(pattern, "", words, count=1, flags=re.DOTALL) if part in name else words

    return change


FAULTS: list[tuple[str, str, str, Change]] = [  # in other languages and letters than the cases of tests/checks/
    ("E003", "docx", "ur", replaced("<w:bidiVisual/>", "", "document.xml")),
    ("E003", "epub", "ar", replaced('lang="en" dir="ltr"', 'lang="en"', "risks.xhtml")),
    ("E005", "docx", "pl", replaced("01923", "01932", "document.xml")),
    ("E005", "txt", "ur", replaced("999", "99")),
    ("E007", "epub", "zh", without(r"<p>[^<]*1\.0</p>", "_title.xhtml")),
    ("E007", "docx", "pl", replaced(str(booklet("pl").status[-1]), "", "document.xml")),
    ("E008", "docx", "gu", replaced("એસ્પિરિન", "", "document.xml")),
    ("E008", "txt", "zh", replaced("不要等", "等")),
    ("E009", "docx", "gu", replaced('<w:lang w:bidi="gu-IN"/>', "", "document.xml")),
]


@pytest.mark.parametrize(
    ("code", "kind", "language", "change"),
    FAULTS,
    ids=[f"{code}-{kind}-{number}" for number, (code, kind, *_) in enumerate(FAULTS)],
)
def test_a_fault_is_found(code: str, kind: str, language: str, change: Change, tmp_path: Path) -> None:
    copy = changed(made(kind, language), tmp_path, change)
    assert code in {finding.code for finding in findings(kind, booklet(language), copy)}


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
