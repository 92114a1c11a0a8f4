"""The record of each language is whole, and agrees with CLDR, the Unicode Common Locale Data Repository, and with itself."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import regex
from babel import Locale
from babel.numbers import get_decimal_symbol

from leaflet.project.languages import FILE, PATH, Language, language_findings, languages, read_languages
from leaflet.project.settings import SOURCE_LANGUAGE

TAGS = list(languages())
TRANSLATED = [tag for tag in TAGS if tag != SOURCE_LANGUAGE]
KEYS = {field.name for field in fields(Language)} - {"tag"}
# BCP 47 (RFC 5646), the parts that a leaflet needs: language, script, region.
BCP_47 = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
RIGHT_TO_LEFT = {"Arabic", "Hebrew"}
FONTS = {
    "Latin": "Atkinson Hyperlegible Next",
    "Arabic": "Noto Na",
    "Gujarati": "Noto Sans Gujarati",
    "Han": "Noto Sans SC",
    "Bengali": "Noto Sans Bengali",
    "Gurmukhi": "Noto Sans Gurmukhi",
    "Cyrillic": "Noto Sans",
}
VOICES = {"kokoro", "espeak"}
OTHER_NAMES = {
    "zh": ("简体中文", "Chinese (simplified)"),  # CLDR's name does not say which script
    "bn": ("বাংলা", "Bengali"),  # as the NHS says; CLDR has Bangla
}


def letters(words: str) -> list[str]:
    return regex.findall(r"\p{L}", words)


def test_there_are_sixteen() -> None:
    assert len(TAGS) == 16


def test_source_language_is_first() -> None:
    assert TAGS[0] == SOURCE_LANGUAGE


def test_nothing_is_wrong_in_the_records() -> None:
    assert language_findings() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  direction: rtl", "  direction: left", "direction: Input should be 'ltr' or 'rtl'"),
        ("  meaning_model: true", "  meaning_modle: true", "meaning_modle: Unexpected keyword argument"),
        ("  iso_639_2: ara\n", "", "iso_639_2: Field required"),
        ("  script: Arabic", "  script: Arabik", 'script: Unicode has no script "Arabik"'),
        ("growth: 1.15", "growth: large", "print.growth: Input should be a valid number"),
    ],
)
def test_a_record_that_cannot_be_used_is_a_finding(tmp_path: Path, old: str, new: str, said: str) -> None:
    content = FILE.read_text(encoding="utf-8")
    before, record = content.split("\nar:\n")
    (tmp_path / "languages.yml").write_text(before + "\nar:\n" + record.replace(old, new, 1), encoding="utf-8")
    known, (finding,) = read_languages(tmp_path / "languages.yml")
    assert "ar" not in known and len(known) == len(TAGS) - 1
    assert (finding.path, finding.code) == (PATH, "S001")
    assert finding.message.startswith(f"The record of ar cannot be used: {said}")
    line = (tmp_path / "languages.yml").read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert line in ("ar:", *new.splitlines()) or new in line


def test_every_field_is_explained() -> None:
    content = FILE.read_text(encoding="utf-8")
    head = "\n".join(line for line in content.splitlines() if line.startswith("#"))
    needs_no_words = {"name", "english_name", "direction", "script"}
    assert [key for key in KEYS - needs_no_words if not re.search(rf"\b{key}\b", head)] == []


@pytest.mark.parametrize("tag", TAGS)
def test_tag_is_bcp_47(tag: str) -> None:
    assert BCP_47.fullmatch(tag)
    assert str(Locale.parse(tag, sep="-")).replace("_", "-") == tag


@pytest.mark.parametrize("tag", TAGS)
def test_name_is_the_languages_own(tag: str) -> None:
    own = OTHER_NAMES[tag][0] if tag in OTHER_NAMES else Locale.parse(tag).get_display_name(tag)
    assert languages()[tag].name.casefold() == str(own).casefold()


@pytest.mark.parametrize("tag", TAGS)
def test_english_name_is_the_english_one(tag: str) -> None:
    english = OTHER_NAMES[tag][1] if tag in OTHER_NAMES else Locale.parse(tag).get_display_name("en")
    assert languages()[tag].english_name == english


@pytest.mark.parametrize("tag", TAGS)
def test_name_is_in_the_script_of_the_language(tag: str) -> None:
    language = languages()[tag]
    assert all(regex.fullmatch(rf"\p{{Script={language.script}}}", letter) for letter in letters(language.name))


@pytest.mark.parametrize("tag", TAGS)
def test_direction_is_that_of_the_script(tag: str) -> None:
    language = languages()[tag]
    assert (
        language.direction == ("rtl" if language.script in RIGHT_TO_LEFT else "ltr") == Locale.parse(tag).text_direction
    )


@pytest.mark.parametrize("tag", TAGS)
def test_first_font_has_the_script(tag: str) -> None:
    language = languages()[tag]
    assert language.fonts[0].startswith(FONTS[language.script])


@pytest.mark.parametrize("tag", [tag for tag in TAGS if languages()[tag].script not in ("Latin", "Cyrillic")])
def test_there_is_a_font_for_latin_names(tag: str) -> None:
    assert FONTS["Latin"] in languages()[tag].fonts[1:]


@pytest.mark.parametrize("tag", TAGS)
def test_braille_tables_are_of_the_language(tag: str) -> None:
    tables = languages()[tag].braille.tables
    assert tables and all(re.fullmatch(rf"{tag}[a-z]*(-[a-z0-9]+)*\.(ctb|utb|tbl)", table) for table in tables)


def test_english_braille_is_contracted_first() -> None:
    assert languages()["en"].braille.tables[0] == "en-ueb-g2.ctb"


@pytest.mark.parametrize("tag", TAGS)
def test_voice_is_one_of_those_measured(tag: str) -> None:
    voice = languages()[tag].voice
    assert voice is None or (voice.kind in VOICES and 0.5 <= voice.speed <= 1.2)
    assert voice is None or (voice.heard_wrong is None) == (not voice.measured_on)


@pytest.mark.parametrize("tag", TAGS)
def test_dictionary_is_of_the_language(tag: str) -> None:
    dictionary = languages()[tag].dictionary
    assert dictionary is None or re.fullmatch(rf"{tag}(_[A-Z]{{2}})?", dictionary)


@pytest.mark.parametrize("tag", TAGS)
def test_decimal_sign_is_that_of_western_digits(tag: str) -> None:
    assert languages()[tag].decimal == get_decimal_symbol(tag, numbering_system="latn")


@pytest.mark.parametrize("tag", TAGS)
def test_quotation_marks_are_a_pair_and_not_the_typewriters(tag: str) -> None:
    opening, closing = languages()[tag].quotes
    assert opening != closing
    assert not {opening, closing} & {'"', "'"}
    assert all(len(mark) == 1 for mark in (opening, closing))


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("field", ["units", "words"])
def test_every_kind_of_english_has_expressions(tag: str, field: str) -> None:
    table = getattr(languages()[tag], field)
    assert list(table) == list(getattr(languages()[SOURCE_LANGUAGE], field))
    assert all(table.values())


@pytest.mark.parametrize("tag", TRANSLATED)
def test_small_numbers_have_words(tag: str) -> None:
    assert list(languages()[tag].number_words) == [1, 1.5, 2, 3, 100]
    assert all(languages()[tag].number_words.values())


@pytest.mark.parametrize("tag", TAGS)
def test_no_expression_stands_twice_in_a_list(tag: str) -> None:
    language = languages()[tag]
    lists = [*language.units.values(), *language.words.values(), *language.number_words.values()]
    assert [forms for forms in lists if len(set(forms)) != len(forms)] == []


@pytest.mark.parametrize("tag", TRANSLATED)
@pytest.mark.parametrize("field", ["units", "words", "number_words"])
def test_expressions_are_in_the_letters_of_the_language(tag: str, field: str) -> None:
    language = languages()[tag]
    forms = [form for table in getattr(language, field).values() for form in table]
    words = [re.sub(r"\\u[0-9a-f]{4}|\\.|cm|mg|ml|kg", "", form) for form in forms]
    alien = [
        form
        for form in words
        if not all(
            regex.fullmatch(rf"[\p{{Script={language.script}}}\p{{Script=Common}}]", letter) for letter in letters(form)
        )
    ]
    assert alien == []


@pytest.mark.parametrize("tag", [tag for tag in TAGS if languages()[tag].letters.wrong])
@pytest.mark.parametrize("field", ["units", "words", "number_words"])
def test_expressions_have_no_letter_that_pages_may_not_have(tag: str, field: str) -> None:
    forms = [form for table in getattr(languages()[tag], field).values() for form in table]
    assert [form for form in forms if set(form) & set(languages()[tag].letters.wrong)] == []
