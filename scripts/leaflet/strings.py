"""The words of the interface, `overrides/strings/<language>.yml`."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from leaflet.model import Finding
from leaflet.settings import SOURCE_LANGUAGE, Settings
from leaflet.suggest import did_you_mean
from leaflet.yaml_files import line_of_key, read_yaml

_FIELD = re.compile(r"\{(\w*)\}")


def path_of(language: str) -> PurePosixPath:
    return PurePosixPath("overrides/strings", f"{language}.yml")


def read_strings(settings: Settings, language: str) -> tuple[dict[str, Any], list[Finding]]:
    """The words by key, English where a language lacks one, and findings (S030) for keys that differ from English."""
    source, findings = _read(settings, SOURCE_LANGUAGE)
    if language == SOURCE_LANGUAGE:
        return source, findings
    words, found = _read(settings, language)
    for key in source.keys() - words.keys():
        found.append(_wrong(settings, language, key, "is missing", f"In English: {source[key]}"))
    for key in words.keys() - source.keys():
        found.append(_wrong(settings, language, key, "is not used", did_you_mean(str(key), source)))
    for key in source.keys() & words.keys():
        if _fields(source[key]) != _fields(words[key]):
            found.append(_wrong(settings, language, key, "has other {fields} than the English", str(source[key])))
    return {**source, **words}, found


def _wrong(settings: Settings, language: str, key: object, fact: str, hint: str) -> Finding:
    """A finding at the line of the key; of a missing one, at the first line."""
    path = path_of(language)
    line = line_of_key(settings.root / path, path, str(key))
    return Finding(path, line, "S030", f'"{key}" {fact}.', hint)


def _read(settings: Settings, language: str) -> tuple[dict[str, Any], list[Finding]]:
    path = path_of(language)
    value, findings = read_yaml(settings.root / path, path)
    return (value if isinstance(value, dict) else {}), findings


def _fields(value: Any) -> list[str]:
    return sorted(map(str, value)) if isinstance(value, dict) else sorted(_FIELD.findall(str(value)))
