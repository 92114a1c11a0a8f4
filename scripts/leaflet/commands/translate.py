"""`leaflet translate status | stamp | new`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from leaflet.base.suggest import did_you_mean
from leaflet.commands.output import FINDINGS, fail, project_settings, read_project, show
from leaflet.edition.project import Project
from leaflet.project.settings import SOURCE_LANGUAGE, Settings, languages
from leaflet.translation.new_language import add_language
from leaflet.translation.stamps import FRESH, MISSING, NOT_STAMPED, STALE, source_digests, stamp, unreadable

STATES = (FRESH, STALE, NOT_STAMPED, MISSING)


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
    leaflet, reviews, found = project.leaflet(tag), project.reviews, project.states(tag).values()
    total: Counter[str] = Counter()
    for name in dict.fromkeys(part.page for part in found):
        counts = Counter(part.state for part in found if part.page == name)
        page = leaflet.page(name)
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
  leaflet translate stamp pl risks infection    one section
  leaflet translate stamp pl risks              a page, its title too
  leaflet translate stamp pl interface          the words of the interface
""",
)
@click.argument("language")
@click.argument("page", required=False)
@click.argument("section", required=False)
def stamp_command(language: str, page: str | None, section: str | None) -> None:
    """Record that LANGUAGE, or one PAGE or SECTION of it, says what the English says today.

    Do this only after somebody has compared the two, sentence by sentence.
    """
    project = read_project(Path.cwd())
    settings = project.settings
    tag = _known(settings, language)
    known = source_digests(project.source, settings)
    if page and page not in known:
        fail(f'there is no page "{page}". {did_you_mean(page, known)}')
    if page and section and section not in known[page]:
        fail(f'{page} has no section "{section}". {did_you_mean(section, known[page])}')
    findings = list(project.settings_findings)
    changed, unread = (0, findings) if findings else stamp(settings, tag, page, section)
    if unread:
        show(unread)
        click.echo("leaflet: nothing stamped. Mend what is found first.", err=True)
        raise SystemExit(FINDINGS)
    click.echo(f"leaflet: {changed} sections stamped in docs/{tag}/translation.yml")


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
