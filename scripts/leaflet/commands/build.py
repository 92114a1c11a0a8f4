"""`leaflet build`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from leaflet.checks import check_sources
from leaflet.checks.rules import is_error
from leaflet.commands.output import FINDINGS, fail, project_settings, show, summary
from leaflet.site import BuildError, build_site


@click.command()
@click.option("-d", "--site-dir", default="site", show_default=True, help="Where to put the site.",
              type=click.Path(path_type=Path, file_okay=False))
@click.option("-c", "--clean", is_flag=True, help="Build again even if nothing has changed.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
def build(site_dir: Path, clean: bool, quiet: bool) -> None:
    """Build every page of every edition.

    Sources with errors are not built: the errors are shown, and the last good site stays as it is.
    """
    started = time.perf_counter()
    root = Path.cwd()
    settings = project_settings(root)

    def say(words: str) -> None:
        if not quiet:
            click.echo(f"leaflet: {words}")

    say("checking the sources")
    findings = check_sources(root)
    errors = [finding for finding in findings if is_error(finding)]
    if errors:
        show(errors)
        click.echo(f"leaflet: {summary(findings)}. Nothing was built; {site_dir}/ is as it was.", err=True)
        raise SystemExit(FINDINGS)
    try:
        made = build_site(settings, site_dir, say, clean)
    except BuildError as error:
        fail(f"the site could not be built; {site_dir}/ is as it was.\n{error}")
    except OSError as error:
        fail(f"{error.filename or site_dir}: {error.strerror}. {site_dir}/ is as it was.")
    seconds = time.perf_counter() - started
    what = f"{made.pages} pages in {made.editions} editions, {made.bytes / 1000:,.0f} kB"
    say(f"{'built' if made.changed else 'up to date:'} {what}, in {seconds:.1f} s, in {site_dir}/")
    if findings:
        say(f"{summary(findings)}: see leaflet check")
