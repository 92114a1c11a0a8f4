"""The syntax tree of a page, as markdown-it gives it: CommonMark with tables and MkDocs's `!!!` boxes."""

from __future__ import annotations

import hashlib

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

MAX_DEPTH = 20
DIGEST_LENGTH = 12


def parse_markdown(content: str) -> list[SyntaxTreeNode]:
    """The top nodes of a page's syntax tree, front matter first. Raises `RecursionError` for absurd nesting."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH}).enable("table")
    parser.disable("reference")  # its lines would vanish: "[Phone]: 999" is shown, and found by its brackets (S036)
    parser.use(front_matter_plugin).use(admon_plugin)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # we judge links ourselves, with a finding
    return list(SyntaxTreeNode(parser.parse(content)).children)


def source_of(node: SyntaxTreeNode) -> str:
    """Give all that is written in a node, for words that are reported and not used."""
    marks = [str(node.attrs[name]) for name in ("href", "src") if name in node.attrs]
    return " ".join([node.info, node.content, *marks, *map(source_of, node.children)])


def digest(nodes: list[SyntaxTreeNode]) -> str:
    """A hash of the words and marks that a reader meets. Comments, line breaks and values of settings are not in it."""
    return hashlib.sha256("".join(map(_canonical, nodes)).encode()).hexdigest()[:DIGEST_LENGTH]


def _canonical(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "softbreak"):
        return node.content or " "
    if is_comment(node):
        return ""
    kind = node.meta.get("tag", node.tag) if node.type == "admonition" else node.tag or node.type
    marks = [str(node.attrs[name]) for name in ("href", "src", "start") if name in node.attrs]
    words = "".join(map(_canonical, node.children)) or node.content
    return f"<{' '.join([kind, *marks])}>{' '.join(words.split())}</>" if node.type != "inline" else words


def is_comment(node: SyntaxTreeNode) -> bool:
    """Whether a node is an HTML comment and nothing else."""
    content = node.content.strip() if node.type in ("html_block", "html_inline") else ""
    return content.startswith("<!--") and content.endswith("-->") and content.count("-->") == 1
