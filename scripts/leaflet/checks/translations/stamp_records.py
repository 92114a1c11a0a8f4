"""T: what the record of a translation says of the words that were compared is so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leaflet.checks.source_check import Check
from leaflet.checks.translations.pairs import Counted, counted_pairs
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.records import read_text
from leaflet.translation.stamps import path_of


def stamps(project: Project) -> Iterator[Finding]:
    """Stamps have the counts of the words that were compared, and no day that is still to come (T016)."""
    for counted in counted_pairs(project):
        for fault in _faults(counted, project.today):
            yield _finding(counted, fault, project)


def _faults(counted: Counted, today: date) -> Iterator[str]:
    if not counted.is_edited and counted.then != counted.now:
        differing = sorted(
            key for key in {**counted.then, **counted.now} if counted.then.get(key) != counted.now.get(key)
        )
        yield f"has other {' and '.join(differing)} in its stamp than the words that were compared"
    day = counted.stamp.date
    if day and day > today:
        yield f"was compared on {day}, which is still to come"


def _finding(counted: Counted, fault: str, project: Project) -> Finding:
    language, page, section = counted.pair.language.tag, counted.pair.page.name, counted.pair.english.id
    return Finding(
        path_of(language),
        _line(page, section, language, project),
        "T016",
        f"{page}#{section} {fault}.",
        "Somebody has edited the record by hand, or the lists of words in languages.yml have changed. "
        f"Compare it with the English, then: leaflet translate stamp {counted.pair.language.tag} {counted.pair.part}",
    )


def _line(page: str, section: str, language: str, project: Project) -> int:
    """Where a section begins in the record."""
    lines = (read_text(project.settings.root / path_of(language), path_of(language))[0] or "").split("\n")
    start = next((number for number, line in enumerate(lines) if line.startswith(f"{page}:")), 0)
    return next((number for number in range(start, len(lines)) if lines[number].startswith(f"  {section}:")), start) + 1


CHECKS: tuple[Check, ...] = (stamps,)
