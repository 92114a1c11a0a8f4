"""`leaflet sign`."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.base.suggest import did_you_mean
from leaflet.build.english_changes import Change
from leaflet.build.sign_offs import PATH, add_sign_offs, place, read_sign_offs, unsigned
from leaflet.build.since_release import released_english
from leaflet.commands.output import FINDINGS, count, fail, read_project, show
from leaflet.content.model import Leaflet
from leaflet.project.settings import SOURCE_LANGUAGE, Settings
from leaflet.translation.side_by_side import marked

EPILOG = """
\b
Examples:
  leaflet sign                                       what is to be signed, old and new
  leaflet sign get-ready medicines --by "Dr A Elm"   sign what has changed in a section
  leaflet sign --by "Dr A Elm" --yes                 sign all of it, without being asked again
"""


@click.command(epilog=EPILOG)
@click.argument("page", required=False)
@click.argument("section", required=False)
@click.option("--by", metavar="NAME", default="", help="Who stands for these changes.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask once more.")
def sign(page: str | None, section: str | None, by: str, yes: bool) -> None:
    """Show what of the English has changed since the live release and can hurt; with --by, sign it.

    That is: another number, limit, time or "not", and every change in a box, a checklist or a safety page. What nobody
    has signed is not published. Exit code 1 where something is left to sign.
    """
    project = read_project(Path.cwd())
    settings, today, source = project.settings, project.today, project.written(SOURCE_LANGUAGE)
    if findings := [*project.only(()).page_findings, *read_sign_offs(settings.root, today)[1]]:
        show(findings)
        raise SystemExit(FINDINGS)
    if not released_english(settings.root):
        click.echo("leaflet: no words of a live release are known here: there is nothing to compare with.")
        return
    every = unsigned(settings, source, today)
    _require(page, section, every)
    asked = [one for one in every if page in (None, one.page) and section in (None, one.section)]
    for change in asked:
        click.echo(_shown(settings, source, change))
    if asked and not by.strip():
        click.echo(f'leaflet: {count(len(asked), "change")} to sign. Whoever has read them: leaflet sign --by "NAME"')
        raise SystemExit(FINDINGS)
    if asked and (yes or click.confirm(f"Sign {count(len(asked), 'change')} as {by.strip()}?")):
        add_sign_offs(settings.root, asked, by.strip(), today)
        click.echo(f"leaflet: {count(len(asked), 'change')} signed in {PATH}")
    left = len(unsigned(settings, source, today))
    click.echo(f"leaflet: {count(left, 'change')} left to sign")
    raise SystemExit(FINDINGS if left else 0)


def _require(page: str | None, section: str | None, changes: list[Change]) -> None:
    """End the program where nothing is to be signed under this name."""
    pages = {one.page for one in changes}
    if page and page not in pages:
        fail(f'nothing is to be signed in "{page}". {did_you_mean(page, pages, _listed(pages))}')
    sections = {one.section for one in changes if one.page == page}
    if section and section not in sections:
        fail(f"nothing is to be signed in {page} #{section}. {did_you_mean(section, sections, _listed(sections))}")


def _listed(names: set[str]) -> str:
    return f"There is: {', '.join(sorted(names))}." if names else "Nothing is left to sign."


def _shown(settings: Settings, source: Leaflet, change: Change) -> str:
    path, line = place(settings, source, change)
    lines = [f"{path}:{line} #{change.section}", f"  was: {change.was or '-'}", f"  now: {change.now or '-'}"]
    if change.was and change.now:
        lines.append(f"       {marked(change.was, change.now)}")
    return "\n".join((*lines, ""))
