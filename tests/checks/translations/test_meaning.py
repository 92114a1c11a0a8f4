"""Safety sentences: still on their page, and nearer to what they say than to their unsafe twin."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.checks.translations.meaning import can_compare, listed, read_twins, safe
from leaflet.project.settings import languages
from support.translated import found, project_of

DRIVE = ("Do not drive for 24 hours.", "You can drive within 24 hours.")
HELP = ("If you are not sure, get help.", "If you are not sure, wait.")
STOP = ("Stop the tablets 7 days before the procedure.", "Do not stop the tablets before the procedure.")


def write(folder: Path, content: str) -> Path:
    (folder / "docs/en").mkdir(parents=True)
    (folder / "docs/en/safety.yml").write_text(content, encoding="utf-8")
    return folder


def entry(twins: tuple[str, str], page: str = "risks", section: str = "risks") -> str:
    return f'- {{page: {page}, section: {section}, safe: "{twins[0]}", unsafe: "{twins[1]}"}}\n'


def wrong(folder: Path, content: str, english: str = DRIVE[0]) -> list[str]:
    """Findings in the list itself."""
    findings = list(listed(project_of(write(folder, content), "pl", english, "Sen.")))
    assert {str(finding.path) for finding in findings} <= {"docs/en/safety.yml"}
    return [f"{finding.code}:{finding.line}" for finding in findings]


# The list


@pytest.mark.parametrize(
    "english",
    [
        DRIVE[0],
        f"Rest. {DRIVE[0]}",
        f"- {DRIVE[0]}",
        f"**Do not** drive\nfor 24 hours{'.'}",
        f"| a | {DRIVE[0]} |\n|---|---|",
    ],
)
def test_sentence_on_its_page_is_good(tmp_path: Path, english: str) -> None:
    assert wrong(tmp_path, entry(DRIVE), english) == []


@pytest.mark.parametrize(
    "english",
    [
        "Do not drive for 48 hours.",
        "Do not drive.",
        "do not drive for 24 hours.",
        "Rest.",
        "## More {#more}\n\nDo not drive for 24 hours.",
    ],
)
def test_sentence_that_is_no_longer_there_is_found(tmp_path: Path, english: str) -> None:
    assert wrong(tmp_path, entry(DRIVE), english) == ["T034:1"]


@pytest.mark.parametrize(("page", "section"), [("index", "risks"), ("risk", "risks"), ("risks", "pain")])
def test_sentence_of_a_page_or_section_that_is_not_there_is_found(tmp_path: Path, page: str, section: str) -> None:
    assert wrong(tmp_path, entry(DRIVE, page, section)) == ["T034:1"]


@pytest.mark.parametrize(
    "content",
    [
        "- {page: risks, section: risks, safe: a}\n",
        "- risks\n",
        "- {page: risks, section: risks, safe: a, unsafe: b, note: c}\n",
        "-\n",
        "risks: a\n",
        "risks\n",
    ],
)
def test_entry_that_is_not_whole_is_found(tmp_path: Path, content: str) -> None:
    assert wrong(tmp_path, content) == ["T034:1"]


def test_finding_is_on_the_line_of_its_entry(tmp_path: Path) -> None:
    assert wrong(
        tmp_path, "# Twins\n" + entry(DRIVE) + "\n- page: risks\n  section: risks\n- risks\n" + entry(HELP)
    ) == ["T034:4", "T034:6", "T034:7"]


def test_wrong_entry_does_not_hide_the_others(tmp_path: Path) -> None:
    twins, findings = read_twins(project_of(write(tmp_path, "- risks\n" + entry(DRIVE)), "pl", DRIVE[0], "Sen."))
    assert ([(one.safe, one.unsafe, line) for line, one in twins], len(findings)) == ([(*DRIVE, 2)], 1)


@pytest.mark.parametrize("content", ["[]\n", "# None yet.\n", ""])
def test_empty_list_is_good(tmp_path: Path, content: str) -> None:
    assert wrong(tmp_path, content) == []


@pytest.mark.parametrize(("content", "code"), [("- [\n", "S001:2"), ("\0", "S017:1")])
def test_list_that_cannot_be_read_is_found(tmp_path: Path, content: str, code: str) -> None:
    assert wrong(tmp_path, content) == [code]


def test_project_without_a_list_is_good(tmp_path: Path) -> None:
    assert found(listed, tmp_path, "pl", DRIVE[0], "Sen.") == []


# The meaning


def test_model_is_installed() -> None:
    assert can_compare()


GOOD = [
    ("pl", DRIVE, "Proszę nie prowadzić samochodu przez 24 godziny."),
    ("pl", HELP, "W razie wątpliwości proszę szukać pomocy."),
    ("pl", STOP, "Proszę odstawić tabletki 7 dni przed zabiegiem."),
    ("ar", DRIVE, "لا تقد السيارة لمدة 24 ساعة."),
    ("ar", HELP, "إذا لم تكن متأكدًا، فاطلب المساعدة."),
    ("zh", DRIVE, "24小时内不要开车。"),
    ("zh", HELP, "如果您不确定，就求助。"),
    ("es", DRIVE, "No conduzca durante 24 horas."),
    ("fr", HELP, "En cas de doute, demandez de l’aide."),
    ("it", DRIVE, "Non guidi per 24 ore."),
    ("pt", HELP, "Se não tiver a certeza, peça ajuda."),
    ("ru", DRIVE, "Не садитесь за руль 24 часа."),
    ("tr", DRIVE, "24 saat boyunca araba kullanmayın."),
]
BAD = [
    ("pl", DRIVE, "Można prowadzić samochód w ciągu 24 godzin."),
    ("pl", HELP, "W razie wątpliwości proszę czekać."),
    ("ar", DRIVE, "يمكنك القيادة خلال 24 ساعة."),
    ("zh", HELP, "如果您不确定，就等一等。"),
    ("es", DRIVE, "Puede conducir en las primeras 24 horas."),
    ("fr", HELP, "En cas de doute, attendez."),
    ("it", DRIVE, "Può guidare entro 24 ore."),
    ("pt", HELP, "Se não tiver a certeza, espere."),
    ("ru", DRIVE, "Вы можете водить машину в течение 24 часов."),
    ("tr", DRIVE, "24 saat içinde araba kullanabilirsiniz."),
]


def test_every_language_of_the_model_is_here() -> None:
    assert (
        {language for language, *_ in GOOD}
        == {language for language, *_ in BAD}
        == {known.tag for known in languages().values() if known.meaning_model}
    )


@pytest.mark.parametrize(("language", "twins", "words"), GOOD)
def test_translation_that_says_the_same_is_good(
    tmp_path: Path, language: str, twins: tuple[str, str], words: str
) -> None:
    assert found(safe, write(tmp_path, entry(twins)), language, twins[0], words) == []


@pytest.mark.parametrize(("language", "twins", "words"), BAD)
def test_translation_that_says_the_opposite_is_found(
    tmp_path: Path, language: str, twins: tuple[str, str], words: str
) -> None:
    assert found(safe, write(tmp_path, entry(twins)), language, twins[0], words) == ["T033:1"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Rana ma być sucha. Proszę nie prowadzić samochodu przez 24 godziny. Proszę pić wodę.", []),
        ("Rana ma być sucha. Można prowadzić samochód w ciągu 24 godzin. Proszę pić wodę.", ["T033:1"]),
    ],
)
def test_sentence_is_found_among_others(tmp_path: Path, words: str, expected: list[str]) -> None:
    english = f"Keep the wound dry. {DRIVE[0]} Drink water."
    assert found(safe, write(tmp_path, entry(DRIVE)), "pl", english, words) == expected


def test_finding_is_on_the_line_of_the_sentence(tmp_path: Path) -> None:
    folder = write(tmp_path, entry(DRIVE))
    assert found(safe, folder, "zh", f"- Rest.\n- {DRIVE[0]}", "- 休息。\n- 24小时内可以开车。") == ["T033:2"]


def test_sentence_of_another_section_is_not_compared(tmp_path: Path) -> None:
    assert (
        found(
            safe,
            write(tmp_path, entry(DRIVE, section="pain")),
            "pl",
            DRIVE[0],
            "Można prowadzić samochód w ciągu 24 godzin.",
        )
        == []
    )


def test_language_that_the_model_does_not_know_is_not_compared(tmp_path: Path) -> None:
    assert found(safe, write(tmp_path, entry(DRIVE)), "ur", DRIVE[0], "آپ 24 گھنٹے کے اندر گاڑی چلا سکتے ہیں۔") == []
