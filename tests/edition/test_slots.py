"""Lists and notices of the build, as each medium has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflet.content.model import SLOTS, text
from leaflet.edition.slots import Medium, slot
from leaflet.project.settings import languages
from support.made import small
from support.small import shape

WEB = "https://elm.example/"
MORE = "Other languages and formats are on the web page: "
# What each medium says in the place of each slot, in an English leaflet of one page
SAID = {
    "list.pages": {
        Medium.FILE: ["Risks"],
        Medium.PAPER: ["Risks"],
        Medium.BRAILLE: ["Risks"],
        Medium.SPEECH: ["1 things.", "Risks"],
    },
    "list.languages": {
        Medium.FILE: [f"This leaflet in other languages, on its web pages: {WEB}formats/#other-languages"],
        Medium.PAPER: ["Englishالعربية"],
        Medium.BRAILLE: [f"This leaflet in other languages, on its web pages: {WEB}"],
        Medium.SPEECH: ["This leaflet is in these languages:", "English", "Arabic"],
    },
    "list.formats": {
        Medium.FILE: [f"This leaflet in other formats, on its web pages: {WEB}formats/#other-formats"],
        Medium.PAPER: [f"{MORE}{WEB}"],
        Medium.BRAILLE: [f"{MORE}{WEB}", "For any other format, phone the hospital: 01632 960 001"],
        Medium.SPEECH: ["The web page lists the files of this leaflet to download."],
    },
    "list.checks": {
        Medium.FILE: [f"The numbers are on the web page: {WEB}how-we-check/#test-of-the-program"],
        Medium.PAPER: [f"The numbers are on the web page: {WEB}how-we-check/"],
        Medium.BRAILLE: [f"The numbers are on the web page: {WEB}how-we-check/"],
        Medium.SPEECH: [],
    },
    "notice.clinician": {key: ["Nobody has checked it."] for key in Medium},
    "notice.unconfirmed": {key: ["The hospital has not yet confirmed its contact details here."] for key in Medium},
}


def test_every_slot_has_its_words_here() -> None:
    assert SAID.keys() == set(SLOTS)


@pytest.mark.parametrize(("name", "medium"), [(name, medium) for name in SAID for medium in Medium])
def test_a_slot_in_a_medium(name: str, medium: Medium, tmp_path: Path) -> None:
    words = small(tmp_path, "# Risks {#risks}\n", languages=(languages()["en"], languages()["ar"]))
    found = [text(block) for block in slot(name, words, words.language, medium)]
    assert found == SAID[name][medium]


@pytest.mark.parametrize("medium", Medium)
def test_of_who_has_checked_it_nothing_is_said_in_english_that_stands_in(medium: Medium, tmp_path: Path) -> None:
    words = small(tmp_path, "# Risks {#risks}\n", "# Ryzyko {#risks}\n", "pl")
    assert list(slot("notice.clinician", words, languages()["en"], medium)) == []


@pytest.mark.parametrize("medium", Medium)
def test_of_a_hospital_that_has_confirmed_its_details_nothing_is_said(medium: Medium, tmp_path: Path) -> None:
    words = small(tmp_path, "# Risks {#risks}\n")
    hospital = replace(words.leaflet.hospital, confirmed=True)
    confirmed = replace(words, leaflet=replace(words.leaflet, hospital=hospital))
    assert list(slot("notice.unconfirmed", confirmed, words.language, medium)) == []


def test_a_language_on_paper_is_in_its_own_letters(tmp_path: Path) -> None:
    words = small(tmp_path, "# Risks {#risks}\n", languages=(languages()["ar"],))
    (listed,) = slot("list.languages", words, words.language, Medium.PAPER)
    assert shape(listed) == '<ul><li><span lang="ar" dir="rtl">العربية</span></li></ul>'
