"""Checks: functions that look at a `Project` and yield `Finding`s. One module a family."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from leaflet.model import Finding, Leaflet
from leaflet.publish_settings import publish_findings
from leaflet.reading import read_leaflet
from leaflet.settings import SOURCE_LANGUAGE, Settings, languages, read_settings


@dataclass(frozen=True, slots=True)
class Project:
    """What source checks look at: the settings and the leaflet in each language, as far as they could be read."""

    settings: Settings
    leaflets: Mapping[str, Leaflet]



def language_of(finding: Finding) -> str | None:
    """The translation that a finding is about; None for the English, the settings and the pictures."""
    folder, *rest = finding.path.parts
    tag = rest[0] if folder == "docs" and len(rest) > 1 else finding.path.stem if rest[:1] == ["strings"] else None
    return tag if tag in languages() and tag != SOURCE_LANGUAGE else None


def languages_left_out(errors: Iterable[Finding]) -> set[str]:
    """Translations that must not be published as they are."""
    return {tag for finding in errors if (tag := language_of(finding))}


def not_checked(settings: Settings) -> list[str]:
    """What a thorough check cannot look at here, because a tool is missing."""
    from leaflet.checks import meaning, terms, tongue

    missing = []
    if not tongue.can_detect():
        missing.append("the language of paragraphs")
    if not meaning.can_compare():
        missing.append("the meaning of safety sentences")
    missing += [f"spelling in {languages()[tag].english_name}" for tag in settings.languages
                if tag != SOURCE_LANGUAGE and not terms.can_spell(settings.root, languages()[tag])]
    return missing


Check = Callable[[Project], Iterator[Finding]]


def check_sources(
    root: Path, families: str = "STW", thorough: bool = False, only: Collection[str] = ()
) -> list[Finding]:
    """Findings of the words and settings of the project at `root`, sorted by file and line, each once.

    `thorough` adds the checks that load models and dictionaries: for a release rather than for every save. `only`
    names the translations to look at; all, where it is empty.
    """
    from leaflet.checks import letters, limits, meaning, numbers, parity, pictures, structure, terms, tongue, wording

    settings, findings = read_settings(root)
    if settings is None:
        return sorted(findings)
    leaflets: dict[str, Leaflet] = {}
    for language in sorted(settings.languages, key=lambda tag: tag != SOURCE_LANGUAGE):
        if only and language not in (SOURCE_LANGUAGE, *only):
            continue
        leaflets[language], found = read_leaflet(settings, language, leaflets.get(SOURCE_LANGUAGE))
        findings += found
    findings += publish_findings(root, settings.site_url)
    project = Project(settings, leaflets)
    for family in (structure, pictures, wording, parity, numbers, limits, meaning, tongue, letters, terms):
        for check in (*family.CHECKS, *(getattr(family, "THOROUGH", ()) if thorough else ())):
            findings += check(project)
    return sorted({finding for finding in findings if finding.code[0] in families})
