"""Braille: words in cells, cells on pages, pages in files."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from leaflet.content.model import Element
from leaflet.edition.about import record
from leaflet.formats.braille import liblouis as louis
from leaflet.formats.braille import make as braille
from leaflet.formats.braille import transcribe as braille_text
from leaflet.formats.braille.brf_and_pef import NABCC, read_brf, read_pef
from leaflet.formats.braille.layout import BANA, BOX_BOTTOM, BOX_TOP, UK, Item, lay_out, number, wrap
from leaflet.formats.braille.print_blocks import Block, document
from leaflet.formats.braille.transcribe import BLANK, UNKNOWN, Braille, prepared
from leaflet.project.languages import BrailleRules
from leaflet.project.settings import languages
from support.braille_booklets import BRAILLE, MADE, TAGS, booklet, made, write
from support.made import small
from support.places import TESTS

SCHEMA = TESTS / "formats/braille/data/pef-2008-1.rng"


def cells(tag: str, words: str, contracted: bool = False) -> str:
    return Braille(languages()[tag], contracted).cells(words)


# Words


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("a\u200bb\u00adc\u2060", "abc"),
        ("\u09a1\u09bc", "\u09dc"),
        ("\u0a38\u0a3c", "\u0a36"),
        ("٢٤ ૨૪ ۲۴", "24 24 24"),
        ("  a \n b ", "a b"),
        ("e\u0301", "é"),
        ("1\u202f000", "1\u00a0000"),
    ],
)
def test_print_is_prepared(given: str, wanted: str) -> None:
    assert prepared(given) == wanted


@pytest.mark.parametrize("tag", ["ar", "ur", "gu", "zh"])
def test_latin_words_are_in_ueb(tag: str) -> None:
    assert cells(tag, "(NICE)").strip().find("⠠⠠⠝⠊⠉⠑") > 0
    assert cells(tag, "West Herts") == cells("en", "West Herts")


def test_capitals_end_before_letters_of_another_script() -> None:
    assert cells("gu", "NICEની").startswith("⠠⠠⠝⠊⠉⠑⠠⠄")
    assert cells("gu", "NICE ની").startswith("⠠⠠⠝⠊⠉⠑ ")


def test_a_letter_after_a_digit_is_no_digit() -> None:
    assert cells("ur", "5cm") == "⠼⠑⠰⠉⠍"


@pytest.mark.parametrize("words", ["10:30", "20-11-2026", "2/3", "24–48"])
def test_each_number_has_its_sign(words: str) -> None:
    assert cells("gu", words).count("⠼") == len(re.findall(r"\d+", words))


@pytest.mark.parametrize("words", ["45分钟", "45%", "45。", "（45）", "第45次", "45，46"])
def test_the_last_digit_stays_a_digit_in_chinese(words: str) -> None:
    """liblouis 3.24 makes 45分钟 a 4 and a syllable."""
    assert "⠼⠙⠑" in cells("zh", words)


def test_chinese_is_written_by_words() -> None:
    assert cells("zh", "球囊治疗需要45分钟。").count(" ") >= 3
    assert braille_text.chinese_words("不要开车（第3天）。") == "不要 开车 （第3 天）。"


def test_an_unknown_character_is_a_full_cell() -> None:
    assert cells("en", "a ☃ b") == f"⠁ {UNKNOWN} ⠃"
    assert Braille(languages()["ar"], False).unknown("رأب ☃ NICE ☃") == ["☃"]


def test_a_telephone_number_stays_on_one_line() -> None:
    for tag in TAGS:
        assert " " not in cells(tag, "01923\u00a0217\u00a0187")


@pytest.mark.parametrize("words", ["", " ", "\u200b", "a" * 5000, "x " * 3000])
@pytest.mark.parametrize("tag", TAGS)
def test_no_words_break_it(tag: str, words: str) -> None:
    assert isinstance(cells(tag, words), str)


def test_emoji_and_private_characters_are_unknown_not_a_crash() -> None:
    for tag in TAGS:
        for character in "😀\uf8ff\ue000\ue001\ue002":
            assert cells(tag, f"a{character}").endswith(UNKNOWN)
            assert Braille(languages()[tag], False).unknown(character) == [character]


# Pages


def test_words_wrap_with_their_indents() -> None:
    assert wrap("⠁⠃⠉ ⠙⠑ ⠋", 6, 2, 0) == [BLANK * 2 + "⠁⠃⠉", f"⠙⠑{BLANK}⠋"]


def test_a_word_that_is_too_long_is_cut_with_dot_5() -> None:
    lines = wrap("⠁" * 20, 8, 0, 2)
    assert "".join(line.strip(BLANK).removesuffix("⠐") for line in lines) == "⠁" * 20
    assert all(len(line) <= 8 for line in lines) and all(line.endswith("⠐") for line in lines[:-1])


@pytest.mark.parametrize(("value", "wanted"), [(1, "⠼⠁"), (10, "⠼⠁⠚"), (209, "⠼⠃⠚⠊")])
def test_page_numbers(value: int, wanted: str) -> None:
    assert number(value) == wanted


def items(count: int) -> list[Item]:
    return [Item("title", "⠞"), Item("entry", "⠓", "one"), Item("h1", "⠓", "one"), *[Item("p", "⠏ " * 30)] * 40]


@pytest.mark.parametrize("layout", [UK, BANA], ids=lambda layout: layout.name)
def test_pages_have_heads_and_numbers(layout: braille.Layout) -> None:
    result = lay_out(items, "⠞", layout)
    assert len(result.pages) > 2 and all(len(page) <= layout.height for page in result.pages)
    for place, page in enumerate(result.pages, 1):
        line = page[-1] if layout.number_at_foot else page[0]
        assert line.endswith(number(place)) and len(line) == layout.width
    assert result.pages[0][0].strip(BLANK) in ("", number(1))
    assert "⠞" in result.pages[1][0]


def test_a_heading_is_not_alone_at_the_foot_of_a_page() -> None:
    for lead in range(20, 30):
        result = lay_out(
            lambda count, lead=lead: [*[Item("p", "⠏")] * lead, Item("h2", "⠓⠓"), *[Item("p", "⠏ " * 60)] * 3], "⠞", UK
        )
        for page in result.pages:
            assert page[-1].strip(BLANK) != "⠓⠓"


def test_a_box_that_fits_on_a_page_is_on_one() -> None:
    box = [Item("box-start", ""), Item("card-title", "⠉"), *[Item("item1", "⠊")] * 8, Item("box-end", "")]
    for lead in range(5, 26):
        result = lay_out(lambda count, lead=lead: [*[Item("p", "⠏")] * lead, *box], "⠞", UK)
        (page,) = (page for page in result.pages if BOX_TOP * 38 in page)
        assert BOX_BOTTOM * 38 in page


def test_a_box_of_the_leaflet_is_on_one_page_unless_it_is_longer_than_one() -> None:
    pages = read_brf(made("brf", "en"))
    lines = [line for page in pages for line in page]
    tops = [number for number, line in enumerate(lines) if line == BOX_TOP * 38]
    ends = [number for number, line in enumerate(lines) if line == BOX_BOTTOM * 38]
    long = [end - top for top, end in zip(tops, ends, strict=True) if end - top >= UK.body]
    divided = [page for page in pages if page.count(BOX_TOP * 38) != page.count(BOX_BOTTOM * 38)]
    assert len(tops) > 4 and len(divided) <= 2 * len(long)


# What is in the document


def styles(blocks: list[Block]) -> list[str]:
    return [block.style for block in blocks]


def test_the_first_page_says_what_it_is() -> None:
    words = [block.words for block in document(booklet("pl"), False, 84) if block.style == "front"]
    assert words[0] == "Język: Polski" and "pl.tbl" in words[2] and louis.TABLES_VERSION in words[2]
    assert "84" in words[4]
    assert set(record(booklet("pl"))) <= set(words) and words[-1] == booklet("pl").address


@pytest.mark.parametrize("tag", TAGS)
def test_the_contents_list_every_page(tag: str) -> None:
    blocks = list(document(booklet(tag), False))
    entries = [block.words for block in blocks if block.style == "entry"]
    assert entries == [block.words for block in blocks if block.style == "h1"]
    assert len(entries) == len(booklet(tag).english.pages)


def test_a_table_is_a_list_of_labelled_entries() -> None:
    rows = [block.words for block in document(booklet("en"), True) if block.style in ("row", "cell")]
    assert rows and all(": " in words for words in rows)


def test_a_box_opens_says_its_kind_and_closes() -> None:
    blocks = list(document(booklet("en"), True))
    starts = [place for place, block in enumerate(blocks) if block.style == "box-start"]
    assert starts and styles(blocks).count("box-end") == len(starts)
    assert any(blocks[place + 1].words.startswith("Emergency:") for place in starts)


def test_a_picture_is_its_description() -> None:
    pictures = [block.words for block in document(booklet("en"), True) if block.style == "picture"]
    assert len(pictures) > 40 and all(words.startswith("Picture: ") for words in pictures)


def test_a_page_that_is_not_translated_is_english_uncontracted_with_a_note() -> None:
    fewer = replace(booklet("ar"), leaflet=replace(booklet("ar").leaflet, pages=booklet("ar").leaflet.pages[1:]))
    blocks = list(document(fewer, False))
    note = next(place for place, block in enumerate(blocks) if block.words == fewer.strings["missing_page"])
    assert blocks[note].language == "ar" and blocks[note + 1].language == "en" and blocks[note + 1].style == "h1"
    assert cells("en", "not") in write(BRAILLE["pef"], fewer).decode()


def test_a_stale_section_says_so() -> None:
    page = booklet("ar").leaflet.pages[1]
    stale = replace(booklet("ar"), stale=frozenset([(page.name, page.sections[1].id)]))
    assert [block.words for block in document(stale, False)].count(stale.strings["stale_section"]) == 1


ENGLISH = "# Risks {#risks}\n\nRisks.\n\n## Clot {#clot}\n\nRing 999 if your leg swells.\n\n- Call us\n\n{{ list.languages }}\n"


def test_a_section_that_is_not_translated_stands_in_english_with_a_note(tmp_path: Path) -> None:
    fewer = small(tmp_path, ENGLISH, "# المخاطر {#risks}\n\nمخاطر.\n", "ar")
    blocks = list(document(fewer, False))
    heading = next(place for place, block in enumerate(blocks) if block.words == "Clot")
    online = f"{fewer.english_strings['file_languages']} {fewer.address}"
    assert [(block.style, block.words, block.language) for block in blocks[heading:]] == [
        ("h2", "Clot", "en"),
        ("p", fewer.strings["missing_section"], "ar"),
        ("p", "Ring 999 if your leg swells.", "en"),
        ("item1", "Call us", "en"),
        ("p", online, "en"),
    ]


def test_a_block_that_has_no_braille_is_refused(tmp_path: Path) -> None:
    words = small(tmp_path, ENGLISH)
    page = words.leaflet.pages[0]
    page = replace(page, sections=(replace(page.sections[0], blocks=(Element("song"),)),))
    with pytest.raises(ValueError, match="no Braille for a block song"):
        list(
            document(
                replace(
                    words, leaflet=replace(words.leaflet, pages=(page,)), english=replace(words.english, pages=(page,))
                ),
                True,
            )
        )


def test_a_block_without_words_adds_nothing() -> None:
    section = replace(booklet("en").leaflet.pages[0].sections[0], blocks=(Element("p", ()), Element("p", ("\n",))))
    page = replace(booklet("en").leaflet.pages[0], sections=(section,))
    leaflet = replace(booklet("en").leaflet, pages=(page,))
    blocks = list(document(replace(booklet("en"), leaflet=leaflet, english=leaflet), True))
    assert styles(blocks)[-2:] == ["new-page", "h1"]


# Files


@pytest.mark.parametrize(("name", "tag"), MADE)
def test_the_same_bytes_twice(name: str, tag: str) -> None:
    assert write(BRAILLE[name], booklet(tag)) == made(name, tag)


@pytest.mark.parametrize(("name", "tag"), [each for each in MADE if each[0] != "pef"])
def test_a_brf_has_only_what_an_embosser_takes(name: str, tag: str) -> None:
    data = made(name, tag)
    assert re.fullmatch(rb"[\x20-\x5f\r\n\f]+", data)
    assert data.endswith(b"\r\n\f") and data.count(b"\n") == data.count(b"\r\n")
    assert not re.search(rb" \r", data)


def test_nabcc_has_every_byte_once() -> None:
    assert sorted(NABCC) == [chr(byte) for byte in range(0x20, 0x60)]


@pytest.mark.parametrize("tag", TAGS)
def test_pef_and_brf_have_the_same_pages(tag: str) -> None:
    assert read_pef(made("pef", tag)) == read_brf(made("brf", tag))


@pytest.mark.parametrize("tag", TAGS)
def test_pef_is_valid_by_its_schema(tag: str) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    schema.assertValid(etree.fromstring(made("pef", tag)))


def test_the_schema_finds_a_fault() -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert not schema.validate(etree.fromstring(made("pef", "en").replace(b"rowgap", b"rowgaps")))


def test_the_layouts_are_those_of_the_uk_and_of_bana() -> None:
    for name, width, height in (("brf", 38, 27), ("brf-bana", 40, 25)):
        pages = read_brf(made(name, "en"))
        assert max(len(line) for page in pages for line in page) == width
        assert max(map(len, pages)) == height


@pytest.mark.parametrize(("name", "tag"), MADE)
def test_the_pages_of_a_file_are_counted(name: str, tag: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(made(name, tag))
    read = read_pef if name == "pef" else read_brf
    assert BRAILLE[name].pages(tmp_path / "file") == len(read(made(name, tag)))


def test_english_is_contracted_but_for_the_uncontracted_file() -> None:
    assert len(made("brf", "en")) < 0.9 * len(made("brf-uncontracted", "en"))


# What is missing


@pytest.mark.parametrize("name", BRAILLE)
def test_nothing_is_missing_here(name: str) -> None:
    assert BRAILLE[name].missing(languages()["en"]) is None


def test_only_english_has_more_than_one_kind() -> None:
    assert BRAILLE["brf-bana"].missing(languages()["pl"]) == "It is made in English only."
    assert BRAILLE["brf"].missing(languages()["pl"]) is None


def test_a_missing_library_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    louis._library.cache_clear()
    monkeypatch.setattr(louis.ctypes.util, "find_library", lambda name: None)
    monkeypatch.setattr(louis, "_SPELLINGS", ("libnothing.so",))
    reason = BRAILLE["brf"].missing(languages()["en"])
    louis._library.cache_clear()
    assert reason and "liblouis-bin" in reason


def test_an_old_library_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(louis, "library_version", lambda: (3, 20, 0))
    assert "3.20.0" in str(BRAILLE["brf"].missing(languages()["en"]))


def test_a_language_without_a_table_is_a_reason() -> None:
    assert "no table" in str(BRAILLE["brf"].missing(replace(languages()["pl"], braille=BrailleRules([]))))
    assert "no table" in str(BRAILLE["brf"].missing(replace(languages()["pl"], braille=BrailleRules(["xx.ctb"]))))


def test_a_missing_word_finder_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(braille_text, "can_break_chinese", lambda: False)
    assert "jieba" in str(BRAILLE["brf"].missing(languages()["zh"]))
    assert BRAILLE["brf"].missing(languages()["en"]) is None


def test_a_file_is_made_from_code_and_tables() -> None:
    files = {file.name for file in BRAILLE["brf"].made_from(languages()["ur"])}
    assert {"make.py", "layout.py", "ur-pk-g1.utb", "ur.uti", "unicode.dis"} <= files
