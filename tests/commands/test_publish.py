"""What the person who publishes is told: what is not ready, what changed, how to undo it; never a traceback."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from leaflet.build.since_release import changes_since_release
from leaflet.commands import main
from leaflet.project.settings import Settings
from leaflet.publish.publish import Plan, publish
from release.test_making import LONG, built, checked, project
from support.reading import read_project
from support.releases import contents

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
    assert (
        set(said["changes"]["files"]["changed"])
        == {path for path in before if before[path] != after[path]}
        >= {"risks/index.html"}
    )


@pytest.mark.parametrize("file", ["mkdocs.yml", "publish.yml"])
def test_settings_that_cannot_be_read_are_said_to_a_program_as_json(settings: Settings, file: str) -> None:
    (settings.root / file).write_text("a: [")
    run = leaflet("publish", "trial", "--format", "json")
    assert (run.exit_code, {finding["path"] for finding in json.loads(run.stdout)}) == (1, {file})


def test_a_fault_of_another_target_stays_out_of_what_a_program_reads(settings: Settings) -> None:
    (settings.root / "publish.yml").write_text(PUBLISH + "  other: {kind: foldr, path: ../b}\n")
    assert "kind" in leaflet("publish", "trial", "--dry-run").stdout
    assert json.loads(leaflet("publish", "trial", "--dry-run", "--format", "json").stdout)["target"] == "trial"


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
        assert f"./leaflet publish --rollback {'trial' if place == 'trial' else 'TARGET'}\n" in run.output


def test_a_release_alone(settings: Settings) -> None:
    run = leaflet("release", "--into", "out")
    folder = Path(run.output.splitlines()[-1])
    assert run.exit_code == 0 and leaflet("verify", str(folder)).exit_code == 0
    assert folder.with_name(f"{folder.name}.tar.gz.sha256").is_file()


def test_a_record_that_cannot_be_written_is_said_and_it_is_live_all_the_same(settings: Settings) -> None:
    (settings.root / ".cache/released.json").mkdir()
    run = leaflet("publish", "trial")
    assert run.exit_code == 0 and "published 1.0-" in run.output and "not published" not in run.output
    assert "released.json: Is a directory: leaflet check --changed will not know" in run.output
    assert (settings.root.parent / "www/current").is_symlink()


def test_what_could_not_be_removed_is_not_said_to_be(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    (settings.root / "publish.yml").write_text(PUBLISH.replace("}", ", keep: 2}"))
    outputs = []
    for words in ("1", "2", "3"):
        change(settings, words)
        if words == "3":
            monkeypatch.setattr("shutil.rmtree", refuse)
        outputs.append(leaflet("publish", "trial").output)
        monkeypatch.undo()
        monkeypatch.chdir(settings.root)
    assert "published" in outputs[2] and "removed the old release" not in outputs[2]


def refuse(path: object, **options: object) -> None:
    if "www" in str(path):
        raise PermissionError(13, "Permission denied", str(path))


def test_words_that_are_edited_while_it_is_sent_count_as_changed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*arguments: Any) -> Plan:
        page = settings.docs / "en/risks.md"
        page.write_text(page.read_text() + "\nA new sentence.\n")
        return publish(*arguments)

    monkeypatch.setattr("leaflet.commands.publish.publish", slowly)
    leaflet("publish", "trial")
    changes = changes_since_release(read_project(settings.root))
    assert changes and changes.files == {"docs/en/risks.md"}


def test_after_going_back_what_was_taken_back_counts_as_changed(settings: Settings) -> None:
    leaflet("publish", "trial")
    page = settings.docs / "en/risks.md"
    page.write_text(page.read_text() + "\nA new sentence.\n")
    change(settings, "new")
    leaflet("publish", "trial")
    back = leaflet("publish", "--rollback", "trial", "--format", "json")
    said = json.loads(back.output)
    assert said["target"] == "trial" and not said["dry_run"] and said["changes"]["pages"]["changed"] == ["/risks/"]
    changes = changes_since_release(read_project(settings.root))
    assert changes and changes.files == {"docs/en/risks.md"}


def test_it_says_what_it_put_right(settings: Settings) -> None:
    leaflet("publish", "trial")
    assert "put right" not in leaflet("publish", "trial").output
    for options, words in ((["--dry-run"], "would put right"), ([], "put right")):
        (settings.root.parent / "www/current/risks/index.html").write_text("Drive.")
        run = leaflet("publish", "trial", *options)
        assert f"leaflet: {words} what was not as published: risks/index.html" in run.output
    assert leaflet("verify", "trial").exit_code == 0


def test_a_damaged_manifest_keeps_nobody_from_going_back(settings: Settings) -> None:
    leaflet("publish", "trial")
    change(settings, "new")
    leaflet("publish", "trial")
    (settings.root.parent / "www/current/manifest.json").write_text('{"files": [], "version": 5}')
    assert leaflet("verify", "trial").exit_code == 2
    run = leaflet("publish", "--rollback", "trial")
    assert run.exit_code == 0 and "cannot be read, so all counts as new" in run.output
    assert (settings.root.parent / "www/current/risks/index.html").read_text() == LONG + "risks"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["publish", "trail"], 2, "Did you mean trial?"),
        (["publish", "--to", "1.0", "trial"], 2, "use it with --rollback"),
        (["publish", "--rollback", "trial"], 2, "nothing has been published there yet"),
        (["publish", "trial", "-d", "nowhere"], 2, "Run: ./leaflet build"),
        (["release", "-d", "nowhere"], 2, "Run: ./leaflet build"),
        (["verify", "trial"], 2, "nothing has been published to trial yet"),
        (["verify", "./nowhere"], 2, "has no manifest.json"),
        (["verify", "trail"], 2, "Did you mean trial?"),
    ],
)
def test_a_slip_gets_a_hint(settings: Settings, arguments: list[str], code: int, words: str) -> None:
    run = leaflet(*arguments)
    assert run.exit_code == code and words in run.output


def test_an_unchecked_site_is_not_published(settings: Settings) -> None:
    (settings.root / "site/index.html").write_text("Drive.")
    run = leaflet("publish", "trial")
    assert run.exit_code == 2 and "Run: ./leaflet build; ./leaflet check" in run.output
    assert not (settings.root.parent / "www").exists()


@pytest.mark.parametrize("into", ["site", "site/release", ".", "docs", "docs/en/release", "../linked/release"])
def test_a_release_is_not_put_into_what_it_is_made_of(settings: Settings, into: str) -> None:
    (settings.root.parent / "linked").symlink_to("project/site", target_is_directory=True)
    before = contents(settings.root)
    run = leaflet("release", "--into", into)
    assert run.exit_code == 2 and "Name a folder of its own" in run.output
    assert contents(settings.root) == before


@pytest.mark.parametrize("place", [".", "..", "site/risks", "../elsewhere"])
def test_a_site_that_is_not_of_this_project_is_not_released(settings: Settings, place: str) -> None:
    shutil.copytree(settings.root / "site", settings.root.parent / "elsewhere")
    before = contents(settings.root)
    for command in (["release"], ["publish", "trial"]):
        run = leaflet(*command, "--site-dir", place)
        assert run.exit_code == 2 and "Build into site/. Run: ./leaflet build; ./leaflet check" in run.output
    assert contents(settings.root) == before


def test_a_site_that_no_check_looks_at_is_not_released(settings: Settings) -> None:
    shutil.copytree(settings.root / "site", settings.root / "preview")
    (settings.root / "preview/more.txt").write_text("as built with other formats")
    built(settings, "preview")
    run = leaflet("release", "--site-dir", "preview")
    assert run.exit_code == 2 and "leaflet check looks at site/ only" in run.output


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
    assert run.exit_code == 2 and "not a manifest" in run.output
