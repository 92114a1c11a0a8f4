"""The register of codes, `codes.yml`: what each means, and whether it stops a release."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from leaflet.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """A code. `severity` is error (stops a release) or warning.

    `bad` and `good` say in a line what it finds and what it does not; codes whose cases in `tests/checks/` are a few
    lines of words go without them, as the cases say it.
    """

    code: str
    severity: str
    title: str
    why: str
    bad: str = ""
    good: str = ""


@cache
def _records() -> dict[str, dict[str, Any]]:
    records: dict[str, dict[str, Any]] = yaml.safe_load(
        (Path(__file__).parent / "codes.yml").read_text(encoding="utf-8")
    )
    return records


@cache
def rules() -> dict[str, Rule]:
    """All codes that are in use."""
    return {code: Rule(code=code, **record) for code, record in _records().items() if "retired" not in record}


@cache
def retired() -> dict[str, str]:
    """Codes that are never to be used again, and why."""
    return {code: str(record["retired"]) for code, record in _records().items() if "retired" in record}


def severity(finding: Finding) -> str:
    return rules()[finding.code].severity


def is_error(finding: Finding) -> bool:
    return severity(finding) == "error"
