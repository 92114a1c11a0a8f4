"""`leaflet check`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import click

from leaflet.base.suggest import did_you_mean
from leaflet.build.since_release import Changes, changes_since_release
from leaflet.checks.families import FAMILIES, Selection, everything, families, select
from leaflet.checks.gate import Report, check_project
from leaflet.checks.plan import Plan
from leaflet.checks.source_run import not_checked
from leaflet.commands.output import (
    CLEAN,
    COULD_NOT_RUN,
    FINDINGS,
    count,
    end_progress,
    fail,
    progress,
    read_project,
    show,
    show_families,
    summary,
)
from leaflet.edition.project import Project
from leaflet.findings.codes import retired, rules
from leaflet.findings.explain import explain as explanation
from leaflet.project.settings import Settings, languages
from leaflet.web.build import BuildError

EPILOG = """
\b
Examples:
  leaflet check                          everything, for a release
  leaflet check --fast                   the sources only, for every save
  leaflet check --only T,L               translations and links
  leaflet check --fast --only T021,S     one code, and all of structure
  leaflet check --language ar            Arabic only; also --language Arabic
  leaflet check --changed                what differs from the last release
  leaflet check --external               ask the other sites that pages link to as well
  leaflet check --format github          annotations, for a workflow; json for programs
  leaflet check --explain T021           what a code means, with a bad and a good case

\b
Families:
""" + "".join(
    f"  {family.letter}  {family.name}: looks at {family.looks_at}"
    f"{' with ' + ', '.join(family.tools) if family.tools else ''}\n"
    for family in FAMILIES
    if family.letter in families()
)


def _selection(context: click.Context, parameter: click.Parameter, value: str | None) -> Selection:
    try:
        return everything() if value is None else select(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command(epilog=EPILOG)
@click.option("--only", metavar="FAMILIES", callback=_selection, help="Only these families and codes: S,W or T021.")
@click.option(
    "--language", metavar="LANGUAGE", multiple=True, help="Only this language, by tag or name; again for another."
)
@click.option("--changed", is_flag=True, help="Only what differs from the last release; errors wherever they are.")
@click.option("--fast", is_flag=True, help="Sources only; nothing is built. For every save.")
@click.option("--external", is_flag=True, help="Also ask the other sites that pages link to.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations of GitHub.",
)
@click.option("--explain", metavar="CODE", help="Say what a code means and why it matters, with a bad and a good case.")
def check(
    only: Selection,
    language: tuple[str, ...],
    changed: bool,
    fast: bool,
    external: bool,
    form: str,
    explain: str | None,
) -> None:
    """Say what is wrong with words, structure, pictures, translations, made files, pages and links.

    Exit code 0: clean. 1: there are findings. 2: it could not run, or not all of it.
    """
    if explain is not None:
        _explain(explain.strip().upper())
        return
    if fast:
        _of_sources_only(only, external)
    started = time.perf_counter()
    project = read_project(Path.cwd(), form)
    plan = _plan(project, only, language, changed, fast, external)
    report = _look(project, plan)
    if form == "text" and report.findings:
        click.echo(f"leaflet: {_summary(report)}")
    show(report.findings, form)
    if form == "text":
        _say(project.settings, plan, report)
        click.echo(f"leaflet: {_summary(report)}, in {time.perf_counter() - started:.1f} s")
    for problem in report.problems:
        click.echo(f"leaflet: could not look at {problem}", err=True)
    for line in _unasked(report):
        click.echo(f"leaflet: {line}", err=True)
    if report.problems:
        raise SystemExit(COULD_NOT_RUN)
    raise SystemExit(FINDINGS if report.findings or report.hidden else CLEAN)


def _plan(
    project: Project, only: Selection, language: tuple[str, ...], changed: bool, fast: bool, external: bool
) -> Plan:
    """What to look at. Where nothing differs from the last release, the sources: days pass, and so do suppressions."""
    settings = project.settings
    wanted = tuple(dict.fromkeys(_tag(settings, name) for name in language))
    changes = _changes(project) if changed else None
    if changes:
        touched = changes.languages(settings)
        differing = tuple(tag for tag in wanted or touched if tag in touched)
        fast, wanted = fast or not differing, differing or wanted
        if set(wanted) == set(settings.languages):
            wanted = ()
    return Plan(only, wanted, fast, external, changes)


def _of_sources_only(only: Selection, external: bool) -> None:
    """End the program where something is asked for beside --fast that would not be looked at."""
    asked = [letter for letter in only.letters if not only.is_everything and not families()[letter].is_of_sources]
    asked += ["--external"] if external else []
    if asked:
        fail(f"--fast looks at sources only, {', '.join(asked)} at what is built. Leave one of the two out.")


def _changes(project: Project) -> Changes | None:
    """What differs from the last release; None where there was none, and then everything is looked at."""
    changes = changes_since_release(project)
    if changes is None:
        click.echo("leaflet: no release is recorded here yet, so everything counts as changed", err=True)
    else:
        click.echo(f"leaflet: since the release of {changes.released}: {changes}", err=True)
    return changes


def _tag(settings: Settings, name: str) -> str:
    """The tag of a language that somebody named by its tag or name, as `ar`, `Arabic` or `العربية`."""
    names = {
        word.casefold(): tag
        for tag in settings.languages
        for word in (tag, languages()[tag].english_name, languages()[tag].name)
    }
    if name.casefold() not in names:
        options = [word for tag in settings.languages for word in (tag, languages()[tag].english_name)]
        fail(f'there is no language "{name}" here. {did_you_mean(name.title(), options, _listed(settings))}')
    return names[name.casefold()]


def _listed(settings: Settings) -> str:
    return f"There are {', '.join(f'{tag} ({languages()[tag].english_name})' for tag in settings.languages)}."


def _look(project: Project, plan: Plan) -> Report:
    try:
        return check_project(project, plan, progress)
    except BuildError as error:
        fail(f"the site could not be built.\n{error}")
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}")
    finally:
        end_progress()


def _say(settings: Settings, plan: Plan, report: Report) -> None:
    """What was looked at, and what was not."""
    show_families(report.findings, report.seconds)
    unseen = not_checked(settings) if "T" in plan.of_sources and not plan.fast else []
    if unseen:
        click.echo(f"leaflet: not checked here: {', '.join(unseen)} (see the README)")
    for gap in (gap for gap in report.missing if not gap.is_for_want_of_a_tool):  # the others are problems
        click.echo(f"leaflet: not made: {gap.format} in {languages()[gap.language].english_name}: {gap.reason}")


def _summary(report: Report) -> str:
    files = len({finding.path for finding in report.findings})
    where = f" in {count(files, 'file')}" if files else ""
    return f"{summary(report.findings)}{where}, {count(report.in_force, 'suppression')} in force"


def _unasked(report: Report) -> Iterator[str]:
    """What somebody who reads the findings must know besides."""
    if report.left_out:
        names = ", ".join(languages()[tag].english_name for tag in report.left_out)
        yield f"left out of the site: {names}"
    if report.stopped:
        yield "sources with errors are not built: pages and files were not looked at"
    if report.hidden:
        yield f"besides what was asked for, {count(report.hidden, 'error')}: see leaflet check"


def _explain(code: str) -> None:
    if code in retired():
        click.echo(f"{code} is retired: {retired()[code]}")
    elif code in rules():
        click.echo(explanation(rules()[code], Path.cwd()))
    elif not code:
        fail("--explain takes a code: leaflet check --explain T021")
    else:
        fail(f"there is no code {code}. {did_you_mean(code, rules())}")
