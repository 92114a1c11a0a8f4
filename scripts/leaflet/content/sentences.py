"""Sentences of a section, each with an id: what audio is made from, and what lights up as it is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from sentencex import segment

from leaflet.content.model import Element, Node, Section, text, walk
from leaflet.content.runs import BLOCK_TAGS

LONGEST = 10_000  # characters of a run that is split as one; a paragraph of ours has at most some hundreds
_WITH_WORDS = ("p", "li", "th", "td", "card-title")


def with_sentences(section: Section, language: str) -> Section:
    """The section with each sentence under its heading in a `span` with an id: `infection_1`, `infection_2` ...

    Ids of sections have no `_` in them (S007), so that the two never meet in a file of one page. The heading is a
    sentence of its own, with the id of the section. What stands in for a list or notice of the web pages (attribute
    `slot`) is counted apart, `formats_list-formats_1`, so that a sentence has the same id on its page and in a file.
    """
    numbers = count(1)
    blocks = tuple(_marked(block, section.id, numbers, language) for block in section.blocks)
    return replace(section, blocks=blocks)


def with_times(section: Section, times: Mapping[str, str]) -> Section:
    """A section of `with_sentences` with `data-time`, a value of `times` by id, on its sentences and its heading."""
    heading = _timed(replace(section.heading, attributes={**section.heading.attributes, "id": section.id}), times)
    return replace(section, heading=heading, blocks=tuple(_timed(block, times) for block in section.blocks))


def _timed(element: Element, times: Mapping[str, str]) -> Element:
    children = tuple(_timed(child, times) if isinstance(child, Element) else child for child in element.children)
    attributes = dict(element.attributes)
    if time := times.get(element.get("id")):
        attributes["data-time"] = time
    return replace(element, children=children, attributes=attributes)


def sentences(section: Section) -> Iterator[tuple[str, str]]:
    """Id and words of each sentence of a section that `with_sentences` gave, its heading first."""
    yield section.id, section.title
    for element in walk(section.blocks):
        if element.tag == "span" and element.get("id"):
            yield element.get("id"), text(element)


def _marked(element: Element, section: str, numbers: Iterator[int], language: str) -> Element:
    if slot := element.get("slot"):
        section, numbers = f"{section}_{slot.replace('.', '-')}", count(1)
    children: list[Node] = []
    run: list[Node] = []  # words and marks up to the next block
    for child in (*element.children, None):
        if child is not None and not (isinstance(child, Element) and child.tag in (*BLOCK_TAGS, "card-title", "slot")):
            run.append(child)
            continue
        if element.tag in _WITH_WORDS:
            children += [
                _span(part, section, numbers) if text(part).strip() else part for part in _split(tuple(run), language)
            ]
        else:
            children += run
        run = []
        if isinstance(child, Element):
            children.append(_marked(child, section, numbers, language))
    return replace(element, children=_loose(children))


def _span(part: Element, section: str, numbers: Iterator[int]) -> Element:
    return replace(part, attributes={"id": f"{section}_{next(numbers)}"})


def _loose(nodes: list[Node]) -> tuple[Node, ...]:
    """The nodes, without a span around what is no sentence: the spaces between two."""
    return tuple(
        child
        for node in nodes
        for child in (
            node.children if isinstance(node, Element) and node.tag == "span" and not node.attributes else (node,)
        )
    )


def _split(nodes: tuple[Node, ...], language: str) -> Iterator[Element]:
    """Words and marks cut where a sentence ends, spaces apart; a mark (a link, bold words) is never cut in two."""
    starts = _starts("".join(text(node) for node in nodes), language)
    position = 0
    sentence: list[Node] = []
    for node in nodes:
        end = position + len(text(node))
        cuts = starts[bisect_left(starts, position) : bisect_left(starts, end)]
        if isinstance(node, str):
            for first, last in zip([position, *cuts], [*cuts, end], strict=True):
                if first in cuts and sentence:
                    yield from _trimmed(sentence)
                    sentence = []
                sentence.append(node[first - position : last - position])
        else:
            if position in cuts and sentence:
                yield from _trimmed(sentence)
                sentence = []
            sentence.append(node)
        position = end
    if sentence:
        yield from _trimmed(sentence)


def _trimmed(nodes: list[Node]) -> Iterator[Element]:
    """A sentence, and the space after it by itself."""
    nodes = [node for node in nodes if node != ""]
    last = nodes[-1] if nodes else None
    if isinstance(last, str) and last != last.rstrip():
        words = last.rstrip()
        yield Element("span", (*nodes[:-1], *([words] if words else [])))
        yield Element("span", (last[len(words) :],))
    elif nodes:
        yield Element("span", tuple(nodes))


def _starts(words: str, language: str) -> list[int]:
    """Where each sentence but the first starts in a run of words."""
    starts, position = [], 0
    for sentence in split(words, language):
        if not sentence.strip():
            continue
        position = words.index(sentence.strip(), position)
        starts.append(position)
        position += len(sentence.strip())
    return starts[1:]


def split(words: str, language: str) -> Iterator[str]:
    """The sentences of a run of words, with the spaces around them.

    sentencex 1.0 compares every quotation mark that is not closed with every other one, so that a run without end is
    cut at a space first.
    """
    start = 0
    while start < len(words):
        end = start + LONGEST
        if end < len(words):
            end = words.rfind(" ", start, end) + 1 or end
        yield from segment(language, words[start:end])
        start = end
