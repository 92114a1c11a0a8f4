"""Edits of made files: words that are lost on the way into a file, and damage to the file itself."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf

from leaflet.checks.files import FILE_CHECKS
from leaflet.downloads import Download
from leaflet.formats import FORMATS
from leaflet.formats.booklet import Booklet
from leaflet.model import Element, Finding, Leaflet, Node, Page, Section, walk
from leaflet.safety_words import patterns
from leaflet.settings import SOURCE_LANGUAGE, Settings
from leaflet.sources import Sources

from .engine import HARMLESS, Kind, Seed
from .words import SAFETY

KINDS = {kind.name: kind for kind in FORMATS}
WORDED = ("txt", "epub", "brf", "docx", "pef", "pdf")  # the whole leaflet, each in its own way
WORDS_LOST = ("E004", "E005", "E008", "P002", "P003", "B005", "B007")


@dataclass
class Made:
    """The files of the real project, the booklets they are made from, and a folder for edited copies."""

    settings: Settings
    downloads: Iterable[Download]
    folder: Path

    @cached_property
    def paths(self) -> dict[tuple[str, str], Path]:
        return {(made.format, made.language): made.path for made in self.downloads}

    @cached_property
    def booklets(self) -> dict[str, Booklet]:
        sources = Sources(self.settings)
        return {tag: sources.booklet(tag) for tag in self.settings.languages}

    def look(self, name: str, tag: str, make: Callable[[Path, Path], None]) -> list[Finding]:
        """What the checks find in a copy that `make(made file, copy)` writes."""
        original = self.paths[name, tag]
        copy = self.folder / original.name
        make(original, copy)
        display = PurePosixPath("downloads", copy.name)
        return [finding for check in FILE_CHECKS[name] for finding in check(self.booklets[tag], copy, display)]


def kinds(made: Made) -> list[Kind]:
    """Every kind of edit of the files."""
    def on_the_way(name: str, change: BookletChange, codes: tuple[str, ...] = WORDS_LOST) -> Kind:
        return Kind(f"{name} on the way into a file", "files", codes, partial(_rewritten, made, change), True)

    def damaged(title: str, name: str, edit: Edit, *codes: str) -> Kind:
        return Kind(title, "files", codes, partial(_damaged, made, name, edit))

    def quiet(title: str, name: str, edit: Edit) -> Kind:
        return Kind(title, HARMLESS, (), partial(_damaged, made, name, edit))

    return [*(on_the_way(*way) for way in ON_THE_WAY), *(damaged(*damage) for damage in DAMAGE),
            *(quiet(*edit) for edit in QUIET)]


# Words lost on the way: the file is made from a changed booklet, and compared with the true one

BookletChange = Callable[[Booklet, random.Random], Booklet | None]


def _rewritten(made: Made, change: BookletChange, choice: random.Random) -> Iterator[Seed]:
    tags = list(made.settings.languages)
    for number in count():
        name, tag = WORDED[number % len(WORDED)], tags[choice.randrange(len(tags))]
        if (name, tag) not in made.paths:
            continue
        changed = change(made.booklets[tag], choice)
        if changed is not None:
            file = made.paths[name, tag].name
            yield Seed(file, file, partial(made.look, name, tag, partial(_write, name, changed)))


def _write(name: str, booklet: Booklet, original: Path, copy: Path) -> None:
    KINDS[name].write(booklet, copy)


def with_page(booklet: Booklet, page: Page, new: Page | None) -> Booklet:
    """The booklet with another page in place of one, or without it."""
    pages = tuple(new if other.name == page.name else other for other in booklet.leaflet.pages)
    leaflet: Leaflet = replace(booklet.leaflet, pages=tuple(other for other in pages if other))
    english = leaflet if booklet.language.tag == SOURCE_LANGUAGE else booklet.english
    return replace(booklet, leaflet=leaflet, english=english)


def with_section(booklet: Booklet, page: Page, section: Section, new: Section | None) -> Booklet:
    sections = tuple(new if other.id == section.id else other for other in page.sections)
    return with_page(booklet, page, replace(page, sections=tuple(other for other in sections if other)))


def safety_sections(booklet: Booklet, choice: random.Random) -> list[tuple[Page, Section]]:
    """The sections of the safety pages in a random order."""
    found = [(page, section) for page in booklet.leaflet.pages if page.name in SAFETY for section in page.sections]
    choice.shuffle(found)
    return found


def change_text(matching: str | Callable[[str], str], change: Callable[[re.Match[str]], str]) -> BookletChange:
    """One text of a safety page is changed where a pattern (or that of the language) first matches."""
    def make(booklet: Booklet, choice: random.Random) -> Booklet | None:
        pattern = matching if isinstance(matching, str) else matching(booklet.language.tag)
        for page, section in safety_sections(booklet, choice):
            for number, words in enumerate(_texts(section.blocks)):
                match = re.search(pattern, words, re.IGNORECASE)
                if match:
                    new = words[: match.start()] + change(match) + words[match.end():]
                    blocks = _with_text(section.blocks, number, new)
                    return with_section(booklet, page, section, replace(section, blocks=blocks))
        return None
    return make


def _texts(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from _texts(node.children)


def _with_text(blocks: tuple[Element, ...], number: int, new: str) -> tuple[Element, ...]:
    """The blocks with their text of this number, in reading order, changed."""
    places = count()

    def node(old: Node) -> Node:
        if isinstance(old, str):
            return new if next(places) == number else old
        return replace(old, children=tuple(node(child) for child in old.children))

    return tuple(block for old in blocks if isinstance(block := node(old), Element))


def next_digit(match: re.Match[str]) -> str:
    digits = match[0]
    return digits[:-1] + str((int(digits[-1]) + 1) % 10)


def drop_block(booklet: Booklet, choice: random.Random) -> Booklet | None:
    """A paragraph or list is lost."""
    for page, section in safety_sections(booklet, choice):
        places = [n for n, block in enumerate(section.blocks) if block.tag in ("p", "ul", "table", "card")]
        if places:
            n = choice.choice(places)
            rest = (*section.blocks[:n], *section.blocks[n + 1:])
            return with_section(booklet, page, section, replace(section, blocks=rest))
    return None


def drop_section(booklet: Booklet, choice: random.Random) -> Booklet | None:
    page, section = next(pair for pair in safety_sections(booklet, choice) if pair[1] != pair[0].sections[0])
    return with_section(booklet, page, section, None)


def drop_page(booklet: Booklet, choice: random.Random) -> Booklet | None:
    changed = with_page(booklet, page := choice.choice(booklet.leaflet.pages[1:]), None)
    english = replace(booklet.english, pages=tuple(other for other in booklet.english.pages if other.name != page.name))
    return replace(changed, english=english)


def drop_sign(booklet: Booklet, choice: random.Random) -> Booklet | None:
    """One sign of an emergency is lost."""
    for page, section in safety_sections(booklet, choice):
        for card in walk(section.blocks):
            if card.tag == "card" and card.get("kind") in ("emergency", "urgent"):
                signs = [item for item in walk((card,)) if item.tag == "li"]
                if signs:
                    blocks = _without(section.blocks, choice.choice(signs))
                    return with_section(booklet, page, section, replace(section, blocks=blocks))
    return None


def _without(blocks: tuple[Element, ...], lost: Element) -> tuple[Element, ...]:
    def node(old: Node) -> Node:
        if isinstance(old, str):
            return old
        return replace(old, children=tuple(node(child) for child in old.children if child is not lost))

    return tuple(block for old in blocks if isinstance(block := node(old), Element))


def in_english(booklet: Booklet, choice: random.Random) -> Booklet | None:
    """A section of a translation is the English one."""
    if booklet.language.tag == SOURCE_LANGUAGE:
        return None
    page, section = safety_sections(booklet, choice)[0]
    source = booklet.english.page(page.name)
    english = source and source.section(section.id)
    return with_section(booklet, page, section, replace(section, blocks=english.blocks)) if english else None


def drop_status(booklet: Booklet, choice: random.Random) -> Booklet | None:
    """The file no longer says who has checked it."""
    return replace(booklet, status=())


ON_THE_WAY: tuple[tuple[Any, ...], ...] = (
    ("number changed", change_text(r"\b\d{1,3}\b", next_digit)),
    ("phone number changed", change_text(r"\b(999|111)\b", next_digit)),
    ("'not' lost", change_text(lambda tag: patterns(tag)["not"].pattern, lambda match: "")),
    ("paragraph lost", drop_block),
    ("section lost", drop_section),
    ("page lost", drop_page),
    ("sign of an emergency lost", drop_sign),
    ("English for the translation", in_english),
    ("status lost", drop_status, ("E007", "P015", "B009")),
)


# Damage to the file itself

Edit = Callable[[Path, Path, random.Random], None]


def _damaged(made: Made, name: str, edit: Edit, choice: random.Random) -> Iterator[Seed]:
    tags = [tag for tag in made.settings.languages if (name, tag) in made.paths]
    choice.shuffle(tags)
    for tag in tags:
        if tag not in getattr(edit, "tags", tags):
            continue
        file = made.paths[name, tag].name
        yield Seed(file, file, partial(made.look, name, tag, lambda old, new: edit(old, new, choice)))


def in_zip(part: str, pattern: str, new: str, everywhere: bool = False) -> Edit:
    """A part of an EPUB or a Word file is changed where a pattern matches, once or everywhere."""
    def edit(old: Path, copy: Path, choice: random.Random) -> None:
        with zipfile.ZipFile(old) as book, zipfile.ZipFile(copy, "w") as other:
            for info in book.infolist():
                data = book.read(info)
                if info.filename.endswith(part):
                    data = re.sub(pattern, new, data.decode(), count=not everywhere, flags=re.DOTALL).encode()
                other.writestr(info, data)
    return edit


def right_to_left(edit: Edit) -> Edit:
    """The edit only makes sense where the words run from right to left."""
    edit.tags = ("ar", "ur")  # type: ignore[attr-defined]
    return edit


def in_bytes(pattern: bytes, new: bytes) -> Edit:
    """One match of a pattern in the bytes, drawn by chance, becomes something else."""
    def edit(old: Path, copy: Path, choice: random.Random) -> None:
        data = old.read_bytes()
        match = choice.choice(list(re.finditer(pattern, data)))
        copy.write_bytes(data[: match.start()] + match.expand(new) + data[match.end():])
    return edit


def in_pdf(change: Callable[[pikepdf.Pdf], Any]) -> Edit:
    def edit(old: Path, copy: Path, choice: random.Random) -> None:
        with pikepdf.open(old) as document:
            change(document)
            document.save(copy)
    return edit


def cut_short(old: Path, copy: Path, choice: random.Random) -> None:
    """The file ends in the middle, as when a disk was full."""
    data = old.read_bytes()
    copy.write_bytes(data[: len(data) // 2])


def packed_again(old: Path, copy: Path, choice: random.Random) -> None:
    """The same parts, packed by another program; the media type stays first and plain (OCF 4.3)."""
    with zipfile.ZipFile(old) as book, zipfile.ZipFile(copy, "w") as other:
        for info in book.infolist():
            method = zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
            other.writestr(info.filename, book.read(info), method, compresslevel=1)


def _figures(document: pikepdf.Pdf) -> list[Any]:
    return [item for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure" and "/Alt" in item]


def _without_fonts(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


DAMAGE: tuple[tuple[Any, ...], ...] = (
    ("direction lost in an e-book", "epub", right_to_left(in_zip("/risks.xhtml", ' dir="rtl"', "", True)), "E003"),
    ("direction lost in a Word file", "docx", right_to_left(in_zip("document.xml", "<w:bidi/>", "", True)), "E003"),
    ("language lost in an e-book", "epub", in_zip("/risks.xhtml", ' xml:lang="[^"]*"', ""), "E009"),
    ("page lost in an e-book", "epub", in_zip("package.opf", '<itemref idref="page-risks"/>', ""), "E004"),
    ("description lost in an e-book", "epub", in_zip("/what-it-is.xhtml", ' alt="[^"]+"', ' alt=""'), "E006", "E008"),
    ("contents lost in an e-book", "epub", in_zip("_nav.xhtml", 'epub:type="bodymatter"', ""), "E015"),
    ("claim in an e-book that nobody checked", "epub",
     in_zip("package.opf", "</metadata>",
            '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta></metadata>'),
     "E013"),
    ("headings lost in a Word file", "docx", in_zip("document.xml", '<w:pStyle w:val="Heading3"/>', "", True), "E011"),
    ("line too long in a text", "txt", in_bytes(rb"(?<=[a-z,])\r\n(?=[a-z])", b" and so on and on and on "), "E010"),
    ("digit changed in Braille", "brf", in_bytes(rb"(?<=[ \n])#[A-J](?=[ \r])", b"#J"), "B005", "B007"),
    ("line too long in Braille", "brf", in_bytes(rb"(?<=[A-Z])\r\n(?=[A-Z])", b"X" * 38 + b"\r\n"), "B003"),
    ("cell in Braille that does not exist", "brf", in_bytes(rb"(?<=[A-Z])[A-Z](?=[A-Z])", b"\x07"), "B002", "B010"),
    ("page lost in Braille", "brf", in_bytes(rb"\x0c[^\x0c]+(?=\x0c)", b""), "B004", "B005"),
    ("eight-dot cell in PEF", "pef", in_bytes("[\u2801-\u283f]".encode(), "\u28c0".encode()), "B002", "B010"),
    ("bookmarks lost in a PDF", "pdf", in_pdf(lambda document: document.Root.__delitem__("/Outlines")), "P004"),
    ("page lost in a PDF", "pdf", in_pdf(lambda document: document.pages.__delitem__(9)), "P002", "P003"),
    ("fonts lost in a PDF", "pdf", in_pdf(_without_fonts), "P006"),
    ("description lost in a PDF", "pdf", in_pdf(lambda document: _figures(document)[0].__delitem__("/Alt")), "P011"),
    ("version lost in a PDF", "pdf", in_pdf(lambda document: document.docinfo.__delitem__("/version")), "P015"),
    ("PDF cut short", "pdf", cut_short, "P016"),
    ("e-book cut short", "epub", cut_short, "E014"),
    ("Word file cut short", "docx", cut_short, "E014"),
    ("Braille cut short", "brf", cut_short, "B004", "B005", "B010"),
)
QUIET: tuple[tuple[Any, ...], ...] = (
    ("an e-book packed again", "epub", packed_again),
    ("a Word file packed again", "docx", packed_again),
    ("a PDF saved by another program", "pdf", in_pdf(lambda document: None)),
)
