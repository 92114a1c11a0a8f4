"""`leaflet check`."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

import click

from leaflet.checks import check_sources, links, not_checked
from leaflet.checks.offline import copies
from leaflet.checks.rules import is_error, rules
from leaflet.commands.output import CLEAN, FINDINGS, fail, project_settings, show, summary
from leaflet.model import Finding
from leaflet.settings import Settings
from leaflet.site import BuildError, build_all, make_all
from leaflet.suggest import did_you_mean
from leaflet.views import Sources


def _families(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    known = {code[0] for code in rules()}
    wanted = "".join(re.split(r"[\s,]+", value.upper())) if value else "".join(known)
    if unknown := set(wanted) - known:
        raise click.BadParameter(f"no family {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    return wanted


@click.command()
@click.option("--only", metavar="FAMILIES", callback=_families, help="Only these families, for example S,W.")
@click.option("--fast", is_flag=True, help="Sources only; nothing is built. For every save.")
@click.option("--external", is_flag=True, help="Also ask the other sites that pages link to.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--explain", metavar="CODE", help="Say what a code means, and why it matters.")
def check(only: str, fast: bool, external: bool, form: str, explain: str | None) -> None:
    """Say what is wrong with words, structure, pictures, translations, made files and links.

    Exit code 0: clean. 1: there are findings. 2: it could not run.
    """
    if explain:
        _explain(explain.upper())
        return
    started = time.perf_counter()
    root = Path.cwd()
    settings = project_settings(root)
    findings = check_sources(root, only, thorough=not fast)
    if not fast and set("LEBP") & set(only) and not any(is_error(finding) for finding in findings):
        findings += _built(settings, only, external)
    show(findings, form)
    if form == "text":
        left_out = not_checked(settings) if "T" in only and not fast else []
        if left_out:
            click.echo(f"leaflet: not checked here: {', '.join(left_out)} (see the README)")
        click.echo(f"leaflet: {summary(findings)}, in {time.perf_counter() - started:.1f} s")
    raise SystemExit(FINDINGS if findings else CLEAN)


def _built(settings: Settings, only: str, external: bool) -> list[Finding]:
    """Findings of the files and links that these sources make, built aside, so that site/ stays as it is."""
    from leaflet.checks.files import check_files, formats_of  # what reads PDFs: a fast check does without

    found: set[Finding] = set()
    try:
        made, _ = make_all(settings, _progress)
        if set("EBP") & set(only):
            sources = Sources(settings)
            booklets = {tag: sources.booklet(tag) for tag in settings.languages}
            found.update(check_files((one for one in made if one.format in formats_of(only)), booklets, _progress))
        if "L" in only:
            with tempfile.TemporaryDirectory() as folder:
                site = Path(folder, "site")
                build_all(settings, site, _progress, made)
                found.update((*links.lychee(site), *links.linkchecker(site, external), *copies(site)))
    except links.ToolMissing as error:
        fail(str(error))
    except BuildError as error:
        fail(f"the site could not be built.\n{error}")
    return sorted(finding for finding in found if finding.code[0] in only)


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"leaflet: {words}", err=True)


def _explain(code: str) -> None:
    rule = rules().get(code)
    if rule is None:
        fail(f"there is no code {code}. {did_you_mean(code, rules())}")
    click.echo(f"{rule.code} ({rule.severity}): {rule.title}.\n{rule.why}")
