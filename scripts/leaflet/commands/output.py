"""What every command shows and how: findings, summaries, errors."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NoReturn

import click

from leaflet.checks.families import families
from leaflet.edition.project import Project
from leaflet.findings.codes import is_error, rules, severity
from leaflet.findings.finding import Finding
from leaflet.project.settings import MKDOCS_YML, Settings, read_settings, safety_pages_of
from leaflet.translation.stamps import is_of_safety_page

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def fail(message: str) -> NoReturn:
    """End with exit code 2 and a message that says what to do."""
    click.echo(f"leaflet: {message}", err=True)
    raise SystemExit(COULD_NOT_RUN)


def today() -> date:
    """The day that everything is judged by: asked for here alone, and handed down."""
    return date.today()


def read_project(root: Path, form: str = "text") -> Project:
    """The project at `root`; ends the program where there is none, or no settings, and shows why in this form."""
    _require_project(root)
    project, findings = Project.read(root, today())
    return project or _without_settings(findings, form)


def project_settings(root: Path, form: str = "text") -> Settings:
    """As `read_project`, where nothing but the settings is needed."""
    _require_project(root)
    settings, findings = read_settings(root)
    return settings or _without_settings(findings, form)


def _require_project(root: Path) -> None:
    if not (root / MKDOCS_YML).is_file():
        fail(f"there is no {MKDOCS_YML} in {root.resolve()}. Run this in the project's folder.")


def _without_settings(findings: Iterable[Finding], form: str) -> NoReturn:
    show(findings, form)
    raise SystemExit(FINDINGS)


def show(findings: Iterable[Finding], form: str = "text") -> None:
    """Findings as text for people, JSON for programs, or annotations for GitHub."""
    write = {"text": _text, "json": _json, "github": _github}[form]
    write(list(findings))


def progress(words: str) -> None:
    """Say what is being done, on one line of a terminal; nothing elsewhere."""
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 1
        click.echo(f"\r\x1b[K{f'leaflet: {words}'[:width]}", nl=False, err=True)


def end_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)


def show_families(findings: Iterable[Finding], seconds: Mapping[str, float]) -> None:
    """A line for each family: errors, warnings, seconds. Families that were run as one have their time together."""
    found = list(findings)
    click.echo(f"{'':28}{'errors':>8}{'warnings':>10}{'seconds':>9}")
    for letters, spent in seconds.items():
        for place, letter in enumerate(letters):
            counts = Counter(severity(finding) for finding in found if finding.code[0] == letter)
            time = f"{spent:9.1f}" if place == 0 else f"{'':9}"
            name = f"{letter} {families()[letter].name}"
            click.echo(f"{name:28}{counts['error']:8}{counts['warning']:10}{time}")


def summary(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`."""
    counts = Counter("error" if is_error(finding) else "warning" for finding in findings)
    return ", ".join(count(counts[kind], kind) for kind in ("error", "warning"))


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def by_danger(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings by file, errors on safety pages first, then other errors, then warnings; in a file, errors first."""
    files: dict[PurePosixPath, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: (not is_error(finding), finding)):
        files.setdefault(finding.path, []).append(finding)
    return sorted(files.values(), key=lambda found: (not is_error(found[0]), not _is_of_safety_page(found[0])))


def _is_of_safety_page(finding: Finding) -> bool:
    return is_of_safety_page(finding.path, _safety_pages(Path.cwd()))


@cache
def _safety_pages(root: Path) -> tuple[str, ...]:
    return safety_pages_of(root)


def _text(findings: list[Finding]) -> None:
    """`S013 error docs/en/risks.md:12 ...`, file by file."""
    for found in by_danger(findings):
        of_safety = " (safety page)" if _is_of_safety_page(found[0]) else ""
        path = _visible(str(found[0].path))
        click.echo(click.style(f"\n{path}{of_safety}: {summary(found)}", bold=True))
        for finding in found:
            kind = severity(finding)
            label = click.style(f"{finding.code} {kind}", fg="red" if kind == "error" else "yellow", bold=True)
            click.echo(f"{label} {path}:{finding.line} {_visible(finding.message)}")
            if finding.hint:
                click.echo(f"     Hint: {_visible(finding.hint)}")
    if findings:
        click.echo("")


def _visible(words: str) -> str:
    r"""Words on one line, for names of files may have line breaks: `\n` for the character that ends a line."""
    return CONTROL.sub(lambda match: repr(match[0])[1:-1], words)


def _json(findings: list[Finding]) -> None:
    click.echo(
        json.dumps(
            [
                {
                    "code": finding.code,
                    "severity": severity(finding),
                    "title": rules()[finding.code].title,
                    "path": str(finding.path),
                    "line": finding.line,
                    "message": finding.message,
                    "hint": finding.hint,
                }
                for finding in findings
            ],
            ensure_ascii=False,
            indent=2,
        )
    )


def _github(findings: list[Finding]) -> None:
    """https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""
    for finding in findings:
        words = _escaped(f"{finding.message} {finding.hint}".strip(), "%\r\n")
        path = _escaped(str(finding.path), "%\r\n:,")
        click.echo(f"::{severity(finding)} file={path},line={finding.line},title={finding.code}::{words}")


def _escaped(words: str, characters: str) -> str:
    """The words with `%0A` for a line break, and so on: as data of a command, or as one of its properties.

    As the runner reads them: github.com/actions/runner, src/Runner.Common/ActionCommand.cs
    """
    return "".join(f"%{ord(character):02X}" if character in characters else character for character in words)
