"""`leaflet translate status | stamp | new`."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import click

from leaflet.base.suggest import did_you_mean
from leaflet.commands.output import FINDINGS, fail, project_settings, read_project, show
from leaflet.edition.project import Project
from leaflet.project.settings import SOURCE_LANGUAGE, Settings, languages
from leaflet.translation.new_language import add_language
from leaflet.translation.side_by_side import keep_texts, lines, read_texts
from leaflet.translation.stamping import Comparison, record_comparisons, signed_by, to_compare, unreadable
from leaflet.translation.stamps import EDITED, FRESH, MISSING, NOT_STAMPED, STALE, source_digests

STATES = (FRESH, EDITED, STALE, NOT_STAMPED, MISSING)
WIDTHS = (100, 160)  # of both texts side by side: in a file, and at most


@click.group()
def translate() -> None:
    """Translations: what is fresh, stale or missing; record what was compared; begin a new language."""


@translate.command(epilog="\b\nExamples:\n  leaflet translate status\n  leaflet translate status pl")
@click.argument("language", required=False)
def status(language: str | None) -> None:
    """A table of the sections of each page: fresh, stale, not stamped, missing, and who reviewed the page.

    Exit code 1 where something is not fresh or cannot be read.
    """
    project = read_project(Path.cwd())
    settings = project.settings
    tags = [_known(settings, language)] if language else _translations(settings)
    findings = [
        *project.settings_findings,
        *project.review_findings,
        *(finding for tag in tags for finding in unreadable(settings, tag)),
    ]
    show(dict.fromkeys(findings))  # those of the English once
    total: Counter[str] = Counter()
    click.echo(_row("", "", *STATES, "reviewed by"))
    for tag in tags:
        total += _language_status(project, tag)
    click.echo(_row("total", "", *(total[state] for state in STATES), f"{total['reviewed']} pages"))
    if findings:
        click.echo("leaflet: what cannot be read is not counted as it is. Mend what is found first.", err=True)
    raise SystemExit(FINDINGS if findings or total.total() > total[FRESH] + total["reviewed"] else 0)


def _language_status(project: Project, tag: str) -> Counter[str]:
    shown, reviews, found = project.leaflet(tag), project.reviews, project.states(tag).values()
    total: Counter[str] = Counter()
    for name in dict.fromkeys(part.page for part in found):
        counts = Counter(part.state for part in found if part.page == name)
        page = shown.page(name)
        names = [review.name for review in reviews if page and review.is_of(page) and review.role == "translator"]
        click.echo(_row(tag, name, *(counts[state] for state in STATES), ", ".join(names) or "nobody"))
        total += counts + Counter(reviewed=bool(names))
    return total


def _row(language: str, page: str, *cells: object) -> str:
    *counts, reviewed = cells
    return f"{language:6}{page:20}" + "".join(f"{count:>12}" for count in counts) + f"   {reviewed}"


@translate.command(
    "stamp",
    epilog="""
\b
Examples:
  leaflet translate stamp pl risks infection              one section
  leaflet translate stamp pl risks                        a page, its title too
  leaflet translate stamp pl get-help --by "A Kowalska"   a safety page: who compared it
  leaflet translate stamp pl get-help --dry-run           both texts, side by side
  leaflet translate stamp pl interface                    the words of the interface
  leaflet translate stamp pl --fill                       once, after an older program
""",
)
@click.argument("language")
@click.argument("page", required=False)
@click.argument("section", required=False)
@click.option("--by", metavar="NAME", default="", help="Who compared the two. Safety pages need it.")
@click.option("-n", "--dry-run", is_flag=True, help="Show the texts side by side; record nothing.")
@click.option(
    "--fill",
    is_flag=True,
    help="Only where an older program stamped the English alone, and nothing it recorded has changed: add the rest.",
)
def stamp_command(language: str, page: str | None, section: str | None, by: str, dry_run: bool, fill: bool) -> None:
    """Record that LANGUAGE, or one PAGE or SECTION of it, says what the English says today.

    Do this only after somebody has compared the two, sentence by sentence: they are shown side by side, with what has
    changed since the last stamp marked.
    """
    project = read_project(Path.cwd())
    settings = project.settings
    tag = _known(settings, language)
    _require_part(project, page, section)
    comparisons = [one for one in _comparisons(project, tag, page, section) if one.is_new]
    if fill:
        filled = [one for one in comparisons if one.only_fills_in]
        record_comparisons(settings, tag, filled)
        click.echo(f"leaflet: {len(filled)} stamps filled in, in docs/{tag}/translation.yml")
        return
    _show(settings, comparisons)
    if dry_run:
        click.echo(f"leaflet: {len(comparisons)} sections to stamp in docs/{tag}/translation.yml")
        return
    pages = dict.fromkeys(one.part.page for one in comparisons if one.part.is_safety)
    if pages and not by.strip():
        fail(f'nothing stamped: {", ".join(pages)} can hurt. Say who compared it: --by "NAME"')
    today = project.today if by.strip() else None
    record_comparisons(settings, tag, [signed_by(one, by.strip(), today) for one in comparisons])
    keep_texts(settings, comparisons)
    click.echo(f"leaflet: {len(comparisons)} sections stamped in docs/{tag}/translation.yml")


def _require_part(project: Project, page: str | None, section: str | None) -> None:
    """End the program where there is no such page or section in English."""
    known = source_digests(project.written(SOURCE_LANGUAGE), project.settings)
    if page and page not in known:
        fail(f'there is no page "{page}". {did_you_mean(page, known)}')
    if page and section and section not in known[page]:
        fail(f'{page} has no section "{section}". {did_you_mean(section, known[page])}')


def _comparisons(project: Project, tag: str, page: str | None, section: str | None) -> list[Comparison]:
    """What there is to stamp; ends the program where something cannot be read."""
    findings = list(project.settings_findings)
    comparisons, unread = ([], findings) if findings else to_compare(project.settings, tag, page, section)
    if unread:
        show(unread)
        click.echo("leaflet: nothing stamped. Mend what is found first.", err=True)
        raise SystemExit(FINDINGS)
    return comparisons


def _show(settings: Settings, comparisons: list[Comparison]) -> None:
    earlier = read_texts(settings)
    least, most = WIDTHS
    width = min(shutil.get_terminal_size((least, 0)).columns, most)
    for one in comparisons:
        click.echo("\n".join((*lines(one, width, earlier), "")))


@translate.command(epilog="\b\nExamples:\n  leaflet translate new es")
@click.argument("language")
def new(language: str) -> None:
    """Begin a translation into LANGUAGE: its folder, record, glossary and interface words to fill in."""
    settings = project_settings(Path.cwd())
    known = languages()
    if language not in known:
        names = ", ".join(f"{tag} ({record.english_name})" for tag, record in known.items())
        hint = did_you_mean(language, known, f"There are {names}.")
        fail(f'there is no record of "{language}" in languages.yml. {hint}')
    if language in settings.languages:
        fail(f"{known[language].english_name} is there already: see leaflet translate status {language}")
    for line in add_language(settings, known[language]):
        click.echo(line)


def _translations(settings: Settings) -> list[str]:
    return [tag for tag in settings.languages if tag != SOURCE_LANGUAGE]


def _known(settings: Settings, language: str) -> str:
    if language not in _translations(settings):
        fail(f'there is no translation "{language}". {did_you_mean(language, _translations(settings))}')
    return language
