"""The facts that the leaflet must carry, `docs/facts.yml`: sentences, perhaps with words that their page must have."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import Field, ValidationError

from leaflet.findings.finding import Finding
from leaflet.project.records import line_of_key, read_yaml
from leaflet.project.validated import Strict, problem

PATH = PurePosixPath("docs/facts.yml")
PHONE = "hospital_phone"  # the one entry that is not a fact: what mkdocs.yml must have too
FEWEST_DIGITS = 6  # of a phone number


class Fact(Strict):
    """A fact. `words`: 1 to 3 words or numbers that a page which carries it must have."""

    fact: str
    words: Annotated[list[str | int | float], Field(min_length=1, max_length=3)] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts by id, and the hospital's phone number as it is written there; empty where nothing says it."""

    facts: dict[str, Fact] = field(default_factory=dict)
    phone: str = ""


def read_facts(root: Path) -> tuple[Facts, list[Finding]]:
    """The facts, and findings (S001) for what cannot be used."""
    value, findings = read_yaml(root / PATH, PATH)
    if not isinstance(value, dict):
        missing = Finding(
            PATH, 1, "S001", "The facts are not a list of ids with their words.", "Write each as L1: words"
        )
        return Facts(), findings or [missing]
    facts: dict[str, Fact] = {}
    for key, entry in value.items():
        try:
            facts[str(key)] = _fact(entry)
        except ValidationError as error:
            facts[str(key)] = Fact(fact="")
            findings = [*findings, _wrong(root, str(key), *problem(error))]
    phone = facts.pop(PHONE, Fact(fact="")).fact or _phone(facts)
    return Facts(facts, phone), findings


def _fact(entry: Any) -> Fact:
    return Fact.model_validate(entry) if isinstance(entry, dict) else Fact(fact=str(entry))


def _wrong(root: Path, key: str, place: tuple[str, ...], fault: str) -> Finding:
    said = f"The fact {key} cannot be used: {'.'.join(place)}: {fault}."
    hint = "Write it as L1: words, or as L1: {fact: the sentence, words: [1 to 3 words or numbers]}"
    return Finding(PATH, line_of_key(root / PATH, PATH, key), "S001", said, hint)


def _phone(facts: dict[str, Fact]) -> str:
    """A phone number among the words that the pages must have."""
    words = (str(word) for fact in facts.values() for word in fact.words)
    return next((word for word in words if is_phone(word)), "")


def is_phone(word: str) -> bool:
    """Whether a key word is a phone number: of digits and spaces, and long enough."""
    digits = word.replace(" ", "").removeprefix("+")
    return digits.isdecimal() and len(digits) >= FEWEST_DIGITS and word.lstrip("+").startswith("0")
