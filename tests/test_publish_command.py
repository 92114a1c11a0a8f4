"""What the person who publishes is told: what is not ready, what changed, how to undo it; never a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leaflet.commands import main
from leaflet.settings import Settings
from releases import contents
from test_release import LONG, checked, project

PUBLISH = "targets:\n  trial: {kind: folder, path: ../www}\n"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    made = project(tmp_path / "project")
    (made.root / "publish.yml").write_text(PUBLISH)
    monkeypatch.chdir(made.root)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)  # nobody waits for the disk here
    return made


def leaflet(*arguments: str) -> Result:
    run = CliRunner().invoke(main, arguments)
    assert run.exception is None or isinstance(run.exception, SystemExit), run.output
    return run


def change(settings: Settings, words: str) -> None:
    (settings.root / "site/risks/index.html").write_text(LONG + words)
    checked(settings)


def test_publish_change_publish_and_go_back(settings: Settings) -> None:
    www = settings.root.parent / "www"
    first = leaflet("publish", "trial")
    assert first.exit_code == 0 and "the first release there" in first.output and "--rollback" not in first.output
    change(settings, "new")
    second = leaflet("publish", "trial")
    assert "in place of 1.0-2026-01-05-" in second.output
    assert "pages      1 changed (/risks/)" in second.output and "languages  1 changed (English)" in second.output
    assert "to undo this: ./leaflet publish --rollback trial" in second.output
    assert (www / "current/risks/index.html").read_text() == LONG + "new"
    back = leaflet("publish", "--rollback", "trial")
    assert back.exit_code == 0 and "gone back from" in back.output and "--to 1.0-2026-01-05-" in back.output
    assert (www / "current/risks/index.html").read_text() == LONG + "risks"
    again = leaflet("publish", "--rollback", "trial")
    assert again.exit_code == 2 and "nothing was live before" in again.output


def test_a_dry_run_says_what_then_happens(settings: Settings) -> None:
    leaflet("publish", "trial")
    change(settings, "new")
    assert "would publish" in leaflet("publish", "trial", "--dry-run").output
    before = contents(settings.root.parent / "www/current")
    said = json.loads(leaflet("publish", "trial", "--dry-run", "--format", "json").output)
    assert contents(settings.root.parent / "www/current") == before
    done = json.loads(leaflet("publish", "trial", "--format", "json").output)
    after = contents(settings.root.parent / "www/current")
    assert said["dry_run"] and not done["dry_run"] and said["changes"] == done["changes"]
    assert set(said["changes"]["files"]["changed"]) == {path for path in before if before[path] != after[path]} >= {"risks/index.html"}


def test_going_back_can_be_tried_first(settings: Settings) -> None:
    leaflet("publish", "trial")
    change(settings, "new")
    leaflet("publish", "trial")
    run = leaflet("publish", "--rollback", "trial", "--dry-run")
    assert run.exit_code == 0 and "would go back" in run.output
    assert (settings.root.parent / "www/current/risks/index.html").read_text() == LONG + "new"


def test_verify_finds_what_was_changed(settings: Settings) -> None:
    leaflet("publish", "trial")
    current = settings.root.parent / "www/current"
    assert leaflet("verify", "trial").exit_code == 0
    assert leaflet("verify", str(current)).exit_code == 0
    (current / "risks/index.html").write_text("Drive.")
    for place in ("trial", str(current)):
        run = leaflet("verify", place)
        assert run.exit_code == 1 and "R010 error risks/index.html:0" in run.output and "1 error" in run.output


def test_a_release_alone(settings: Settings) -> None:
    run = leaflet("release", "--into", "out")
    folder = Path(run.output.splitlines()[-1])
    assert run.exit_code == 0 and leaflet("verify", str(folder)).exit_code == 0
    assert folder.with_name(f"{folder.name}.tar.gz.sha256").is_file()


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (["publish", "trail"], 2, "Did you mean trial?"),
    (["publish", "--to", "1.0", "trial"], 2, "use it with --rollback"),
    (["publish", "--rollback", "trial"], 2, "nothing has been published there yet"),
    (["publish", "trial", "-d", "nowhere"], 2, "Run: ./leaflet build"),
    (["release", "-d", "nowhere"], 2, "Run: ./leaflet build"),
    (["verify", "trial"], 2, "nothing has been published to trial yet"),
    (["verify", "./nowhere"], 2, "has no manifest.json"),
    (["verify", "trail"], 2, "Did you mean trial?"),
])
def test_a_slip_gets_a_hint(settings: Settings, arguments: list[str], code: int, words: str) -> None:
    run = leaflet(*arguments)
    assert run.exit_code == code and words in run.output


def test_an_unchecked_site_is_not_published(settings: Settings) -> None:
    (settings.root / "site/index.html").write_text("Drive.")
    run = leaflet("publish", "trial")
    assert run.exit_code == 2 and "Run: ./leaflet build && ./leaflet check" in run.output
    assert not (settings.root.parent / "www").exists()


def test_settings_that_are_wrong_are_shown(settings: Settings) -> None:
    (settings.root / "publish.yml").write_text(PUBLISH.replace("path", "pth"))
    run = leaflet("publish", "trial")
    assert run.exit_code == 1 and "R001 error publish.yml:2" in run.output and "Did you mean path?" in run.output


def test_without_settings_it_says_what_is_missing(settings: Settings) -> None:
    (settings.root / "publish.yml").unlink()
    run = leaflet("publish", "trial")
    assert run.exit_code == 2 and "there is no publish.yml" in run.output


def test_a_damaged_manifest_is_a_message(settings: Settings) -> None:
    leaflet("publish", "trial")
    (settings.root.parent / "www/current/manifest.json").write_text("{}")
    run = leaflet("verify", str(settings.root.parent / "www/current"))
    assert run.exit_code == 2 and "no manifest" in run.output
