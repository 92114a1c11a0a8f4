"""The words of the interface, `overrides/strings/<language>.yml`."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from leaflet.model import Finding
from leaflet.settings import SOURCE_LANGUAGE, Settings
from leaflet.suggest import did_you_mean
from leaflet.yaml_files import read_yaml

_FIELD = re.compile(r"\{(\w*)\}")


def path_of(language: str) -> PurePosixPath:
    return PurePosixPath("overrides/strings", f"{language}.yml")


def read_strings(settings: Settings, language: str) -> tuple[dict[str, Any], list[Finding]]:
    """The words by key, English where a language lacks one, and findings (S030) for keys that differ from English."""
    source, findings = _read(settings, SOURCE_LANGUAGE)
    if language == SOURCE_LANGUAGE:
        return source, findings
    words, found = _read(settings, language)
    path = path_of(language)
    for key in source.keys() - words.keys():
        found.append(Finding(path, 1, "S030", f'"{key}" is missing.', f"In English: {source[key]}"))
    for key in words.keys() - source.keys():
        found.append(Finding(path, 1, "S030", f'"{key}" is not used.', did_you_mean(str(key), source)))
    for key in source.keys() & words.keys():
        if _fields(source[key]) != _fields(words[key]):
            found.append(Finding(path, 1, "S030", f'"{key}" has other {{fields}} than the English.', str(source[key])))
    return {**source, **words}, found


def _read(settings: Settings, language: str) -> tuple[dict[str, Any], list[Finding]]:
    path = path_of(language)
    value, findings = read_yaml(settings.root / path, path)
    return (value if isinstance(value, dict) else {}), findings


def _fields(value: Any) -> list[str]:
    return sorted(map(str, value)) if isinstance(value, dict) else sorted(_FIELD.findall(str(value)))
