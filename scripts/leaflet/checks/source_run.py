"""Checks: functions that look at a `Project` and yield `Finding`s. One module a family."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator

from leaflet.checks.families import FAMILIES, Family, load
from leaflet.checks.source_check import Check
from leaflet.checks.suppressions import settle
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE, Settings, languages


def language_of(finding: Finding) -> str | None:
    """The translation that a finding is about; None for the English, the settings and the pictures.

    Nor is a file that is none (S033) a matter of its language alone: whoever builds the others would read it too.
    """
    if finding.code == "S033":
        return None
    folder, *rest = finding.path.parts
    tag = rest[0] if folder == "docs" and len(rest) > 1 else finding.path.stem if rest[:1] == ["strings"] else None
    return tag if tag in languages() and tag != SOURCE_LANGUAGE else None


def languages_left_out(errors: Iterable[Finding]) -> set[str]:
    """Translations that must not be published as they are."""
    return {tag for finding in errors if (tag := language_of(finding))}


def has_language_tools() -> bool:
    """Whether the tools that a thorough look at translations needs are installed (scripts/setup test)."""
    from leaflet.checks.translations import language as tongue
    from leaflet.checks.translations import meaning

    return tongue.can_detect() and meaning.can_compare()


def not_checked(settings: Settings) -> list[str]:
    """What a thorough check cannot look at here, because a tool is missing."""
    from leaflet.checks.translations import glossary_and_spelling as terms
    from leaflet.checks.translations import language as tongue
    from leaflet.checks.translations import meaning

    missing = []
    if not tongue.can_detect():
        missing.append("the language of paragraphs")
    if not meaning.can_compare():
        missing.append("the meaning of safety sentences")
    missing += [
        f"spelling in {languages()[tag].english_name}"
        for tag in settings.languages
        if tag != SOURCE_LANGUAGE and not terms.can_spell(settings.root, languages()[tag])
    ]
    return missing


def check_sources(
    project: Project, families: str = "STW", thorough: bool = False, only: Collection[str] = ()
) -> list[Finding]:
    """Findings of the words and settings of a project, sorted by file and line, each once.

    `thorough` adds the checks that load models and dictionaries: for a release rather than for every save. `only`
    names the translations to look at; all, where it is empty. What `docs/suppressions.yml` suppresses is left out.
    """
    found, _ = look_at_sources(project, families, thorough, only)
    looked_at = "" if only else families if thorough else families.replace("T", "")
    settled = settle(found, project.settings.root, project.today, looked_at)
    return [finding for finding in settled.findings if finding.code[0] in families]


def look_at_sources(
    project: Project, letters: str = "STW", thorough: bool = False, only: Collection[str] = ()
) -> tuple[list[Finding], dict[str, float]]:
    """As `check_sources`, with what is suppressed and with the seconds that each family took."""
    started = time.perf_counter()
    project = project.only(only) if only else project
    findings = project.findings
    seconds = {"S": time.perf_counter() - started}
    for family in (one for one in FAMILIES if one.is_of_sources and one.letter in letters):
        started = time.perf_counter()
        for check in _checks(family, thorough):
            findings += check(project)
        seconds[family.letter] = seconds.get(family.letter, 0) + time.perf_counter() - started
    return [finding for finding in findings if finding.code[0] in letters], seconds


def _checks(family: Family, thorough: bool) -> Iterator[Check]:
    for module in map(load, family.sources):
        yield from module.CHECKS
        yield from getattr(module, "THOROUGH", ()) if thorough else ()
