"""`leaflet check` as a person or a workflow meets it: order, words, annotations, exit codes."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner, Result

from leaflet.build.since_release import remember_release, words_now
from leaflet.checks.gate import Report
from leaflet.commands import main
from leaflet.commands.check import _unasked
from leaflet.commands.output import by_danger, show
from leaflet.findings.codes import is_error
from leaflet.findings.finding import Finding
from leaflet.project.settings import read_settings
from support.reading import read_project
from support.translated import ROOT, copy_of, edit

ANNOTATION = re.compile(r"::(error|warning) file=([^,:]+),line=(\d+),title=([A-Z]\d{3})::\S.*")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with all translations, in whose folder the command is run."""
    root = copy_of(tmp_path)
    monkeypatch.chdir(root)
    return root


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def in_english_alone(project: Path) -> None:
    """Leave the translations out, so that a check takes a moment."""
    settings = project / "mkdocs.yml"
    settings.write_text(re.sub(r"(?m)^ *- \{locale: (?!en\b).*\n", "", settings.read_text(encoding="utf-8")))


def test_three_faults_in_the_real_project_are_three_annotations_at_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    faults = {
        ("error", "T023"): ("docs/pl/driving-and-flying.md", "2 tygodni", "2 dni"),
        ("error", "S014"): ("docs/en/risks.md", "](words.md#", "](words.md#no-"),
        ("warning", "W006"): ("docs/en/procedure.md", "minutes", "minutes, 3-4 times"),
    }
    expected = set()
    for (kind, code), (path, old, new) in faults.items():
        lines = (tmp_path / path).read_text(encoding="utf-8").split("\n")
        place = next(
            number for number, line in enumerate(lines) if old in line and not line.startswith(("description", "title"))
        )
        lines[place] = lines[place].replace(old, new, 1)
        (tmp_path / path).write_text("\n".join(lines), encoding="utf-8")
        expected.add((kind, path, str(place + 1), code))
    result = check("--fast", "--language", "pl", "--language", "en", "--only", "T023,S014,W006", "--format", "github")
    assert result.exit_code == 1
    annotations = [ANNOTATION.fullmatch(line) for line in result.stdout.splitlines()]
    assert {match.groups() for match in annotations if match} == expected
    assert len(annotations) == len(expected)


def test_an_error_that_was_not_asked_for_is_said(project: Path) -> None:
    edit(project / "docs/en/risks.md", "](get-help.md", "](no-page.md")
    result = check("--fast", "--only", "S001")
    assert result.exit_code == 1 and "0 errors" in result.stdout
    assert re.search(r"besides what was asked for, \d+ errors?: see leaflet check", result.stderr), result.output


def test_a_language_that_is_left_out_is_named() -> None:
    assert list(_unasked(Report([], left_out=("gu", "pl")))) == ["left out of the site: Gujarati, Polish"]


def test_a_clean_project_says_so(project: Path) -> None:
    result = check("--fast")
    assert result.exit_code == 0, result.output
    assert "leaflet: 0 errors, 0 warnings, 0 suppressions in force, in " in result.stdout
    assert [line.split()[:2] for line in result.stdout.splitlines()[1:4]] == [
        ["S", "structure"],
        ["W", "wording"],
        ["T", "translation"],
    ]


def test_the_most_dangerous_comes_first() -> None:
    def at(code: str, path: str) -> Finding:
        return Finding(PurePosixPath(path), 1, code, "")

    findings = [
        at("W004", "docs/en/get-help.md"),
        at("S013", "docs/en/about.md"),
        at("W004", "docs/en/about.md"),
        at("T021", "docs/pl/get-help.md"),
        at("P002", "downloads/a.pdf"),
        at("W003", "docs/en/a.md"),
    ]
    groups = by_danger(findings)
    assert [(str(group[0].path), [finding.code for finding in group]) for group in groups] == [
        ("docs/pl/get-help.md", ["T021"]),
        ("docs/en/about.md", ["S013", "W004"]),
        ("downloads/a.pdf", ["P002"]),
        ("docs/en/get-help.md", ["W004"]),
        ("docs/en/a.md", ["W003"]),
    ]
    assert [is_error(group[0]) for group in groups] == [True, True, True, False, False]


def test_findings_stand_under_their_file(project: Path) -> None:
    in_english_alone(project)
    edit(project / "docs/en/get-help.md", "{#emergency}", "{#emergency}\n\nSee [the risks](risk.md).")
    lines = check("--fast").stdout.splitlines()
    start = lines.index("docs/en/get-help.md (safety page): 1 error, 0 warnings")
    assert lines[0] == "leaflet: 1 error, 0 warnings in 1 file, 0 suppressions in force"
    assert lines[start + 1].startswith("S013 error docs/en/get-help.md:") and lines[start + 2].startswith("     Hint: ")
    assert "leaflet: 1 error, 0 warnings in 1 file, 0 suppressions in force, in " in lines[-1]


def test_json_has_all_fields(project: Path) -> None:
    in_english_alone(project)
    edit(project / "docs/en/risks.md", "{#numbers}", "{#numbers}\n\nSee [the risks](risk.md).")
    (finding,) = json.loads(check("--fast", "--format", "json").stdout)
    assert set(finding) == {"code", "severity", "title", "path", "line", "message", "hint"}
    assert (finding["code"], finding["path"]) == ("S013", "docs/en/risks.md")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x\n::stop-commands::pause\n.svg", "x%0A%3A%3Astop-commands%3A%3Apause%0A.svg"),
        ("a,line=7;b.svg", "a%2Cline=7;b.svg"),
        ("100%\r.svg", "100%25%0D.svg"),
        ("risks.md", "risks.md"),
    ],
)
def test_the_name_of_a_file_gives_no_commands_to_the_runner(
    name: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    show([Finding(PurePosixPath(name), 3, "S013", f"No {name}: 100%, or 1,2;3.")], "github")
    said = name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    assert capsys.readouterr().out == f"::error file={shown},line=3,title=S013::No {said}: 100%25, or 1,2;3.\n"


def test_a_finding_with_line_breaks_stands_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    show([Finding(PurePosixPath("a\nb.svg"), 3, "S013", "No a\nb.svg.", "Name it\x1b[2J b.")])
    assert capsys.readouterr().out.splitlines() == [
        "",
        r"a\nb.svg: 1 error, 0 warnings",
        r"S013 error a\nb.svg:3 No a\nb.svg.",
        r"     Hint: Name it\x1b[2J b.",
        "",
    ]


@pytest.mark.parametrize("form", ["json", "github"])
def test_settings_that_cannot_be_read_are_said_in_the_form_that_was_asked_for(project: Path, form: str) -> None:
    (project / "mkdocs.yml").write_text("site_name: [")
    result = check("--fast", "--format", form)
    codes = (
        [finding["code"] for finding in json.loads(result.stdout)]
        if form == "json"
        else [match[4] for line in result.stdout.splitlines() if (match := ANNOTATION.fullmatch(line))]
    )
    assert (result.exit_code, codes) == (1, ["S001"]), result.stdout


def test_suppressions_in_force_are_counted(project: Path) -> None:
    in_english_alone(project)
    edit(project / "docs/en/risks.md", "next_review: 2028-12-31", "next_review: 2026-02-01")
    assert check("--fast").exit_code == 1
    (project / "docs/suppressions.yml").write_text(
        f"- {{code: S032, path: docs/en/risks.md, words: was to be looked at, reason: r, owner: o, expires: {date.today()}}}\n"
    )
    result = check("--fast")
    assert (result.exit_code, "1 suppression in force" in result.stdout) == (0, True)


@pytest.mark.parametrize("name", ["pl", "PL", "Polish", "polish", "Polski"])
def test_a_language_goes_by_tag_and_names(project: Path, name: str) -> None:
    edit(project / "docs/pl/risks.md", "{#numbers}", "{#numbers}\n\nWięcej: [tu](gone.md).")
    edit(project / "docs/ar/risks.md", "{#numbers}", "{#numbers}\n\nالمزيد: [هنا](gone.md).")
    result = check("--fast", "--only", "S", "--language", name)
    assert "docs/pl/risks.md" in result.stdout and "docs/ar" not in result.stdout


def test_languages_can_be_given_together(project: Path) -> None:
    for tag in ("pl", "ar", "en"):
        edit(project / "docs" / tag / "risks.md", "{#numbers}", "{#numbers}\n\n[A](gone.md).")
    stdout = check("--fast", "--only", "S", "--language", "pl", "--language", "ar").stdout
    assert {tag for tag in ("pl", "ar", "en", "zh") if f"docs/{tag}/risks.md" in stdout} == {"pl", "ar"}


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--language", "polsh"], "Did you mean Polish?"),
        (["--language", "xx"], "There are en (English)"),
        (["--fast", "--only", "P"], "--fast looks at sources only"),
        (["--only", "T0211"], "Did you mean T021?"),
        (["--explain", "S999"], "there is no code S999"),
        (["--fast", "--only", "T021,H"], "--fast looks at sources only, H at what is built"),
        (["--fast", "--external"], "--external at what is built"),
        (["--explain", ""], "--explain T021"),
        (["--explain", " "], "--explain T021"),
    ],
)
def test_a_slip_ends_with_2_and_a_hint(project: Path, arguments: list[str], hint: str) -> None:
    result = check(*arguments)
    assert (result.exit_code, hint in result.output) == (2, True), result.output


def test_a_retired_code_explains_itself() -> None:
    assert check("--explain", "s025").stdout == "S025 is retired: it was never given out\n"


# --changed


def test_without_a_release_everything_counts_as_changed(project: Path) -> None:
    in_english_alone(project)
    edit(project / "docs/en/risks.md", "next_review: 2028-12-31", "next_review: 2026-02-01")
    result = check("--fast", "--changed")
    assert "no release is recorded here yet" in result.stderr and "S032" in result.stdout


def release(project: Path) -> None:
    for name in ("large-print.yml", "requirements.txt"):
        (project / name).touch()
    settings, _ = read_settings(project)
    assert settings
    remember_release(settings, "trial", "1.0", words_now(read_project(settings.root)))


def test_right_after_a_release_nothing_differs(project: Path) -> None:
    release(project)
    result = check("--fast", "--changed")
    assert (result.exit_code, "0 errors" in result.stdout) == (0, True)
    assert re.search(r"since the release of 20\d\d-\d\d-\d\d: nothing differs", result.stderr)
    assert json.loads(check("--fast", "--changed", "--format", "json").stdout) == []


def test_where_nothing_differs_what_goes_by_the_day_is_looked_at(project: Path) -> None:
    line = (
        "- {code: S032, path: docs/en/risks.md, words: was to be looked at, reason: r, owner: o, expires: 2026-01-01}\n"
    )
    (project / "docs/suppressions.yml").write_text(line)
    release(project)
    (project / "publish.yml").write_text("targets:\n  trial: {kind: foldr, path: ../www}\n")
    result = check("--changed")
    assert "nothing differs" in result.stderr and result.exit_code == 1, result.output
    assert {"S042", "R002"} <= set(re.findall(r"[A-Z]\d{3}(?= error)", result.stdout))


def test_a_language_that_has_not_changed_is_not_looked_at(project: Path) -> None:
    release(project)
    edit(project / "docs/pl/get-help.md", "24 godziny", "48 godzin")
    assert check("--fast", "--changed", "--language", "ar").exit_code == 0
    assert check("--fast", "--changed", "--language", "pl").exit_code == 1


def test_after_a_release_only_what_differs_is_shown(project: Path) -> None:
    edit(project / "docs/en/risks.md", "next_review: 2028-12-31", "next_review: 2026-02-01")
    release(project)
    edit(project / "docs/pl/get-help.md", "24 godziny", "48 godzin")
    result = check("--fast", "--changed")
    assert "docs/pl/get-help.md (#first-weeks)" in result.stderr
    assert "T021 error docs/pl/get-help.md" in result.stdout and "S032" not in result.stdout
