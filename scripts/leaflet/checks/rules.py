"""The register of codes, `codes.yml`: what each means, and whether it stops a release."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from leaflet.model import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """A code. `severity` is error (stops a release) or warning."""

    code: str
    severity: str
    title: str
    why: str


@cache
def rules() -> dict[str, Rule]:
    """All codes that are in use."""
    records = yaml.safe_load((Path(__file__).parent / "codes.yml").read_text(encoding="utf-8"))
    return {code: Rule(code=code, **record) for code, record in records.items()}


def severity(finding: Finding) -> str:
    return rules()[finding.code].severity


def is_error(finding: Finding) -> bool:
    return severity(finding) == "error"
