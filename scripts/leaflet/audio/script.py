"""What the voice says of a page: every sentence once, in the order in which it is best heard.

The order is the page's, with one change: the boxes that say when to get help (`emergency`, `urgent`) come right after
the title of the page, each with its section where it begins one. Who listens cannot see them from afar.

What only the eye needs is left out: the pictures of Easy Read, each of which shows the sentence beside it; all lines to
write on but the first; the lists of formats, of which a listener has one already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import ceil

from leaflet.audio.spoken_words import spoken
from leaflet.content.model import Element, Node, Page, Section, table_rows, text, walk
from leaflet.content.runs import BLOCK_TAGS
from leaflet.content.sentences import with_sentences
from leaflet.edition.about import state, unconfirmed
from leaflet.edition.document import Document
from leaflet.edition.edition import Booklet
from leaflet.edition.inline import spaced
from leaflet.edition.recording import Recording
from leaflet.edition.slots import Medium
from leaflet.project.settings import languages

FIRST_KINDS = ("emergency", "urgent")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing that is said. `id` is that of the sentence on the page, the section's for a heading, and empty for what
    is only said; `words` stand on the page, `spoken` is what the voice is given; `kind` is heading, sentence, item,
    card or aside."""

    id: str
    words: str
    spoken: str
    kind: str


def script(booklet: Booklet, page: Page) -> tuple[Utterance, ...]:
    """Everything that is said of a page, in order, in the language that the page is in."""
    return tuple(_Reader(booklet, page).page())


def opening_of(booklet: Booklet, pages: Iterable[Recording]) -> tuple[Utterance, ...]:
    """What a recording of these pages says of itself first: who reads is said where it is true of all of them."""
    read = list(pages)
    voices = {one.voice for one in read} or {"computer"}
    return opening(booklet, sum(one.seconds for one in read), voices.pop() if len(voices) == 1 else "")


def opening(booklet: Booklet, seconds: float, voice: str = "computer") -> tuple[Utterance, ...]:
    """What a recording of the leaflet says of itself first. `seconds`: its length; `voice`: computer or person."""
    strings = booklet.strings
    lines = (
        str(strings["said_hospital"]).format(hospital=booklet.leaflet.hospital.name),
        *((strings[f"audio_by_{voice}"],) if voice else ()),
        str(strings["said_length"]).format(count=max(1, ceil(seconds / 60))),
        *state(booklet),
        *unconfirmed(booklet),
    )
    title = Utterance("", booklet.title, spoken(booklet.title, booklet.language.tag), "heading")
    return (title, *(_aside(str(line), booklet.language.tag, booklet) for line in lines))


def closing(booklet: Booklet) -> tuple[Utterance, ...]:
    """What it says last, in the words of the pages: how to reach the hospital, and when to get help."""
    end = Utterance("", "", spoken(str(booklet.strings["said_end"]), booklet.language.tag), "heading")
    return tuple(
        chain(
            (end,),
            _again(booklet, "formats", lambda section: section.id == "asking"),
            _again(booklet, "get-help", _is_first),
        )
    )


def _again(booklet: Booklet, name: str, wanted: Callable[[Section], bool]) -> Iterator[Utterance]:
    """The sections of a page that are wanted, said once more: the sentences have no place of their own here."""
    page = booklet.leaflet.page(name) or booklet.english.page(name)
    if page is None or page.language != booklet.language.tag:
        return
    reader = _Reader(booklet, page)
    for entry in reader.entries[1:]:
        if wanted(entry.section):
            yield from (replace(said, id="") for said in reader.section(entry.section))


def _aside(words: str, language: str, booklet: Booklet) -> Utterance:
    return Utterance("", "", spoken(words, language, phones_of(booklet)), "aside")


def phones_of(booklet: Booklet) -> tuple[str, ...]:
    """The hospital's numbers, as they stand on the pages."""
    hospital = booklet.leaflet.hospital
    return tuple(number for number in (hospital.phone, hospital.relay_phone) if number)


def _is_first(section: Section) -> bool:
    """Whether a section begins with a box that says when to get help."""
    return bool(section.blocks) and section.blocks[0].get("kind") in FIRST_KINDS


def _first_sections(sections: Iterable[Section]) -> tuple[list[Section], list[Section]]:
    """Sections that begin with such a box, each with those under it; and the others."""
    first, left, level = list[Section](), list[Section](), 0
    for section in sections:
        if not level or section.level <= level:
            level = section.level if _is_first(section) else 0
        (first if level else left).append(section)
    return first, left


def _first_blocks(blocks: Sequence[Element]) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """Such boxes, each with the words that lead to it ("Only if you have had sedation:"); and the other blocks."""
    first = {place for place, block in enumerate(blocks) if block.get("kind") in FIRST_KINDS}
    first |= {place - 1 for place in first if place and _plain(text(blocks[place - 1])).endswith((":", "："))}
    return (
        tuple(block for place, block in enumerate(blocks) if place in first),
        tuple(block for place, block in enumerate(blocks) if place not in first),
    )


class _Reader:
    """One page, said."""

    def __init__(self, booklet: Booklet, page: Page) -> None:
        shown = Document(booklet, Medium.SPEECH).chapter(page).entries
        self.booklet, self.language = booklet, page.language
        self.strings = booklet.strings_in(page.language)
        self.entries = [
            replace(entry, section=with_sentences(entry.section, self.language))
            for entry in shown
            if entry.language.tag == self.language
        ]
        # Of what stands in nothing is read, for this voice cannot read English: it is said once, at the end.
        self.notes = {entry.section.id: entry.note for entry in self.entries if entry.note and self._is_own}
        self.missing = [entry.note for entry in shown if entry.language.tag != self.language][:1]
        self.lines_to_write = 0

    def page(self) -> Iterator[Utterance]:
        title, *rest = (entry.section for entry in self.entries)
        yield self._heading(title)
        yield from self._note(title)
        first, left = _first_sections(rest)
        yield from chain.from_iterable(map(self.section, first))
        parted = [(section, *_first_blocks(section.blocks)) for section in (title, *left)]
        for _, boxes, _ in parted:
            yield from self.blocks(boxes)
        for section, _, blocks in parted:
            if section is title:
                yield from self.blocks(blocks)
            else:
                yield from self.section(replace(section, blocks=blocks))
        yield from map(self._only_said, self.missing)

    def section(self, section: Section) -> Iterator[Utterance]:
        yield self._heading(section)
        yield from self._note(section)
        yield from self.blocks(section.blocks)

    def _heading(self, section: Section) -> Utterance:
        """A heading, announced: a title of a page or of a part; smaller ones by themselves."""
        key = {1: "said_page", 2: "said_part"}.get(section.level)
        announced = str(self.strings[key]).format(title=section.title) if key else section.title
        return Utterance(section.id, _plain(section.title), self._said(announced), "heading")

    def _note(self, section: Section) -> Iterator[Utterance]:
        if note := self.notes.get(section.id):
            yield self._only_said(note)

    @property
    def _is_own(self) -> bool:
        return self.language == self.booklet.language.tag

    def blocks(self, blocks: Iterable[Element]) -> Iterator[Utterance]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Element, kind: str = "sentence", before: str = "") -> Iterator[Utterance]:
        """One block. `kind` is that of its sentences; `before` is said before the first of them."""
        if block.get("slot"):  # each block of a list or notice of the build is one thing that is said
            yield self._only_said(text(block))
            return
        match block.tag:
            case "ul" | "ol":
                yield from self._list(block, kind)
            case "table":
                yield from self._table(block)
            case "card":
                yield from self._card(block)
            case "write":
                yield from self._line_to_write()
            case "pictured":
                yield from self._inside(block, kind, before, pictures=False)
            case _:
                yield from self._inside(block, kind, before)

    def _inside(self, element: Element, kind: str, before: str = "", pictures: bool = True) -> Iterator[Utterance]:
        """Sentences, pictures and blocks of an element, in order."""
        for child in element.children:
            if not isinstance(child, Element):
                continue
            if child.tag == "img" and pictures:
                yield from self._picture(child)
            elif child.tag == "span" and child.get("id"):
                yield self._sentence(child, kind, before)
                before = ""
                yield from (
                    said
                    for image in walk(child.children)
                    if image.tag == "img" and pictures
                    for said in self._picture(image)
                )
            elif child.tag in BLOCK_TAGS:
                yield from self.block(child, kind, before)
                before = ""

    def _sentence(self, span: Element, kind: str, before: str = "") -> Utterance:
        words = _plain(text(span))
        return Utterance(span.get("id"), words, self._said(before + words), kind)

    def _picture(self, image: Element) -> Iterator[Utterance]:
        if image.get("alt"):
            yield self._only_said(f"{spaced(self.strings['file_picture'])}{image.get('alt')}")

    def _list(self, block: Element, kind: str) -> Iterator[Utterance]:
        """A list: how many things, then each; the number of a numbered one before it."""
        items = [item for item in block.children if isinstance(item, Element)]
        count = "said_checklist" if block.get("class") == "checklist" else "said_list"
        if len(items) > 1:
            yield self._only_said(str(self.strings[count]).format(count=len(items)))
        for number, item in enumerate(items, int(block.get("start", "1"))):
            label = str(self.strings["said_item"]).format(number=number) if block.tag == "ol" else ""
            yield from self._inside(item, "card" if kind == "card" else "item", self._label(label))

    def _table(self, table: Element) -> Iterator[Utterance]:
        """How many rows, the headings of the columns, then row by row, each cell with the heading of its column."""
        head, *body = table_rows(table)
        yield self._only_said(str(self.strings["said_table"]).format(count=len(body)))
        yield from chain.from_iterable(self._inside(cell, "item") for cell in _elements(head))
        labels = [_plain(text(cell)) for cell in head.children]
        colon = languages()[self.language].colon.strip()
        for row in body:
            for label, cell in zip(labels, _elements(row), strict=False):
                yield from self._inside(cell, "item", self._label(f"{label}{colon}" if label else ""))

    def _card(self, card: Element) -> Iterator[Utterance]:
        """A box: how urgent it is, its title, and what it says."""
        title, *blocks = _elements(card)
        label = "" if card.get("kind") == "description" else str(self.strings[f"card_{card.get('kind')}"])
        yield from self._inside(title, "card", self._label(label))
        for block in blocks:
            yield from self.block(block, "card")

    def _line_to_write(self) -> Iterator[Utterance]:
        self.lines_to_write += 1
        if self.lines_to_write == 1:
            yield self._only_said(self.strings["said_write"])

    def _only_said(self, words: object) -> Utterance:
        return _aside(str(words), self.language, self.booklet)

    def _said(self, words: str) -> str:
        return spoken(words, self.language, phones_of(self.booklet))

    def _label(self, words: str) -> str:
        return spaced(words) if words else ""


def _elements(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]


def _plain(words: Node) -> str:
    return " ".join(text(words).replace("\u00a0", "\ue000").split()).replace("\ue000", "\u00a0")
