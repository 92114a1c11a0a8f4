"""What is looked at, what stops it, and when a release may rest on it: with small families of our own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest

from leaflet.build.check_record import is_clean
from leaflet.build.record import site_digest
from leaflet.build.site import Files
from leaflet.checks import families as register
from leaflet.checks import gate, plan, planned_jobs
from leaflet.checks.families import Family, Selection, everything
from leaflet.checks.gate import Report, check_project
from leaflet.checks.jobs import Done, Job
from leaflet.checks.plan import Made, Plan
from leaflet.checks.source_run import look_at_sources
from leaflet.content.model import Page
from leaflet.edition.edition import Booklet
from leaflet.edition.project import Project
from leaflet.edition.recording import Recording, Timing
from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing
from leaflet.project.settings import Settings, read_settings
from support.made import small
from support.reading import TODAY, read_project
from support.translated import ROOT, TRANSLATIONS, copy_of, edit, stamp_in


def check_language(
    site: Path, progress: Callable[[str], object], languages: Collection[str] = (), external: bool = False
) -> Iterator[Finding]:
    """A small check of the built site, as the browser's are: every page says its language (L001)."""
    for page in sorted(site.rglob("*.html")):
        progress(page.name)
        if (not languages or page.parent.name in languages) and "lang=" not in page.read_text():
            yield Finding(PurePosixPath("site", page.relative_to(site).as_posix()), 1, "L001", "No language.")


def check_without_tool(
    site: Path, progress: Callable[[str], object], languages: Collection[str] = ()
) -> Iterator[Finding]:
    raise ToolMissing("Chromium is not installed: run scripts/setup test")
    yield Finding(PurePosixPath("site"), 1, "L001", "")


def check_recording(booklet: Booklet, page: Page, recording: Recording) -> Iterator[Finding]:
    """A small check of sound: it lasts as long as the sentences in it (E008)."""
    if recording.timings and recording.timings[-1].end > recording.seconds:
        yield Finding(
            PurePosixPath(recording.address), 0, "E008", f"{page.name} ends too early, in {booklet.language.tag}."
        )


def check_narration(booklet: Booklet, recordings: Mapping[str, Recording]) -> Iterator[Finding]:
    """A small check of all recordings of a language: how many there are (E008)."""
    yield Finding(PurePosixPath("audio"), 0, "E008", f"{len(recordings)} of {booklet.language.tag}")


SMALL = {
    "small.check_language": check_language,
    "small.check_without_tool": check_without_tool,
    "small.check_recording": check_recording,
    "small.check_narration": check_narration,
    "audio.check.check": "the checks of the whole leaflet as MP3, which are there",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    project = copy_of(tmp_path)
    shutil.copytree(ROOT / "overrides/strings", project / "overrides/strings", dirs_exist_ok=True)
    shutil.copy(ROOT / "docs/names.yml", project / "docs/names.yml")  # those words of the interface have names in them
    for language in TRANSLATIONS:
        stamp_in(project, language)
    settings, findings = read_settings(project)
    assert settings, findings
    return settings


@pytest.fixture
def site(settings: Settings) -> Path:
    site = settings.root / "site"
    (site / "pl").mkdir(parents=True)
    (site / "index.html").write_text('<html lang="en">')
    (site / "pl" / "index.html").write_text('<html lang="pl">')
    return site


@pytest.fixture(autouse=True)
def small_families(monkeypatch: pytest.MonkeyPatch) -> dict[str, Family]:
    """The real families of sources, and one that looks at the site."""
    known = {letter: family for letter, family in register.families().items() if family.sources}
    known["L"] = Family("L", "links", "site", site="small.check_language")
    monkeypatch.setattr(register, "families", lambda: known)
    for module in (gate, plan, planned_jobs):
        monkeypatch.setattr(module, "families", lambda: known)
    for module in (gate, planned_jobs):
        monkeypatch.setattr(module, "load", lambda name: SMALL[name])
    return known


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site as it stands, without files; and no models of language, which take seconds to load."""

    @contextmanager
    def made(project: Project, plan: Plan, progress: Callable[[str], object]) -> Iterator[Made]:
        yield Made(project.settings.root / "site", Files((), {}), project.left_out)

    monkeypatch.setattr(gate, "_made", made)
    monkeypatch.setattr(
        gate, "look_at_sources", lambda project, letters, thorough, only: look_at_sources(project, letters, only=only)
    )


def look(settings: Settings, plan: Plan | None = None) -> Report:
    return check_project(read_project(settings.root), plan or Plan(), lambda words: None)


def places(report: Report) -> list[str]:
    return [f"{finding.code} {finding.path}" for finding in report.findings]


def test_families_that_are_looked_at_together_have_one_time() -> None:
    done = [Done("L", (), 1.0), Done("TL", (), 5.0), Done("S", (), 3.0), Done("S", (), 4.0)]
    assert list(gate._by_families(done).items()) == [("S", 7), ("TL", 6)]


def test_a_clean_site_is_remembered(settings: Settings, site: Path) -> None:
    report = look(settings)
    assert (places(report), report.problems) == ([], ())
    assert is_clean(settings.root, site)
    assert set("".join(report.seconds)) == set("STWRL")


def test_a_fault_of_the_site_is_found_and_not_remembered(settings: Settings, site: Path) -> None:
    (site / "pl" / "index.html").write_text("<html>")
    assert places(look(settings)) == ["L001 site/pl/index.html"]
    assert not is_clean(settings.root, site)


def test_a_warning_does_not_stop_a_release(settings: Settings, site: Path) -> None:
    edit(settings.root / "docs/en/risks.md", "next_review: 2028-12-31", "next_review: 2026-02-01")
    report = look(settings)
    assert {finding.code for finding in report.findings} == {"S032"}
    assert is_clean(settings.root, site)


def test_an_error_of_the_sources_stops_what_comes_after(settings: Settings, site: Path) -> None:
    edit(settings.root / "docs/en/get-help.md", "{#emergency}", "{#Emergency}")
    (site / "index.html").write_text("<html>")
    report = look(settings)
    assert report.stopped and "L001 site/index.html" not in places(report)
    assert "docs/en/get-help.md" in {str(finding.path) for finding in report.findings}
    assert not is_clean(settings.root, site)


def test_an_error_that_nobody_asked_for_stops_it_too(settings: Settings, site: Path) -> None:
    edit(settings.root / "docs/en/get-help.md", "{#emergency}", "{#Emergency}")
    report = look(settings, Plan(Selection("L")))
    assert (places(report), report.stopped, report.hidden > 0) == ([], True, True)


def test_a_translation_with_errors_is_left_out_and_the_rest_may_be_released(settings: Settings, site: Path) -> None:
    edit(settings.root / "docs/pl/get-help.md", "24", "48")
    report = look(settings)
    assert "T021 docs/pl/get-help.md" in places(report)
    assert (report.stopped, report.left_out) == (False, ("pl",))
    assert is_clean(settings.root, site)


def test_a_fault_of_the_site_counts_where_a_translation_is_left_out(settings: Settings, site: Path) -> None:
    edit(settings.root / "docs/pl/get-help.md", "24", "48")
    (site / "index.html").write_text("<html>")
    assert "L001 site/index.html" in places(look(settings))
    assert not is_clean(settings.root, site)


def test_an_error_of_the_only_language_asked_for_stops_what_comes_after(settings: Settings, site: Path) -> None:
    edit(settings.root / "docs/pl/get-help.md", "24", "48")
    assert look(settings, Plan(languages=("pl",))).stopped


def test_a_site_that_changes_while_it_is_looked_at_is_not_remembered(
    settings: Settings, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(jobs: list[Job], progress: Callable[[str], object]) -> list[Done]:
        (site / "index.html").write_text("built meanwhile")
        return []

    monkeypatch.setattr(gate, "run", meanwhile)
    report = look(settings)
    assert (report.findings, report.problems) == ([], (gate.CHANGED_MEANWHILE,))
    assert not is_clean(settings.root, site)


def test_words_that_are_saved_while_the_sources_are_looked_at_are_not_remembered(
    settings: Settings, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(
        project: Project, letters: str, thorough: bool, only: Collection[str]
    ) -> tuple[list[Finding], dict[str, float]]:
        found = look_at_sources(project, letters, only=only)
        edit(project.settings.root / "docs/en/get-help.md", "{#emergency}", "{#Emergency}")
        return found

    monkeypatch.setattr(gate, "look_at_sources", meanwhile)
    assert look(settings).problems == (gate.CHANGED_MEANWHILE,)
    assert not is_clean(settings.root, site)


@pytest.mark.parametrize(
    "plan", [Plan(Selection("STW")), Plan(languages=("pl",)), Plan(fast=True), Plan(Selection("", frozenset({"L001"})))]
)
def test_what_was_not_looked_at_in_full_is_not_remembered(settings: Settings, site: Path, plan: Plan) -> None:
    assert look(settings, plan).findings == []
    assert not is_clean(settings.root, site)


def test_a_missing_tool_is_a_problem_and_not_remembered(
    settings: Settings, site: Path, small_families: dict[str, Family]
) -> None:
    small_families["L"] = Family("L", "links", "site", site="small.check_without_tool")
    report = look(settings)
    assert report.problems == ("links: Chromium is not installed: run scripts/setup test",)
    assert not is_clean(settings.root, site)


def test_without_the_tools_for_languages_it_is_not_remembered(
    settings: Settings, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "has_language_tools", lambda: False)
    assert look(settings).findings == []
    assert not is_clean(settings.root, site)


def test_two_families_of_one_function_are_run_once(settings: Settings, small_families: dict[str, Family]) -> None:
    small_families["E"] = Family("E", "e-books", "site", site="small.check_language")
    jobs = list(planned_jobs.site_jobs(Plan(), Path("site"), lambda words: None))
    assert [(job.letters, job.label) for job in jobs] == [("EL", "e-books, links")]


def test_a_language_narrows_the_site(settings: Settings, site: Path) -> None:
    for page in site.rglob("*.html"):
        page.write_text("<html>")
    assert places(look(settings, Plan(languages=("pl",)))) == ["L001 site/pl/index.html"]


def test_recordings_are_looked_at(tmp_path: Path, small_families: dict[str, Family]) -> None:
    small_families["E"] = Family(
        "E", "sound", "recordings", recordings=("small.check_recording",), narrations="small.check_narration"
    )
    recordings = {
        (language, "risks"): Recording(language, "risks", Path("risks.mp3"), seconds, (Timing("a", 0, 2.0),))
        for language, seconds in (("pl", 1.0), ("en", 1.0), ("ar", 3.0))
    }
    booklets = {tag: small(tmp_path, "# Risks {#risks}", "# Risks {#risks}", language=tag) for tag in ("pl", "ar")}
    jobs = list(planned_jobs.recording_jobs(Plan(Selection("E")), Made(None, Files((), recordings)), booklets))
    assert [(job.label, [finding.message for finding in job.work(*job.arguments)]) for job in jobs] == [
        ("audio/pl/risks.mp3", ["risks ends too early, in pl."]),
        ("audio/ar/risks.mp3", []),
        ("recordings in pl", ["1 of pl"]),
        ("recordings in ar", ["1 of ar"]),
    ]


def test_a_recording_on_the_site_is_the_one_that_was_looked_at(
    settings: Settings, site: Path, small_families: dict[str, Family]
) -> None:
    small_families["E"] = Family("E", "sound", "recordings", recordings=("small.check_recording",))
    kept = settings.root / "risks.mp3"
    made = Made(site, Files((), {("pl", "risks"): Recording("pl", "risks", kept, 1.0, ())}))
    booklets = {"pl": small(settings.root, "# Risks {#risks}", "# Risks {#risks}", language="pl")}
    there = site / "audio/pl/risks.mp3"
    there.parent.mkdir(parents=True)
    for words, expected in (("sound", []), ("other sound", ["E014 audio/pl/risks.mp3"])):
        kept.write_text("sound")
        there.write_text(words)
        jobs = planned_jobs.recording_jobs(Plan(Selection("E")), made, booklets)
        assert [f"{one.code} {one.path}" for job in jobs for one in job.work(*job.arguments)] == expected


def test_sound_on_the_site_that_nobody_can_look_at_is_a_problem(
    settings: Settings, site: Path, small_families: dict[str, Family]
) -> None:
    small_families["V"] = Family("V", "voice", "recordings", recordings=("small.check_recording",))
    for name in ("audio/en/get-help.mp3", "audio/en/risks.mp3"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("sound")
    report = look(settings)
    assert report.problems == (
        "voice: audio/en/get-help.mp3 and 1 more: on the site, and .cache/ has lost what it was "
        "made of: run leaflet build --clean",
    )
    assert not report.may_be_released and not is_clean(settings.root, site)
    assert look(settings, Plan(Selection("L"))).problems == ()


def test_a_suppressed_error_does_not_stop_the_rest(settings: Settings, site: Path) -> None:
    (site / "pl" / "index.html").write_text("<html>")
    before = site_digest(site)
    (settings.root / "docs/suppressions.yml").write_text(
        f"- {{code: L001, path: site/pl/index.html, line: 1, reason: r, owner: o, expires: {TODAY}}}\n"
    )
    report = look(settings)
    assert (places(report), report.in_force) == ([], 1)
    assert site_digest(site) == before and is_clean(settings.root, site)


def test_a_suppression_is_not_called_unused_where_a_check_could_not_run(
    settings: Settings, site: Path, small_families: dict[str, Family]
) -> None:
    (settings.root / "docs/suppressions.yml").write_text(
        f"- {{code: L002, path: site/pl/index.html, line: 1, reason: r, owner: o, expires: {TODAY}}}\n"
    )
    assert places(look(settings)) == ["S043 docs/suppressions.yml"]
    assert places(look(settings, Plan(Selection("STW")))) == []
    small_families["L"] = Family("L", "links", "site", site="small.check_without_tool")
    assert places(look(settings)) == []


def test_a_suppression_is_not_called_unused_where_nobody_looked(settings: Settings, site: Path) -> None:
    edit(settings.root / "docs/pl/get-help.md", "24", "48")
    (settings.root / "docs/suppressions.yml").write_text(
        "".join(
            f"- {{code: {code}, path: {path}, line: 1, reason: r, owner: o, expires: {TODAY}}}\n"
            for code, path in (("L004", "site/index.html"), ("L002", "site/pl/index.html"))
        )
    )
    assert "S043 docs/suppressions.yml" not in places(look(settings))
    assert places(look(settings, Plan(external=True))).count("S043 docs/suppressions.yml") == 1


@pytest.mark.parametrize("plan", [Plan(fast=True), Plan(Selection("R"))])
def test_a_secret_in_the_settings_of_publishing_is_found(settings: Settings, plan: Plan) -> None:
    (settings.root / "publish.yml").write_text("targets:\n  a:\n    kind: folder\n    path: b\n    password: c\n")
    assert places(look(settings, plan)) == ["R003 publish.yml"]


def test_everything_is_every_family() -> None:
    assert everything().is_everything and Plan().is_everything
