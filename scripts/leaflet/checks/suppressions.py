"""Findings that somebody has decided to live with for a time, `docs/suppressions.yml`.

Each names one finding of one file, a reason, an owner and a day on which it ends. An error may be suppressed only on a
page that is not a safety page: what every page is made with is on the safety pages too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from leaflet.base.suggest import did_you_mean
from leaflet.findings.codes import retired, rules
from leaflet.findings.finding import Finding
from leaflet.project.records import read_list
from leaflet.project.settings import safety_pages_of
from leaflet.project.shapes import WHOLE, Day, Number, Words
from leaflet.translation.stamps import is_of_safety_page

PATH = PurePosixPath("docs/suppressions.yml")
LONGEST = timedelta(days=366)
OWN_CODES = ("S040", "S041", "S042", "S043", "S044")
ONLY_PAGES = "An error can be suppressed only on a page that is not a safety page. Mend it."
_WHERE_PAGES_ARE = ("docs", "site")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One finding that is not shown: `code` at `path`, at `line` (0: any) and with `words` in its message."""

    __pydantic_config__ = WHOLE
    code: Words
    path: Words
    reason: Words
    owner: Words
    expires: Day
    line: Number = 0
    words: str = ""

    def covers(self, finding: Finding) -> bool:
        return (
            finding.code == self.code
            and finding.path == PurePosixPath(self.path)
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
    for at, suppression in suppressions:
        hits = {finding for finding in given if suppression.covers(finding)}
        if len(hits) > 1:
            found.append(
                _finding(
                    at,
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
            and not _is_made_in(languages_left_out, PurePosixPath(suppression.path))
        ):
            found.append(
                _finding(
                    at,
                    "S043",
                    f"There is no {suppression.code} at {suppression.path} with that line and words.",
                    "Take it out.",
                )
            )
    return Settled(sorted({*given, *found} - covered), in_force)


def read_suppressions(root: Path, today: date) -> tuple[list[tuple[int, Suppression]], list[Finding]]:
    """Read those that count `today`, each with its line, and report what is wrong with the others."""
    entries, findings = read_list(root / PATH, PATH, Suppression, "S040")
    suppressions = []
    for at, one in entries:
        problems = [*_code(one.code, at), *_width(one, at, root), *_time(one.expires, at, today)]
        findings += problems
        if not problems:
            suppressions.append((at, one))
    return suppressions, findings


def _code(code: str, at: int) -> Iterator[Finding]:
    """S044: the code is in use."""
    if code in retired():
        yield _finding(at, "S044", f"{code} is retired: {retired()[code]}", "Take it out.")
    elif code not in rules():
        yield _finding(at, "S044", f"There is no code {code}.", did_you_mean(code, rules(), "Take it out."))
    elif code in OWN_CODES:
        yield _finding(at, "S041", "What is wrong with suppressions cannot be suppressed.", "Mend it.")


def _width(suppression: Suppression, at: int, root: Path) -> Iterator[Finding]:
    """S041: one place of one file; no error where a patient's safety hangs on it."""
    path = PurePosixPath(suppression.path)
    if not path.suffix or "*" in suppression.path or os.path.isdir(root / path):
        yield _finding(at, "S041", f'"{path}" is not one file.', "Name the file, as the finding does.")
    elif not suppression.line and len(suppression.words.strip()) < 4:
        yield _finding(
            at,
            "S041",
            "It has neither a line nor words.",
            "Give the line of the finding, or exact words of its message.",
        )
    elif (
        suppression.code in rules()
        and rules()[suppression.code].severity == "error"
        and not _may_have_errors(path, root)
    ):
        is_safety = is_of_safety_page(path, safety_pages_of(root))
        why = "is a safety page" if is_safety else "is what safety pages are made with"
        yield _finding(at, "S041", f"{suppression.code} is an error, and {path} {why}.", ONLY_PAGES)


def _is_made_in(languages: Collection[str], path: PurePosixPath) -> bool:
    """Whether a path is that of a page or file that is made in one of these languages: `site/large-print/pl/...`,
    `downloads/...-pl.pdf`."""
    return path.parts[0] != "docs" and not set(languages).isdisjoint(re.split(r"[/.-]", str(path)))


def _may_have_errors(path: PurePosixPath, root: Path) -> bool:
    """Whether it is a page, in its source or on the site, that is not a safety page."""
    is_page = path.parts[0] in _WHERE_PAGES_ARE and path.suffix in (".md", ".html")
    return is_page and not is_of_safety_page(path, safety_pages_of(root))


def _time(expires: date, at: int, today: date) -> Iterator[Finding]:
    """S042: it has not run out, and ends within a year."""
    if expires < today:
        yield _finding(at, "S042", f"It ran out on {expires}.", "Mend what it hides, or decide again.")
    elif expires > today + LONGEST:
        yield _finding(at, "S042", f"It would last until {expires}.", "At most a year: then somebody looks again.")


def _finding(at: int, code: str, message: str, hint: str) -> Finding:
    return Finding(PATH, at, code, message, hint)
