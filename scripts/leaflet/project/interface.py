"""The words of the interface, `overrides/strings/<language>.yml`."""

from __future__ import annotations

from pathlib import PurePosixPath
from string import Formatter
from typing import Any

from leaflet.base.suggest import did_you_mean
from leaflet.findings.finding import Finding
from leaflet.project.records import line_of_key, read_yaml
from leaflet.project.settings import SOURCE_LANGUAGE, Settings

GROUPS = "groups"  # the headings of the menu: the one entry with several texts


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
        hint = did_you_mean(str(key), source, "Take it out, or give its English in en.yml.")
        found.append(_wrong(settings, language, key, "is not in English", hint))
    for key in source.keys() & words.keys():
        ours, theirs = _fields(source[key]), _fields(words[key])
        if ours is not None and theirs is not None and ours != theirs:
            found.append(_wrong(settings, language, key, "has other {fields} than the English", str(source[key])))
    return {**source, **words}, found


def own_strings(settings: Settings, language: str) -> dict[str, Any]:
    """The words of a language by key, without English for those that it lacks."""
    return _read(settings, language)[0]


def _wrong(settings: Settings, language: str, key: object, fact: str, hint: str) -> Finding:
    """A finding at the line of the key; of a missing one, at the first line."""
    path = path_of(language)
    line = line_of_key(settings.root / path, path, str(key))
    return Finding(path, line, "S030", f'"{key}" {fact}.', hint)


def _read(settings: Settings, language: str) -> tuple[dict[str, Any], list[Finding]]:
    path = path_of(language)
    value, findings = read_yaml(settings.root / path, path)
    if not isinstance(value, dict) or not value:
        return {}, findings or [Finding(path, 1, "S030", "The file has no words.", "Write each as: key: words")]
    for key, words in value.items():
        texts = words.values() if key == GROUPS and isinstance(words, dict) else [words]
        one_for_many = (language, key) == (SOURCE_LANGUAGE, GROUPS) and isinstance(words, str)
        if one_for_many or not all(isinstance(text, str) for text in texts):
            findings.append(Finding(path, 1, "S030", f'"{key}" is no text.', "Put quotes around the words."))
        if _fields(words) is None:
            findings.append(
                _wrong(
                    settings,
                    language,
                    key,
                    "has braces that the program cannot fill in",
                    "Write {name} for what is filled in, and no other braces.",
                )
            )
    return value, findings


def _fields(value: Any) -> list[str] | None:
    """Names in braces, or of the texts under a key; None where `str.format` cannot fill them in."""
    if isinstance(value, dict):
        return sorted(map(str, value))
    try:
        fields = [field for field in Formatter().parse(str(value)) if field[1] is not None]
    except ValueError:  # a brace that is not closed
        return None
    return sorted(str(name) for _, name, *_ in fields) if all(_is_plain(*field) for field in fields) else None


def _is_plain(before: str, name: str | None, form: str | None, conversion: str | None) -> bool:
    """Whether a field is `{name}`: not `{name:x}`, `{name!r}`, `{name.x}` or `{}`."""
    return bool(name) and str(name).isidentifier() and not form and conversion is None
