"""Edits of the sources: translations, English pages, settings, pictures, records; looked at by families S, W and T."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from leaflet.checks import check_sources
from leaflet.model import Finding
from leaflet.settings import SOURCE_LANGUAGE, read_settings

from . import words
from .engine import HARMLESS, Kind, Seed
from .words import Mutator, drop, drop_word, each, insert, paragraph_from

COPIED = ("docs", "overrides", "mkdocs.yml", "large-print.yml")
Change = Callable[[str], str]


class Project:
    """A copy of the project, in which one edit at a time is made and taken back."""

    def __init__(self, original: Path, folder: Path) -> None:
        self.root = folder
        for name in COPIED:
            place = original / name
            if place.is_dir():
                shutil.copytree(place, folder / name)
            else:
                shutil.copy(place, folder / name)
        (folder / "node_modules").symlink_to(original / "node_modules")

    @cached_property
    def languages(self) -> Sequence[str]:
        settings = read_settings(self.root)[0]
        assert settings
        return settings.languages

    @cached_property
    def translations(self) -> list[str]:
        return [tag for tag in self.languages if tag != SOURCE_LANGUAGE]

    def look(self, changes: Mapping[str, bytes | None], only: Collection[str] = ()) -> list[Finding]:
        """What the checks find more than in the clean copy, with these files changed (None: taken away)."""
        clean = {self._key(finding) for finding in self._clean(tuple(only))}
        kept = {name: (self.root / name).read_bytes() if (self.root / name).is_file() else None for name in changes}
        self._write(changes)
        try:
            return [finding for finding in self._found(only) if self._key(finding) not in clean]
        finally:
            self._write(kept)

    def _write(self, files: Mapping[str, bytes | None]) -> None:
        for name, content in files.items():
            place = self.root / name
            if content is None:
                place.unlink(missing_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)

    def _clean(self, only: tuple[str, ...]) -> list[Finding]:
        if only not in self._of_clean:
            self._of_clean[only] = self._found(only)
        return self._of_clean[only]

    @cached_property
    def _of_clean(self) -> dict[tuple[str, ...], list[Finding]]:
        return {}

    def _found(self, only: Collection[str]) -> list[Finding]:
        return check_sources(self.root, "STW", thorough=True, only=only)

    @staticmethod
    def _key(finding: Finding) -> tuple[str, str]:
        return finding.code, finding.message


def in_words(project: Project, tags: Sequence[str], make: Mutator, choice: random.Random) -> Iterator[Seed]:
    """Edits of pages, the languages in turn, one of each page before a second."""
    streams = [_in_language(project, tag, make, choice) for tag in tags]
    while streams:
        for stream in list(streams):
            seed = next(stream, None)
            if seed is None:
                streams.remove(stream)
            else:
                yield seed


def _in_language(project: Project, tag: str, make: Mutator, choice: random.Random) -> Iterator[Seed]:
    found = []
    files = sorted((project.root / "docs" / tag).glob("*.md"))
    choice.shuffle(files)
    for file in files:
        lines = file.read_text(encoding="utf-8").split("\n")
        mutants = (mutant for mutant in make(lines, file.stem, tag, choice) if mutant != lines)
        found += [(rank, file, lines, mutant) for rank, mutant in enumerate(mutants)]
    found.sort(key=lambda candidate: candidate[0])
    only = () if tag == SOURCE_LANGUAGE else (tag,)
    for _, file, lines, mutant in found:
        name = file.relative_to(project.root).as_posix()
        pairs = enumerate(zip(lines, mutant, strict=False), 1)
        where = next((number for number, (old, new) in pairs if old != new), 0)
        yield Seed(f"{name}:{where}", file.name, partial(project.look, {name: "\n".join(mutant).encode()}, only))


def in_file(
    project: Project, pattern: str, change: Callable[[str, random.Random], Iterator[str]], choice: random.Random
) -> Iterator[Seed]:
    """Edits of the text of other files (settings, records, pictures) that match a glob."""
    files = sorted(project.root.glob(pattern))
    choice.shuffle(files)
    for file in files:
        name = file.relative_to(project.root).as_posix()
        text = file.read_text(encoding="utf-8")
        for mutant in change(text, choice):
            if mutant != text:
                yield Seed(name, file.name, partial(project.look, {name: mutant.encode()}))
                break


def replacing(pattern: str, new: str) -> Callable[[str, random.Random], Iterator[str]]:
    """One match of a pattern, drawn by chance, becomes something else."""
    def change(text: str, choice: random.Random) -> Iterator[str]:
        places = list(re.finditer(pattern, text))
        choice.shuffle(places)
        for match in places:
            yield text[: match.start()] + match.expand(new) + text[match.end():]
    return change


def whole(content: Callable[[bytes], bytes | None], pattern: str) -> Callable[[Project, random.Random], Iterator[Seed]]:
    """Edits of the bytes of a whole file: another encoding, nothing at all, taken away."""
    def seeds(project: Project, choice: random.Random) -> Iterator[Seed]:
        files = sorted(project.root.glob(pattern))
        choice.shuffle(files)
        for file in files:
            name = file.relative_to(project.root).as_posix()
            yield Seed(name, file.name, partial(project.look, {name: content(file.read_bytes())}))
    return seeds


NAMED = {  # where the fault is seen, other than in the file that was changed
    "'not' dropped (English)": r"safety\.yml",
    "section removed (English)": r"translation\.yml",
    "fact no longer covered (English)": r"facts\.yml",
    "page taken out of the menu": r"[\w-]+\.md",
    "fact id that is not in the list": r"[\w-]+\.md",
}


def kinds(project: Project) -> list[Kind]:
    """Every kind of edit of the sources."""
    return [replace(kind, names=NAMED.get(kind.name, kind.names)) for kind in _kinds(project)]


def _kinds(project: Project) -> list[Kind]:
    def translated(name: str, group: str, make: Mutator, *codes: str, safety: bool = False) -> Kind:
        return Kind(name, group, codes, partial(in_words, project, project.translations, make), safety)

    def english(name: str, group: str, make: Mutator, *codes: str, safety: bool = False) -> Kind:
        return Kind(f"{name} (English)", group, codes, partial(in_words, project, [SOURCE_LANGUAGE], make), safety)

    def other(name: str, group: str, pattern: str, old: str, new: str, *codes: str, safety: bool = False) -> Kind:
        return Kind(name, group, codes, partial(in_file, project, pattern, replacing(old, new)), safety)

    def of_file(name: str, group: str, pattern: str, content: Callable[[bytes], bytes | None], *codes: str) -> Kind:
        return Kind(name, group, codes, partial(whole(content, pattern), project))

    return [
        *(translated(*kind, safety=kind[1] in SAFETY_GROUPS) for kind in TRANSLATED),
        *(english(*kind, safety=kind[1] in SAFETY_GROUPS) for kind in ENGLISH),
        *(other(*kind, safety=kind[1] in SAFETY_GROUPS) for kind in OTHER),
        *(of_file(*kind) for kind in WHOLE),
        *(Kind(name, HARMLESS, (), partial(in_words, project, project.translations, make)) for name, make in QUIET),
        *(Kind(name, HARMLESS, (), partial(in_words, project, [SOURCE_LANGUAGE], make))
          for name, make in QUIET_ENGLISH),
        *(Kind(name, HARMLESS, (), partial(in_file, project, *where, replacing(*edit)))
          for name, where, edit in QUIET_FILES),
    ]


SAFETY_GROUPS = ("numbers", "words", "phones", "urgent", "lost", "language")

HOSPITAL_PHONE = r"\{\{ hospital\.phone \}\}"
WRONG_PHONE = ("{{ hospital.phone }}", "01923 217 178")

TRANSLATED = (
    ("list item dropped", "lost", drop(r"^\s*- (?!\[)"), "T010", "T013"),
    ("tick box dropped", "lost", drop(r"^- \[ \]"), "T010"),
    ("table row dropped", "lost", drop(r"^\| (?!-)"), "T010", "S029", "T012"),
    ("paragraph dropped", "lost", drop(r"^[^\W\d_]"), "T010"),
    ("picture dropped", "lost", drop(r"^!\[.*svg\)$"), "T010"),
    ("section removed", "lost", words.remove_section, "T001", "T002"),
    ("sections reordered", "lost", words.swap_sections, "T011"),
    ("id of a section changed", "lost", each(r"^## .*\{#", lambda line: line.replace("{#", "{#x-")),
     "T001", "T002", "T011"),
    ("sign of an emergency dropped", "urgent", words.drop_in_card("emergency", "urgent"), "T010"),
    ("emergency box made a note", "urgent", each(r"^!!! (emergency|urgent|warning)",
                                                 lambda line: re.sub(r"!!! \w+", "!!! note", line)), "T010"),
    ("digit changed", "numbers", words.change_digit, "T021", "T022", "T023"),
    ("unit swapped", "numbers", words.swap_units, "T023"),
    ("digits of another script", "numbers", words.other_digits, "T025"),
    ("'not' dropped", "words", drop_word("not"), "T030", "T031", "T033"),
    ("'only', 'at least', 'unless' dropped", "words", drop_word("only", "at_least", "unless"), "T030", "T031"),
    ("'before', 'after' dropped", "words", drop_word("before", "after"), "T030", "T031"),
    ("left in English", "language", paragraph_from(SOURCE_LANGUAGE), "T040", "T041", "T042"),
    ("pasted from another language", "language", paragraph_from("ar"), "T041", "T042"),
    ("zero-width character", "language", insert("\u200b"), "T062"),
    ("direction control", "language", insert("\u202e"), "T061"),
    ("look-alike letter", "language", insert("е"), "T043"),  # Cyrillic
    ("phone link broken", "phones",
     each(r"tel:\d", lambda line: line.replace("tel:9", "tel:8").replace("tel:1", "tel:7")),
     "T024"),
    ("emergency number broken", "phones", each(r"(?<![\d:])(999|111)(?![\d)])", words.other_emergency_number),
     "T021", "T022"),
    ("hospital's phone typed wrongly", "phones", each(HOSPITAL_PHONE, lambda line: line.replace(*WRONG_PHONE)),
     "T013", "T022", "W011"),
    ("setting lost", "lost", each(r"\{\{ hospital\.\w+ \}\}", lambda line: re.sub(r"\{\{ hospital.*?\}\}", "", line)),
     "T013"),
    ("link lost", "links", each(r"\]\([\w-]+\.md",
                                lambda line: re.sub(r"\[([^\]]*)\]\([\w-]+\.md[^)]*\)", r"\1", line, count=1)), "T012"),
    ("link changed", "links", each(r"\]\(words\.md#(?!spine\))",
                                   lambda line: re.sub(r"\]\(words\.md#[\w-]+", "](words.md#spine", line, count=1)),
     "T012"),
)
ENGLISH = (
    ("digit changed", "numbers", words.change_digit, "T021", "T022"),
    ("'not' dropped", "words", drop_word("not"), "T003", "T004", "T034"),
    ("sign of an emergency dropped", "urgent", words.drop_in_card("emergency", "urgent"), "T010", "T003"),
    ("emergency box made a note", "urgent", each(r"^!!! (emergency|urgent|warning)",
                                                 lambda line: re.sub(r"!!! \w+", "!!! note", line)), "T010"),
    ("section removed", "lost", words.remove_section, "T005", "T011", "S014"),
    ("fact no longer covered", "lost", words.drop_fact, "S015"),
    ("hospital's phone typed in", "phones", each(HOSPITAL_PHONE,
                                                 lambda line: line.replace("{{ hospital.phone }}", "01923 217 187")),
     "W011"),
    ("link to a page that is not there", "links", each(r"\]\([\w-]+\.md", lambda line: line.replace(".md", "s.md", 1)),
     "S013"),
    ("link to a section that is not there", "links", each(r"\.md#", lambda line: line.replace(".md#", ".md#no-", 1)),
     "S014"),
    ("script in a link", "settings", each(r"\]\([\w-]+\.md[^)]*\)",
                                          lambda line: re.sub(r"\]\([^)]*\)", "](javascript:alert(1))", line, count=1)),
     "S019"),
    ("HTML in a page", "settings", each(r"^[A-Z]", lambda line: line + ' <img src=x onerror="alert(1)">'), "S018"),
    ("heading level skipped", "pages", each(r"^## ", lambda line: "##" + line), "S006"),
    ("heading without an id", "links", each(r"^## ", lambda line: re.sub(r" \{#.*", "", line)), "S007"),
    ("id used twice", "links", words.same_id, "S008"),
    ("picture without a description", "pages",
     each(r"^!\[", lambda line: re.sub(r"!\[[^\]]*\]", "![]", line)), "S010"),
    ("picture that is not there", "links", each(r"\.svg\)", lambda line: line.replace(".svg)", "x.svg)")), "S011"),
    ("setting that does not exist", "settings",
     each(r"\{\{ hospital\.", lambda line: line.replace("hospital.", "ward.", 1)),
     "S023"),
    ("box of an unknown kind", "urgent", each(r"^!!! ", lambda line: line.replace("!!! ", "!!! danger-")), "S027"),
    ("sentence of 26 words or more", "pages", each(r"^[A-Z][^.]*\. [A-Z]", words.one_long_sentence), "W001", "W002"),
)
OTHER = (
    ("phone number with a letter", "phones", "mkdocs.yml", r'phone: "0', 'phone: "O', "S024"),
    ("page taken out of the menu", "lost", "mkdocs.yml", r"\n +- (?!index)[\w-]+\.md", "", "S003"),
    ("menu names a page that is not there", "links", "mkdocs.yml", r"- risks\.md", "- rinks.md", "S004"),
    ("broken YAML", "settings", "mkdocs.yml", r"extra:\n", "extra: [\n", "S001"),
    ("interface word lost", "lost", "overrides/strings/*.yml", r"\nget_help: [^\n]*", "", "S030"),
    ("interface placeholder lost", "settings", "overrides/strings/*.yml", r'(download_size: ")\{size\}', r"\1", "S030"),
    ("review nobody made", "settings", "docs/reviews.yml", r"\[\]",
     "- {page: risks, language: en, role: clinician, name: A, date: 2026-01-05, version: 0000000}", "S028"),
    ("fact id that is not in the list", "lost", "docs/facts.yml", r"\nL13:[^\n]*", "", "S016"),
    ("script in a picture", "settings", "docs/assets/pictures/*.svg", r"</svg>", "<script>alert(1)</script></svg>",
     "S020"),
    ("request in a picture", "settings", "docs/assets/pictures/*.svg", r"</svg>",
     '<image href="https://elm.example/a.png"/></svg>', "S020"),
    ("picture that is not closed", "settings", "docs/assets/pictures/*.svg", r"</svg>", "", "S021"),
)
WHOLE = (
    ("page in another encoding", "language", "docs/*/risks.md", lambda data: data.decode().encode("utf-16"), "S017"),
    ("page that is empty", "lost", "docs/*/[a-h]*.md", lambda data: b"", "S002", "S005"),
    ("translated page taken away", "lost", "docs/[agpuz]*/get-*.md", lambda data: None, "T001", "T005", "S004"),
)
QUIET = (
    ("line rewrapped", words.rewrap),
    ("comment added", each(r"^## ", lambda line: line + "\n\n<!-- checked with the ward -->")),
    ("blank lines added", each(r"^## ", lambda line: "\n\n" + line)),
    ("other list marker", words.star_lists),
    ("synonym in an unimportant place", words.synonym),
    ("spaces at the end of a line", each(r"^[^\W\d_].*[^|]$", lambda line: line + " ")),
)
QUIET_ENGLISH = (
    ("line rewrapped (English)", words.rewrap),
    ("comment added (English)", each(r"^## ", lambda line: line + "\n\n<!-- checked with the ward -->")),
    ("line endings of Windows (English)", words.windows_line_endings),
    ("later review date (English)", words.later_review),
)
QUIET_FILES = (
    ("the hospital's new phone number", ("mkdocs.yml",), (r'phone: "[^"]*"', 'phone: "01727 866 122"')),
    ("an e-mail address from the hospital", ("mkdocs.yml",), (r'email: ""', 'email: "leaflets@elm.example"')),
    ("a comment in the settings", ("mkdocs.yml",), (r"\nextra:", "\n# asked the switchboard\nextra:")),
    ("another quoting of YAML", ("overrides/strings/*.yml",), (r'(download_txt: )"([^"\']*)"', r"\1'\2'")),
    ("a new form in a glossary", ("docs/pl/glossary.yml",), (r"forms: \[kręg\]", "forms: [kręg, kręż]")),
)
