"""A change of the English that can hurt is published once somebody has signed it (R005, R006)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from leaflet.build.record import is_up_to_date
from leaflet.build.sign_offs import PATH, read_sign_offs
from leaflet.commands import main
from leaflet.edition.project import Project
from leaflet.project.settings import Settings
from release.test_making import checked, project
from support.translated import edit

TODAY = date.today()


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A project that is live, in which the English of a safety page has changed since, built and checked anew."""
    made = project(tmp_path / "project")
    (made.root / "publish.yml").write_text("targets:\n  trial: {kind: folder, path: ../www}\n")
    monkeypatch.chdir(made.root)
    assert leaflet("publish", "trial").exit_code == 0
    edit(made.root / "docs/en/get-help.md", "Ask for help.", "Do not ask for help.")
    checked(made)
    return made


def leaflet(*arguments: str) -> Result:
    run = CliRunner().invoke(main, arguments)
    assert run.exception is None or isinstance(run.exception, SystemExit), run.output
    return run


def test_a_change_that_nobody_signed_is_not_published(released: Settings) -> None:
    run = leaflet("publish", "trial")
    assert run.exit_code == 1 and "R005 error docs/en/get-help.md:9" in run.output
    assert '"Ask for help." is now "Do not ask for help."' in run.output
    assert 'leaflet sign get-help get-help --by "NAME"' in run.output and "published" not in run.output


def test_a_dry_run_lists_it_first(released: Settings) -> None:
    run = leaflet("publish", "trial", "--dry-run")
    assert run.exit_code == 0 and run.output.index("R005 error") < run.output.index("would publish")
    assert len(json.loads(leaflet("publish", "trial", "--dry-run", "--format", "json").output)["to_sign"]) == 1


def test_it_is_shown_old_and_new_and_signed_by_name(released: Settings) -> None:
    shown = leaflet("sign")
    assert shown.exit_code == 1 and not (released.root / PATH).exists()
    assert "  was: Ask for help.\n  now: Do not ask for help.\n" in shown.output
    assert "[-Ask-]{+Do not ask+}" in shown.output and "1 change to sign" in shown.output
    signed = leaflet("sign", "get-help", "--by", "Dr A Elm", "--yes")
    assert signed.exit_code == 0 and "1 change signed in docs/signoffs.yml" in signed.output
    record = yaml.safe_load((released.root / PATH).read_text(encoding="utf-8"))
    assert [(one["who"], one["date"], one["page"]) for one in record] == [("Dr A Elm", TODAY, "get-help")]


def test_what_is_signed_is_published_without_another_build(released: Settings) -> None:
    leaflet("sign", "--by", "Dr A Elm", "--yes")
    assert is_up_to_date(Project(released, TODAY), released.root / "site")
    assert leaflet("publish", "trial").exit_code == 0
    assert "0 changes left" in leaflet("sign").output


def test_another_change_must_be_signed_again(released: Settings) -> None:
    leaflet("sign", "--by", "Dr A Elm", "--yes")
    edit(released.root / "docs/en/get-help.md", "Do not ask for help.", "Never ask for help.")
    checked(released)
    assert leaflet("publish", "trial").exit_code == 1
    assert leaflet("sign", "--by", "Dr B Oak", "--yes").exit_code == 0
    assert [one.who for one in read_sign_offs(released.root, TODAY)[0]] == ["Dr A Elm", "Dr B Oak"]


def test_who_does_not_say_yes_signs_nothing(released: Settings) -> None:
    run = CliRunner().invoke(main, ["sign", "--by", "Dr A Elm"], input="n\n")
    assert run.exit_code == 1 and "1 change left to sign" in run.output and not (released.root / PATH).exists()


def test_what_the_officer_did_not_mean_gets_a_hint(released: Settings) -> None:
    run = leaflet("sign", "get-hlp", "--by", "Dr A Elm", "--yes")
    assert run.exit_code == 2 and "Did you mean get-help?" in run.output
    assert leaflet("sign", "get-help", "helps", "--by", "A").exit_code == 2


def test_without_a_release_there_is_nothing_to_compare_with(released: Settings) -> None:
    (released.root / ".cache/released.json").unlink()
    run = leaflet("sign")
    assert run.exit_code == 0 and "nothing to compare with" in run.output


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Do not ask", "Ask"),
        ("who: Dr A Elm", "who: ' '"),
        (f"date: {TODAY}", "date: 2962-01-05"),
        (f"date: {TODAY}", "date: soon"),
        ("section:", "part:"),
    ],
)
def test_a_line_that_was_edited_does_not_count(released: Settings, old: str, new: str) -> None:
    leaflet("sign", "--by", "Dr A Elm", "--yes")
    edit(released.root / PATH, old, new)
    assert [finding.code for finding in read_sign_offs(released.root, TODAY)[1]] == ["R006"]
    run = leaflet("publish", "trial")
    assert run.exit_code == 1 and f"R006 error {PATH}:2" in run.output and "R005" in run.output
