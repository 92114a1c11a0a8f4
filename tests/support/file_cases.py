"""Golden cases of made files: E, B, P.

tests/checks/base-words/ has the smallest leaflet, a page in English and in Arabic. A file is named by its language and
format: `ar.epub`, `en.docx`, `en.brf-bana`. A case has one or more of

- `en.md.patch`: other words of the leaflet, that the file is made of too
- `en.pdf.md.patch`: other words that only the file is made of
- `en.brf.patch`, or `ar.epub/EPUB/risks.xhtml.patch`: a change of the made file, or of a part of it
- `en.pef`: a file that takes the place of the made one
- `file.txt`: the name of the file, where none of these tells it and it is not the usual one
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from leaflet.checks.files import FILE_CHECKS
from leaflet.content.model import Picture
from leaflet.edition.edition import Booklet
from leaflet.findings.finding import Finding
from leaflet.project.languages import languages
from support.cases import lay_over, pack, patched
from support.made import KINDS, small
from support.places import CASES
from support.sound import recording

WORDS = CASES / "base-words"
PICTURE = "assets/easy/phone.svg"
SHEETS = {"pdf-checklist": "get-ready"}  # the page that a sheet is made of
_NAME = re.compile(r"(?:en|ar)\.(?!md\b)[a-z-]+")


@dataclass(frozen=True)
class MadeFile:
    """A file and the leaflet that it should be. Its format is the ending of its name."""

    booklet: Booklet
    path: Path

    @property
    def kind(self) -> str:
        return self.path.suffix[1:]

    @property
    def display(self) -> PurePosixPath:
        return PurePosixPath(self.path.name)

    def findings(self) -> list[Finding]:
        """What the checks of its format find, without the programs of others."""
        return [finding for check in FILE_CHECKS[self.kind] for finding in check(self.booklet, self.path, self.display)]


def name_of(case: str, usual: str) -> str:
    """The file that a case is about, `ar.epub`; `usual`: where it has other words only."""
    if (CASES / case / "file.txt").is_file():
        return (CASES / case / "file.txt").read_text(encoding="utf-8").strip()
    names = (_NAME.match(file.name) for file in sorted((CASES / case).iterdir()))
    return next((name[0] for name in names if name), usual)


def make(case: str, usual: str, place: Path) -> MadeFile:
    """The file of a case in `place`, with the change of the case made."""
    name = name_of(case, usual)
    file, kind = place / name, KINDS[name[3:]]
    kind.write(_booklet(case, name, place, (f"{name}.md.patch", "en.md.patch")), file)
    if (CASES / case / name).is_dir():
        with zipfile.ZipFile(file) as archive:
            archive.extractall(place / "parts")
        file.unlink()
        (place / "parts").rename(file)
    lay_over(CASES / case, place, "*.md.patch")
    if file.is_dir():
        pack(file)
    return MadeFile(_booklet(case, name, place, ("en.md.patch",)), file)


def _booklet(case: str, name: str, place: Path, patches: tuple[str, ...]) -> Booklet:
    """The leaflet as the format needs it, with its picture and its sound; English changed by the first patch there is."""
    english, arabic = ((WORDS / f"{tag}.md").read_bytes() for tag in ("en", "ar"))
    patch = next((file for file in (CASES / case / name for name in patches) if file.is_file()), None)
    if patch:
        english = patched(english, patch.read_text(encoding="utf-8"))
    tag, kind = name[:2], name[3:]
    words = small(place, english.decode(), arabic.decode() if tag == "ar" else "", tag)
    facts: dict[str, Any] = {"pictures": {PICTURE: Picture(PICTURE, 200, 200)}}
    if kind in SHEETS:
        facts["pages"] = tuple(replace(page, name=SHEETS[kind]) for page in words.english.pages)
    words = replace(
        words,
        leaflet=replace(words.leaflet, **facts),
        english=replace(words.english, **facts),
        languages=(languages()["en"], languages()["gu"]),  # a print lists their names, each in its own font
    )
    if kind != "epub-audio":
        return words
    return replace(words, recordings={page.name: recording(page, place) for page in words.leaflet.pages})
