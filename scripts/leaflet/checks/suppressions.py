"""Findings that somebody has decided to live with for a time, `docs/suppressions.yml`.

Each names one finding of one file, a reason, an owner and a day on which it ends. An error may be suppressed only on a
page that is not a safety page: what every page is made with is on the safety pages too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from leaflet.base.suggest import did_you_mean
from leaflet.findings.codes import retired, rules
from leaflet.findings.finding import Finding
from leaflet.project.records import read_text, read_yaml
from leaflet.translation.stamps import is_of_safety_page

PATH = PurePosixPath("docs/suppressions.yml")
LONGEST = timedelta(days=366)
REQUIRED = ("code", "path", "reason", "owner", "expires")
KEYS = (*REQUIRED, "line", "words")
OWN_CODES = ("S040", "S041", "S042", "S043", "S044")
EXAMPLE = "A suppression has code, path, line or words, reason, owner and expires."
ONLY_PAGES = "An error can be suppressed only on a page that is not a safety page. Mend it."
_WHERE_PAGES_ARE = ("docs", "site")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One finding that is not shown: `code` at `path`, at `line` (0: any) and with `words` in its message.

    `at` is the line of suppressions.yml on which it stands.
    """

    code: str
    path: PurePosixPath
    line: int
    words: str
    at: int

    def covers(self, finding: Finding) -> bool:
        return (
            finding.code == self.code
            and finding.path == self.path
            and self.line in (0, finding.line)
            and self.words in finding.message
        )


@dataclass(frozen=True, slots=True)
class Settled:
    """What is left of findings, with those about the suppressions, and how many suppressions are in force."""

    findings: list[Finding]
    in_force: int


def settle(
    findings: Iterable[Finding],
    root: Path,
    today: date,
    looked_at: Collection[str],
    codes_left_out: Collection[str] = (),
    languages_left_out: Collection[str] = (),
) -> Settled:
    """Take away what is suppressed, and add what is wrong with the suppressions.

    `looked_at` are the families that were run in full, but for some codes, and for what is made in some languages: only
    there can a suppression be said to be of nothing (S043).
    """
    given = sorted(set(findings))
    suppressions, found = read_suppressions(root, today)
    covered: set[Finding] = set()
    in_force = 0
    for suppression in suppressions:
        hits = {finding for finding in given if suppression.covers(finding)}
        if len(hits) > 1:
            found.append(
                _finding(
                    suppression.at,
                    "S041",
                    f"It covers {len(hits)} findings.",
                    "Name one: its line, and exact words of its message that no other has.",
                )
            )
        elif hits:
            covered |= hits
            in_force += 1
        elif (
            suppression.code[0] in looked_at
            and suppression.code not in codes_left_out
            and not _is_made_in(languages_left_out, suppression.path)
        ):
            found.append(
                _finding(
                    suppression.at,
                    "S043",
                    f"There is no {suppression.code} at {suppression.path} with that line and words.",
                    "Take it out.",
                )
            )
    return Settled(sorted({*given, *found} - covered), in_force)


def read_suppressions(root: Path, today: date) -> tuple[list[Suppression], list[Finding]]:
    """Those that count `today`, and what is wrong with the others; none where there is no such file."""
    if not (root / PATH).is_file():
        return [], []
    value, findings = read_yaml(root / PATH, PATH)
    findings = list(findings)
    if value is not None and not isinstance(value, list):
        findings.append(_finding(1, "S040", "The file is not a list.", "Begin each suppression with a dash."))
        value = None
    lines = [
        number
        for number, line in enumerate((read_text(root / PATH, PATH)[0] or "").splitlines(), 1)
        if line.startswith("- ")
    ]
    suppressions = []
    for number, record in enumerate(value or []):
        at = lines[number] if number < len(lines) else 1
        problems = list(_problems(record, at, root, today))
        findings += problems
        if not problems:
            suppressions.append(
                Suppression(
                    record["code"], PurePosixPath(record["path"]), record.get("line", 0), record.get("words", ""), at
                )
            )
    return suppressions, findings


def _problems(record: Any, at: int, root: Path, today: date) -> Iterator[Finding]:
    whole = _whole(record, at)
    yield from whole
    if not whole:
        yield from _code(record["code"], at)
        yield from _width(record, at, root)
        yield from _time(record["expires"], at, today)


def _whole(record: Any, at: int) -> Sequence[Finding]:
    """S040: every field is there, and each of its kind."""
    if not isinstance(record, dict):
        return [_finding(at, "S040", "It is not a list of fields.", EXAMPLE)]
    found = [
        _finding(at, "S040", f'It has a field "{key}".', did_you_mean(str(key), KEYS, EXAMPLE))
        for key in record
        if key not in KEYS
    ]
    kinds: dict[str, type] = {key: str for key in KEYS} | {"expires": date, "line": int}
    for key in KEYS:
        missing = key in REQUIRED and record.get(key) in (None, "")
        if missing or (key in record and type(record[key]) is not kinds[key]):
            kind = {date: "a date, such as 2026-12-01", int: "a number"}.get(kinds[key], "some words")
            found.append(_finding(at, "S040", f'"{key}" is missing, or is not {kind}.', EXAMPLE))
    return found


def _code(code: str, at: int) -> Iterator[Finding]:
    """S044: the code is in use."""
    if code in retired():
        yield _finding(at, "S044", f"{code} is retired: {retired()[code]}", "Take it out.")
    elif code not in rules():
        yield _finding(at, "S044", f"There is no code {code}.", did_you_mean(code, rules(), "Take it out."))
    elif code in OWN_CODES:
        yield _finding(at, "S041", "What is wrong with suppressions cannot be suppressed.", "Mend it.")


def _width(record: dict[str, Any], at: int, root: Path) -> Iterator[Finding]:
    """S041: one place of one file; no error where a patient's safety hangs on it."""
    path = PurePosixPath(record["path"])
    if not path.suffix or "*" in record["path"] or os.path.isdir(root / path):
        yield _finding(at, "S041", f'"{path}" is not one file.', "Name the file, as the finding does.")
    elif not record.get("line") and len(record.get("words", "").strip()) < 4:
        yield _finding(
            at,
            "S041",
            "It has neither a line nor words.",
            "Give the line of the finding, or exact words of its message.",
        )
    elif record["code"] in rules() and rules()[record["code"]].severity == "error" and not _may_have_errors(path):
        why = "is a safety page" if is_of_safety_page(path) else "is what safety pages are made with"
        yield _finding(at, "S041", f"{record['code']} is an error, and {path} {why}.", ONLY_PAGES)


def _is_made_in(languages: Collection[str], path: PurePosixPath) -> bool:
    """Whether a path is that of a page or file that is made in one of these languages: `site/large-print/pl/...`,
    `downloads/...-pl.pdf`."""
    return path.parts[0] != "docs" and not set(languages).isdisjoint(re.split(r"[/.-]", str(path)))


def _may_have_errors(path: PurePosixPath) -> bool:
    """Whether it is a page, in its source or on the site, that is not a safety page."""
    is_page = path.parts[0] in _WHERE_PAGES_ARE and path.suffix in (".md", ".html")
    return is_page and not is_of_safety_page(path)


def _time(expires: date, at: int, today: date) -> Iterator[Finding]:
    """S042: it has not run out, and ends within a year."""
    if expires < today:
        yield _finding(at, "S042", f"It ran out on {expires}.", "Mend what it hides, or decide again.")
    elif expires > today + LONGEST:
        yield _finding(at, "S042", f"It would last until {expires}.", "At most a year: then somebody looks again.")


def _finding(at: int, code: str, message: str, hint: str) -> Finding:
    return Finding(PATH, at, code, message, hint)
