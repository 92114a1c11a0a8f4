"""Edits of made files: words that are lost on the way into a file, and damage to the file itself."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import count, islice
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf

from leaflet.build.record import SITE
from leaflet.build.site import BuildRequest, Files, make_files
from leaflet.checks.files import FILE_CHECKS
from leaflet.edition.edition import Booklet
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.formats.registry import FORMATS
from leaflet.project.settings import Settings

from .booklets import ON_THE_WAY, BookletChange
from .engine import HARMLESS, Kind, Seed

WORDED = ("txt", "epub", "brf", "docx", "pef", "pdf")  # the whole leaflet, each in its own way
KINDS = {kind.name: kind for kind in FORMATS if kind.name in (*WORDED, "epub-audio")}
TRIES = 60  # formats and languages that are drawn until none is left that a change can be made in


def prepare(settings: Settings, progress: Callable[[str], object]) -> Files:
    """The files of the real project, kept under .cache/."""
    project, formats = Project(settings, date.today()), tuple(KINDS.values())
    return make_files(BuildRequest(project, settings.root / SITE, formats, progress=progress))


@dataclass
class Made:
    """The files of the real project, the booklets they are made from, and a folder for edited copies."""

    settings: Settings
    folder: Path

    @cached_property
    def files(self) -> Files:
        self.folder.mkdir(parents=True, exist_ok=True)
        return prepare(self.settings, lambda words: None)

    @cached_property
    def paths(self) -> dict[tuple[str, str], Path]:
        return {(made.format, made.language): made.path for made in self.files.downloads}

    @cached_property
    def booklets(self) -> dict[str, Booklet]:
        project = Project(self.settings, date.today())
        return {tag: project.booklet(tag, self.files.recordings) for tag in self.settings.languages}

    def look(self, name: str, tag: str, make: Callable[[Path, Path], object]) -> list[Finding]:
        """What the checks find in a copy that `make(made file, copy)` writes."""
        original = self.paths[name, tag]
        copy = self.folder / original.name
        make(original, copy)
        display = PurePosixPath("downloads", copy.name)
        return [finding for check in FILE_CHECKS[name] for finding in check(self.booklets[tag], copy, display)]


def kinds(settings: Settings, folder: Path) -> list[Kind]:
    """Every kind of edit of the files; `folder` is for edited copies."""
    made = Made(settings, folder)
    return [
        *(
            Kind(f"{name} on the way into a file", group, codes, partial(_rewritten, made, change), True)
            for name, group, change, codes in ON_THE_WAY
        ),
        *(
            Kind(name, group, tuple(codes), partial(_damaged, made, form, edit), group != "files")
            for name, group, form, edit, *codes in DAMAGE
        ),
        *(Kind(name, HARMLESS, (), partial(_damaged, made, form, edit)) for name, form, edit in QUIET),
    ]


def _rewritten(made: Made, change: BookletChange, choice: random.Random) -> Iterator[Seed]:
    """The formats in turn, each in a language drawn by chance; made from a changed booklet, judged by the true one."""
    tags = list(made.settings.languages)
    for number in islice(count(), TRIES):
        name, tag = WORDED[number % len(WORDED)], choice.choice(tags)
        changed = change(made.booklets[tag], choice) if (name, tag) in made.paths else None
        if changed is not None:
            file = made.paths[name, tag].name
            yield Seed(file, file, partial(made.look, name, tag, partial(_write, name, changed)))


def _write(name: str, booklet: Booklet, original: Path, copy: Path) -> None:
    write = KINDS[name].write
    assert write
    write(booklet, copy)


Edit = Callable[[Path, Path, random.Random], None]


def _damaged(made: Made, name: str, edit: Edit, choice: random.Random) -> Iterator[Seed]:
    tags = [tag for tag in made.settings.languages if (name, tag) in made.paths]
    choice.shuffle(tags)
    for tag in tags:
        if tag not in getattr(edit, "tags", tags):
            continue
        file, drawn = made.paths[name, tag].name, random.Random(choice.random())
        yield Seed(file, file, partial(made.look, name, tag, partial(_edited, edit, drawn)))


def _edited(edit: Edit, choice: random.Random, old: Path, copy: Path) -> None:
    edit(old, copy, choice)


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
        copy.write_bytes(data[: match.start()] + match.expand(new) + data[match.end() :])

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
    return [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure" and "/Alt" in item
    ]


def _without_fonts(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


DAMAGE: tuple[tuple[Any, ...], ...] = (
    (
        "direction lost in an e-book",
        "language",
        "epub",
        right_to_left(in_zip("/risks.xhtml", ' dir="rtl"', "", True)),
        "E003",
    ),
    (
        "direction lost in a Word file",
        "language",
        "docx",
        right_to_left(in_zip("document.xml", "<w:bidi/>", "", True)),
        "E003",
    ),
    ("language lost in an e-book", "language", "epub", in_zip("/risks.xhtml", ' xml:lang="[^"]*"', ""), "E009"),
    ("page lost in an e-book", "files", "epub", in_zip("package.opf", '<itemref idref="page-risks"/>', ""), "E004"),
    (
        "description lost in an e-book",
        "files",
        "epub",
        in_zip("/what-it-is.xhtml", ' alt="[^"]+"', ' alt=""'),
        "E006",
        "E008",
    ),
    ("contents lost in an e-book", "files", "epub", in_zip("_nav.xhtml", 'epub:type="bodymatter"', ""), "E015"),
    (
        "claim in an e-book that nobody checked",
        "files",
        "epub",
        in_zip(
            "package.opf",
            "</metadata>",
            '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta></metadata>',
        ),
        "E013",
    ),
    (
        "headings lost in a Word file",
        "files",
        "docx",
        in_zip("document.xml", '<w:pStyle w:val="Heading3"/>', "", True),
        "E011",
    ),
    (
        "line too long in a text",
        "files",
        "txt",
        in_bytes(rb"(?<=[^\s])\r\n(?=[^\s])", b" and so on and on and on " * 3),
        "E010",
    ),
    ("digit changed in Braille", "numbers", "brf", in_bytes(rb"(?<= )#[A-I](?= )", b"#J"), "B005", "B007"),
    ("line too long in Braille", "files", "brf", in_bytes(rb"(?<=[A-Z])\r\n(?=[A-Z])", b"X" * 38 + b"\r\n"), "B003"),
    (
        "cell in Braille that does not exist",
        "files",
        "brf",
        in_bytes(rb"(?<=[A-Z])[A-Z](?=[A-Z])", b"\x07"),
        "B002",
        "B010",
    ),
    ("page lost in Braille", "files", "brf", in_bytes(rb"\x0c[^\x0c]+(?=\x0c)", b""), "B004", "B005"),
    ("eight-dot cell in PEF", "files", "pef", in_bytes("[\u2801-\u283f]".encode(), "\u28c0".encode()), "B002", "B010"),
    (
        "bookmarks lost in a PDF",
        "files",
        "pdf",
        in_pdf(lambda document: document.Root.__delitem__("/Outlines")),
        "P004",
    ),
    ("page lost in a PDF", "files", "pdf", in_pdf(lambda document: document.pages.__delitem__(9)), "P002", "P003"),
    ("fonts lost in a PDF", "files", "pdf", in_pdf(_without_fonts), "P006"),
    (
        "description lost in a PDF",
        "files",
        "pdf",
        in_pdf(lambda document: _figures(document)[0].__delitem__("/Alt")),
        "P011",
    ),
    (
        "version lost in a PDF",
        "files",
        "pdf",
        in_pdf(lambda document: document.docinfo.__delitem__("/version")),
        "P015",
    ),
    ("PDF cut short", "files", "pdf", cut_short, "P016"),
    ("e-book cut short", "files", "epub", cut_short, "E014"),
    ("Word file cut short", "files", "docx", cut_short, "E014"),
    ("Braille cut short", "files", "brf", cut_short, "B004", "B005", "B010"),
    ("sentence of an e-book not heard", "sound", "epub-audio", in_zip(".smil", r"<par\b.*?</par>", ""), "E016"),
    (
        "sentence of an e-book heard at another time",
        "sound",
        "epub-audio",
        in_zip(".smil", r'clipEnd="[\d.]+s"', 'clipEnd="9999s"'),
        "E017",
    ),
    (
        "length of the sound lost in an e-book",
        "sound",
        "epub-audio",
        in_zip("package.opf", r'<meta property="media:duration"[^>]*>[^<]*</meta>', "", True),
        "E018",
    ),
)
QUIET: tuple[tuple[Any, ...], ...] = (
    ("an e-book packed again", "epub", packed_again),
    ("a Word file packed again", "docx", packed_again),
    ("a PDF saved by another program", "pdf", in_pdf(lambda document: None)),
)
