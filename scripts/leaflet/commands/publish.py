"""`leaflet publish`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from leaflet.base.suggest import did_you_mean
from leaflet.build.record import SITE
from leaflet.build.sign_offs import findings as findings_of
from leaflet.build.sign_offs import read_sign_offs, unsigned
from leaflet.build.since_release import Words, remember_release, words_now
from leaflet.commands.output import FINDINGS, fail, read_project, show
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.publish_settings import PUBLISH_YML, TargetSettings, read_targets
from leaflet.project.settings import SOURCE_LANGUAGE, Settings, languages
from leaflet.publish.publish import Plan, WayBack, plan, publish, roll_back, way_back
from leaflet.publish.target import TargetError, open_target
from leaflet.release.comparison import Comparison, Difference
from leaflet.release.making import STORE, NotReady, make_release

NAMED = 8  # pages and the like that are named; of more, the rest is counted


EPILOG = """
\b
Examples:
  leaflet publish trial --dry-run                  what would change for readers
  leaflet publish trial                            make it so
  leaflet publish trial --dry-run --format json    for a program
  leaflet publish trial --rollback                 the release that was live before
  leaflet publish trial --rollback --to 1.0-2026-11-20-3fa9c1   an older one
  leaflet publish trial --site-dir kept            built there, byte for byte as the site/ that was checked
"""


@click.command("publish", epilog=EPILOG)
@click.argument("target")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--rollback", is_flag=True, help="Make the release live again that was live before.")
@click.option("--to", "release", metavar="RELEASE", help="With --rollback: go to this release.")
@click.option(
    "-d",
    "--site-dir",
    default=SITE,
    show_default=True,
    help="The built and checked site.",
    type=click.Path(path_type=Path, file_okay=False),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
def publish_command(target: str, dry_run: bool, rollback: bool, release: str | None, site_dir: Path, form: str) -> None:
    """Publish the checked site to TARGET of publish.yml, in one step, or go back.

    Refuses unless `leaflet check` found no error in exactly these files, and somebody has signed every change of the
    English that can hurt (`leaflet sign`). Exit code 2 where it could not be done: the
    site that readers see is then as it was.
    """
    if release and not rollback:
        fail("--to names the release to go back to: use it with --rollback.")
    project = read_project(Path.cwd(), form)
    where = find_target(project.settings, target, form)
    try:
        if rollback:
            _roll_back(project.settings, where, release, dry_run, form)
        else:
            _publish(project, site_dir, where, dry_run, form)
    except (TargetError, NotReady) as error:
        fail(f"{'not gone back' if rollback else 'not published'}: {error}")
    except OSError as error:
        fail(f"{'not gone back' if rollback else 'not published'}: {error.filename or site_dir}: {error.strerror}.")


def find_target(settings: Settings, name: str, form: str = "text") -> TargetSettings:
    """A target of publish.yml; ends the program where there is none of that name, or its settings are wrong.

    Findings of other targets are shown to people only: a program reads one answer.
    """
    targets, findings = read_targets(settings.root, settings.site_url)
    if findings and (form == "text" or name not in targets):
        show(findings, form)
    if name in targets:
        return targets[name]
    if findings:
        raise SystemExit(FINDINGS)
    if not targets:
        fail(f"there is no {PUBLISH_YML}. The README says what stands in it.")
    others = f"There are {', '.join(targets)}."
    fail(f'there is no target "{name}" in {PUBLISH_YML}. {did_you_mean(name, targets, others)}')


def _publish(project: Project, site: Path, where: TargetSettings, dry_run: bool, form: str) -> None:
    settings, to_sign = project.settings, _to_sign(project, where)
    if (to_sign and form == "text") or (to_sign and not dry_run):
        show(to_sign, form)
    if to_sign and not dry_run:
        raise SystemExit(FINDINGS)
    release = make_release(project, site, settings.root / STORE, progress)
    words = None if dry_run else _words(project)
    target = open_target(where)
    done = plan(target, release, where.keep) if dry_run else publish(target, release, where.keep, progress)
    if not dry_run:
        _remember(settings, where, release.id, words)
    if form == "json":
        _show_json(done, where, dry_run, to_sign)
        return
    for line in (*_headline(done, where, dry_run), *described(done.changes), *_housekeeping(done, dry_run)):
        click.echo(line)
    if not dry_run:
        click.echo(f"leaflet: the whole of it in one file: {release.archive.relative_to(settings.root)}")
        if not done.is_live and done.history.live:
            click.echo(f"leaflet: to undo this: ./leaflet publish --rollback {where.name}")


def _to_sign(project: Project, where: TargetSettings) -> list[Finding]:
    """What of the English has changed since the live release, can hurt, and is not signed; and what is no signature."""
    settings, source, today = project.settings, project.written(SOURCE_LANGUAGE), project.today
    changes = unsigned(settings, source, today, where.name)
    return [*read_sign_offs(settings.root, today)[1], *findings_of(settings, source, changes)]


def _words(project: Project) -> Words | None:
    """What a release of the project was made from; None where somebody has changed it since."""
    words = words_now(project)
    return words if project.is_as_read else None


def _remember(settings: Settings, where: TargetSettings, release: str, words: Words | None = None) -> None:
    try:
        remember_release(settings, where.name, release, words)
    except OSError as error:
        click.echo(
            f"leaflet: {error.filename}: {error.strerror}: leaflet check --changed will not know that {release} "
            f"is live on {where.name}",
            err=True,
        )


def _show_json(done: Plan | WayBack, where: TargetSettings, dry_run: bool, to_sign: Sequence[Finding] = ()) -> None:
    said = {"target": where.name, "address": where.address, "dry_run": dry_run, **asdict(done)}
    if to_sign:
        said["to_sign"] = [finding.message for finding in to_sign]
    click.echo(json.dumps(said, ensure_ascii=False, indent=1))


def _place(where: TargetSettings) -> str:
    return f"{where.name}: {where.address}" if where.address else where.name


def _headline(done: Plan, where: TargetSettings, dry_run: bool) -> Iterator[str]:
    if done.is_live:
        yield f"leaflet: {done.release} is live already on {_place(where)}"
        return
    yield f"leaflet: {'would publish' if dry_run else 'published'} {done.release} to {_place(where)}"
    before = f"in place of {done.history.live}" if done.history.live else "the first release there"
    yield f"leaflet: {before}{'; its manifest cannot be read, so all counts as new' if done.unreadable else ''}"


def described(changes: Comparison) -> Iterator[str]:
    """What changes for readers, and how much is sent, a line each."""
    named = {tag: record.english_name for tag, record in languages().items()}
    yield f"  pages      {_names(changes.pages)}"
    yield f"  languages  {_names(changes.languages, named)}"
    yield f"  formats    {_names(changes.formats)}"
    files = changes.files
    yield (
        f"  files      {len(files.added):,} added, {len(files.changed):,} changed, {len(files.removed):,} removed, "
        f"{changes.unchanged:,} as they were"
    )
    yield f"  bytes      {changes.sent:,} added or changed, {changes.removed:,} removed"


def _names(difference: Difference, named: dict[str, str] | None = None) -> str:
    parts = []
    for what, names in asdict(difference).items():
        if names:
            parts.append(f"{len(names)} {what} ({_some([(named or {}).get(name, name) for name in names])})")
    return "; ".join(parts) or "as they were"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _housekeeping(done: Plan, dry_run: bool) -> Iterator[str]:
    for name in done.remains:
        yield f"leaflet: {'would take' if dry_run else 'took'} away what an interrupted run left: {name}"
    for name in done.removed:
        yield f"leaflet: {'would remove' if dry_run else 'removed'} the old release {name}"
    if done.repaired:
        yield (
            f"leaflet: {'would put right' if dry_run else 'put right'} what was not as published: "
            f"{_some(done.repaired)}"
        )


def _roll_back(settings: Settings, where: TargetSettings, release: str | None, dry_run: bool, form: str) -> None:
    target = open_target(where)
    way = way_back(target, release) if dry_run else roll_back(target, release)
    if not dry_run:
        _remember(settings, where, way.to)
    if form == "json":
        _show_json(way, where, dry_run)
        return
    click.echo(f"leaflet: {'would go' if dry_run else 'gone'} back from {way.live} to {way.to} on {_place(where)}")
    if way.unreadable:
        click.echo(f"leaflet: the manifest of {way.live} cannot be read, so all counts as new")
    for line in described(way.changes):
        click.echo(line)
    if not dry_run:
        click.echo(f"leaflet: to undo this: ./leaflet publish --rollback {where.name} --to {way.live}")


def progress(words: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"leaflet: {words}", err=True)
