"""Nothing that is typed is lost: each word of a page's source reaches a block, or is reported at its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import unescape
from pathlib import PurePosixPath

from markdown_it.tree import SyntaxTreeNode

from leaflet.content.markdown import MarkdownReader
from leaflet.content.slips import slips
from leaflet.findings.finding import Finding

WINDOW = 60  # words: how far the reader's words may run ahead of the source, an address said twice for example
_WORD = re.compile(r"[^\s!-#&-/:-@\[-`{-~]+")  # anything but space and the signs that Markdown may use
_ENTITY = re.compile(r"&(?:#\w+|\w+);")
_SHOWN = 6  # lost words that a message quotes
_LOOKS = (
    (r"\]\([^)]*\s[\"'(]", "Take out the words in quotes behind the address: no reader is shown them."),
    (r"^\s*(?:>\s*)?\|", "A row has as many cells as the table has columns. Write \\| for a | that is part of a cell."),
    (r"^\s*[!?]{3}\+?\s", 'Write the first line of a box as: !!! note "Title", and its text on the lines under it.'),
    (r"^\s*\[[^\]]*\]:", "Write the address where it is used: [words](page.md)."),
)


def unread(content: str, nodes: Sequence[SyntaxTreeNode], reader: MarkdownReader) -> list[Finding]:
    """Find what somebody typed and `reader` has not read as it was meant: slips of structure, then lost words.

    `nodes` are the top nodes of the page without its front matter.
    """
    if not nodes or reader.too_deep:  # then the parser has left out what is deepest, and that is reported
        return []
    found = list(slips(nodes, content.split("\n"), reader.path))
    first = nodes[0].map[0] + 1 if nodes[0].map else 1
    told = {finding.line for finding in (*found, *reader.findings)}
    return [*found, *lost_words(content, first, reader.used, reader.path, told)]


def lost_words(
    content: str, first_line: int, used: Iterable[str], path: PurePosixPath, told: Collection[int]
) -> Iterator[Finding]:
    """Give a finding (S050) for each line with words that the reader has not `used`; none for lines `told` already.

    `first_line` is the first line behind the front matter, from 1.
    """
    lines = content.split("\n")
    typed = [(word, number) for number, line in enumerate(lines[first_line - 1 :], first_line) for word in _words(line)]
    lost: dict[int, list[str]] = {}
    for word, line in _unmet(typed, [word for part in used for word in _words(part)]):
        lost.setdefault(line, []).append(word)
    for line, words in lost.items():
        if line not in told:
            quoted = " ".join(words[:_SHOWN]) + (" ..." if len(words) > _SHOWN else "")
            yield Finding(path, line, "S050", f'"{quoted}" in this line reaches no reader.', _hint(lines[line - 1]))


def _words(text: str) -> list[str]:
    return _WORD.findall(_ENTITY.sub(lambda entity: unescape(entity[0]), text) if "&" in text else text)


def _unmet(typed: Sequence[tuple[str, int]], used: Sequence[str]) -> Iterator[tuple[str, int]]:
    """What was typed and not used, both in the order of the source."""
    if [word for word, _ in typed] == used:
        return
    place = 0
    for number, (word, line) in enumerate(typed):
        following = typed[number + 1][0] if number + 1 < len(typed) else None
        step = _step(word, following, used, place)
        if step is None:
            yield word, line
        else:
            place += step + 1


def _step(word: str, following: str | None, used: Sequence[str], place: int) -> int | None:
    """How many words to pass over to meet `word`: none, or some where the word after it is the same too."""
    if place < len(used) and used[place] == word:
        return 0
    for step in range(1, min(WINDOW, len(used) - place)):
        after = used[place + step + 1] if place + step + 1 < len(used) else None
        if used[place + step] == word and following in (after, None):
            return step
    return None


def _hint(line: str) -> str:
    known = (hint for look, hint in _LOOKS if re.search(look, line))
    return next(known, "Write it as plain words, or take it out. What may stand in a page is in README.md.")
