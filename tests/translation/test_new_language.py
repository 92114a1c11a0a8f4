"""The first steps of a new translation, and the commands that keep translations."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from leaflet.checks.source_run import languages_left_out
from leaflet.commands import main
from leaflet.content.reading import read_leaflet
from leaflet.findings.codes import is_error
from leaflet.project.settings import languages, read_settings
from leaflet.translation.new_language import add_language
from leaflet.translation.reviews import page_version
from leaflet.translation.stamps import HEADER, path_of
from support.reading import check_sources
from support.translated import copy_of, edit

MADE = ("docs/es/translation.yml", "docs/es/glossary.yml", "overrides/strings/es.yml")
LAST_LINE = "        - {locale: zh, name: 简体中文}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = copy_of(tmp_path)
    monkeypatch.chdir(project)
    return project


def add(root: Path, tag: str = "es") -> list[str]:
    settings, findings = read_settings(root)
    assert settings, findings
    return list(add_language(settings, languages()[tag]))


def command(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["translate", *arguments])


def files(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for folder in ("docs", "overrides")
        for file in (root / folder).rglob("*")
        if file.is_file()
    }


# What is made


def test_record_glossary_and_interface_words_are_made(root: Path) -> None:
    before = files(root)
    said = add(root)
    assert set(files(root)) - set(before) == set(MADE)
    assert [line for line in said if line.startswith("made")] == [f"made {path}" for path in MADE]


def test_nothing_else_is_changed_but_the_settings(root: Path) -> None:
    before = files(root)
    add(root)
    assert {path: words for path, words in files(root).items() if path not in MADE} == before


def test_language_stands_last_in_the_settings(root: Path) -> None:
    before = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"added es to {root.joinpath('mkdocs.yml').name}" in add(root)
    after = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert after == before.replace(LAST_LINE, LAST_LINE + "        - {locale: es, name: Español}\n")


def test_settings_can_be_read_with_every_language_that_is_known(root: Path) -> None:
    for tag in set(languages()) - {"en", "ar", "gu", "pl", "ur", "zh"}:
        add(root, tag)
    settings, findings = read_settings(root)
    assert (settings and set(settings.languages), findings) == (set(languages()), [])


def test_record_is_empty_and_says_what_it_is(root: Path) -> None:
    add(root)
    assert (root / MADE[0]).read_text(encoding="utf-8") == HEADER.format(language="es") + "{}\n"


def test_glossary_has_the_agreed_english_terms_to_fill_in(root: Path) -> None:
    add(root)
    assert yaml.safe_load((root / MADE[1]).read_text(encoding="utf-8")) == [
        {"en": term, "use": "", "forms": []} for term in ("infection", "nurse", "surgeon")
    ]


def test_glossary_is_made_from_the_largest_there_is(root: Path) -> None:
    with (root / "docs/ur/glossary.yml").open("a", encoding="utf-8") as glossary:
        glossary.write("- {en: ward, use: وارڈ, forms: [وارڈ]}\n")
    add(root)
    assert [term["en"] for term in yaml.safe_load((root / MADE[1]).read_text(encoding="utf-8"))] == [
        "infection",
        "nurse",
        "surgeon",
        "ward",
    ]


@pytest.mark.parametrize("content", ["infection: a\n", "- [\n", "- infection\n", ""])
def test_glossary_that_cannot_be_used_is_passed_over(root: Path, content: str) -> None:
    (root / "docs/ar/glossary.yml").write_text(content, encoding="utf-8")
    add(root)
    assert len(yaml.safe_load((root / MADE[1]).read_text(encoding="utf-8"))) == 3


def test_term_that_is_not_whole_is_passed_over(root: Path) -> None:
    with (root / "docs/ar/glossary.yml").open("a", encoding="utf-8") as glossary:
        glossary.write("- {use: جناح, forms: [جناح]}\n- ward\n")
    add(root)
    assert len(yaml.safe_load((root / MADE[1]).read_text(encoding="utf-8"))) == 3


def test_first_translation_of_all_has_an_empty_glossary(root: Path) -> None:
    for glossary in root.glob("docs/*/glossary.yml"):
        glossary.unlink()
    add(root)
    assert yaml.safe_load((root / MADE[1]).read_text(encoding="utf-8")) == []


def test_interface_words_are_the_english_as_comments(root: Path) -> None:
    add(root)
    lines = (root / MADE[2]).read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("# ") for line in lines)
    english = (root / "overrides/strings/en.yml").read_text(encoding="utf-8").splitlines()
    assert [line.removeprefix("# ") for line in lines[2:]] == english


def test_interface_words_say_the_language_and_what_to_do(root: Path) -> None:
    add(root)
    head = "\n".join((root / MADE[2]).read_text(encoding="utf-8").splitlines()[:2])
    assert "Spanish" in head and "Translate them" in head


def test_files_that_are_there_already_are_kept(root: Path) -> None:
    (root / "docs/es").mkdir()
    (root / MADE[1]).write_text("- {en: infection, use: infección, forms: [infecci]}\n", encoding="utf-8")
    before = (root / MADE[1]).read_bytes()
    assert f"made {MADE[1]}" not in add(root)
    assert (root / MADE[1]).read_bytes() == before


def test_settings_that_are_written_otherwise_are_left_to_the_reader(root: Path) -> None:
    before = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for tag in ("en", "ar", "gu", "pl", "ur", "zh"):
        before = before.replace(f"- {{locale: {tag}, ", f"- locale: {tag}\n          ").replace(
            "}\n        - locale", "\n        - locale"
        )
    before = before.replace("name: 简体中文}", "name: 简体中文").replace(", default: true", "\n          default: true")
    (root / "mkdocs.yml").write_text(before, encoding="utf-8")
    said = "\n".join(add(root))
    assert (root / "mkdocs.yml").read_text(encoding="utf-8") == before
    assert "added" not in said
    assert "- {locale: es, name: Español}" in said and "mkdocs.yml" in said


@pytest.mark.parametrize(
    "words",
    [
        "docs/es/glossary.yml",
        "overrides/strings/es.yml",
        "the 4 pages",
        "leaflet translate stamp es",
        "leaflet check",
        "Spanish",
    ],
)
def test_it_says_what_to_do_now(root: Path, words: str) -> None:
    assert words in "\n".join(add(root)).partition("To do")[2]


def test_new_language_is_left_out_and_no_other(root: Path) -> None:
    add(root)
    errors = [finding for finding in check_sources(root) if is_error(finding)]
    assert languages_left_out(errors) == {"es"}


# The commands


def test_new_makes_what_it_says(root: Path) -> None:
    result = command("new", "es")
    assert result.exit_code == 0
    assert all(
        (root / line.removeprefix("made ")).is_file() for line in result.output.splitlines() if line.startswith("made ")
    )
    settings, _ = read_settings(root)
    assert settings and settings.languages[-1] == "es"


@pytest.mark.parametrize(
    ("tag", "hint"),
    [("ess", "Did you mean es?"), ("pt-BR", "pt (Portuguese)"), ("spanish", "es (Spanish)"), ("xx", "es (Spanish)")],
)
def test_new_language_that_is_not_known_suggests(root: Path, tag: str, hint: str) -> None:
    before = files(root)
    result = command("new", tag)
    assert result.exit_code == 2
    assert hint in result.output and tag in result.output
    assert files(root) == before


def test_new_language_that_is_there_already_says_so(root: Path) -> None:
    before = files(root)
    result = command("new", "pl")
    assert result.exit_code == 2
    assert "Polish" in result.output
    assert files(root) == before


def test_status_of_fresh_translations_is_clean(root: Path) -> None:
    result = command("status")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].split()[:5] == ["total", "75", "0", "0", "0"]


def test_status_counts_each_state_of_a_page(root: Path) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    edit(root / "docs/pl/risks.md", "{#tablets}", "{#other}")
    result = command("status", "pl")
    assert result.exit_code == 1
    rows = {line.split()[1]: line.split()[2:7] for line in result.output.splitlines() if line.startswith("pl")}
    assert rows == {
        "get-help": ["4", "0", "0", "0", "0"],
        "risks": ["2", "0", "1", "0", "1"],
        "get-ready": ["2", "0", "0", "0", "0"],
        "driving-and-flying": ["2", "0", "0", "0", "0"],
        "interface": ["3", "0", "0", "0", "0"],
    }


@pytest.mark.parametrize(("role", "reviewed"), [("translator", "Jan Kowal"), ("clinician", "nobody")])
def test_status_names_the_translators_who_read_the_page_as_it_is(root: Path, role: str, reviewed: str) -> None:
    settings, _ = read_settings(root)
    assert settings
    page = read_leaflet(settings, "pl", read_leaflet(settings)[0])[0].page("risks")
    assert page
    (root / "docs/reviews.yml").write_text(
        f"- {{page: risks, language: pl, role: {role}, name: Jan Kowal, date: 2026-01-05, version: {page_version(page)}}}\n",
        encoding="utf-8",
    )
    result = command("status", "pl")
    rows = {
        line.split()[1]: line.split("   ")[-1].strip() for line in result.output.splitlines() if line.startswith("pl")
    }
    assert rows == {
        "get-help": "nobody",
        "risks": reviewed,
        "get-ready": "nobody",
        "driving-and-flying": "nobody",
        "interface": "nobody",
    }
    assert result.output.splitlines()[-1].endswith(f"   {int(role == 'translator')} pages")
    assert result.exit_code == 0


def test_status_of_one_language_shows_no_other(root: Path) -> None:
    assert {line.split()[0] for line in command("status", "ur").output.splitlines()[1:]} == {"ur", "total"}


@pytest.mark.parametrize(
    ("path", "words", "code"),
    [
        ("docs/en/risks.md", "No front matter.", "S002"),
        ("docs/pl/risks.md", "No front matter.", "S002"),
        ("docs/pl/translation.yml", "risks: [", "S001"),
        ("overrides/strings/pl.yml", "menu: [", "S001"),
        ("docs/reviews.yml", "- [", "S001"),
    ],
)
def test_status_says_what_it_cannot_read(root: Path, path: str, words: str, code: str) -> None:
    (root / path).write_text(words)
    result = command("status")
    assert (result.exit_code, result.output.count(f"{code} error {path}:")) == (1, 1), result.output
    assert "Mend what is found first" in result.stderr


def test_stamp_says_what_it_did(root: Path) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    result = command("stamp", "pl", "risks", "numbers")
    assert result.exit_code == 0 and result.output.endswith("leaflet: 1 sections stamped in docs/pl/translation.yml\n")
    assert command("status", "pl").exit_code == 0


def test_stamp_shows_both_texts_and_what_has_become_of_them(root: Path) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    shown = command("stamp", "pl", "risks", "numbers", "--dry-run").output.splitlines()
    assert shown[0] == "risks #numbers"
    assert shown[1].split(" | ")[1] == "translation: as compared"
    assert shown[1].startswith("English: edited (the words of before")
    assert any(re.match(r"The numbers +\| Liczby$", line) for line in shown)
    assert shown[-1] == "leaflet: 1 sections to stamp in docs/pl/translation.yml"
    assert command("status", "pl").exit_code == 1


def test_stamp_marks_what_changed_since_the_last_one_made_here(root: Path) -> None:
    for word in ("hard", "nasty"):
        edit(root / "docs/en/risks.md", {"hard": "bad", "nasty": "hard"}[word] + " falls", f"{word} falls")
        shown = command("stamp", "pl", "risks").output
    assert "English: edited, as marked" in shown and "[-hard-]{+nasty+}" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 2), (["--by", " "], 2), (["--by", "A Kowalska"], 0), (["--dry-run"], 0)]
)
def test_stamp_of_a_safety_page_says_who_compared_it(root: Path, arguments: list[str], code: int) -> None:
    edit(root / "docs/pl/get-help.md", "## Objawy", "## Nagłe objawy")
    before = (root / path_of("pl")).read_text(encoding="utf-8")
    result = command("stamp", "pl", "get-help", *arguments)
    after = (root / path_of("pl")).read_text(encoding="utf-8")
    assert result.exit_code == code
    assert ("by: A Kowalska" in after) == ("A Kowalska" in arguments) == (after != before)
    assert f"date: {date.today()}" in after or after == before
    assert code == 0 or '--by "NAME"' in result.output


def test_stamp_keeps_who_compared_what_is_not_stamped_anew(root: Path) -> None:
    edit(root / "docs/pl/get-help.md", "## Objawy", "## Nagłe objawy")
    command("stamp", "pl", "--by", "A Kowalska")
    before = (root / path_of("pl")).read_bytes()
    assert command("stamp", "pl", "--by", "B Nowak").exit_code == 0
    assert (root / path_of("pl")).read_bytes() == before


def test_stamps_of_an_older_program_are_filled_in_where_all_they_say_is_still_so(root: Path) -> None:
    record = root / path_of("pl")
    whole = record.read_text(encoding="utf-8")
    record.write_text(re.sub(r", translation: \w+|\n +translation: .*", "", whole), encoding="utf-8")
    edit(root / "docs/pl/risks.md", "33", "34")  # other numbers than when it was compared
    edit(root / "docs/en/risks.md", "Drink nothing more", "Drink nothing after that")
    assert command("stamp", "pl", "--fill").output == "leaflet: 13 stamps filled in, in docs/pl/translation.yml\n"
    filled = yaml.safe_load(record.read_text(encoding="utf-8"))
    assert {section for section, stamp in filled["risks"].items() if "translation" not in stamp} == {
        "numbers",
        "tablets",
    }


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["stamp", "pll"], "Did you mean pl?"),
        (["stamp", "es"], 'no translation "es"'),
        (["stamp", "en"], 'no translation "en"'),
        (["stamp", "pl", "rissks"], "Did you mean risks?"),
        (["stamp", "pl", "interfaces"], "Did you mean interface?"),
        (["stamp", "pl", "risks", "number"], "Did you mean numbers?"),
        (["stamp", "pl", "interface", "men"], "Did you mean menu?"),
        (["stamp", "pl", "risks", "titel"], "Did you mean title?"),
        (["status", "pol"], "Did you mean pl?"),
    ],
)
def test_slip_in_a_command_gets_a_hint_and_changes_nothing(root: Path, arguments: list[str], hint: str) -> None:
    before = files(root)
    result = command(*arguments)
    assert result.exit_code == 2
    assert hint in result.output
    assert files(root) == before
