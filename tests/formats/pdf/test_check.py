"""Prints: what is in them, and that the checks find each kind of fault in a file that is broken on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from leaflet.content.model import Element, Section, text
from leaflet.edition.about import state
from leaflet.edition.edition import Booklet
from leaflet.formats.pdf import bilingual as pdf_pairs
from leaflet.formats.pdf import fonts as pdf_fonts
from leaflet.formats.pdf import html as pdf_words
from leaflet.formats.pdf import make as pdf
from leaflet.formats.pdf import one_page_sheets as pdf_sheets
from leaflet.formats.pdf.expected import first_lost, holds, missing_number, tokens
from leaflet.formats.pdf.html import named
from leaflet.formats.pdf.make import POINTS, count_pages
from leaflet.formats.pdf.read_back import read_print
from leaflet.formats.pdf.style import STYLE
from leaflet.formats.registry import FORMATS
from leaflet.project.settings import languages
from support.small_print import (
    ROOT,
    booklets,
    can_print,
    changed,
    codes,
    edited,
    elements,
    findings,
    make,
    small_project,
    with_paragraph,
)

pytestmark = [
    pytest.mark.slow,  # WeasyPrint sets a page or more in nearly every test
    pytest.mark.skipif(not can_print(), reason="fonts or Pango are not installed"),
]
LANGUAGES = ("en", "pl", "ar", "ur", "gu", "zh")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def booklet(project: Path) -> Callable[[str], Booklet]:
    return booklets(project)


@pytest.fixture(scope="session")
def english(booklet: Callable[[str], Booklet]) -> Booklet:
    return booklet("en")


@pytest.fixture(scope="session")
def printed(english: Booklet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(english, tmp_path_factory.mktemp("print") / "en.pdf")


# Clean files


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_good_print_has_no_finding(booklet: Callable[[str], Booklet], tag: str, tmp_path: Path) -> None:
    assert findings(booklet(tag), make(booklet(tag), tmp_path / "print.pdf")) == []


@pytest.mark.parametrize("name", ["pdf-large", "pdf-giant"])
def test_a_good_larger_print_has_no_finding(english: Booklet, name: str, tmp_path: Path) -> None:
    assert findings(english, make(english, tmp_path / "print.pdf", name), name) == []


@pytest.mark.parametrize("tag", ["pl", "ar", "ur"])
def test_a_good_bilingual_print_has_no_finding(booklet: Callable[[str], Booklet], tag: str, tmp_path: Path) -> None:
    file = make(booklet(tag), tmp_path / "print.pdf", "pdf-bilingual")
    assert findings(booklet(tag), file, "pdf-bilingual") == []


SIDES = {"pdf-checklist": 1, "pdf-questions": 2}


@pytest.mark.parametrize("tag", ["en", "ur"])
@pytest.mark.parametrize("name", ["pdf-checklist", "pdf-questions"])
def test_a_sheet_of_the_real_leaflet_has_its_sides_and_no_finding(tag: str, name: str, tmp_path: Path) -> None:
    real = booklets(ROOT)(tag)
    file = make(real, tmp_path / "sheet.pdf", name)
    assert count_pages(file) == SIDES[name]
    assert findings(real, file, name) == []


def lacking(whole: Booklet, name: str, *ids: str) -> Booklet:
    """The booklet without sections of a page, or without the page, in its own language."""
    pages = (
        replace(page, sections=tuple(part for part in page.sections if part.id not in ids))
        if page.name == name
        else page
        for page in whole.leaflet.pages
        if ids or page.name != name
    )
    return replace(whole, leaflet=replace(whole.leaflet, pages=tuple(pages)))


@pytest.mark.parametrize(
    ("name", "page", "ids"),
    [
        ("pdf-questions", "questions", ("questions", "other-choices")),
        ("pdf-questions", "questions", ()),
        ("pdf-checklist", "get-ready", ("checklist",)),
    ],
)
def test_a_sheet_has_in_english_what_is_not_translated(
    name: str, page: str, ids: tuple[str, ...], tmp_path: Path
) -> None:
    less = lacking(booklets(ROOT)("ar"), page, *ids)
    file = make(less, tmp_path / "sheet.pdf", name)
    assert (count_pages(file), findings(less, file, name)) == (SIDES[name], [])
    words = "".join(run.words for run in read_print(file).runs)
    assert ("What other treatments can I have" if name == "pdf-questions" else "I have had a shower") in words


def test_a_sheet_says_what_is_missing_and_what_is_not_fresh() -> None:
    less = replace(
        lacking(booklets(ROOT)("ar"), "questions", "questions"), stale=frozenset([("questions", "other-choices")])
    )
    page = next(page for page in less.pages() if page.name == "questions")
    html = next(pdf_sheets.sheets(less, page, "", "", 14))
    assert [html.count(less.strings[note]) for note in ("missing_section", "stale_section", "missing_page")] == [
        1,
        1,
        0,
    ]
    assert (
        f'<h1 id="questions--questions"><span lang="ar" dir="rtl">{less.title}</span>: Questions to ask</h1>'
    ) in html


def test_a_sheet_of_a_section_that_is_gone_is_an_error() -> None:
    english = booklets(ROOT)("en")
    with pytest.raises(LookupError, match="the English leaflet has no get-ready#checklist"):
        pdf.write_checklist(
            replace(english, english=lacking(english, "get-ready", "checklist").leaflet), Path("sheet.pdf")
        )


def test_the_same_words_give_the_same_bytes(english: Booklet, printed: Path, tmp_path: Path) -> None:
    assert make(english, tmp_path / "again.pdf").read_bytes() == printed.read_bytes()


def test_pages_are_counted(printed: Path) -> None:
    with pikepdf.open(printed) as document:
        assert count_pages(printed) == len(document.pages)


def test_what_is_no_pdf_has_no_pages(tmp_path: Path) -> None:
    file = tmp_path / "not.pdf"
    file.write_text("Not a PDF")
    with pytest.raises(ValueError, match=r"not\.pdf is not a PDF"):
        count_pages(file)


# What a print says of itself


def test_the_print_says_what_it_is(english: Booklet, printed: Path) -> None:
    read = read_print(printed)
    first = " ".join(run.words for run in read.runs if run.page == 1)
    for fact in (
        english.title,
        "English",
        "14 point",
        *state(english),
    ):
        assert fact in first
    assert read.information["Title"] == english.title
    assert read.information["version"] == english.version
    assert read.language == "en"


def test_the_last_page_has_the_phone_in_full_and_a_described_code(english: Booklet, printed: Path) -> None:
    read = read_print(printed)
    words = " ".join(run.words for run in read.runs if run.page == len(read.pages))
    for detail in ("01632 960 001", "18001 01632 960 001", "https://elm.example/"):
        assert detail in words
    assert read.figures[-1] == "QR code that opens https://elm.example/"


def test_the_code_leads_to_the_page_in_the_language(booklet: Callable[[str], Booklet], tmp_path: Path) -> None:
    read = read_print(make(booklet("pl"), tmp_path / "pl.pdf"))
    assert "https://elm.example/pl/" in read.figures[-1]


def test_contents_and_references_name_the_page(english: Booklet, printed: Path) -> None:
    read = read_print(printed)
    at = {bookmark.title: bookmark.page for bookmark in read.bookmarks}
    contents = "".join(run.words for run in read.runs if run.page == at["Contents"])
    assert f"Risks{at['Risks']}" in contents.replace(" ", "")
    everything = "".join(run.words for run in read.runs)
    assert f"(page {at['Emergency signs']})" in everything


def test_one_part_of_the_tags_for_each_element_also_across_pages(english: Booklet, tmp_path: Path) -> None:
    words = "Ask the ward about this again and again. " * 150  # longer than a page
    file = make(with_paragraph(english, words), tmp_path / "long.pdf")
    with pikepdf.open(file) as document:
        long = [item for item in elements(document, "/P") if len(item.K) > 20]
        pages = {kid.Pg.objgen for kid in long[0].K}
    assert len(long) == 1
    assert len(pages) > 1


def test_cells_name_their_headers(printed: Path) -> None:
    with pikepdf.open(printed) as document:
        names = {str(header.ID) for header in elements(document, "/TH")}
        cells = [cell for cell in elements(document, "/TD") if "/S" in cell]
        assert cells
        for cell in cells:
            assert len(cell.A.Headers) == 2
            assert {str(name) for name in cell.A.Headers} <= names
        listed = document.Root.StructTreeRoot.IDTree.Names
        assert [str(name) for name in list(listed)[::2]] == sorted(names)


def test_a_list_side_by_side_is_one_list_in_the_tags(booklet: Callable[[str], Booklet], tmp_path: Path) -> None:
    file = make(booklet("pl"), tmp_path / "print.pdf", "pdf-bilingual")
    with pikepdf.open(file) as document:
        lengths = [len(item.K) for item in elements(document, "/L")]
    assert lengths.count(2) >= 2  # the emergency signs in Polish, and in English


@pytest.mark.parametrize(("page", "ids"), [("risks", ()), ("risks", ("numbers",))])
def test_english_that_stands_alone_beside_a_translation_can_be_reached(
    page: str, ids: tuple[str, ...], booklet: Callable[[str], Booklet], tmp_path: Path
) -> None:
    """From the contents, from other pages, and by its bookmark."""
    less = lacking(booklet("pl"), page, *ids)
    words = pdf_words.printed(less)
    html = pdf_words.contents(words) + pdf_pairs.pairs(words)
    assert set(re.findall(r'href="#([^"]+)"', html)) - set(re.findall(r' id="([^"]+)"', html)) == {"contact"}
    assert html.count(less.strings["missing_section" if ids else "missing_page"]) == 1
    file = make(less, tmp_path / "print.pdf", "pdf-bilingual")
    assert findings(less, file, "pdf-bilingual") == []


def test_parts_in_english_are_marked(booklet: Callable[[str], Booklet], tmp_path: Path) -> None:
    whole = booklet("pl")
    without = replace(whole, leaflet=replace(whole.leaflet, pages=whole.leaflet.pages[:1]))
    file = make(without, tmp_path / "print.pdf")
    assert findings(without, file) == []
    with pikepdf.open(file) as document:
        marked = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and str(item.get("/Lang", "")) == "en" and "/S" in item
        ]
    assert marked


def test_an_address_is_written_out_after_its_link() -> None:
    link = Element("a", ("The study",), {"href": "https://doi.org/1"})
    section = Section("sources", 2, Element("h2", ("Sources",)), (Element("p", (link, ".")),), 1)
    assert text(named(section, "risks").blocks[0]) == "The study (https://doi.org/1)."


def test_an_ending_written_on_to_a_link_stays_with_it() -> None:
    link = Element("a", ("પ્રશ્નો",), {"href": "questions.md"})
    section = Section("more", 2, Element("h2", ("More",)), (Element("p", (link, "ના પાના પર")),), 1)
    first, rest = named(section, "risks").blocks[0].children
    assert (text(first), rest) == ("પ્રશ્નોના", " પાના પર")


# What is missing


def test_missing_fonts_are_named(tmp_path: Path) -> None:
    assert pdf_fonts.missing_fonts(languages()["ur"], tmp_path) == [
        "@expo-google-fonts/noto-nastaliq-urdu",
        "@expo-google-fonts/atkinson-hyperlegible-next",
    ]


def test_a_language_without_its_fonts_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "missing_fonts", lambda language: ["@expo-google-fonts/noto-sans-gujarati"])
    assert pdf.missing(languages()["gu"]) == (
        "fonts for Gujarati are not installed (@expo-google-fonts/noto-sans-gujarati): run scripts/setup site"
    )


def test_a_bilingual_print_is_for_translations() -> None:
    bilingual = next(made for made in FORMATS if made.name == "pdf-bilingual")
    assert bilingual.missing(languages()["en"]) == "it sets a translation beside the English"
    assert bilingual.missing(languages()["pl"]) is None


def test_every_format_is_made_from_files_that_are_there() -> None:
    for made in FORMATS:
        if made.name in POINTS:
            files = list(made.made_from(languages()["ur"]))
            assert STYLE in files
            assert all(file.is_file() for file in files)


def test_the_style_hides_and_slants_nothing() -> None:
    css = STYLE.read_text(encoding="utf-8")
    for value in ("overflow: hidden", "overflow: clip", "italic", "underline", "justify", "uppercase"):
        assert value not in css.partition("*/")[2]


# Words


def test_words_of_all_scripts_are_told_apart() -> None:
    assert tokens("CT检查, 24 hours") == ["CT", "检", "查", "24", "hours"]


def test_vowel_signs_may_be_read_back_in_another_order() -> None:
    assert tokens("أيضًا") == tokens("أيضاً") == ["أيضا"]


def test_words_must_be_in_order() -> None:
    assert first_lost("one two three four", "page 7 one two three four") is None
    assert first_lost("one two three four", "one two four three") == "one two three [four]"


def test_words_may_be_asked_for_side_by_side() -> None:
    assert holds("In 1,000 people, 5", "In 1,000 people")
    assert not holds("In 10,000 people, 5", "In 10 people")


@pytest.mark.parametrize(
    ("found", "missing"), [("24 to 48", None), ("24 7 48", None), ("48 to 24", "48"), ("24 hours", "48")]
)
def test_numbers_must_be_there_in_order(found: str, missing: str | None) -> None:
    assert missing_number("24 to 48 hours", found) == missing


# Faults in several languages; one of each code: tests/checks/P0*


@pytest.mark.parametrize("tag", ["en", "ar", "ur"])  # read by place, and by tags
def test_a_truncated_section_is_found(booklet: Callable[[str], Booklet], tag: str, tmp_path: Path) -> None:
    whole = booklet(tag)
    cut = changed(whole, "risks", "numbers", lambda part: replace(part, blocks=part.blocks[:-1]))
    found = findings(whole, make(cut, tmp_path / "print.pdf"))
    assert any(finding.code == "P002" and "risks#numbers" in finding.message for finding in found)


@pytest.mark.parametrize(("tag", "word"), [("en", "not"), ("ar", "لا"), ("gu", "નહીં"), ("zh", "不")])
def test_one_lost_word_of_many_is_found(booklet: Callable[[str], Booklet], tag: str, word: str, tmp_path: Path) -> None:
    some = "وو " if tag == "ar" else "કક " if tag == "gu" else "天" if tag == "zh" else "and "
    more = with_paragraph(booklet(tag), some * 150 + word + " " + some * 150)
    less = with_paragraph(booklet(tag), some * 300)
    found = findings(more, make(less, tmp_path / "print.pdf"))
    assert any(finding.code == "P002" and f"[{word}]" in finding.message for finding in found)


def test_a_changed_heading_of_a_column_is_found(english: Booklet, tmp_path: Path) -> None:
    def table(column: str) -> Booklet:
        row = Element("tr", (Element("th", ("Risk",)), Element("th", (column,))))
        cells = Element("tr", (Element("td", ("Bleeding",)), Element("td", ("5",))))
        whole = Element("table", (Element("thead", (row,)), Element("tbody", (cells,))))
        return changed(english, "risks", "numbers", lambda part: replace(part, blocks=(*part.blocks, whole)))

    right = table("In 1,000 people")
    assert "P002" not in codes(right, make(right, tmp_path / "right.pdf"))
    found = findings(right, make(table("In 10 people"), tmp_path / "wrong.pdf"))
    assert any('"In 1,000 people"' in finding.message for finding in found)


@pytest.mark.parametrize("tag", ["ar", "gu"])  # whose words are read from the tags, which a lost page leaves
def test_words_that_are_said_but_not_drawn_are_found(
    booklet: Callable[[str], Booklet], tag: str, tmp_path: Path
) -> None:
    printed = make(booklet(tag), tmp_path / "print.pdf")
    lost = edited(printed, lambda document: document.pages.__delitem__(len(document.pages) - 2))
    assert "P002" in codes(booklet(tag), lost)
    blank = edited(printed, lambda document: document.pages[-2].__setitem__("/Contents", document.make_stream(b"")))
    assert "P002" in codes(booklet(tag), blank)


@pytest.mark.parametrize("tag", ["en", "ur"])
def test_a_lost_number_is_found(booklet: Callable[[str], Booklet], tag: str, tmp_path: Path) -> None:
    more = with_paragraph(booklet(tag), "45 + 46 + 47 + 48 + 49 + 50 + 51.")
    less = with_paragraph(booklet(tag), "45 + 46 + 47 + 48 + 49 + 51 + 50.")
    assert "P003" in codes(more, make(less, tmp_path / "print.pdf"))


def test_a_truncated_side_of_a_bilingual_print_is_found(booklet: Callable[[str], Booklet], tmp_path: Path) -> None:
    whole = booklet("ar")
    english = changed(booklet("en"), "risks", "numbers", lambda part: replace(part, blocks=part.blocks[:-1]))
    cut = replace(whole, english=english.english)
    found = findings(whole, make(cut, tmp_path / "print.pdf", "pdf-bilingual"), "pdf-bilingual")
    assert any("risks#numbers (en)" in finding.message for finding in found)


def test_an_old_print_is_found(english: Booklet, printed: Path) -> None:
    assert codes(replace(english, version="2.0"), printed) == {"P015", "P018"}
    assert codes(replace(english, languages=english.languages[:1]), printed) == {"P015"}


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_a_phone_number_runs_from_left_to_right(booklet: Callable[[str], Booklet], tag: str, tmp_path: Path) -> None:
    file = make(booklet(tag), tmp_path / "print.pdf")
    with pypdfium2.PdfDocument(file) as document:
        words = document[len(document) - 1].get_textpage()
        place = words.get_text_range().replace("\r\n", "  ").index("01632 960 001")
        lefts = [words.get_charbox(number)[0] for number in range(place, place + 13)]
    assert lefts == sorted(lefts)
