"""Letters of a translation: the usual form, nothing invisible, no look-alikes, the language's own quotation marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.checks.source_check import Check
from leaflet.checks.translations.characters import invisible, normal_form, own_letters, quotes
from support.translated import found, project_of

ENGLISH = "Rest."
JOINER, NON_JOINER = "\u200d", "\u200c"


# The usual form (NFC)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "zrobić, łóżko, źle"),
        ("ar", "أرقام، آخر، الجَراح"),
        ("ur", "آپ، مؤثر، جائیں"),
        ("gu", "હૉસ્પિટલ, ડૉક્ટર"),
        ("zh", "医生，病房。"),
        ("bn", "গাড়ি, সময়"),
        ("pa", "ਹਫ਼ਤਾ, ਸਿਰਫ਼"),
        ("ro", "și, după"),
    ],
)
def test_words_in_the_usual_form_are_good(tmp_path: Path, language: str, words: str) -> None:
    assert found(normal_form, tmp_path, language, ENGLISH, words) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "zrobic\u0301"),
        ("pl", "zle\u0328"),
        ("ar", "ا\u0654رقام"),
        ("ar", "ا\u0653خر"),
        ("ur", "مو\u0654ثر"),
        ("bn", "গা\u09dcি"),
        ("pa", "ਹ\u0a5eਤਾ"),
        ("zh", "\uf900"),
        ("pl", "5 \u212b"),
    ],
)
def test_words_in_another_form_are_found(tmp_path: Path, language: str, words: str) -> None:
    assert found(normal_form, tmp_path, language, ENGLISH, f"A.\n\n{words}") == ["T060:3"]


def test_letter_that_is_not_in_the_usual_form_is_named(tmp_path: Path) -> None:
    (finding,) = normal_form(project_of(tmp_path, "pl", ENGLISH, "zrobic\u0301"))
    assert "U+0063 (LATIN SMALL LETTER C)" in finding.message


# Invisible characters


@pytest.mark.parametrize("sign", list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_direction_control_is_found(tmp_path: Path, sign: str) -> None:
    assert found(invisible, tmp_path, "ar", ENGLISH, f"اتصل {sign}999 الآن.") == ["T061:1"]


@pytest.mark.parametrize(
    "sign", list("\u00ad\u200b\u2060\ufeff\u180e\u2028\u2029\ufffd\ue000\u0007\u0085\u0600\U000e0041\u0378")
)
def test_invisible_character_is_found(tmp_path: Path, sign: str) -> None:
    assert found(invisible, tmp_path, "zh", ENGLISH, f"医{sign}生") == ["T062:1"]


@pytest.mark.parametrize("sign", ["\u00a0", "\u202f", "\u3000", "–", "…", "’", "،", "۔", "।", "·", "🏥"])
def test_sign_that_a_reader_sees_is_good(tmp_path: Path, sign: str) -> None:
    assert found(invisible, tmp_path, "ur", ENGLISH, f"زخم{sign}گرم") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ur", f"بے{NON_JOINER}ہوش"),
        ("ar", f"ه{JOINER}ج"),
        ("fa", f"می{NON_JOINER}شود"),
        ("fa", f"5{NON_JOINER}روز"),
        ("gu", f"વસ્{JOINER}તુ"),
        ("bn", f"র{JOINER}্যা"),
        ("pa", f"ਕ੍{NON_JOINER}ਰ"),
    ],
)
def test_joiner_inside_a_word_of_a_script_that_needs_it_is_good(tmp_path: Path, language: str, words: str) -> None:
    assert found(invisible, tmp_path, language, ENGLISH, words) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ur", f"زخم{NON_JOINER} گرم"),
        ("ur", f"زخم {NON_JOINER}گرم"),
        ("ur", f"{NON_JOINER}زخم"),
        ("ur", f"زخم{NON_JOINER}"),
        ("pl", f"ra{NON_JOINER}na"),
        ("zh", f"医{JOINER}生"),
    ],
)
def test_joiner_elsewhere_is_found(tmp_path: Path, language: str, words: str) -> None:
    assert found(invisible, tmp_path, language, ENGLISH, words) == ["T062:1"]


@pytest.mark.parametrize(
    "words",
    [
        "- a\u200bb",
        "| x | a\u200bb |\n|---|---|",
        "![a\u200bb](../assets/a.svg)",
        "[a\u200bb](risks.md)",
        '!!! note "a\u200bb"\n    Rest.',
        "**a\u200bb**",
    ],
)
def test_invisible_character_is_found_once_wherever_it_stands(tmp_path: Path, words: str) -> None:
    assert found(invisible, tmp_path, "pl", ENGLISH, words) == ["T062:1"]


# Look-alikes


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "في المستشفى، كل يوم، هذه الممرضة"),
        ("ur", "یہ ہسپتال کا ایک بڑا وارڈ ہے، ٹھیک ہے، بھی، میں، جہاں"),
        ("fa", "این بیمارستان یک گچ و پژوهش است"),
        ("ro", "și după ședință, până țineți"),
        ("pl", "zażółć gęślą jaźń"),
        ("gu", "હૉસ્પિટલ"),
        ("ru", "после ещё"),
        ("zh", "医院"),
    ],
)
def test_letters_of_the_language_are_good(tmp_path: Path, language: str, words: str) -> None:
    assert found(own_letters, tmp_path, language, ENGLISH, words) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "فی المستشفى"),
        ("ar", "کل يوم"),
        ("ar", "ہذه"),
        ("ar", "گل"),
        ("ur", "كا"),
        ("ur", "هسپتال"),
        ("ur", "ميں"),
        ("ur", "مستشفى"),
        ("ur", "جراحة"),
        ("fa", "كتاب"),
        ("fa", "بيمار"),
        ("fa", "لڑکی"),
        ("ro", "\u015fi"),
        ("ro", "\u0163ine\u0163i"),
    ],
)
def test_letter_of_another_language_is_found(tmp_path: Path, language: str, words: str) -> None:
    assert found(own_letters, tmp_path, language, ENGLISH, words) == ["T063:1"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("gu", "NHSનાં આંકડા"),
        ("ar", "الـNHS"),
        ("ar", "والNHS"),
        ("ur", "NHSکا"),
        ("bn", "NHSের"),
        ("zh", "A4纸和MRI检查"),
        ("pl", "β-bloker i skala α"),
        ("pl", "MRI-em"),
        ("pl", "5 µg"),
        ("ru", "NHS и МРТ"),
        ("gu", "ડૉ. Smith"),
    ],
)
def test_name_with_an_ending_is_good(tmp_path: Path, language: str, words: str) -> None:
    assert found(own_letters, tmp_path, language, ENGLISH, words) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "r\u0430na"),
        ("pl", "\u041crana"),
        ("pl", "\u03bfpatrunek"),
        ("ru", "р\u0061на"),
        ("gu", "ભાર\u0947"),
        ("gu", "ભ\u093eરે"),
        ("bn", "ওষ\u0941ধ"),
        ("ur", "زaخم"),
        ("ar", "aجرحb"),
        ("gu", "ભાaરે"),
    ],
)
def test_word_of_mixed_letters_is_found(tmp_path: Path, language: str, words: str) -> None:
    assert found(own_letters, tmp_path, language, ENGLISH, words) == ["T043:1"]


# Quotation marks


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "„rana”"),
        ("ar", "«جرح»"),
        ("zh", "“伤口”"),
        ("fr", "l’aspirine, « plaie »"),
        ("ur", "’زخم‘"),
        ("pl", '!!! note "Rana"\n    Ból.'),
    ],
)
def test_marks_of_the_language_are_good(tmp_path: Path, language: str, words: str) -> None:
    assert found(quotes, tmp_path, language, ENGLISH, words) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", '"rana"'),
        ("pl", "d'Artagnan"),
        ("fr", "l'aspirine"),
        ("zh", "'伤口'"),
        ("pl", '- "rana'),
        ("pl", '![a "rana"](../assets/a.svg)'),
        ("pl", "!!! note \"To 'rana'\"\n    Ból."),
    ],
)
def test_typewriter_mark_is_found(tmp_path: Path, language: str, words: str) -> None:
    assert found(quotes, tmp_path, language, ENGLISH, words) == ["T064:1"]


@pytest.mark.parametrize(
    ("words", "code"), [("01632 \u202e960 001", "T061"), ("01632 &#x202e;960", "T061"), ("no\u200bt", "T062")]
)
def test_what_cannot_be_seen_is_found_in_the_english_too(tmp_path: Path, words: str, code: str) -> None:
    assert [place.partition(":")[0] for place in found(invisible, tmp_path, "pl", words, "Rana.")] == [code]


@pytest.mark.parametrize("check", [normal_form, own_letters, quotes])
def test_english_is_not_looked_at(tmp_path: Path, check: Check) -> None:
    assert found(check, tmp_path, "pl", 'a\u0301 a\u200bb \u0430b "x"', "Rana.") == []
