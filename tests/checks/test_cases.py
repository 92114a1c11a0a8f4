"""Each code has a bad case that shows it and a good case, as close to it as can be, that does not: those of the sources.

How a case is written: tests/support/cases.py. tests/checks/base/ is the smallest whole project, base-translated/ the
smallest in six languages, for the codes of family T, whose cases may have `stamp.txt`: what somebody compared with the
English after the change, one `language page section` a line. The cases of other families: test_*_cases.py beside this.
"""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from leaflet.checks.source_run import not_checked
from leaflet.checks.sources.wording import Pattern, patterns
from leaflet.findings.codes import is_error, rules
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE, read_settings
from support.cases import EXPECTED, cases, code_of, expected, is_case, lay_over
from support.places import BASE, BASE_TRANSLATED, CASES
from support.reading import TODAY, check_sources
from support.translated import TRANSLATIONS, copy_of, stamp_in, stamped_base, with_dictionaries

TESTS_OF = ("sources", "translations", "__pycache__")  # folders with tests of modules, beside those with cases of codes
STAMP = "stamp.txt"
IN_90_DAYS = "IN-90-DAYS"  # in a case's suppressions.yml
CODES = sorted(rules())  # a retired code has no case
BAD = [case for case in cases("STW") if "/bad" in case]
GOOD = [case for case in cases("STW") if "/good" in case]
TWO_LANGUAGES = sorted(
    {code for code in CODES if code[0] == "T"}
    - {
        "T034",  # is about the English sentences alone
        "T051",  # needs a dictionary, and Polish is the one language that has one
    }
)
_LANGUAGE = re.compile(r"docs/([^/]+)/.|overrides/strings/([^/]+)\.yml")
_IN_SETTINGS = re.compile(r"(?m)^ *- \{locale: (\w+), .*\n")


def is_translated(case: Path) -> bool:
    return case.relative_to(CASES).parts[0].startswith("T")


def base_of(case: Path) -> Path:
    return BASE_TRANSLATED if is_translated(case) else BASE


def project(case: Path, target: Path) -> Path:
    """The base with the files of `case` laid over it, in the languages that the case is about."""
    left_out = set(TRANSLATIONS) - languages_of(files(case))
    other_files = shutil.ignore_patterns(*left_out, *(f"{language}.yml" for language in left_out))
    shutil.copytree(stamped_base() if is_translated(case) else BASE, target, ignore=other_files)
    lay_over(case, target, STAMP)
    suppressions = target / "docs/suppressions.yml"
    if suppressions.is_file():
        soon = (TODAY + timedelta(days=90)).isoformat()
        suppressions.write_text(suppressions.read_text(encoding="utf-8").replace(IN_90_DAYS, soon), encoding="utf-8")
    for line in (case / STAMP).read_text().splitlines() if (case / STAMP).is_file() else ():
        stamp_in(target, *line.split())
    if is_translated(case):
        settings = (target / "mkdocs.yml").read_text(encoding="utf-8")
        settings = _IN_SETTINGS.sub(lambda line: "" if line[1] in left_out else line[0], settings)
        (target / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return with_dictionaries(target)


@cache
def findings(case: str) -> tuple[Finding, ...]:
    with TemporaryDirectory() as folder:
        root = project(CASES / case, Path(folder) / "project")
        return tuple(check_sources(root, thorough=is_translated(CASES / case)))


def places(case: str) -> list[str]:
    return [f"{finding.code} {finding.path}:{finding.line}" for finding in findings(case)]


def languages_of(paths: list[str]) -> set[str]:
    """The translations that files belong to; all of them for a file of the English or of the whole project."""
    found = {match[1] or match[2] if (match := _LANGUAGE.match(path)) else SOURCE_LANGUAGE for path in paths}
    return set(TRANSLATIONS) if SOURCE_LANGUAGE in found else found


def files(case: Path) -> list[str]:
    return [
        file.relative_to(case).as_posix()
        for file in case.rglob("*")
        if file.is_file() and file.name not in (EXPECTED, STAMP)
    ]


def test_base_is_clean(tmp_path: Path) -> None:
    assert check_sources(shutil.copytree(BASE, tmp_path / "project")) == []


@pytest.mark.slow
def test_translated_base_is_clean(tmp_path: Path) -> None:
    assert check_sources(copy_of(tmp_path), thorough=True) == []


def test_translated_base_is_looked_at_by_every_check(tmp_path: Path) -> None:
    settings, _ = read_settings(copy_of(tmp_path))
    assert settings
    assert not_checked(settings) == [
        f"spelling in {name}" for name in ("Arabic", "Gujarati", "Urdu", "Chinese (simplified)")
    ]


@pytest.mark.parametrize("case", BAD)
def test_bad_case_gives_its_findings(case: str) -> None:
    assert expected(case)
    assert set(expected(case)) - set(places(case)) == set()


@pytest.mark.parametrize("case", BAD)
def test_bad_case_gives_its_code_nowhere_else(case: str) -> None:
    assert {place for place in places(case) if place.startswith(code_of(case))} <= set(expected(case))


@pytest.mark.parametrize("case", BAD)
def test_bad_case_expects_its_own_code_only(case: str) -> None:
    assert {line.split()[0] for line in expected(case)} == {code_of(case)}


@pytest.mark.parametrize("case", GOOD)
def test_good_case_gives_neither_its_code_nor_an_error(case: str) -> None:
    assert [finding for finding in findings(case) if finding.code == code_of(case) or is_error(finding)] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_bad_and_a_good_case(code: str) -> None:
    assert (CASES / code / "bad" / EXPECTED).is_file()
    assert any(file.is_file() for file in (CASES / code / "good").rglob("*"))


@pytest.mark.parametrize("code", TWO_LANGUAGES)
def test_every_code_of_translations_has_bad_cases_in_two_languages(code: str) -> None:
    found = [line.split()[1] for case in BAD if code_of(case) == code for line in expected(case)]
    assert len(languages_of(found)) >= 2


@pytest.mark.parametrize("code", TWO_LANGUAGES)
def test_every_code_of_translations_has_good_cases_in_two_languages(code: str) -> None:
    assert len(languages_of([path for case in CASES.glob(f"{code}/good*") for path in files(case)])) >= 2


def test_every_folder_is_of_a_known_code() -> None:
    folders = {folder.name for folder in CASES.iterdir() if folder.is_dir() and not folder.name.startswith("base")}
    assert folders - rules().keys() == {*TESTS_OF} & folders


def test_every_case_folder_is_bad_or_good() -> None:
    folders = [folder for code in CODES for folder in CASES.glob(f"{code}/*")]
    assert [folder for folder in folders if not is_case(folder)] == []


@pytest.mark.parametrize("case", [case for case in (*BAD, *GOOD) if case.startswith("T")])
def test_every_file_of_a_case_differs_from_the_base(case: str) -> None:
    same = [
        path
        for path in files(CASES / case)
        if (BASE_TRANSLATED / path).is_file()
        and (BASE_TRANSLATED / path).read_bytes() == (CASES / case / path).read_bytes()
    ]
    assert same == []


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.find.pattern)
def test_every_line_of_wording_yml_is_in_a_bad_case(pattern: Pattern) -> None:
    hints = {finding.hint for finding in findings(f"{pattern.code}/bad") if finding.code == pattern.code}
    assert f"Write: {pattern.use}." in hints


@pytest.mark.parametrize("case", BAD)
def test_every_finding_says_what_and_where(case: str) -> None:
    assert all(finding.message.strip() and finding.line >= 1 for finding in findings(case))


@pytest.mark.parametrize("case", BAD)
def test_every_finding_points_at_a_line_that_is_there(case: str) -> None:
    for finding in findings(case):
        places = (CASES / case / finding.path, base_of(CASES / case) / finding.path)
        file = next((place for place in places if place.is_file()), None)
        assert file is None or finding.line <= max(1, len(file.read_bytes().splitlines()))


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("S004", "Did you mean risks.md?"),
        ("S006", "Use ##."),
        ("S006", "Use ###."),
        ("S011", "Did you mean spine.svg?"),
        ("S013", "Did you mean index.md?"),
        ("S014", "Did you mean pain?"),
        ("S007", "End the line with an id in small letters: {#how-long-it-takes}"),
        ("S007", "End the line with an id in small letters: {#section}"),
        ("W013", "Make 2 sentences of it; at most 15 words."),
    ],
)
def test_hint_says_what_to_write(code: str, hint: str) -> None:
    assert hint in {finding.hint for finding in findings(f"{code}/bad") if finding.code == code}


def test_long_sentence_is_quoted_in_short() -> None:
    messages = [finding.message for finding in findings("W002/bad")]
    assert {len(message) for message in messages} == {len('26 words: ""') + 80}


@pytest.mark.parametrize(
    "code",
    [
        "S004",
        "S008",
        "S010",
        "S014",
        "S018",
        "S019",
        "S020",
        "S022",
        "S023",
        "S029",
        "W002",
        "W013",
    ],
)
def test_one_slip_is_one_finding(code: str) -> None:
    assert {finding.code for finding in findings(f"{code}/bad")} == {code}


def test_only_the_families_asked_for_are_given(tmp_path: Path) -> None:
    root = project(CASES / "W004/bad", tmp_path / "project")
    assert check_sources(root, "S") == []
