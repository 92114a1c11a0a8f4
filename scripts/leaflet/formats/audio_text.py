"""The words of a page in the order in which they are spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.formats.booklet import Booklet
from leaflet.model import Page
from leaflet.sentences import sentences, with_sentences


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a voice says in one breath.

    `id` is that of the sentence on the page, empty for what is only spoken. `words` are those shown, `spoken` those that
    the voice is given. `kind`, for the pauses: heading, sentence, item, card or aside.
    """

    id: str
    words: str
    spoken: str
    kind: str


def script(booklet: Booklet, page: Page) -> tuple[Utterance, ...]:
    """Everything on a page, in order."""
    return tuple(_utterances(page))


def _utterances(page: Page) -> Iterator[Utterance]:
    for section in page.sections:
        for identity, words in sentences(with_sentences(section, page.language)):
            line = " ".join(words.split())
            yield Utterance(identity, line, line, "heading" if identity == section.id else "sentence")


def opening(booklet: Booklet, seconds: float) -> tuple[Utterance, ...]:
    """What is said before the first page of the whole leaflet, which lasts `seconds`."""
    return (Utterance("", booklet.title, booklet.title, "heading"),
            *(Utterance("", words, words, "aside") for words in booklet.status))


def closing(booklet: Booklet) -> tuple[Utterance, ...]:
    """What is said after the last page of the whole leaflet."""
    return (Utterance("", booklet.title, booklet.title, "aside"),)
