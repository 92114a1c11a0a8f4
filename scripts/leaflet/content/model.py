"""The leaflet as data: what every format is made from. No files, no Markdown, no MkDocs here.

A page is a list of sections; a section is a heading and its blocks; a block is a small tree of `Element`s
named as in HTML (`p`, `ul`, `table`, `img`, `bdi` ...; `span` marks a sentence or a language), with five names
of our own:

- `card`: a box that stands on its own; attribute `kind` is one of `CARD_KINDS`; the first child is `card-title`
- `pictured`: a sentence with its picture (Easy Read): an `img` and a `p`
- `write`: an empty line to write on
- `opens`: blocks behind a button; attribute `label` is the key of its words in `overrides/strings` (the web only)
- `slot`: where the build puts what it knows, a list or a notice (attribute `name` is one of `SLOTS`)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from leaflet.project.settings import Hospital

CARD_KINDS = ("emergency", "urgent", "warning", "note", "description")
HELP_KINDS = ("emergency", "urgent")  # boxes that say when to get help
SLOTS = ("list.pages", "list.languages", "list.formats", "list.checks", "notice.clinician", "notice.unconfirmed")
CARD_SLOT, IN_SHORT_SLOT = "card.", "list.in_short"  # filled in before anybody reads: `composing`


@dataclass(frozen=True, slots=True)
class Element:
    """One node of a block. `line` is its line in the source file, from 1; 0 where there is none."""

    tag: str
    children: tuple[Node, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int = 0

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)


Node = Element | str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file. `path` is relative to docs/; width and height are in CSS pixels."""

    path: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (h1 to h6) and all that stands under it, up to the next heading.

    `digest` is a hash of its words as they stand in the source, before settings are filled in. `settings` names those
    that it uses, also where one is empty and its line is left out. `made_of`: page and id of the sections elsewhere
    whose words it shows.
    """

    id: str
    level: int
    heading: Element
    blocks: tuple[Element, ...]
    line: int
    digest: str = ""
    settings: tuple[str, ...] = ()
    made_of: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        return text(self.heading)


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's front matter. `english_only`: it is for staff, say, and no translation has it."""

    title: str
    description: str
    covers: tuple[str, ...]
    last_reviewed: date
    next_review: date
    english_only: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language. `path` is relative to the project, for findings; `digest` is a hash of its words."""

    name: str
    language: str
    path: PurePosixPath
    metadata: Metadata
    sections: tuple[Section, ...]
    digest: str = ""
    settings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.sections[0].title if self.sections else self.metadata.title

    def section(self, section_id: str) -> Section | None:
        return next((section for section in self.sections if section.id == section_id), None)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(section.id for section in self.sections)


@dataclass(frozen=True, slots=True)
class Leaflet:
    """All pages of one language, in the order of the navigation."""

    language: str
    pages: tuple[Page, ...]
    hospital: Hospital
    version: str
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def page(self, name: str) -> Page | None:
        return next((page for page in self.pages if page.name == name), None)


def walk(nodes: Iterable[Node]) -> Iterator[Element]:
    """Every element under `nodes`, parents first, in reading order."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from walk(node.children)


def text(node: Node) -> str:
    """The words of a node as one line. A picture gives its alternative text only where asked: not here."""
    if isinstance(node, str):
        return node
    if node.tag == "br":
        return " "
    return "".join(text(child) for child in node.children)


def table_rows(table: Element) -> list[Element]:
    """The rows of a table, that of its headings first."""
    return [
        row for part in table.children if isinstance(part, Element) for row in part.children if isinstance(row, Element)
    ]


def page_elements(page: Page) -> Iterator[tuple[Section, Element]]:
    """Every element of a page with its section, headings first."""
    for section in page.sections:
        for element in walk((section.heading, *section.blocks)):
            yield section, element
