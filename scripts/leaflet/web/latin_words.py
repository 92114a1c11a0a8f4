"""English words among those of another script, as the web shows them: said to be English, and short ones kept whole."""

from __future__ import annotations

from dataclasses import replace

from leaflet.content.model import Element, Node, Section, text
from leaflet.edition.inline import with_marked_english
from leaflet.project.settings import Language

SHORT = 17  # letters; on a small phone `(anti-inflammatory)` fits in a line, and should not be cut in its brackets


def with_english_kept_whole(section: Section, language: Language) -> Section:
    """Return the section with its English words marked (WCAG 3.1.2), short ones in a `bdi`, which styles keep whole."""
    marked = with_marked_english(section, language)
    heading, *blocks = map(_kept_whole, (marked.heading, *marked.blocks))
    return replace(marked, heading=heading, blocks=tuple(blocks))


def _kept_whole(element: Element) -> Element:
    children: tuple[Node, ...] = tuple(
        _kept_whole(child) if isinstance(child, Element) else child for child in element.children
    )
    is_short = element.tag == "span" and element.get("lang") and len(text(element)) <= SHORT
    return replace(element, tag="bdi" if is_short else element.tag, children=children)
