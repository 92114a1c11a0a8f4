"""What is known of each language: the records of `languages.yml`, where each field is explained."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

import regex
import yaml
from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from leaflet.findings.finding import Finding
from leaflet.project.records import read_text, read_yaml

FILE = Path(__file__).with_suffix(".yml")
PATH = PurePosixPath("scripts/leaflet/project/languages.yml")
# The part of the letters that a speech recogniser hears wrongly on the safety pages. Over one in ten, a "not" or a
# number is lost in every few sentences, and a listener cannot look back at the words.
HEARD_WRONG_AT_MOST = 0.10
_RECORD = ConfigDict(extra="forbid")


def _pattern(words: str) -> str:
    try:
        re.compile(words)
    except re.error as error:
        raise ValueError(f'"{words}" is not a regular expression ({error})') from error
    return words


def _script(name: str) -> str:
    try:
        regex.compile(rf"\p{{Script={name}}}")
    except regex.error as error:
        raise ValueError(f'Unicode has no script "{name}"') from error
    return name


Pattern = Annotated[str, AfterValidator(_pattern)]
Lines = tuple[float, float] | Literal["normal"]  # the line height of text, and of headings; or the font's own


@dataclass(frozen=True, slots=True, config=_RECORD)
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


@dataclass(frozen=True, slots=True, config=_RECORD)
class Letters:
    """What is peculiar to the letters of a language."""

    wrong: str = ""
    joiners: bool = False
    dense: bool = False
    spaced: bool = True


@dataclass(frozen=True, slots=True, config=_RECORD)
class Hiatus:
    """A vowel letter after a consonant that gets the letter A before it; the first two are classes of a pattern."""

    consonants: str
    vowels: str
    letter: str


@dataclass(frozen=True, slots=True, config=_RECORD)
class BrailleRules:
    """The Braille of a language: its tables, and what they cannot do by themselves."""

    tables: list[str]
    family: Literal["plain", "indian", "chinese"] = "plain"
    latin_as_ueb: bool = False
    read_back: Literal["liblouis", "gujarati"] = "liblouis"
    hiatus: Hiatus | None = None


@dataclass(frozen=True, slots=True, config=_RECORD)
class Print:
    """How a language is set in a PDF. Lengths are in ems of its own letters."""

    growth: float = 1.0
    leading: float = 1.5  # RNIB clear print: 1.5 to 2 times the space within words
    closest: float = 1.25
    gap: float = 0.0
    hang: float = 0.35
    actual_text: list[Literal["tag", "content"]] = Field(default_factory=list)


@dataclass(frozen=True, slots=True, config=_RECORD)
class Web:
    """How a language is set on the web pages: sizes in percent of the browser's, line heights in ems."""

    fonts: list[str] = Field(default_factory=list)
    size: float | None = None
    large_size: float | None = None
    lines: Lines | None = None
    lines_on_paper: Lines | None = None
    lines_of_forms: Lines | None = None


@dataclass(frozen=True, slots=True, config=_RECORD)
class Word:
    """How Word sets a language: a font that comes with it, and which of its three kinds of script it is."""

    font: str = "Arial"
    kind: Literal["val", "eastAsia", "bidi"] = "val"


@dataclass(frozen=True, slots=True, config=_RECORD)
class Language:
    """What is known of a language: a record of `languages.yml`, where each field is explained.

    `tag` is its BCP 47 tag, and the name of its folder under docs/.
    """

    tag: str
    name: str
    english_name: str
    iso_639_2: Annotated[str, Field(pattern="^[a-z]{3}$")]
    direction: Literal["ltr", "rtl"]
    script: Annotated[str, AfterValidator(_script)]
    fonts: list[str]
    braille: BrailleRules
    voice: Voice | None
    dictionary: str | None
    decimal: Literal[".", ","]
    quotes: Annotated[list[str], Field(min_length=2, max_length=2)]
    number_words: dict[int | float, list[Pattern]]
    units: dict[str, list[Pattern]]
    words: dict[str, list[Pattern]]
    colon: str = ": "
    letters: Letters = Field(default_factory=Letters)
    print: Print = Field(default_factory=Print)
    web: Web = Field(default_factory=Web)
    word: Word = Field(default_factory=Word)
    epub_leading: float | None = None
    meaning_model: bool = False
    opencc: str | None = None


def languages() -> Mapping[str, Language]:
    """Return the language registry, `languages.yml`, by BCP 47 tag; records that cannot be used are left out."""
    return _registry()[0]


def language_findings() -> list[Finding]:
    """Return what is wrong in `languages.yml` (S001)."""
    return _registry()[1]


@cache
def _registry() -> tuple[dict[str, Language], list[Finding]]:
    return read_languages(FILE)


def read_languages(file: Path) -> tuple[dict[str, Language], list[Finding]]:
    """Read the records of a file by tag, and report each that cannot be used (S001), with its line."""
    value, findings = read_yaml(file, PATH)
    if not isinstance(value, dict):
        return {}, findings or [Finding(PATH, 1, "S001", "The file holds no languages.", "")]
    found: dict[str, Language] = {}
    for tag, record in value.items():
        try:
            found[tag] = _ADAPTER.validate_python({"tag": tag, **(record if isinstance(record, dict) else {})})
        except ValidationError as error:
            findings.append(_unusable(file, str(tag), error))
    return found, findings


_ADAPTER = TypeAdapter(Language)


def _unusable(file: Path, tag: str, error: ValidationError) -> Finding:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    hint = "The comment at the top of the file says what each field is; other records show how it is written."
    message = f"The record of {tag} cannot be used: {where}: {first['msg'].removeprefix('Value error, ')}."
    return Finding(PATH, _line(file, (tag, *first["loc"])), "S001", message, hint)


def _line(file: Path, keys: tuple[Any, ...]) -> int:
    """Return the line of the innermost of nested keys that is there."""
    node, line = yaml.compose(read_text(file, PATH)[0] or "", yaml.SafeLoader), 1
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        inner = next((pair for pair in pairs if pair[0].value == str(key)), None)
        if inner is None:
            return line
        line, node = inner[0].start_mark.line + 1, inner[1]
    return line
