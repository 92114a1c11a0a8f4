"""The project's settings, read from mkdocs.yml, and the record of each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from leaflet.base.suggest import did_you_mean
from leaflet.findings.finding import Finding
from leaflet.project.hospital import MKDOCS_YML as MKDOCS_YML
from leaflet.project.hospital import Hospital as Hospital
from leaflet.project.hospital import read_hospital
from leaflet.project.records import line_of_key, read_yaml

SOURCE_LANGUAGE = "en"
MAX_PAGES = 200
# The part of the letters that a speech recogniser hears wrongly on the safety pages. Over one in ten, a "not" or a
# number is lost in every few sentences, and a listener cannot look back at the words.
HEARD_WRONG_AT_MOST = 0.10


@dataclass(frozen=True, slots=True)
class Voice:
    """How a language is read aloud.

    `kind` is the program (kokoro or espeak; a file in voices/ goes before it), `name` the voice in it, `phonemes`
    espeak-ng's name of the language where the voice is given phonemes. `speed` 1 is the voice's own; set so that about
    145 English words a minute are read, and as many syllables in other languages. `heard_wrong` is the part of the
    letters that a speech recogniser hears wrongly, `measured_on` says in which words; None: not measured. `measured_of`
    is the sha256 of the file in voices/ that this is about.
    """

    kind: str
    name: str
    phonemes: str = ""
    speed: float = 1.0
    heard_wrong: float | None = None
    measured_on: str = ""
    measured_of: str = ""

    @property
    def is_understood(self) -> bool:
        """Whether it has been measured, and is understood well enough to be published."""
        return self.heard_wrong is not None and self.heard_wrong <= HEARD_WRONG_AT_MOST


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language: a record of `languages.yml`, where each field is explained.

    `tag` is its BCP 47 tag, and the name of its folder under docs/.
    """

    tag: str
    name: str
    english_name: str
    direction: str
    script: str
    fonts: list[str]
    braille: list[str]
    voice: Voice | None
    dictionary: str | None
    decimal: str
    quotes: list[str]
    number_words: dict[int, list[str]]
    units: dict[str, list[str]]
    words: dict[str, list[str]]

    @property
    def colon(self) -> str:
        """A colon with the space after it: none after the wide sign of Chinese (GB/T 15834)."""
        return "：" if self.script == "Han" else ": "


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """Pages under one heading of the menu; the home page stands alone in a group without a title."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What mkdocs.yml says, without MkDocs."""

    root: Path
    site_name: str
    site_url: str
    version: str
    hospital: Hospital
    navigation: tuple[NavigationGroup, ...]
    languages: tuple[str, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """Names of all pages (without .md) in the order of the menu."""
        return tuple(name for group in self.navigation for name in group.pages)

    @property
    def docs(self) -> Path:
        return self.root / "docs"


@cache
def languages() -> dict[str, Language]:
    """The language registry, `languages.yml`, by BCP 47 tag."""
    records = yaml.safe_load((Path(__file__).parent / "languages.yml").read_text(encoding="utf-8"))
    return {
        tag: Language(tag=tag, **{**record, "voice": record["voice"] and Voice(**record["voice"])})
        for tag, record in records.items()
    }


def read_settings(root: Path) -> tuple[Settings | None, list[Finding]]:
    """The settings of the project at `root`; None and findings where mkdocs.yml cannot be used."""
    value, findings = read_yaml(root / MKDOCS_YML, MKDOCS_YML)
    if not isinstance(value, dict):
        return None, findings or [Finding(MKDOCS_YML, 1, "S001", "The file holds no settings.", "")]
    extra = value.get("extra")
    extra = extra if isinstance(extra, dict) else {}
    hospital_value = extra.get("hospital")
    hospital, hospital_findings = read_hospital(hospital_value, root)
    tags = list(_languages(value.get("plugins")))
    navigation = tuple(_navigation(value.get("nav")))
    site_url = value.get("site_url") or ""
    findings += _limits(site_url, navigation, root)
    version = extra.get("version", "")
    if not isinstance(version, str):  # 1.10 without quotes is the number 1.1
        findings.append(
            Finding(
                MKDOCS_YML,
                line_of(root, "version"),
                "S001",
                f"extra.version is no text: {version}.",
                'Put it in quotes, for example version: "1.10"',
            )
        )
    if sum(len(group.pages) for group in navigation) > MAX_PAGES:
        return None, findings
    settings = Settings(
        root=root,
        site_name=str(value.get("site_name", "")),
        site_url=str(site_url).rstrip("/") + "/",
        version=str(version),
        hospital=hospital,
        navigation=navigation,
        languages=tuple(tag for tag in tags if tag in languages()) or (SOURCE_LANGUAGE,),
    )
    findings += hospital_findings + [_unknown_language(tag, root) for tag in tags if tag not in languages()]
    return settings, findings


def _limits(site_url: Any, navigation: tuple[NavigationGroup, ...], root: Path) -> Iterator[Finding]:
    if not isinstance(site_url, str) or (site_url and not _is_address(site_url)):
        yield Finding(
            MKDOCS_YML,
            line_of(root, "site_url"),
            "S035",
            f'site_url is no address: "{site_url}".',
            "Write the address of the site in full: https://kyphoplasty.example/",
        )
    if (count := sum(len(group.pages) for group in navigation)) > MAX_PAGES:
        yield Finding(
            MKDOCS_YML,
            line_of(root, "nav"),
            "S001",
            f"The menu has {count:,} pages.",
            f"At most {MAX_PAGES}. Each page needs a place that a reader can find.",
        )


def _is_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"']", words)
    except ValueError:  # [ without ]
        return False


def line_of(root: Path, key: str) -> int:
    """The line of mkdocs.yml on which `key:` stands first, or 1."""
    return line_of_key(root / MKDOCS_YML, MKDOCS_YML, key)


def _navigation(value: Any) -> Iterator[NavigationGroup]:
    for item in value if isinstance(value, list) else []:
        if isinstance(item, str):
            yield NavigationGroup("", (_page_name(item),))
        elif isinstance(item, dict):
            for title, pages in item.items():
                yield NavigationGroup(str(title), tuple(map(_page_name, _files(pages))))


def _files(value: Any) -> Iterator[str]:
    """Files of a group of the menu, also those with a title of their own (`- Risks: risks.md`) or in a group inside."""
    if isinstance(value, dict):
        value = list(value.values())
    for item in value if isinstance(value, list) else [value]:
        yield from _files(item) if isinstance(item, (list, dict)) else [str(item)]


def _page_name(file: str) -> str:
    return file.removesuffix(".md")


def _languages(plugins: Any) -> Iterator[str]:
    for plugin in plugins if isinstance(plugins, list) else []:
        if isinstance(plugin, dict) and isinstance(plugin.get("i18n"), dict):
            known = plugin["i18n"].get("languages")
            for language in known if isinstance(known, list) else []:
                if not isinstance(language, dict) or "locale" not in language:
                    yield str(language)
                elif language.get("build", True):
                    yield str(language["locale"])


def _unknown_language(tag: str, root: Path) -> Finding:
    hint = did_you_mean(tag, languages(), "Each has a locale of languages.yml: - locale: en")
    return Finding(MKDOCS_YML, line_of(root, tag), "S001", f'There is no language "{tag}".', hint)
