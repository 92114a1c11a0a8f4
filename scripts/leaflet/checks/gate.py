"""Everything that `leaflet check` looks at: the sources, then what they make, family beside family."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from leaflet.build.check_record import judged, remember_clean
from leaflet.build.record import SITE, last_build
from leaflet.build.site import BuildRequest, Files, assemble, make_files
from leaflet.checks.families import families, load
from leaflet.checks.jobs import Done, run
from leaflet.checks.plan import Made, Plan, Progress
from leaflet.checks.planned_jobs import planned_jobs
from leaflet.checks.source_run import (
    check_sources,
    has_language_tools,
    language_of,
    languages_left_out,
    look_at_sources,
)
from leaflet.checks.suppressions import settle
from leaflet.edition.downloads import FOLDER as DOWNLOADS
from leaflet.edition.downloads import Missing
from leaflet.edition.project import Project
from leaflet.edition.recording import FOLDER as RECORDINGS
from leaflet.findings.codes import is_error
from leaflet.findings.finding import Finding
from leaflet.formats.registry import AUDIO, FORMATS, named

OF_OTHER_SITES = ("L004",)  # found only where other sites are asked
CHANGED_MEANWHILE = "everything as it is now: it was edited or built meanwhile, so check it again"


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. `seconds` are by family or families; `problems` say what could not run, `missing` what not made.

    `hidden` counts the errors that the plan does not ask for; `stopped` says that errors of the sources have kept what
    comes after them from being made. `left_out` are translations with errors, which the site is made without.
    """

    findings: list[Finding]
    in_force: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    stopped: bool = False
    hidden: int = 0
    left_out: tuple[str, ...] = ()

    @property
    def may_be_released(self) -> bool:
        """Whether all was looked at, and there is no error in what the site is made of."""
        errors = filter(is_error, self.findings)
        return not self.problems and all(language_of(error) in self.left_out for error in errors)


def check_project(project: Project, plan: Plan, progress: Progress) -> Report:
    """Look at everything of the plan. Raises `BuildError` where sources without errors cannot be built.

    Translations with errors are left out, as a build leaves them out. Where everything else was looked at and there is
    no error, that is remembered for the site as it was and still is (`check_record`).
    """
    progress("looking at the sources")
    root = project.settings.root
    of_sources = "".join(letter for letter, family in families().items() if family.is_of_sources)
    letters = of_sources if plan.beyond else plan.of_sources
    found, seconds = look_at_sources(project, letters, "T" in plan.of_sources and not plan.fast, plan.languages)
    errors = [finding for finding in settle(found, root, project.today, "").findings if is_error(finding)]
    lacking = not_installed(plan)
    left_out = languages_left_out(errors)
    everywhere = any(language_of(error) is None for error in errors)
    if everywhere or not plan.beyond or left_out.issuperset(plan.languages or project.languages):
        return _report(project, plan, found, seconds, lacking=lacking)
    with _made(project.without(left_out), plan, progress) as made:
        before = judged(root, made.site) if plan.is_everything and made.site else ""
        usable = replace(plan, selection=plan.selection.without(lacking))
        done = run(list(planned_jobs(project, usable, made, progress)), progress)
        lacking = (unknown_sounds(plan, made.site, made.files) if made.site else {}) | lacking
        report = _report(project, plan, found, seconds, done, made, lacking)
        if before and made.site and not (judged(root, made.site) == before and project.is_as_read):
            report = replace(report, problems=(*report.problems, CHANGED_MEANWHILE))
        elif before and report.may_be_released:
            remember_clean(root, before)
    return report


def not_installed(plan: Plan) -> dict[str, str]:
    """The families of the plan that cannot be looked at, or not in full, and what to do, by letter."""
    lacking: dict[str, str] = {}
    if "T" in plan.of_sources and not plan.fast and not has_language_tools():
        lacking["T"] = "translation: lingua or the model of meaning is not installed: run scripts/setup test"
    for family in (families()[letter] for letter in plan.beyond):
        try:
            of_site, of_files = (family.site, family.articles), (*family.files, *family.recordings, family.narrations)
            for name in filter(None, (*of_site, *of_files)):
                load(name)
        except ModuleNotFoundError as error:
            lacking[family.letter] = f"{family.name}: {error.name} is not installed: run scripts/setup test"
    return lacking


def _by_families(done: Sequence[Done]) -> dict[str, float]:
    """Seconds by the letters of a family, or of families that were looked at together; in the order of the families."""
    found: dict[str, float] = {}
    for one in sorted(done, key=lambda one: -len(one.letters)):
        letters = next((known for known in found if one.letters in known), one.letters)
        found[letters] = found.get(letters, 0) + one.seconds
    order = list(families())
    return dict(sorted(found.items(), key=lambda item: order.index(item[0][0])))


def _report(
    project: Project,
    plan: Plan,
    found: list[Finding],
    seconds: dict[str, float],
    done: Sequence[Done] | None = None,
    made: Made | None = None,
    lacking: Mapping[str, str] = MappingProxyType({}),
) -> Report:
    """What the plan asks for of all that was found. `done` is None where nothing beyond the sources was begun."""
    stopped, done = bool(plan.beyond) and done is None, done or ()
    seconds = {letter: spent for letter, spent in seconds.items() if letter in plan.of_sources}
    for letters, spent in _by_families(done).items():
        seconds[letters] = seconds.get(letters, 0) + spent
    missing, left_out = (made.files.missing, made.left_out) if made else ((), ())
    problems = (*lacking.values(), *(one.problem for one in done if one.problem), *_unmade(plan, missing))
    whole = "" if plan.is_narrowed else plan.of_sources.replace("T", "" if plan.fast or "T" in lacking else "T")
    whole += "" if plan.is_narrowed or problems else "".join(one.letters for one in done)
    settled = settle(
        [*found, *(finding for one in done for finding in one.findings)],
        project.settings.root,
        project.today,
        whole,
        () if plan.external else OF_OTHER_SITES,
        left_out,
    )
    shown = [finding for finding in settled.findings if plan.wants(finding)]
    hidden = sum(map(is_error, settled.findings)) - sum(map(is_error, shown))
    return Report(shown, settled.in_force, seconds, problems, missing, stopped, hidden, left_out)


def _unmade(plan: Plan, missing: Sequence[Missing]) -> Iterator[str]:
    """Files of the plan that could not be looked at, as this machine lacks what makes them: a line for each reason."""
    gaps = [gap for gap in missing if gap.is_for_want_of_a_tool]
    if not gaps:
        return
    from leaflet.checks.files import formats_of  # here: a look at the sources need not load them

    for reason in dict.fromkeys(gap.reason for gap in gaps if gap.format in formats_of(plan.beyond)):
        formats = dict.fromkeys(gap.format for gap in gaps if gap.reason == reason)
        tags = dict.fromkeys(gap.language for gap in gaps if gap.reason == reason)
        yield f"{', '.join(formats)} in {', '.join(tags)}: {reason}"


@contextmanager
def _made(project: Project, plan: Plan, progress: Progress) -> Iterator[Made]:
    """Every file; and site/, or where it was built from other sources or with more languages, what these make, aside.

    site/ is looked at as it stands there, whoever has changed it since. Files are those it was built with, which may
    be some formats only; those of the site are held against them.
    """
    site = project.settings.root / SITE
    build = last_build(project, site)
    if build and {*project.left_out} <= {*build.left_out}:
        request = BuildRequest(project.without(build.left_out), site, named(build.formats), progress=progress)
        yield Made(site, make_files(request), tuple(build.left_out))
        return
    request = BuildRequest(project, site, progress=progress)
    files = make_files(request)
    if not (plan.is_everything or any(families()[letter].site for letter in plan.beyond)):
        yield Made(None, files, project.left_out)
        return
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, SITE)
        assemble(replace(request, findings=check_sources(project)), site, files)
        yield Made(site, files, project.left_out)


def sounds() -> dict[str, list[str]]:
    """Where sound is on the site, by the family that listens to it."""
    found = {AUDIO.family: [f"{RECORDINGS}/*/*{AUDIO.ending}"]}
    for made in FORMATS:
        if made.reads_aloud:
            found.setdefault(made.family, []).append(f"{DOWNLOADS}/*{made.ending}")
    return found


def unknown_sounds(plan: Plan, site: Path, files: Files) -> dict[str, str]:
    """Families of the plan with sound on the site that nobody has looked at, and what to do, by letter.

    Sound is made of what is kept in .cache/, which may be gone.
    """
    known = {made.address for made in files.downloads} | {made.address for made in files.recordings.values()}
    problems = {}
    for letter, patterns in sounds().items():
        there = {file.relative_to(site).as_posix() for pattern in patterns for file in site.glob(pattern)}
        if letter in plan.beyond and (unknown := sorted(there - known)):
            more = f" and {len(unknown) - 1} more" if unknown[1:] else ""
            problems[letter] = (
                f"{families()[letter].name}: {unknown[0]}{more}: on the site, and .cache/ has lost "
                "what it was made of: run leaflet build --clean"
            )
    return problems
