"""B: the files of the real leaflet are clean in every language, and faults are found in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from leaflet.findings.codes import is_error, rules
from leaflet.formats.braille import back_chinese as braille_pinyin
from leaflet.formats.braille import back_gujarati as braille_bharati
from leaflet.formats.braille import liblouis as louis
from leaflet.formats.braille import make as braille
from leaflet.formats.braille import read_back as braille_made
from leaflet.formats.braille.back_translation import numbers_in, numbers_of, plain
from leaflet.formats.braille.brf_and_pef import NABCC
from leaflet.formats.braille.check import differences
from leaflet.formats.braille.print_blocks import Block, document
from leaflet.formats.braille.transcribe import BLANK, Braille
from leaflet.project.settings import languages
from support.braille_booklets import BRAILLE, MADE, TAGS, booklet, findings, made, with_words, write
from support.made import small

PRESENT = {"en": 7898, "ar": 7018, "gu": 8125, "pl": 7308, "ur": 10360, "zh": 12142}  # words, in Chinese characters


def ascii_of(cells: str) -> bytes:
    return "".join(NABCC[ord(cell) - 0x2800] for cell in cells).encode()


def codes(name: str, tag: str, data: bytes) -> set[str]:
    return {finding.code for finding in findings(name, booklet(tag), data)}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "tag"), MADE)
def test_every_file_of_the_leaflet_is_clean(name: str, tag: str) -> None:
    assert findings(name, booklet(tag), made(name, tag)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "least"), [("en", 99.8), ("ar", 99.0), ("gu", 97.5), ("pl", 98.8), ("ur", 92.0), ("zh", 95.5)]
)
def test_words_back(tag: str, least: float, tmp_path: Path) -> None:
    """Of every hundred words (characters in Chinese) so many read as they were printed; a listed ambiguity is the rest."""
    (tmp_path / "file").write_bytes(made("brf", tag))
    found = braille_made.read_made("brf", booklet(tag), tmp_path / "file", PurePosixPath("file"))
    wrong = [difference for passage in found.passages for difference in differences(found, passage)]
    words = sum(
        len(re.findall(r"[\u3400-\u9fff]", words)) if tag == "zh" else len(plain(words).split(" "))
        for words in (passage.block.words for passage in found.passages)
        if words
    )
    assert words > 0.8 * PRESENT[tag]
    assert [difference for difference in wrong if not difference.why] == []
    assert 100 * (words - len(wrong)) / words >= least


# A fault in the words: what a table cannot say


@pytest.mark.parametrize("tag", TAGS)
def test_a_character_without_cells_is_found(tag: str) -> None:
    faulty = with_words(booklet(tag), "☃")
    found = findings("brf", faulty, write(BRAILLE["brf"], faulty))
    assert {finding.code for finding in found} >= {"B001"}
    assert any("U+2603" in finding.message for finding in found)


@pytest.mark.parametrize("tag", TAGS)
def test_words_that_are_known_bring_no_finding(tag: str) -> None:
    more = with_words(booklet(tag), booklet(tag).title)
    assert findings("brf", more, write(BRAILLE["brf"], more)) == []


# Faults in the file


@pytest.mark.parametrize("tag", TAGS)
def test_a_changed_digit_is_found(tag: str) -> None:
    """45 minutes become 46: the first place where 45 stands in the middle of a line, as numbers of pages do not."""
    data, count = re.subn(rb"(?<= )#DE(?= )", b"#DF", made("brf", tag), count=1)
    assert count == 1
    assert codes("brf", tag, data) >= {"B005", "B007"}


@pytest.mark.parametrize("tag", TAGS)
def test_a_dropped_word_is_found(tag: str) -> None:
    word = re.findall(rb"(?<= )[A-Z]{4,}(?= )", made("brf", tag))[-1]
    data = made("brf", tag)
    place = data.rindex(b" " + word + b" ")
    assert "B005" in codes("brf", tag, data[:place] + data[place + len(word) + 1 :])


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Nothing is remembered of what was put into cells, before and after."""
    braille._braille.cache_clear()
    yield
    braille._braille.cache_clear()


@pytest.mark.usefixtures("forgotten")
def test_what_reads_otherwise_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that had "can" for "cannot" would be found by reading back, although file and forward cells agree."""
    real = louis.cells
    cannot, can = (
        real(Braille(languages()["en"], True).tables, "cannot"),
        real(Braille(languages()["en"], True).tables, "can"),
    )
    monkeypatch.setattr(louis, "cells", lambda tables, words: real(tables, words).replace(cannot, can))
    assert codes("brf", "en", write(BRAILLE["brf"], booklet("en"))) >= {"B006"}


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize(
    ("tag", "right", "wrong"),
    [("gu", "નથી", "હતી"), ("zh", "不能", "可能"), ("pl", "nie", "tak"), ("ar", "لا", "ما"), ("ur", "نہیں", "ہاں")],
)
def test_a_not_that_reads_otherwise_is_found(tag: str, right: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = louis.cells
    tables = Braille(languages()[tag], False).tables
    before, after = real(tables, right), real(tables, wrong)
    monkeypatch.setattr(
        louis,
        "cells",
        lambda tables, words: re.sub(f"(?<![\u2801-\u283f]){before}(?![\u2801-\u283f])", after, real(tables, words)),
    )
    assert "B006" in codes("brf", tag, write(BRAILLE["brf"], booklet(tag)))


@pytest.mark.parametrize("name", ["brf", "brf-bana"])
def test_a_line_of_one_cell_too_many_is_found(name: str) -> None:
    width = 41 if name == "brf-bana" else 39
    data = re.sub(
        rb"\n(  [^\r]{20,})\r", lambda match: b"\n" + match[1].ljust(width, b"A") + b"\r", made(name, "en"), count=1
    )
    assert "B003" in codes(name, "en", data)


def test_a_lost_page_is_found() -> None:
    pages = made("brf", "en").split(b"\f")
    assert codes("brf", "en", b"\f".join([*pages[:9], *pages[10:]])) >= {"B004", "B005"}


def test_a_section_in_english_is_looked_at_too(tmp_path: Path) -> None:
    """A section that Arabic lacks stands there in English: the file is clean, and without its words it is not."""
    english, arabic = "# Risks {#risks}\n\nRisks.\n\n## Clot {#clot}\n\nRing 999.\n", "# المخاطر {#risks}\n\nمخاطر.\n"
    whole, less = (
        small(tmp_path, words, arabic, "ar") for words in (english, english.replace("Ring 999.", "Ring us."))
    )
    assert findings("brf", whole, write(BRAILLE["brf"], whole)) == []
    assert {finding.code for finding in findings("brf", whole, write(BRAILLE["brf"], less))} >= {"B005"}


def test_english_words_that_the_document_lacks_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Braille document itself may have a fault; the check goes by the sections of the leaflet."""
    words = small(
        tmp_path, "# Risks {#risks}\n\nRisks.\n\n## Clot {#clot}\n\nRing 999.\n", "# المخاطر {#risks}\n\nمخاطر.\n", "ar"
    )

    def faulty(*arguments: object) -> list[Block]:
        return [block for block in document(*arguments) if block.words != "Ring 999."]

    monkeypatch.setattr(braille, "document", faulty)
    monkeypatch.setattr(braille_made, "document", faulty)
    found = findings("brf", words, write(BRAILLE["brf"], words))
    assert [(finding.code, finding.message) for finding in found] == [
        ("B005", '"Ring 999." of risks#clot is not in it.')
    ]


def test_a_dropped_section_is_found() -> None:
    page = booklet("en").leaflet.pages[5]
    shorter = replace(page, sections=page.sections[:-1])
    pages = tuple(shorter if each is page else each for each in booklet("en").leaflet.pages)
    leaflet = replace(booklet("en").leaflet, pages=pages)
    data = write(BRAILLE["brf"], replace(booklet("en"), leaflet=leaflet, english=leaflet))
    assert "B005" in codes("brf", "en", data)


def test_every_code_of_the_family_stops_a_release() -> None:
    found = findings("brf", booklet("en"), b"A\r\n\f")
    assert found and all(is_error(finding) for finding in found)
    assert all(finding.path.as_posix() == "downloads/file" for finding in found)
    assert len([code for code in rules() if code[0] == "B"]) == 10


@pytest.mark.parametrize("data", [b"", b"\f", b"\r\n", b"\f" * 50, b"#A" * 3000, b"\r\n".join([b"A " * 19] * 27)])
def test_no_file_breaks_the_checks(data: bytes) -> None:
    assert findings("brf", booklet("en"), data)


# Reading back


@pytest.mark.parametrize("words", ["7.2", "01923\u00a0217\u00a0187", "24 to 48", "40,000", "10:30", "(2)", "100."])
@pytest.mark.parametrize("tag", TAGS)
def test_numbers_are_read_from_the_cells(tag: str, words: str) -> None:
    language = languages()[tag]
    words = words.replace("to", {"en": "to", "zh": "到", "gu": "થી", "pl": "do", "ar": "إلى", "ur": "سے"}[tag])
    cells = Braille(language, False).cells(words).replace(" ", BLANK)
    assert numbers_in(cells, language.braille.family) == numbers_of(words)


@pytest.mark.parametrize(
    "words",
    ["કઈ કી", "એમઆરઆઈ", "ગુણ કારણે વર્ણન", "ક્ષમા જ્ઞાન", "પ્રકૃતિ ઋતુ", "‘નહીં’", "ડૉક્ટર ઑપરેશન", "સે.મી. 7.2", "ખ ફળ ભર ઝડપ"],
)
def test_gujarati_is_read_back_letter_by_letter(words: str) -> None:
    assert braille_bharati.read(Braille(languages()["gu"], False).cells(words).replace(" ", BLANK)) == words


def test_chinese_is_compared_by_its_sound() -> None:
    code = Braille(languages()["zh"], False)
    cells = code.cells("不要开车。").replace(" ", BLANK)
    assert [how for _, how in braille_pinyin.compare("不要开车。", cells, code)].count(braille_pinyin.SAME) >= 4
    *_, (character, found) = braille_pinyin.compare("可以开车。", cells, code)
    assert (character, found) == ("可", cells[:4])


def test_a_heal_is_not_a_long() -> None:
    code = Braille(languages()["zh"], False)
    cells = code.cells("骨头长好").replace(" ", BLANK)
    assert dict(braille_pinyin.compare("骨头长好", cells, code))["长"] == braille_pinyin.SAME
