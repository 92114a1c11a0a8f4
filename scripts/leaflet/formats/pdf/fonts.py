"""Fonts of the print formats: npm packages of OFL fonts, one package a family, two weights of each.

Nothing else is used: no font of the machine, so that a print looks the same wherever it is made.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leaflet.project.settings import Language

PROJECT = Path(__file__).resolve().parents[4]
WEIGHTS = {400: "400Regular", 700: "700Bold"}
LATIN = "Atkinson Hyperlegible Next"
NUMBERS = f"{LATIN} Numbers"
# Digits and Latin letters: in texts of other scripts too they come from the one font made to tell 1 from 7, 0 from O.
LATIN_RANGE = "U+002B, U+0030-0039, U+0041-005A, U+0061-007A, U+00C0-017F"


def package(family: str) -> str:
    """The npm package of a family."""
    return f"@expo-google-fonts/{family.lower().replace(' ', '-')}"


def face(family: str, weight: int, project: Path = PROJECT) -> Path | None:
    """The file of one weight of a family, or None where it is not installed."""
    folder = project / "node_modules" / package(family)
    name = f"{family.replace(' ', '')}_{WEIGHTS[weight]}.ttf"
    return next((file for file in (folder / WEIGHTS[weight] / name, folder / name) if file.is_file()), None)


def families(language: Language) -> list[str]:
    """Families that a language is printed in: its own, and the Latin one for numbers and names."""
    return list(dict.fromkeys([*language.fonts, LATIN]))


def files(language: Language) -> Iterator[Path]:
    """Font files of a language that are installed."""
    found = (face(family, weight) for family in families(language) for weight in WEIGHTS)
    return (file for file in found if file)


def missing_fonts(language: Language, project: Path = PROJECT) -> list[str]:
    """npm packages that a language needs and that are not installed."""
    return [
        package(family)
        for family in families(language)
        if any(face(family, weight, project) is None for weight in WEIGHTS)
    ]


def face_css(languages: list[Language], named: list[Language]) -> str:
    """`@font-face` rules for all that `languages` need, and for the names of those that are only `named`.

    Each face has a name of its own. Asked for the family's name, Fontconfig would also find the face that is kept to
    numbers, and take its brackets from some other font.
    """
    wanted = dict.fromkeys(family for language in languages for family in families(language))
    rules = [_face_rule(_text(family), family, weight) for family in wanted for weight in WEIGHTS]
    rules += [
        _face_rule(_text(family), family, 400)
        for family in dict.fromkeys(language.fonts[0] for language in named)
        if family not in wanted
    ]
    rules += [_face_rule(NUMBERS, LATIN, weight, f"unicode-range: {LATIN_RANGE};") for weight in WEIGHTS]
    return "\n".join(rules)


def _face_rule(name: str, family: str, weight: int, more: str = "") -> str:
    file = face(family, weight)
    assert file, f"{family} is not installed"
    return f'@font-face {{ font-family: "{name}"; font-weight: {weight}; src: url("{file.as_uri()}"); {more} }}'


def _text(family: str) -> str:
    return f"{family} Text"


def names(language: Language) -> list[str]:
    """Names of the faces that a language is printed in, in the order they are tried, as they stand in the file."""
    if language.fonts[0] == LATIN:
        return [_text(LATIN)]
    return [NUMBERS, *map(_text, families(language))]


def stack(language: Language) -> str:
    """The value of `font-family` for a language."""
    return ", ".join(f'"{name}"' for name in names(language))


@contextmanager
def no_system_fonts() -> Iterator[None]:
    """Hides the machine's fonts from Fontconfig while its configuration is read (`FONTCONFIG_FILE`)."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as empty:
        empty.write('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>')
        empty.flush()
        os.environ["FONTCONFIG_FILE"] = empty.name
        try:
            yield
        finally:
            os.environ.pop("FONTCONFIG_FILE")
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before
