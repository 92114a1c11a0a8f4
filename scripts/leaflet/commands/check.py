"""`leaflet check`."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

import click

from leaflet.checks import check_sources, links, not_checked
from leaflet.checks.rules import is_error, rules
from leaflet.commands.output import CLEAN, FINDINGS, fail, project_settings, show, summary
from leaflet.model import Finding
from leaflet.settings import Settings
from leaflet.site import BuildError, build_editions
from leaflet.suggest import did_you_mean


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
    """Say what is wrong with words, structure, pictures and links.

    Exit code 0: clean. 1: there are findings. 2: it could not run.
    """
    if explain:
        _explain(explain.upper())
        return
    started = time.perf_counter()
    root = Path.cwd()
    settings = project_settings(root)
    findings = check_sources(root, only, thorough=not fast)
    if "L" in only and not fast and not any(is_error(finding) for finding in findings):
        findings += _links(settings, external)
    show(findings, form)
    if form == "text":
        left_out = not_checked(settings) if "T" in only and not fast else []
        if left_out:
            click.echo(f"leaflet: not checked here: {', '.join(left_out)} (see the README)")
        click.echo(f"leaflet: {summary(findings)}, in {time.perf_counter() - started:.1f} s")
    raise SystemExit(FINDINGS if findings else CLEAN)


def _links(settings: Settings, external: bool) -> list[Finding]:
    """Links of the site as these sources make it: built aside, so that site/ stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        try:
            build_editions(settings, site, lambda words: None)
            return sorted({*links.lychee(site), *links.linkchecker(site, external)})
        except links.ToolMissing as error:
            fail(str(error))
        except BuildError as error:
            fail(f"the site could not be built.\n{error}")


def _explain(code: str) -> None:
    rule = rules().get(code)
    if rule is None:
        fail(f"there is no code {code}. {did_you_mean(code, rules())}")
    click.echo(f"{rule.code} ({rule.severity}): {rule.title}.\n{rule.why}")
