"""Agreed terms of the glossary, and spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.checks.translations.glossary_and_spelling import can_spell, glossary, path_of, read_glossary, spelling
from leaflet.project.settings import languages
from support.translated import found, project_of, with_dictionaries

INFECTION = "- {en: infection, use: zakażenie, forms: [zakaże]}\n"


def agree(folder: Path, content: str = INFECTION, language: str = "pl") -> Path:
    (folder / "docs" / language).mkdir(parents=True)
    (folder / "docs" / language / "glossary.yml").write_text(content, encoding="utf-8")
    return folder


def wrong(folder: Path, content: str) -> list[tuple[str, str, int]]:
    project = project_of(agree(folder, content), "pl", "Rest.", "Sen.")
    findings = read_glossary(project, languages()["pl"])[1]
    assert list(glossary(project)) == findings
    return [(finding.code, str(finding.path), finding.line) for finding in findings]


# Terms


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("An infection is rare.", "Zakażenie jest rzadkie."),
        ("An infection is rare.", "Ryzyko zakażenia jest małe."),
        ("INFECTION.", "ZAKAŻENIE."),
        ("An [infection](words.md#infection).", "[Zakażenie](words.md#infection)."),
        ("Rest.", "Sen."),
        ("Disinfection.", "Dezynfekcja."),
        ("Infection-free.", "Bez niego."),
        ("Infectious.", "Zaraźliwe."),
        ("- infection", "- zakażenie"),
        ("Infections and an infection.", "Jedno zakażenie."),
        ("![An infection](../assets/a.svg)", "![Zakażenie](../assets/a.svg)"),
    ],
)
def test_agreed_term_is_good(tmp_path: Path, english: str, words: str) -> None:
    assert found(glossary, agree(tmp_path), "pl", english, words) == []


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("An infection is rare.", "Infekcja jest rzadka."),
        ("Infections are rare.", "Infekcje są rzadkie."),
        ("INFECTION.", "Infekcja."),
        ("- infection", "- infekcja"),
        ("![An infection](../assets/a.svg)", "![Infekcja](../assets/a.svg)"),
        ("Fever (infection).", "Gorączka (infekcja)."),
    ],
)
def test_other_word_for_an_agreed_term_is_found(tmp_path: Path, english: str, words: str) -> None:
    assert found(glossary, agree(tmp_path), "pl", english, words) == ["T050:0"]


def test_finding_names_the_agreed_term_and_the_english(tmp_path: Path) -> None:
    (finding,) = glossary(project_of(agree(tmp_path), "pl", "Infections.", "Infekcje."))
    assert finding.message == '#risks has no "zakażenie" for "infections".'
    assert str(path_of(languages()["pl"])) in finding.hint


def test_term_is_looked_for_in_its_section(tmp_path: Path) -> None:
    english = "Infection.\n\n## Pain {#pain}\n\nInfection.\n"
    words = "Zakażenie.\n\n## Ból {#pain}\n\nInfekcja.\n"
    assert found(glossary, agree(tmp_path), "pl", english, words) == ["T050:3"]


@pytest.mark.parametrize(
    ("term", "english"),
    [
        ("X-ray", "X-rays help."),
        ("A&E", "Go to A&E."),
        ("blood test", "Blood tests."),
        ("GP", "Your GP’s letter."),
        ("C++ (x)", "A c++ (x)."),
    ],
)
def test_term_with_signs_is_found_as_it_stands(tmp_path: Path, term: str, english: str) -> None:
    folder = agree(tmp_path, f'- {{en: "{term}", use: coś, forms: [coś]}}\n')
    assert found(glossary, folder, "pl", english, "Nic.") == ["T050:0"]


@pytest.mark.parametrize(
    ("language", "use", "form", "good", "bad"),
    [
        ("ar", "عدوى", "عدوى", "خطر العدوى قليل.", "خطر الالتهاب قليل."),
        ("ur", "انفیکشن", "انفیکشن", "انفیکشن کا خطرہ", "جراثیم کا خطرہ"),
        ("gu", "ચેપ", "ચેપ", "ચેપનું જોખમ", "ઇન્ફેક્શનનું જોખમ"),
        ("zh", "感染", "感染", "感染的风险", "发炎的风险"),
    ],
)
def test_terms_of_other_scripts(tmp_path: Path, language: str, use: str, form: str, good: str, bad: str) -> None:
    folder = agree(tmp_path, f"- {{en: infection, use: {use}, forms: [{form}]}}\n", language)
    assert found(glossary, folder, language, "Infection.", good) == []
    assert found(glossary, folder, language, "Infection.", bad) == ["T050:0"]


def test_without_a_glossary_no_term_is_looked_for(tmp_path: Path) -> None:
    assert found(glossary, tmp_path, "pl", "Infection.", "Infekcja.") == []


@pytest.mark.parametrize(
    "content",
    [
        "- {en: infection, use: zakażenie}\n",
        "- {en: infection, forms: [a]}\n",
        "- {use: a, forms: [a]}\n",
        "- {en: a, use: b, forms: c}\n",
        "- infection\n",
        "infection: zakażenie\n",
        "infection\n",
    ],
)
def test_glossary_that_is_not_whole_is_found(tmp_path: Path, content: str) -> None:
    assert wrong(tmp_path, content) == [("T052", "docs/pl/glossary.yml", 1)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [("- [\n", ("S001", "docs/pl/glossary.yml", 2)), ("\0", ("S017", "docs/pl/glossary.yml", 1))],
)
def test_glossary_that_cannot_be_read_is_found(tmp_path: Path, content: str, expected: tuple[str, str, int]) -> None:
    assert wrong(tmp_path, content) == [expected]


@pytest.mark.parametrize("content", ["[]\n", "", "# None yet.\n"])
def test_empty_glossary_is_good(tmp_path: Path, content: str) -> None:
    assert wrong(tmp_path, content) == []


def test_wrong_term_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = agree(tmp_path, "- rana\n" + INFECTION)
    assert sorted(found(glossary, folder, "pl", "Infection.", "Infekcja.")) == ["T050:0", "T052:-3"]


# Spelling


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_dictionaries(tmp_path)


def test_polish_can_be_spelt_here(folder: Path) -> None:
    assert can_spell(folder, languages()["pl"])


@pytest.mark.parametrize("language", ["ar", "es"])
def test_language_without_a_dictionary_cannot_be_spelt(folder: Path, language: str) -> None:
    assert not can_spell(folder, languages()[language])


def test_without_dictionaries_nothing_is_spelt(tmp_path: Path) -> None:
    assert not can_spell(tmp_path, languages()["pl"])
    assert found(spelling, tmp_path, "pl", "Rest.", "Odpoczynekk.") == []


@pytest.mark.parametrize(
    "words",
    [
        "Proszę odpoczywać.",
        "PROSZĘ ODPOCZYWAĆ.",
        "Ból, rana i gorączka.",
        "24 godziny",
        "Rest.",
        "Lekarza rodzinnego (GP).",
        "ok. xq",
        "[Proszę zadzwonić](tel:999)",
    ],
)
def test_words_of_the_dictionary_are_good(folder: Path, words: str) -> None:
    assert found(spelling, folder, "pl", "Rest.", words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Proszę odpoczywac.",
        "- Prosze czekać",
        "## Bol głowy {#pain}\n\nSen.",
        "![Krzywy kręgosłub](../assets/a.svg)",
        "| Ból | ranna dłonń |\n|---|---|",
        "**gorączkka**",
        "[gorączkka](risks.md)",
        '!!! note "Gorączkka"\n    Sen.',
        "(gorączkka)",
    ],
)
def test_word_that_the_dictionary_lacks_is_found_on_its_line(folder: Path, words: str) -> None:
    assert found(spelling, folder, "pl", "Rest.", words) == ["T051:1"]


def test_word_of_the_english_page_is_good(folder: Path) -> None:
    assert found(spelling, folder, "pl", "Kyphoplasty helps.", "Kyphoplasty pomaga.") == []


def test_form_of_an_agreed_term_is_good(folder: Path) -> None:
    agree(folder, "- {en: kyphoplasty, use: kyfoplastyka, forms: [kyfoplastyk]}\n")
    assert found(spelling, folder, "pl", "Rest.", "Kyfoplastyka, po kyfoplastyką.") == []


@pytest.mark.parametrize("content", ["kyfoplastyka\n", "# Terms\nKyfoplastyka \n", "sen\r\nkyfoplastyka\r\n"])
def test_word_of_the_list_is_good(folder: Path, content: str) -> None:
    (folder / "docs/pl").mkdir(parents=True)
    (folder / "docs/pl/spelling.txt").write_text(content, encoding="utf-8")
    assert found(spelling, folder, "pl", "Rest.", "Kyfoplastyka.") == []


def test_comment_of_the_list_allows_no_word(folder: Path) -> None:
    (folder / "docs/pl").mkdir(parents=True)
    (folder / "docs/pl/spelling.txt").write_text("# kyfoplastyka\n#kyfoplastyka\n", encoding="utf-8")
    assert found(spelling, folder, "pl", "Rest.", "Kyfoplastyka.") == ["T051:1"]


def test_word_of_the_list_allows_no_other_form(folder: Path) -> None:
    (folder / "docs/pl").mkdir(parents=True)
    (folder / "docs/pl/spelling.txt").write_text("kyfoplastyka\n", encoding="utf-8")
    assert found(spelling, folder, "pl", "Rest.", "Kyfoplastykę.") == ["T051:1"]
