"""S: the English safety pages have the sections, boxes, tables and numbers that docs/en/shape.yml declares.

Where they do not, the fault is reported here, in the English, and not in translations that still are as declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from leaflet.checks.source_check import Check
from leaflet.content.model import Element, Page, Section, table_rows, text, walk
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.records import line_of_key, read_yaml
from leaflet.project.settings import SOURCE_LANGUAGE, Hospital
from leaflet.project.validated import Strict, problem

PATH = PurePosixPath("docs", SOURCE_LANGUAGE, "shape.yml")


class Block(Strict):
    """One box (its kind, title, list items and phone links), table (its columns) or checklist (its boxes to tick)."""

    card: Literal["emergency", "urgent", "warning", "note", "description"] | None = None
    title: str = ""
    items: int = 0
    tel: list[str] = Field(default_factory=list)
    table: int = 0
    ticks: int = 0

    @property
    def in_any_language(self) -> Block:
        """The same without its words."""
        return self.model_copy(update={"title": ""})

    def __str__(self) -> str:
        said = self.model_dump(exclude_defaults=True)
        return yaml.safe_dump(said, default_flow_style=True, sort_keys=False, allow_unicode=True, width=999).strip()


Shape = Mapping[str, Sequence[Block]]  # of a page: its sections in their order
_SHAPES = TypeAdapter(dict[str, dict[str, list[Block] | None]])


@lru_cache(maxsize=1)
def declared(project: Project) -> tuple[Mapping[str, Shape], tuple[Finding, ...]]:
    """The declared shape of each page, and findings (S064) where the file cannot be used."""
    root = project.settings.root
    if not (root / PATH).is_file():
        return {}, ()
    value, findings = read_yaml(root / PATH, PATH)
    if findings:
        return {}, tuple(findings)
    try:
        shapes = _SHAPES.validate_python(value)
    except ValidationError as error:
        place, fault = problem(error)
        line = line_of_key(root / PATH, PATH, place[0]) if place else 1
        message = f"The declared shape cannot be used: {' '.join(place)}: {fault}."
        hint = "Write page: {section: [{card: urgent, title: words, items: 4, tel: ['111']}, {table: 2}, {ticks: 9}]}"
        return {}, (Finding(PATH, line, "S064", message, hint),)
    return {page: {name: blocks or [] for name, blocks in shape.items()} for page, shape in shapes.items()}, ()


def blocks_of(section: Section, hospital: Hospital) -> list[Block]:
    """The boxes, tables and checklists of a section, in their order, as they would be declared."""
    return [block for element in section.blocks if (block := _block(element, hospital))]


def _block(element: Element, hospital: Hospital) -> Block | None:
    inside = list(walk(element.children))
    if element.tag == "card":
        title = next((text(one) for one in inside if one.tag == "card-title"), "")
        return Block.model_validate(
            {
                "card": element.get("kind") or None,
                "title": title,
                "items": sum(one.tag == "li" for one in inside),
                "tel": [number for one in inside if (number := _number(one, hospital))],
            }
        )
    if element.tag == "table":
        return Block(table=max((len(row.children) for row in table_rows(element)), default=0))
    ticks = sum(bool(one.get("tick")) for one in inside)
    return Block(ticks=ticks) if ticks else None


def _number(element: Element, hospital: Hospital) -> str:
    """The number that a link phones, but for the hospital's own, which is a setting."""
    number = element.get("href").removeprefix("tel:") if element.get("href").startswith("tel:") else ""
    own = {words.replace(" ", "") for words in (hospital.phone, hospital.relay_phone)}
    return "" if number in own else number


def shapes(project: Project) -> Iterator[Finding]:
    """Every safety page has a declared shape (S064), and the English has it (S063)."""
    known, findings = declared(project)
    yield from findings
    for page in _safety_pages(project):
        if page.name in known:
            yield from _order(page, known[page.name])
            yield from _blocks(page, known[page.name], project)
        elif not findings:
            yield Finding(
                PATH, 1, "S064", f"The shape of the safety page {page.name} is not declared.", _as_it_is(page, project)
            )


def _safety_pages(project: Project) -> Iterator[Page]:
    source = project.leaflets.get(SOURCE_LANGUAGE)
    return (page for page in (source.pages if source else ()) if page.name in project.settings.safety_pages)


def _as_it_is(page: Page, project: Project) -> str:
    sections = ", ".join(
        f"{section.id}: [{', '.join(map(str, blocks_of(section, project.settings.hospital)))}]"
        for section in page.sections
    )
    return f"Where the page is right, write: {page.name}: {{{sections}}}"


def _order(page: Page, shape: Shape) -> Iterator[Finding]:
    ours, wanted = [section.id for section in page.sections], list(shape)
    if ours != wanted:
        first = next(
            (section for section, name in zip(page.sections, wanted, strict=False) if section.id != name), None
        )
        yield Finding(
            page.path,
            first.line if first else page.sections[-1].line,
            "S063",
            f"The sections are {', '.join(ours)}; declared are {', '.join(wanted)}.",
            f"Put it right; or where it is meant, change {PATH}.",
        )


def _blocks(page: Page, shape: Shape, project: Project) -> Iterator[Finding]:
    for section in page.sections:
        ours, wanted = blocks_of(section, project.settings.hospital), shape.get(section.id)
        if wanted is not None and ours != list(wanted):
            yield Finding(
                page.path,
                section.line,
                "S063",
                f"#{section.id} has {_listed(ours)}; declared is {_listed(wanted)}.",
                f"Put it right; or where it is meant, change {PATH}: {section.id}: [{', '.join(map(str, ours))}]",
            )


def _listed(blocks: Sequence[Block]) -> str:
    return ", ".join(map(str, blocks)) or "no box, table or checklist"


@lru_cache(maxsize=1)
def faults(project: Project) -> frozenset[tuple[str, str]]:
    """The English sections that are not as declared, by page and section: an empty one where their order is not."""
    known, hospital = declared(project)[0], project.settings.hospital
    found = set()
    for page in (page for page in _safety_pages(project) if page.name in known):
        shape = known[page.name]
        if [section.id for section in page.sections] != list(shape):
            found.add((page.name, ""))
        found |= {
            (page.name, section.id)
            for section in page.sections
            if section.id in shape and blocks_of(section, hospital) != list(shape[section.id])
        }
    return frozenset(found)


def only_english_is_wrong(project: Project, page: Page, section: Section) -> bool:
    """Whether a section of a translation is as declared, and its English is not."""
    wanted = declared(project)[0].get(page.name, {}).get(section.id)
    if wanted is None or (page.name, section.id) not in faults(project):
        return False
    ours = blocks_of(section, project.settings.hospital)
    return [one.in_any_language for one in ours] == [one.in_any_language for one in wanted]


def only_english_order_is_wrong(project: Project, page: Page) -> bool:
    """Whether the sections of a translation stand as declared, and those of its English do not."""
    if (page.name, "") not in faults(project):
        return False
    return [section.id for section in page.sections] == list(declared(project)[0][page.name])


CHECKS: tuple[Check, ...] = (shapes,)
