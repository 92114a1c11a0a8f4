"""The look that formats share: tokens of `tokens.yml`, and rules for languages, put into style sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import inf
from pathlib import Path, PurePosixPath
from typing import Any

from leaflet.project.languages import Language, Lines, languages
from leaflet.project.records import read_yaml

PATH = PurePosixPath("overrides/assets/tokens.yml")
TOKENS = Path(__file__).parents[3] / PATH
_PLACE = re.compile(r"(?m)(^ *)?\$([a-z][\w-]*(?:\.[a-z][\w-]*)*)")


class TokenError(ValueError):
    """A style sheet asks for a token that is not there, in plain English."""


def token(name: str, file: Path = TOKENS) -> str:
    """Return the value of a token, `sizes.h1.word`; of a group of them the custom properties of CSS.

    Raises `TokenError`.
    """
    value: Any = read_yaml(file, PATH)[0]
    for part in name.split("."):
        if not isinstance(value, dict) or part not in value:
            raise TokenError(f"{PATH} has no {name}")
        value = value[part]
    return _properties(value) if isinstance(value, dict) else str(value)


def _properties(values: Mapping[str, object]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def filled(style: str, rules: Mapping[str, Iterable[str]] | None = None) -> str:
    """Return a style sheet with each `$name` in it replaced by its token, or by the rules of that name, one a line.

    Raises `TokenError`.
    """

    def value(place: re.Match[str]) -> str:
        indent = place[1] or ""
        if place[2] in (rules or {}):
            return "\n".join(indent + rule for rule in (rules or {})[place[2]])
        return indent + token(place[2])

    return _PLACE.sub(value, style)


def lacking(style: str, file: Path) -> Iterator[tuple[int, str]]:
    """Yield each name in a style sheet for which `file` has no token, with its line."""
    rules = {*web_rules(), *epub_rules(())}
    for place in _PLACE.finditer(style):
        try:
            _ = place[2] in rules or token(place[2], file)
        except TokenError:
            yield style[: place.start(2)].count("\n") + 1, place[2]


def web_rules() -> dict[str, list[str]]:
    """Return what languages need on the web pages, by the name that the style sheet has for it."""
    by_height = sorted(languages().values(), key=lambda known: _heights(known.web.lines or (0, 0)))
    return {
        "languages.lines": [_lines(_any_of(tags), of) for tags, of in _alike(by_height, lambda web: web.lines)],
        "languages.sizes": [_size("html", tags, of) for tags, of in _alike(by_height, lambda web: web.size)],
        "languages.large_sizes": [
            _size("html.large", tags, of) for tags, of in _alike(by_height, lambda web: web.large_size)
        ],
        "languages.fonts": [
            f"{', '.join(f':lang({tag})' for tag in tags)} {{ font-family: {_stack(fonts)}; }}"
            for tags, fonts in _alike(by_height, lambda web: web.fonts)
        ],
        "languages.lines_on_paper": [
            _lines(_any_of(tags), of) for tags, of in _alike(languages().values(), lambda web: web.lines_on_paper)
        ],
        "languages.lines_of_forms": [
            _lines(f"html{_any_of(tags, always=True)}:has(.write ~ .write)", of)
            for tags, of in _alike(languages().values(), lambda web: web.lines_of_forms)
        ],
    }


def epub_rules(named: Iterable[Language]) -> dict[str, list[str]]:
    """Return the line heights of languages in an e-book."""
    return {
        "languages.lines": [
            f":lang({one.tag}) p, :lang({one.tag}) li {{ line-height: {one.epub_leading:g}; }}"
            for one in named
            if one.epub_leading
        ]
    }


def _alike(known: Iterable[Language], fact: Callable[[Any], Any]) -> Iterator[tuple[list[str], Any]]:
    """Yield the tags of languages that have a fact in common, and the fact; none of those that have none."""
    groups: dict[str, tuple[list[str], Any]] = {}
    for language in known:
        if value := fact(language.web):
            groups.setdefault(repr(value), ([], value))[0].append(language.tag)
    yield from groups.values()


def _any_of(tags: list[str], always: bool = False) -> str:
    each = [f"[lang={tag}]" for tag in tags]
    return f":is({', '.join(each)})" if always or len(each) > 1 else each[0]


def _lines(selector: str, lines: Lines) -> str:
    leading, tight = (lines, lines) if lines == "normal" else (f"{height:g}" for height in lines)
    return f"{selector} {{ --leading: {leading}; --tight: {tight}; }}"


def _heights(lines: Lines) -> tuple[float, float]:
    return (inf, inf) if lines == "normal" else lines


def _size(selector: str, tags: list[str], size: float) -> str:
    return f"{', '.join(f'{selector}:lang({tag})' for tag in tags)} {{ font-size: {size:g}%; }}"


def _stack(fonts: list[str]) -> str:
    return ", ".join(f'"{name}"' if " " in name else name for name in [*fonts, "sans-serif"])
