"""S: the boxes that say when to get help lead to a phone, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.source_check import Check
from leaflet.content.model import HELP_KINDS, page_elements, text, walk
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding


def links_to_a_phone(project: Project) -> Iterator[Finding]:
    """Report each link in an emergency or urgent box that does not call a number (S065).

    Who taps the word that a link explains has left the number that they needed; the words in the box should do.
    """
    for page in (page for leaflet in project.leaflets.values() for page in leaflet.pages):
        for _, box in page_elements(page):
            if box.get("kind") in HELP_KINDS:
                for link in (element for element in walk(box.children) if element.tag == "a"):
                    if not link.get("href").startswith("tel:"):
                        message = f'The link "{text(link)}" leads away from a box that says when to get help.'
                        hint = "Say in the box what the word means, or link it in the text under the box."
                        yield Finding(page.path, link.line or box.line, "S065", message, hint)


CHECKS: tuple[Check, ...] = (links_to_a_phone,)
