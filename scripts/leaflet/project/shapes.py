"""What a record may hold: dataclasses that pydantic reads values into, and each slip in plain English.

A shape is a dataclass with `__pydantic_config__ = WHOLE`, or `str`, `dict[str, str]` and the like. The JSON Schemas in
`.vscode/` are made from the same shapes (`checks/schemas.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, TypeVar, cast

from pydantic import BeforeValidator, ConfigDict, Field, Strict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from leaflet.base.suggest import did_you_mean

Place = tuple[str | int, ...]  # the keys and numbers that lead to a part of a record
T = TypeVar("T")

WHOLE = ConfigDict(extra="forbid")  # all keys are known
SOME = r"\S"
Words = Annotated[str, Field(pattern=SOME)]  # a text that is not empty
Day = Annotated[date, Strict()]  # as YAML reads 2026-12-01; a time is not a day
Number = Annotated[int, Strict()]
# What YAML takes for a number where it has digits alone.
Name = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    Field(json_schema_extra={"type": ["string", "integer"]}),
]

_FACTS = {  # by pydantic's type of the error: https://docs.pydantic.dev/latest/errors/validation_errors/
    "missing": "is missing",
    "string_type": "is not text",
    "date_type": "is not a date such as 2026-12-01",
    "int_type": "is not a whole number",
    "list_type": "is not a list",
    "dict_type": "is not a list of names with their words",
    "dataclass_type": "is not a list of fields",
}
_HINTS = {"string_type": "Put quotes around the words."}


@dataclass(frozen=True, slots=True)
class Slip:
    """A part of a record that its shape does not allow. `is_unknown`: nothing has this name."""

    place: Place
    fact: str
    hint: str
    is_unknown: bool = False


def fit(shape: type[T], value: Any) -> tuple[T | None, list[Slip]]:
    """Read a value as its shape says: what it is, or None and what is wrong with it."""
    if isinstance(value, dict):
        value = {str(key): part for key, part in value.items()}
    try:
        return cast(T, _reader(cast(Any, shape)).validate_python(value)), []
    except ValidationError as error:
        return None, [_slip(shape, problem) for problem in error.errors(include_url=False)]


def without(value: dict[Any, Any], slips: Iterable[Slip]) -> dict[str, Any]:
    """Return a record without the parts that are wrong."""
    wrong = {str(slip.place[0]) for slip in slips if slip.place}
    return {str(key): part for key, part in value.items() if str(key) not in wrong}


def schema(shape: Any) -> dict[str, Any]:
    """The JSON Schema of a shape."""
    return TypeAdapter(shape).json_schema()


def names(shape: Any) -> list[str]:
    """The keys that a record of a shape may have; none where that is open."""
    return [field.name for field in fields(shape)] if is_dataclass(shape) else []


@lru_cache
def _reader(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _slip(shape: Any, problem: ErrorDetails) -> Slip:
    place, kind, about = problem["loc"], problem["type"], problem.get("ctx", {})
    name, value = next((part for part in reversed(place) if isinstance(part, str)), ""), problem["input"]
    known = names(shape)
    whole = f"It may have {', '.join(known)}." if known else ""
    if kind == "unexpected_keyword_argument":
        return Slip(place, f'There is no setting "{name}".', did_you_mean(name, known, whole), is_unknown=True)
    subject = f'"{name}"' if name else "This"
    if kind in _FACTS:
        return Slip(place, f"{subject} {_FACTS[kind]}.", _example(shape, name) or _HINTS.get(kind) or whole)
    if kind == "string_pattern_mismatch" and about.get("pattern") == SOME:
        return Slip(place, f"{subject} is empty.", whole)
    if kind == "literal_error":
        options = re.findall("'([^']*)'", str(about["expected"]))
        hint = did_you_mean(str(value), options, f"It can be {', '.join(options)}.")
        return Slip(place, f'{name} cannot be "{value}".', hint)
    if kind == "string_pattern_mismatch":
        return Slip(place, f'{name} cannot be "{value}".', _example(shape, name))
    return Slip(place, f'{name} "{value}" {problem["msg"]}.', str(about.get("hint", whole)))


def _example(shape: Any, name: str) -> str:
    """`For example port: 22`, where the shape has one."""
    properties: Mapping[str, Any] = schema(shape).get("properties", {})
    examples = properties.get(name, {}).get("examples", [])
    return f"For example {name}: {examples[0]}" if examples else ""
