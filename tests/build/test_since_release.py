"""What differs from the last release, by file and section; an error counts wherever it is."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from leaflet.build.since_release import RECORD, REMEMBERED, Changes, changes_since_release, remember_release, words_now
from leaflet.checks.plan import Plan
from leaflet.findings.finding import Finding
from leaflet.project.settings import Settings, read_settings
from support.reading import read_project
from support.translated import copy_of, edit


@pytest.fixture
def released(tmp_path: Path) -> Settings:
    """A project of which everything is released."""
    settings, findings = read_settings(copy_of(tmp_path))
    assert settings, findings
    (settings.root / "large-print.yml").write_text("INHERIT: mkdocs.yml\n")
    (settings.root / "requirements.txt").touch()
    (settings.root / "publish.yml").write_text("targets:\n  trial: {kind: folder, path: ../www}\n")
    remember_release(settings, "trial", "one", words_now(read_project(settings.root)))
    return settings


def changed(settings: Settings) -> Changes:
    changes = changes_since_release(read_project(settings.root))
    assert changes
    return changes


def line_of(settings: Settings, path: str, words: str) -> int:
    lines = (settings.root / path).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_nothing_has_changed_at_first(released: Settings) -> None:
    assert (changed(released).files, changed(released).sections) == (frozenset(), {})


@pytest.mark.parametrize(
    "record",
    [
        None,
        "",
        "{}",
        "[]",
        '{"files": {}}',
        '{"live": {"trial": "one"}, "releases": {}}',
        '{"live": [], "releases": {}}',
    ],
)
def test_without_a_record_that_can_be_read_there_was_no_release(released: Settings, record: str | None) -> None:
    place = released.root / RECORD
    place.unlink() if record is None else place.write_text(record)
    assert changes_since_release(read_project(released.root)) is None


def test_after_going_back_it_is_the_words_of_before_that_count(released: Settings) -> None:
    edit(released.root / "docs/pl/get-help.md", "24 godziny", "48 godzin")
    remember_release(released, "trial", "two", words_now(read_project(released.root)))
    assert changed(released).files == frozenset()
    remember_release(released, "trial", "one", None)
    assert changed(released).files == {"docs/pl/get-help.md"}
    remember_release(released, "trial", "published elsewhere", None)
    assert changes_since_release(read_project(released.root)) is None


def test_what_differs_from_one_of_two_targets_differs(released: Settings) -> None:
    (released.root / "publish.yml").write_text(
        "targets:\n  trial: {kind: folder, path: ../www}\n  other: {kind: folder, path: ../other}\n"
    )
    edit(released.root / "docs/pl/get-help.md", "24 godziny", "48 godzin")
    remember_release(released, "other", "two", words_now(read_project(released.root)))
    assert changed(released).files == {"docs/pl/get-help.md"}
    (released.root / "publish.yml").write_text("targets:\n  other: {kind: folder, path: ../other}\n")
    remember_release(released, "other", "two", words_now(read_project(released.root)))
    assert changed(released).files == frozenset()  # nobody publishes to `trial` any more


def test_the_record_does_not_grow_without_end(released: Settings) -> None:
    for number in range(REMEMBERED + 3):
        remember_release(released, "trial", str(number), words_now(read_project(released.root)))
    assert len(json.loads((released.root / RECORD).read_text())["releases"]) == REMEMBERED


def test_a_change_of_a_translation_is_of_its_language_and_section(released: Settings) -> None:
    edit(released.root / "docs/pl/get-help.md", "24 godziny", "48 godzin")
    changes = changed(released)
    assert changes.files == {"docs/pl/get-help.md"}
    assert changes.sections == {"docs/pl/get-help.md": {"first-weeks"}}
    assert changes.languages(released) == ("pl",)
    assert str(changes) == "docs/pl/get-help.md (#first-weeks)"


@pytest.mark.parametrize("path", ["docs/en/risks.md", "mkdocs.yml", "docs/names.yml"])
def test_a_change_of_what_all_are_made_from_is_of_all_languages(released: Settings, path: str) -> None:
    with (released.root / path).open("a", encoding="utf-8") as file:
        file.write("\n# More\n")
    assert changed(released).languages(released) == released.languages


def test_new_and_deleted_files_differ(released: Settings) -> None:
    (released.root / "docs/pl/risks.md").unlink()
    (released.root / "docs/pl/new.md").write_text("# New {#new}\n")
    assert changed(released).files == {"docs/pl/risks.md", "docs/pl/new.md"}
    assert "docs/pl/risks.md" in changed(released).sections


def test_a_warning_counts_in_a_section_that_has_changed(released: Settings) -> None:
    edit(released.root / "docs/pl/get-help.md", "24 godziny", "48 godzin")
    changes = changed(released)

    def concerns(path: str, words: str) -> bool:
        return changes.concern(Finding(PurePosixPath(path), line_of(released, path, words), "T050", ""))

    assert concerns("docs/pl/get-help.md", "48 godzin")
    assert not concerns("docs/pl/get-help.md", "{#emergency}")
    assert not concerns("docs/ar/get-help.md", "{#first-weeks}")


def test_a_warning_counts_where_the_english_section_has_changed(released: Settings) -> None:
    edit(released.root / "docs/en/get-help.md", "at least 24 hours", "at least 48 hours")
    line = line_of(released, "docs/ar/get-help.md", "{#first-weeks}")
    assert changed(released).concern(Finding(PurePosixPath("docs/ar/get-help.md"), line, "T004", ""))
    assert not changed(released).concern(Finding(PurePosixPath("docs/ar/risks.md"), line, "T004", ""))


def concerns(settings: Settings, path: str, code: str, line: int = 1) -> bool:
    return changed(settings).concern(Finding(PurePosixPath(path), line, code, ""))


def test_a_new_english_section_is_missing_in_every_translation(released: Settings) -> None:
    with (released.root / "docs/en/get-help.md").open("a", encoding="utf-8") as file:
        file.write("\n## New {#new}\n\nWalk.\n")
    assert concerns(released, "docs/pl/get-help.md", "T002") and concerns(released, "docs/pl/translation.yml", "T005")
    assert not concerns(released, "docs/pl/risks.md", "T002") and not concerns(released, "docs/pl/get-help.md", "T050")
    assert not concerns(released, "docs/reviews.yml", "S043")


def test_an_english_word_of_the_interface_counts_in_every_language(released: Settings) -> None:
    words = released.root / "overrides/strings/en.yml"
    words.parent.mkdir(parents=True, exist_ok=True)
    words.write_text("menu: All pages\n", encoding="utf-8")
    assert concerns(released, "overrides/strings/pl.yml", "T004", 3)
    assert not concerns(released, "docs/pl/risks.md", "T004", 3)


@pytest.mark.parametrize(
    ("path", "of_pl", "of_ar"),
    [
        ("docs/pl/glossary.yml", True, False),
        ("docs/facts.yml", True, True),
        ("mkdocs.yml", True, True),
        ("docs/pl/translation.yml", False, False),
    ],
)
def test_what_a_language_is_checked_by_concerns_all_of_it(
    released: Settings, path: str, of_pl: bool, of_ar: bool
) -> None:
    with (released.root / path).open("a", encoding="utf-8") as file:
        file.write("\n# More\n")
    assert (concerns(released, "docs/pl/risks.md", "T050", 9), concerns(released, "docs/ar/risks.md", "T050", 9)) == (
        of_pl,
        of_ar,
    )
    assert concerns(released, "overrides/strings/pl.yml", "T050", 2) == of_pl


def test_settings_of_publishing_always_count(released: Settings) -> None:
    assert concerns(released, "publish.yml", "R004", 3)


def test_a_warning_counts_in_the_languages_that_were_asked_for(released: Settings) -> None:
    edit(released.root / "docs/en/get-help.md", "at least 24 hours", "at least 48 hours")
    line = line_of(released, "docs/en/get-help.md", "{#first-weeks}")
    plan = Plan(changes=changed(released), languages=("pl",))
    assert not plan.wants(Finding(PurePosixPath("docs/en/get-help.md"), line, "W005", ""))
    assert plan.wants(Finding(PurePosixPath("docs/pl/get-help.md"), line, "T004", ""))


def test_an_error_counts_wherever_it_is(released: Settings) -> None:
    edit(released.root / "docs/pl/get-help.md", "24 godziny", "48 godzin")
    plan = Plan(changes=changed(released), languages=("pl",))
    assert plan.wants(Finding(PurePosixPath("docs/en/risks.md"), 3, "S014", "The section is gone."))
    assert not plan.wants(Finding(PurePosixPath("docs/en/risks.md"), 3, "W004", "A question."))
