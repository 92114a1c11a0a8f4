"""Blocks of the leaflet as HTML. Shared by every format that is made of HTML; knows none of them.

Each format says where links and pictures lead, and gives the words of the interface, in a `Context`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape

import regex

from leaflet.content.model import Element, Node, Picture, Section, table_rows, text
from leaflet.edition.inline import spaced

# Words in Latin letters, from 4 on: more than a name, in a text of other letters a passage of another language.
LATIN_RUN = regex.compile(r"\p{Script=Latin}+(?:[^\p{L}\d]+\p{Script=Latin}+){3,}")


@dataclass(frozen=True, slots=True)
class Context:
    """What a format adds: `link` and `picture` turn an address of the source (`risks.md#infection`,
    `assets/pictures/spine.svg`) into one of the format; `slot` gives the HTML of a list that the build knows."""

    link: Callable[[str], str]
    picture: Callable[[str], str]
    pictures: Mapping[str, Picture]
    strings: Mapping[str, str]
    slot: Callable[[str], str] = lambda name: ""


def section_html(section: Section, context: Context, note: str = "") -> str:
    """A section: its heading with its id, a note of the build's under it, and its blocks."""
    blocks = (block_html(block, section, context) for block in section.blocks)
    return "\n".join([heading_html(section, context) + note, *blocks]) + "\n"


def heading_html(section: Section, context: Context) -> str:
    """The heading of a section, with its id and, where it is read aloud, its time."""
    tag = f"h{section.level}"
    time = section.heading.get("data-time")
    marks = f' id="{escape(section.id)}"' + (f' data-time="{escape(time)}"' if time else "")
    return f"<{tag}{marks}>{inline_html(section.heading.children, context)}</{tag}>"


def block_html(block: Element, section: Section, context: Context) -> str:
    """One block; `section` gives headings inside it their level, and a table its name."""
    match block.tag:
        case "p":
            return f"<p>{inline_html(block.children, context)}</p>"
        case "ul" | "ol":
            return _list(block, section, context)
        case "table":
            return _table(block, section, context)
        case "card":
            return _card(block, section, context)
        case "figure":
            return f"<figure>{inline_html(block.children, context)}</figure>"
        case "pictured":
            image, words = block.children
            assert isinstance(image, Element) and isinstance(words, Element)
            return f'<div class="pictured">{_image(image, context)}{block_html(words, section, context)}</div>'
        case "opens":
            label, inside = escape(context.strings[block.get("label")]), _mixed(block, section, context)
            return f'<details class="description"><summary class="card-kind">{label}</summary>{inside}</details>'
        case "write":
            return '<div class="write"></div>'
        case "slot":
            return context.slot(block.get("name"))
    raise ValueError(f"no HTML for a block {block.tag}")


def words_html(nodes: Iterable[Node]) -> str:
    """Words of a heading as HTML, for the text of a link to it."""
    return inline_html(nodes, Context(str, str, {}, {}))


def inline_html(nodes: Iterable[Node], context: Context) -> str:
    """Words, with links, emphasis, pictures and isolated numbers."""
    return "".join(escape(node, quote=False) if isinstance(node, str) else _inline(node, context) for node in nodes)


def _inline(node: Element, context: Context) -> str:
    words = inline_html(node.children, context)
    match node.tag:
        case "a":
            language = f' hreflang="{node.get("hreflang")}"' if node.get("hreflang") else ""
            address = escape(context.link(node.get("href")))
            return f'<a href="{address}"{language}>{words}</a>' if node.get("href") else words
        case "strong":
            return f"<strong>{words}</strong>"
        case "span" | "bdi":
            marks = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
            return f"<{node.tag}{marks}>{words}</{node.tag}>"
        case "img":
            return _image(node, context)
        case "br":
            return "<br>"
    raise ValueError(f"no HTML for {node.tag}")


def _image(image: Element, context: Context) -> str:
    picture = context.pictures.get(image.get("src"))
    size = f' width="{picture.width:g}" height="{picture.height:g}"' if picture else ""
    source = escape(context.picture(image.get("src")))
    return f'<img src="{source}" alt="{escape(image.get("alt"))}"{size} loading="lazy">'


def _list(block: Element, section: Section, context: Context) -> str:
    css = f' class="{block.get("class")}"' if block.get("class") else ""
    start = f' start="{block.get("start")}"' if block.get("start") else ""
    list_items = (item for item in block.children if isinstance(item, Element))
    items = "".join(f"<li>{_mixed(item, section, context)}</li>" for item in list_items)
    return f"<{block.tag}{css}{start}>{items}</{block.tag}>"


def _mixed(item: Element, section: Section, context: Context) -> str:
    """A list item: words first, then any blocks inside it."""
    blocks = ("p", "ul", "ol", "table", "card", "figure", "pictured", "write", "slot")
    return "".join(
        block_html(node, section, context)
        if isinstance(node, Element) and node.tag in blocks
        else inline_html([node], context)
        for node in item.children
    )


def _table(table: Element, section: Section, context: Context) -> str:
    """A table that scrolls by keyboard where it is too wide (WCAG 2.1.1), its first column naming the rows.

    On a phone, styles may set its cells one under the other: `data-label` then repeats the column's heading.
    """
    head, *body = table_rows(table)
    labels = [plain(cell) for cell in head.children]

    def cell(node: Element, number: int) -> str:
        words = inline_html(node.children, context)
        if number == 0:
            return f'<th scope="row">{words}</th>'
        return f'<td data-label="{escape(labels[number])}">{words}</td>'

    heading = "".join(
        f'<th scope="col">{inline_html(node.children, context)}</th>'
        for node in head.children
        if isinstance(node, Element)
    )

    def line(row: Element) -> str:
        cells = (cell(node, number) for number, node in enumerate(row.children) if isinstance(node, Element))
        return f"<tr>{''.join(cells)}</tr>"

    return (
        f'<div class="table" role="region" aria-label="{escape(section.title)}" tabindex="0"><table>'
        f"<thead><tr>{heading}</tr></thead>"
        f"<tbody>{''.join(map(line, body))}</tbody></table></div>"
    )


def _card(card: Element, section: Section, context: Context) -> str:
    """A box. Its kind is said in words above its title, never by colour alone (WCAG 1.4.1)."""
    kind = card.get("kind")
    title, *blocks = (child for child in card.children if isinstance(child, Element))
    inside = "".join(block_html(block, section, context) for block in blocks)
    words = inline_html(title.children, context)
    if kind == "description":
        return f'<details class="description"><summary>{words}</summary>{inside}</details>'
    level = min(section.level + 1, 6)
    label = escape(context.strings[f"card_{kind}"])
    gap = spaced(label)[len(label) :]
    heading = f'<h{level} class="card-title"><span class="card-kind">{label}</span>{gap}{words}</h{level}>'
    return f'<div class="card {kind}">{heading}{inside}</div>'


def plain(node: Node) -> str:
    """The words of a node for an attribute or a title."""
    return " ".join(text(node).split())
