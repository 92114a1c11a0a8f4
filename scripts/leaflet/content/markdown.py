"""Markdown to sections and blocks: CommonMark with tables and MkDocs's `!!!` boxes, and nothing else.

Raw HTML is not part of the language here: it is left out and reported, so that no script can come in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, cast
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from leaflet.base.suggest import did_you_mean
from leaflet.content.addresses import ADDRESS
from leaflet.content.model import CARD_KINDS, CARD_SLOT, IN_SHORT_SLOT, SLOTS, Element, Node, Section, text
from leaflet.content.plain_words import href_of, isolated
from leaflet.content.syntax_tree import MAX_DEPTH, digest, is_comment, source_of
from leaflet.findings.finding import Finding
from leaflet.project.settings import Hospital, languages

MAX_COLUMNS = 20
SAFESCHEMES = ("https", "http", "mailto", "tel")
SETTING_NAMES = ("name", "phone", "relay_phone", "email", "address_of_site")
# No expression here goes back over what it has read: a line of a million signs takes no longer than its length.
_ID = re.compile(r"\{#([^{}\s]*)\}\s*$")
_SETTING = re.compile(r"\{\{([^{}]*)\}\}")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_TICK = re.compile(r"\[[ xX]\]\s+")
_NOT_USED = {
    "em": "Italics are hard to read for many people. Leave out the * or _ signs, or use **bold**, sparingly.",
    "blockquote": "Begin the line with a word, not with >.",
    "code_block": "Take away the 4 spaces at the start of the line.",
    "fence": "Take away the ``` lines.",
    "code_inline": "Take away the ` signs.",
}


@dataclass
class MarkdownReader:
    """Turns the syntax tree of one page into blocks, and collects findings on the way."""

    path: PurePosixPath
    hospital: Hospital
    page_name: str
    findings: list[Finding] = field(default_factory=list)
    line: int = 1
    names_empty_setting: bool = False
    settings: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)  # what of the source went into a block or a finding, in its order
    inside_link: bool = False
    too_deep: bool = False

    @property
    def direction(self) -> str:
        """The direction of the page's language, which is the name of its folder."""
        language = languages().get(self.path.parent.name)
        return language.direction if language else "ltr"

    def report(self, code: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(self.path, self.line, code, message, hint))

    def sections(self, nodes: list[SyntaxTreeNode]) -> Iterator[Section]:
        starts = [number for number, node in enumerate(nodes) if node.type == "heading"]
        for node in nodes[: starts[0] if starts else None]:
            self.used.append(source_of(node))
            if not is_comment(node):
                self.enter(node)
                self.report("S005", "There is text before the first heading.", "Begin the page with: # Title {#id}")
        if not starts:
            self.report("S005", "The page has no heading.", f"Begin it with: # Title {{#{self.page_name}}}")
        for start, end in zip(starts, [*starts[1:], len(nodes)], strict=False):
            self.settings = []
            heading = self.heading(nodes[start])
            blocks = self.blocks(nodes[start + 1 : end])
            yield Section(
                heading.get("id"),
                int(heading.tag[1]),
                heading,
                blocks,
                heading.line,
                digest(nodes[start:end]),
                tuple(self.settings),
            )

    def enter(self, node: SyntaxTreeNode) -> int:
        self.line = node.map[0] + 1 if node.map else self.line
        if node.level >= MAX_DEPTH - 1 and node.type != "inline":  # the parser leaves out what is deeper
            self.too_deep = True
            self.report("S029", "Lists or boxes are nested too deeply.", "Use at most 2 levels.")
        return self.line

    def heading(self, node: SyntaxTreeNode) -> Element:
        line = self.enter(node)
        self.names_empty_setting = False
        last = node.children[0].children[-1] if node.children and node.children[0].children else None
        match = _ID.search(last.content) if last and last.type == "text" else None
        if last and last.token and match:  # before numbers are isolated, which would cut #week-1-2 apart
            last.token.content = last.content[: match.start()].rstrip()
        children = tuple(self.inline(node.children))
        self.used.append(match[1] if match else "")
        self.needs_setting("heading")
        return Element(node.tag, children, {"id": match[1] if match else ""}, line)

    def needs_setting(self, what: str) -> None:
        """Report a setting that is empty today, where a line of its own would be left out."""
        if self.names_empty_setting:
            self.report(
                "S023",
                f"A setting in this {what} is empty: the reader would see a gap.",
                "Give it in mkdocs.yml, or write it on a line of its own, which is left out while it is empty.",
            )

    def block(self, node: SyntaxTreeNode) -> list[Element]:
        """The elements that a block node becomes: none for a comment, and for a line whose setting is empty."""
        line = self.enter(node)
        match node.type:
            case "paragraph":
                return self.paragraph(node)
            case "bullet_list" | "ordered_list":
                return self.list(node)
            case "table":
                return [table] if (table := self.table(node)) else []
            case "admonition":
                return [self.card(node)]
            case "hr":
                return [Element("write", line=line)]
            case "html_block":
                self.raw_html(node)
                return []
            case "heading":
                self.used.append(source_of(node))
                self.report("S029", "A heading stands in a list or a box.", "Begin the # sign at the start of a line.")
                return []
            case kind if kind in _NOT_USED:
                self.used.append(source_of(node))
                self.report("S029", "This way of marking text is not used in this leaflet.", _NOT_USED[kind])
                return []
            case kind:
                raise NotImplementedError(f"{kind} at {self.path}:{line}")

    def blocks(self, nodes: list[SyntaxTreeNode]) -> tuple[Element, ...]:
        return tuple(element for node in nodes for element in self.block(node))

    def paragraph(self, node: SyntaxTreeNode) -> list[Element]:
        line = self.line
        slot = _SETTING.fullmatch(node.children[0].content.strip())
        name = slot[1].strip() if slot else ""
        if name in (*SLOTS, IN_SHORT_SLOT) or (name.startswith(CARD_SLOT) and name != CARD_SLOT):
            self.used.append(name)
            return [Element("slot", (), {"name": name}, line)]
        self.names_empty_setting = False
        children = tuple(self.inline(node.children))
        if self.names_empty_setting or not children:
            return []
        first = children[0]
        if isinstance(first, Element) and first.tag == "img":
            rest = _stripped(children[1:])
            if not rest:
                return [Element("figure", (first,), {}, line)]
            return [Element("pictured", (first, Element("p", rest, {}, line)), {}, line)]
        return [Element("p", children, {}, line)]

    def list(self, node: SyntaxTreeNode) -> list[Element]:
        line = self.line
        items = [item for child in node.children if (item := self.item(child))]
        attributes: dict[str, str] = {}
        ticks = [bool(item.get("tick")) for item in items]
        if ticks and all(ticks):
            attributes["class"] = "checklist"
        elif any(ticks):
            self.line = items[ticks.index(False)].line
            self.report("S029", "This item has no box to tick; others of its list have one.", "Begin it with: - [ ]")
        elif node.type == "ordered_list" and node.attrs.get("start", 1) != 1:
            attributes["start"] = str(node.attrs["start"])
        return [Element("ul" if node.type == "bullet_list" else "ol", tuple(items), attributes, line)] if items else []

    def item(self, node: SyntaxTreeNode) -> Element | None:
        line = self.enter(node)
        self.used.append(node.info)
        blocks = self.blocks(list(node.children))
        if not blocks:
            return None
        first = blocks[0]
        attributes: dict[str, str] = {}
        if first.tag == "p" and isinstance(first.children[0], str) and (match := _TICK.match(first.children[0])):
            attributes["tick"] = "empty"
            first = Element("p", (first.children[0][match.end() :], *first.children[1:]), {}, first.line)
        # A tight list: the words stand in the item itself, as CommonMark has it.
        children: tuple[Node, ...] = (*(first.children if first.tag == "p" else (first,)), *blocks[1:])
        return Element("li", children, attributes, line)

    def table(self, node: SyntaxTreeNode) -> Element | None:
        def rows(part: SyntaxTreeNode) -> Iterator[Element]:
            for row in part.children:
                line = self.enter(row)
                yield Element("tr", tuple(self.cell(cell, line) for cell in row.children), {}, line)

        line = self.line
        if len(node.children[0].children[0].children) > MAX_COLUMNS:
            self.used.append(source_of(node))
            self.report("S029", f"The table has more than {MAX_COLUMNS} columns.", "Make several tables, or a list.")
            return None
        return Element("table", tuple(Element(part.type, tuple(rows(part))) for part in node.children), {}, line)

    def cell(self, node: SyntaxTreeNode, line: int) -> Element:
        self.line = line
        self.names_empty_setting = False
        children = tuple(self.inline(node.children))
        self.needs_setting("cell")
        return Element(node.type, children, {}, line)

    def card(self, node: SyntaxTreeNode) -> Element:
        line = self.line
        kind = str(node.meta["tag"])
        self.used.append(kind)
        if kind not in CARD_KINDS:
            self.report(
                "S027",
                f'There is no box of the kind "{kind}".',
                did_you_mean(kind, CARD_KINDS, f"Use {', '.join(CARD_KINDS)}."),
            )
        title = node.children[0] if node.children and node.children[0].type == "admonition_title" else None
        self.names_empty_setting = False
        heading = Element("card-title", tuple(self.inline(title.children)) if title else (), {}, line)
        if '"' not in node.info or not (text(heading).strip() or self.names_empty_setting):
            self.report("S027", "The box has no title of its own.", f'Write it in quotes: !!! {kind} "Title"')
        self.needs_setting("title")
        inside = [child for child in node.children if child is not title]
        if all(map(is_comment, inside)) and node.level < MAX_DEPTH - 1:
            self.line = line
            self.report("S027", "The box is empty.", "Write its text under it, each line moved in by 4 spaces.")
        blocks = self.blocks(inside)
        return Element("card", (heading, *blocks), {"kind": kind}, line)

    # Words

    def inline(self, nodes: Any) -> Iterator[Node]:
        """Words and marks, with settings filled in, numbers isolated, and `line` kept through soft line breaks."""
        pending = ""
        for node in nodes:
            if node.type == "inline":
                self.enter(node)
                yield from self.inline(node.children)
                continue
            if node.type in ("text", "softbreak"):
                pending += " " if node.type == "softbreak" else node.content
                self.line += node.type == "softbreak"
                continue
            yield from self.words(pending)
            pending = ""
            yield from self.mark(node)
        yield from self.words(pending)

    def mark(self, node: SyntaxTreeNode) -> Iterator[Node]:
        line = self.line
        match node.type:
            case "hardbreak":
                self.line += 1
                yield Element("br", line=line)
            case "strong":
                yield Element("strong", tuple(self.inline(node.children)), {}, line)
            case "link":
                yield self.link(node)
            case "image":
                yield self.image(str(node.attrs["src"]), node)
            case "html_inline":
                self.raw_html(node)
            case kind:
                self.report("S029", "This way of marking text is not used in this leaflet.", _NOT_USED.get(kind, ""))
                yield from self.inline(node.children) if node.children else self.words(node.content)

    def link(self, node: SyntaxTreeNode) -> Element:
        href = str(node.attrs["href"])
        self.inside_link = True
        children = tuple(self.inline(node.children))
        self.inside_link = False
        if node.markup == "autolink":  # <https://...>: its words are its address
            children = (Element("bdi", children, {"dir": "ltr"}),)
        self.used += [unquote(href), href]
        scheme = SCHEME.match(href)
        if (scheme and scheme[1].lower() not in SAFESCHEMES) or href.startswith("//"):
            self.report("S019", f'A link to "{href[:60]}" is not allowed.', "Use a page (risks.md), https: or tel:.")
            href = ""
        return Element("a", children, {"href": href}, self.line)

    def image(self, src: str, node: SyntaxTreeNode) -> Element:
        alt = "".join(text(part) for part in self.inline(node.children or []))
        self.used += [unquote(src), src]
        if SCHEME.match(src) or src.startswith(("/", "\\")):
            self.report("S019", f'A picture from "{src[:60]}" is not allowed.', "Use a file under docs/assets/.")
            src = ""
        else:
            src = os.path.normpath(str(PurePosixPath(self.path.parent.name, src)))
            if not src.startswith("assets" + os.sep):
                self.report("S019", f'The picture "{src[:60]}" is outside docs/assets/.', "Put the file there.")
                src = ""
        return Element("img", (), {"src": src, "alt": alt.strip()}, self.line)

    def words(self, content: str) -> Iterator[Node]:
        self.used.append(content)
        position = 0
        for match in _SETTING.finditer(content):
            yield from self.plain(content[position : match.start()])
            yield from self.setting(match[1].strip())
            position = match.end()
        yield from self.plain(content[position:])

    def plain(self, words: str) -> Iterator[Node]:
        """Words without settings: addresses become links, except in one, and quantities are isolated."""
        position = 0
        for match in () if self.inside_link else ADDRESS.finditer(words):
            address = match[0].removesuffix(")") if match[0].count(")") > match[0].count("(") else match[0]
            yield from isolated(words[position : match.start()], self.direction)
            yield Element("a", (Element("bdi", (address,), {"dir": "ltr"}),), {"href": href_of(address)}, self.line)
            position = match.start() + len(address)
        yield from isolated(words[position:], self.direction)

    def setting(self, name: str) -> Iterator[Node]:
        key = name.removeprefix("hospital.")
        if key not in SETTING_NAMES or key == name:
            options = [*(f"hospital.{option}" for option in SETTING_NAMES), *SLOTS, IN_SHORT_SLOT]
            self.report("S023", f'There is no setting "{name}".', did_you_mean(name, options, f"Use {options[0]}."))
            return
        self.settings.append(name)
        value = cast(str, getattr(self.hospital, key))
        if not value:
            self.names_empty_setting = True
        elif key in ("phone", "relay_phone"):
            href = "tel:" + value.replace(" ", "")
            yield Element("a", tuple(isolated(value, self.direction)), {"href": href}, self.line)
        elif key == "email":
            yield Element("a", (Element("bdi", (value,), {"dir": "ltr"}),), {"href": f"mailto:{value}"}, self.line)
        else:
            yield value

    def raw_html(self, node: SyntaxTreeNode) -> None:
        """Leave HTML out and report it; a comment is left out in silence."""
        self.used.append(node.content)
        if not is_comment(node):
            self.report(
                "S018",
                f"HTML is not allowed here: {node.content.strip().splitlines()[0][:60]}",
                "Write it in Markdown. Anything inside < and > is left out of every page.",
            )


def _stripped(children: tuple[Node, ...]) -> tuple[Node, ...]:
    if children and isinstance(children[0], str):
        first = children[0].lstrip()
        return (first, *children[1:]) if first else children[1:]
    return children
