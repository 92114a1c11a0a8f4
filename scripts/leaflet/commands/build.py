"""`leaflet build`."""

from __future__ import annotations

import time
from collections.abc import Collection
from pathlib import Path

import click

from leaflet.base.suggest import did_you_mean
from leaflet.build.record import SITE
from leaflet.build.site import BuildRequest, BuildSummary, build_site
from leaflet.checks.source_run import check_sources, language_of, languages_left_out
from leaflet.commands.output import FINDINGS, fail, read_project, show, summary
from leaflet.edition.project import Project
from leaflet.findings.codes import is_error
from leaflet.findings.finding import Finding
from leaflet.formats.registry import AUDIO, FORMATS, Format, named
from leaflet.project.settings import SOURCE_LANGUAGE, Settings, languages
from leaflet.web.build import BuildError

EPILOG = """
\b
Examples:
  leaflet build                      into site/, what has changed
  leaflet build --clean              all of it again
  leaflet build --site-dir preview   into another folder
  leaflet build --without audio      in two minutes, where nothing has been spoken yet
  leaflet build --format pdf --format txt   of the files, only these two kinds
  leaflet build --without pl         without Polish, also where its errors are those that only leaflet check finds
  leaflet build --quiet              for a program that only wants to know whether it went well
"""


@click.command(epilog=EPILOG)
@click.option(
    "-d",
    "--site-dir",
    default=SITE,
    show_default=True,
    help="Where to put the site.",
    type=click.Path(path_type=Path, file_okay=False),
)
@click.option("-c", "--clean", is_flag=True, help="Build again even if nothing has changed.")
@click.option(
    "--without",
    metavar="audio|LANGUAGE",
    multiple=True,
    help="Leave this out; again for another. All audio takes half an hour the first time; the rest, two "
    "minutes. A language by its tag, as pl: where leaflet check leaves it out and a build does not.",
)
@click.option(
    "--format",
    "only",
    metavar="NAME",
    multiple=True,
    help="Make only this kind of file, such as pdf or txt; again for another. The pages are built in any case.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def build(site_dir: Path, clean: bool, without: tuple[str, ...], only: tuple[str, ...], quiet: bool) -> None:
    """Build every page of every edition.

    Sources with errors are not built: the errors are shown, and the last good site stays as it is. Where the errors are
    those of a translation, that language is left out and the others are built. Exit code 1 in both cases.
    """
    started = time.perf_counter()
    project = read_project(Path.cwd())
    unwanted = _languages(project.settings, without)
    formats = [made for made in _formats(only) if not (made.reads_aloud and AUDIO.name in without)]

    def say(words: str) -> None:
        if not quiet:
            click.echo(f"leaflet: {words}")

    say("checking the sources")
    findings, with_errors = _checked(project, site_dir)
    try:
        published = project.without(with_errors | unwanted)
        made = build_site(BuildRequest(published, site_dir, formats, True, findings, clean, progress=say))
    except BuildError as error:
        fail(f"the site could not be built; {site_dir}/ is as it was.\n{error}")
    except OSError as error:
        fail(f"{error.filename or site_dir}: {error.strerror}. {site_dir}/ is as it was.")
    for tag in sorted(with_errors):
        click.echo(f"leaflet: {languages()[tag].english_name} is left out until its errors are mended.", err=True)
    for tag in sorted(unwanted - with_errors):
        say(f"{languages()[tag].english_name} is left out, as asked")
    for gap in made.missing:
        say(f"not made: {gap.format} in {languages()[gap.language].english_name}: {gap.reason}")
    say(f"{_summary(made)}, in {time.perf_counter() - started:.1f} s, in {site_dir}/")
    if findings:
        say(f"{summary(findings)}: see leaflet check")
    if with_errors:
        raise SystemExit(FINDINGS)


def _checked(project: Project, site_dir: Path) -> tuple[list[Finding], set[str]]:
    """The findings of the sources, and the languages with errors; ends the program where others have one too."""
    findings = check_sources(project)
    errors = [finding for finding in findings if is_error(finding)]
    if errors:
        show(errors)
    if any(language_of(finding) is None for finding in errors):
        click.echo(f"leaflet: {summary(findings)}. Nothing was built; {site_dir}/ is as it was.", err=True)
        raise SystemExit(FINDINGS)
    return findings, languages_left_out(errors)


def _languages(settings: Settings, without: Collection[str]) -> set[str]:
    """The tags among what is to be left out; ends the program where one is not that of a translation here."""
    known = [AUDIO.name, *(tag for tag in settings.languages if tag != SOURCE_LANGUAGE)]
    for name in without:
        if name == SOURCE_LANGUAGE:
            fail(f"{languages()[name].english_name} is always built: the others are translated from it.")
        if name not in known:
            others = f"There are {', '.join(known)}."
            fail(f'there is no "{name}" to leave out. {did_you_mean(name, known, others)}')
    return {*without} - {AUDIO.name}


def _formats(names: Collection[str]) -> tuple[Format, ...]:
    """The formats of these names, all where there are none; ends the program where one is not that of a format."""
    known = [made.name for made in FORMATS]
    for name in names:
        if name not in known:
            others = f"There are {', '.join(known)}."
            fail(f'there is no format "{name}". {did_you_mean(name, known, others)}')
    return named(names) if names else FORMATS


def _summary(made: BuildSummary) -> str:
    return (
        f"{'built' if made.changed else 'up to date:'} {made.pages} pages in {made.editions} editions, "
        f"{made.recordings} of them read aloud, {made.downloads} downloads, {made.bytes / 1000:,.0f} kB"
    )
