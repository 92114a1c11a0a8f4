"""A copy of the project in which one file is edited at a time, and the places of edits in its words and other files."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from leaflet.checks.source_run import check_sources
from leaflet.edition.project import Project as Written
from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE, Settings

from .engine import Seed
from .words import Mutator

COPIED = ("docs", "overrides", "mkdocs.yml", "large-print.yml", "publish.yml")
TextChange = Callable[[str, random.Random], Iterator[str]]
Edit = bytes | Callable[[Path], object] | None  # of a file: its new bytes, or what puts something in its place, or none


class Project:
    """A copy of the project in `folder`, in which one edit at a time is made and taken back.

    `thorough`: look with models and dictionaries too, as for a release.
    """

    def __init__(self, original: Settings, folder: Path, thorough: bool = True) -> None:
        self.original, self.folder, self.thorough = original, folder, thorough
        self.translations = [tag for tag in original.languages if tag != SOURCE_LANGUAGE]

    @cached_property
    def root(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        for place in (self.original.root / name for name in COPIED):
            if place.is_dir():
                shutil.copytree(place, self.folder / place.name)
            elif place.exists():
                shutil.copy(place, self.folder / place.name)
        (self.folder / "node_modules").symlink_to(self.original.root / "node_modules")
        return self.folder

    def look(self, changes: Mapping[str, Edit], only: Collection[str] = ()) -> list[Finding]:
        """What the checks find more than in the clean copy, with these files changed."""
        clean = {self._key(finding) for finding in self._clean(tuple(only))}
        kept = {name: (self.root / name).read_bytes() if (self.root / name).is_file() else None for name in changes}
        try:
            self._write(changes)
            return [finding for finding in self._found(only) if self._key(finding) not in clean]
        finally:
            self._write(kept)

    def _write(self, files: Mapping[str, Edit]) -> None:
        for name, content in files.items():
            place = self.root / name
            place.unlink(missing_ok=True)  # it may be a link by now
            if isinstance(content, bytes):
                place.write_bytes(content)
            elif content:
                content(place)

    def _clean(self, only: tuple[str, ...]) -> list[Finding]:
        if only not in self._of_clean:
            self._of_clean[only] = self._found(only)
        return self._of_clean[only]

    @cached_property
    def _of_clean(self) -> dict[tuple[str, ...], list[Finding]]:
        return {}

    def _found(self, only: Collection[str]) -> list[Finding]:
        written, findings = Written.read(self.root, date.today())
        return check_sources(written, "STWR", self.thorough, only) if written else findings

    @staticmethod
    def _key(finding: Finding) -> tuple[str, str]:
        return finding.code, finding.message


def in_words(
    project: Project, tags: Sequence[str], make: Mutator, choice: random.Random, everywhere: bool = False
) -> Iterator[Seed]:
    """Edits of pages, the languages in turn, one of each page before a second.

    Looked at beside one translation, which is drawn for an edit of the English; `everywhere`: beside all.
    """
    streams = [_in_language(project, tag, make, choice, everywhere) for tag in tags]
    while streams:
        for stream in list(streams):
            seed = next(stream, None)
            if seed is None:
                streams.remove(stream)
            else:
                yield seed


def _in_language(project: Project, tag: str, make: Mutator, choice: random.Random, everywhere: bool) -> Iterator[Seed]:
    found = []
    files = sorted((project.root / "docs" / tag).glob("*.md"))
    choice.shuffle(files)
    for file in files:
        lines = file.read_text(encoding="utf-8").split("\n")
        mutants = (mutant for mutant in make(lines, file.stem, tag, choice) if mutant != lines)
        found += [(rank, file, lines, mutant) for rank, mutant in enumerate(mutants)]
    found.sort(key=lambda candidate: candidate[0])
    others = project.translations if tag == SOURCE_LANGUAGE else [tag]
    for _, file, lines, mutant in found:
        only = () if everywhere else (choice.choice(others),)
        name = file.relative_to(project.root).as_posix()
        pairs = enumerate(zip(lines, mutant, strict=False), 1)
        where = next((number for number, (old, new) in pairs if old != new), 0)
        yield Seed(f"{name}:{where}", file.name, partial(project.look, {name: "\n".join(mutant).encode()}, only))


def in_file(project: Project, pattern: str, change: TextChange, choice: random.Random) -> Iterator[Seed]:
    """Edits of the text of other files (settings, records, pictures) that match a glob, one of each before a second."""
    files = sorted(project.root.glob(pattern))
    choice.shuffle(files)
    streams = [(file, change(file.read_text(encoding="utf-8"), choice)) for file in files]
    while streams:
        for file, mutants in list(streams):
            mutant = next(mutants, None)
            if mutant is None:
                streams.remove((file, mutants))
            else:
                name = file.relative_to(project.root).as_posix()
                yield Seed(name, file.name, partial(project.look, {name: mutant.encode()}))


def replacing(pattern: str, *news: str) -> TextChange:
    """A match of a pattern, drawn by chance, becomes something else: each of `news` before another match."""

    def change(text: str, choice: random.Random) -> Iterator[str]:
        places = list(re.finditer(pattern, text))
        choice.shuffle(places)
        for match in places:
            for new in news:
                if match.expand(new) != match[0]:
                    yield text[: match.start()] + match.expand(new) + text[match.end() :]

    return change


Seeds = Callable[[Project, random.Random], Iterator[Seed]]


def instead(pattern: str, put: Callable[[bytes], Edit]) -> Seeds:
    """Something else in the place of a whole file: another encoding, a link, nothing at all."""

    def seeds(project: Project, choice: random.Random) -> Iterator[Seed]:
        files = sorted(project.root.glob(pattern))
        choice.shuffle(files)
        for file in files:
            name = file.relative_to(project.root).as_posix()
            yield Seed(name, file.name, partial(project.look, {name: put(file.read_bytes())}))

    return seeds


def beside(name: str, *contents: Edit) -> Seeds:
    """A file more, with each of these contents."""

    def seeds(project: Project, choice: random.Random) -> Iterator[Seed]:
        for number, content in enumerate(contents, 1):
            yield Seed(f"{name} {number}", Path(name).name, partial(project.look, {name: content}))

    return seeds
