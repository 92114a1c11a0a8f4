"""The hospital's details: one place for all of them, `extra.hospital` in mkdocs.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, LiteralString

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from leaflet.findings.finding import Finding
from leaflet.project.records import line_at, line_of_key, lines_of, read_text
from leaflet.project.shapes import WHOLE, Slip, fit, names, without

MKDOCS_YML = PurePosixPath("mkdocs.yml")
IN_QUOTES = 'Put it in quotes and group the digits with single spaces, for example phone: "01923 217 187".'


def _clean(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def _is_number(number: str) -> str:
    return _must(not number or re.fullmatch(r"\+?\d+( \d+)*", number), number, "is not a phone number", IN_QUOTES)


def _is_phone(value: Any) -> str:
    """YAML takes the first 0 of a number without quotes, and may take it as octal."""
    phone = _must(type(value) is not int, _clean(value), "has no quotes", IN_QUOTES)
    digits = phone.replace(" ", "")
    is_short = digits.isdigit() and not digits.startswith("0") and len(digits) > 8
    return _must(not is_short, phone, "has lost its first 0, or its spaces", IN_QUOTES)


def _is_email(email: str) -> str:
    is_right = not email or re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", email)
    hint = "It has one @ in it. Leave it empty until the hospital confirms it."
    return _must(is_right, email, "is not an e-mail address", hint)


def _must(is_right: object, value: str, fact: LiteralString, hint: str) -> str:
    if not is_right:
        raise PydanticCustomError("detail", fact, {"hint": hint})
    return value


Detail = Annotated[str, BeforeValidator(_clean)]


@dataclass(frozen=True, slots=True)
class Hospital:
    """The hospital's details, one place for all of them: `extra.hospital` in mkdocs.yml."""

    __pydantic_config__ = WHOLE
    name: Detail = ""
    phone: Annotated[str, BeforeValidator(_is_phone), AfterValidator(_is_number)] = ""
    email: Annotated[Detail, AfterValidator(_is_email)] = ""
    relay_prefix: Annotated[Detail, AfterValidator(_is_number)] = ""
    address_of_site: Detail = ""
    confirmed: Annotated[bool, BeforeValidator(lambda value: value is True)] = False

    @property
    def relay_phone(self) -> str:
        """The number for Relay UK: the prefix, then the phone number."""
        return f"{self.relay_prefix} {self.phone}" if self.relay_prefix and self.phone else ""


def read_hospital(value: Any, root: Path) -> tuple[Hospital, list[Finding]]:
    """Read the details that are right; a wrong one never reaches a page. A finding (S024) for each of the others."""
    file = root / MKDOCS_YML
    if not isinstance(value, dict):
        line = line_of_key(file, MKDOCS_YML, "hospital")
        hint = f"Give the hospital's details there: {', '.join(names(Hospital))}."
        return Hospital(), [Finding(MKDOCS_YML, line, "S024", "extra.hospital is missing.", hint)]
    slips = fit(Hospital, value)[1]
    hospital = fit(Hospital, without(value, slips))[0] or Hospital()
    if not hospital.name:
        slips.append(Slip(("name",), "name is empty.", "Every page names the hospital: give its name."))
    lines = lines_of(read_text(file, MKDOCS_YML)[0] or "")
    place = ("extra", "hospital")
    return hospital, [
        Finding(MKDOCS_YML, line_at(lines, (*place, *slip.place)), "S024", f"extra.hospital: {slip.fact}", slip.hint)
        for slip in slips
    ]
