"""The structure that somebody meant and Markdown reads otherwise: rows of tables, and lists, with a line and a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from leaflet.findings.finding import Finding

LISTS = ("bullet_list", "ordered_list")
_CELL_END = re.compile(r"(?<!\\)\|")
_LETTER = r"[^\W\d_]"
_HINT_LIST = 'Begin each item with "- ", or with "1. ", at the start of its line.'


class _Look(NamedTuple):
    """What a line of a paragraph begins with. `alone`: also where one line in the middle does."""

    code: str
    pattern: re.Pattern[str]
    alone: bool
    message: str
    hint: str


_LOOKS = (
    _Look(  # how word processors begin an item: their own bullets, `o` with a tab, a dash, a letter
        "S052",
        re.compile(rf"[•‣◦·●○▪▫■□►✓✔➢§\uf0a7\uf0b7]\s*\S|o(?:\t| {{2,}})|[–—‒―]\s+\S|[a-z]\.\s+\S|\(?{_LETTER}\)\s+\S"),
        False,
        '"{sign}" is not the sign of a list here.',
        _HINT_LIST,
    ),
    _Look(
        "S052",
        re.compile(rf"(?:[-+]|\d{{1,3}}[.)]){_LETTER}{{2}}"),
        False,
        '"{sign}" needs a space behind its sign to begin a list.',
        _HINT_LIST,
    ),
    _Look(
        "S036",
        re.compile(r"#{1,6}[^\s#{]"),
        True,
        '"{sign}" would be shown to the reader, and no heading.',
        "Write a space behind the # signs: ## Words {#id}",
    ),
    _Look(
        "S036",
        re.compile(r":\s+\S"),
        True,
        "The : at the start of this line would be shown to the reader.",
        "Lists of terms are not part of the language here: write **Term:** and what it means.",
    ),
    _Look(
        "S036",
        re.compile(r"=== ?[\"']"),
        True,
        "=== would be shown to the reader.",
        "Tabs are not part of the language here: write a heading, ## Words {#id}",
    ),
    _Look(
        "S036",
        re.compile(r"(?!o\t)[^\t]+\t+\S"),
        True,
        "There is a tab between words in this line.",
        "Is it a table from another program? Write it as: | words | words |. Otherwise type a space.",
    ),
)


def slips(nodes: Sequence[SyntaxTreeNode], lines: Sequence[str], path: PurePosixPath) -> Iterator[Finding]:
    """Find slips of tables (S051), lists (S052) and marks (S036) in siblings of a page's syntax tree.

    `lines` is the source of the page.
    """
    found = _Slips(lines, path)
    yield from found.among(nodes)


class _Slips:
    def __init__(self, lines: Sequence[str], path: PurePosixPath) -> None:
        self.lines, self.path = lines, path
        self.follows_fault = False  # what goes on behind a list with a fault has it too: that is one slip
        self.next_number = 0  # that a numbered list may go on with: the last one of the section ended before it

    def finding(self, code: str, line: int, message: str, hint: str) -> Finding:
        return Finding(self.path, line, code, message, hint)

    def among(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Finding]:
        """Findings of siblings and all that is in them."""
        previous: SyntaxTreeNode | None = None
        for node in nodes:
            if node.type == "heading":
                self.next_number = 0
            elif node.type == "table":
                yield from self.table(node)
            elif node.type in LISTS:
                yield from self.list(node, previous)
            elif node.type == "paragraph":
                yield from self.paragraph(node)
            if node.type not in ("table", "inline", "paragraph", "heading"):
                yield from self.among(node.children)
            previous = node

    # Tables

    def table(self, node: SyntaxTreeNode) -> Iterator[Finding]:
        head = node.children[0].children[0]
        columns = len(head.children)
        for number, cell in enumerate(head.children, 1):
            if not _has_words(cell):
                yield self.finding(
                    "S051",
                    _line(head),
                    f"Column {number} of this table has no heading.",
                    "Write what the column holds. It is said before each cell when the table is read aloud.",
                )
        for part in node.children[1:]:
            for row in part.children:
                yield from self.row(row, columns)

    def row(self, row: SyntaxTreeNode, columns: int) -> Iterator[Finding]:
        line = _line(row)
        words = self.lines[line - 1].strip()
        ends = len(_CELL_END.findall(words))
        cells = ends + 1 - words.startswith("|") - bool(re.search(r"(?<!\\)\|$", words) and ends > 0)
        if not ends:
            yield self.finding(
                "S051",
                line,
                f'"{words[:60]}" stands right under a table, and became a row of it.',
                "Leave an empty line between the table and what follows it; begin and end a row with |.",
            )
        elif cells != columns:
            more = cells > columns
            yield self.finding(
                "S051",
                line,
                f"This row has {cells} cells, and the table {columns} columns."
                + (" What is too many would reach no reader." if more else ""),
                "Write \\| for a | that is part of a cell; otherwise put the words into one of the cells."
                if more
                else "Write a cell for each column: | words | words |",
            )

    # Lists

    def list(self, node: SyntaxTreeNode, previous: SyntaxTreeNode | None) -> Iterator[Finding]:
        fault = self.beside(node, previous) or self.of_itself(node) or self.interrupts(node, previous)
        self.follows_fault = bool(fault) and not (self.follows_fault and previous and previous.type in LISTS)
        if fault and self.follows_fault:
            yield self.finding("S052", _line(node), *fault)
        if node.type == "ordered_list":
            numbers = [int(item.info) for item in node.children if item.info.isdigit()]
            yield from self.numbers(node, numbers)
            self.next_number = int(node.attrs.get("start", 1)) + len(numbers)

    def beside(self, node: SyntaxTreeNode, previous: SyntaxTreeNode | None) -> tuple[str, str] | None:
        """What is wrong with a list right behind another one."""
        if not previous or previous.type not in LISTS:
            return None
        if previous.type == node.type:
            return (
                f"A list ends here and another one begins: its items begin with {node.markup} and not with "
                f"{previous.markup}.",
                "Begin all items of a list with the same sign, -. Between two lists write a sentence.",
            )
        return (
            "This list stands behind the one above, not inside it.",
            "Move its lines in by 4 spaces to put it into the item above. Between two lists write a sentence.",
        )

    def of_itself(self, node: SyntaxTreeNode) -> tuple[str, str] | None:
        """What is wrong with the first sign of a list."""
        start = int(node.attrs.get("start", 1))
        if node.markup == "+":
            return "The + at the start of this line made a list of it.", "Write - for a list, and \\+ for a plus."
        if node.type == "ordered_list" and start not in (1, self.next_number or 1):
            return (
                f'"{start}{node.markup}" at the start of this line made a list of it.',
                f"Write {start}\\{node.markup} where it is part of a sentence; otherwise begin the list at 1.",
            )
        return None

    def interrupts(self, node: SyntaxTreeNode, previous: SyntaxTreeNode | None) -> tuple[str, str] | None:
        """A list of one item in the middle of a paragraph: a line that happens to begin with a dash or a number."""
        in_item = node.parent is not None and node.parent.type == "list_item"
        if in_item or not previous or previous.type != "paragraph" or len(node.children) > 1:
            return None
        touches = previous.map and previous.map[1] == _line(node) - 1
        if not touches or previous.children[0].content.rstrip()[-1:] in (":", "："):
            return None
        sign = f"{node.children[0].info}{node.markup}"
        return (
            f'"{sign}" at the start of this line made a list of it.',
            f"Move {sign} to the line above, or leave an empty line before a list.",
        )

    def numbers(self, node: SyntaxTreeNode, numbers: Sequence[int]) -> Iterator[Finding]:
        """A number that readers would see otherwise than it is typed. All of them may be the same: `1.`"""
        if len(set(numbers)) == 1:
            return
        for item, typed, shown in zip(node.children, numbers, range(numbers[0] if numbers else 1, 10**9), strict=False):
            if typed != shown:
                yield self.finding(
                    "S052",
                    _line(item),
                    f"This item is typed as {typed}{node.markup}; readers see {shown}.",
                    "Number the items one after the other.",
                )
                return

    def paragraph(self, node: SyntaxTreeNode) -> Iterator[Finding]:
        """Items that are not items, and marks of other programs, where lines of a paragraph begin."""
        first = _line(node)
        lines = [line.strip(" ") for line in node.children[0].content.split("\n")]
        for look in _LOOKS:
            begun = [number for number, line in enumerate(lines) if look.pattern.match(line)]
            if begun and (look.alone or begun[0] == 0 or len(begun) > 1):
                sign = lines[begun[0]].split()[0][:3]
                yield self.finding(look.code, first + begun[0], look.message.format(sign=sign), look.hint)


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1


def _has_words(cell: SyntaxTreeNode) -> bool:
    return any(child.content.strip() for child in cell.children)
