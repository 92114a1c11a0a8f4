"""English words on pages in other letters."""

from __future__ import annotations

from leaflet.content.model import Element, Section
from leaflet.edition.markup import words_html
from leaflet.project.settings import languages
from leaflet.web.latin_words import with_english_kept_whole


def html(words: str, language: str) -> str:
    section = Section("a", 2, Element("h2", (words,)), (), 1)
    return words_html(with_english_kept_whole(section, languages()[language]).heading.children)


def test_short_english_words_say_so_and_stay_whole() -> None:
    assert html("الجناح (ward)", "ar") == 'الجناح (<bdi lang="en" dir="ltr">ward</bdi>)'
    assert html("病房（ward）", "zh") == '病房（<bdi lang="en">ward</bdi>）'


def test_a_passage_in_english_says_so_and_may_break() -> None:
    assert html("اقرأ The efficacy of cement", "ar") == 'اقرأ <span lang="en" dir="ltr">The efficacy of cement</span>'


def test_words_of_a_language_in_latin_letters_are_not_marked() -> None:
    assert html("oddział (ward)", "pl") == "oddział (ward)"
