"""The home page on the web: short enough for a small phone, with what most readers come for near its top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leaflet.content.model import HELP_KINDS, Element, Node, Section

HOME = "index"
SITUATIONS, QUICK_ANSWERS = "by-situation", "quick-answers"  # ids of its sections


def arranged(page: str, section: Section) -> Section:
    """Return a section as the web shows it; on home, with situations as cards and with parts that open.

    No word is changed: a quick answer opens under its first words, and the signs of a box of help under its title and
    its number.
    """
    if page != HOME:
        return section
    return replace(section, blocks=tuple(new for block in section.blocks for new in _arranged(block, section.id)))


def _arranged(block: Element, section: str) -> Iterator[Element]:
    if block.tag == "ul" and section == SITUATIONS:
        yield replace(block, attributes={**block.attributes, "class": SITUATIONS})
    elif block.tag == "ul" and section == QUICK_ANSWERS:
        for item in block.children:
            if isinstance(item, Element):
                yield _opening(item)
    elif block.get("kind") in HELP_KINDS:
        yield replace(block, children=tuple(map(_signs_open, block.children)))
    else:
        yield block


def _opening(item: Element) -> Element:
    """An item that begins with bold words as a box that opens under them; any other as a paragraph."""
    lead, rest = _lead(item.children)
    if not lead:
        return Element("p", item.children)
    return Element("card", (Element("card-title", lead), Element("p", rest)), {"kind": "description"})


def _lead(nodes: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The bold words at the beginning, and the rest. A sentence that is lit up as it is read becomes two parts."""
    first, others = nodes[0], nodes[1:]
    if not isinstance(first, Element):
        return (), nodes
    if first.tag == "strong":
        return (first,), others
    lead, rest = _lead(first.children) if first.tag == "span" and first.children else ((), ())
    if not lead:
        return (), nodes
    marks = {name: value for name, value in first.attributes.items() if name != "id"}
    after = (Element("span", rest, marks), *others) if rest else others
    return (replace(first, children=lead),), after


def _signs_open(node: Node) -> Node:
    is_list = isinstance(node, Element) and node.tag == "ul"
    return Element("opens", (node,), {"label": "help_signs"}) if is_list else node
