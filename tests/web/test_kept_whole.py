"""What lines must not part: numbers and units, and short English words in other letters."""

from __future__ import annotations

from leaflet.content.model import Element, Section
from leaflet.edition.markup import words_html
from leaflet.project.settings import languages
from leaflet.web.kept_whole import kept_whole


def html(words: str, language: str) -> str:
    section = Section("a", 2, Element("h2", (words,)), (), 1)
    return words_html(kept_whole(section, languages()[language]).heading.children)


def test_short_english_words_say_so_and_stay_whole() -> None:
    assert html("الجناح (ward)", "ar") == 'الجناح (<bdi lang="en" dir="ltr">ward</bdi>)'
    assert html("病房（ward）", "zh") == '病房（<bdi lang="en">ward</bdi>）'


def test_a_passage_in_english_says_so_and_may_break() -> None:
    assert html("اقرأ The efficacy of cement", "ar") == 'اقرأ <span lang="en" dir="ltr">The efficacy of cement</span>'


def test_words_of_a_language_in_latin_letters_are_not_marked() -> None:
    assert html("oddział (ward)", "pl") == "oddział (ward)"


def test_a_number_stays_with_its_unit() -> None:
    assert html("After 6 weeks, or 24 hours", "en") == "After 6\u00a0weeks, or 24\u00a0hours"
    assert html("call 01923 217 187 or wait", "en") == "call 01923 217 187\u00a0or wait"
    assert html("6 immunosuppressants", "en") == "6 immunosuppressants"
