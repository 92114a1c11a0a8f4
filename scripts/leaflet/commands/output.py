"""What every command shows and how: findings, summaries, errors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from leaflet.checks.rules import is_error, rules, severity
from leaflet.model import Finding
from leaflet.settings import MKDOCS_YML, Settings, read_settings

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2


def fail(message: str) -> NoReturn:
    """End with exit code 2 and a message that says what to do."""
    click.echo(f"leaflet: {message}", err=True)
    raise SystemExit(COULD_NOT_RUN)


def project_settings(root: Path) -> Settings:
    """The settings of the project at `root`; ends the program where there are none."""
    if not (root / MKDOCS_YML).is_file():
        fail(f"there is no {MKDOCS_YML} in {root.resolve()}. Run this in the project's folder.")
    settings, findings = read_settings(root)
    if settings is None:
        show(findings)
        raise SystemExit(FINDINGS)
    return settings


def show(findings: Iterable[Finding], form: str = "text") -> None:
    """Findings as text for people, JSON for programs, or annotations for GitHub."""
    write = {"text": _text, "json": _json, "github": _github}[form]
    write(list(findings))


def summary(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`."""
    counts = Counter("error" if is_error(finding) else "warning" for finding in findings)
    return ", ".join(_count(counts[kind], kind) for kind in ("error", "warning"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _text(findings: list[Finding]) -> None:
    for finding in findings:
        kind = severity(finding)
        label = click.style(f"{finding.code} {kind}", fg="red" if kind == "error" else "yellow", bold=True)
        click.echo(f"{label} {finding.path}:{finding.line} {finding.message}")
        if finding.hint:
            click.echo(f"     Hint: {finding.hint}")


def _json(findings: list[Finding]) -> None:
    click.echo(json.dumps([
        {"code": finding.code, "severity": severity(finding), "title": rules()[finding.code].title,
         "path": str(finding.path), "line": finding.line, "message": finding.message, "hint": finding.hint}
        for finding in findings
    ], ensure_ascii=False, indent=2))


def _github(findings: list[Finding]) -> None:
    """https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""
    for finding in findings:
        words = f"{finding.message} {finding.hint}".strip()
        escaped = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        click.echo(f"::{severity(finding)} file={finding.path},line={finding.line},title={finding.code}::{escaped}")
