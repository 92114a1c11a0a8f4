"""In the real translations: no "not" can be lost without another count of words, in any language."""

from __future__ import annotations

import re

import pytest

from leaflet.content.runs import words_of
from leaflet.content.safety_words import count_safety_words
from leaflet.project.settings import languages
from support.made import real_project
from support.translated import TRANSLATIONS

NEGATIONS = {  # written down from grammars, not from languages.yml
    "ar": r"\b[وف]?(لا|لم|لن|ليس|ليست|دون|عدم|غير|ألا)\b",
    "gu": r"(?<!\S)(ન|ના|નહીં|નથી|નહિ|વગર|વિના)(?=[\s,.;:!?)’]|$)",
    "pl": r"\b(nie|nigdy|bez|ani|nikt|nic|żaden|żadn\w+|brak)\b",
    "ur": r"\b(نہ|نہیں|مت|بغیر|کبھی|ہرگز|غیر|بلا)\b",
    "zh": "不|没|无|未|勿",
}
OTHERS = {  # only, at least, unless, stop
    "ar": r"\b(فقط|إلا إذا|على الأقل|أوقف\w*|توقف\w*)\b",
    "gu": r"(?<!\S)(ફક્ત|તો જ|ઓછામાં ઓછ\S+|બંધ)(?=[\s,.;:!?)’]|$)",
    "pl": r"\b(tylko|chyba że|co najmniej|odstawi\w+|przestać)\b",
    "ur": r"\b(صرف|جب تک|کم از کم|بند)\b",
    "zh": "只|才|除非|至少|停",
}


@pytest.mark.parametrize("words_of_language", [NEGATIONS, OTHERS], ids=["not", "only, at least, unless, stop"])
@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_word_that_is_lost_changes_the_count(tag: str, words_of_language: dict[str, str]) -> None:
    """One at a time is dropped: the count that the stamp has recorded (T031) is then another."""
    places, missed = 0, []
    for page in real_project().leaflet(tag).pages:
        for section in page.sections:
            words = words_of(section).lower()
            before = count_safety_words(words, languages()[tag])
            for match in re.finditer(words_of_language[tag], words):
                places += 1
                if count_safety_words(words[: match.start()] + words[match.end() :], languages()[tag]) == before:
                    missed.append(f"{page.name} {words[max(match.start() - 20, 0) : match.end() + 20]}")
    assert places > 40
    assert missed == []


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("ur", "ناک"),
        ("ur", "ناشتہ"),
        ("ur", "دوا بند کریں"),
        ("ur", "پابندی"),
        ("zh", "特别"),
        ("zh", "分别"),
        ("zh", "别人"),
        ("zh", "别的骨头"),
        ("zh", "性别"),
        ("zh", "不断"),
    ],
)
def test_word_that_is_no_not_is_not_counted_as_one(tag: str, words: str) -> None:
    assert "not" not in count_safety_words(words, languages()[tag])


@pytest.mark.parametrize(
    ("tag", "words", "kind"),
    [
        ("ur", "رکھیں", "stop"),
        ("ur", "سرکاری", "stop"),
        ("ur", "پابندی", "stop"),
        ("ur", "نیپروکسن", "stop"),
        ("zh", "判断", "stop"),
        ("zh", "不断", "stop"),
        ("zh", "骨头断了", "stop"),
        ("pl", "w brzuchu", "stop"),
        ("gu", "નેપ્રોક્સેન", "stop"),
        ("ar", "من دون", "less_than"),
        ("ur", "سے کمزور", "less_than"),
        ("zh", "做不到", "less_than"),
        ("ar", "أبعد", "after"),
        ("ur", "چلنا پھرنا", "after"),
        ("zh", "球囊后凸成形术", "after"),
        ("zh", "前面", "before"),
        ("ar", "اليومية", "today"),
        ("gu", "વગર", "unless"),
    ],
)
def test_word_that_only_looks_alike_is_not_counted(tag: str, words: str, kind: str) -> None:
    assert kind not in count_safety_words(words, languages()[tag])


@pytest.mark.parametrize(
    "words",
    [
        "Don’t drive.",
        "You can't fly.",
        "You won’t feel it.",
        "It isn’t so.",
        "Without food.",
        "You are unable to drive.",
    ],
)
def test_short_form_is_a_not_in_english(words: str) -> None:
    assert count_safety_words(words, languages()["en"]) == {"not": 1}


@pytest.mark.parametrize(
    ("tag", "words", "kind"),
    [
        ("ur", "رک جائیں", "stop"),
        ("ur", "خون رکنے تک", "stop"),
        ("ur", "دوا روکیں", "stop"),
        ("zh", "中断", "stop"),
        ("zh", "停药", "stop"),
        ("zh", "别动", "not"),
        ("zh", "不到1人", "less_than"),
        ("ar", "سوى", "only"),
    ],
)
def test_word_is_counted(tag: str, words: str, kind: str) -> None:
    assert kind in count_safety_words(words, languages()[tag])
