"""The project's settings, read from mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from leaflet.base.suggest import did_you_mean
from leaflet.findings.finding import Finding
from leaflet.project.hospital import MKDOCS_YML as MKDOCS_YML
from leaflet.project.hospital import Hospital as Hospital
from leaflet.project.hospital import read_hospital
from leaflet.project.languages import HEARD_WRONG_AT_MOST as HEARD_WRONG_AT_MOST
from leaflet.project.languages import Language as Language
from leaflet.project.languages import Voice as Voice
from leaflet.project.languages import language_findings
from leaflet.project.languages import languages as languages
from leaflet.project.records import line_of_key, read_yaml

SOURCE_LANGUAGE = "en"
CARDS = "cards"  # the page with texts that several pages show; not a page for readers
SAFETY_PAGES = ("get-help", "get-ready", "driving-and-flying", CARDS)  # unless extra.safety_pages says otherwise
MAX_PAGES = 200
FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """Pages under one heading of the menu; the home page stands alone in a group without a title."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What mkdocs.yml says, without MkDocs. `safety_pages` are held to more than others: what they say can do harm."""

    root: Path
    site_name: str
    site_url: str
    version: str
    hospital: Hospital
    navigation: tuple[NavigationGroup, ...]
    languages: tuple[str, ...]
    safety_pages: tuple[str, ...] = SAFETY_PAGES
    file_name: str = "leaflet"  # what the names of the files to download begin with

    @property
    def pages(self) -> tuple[str, ...]:
        """Names of all pages (without .md) in the order of the menu."""
        return tuple(name for group in self.navigation for name in group.pages)

    @property
    def docs(self) -> Path:
        return self.root / "docs"


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
    safety_pages = _safety_pages(extra)
    if safety_pages is None:
        message, hint = "extra.safety_pages is not a list of pages.", f"For example: [{', '.join(SAFETY_PAGES)}]"
        findings.append(Finding(MKDOCS_YML, line_of(root, "safety_pages"), "S001", message, hint))
    file_name, found = _file_name(extra.get("file_name"), str(value.get("site_name", "")), root)
    findings += found
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
        safety_pages=safety_pages or SAFETY_PAGES,
        file_name=file_name,
    )
    unknown = [_unknown_language(tag, root) for tag in tags if tag not in languages()]
    findings += hospital_findings + (language_findings() or unknown)
    return settings, findings


def _safety_pages(extra: dict[str, Any]) -> tuple[str, ...] | None:
    """The names of extra.safety_pages, with or without .md; None where it is not a list of names."""
    value = extra.get("safety_pages", list(SAFETY_PAGES))
    is_list = isinstance(value, list) and value and all(isinstance(name, str) for name in value)
    return tuple(map(_page_name, value)) if is_list else None


def safety_pages_of(root: Path) -> tuple[str, ...]:
    """The safety pages of the project at `root`, the usual ones where its settings cannot be used."""
    settings = read_settings(root)[0]
    return settings.safety_pages if settings else SAFETY_PAGES


def _file_name(value: Any, site_name: str, root: Path) -> tuple[str, list[Finding]]:
    """Return what file names begin with: extra.file_name, without it the title; and a finding where it cannot be."""
    default = "-".join(re.findall(r"[a-z0-9]+", site_name.lower())) or "leaflet"
    if value is None or (isinstance(value, str) and FILE_NAME.fullmatch(value)):
        return value or default, []
    message = f'extra.file_name "{value}" cannot begin the name of a file.'
    hint = f"Small letters a to z, digits, and single hyphens between them: {default}"
    return default, [Finding(MKDOCS_YML, line_of(root, "file_name"), "S001", message, hint)]


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
