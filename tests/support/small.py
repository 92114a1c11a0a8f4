"""The smallest page and project, for tests of one thing."""

from __future__ import annotations

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from leaflet.content.model import Element, Node, Page
from leaflet.content.reading import read_page
from leaflet.findings.finding import Finding
from leaflet.project.settings import Hospital, NavigationGroup, Settings

HOSPITAL = Hospital(name="Elm Hospital", phone="01632 960 001", relay_prefix="18001", email="ward@elm.example")
FRONT_MATTER = (
    "---\n{title: Risks, description: What can go wrong., covers: [L1],"
    " last_reviewed: 2026-01-05, next_review: 2028-12-31}\n---\n"
)
HEADING = "# Risks {#risks}\n"
LINES_BEFORE = (FRONT_MATTER + HEADING).count("\n")


def settings(root: Path = Path("/nowhere"), hospital: Hospital = HOSPITAL) -> Settings:
    pages = NavigationGroup("", ("index",)), NavigationGroup("Deciding", ("risks",))
    return Settings(root, "Your back", "https://elm.example/", "1.0", hospital, pages, ("en",))


def read_file(content: str | bytes, hospital: Hospital = HOSPITAL) -> tuple[Page | None, list[Finding]]:
    """A whole file, front matter included, as the page `risks`."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "risks.md"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_page(file, "risks", "en", settings(hospital=hospital))


def read(words: str, hospital: Hospital = HOSPITAL) -> tuple[Page, list[Finding]]:
    """Words under a front matter and a main heading."""
    page, findings = read_file(FRONT_MATTER + HEADING + words, hospital)
    assert page
    return page, findings


def blocks(words: str, hospital: Hospital = HOSPITAL) -> tuple[Element, ...]:
    """The blocks that `words` become, in which nothing is wrong."""
    page, findings = read(words, hospital)
    assert findings == []
    return page.sections[0].blocks


def found(words: str) -> list[str]:
    """What is wrong in `words`, as `CODE:line`, the first line of `words` being 1."""
    return [f"{finding.code}:{finding.line - LINES_BEFORE}" for finding in read(words)[1]]


def shape(*nodes: Node) -> str:
    """Nodes as tags, to compare at a glance."""
    return "".join(node if isinstance(node, str) else _tag(node) for node in nodes)


def _tag(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes.items())
    return f"<{element.tag}{attributes}>{shape(*element.children)}</{element.tag}>"
