"""S: pages, menu, headings, links, facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import regex
import yaml

from leaflet.base.suggest import did_you_mean
from leaflet.checks.source_check import Check
from leaflet.checks.sources.plain_files import plain_files
from leaflet.checks.sources.shared_texts import composed_ids
from leaflet.content.markdown import SCHEME
from leaflet.content.model import Element, Leaflet, Page, page_elements, text
from leaflet.content.runs import pieces
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.facts import PATH as FACTS
from leaflet.project.facts import read_facts
from leaflet.project.records import line_of_key, read_text
from leaflet.project.settings import CARDS, MKDOCS_YML, SOURCE_LANGUAGE, languages, line_of

MAX_HEADING, MAX_TITLE, MAX_DESCRIPTION = 65, 40, 155
_GOOD_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TAKEN = frozenset({"404", "assets", "audio", CARDS, "downloads", "large-print", "quality"})  # on the site already
_GOOD_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BRACES = re.compile(r"\{:?\s*[.#\w][^{}]*\}|\{\{|\}\}|\{%|%\}")
# The parts of an emoji too: what joins it, its colour, how it is shown.
_PICTURES = regex.compile(r"[\p{So}\p{Co}\p{Emoji_Presentation}\p{Emoji_Modifier}\uFE0F\u20E3--°©®™℃]", regex.V1)
# Marks of Markdown that began something and did not end it; a star between spaces is none.
_MARKS = re.compile(
    r"!?\[+|\]+\(?|`+|(?<=\S)\*+|\*+(?=\S)|\|+|\\+|~~+|!!!+|\?\?\?+|<(?=[A-Za-z/!?])"
    r"|==+|\+\++|(?<=[^\W\d_])~(?=[^\s~]{1,20}~)|\^(?=[^\s^]{1,20}\^)|(?<![\w:]):[a-z][a-z0-9_+-]{0,30}:(?![\w:])"
)


def pages(project: Project) -> Iterator[Page]:
    for leaflet in project.leaflets.values():
        yield from leaflet.pages


def menu(project: Project) -> Iterator[Finding]:
    """Every page is in the menu once (S003), and the menu names only pages that are there, all
    safety pages among them (S004)."""
    settings = project.settings
    folder = settings.docs / SOURCE_LANGUAGE
    files = {file.stem for file in folder.glob("*.md") if file.is_file()}
    for name in sorted(files - {*settings.pages, CARDS}):
        path = PurePosixPath("docs", SOURCE_LANGUAGE, f"{name}.md")
        yield Finding(path, 1, "S003", "The menu does not name this page.", f"Add {name}.md under nav: in mkdocs.yml.")
    for name in sorted(set(settings.safety_pages) - {*settings.pages, CARDS}):
        hint = did_you_mean(f"{name}.md", (f"{page}.md" for page in settings.pages), "Add it under nav:")
        yield Finding(
            MKDOCS_YML,
            line_of(settings.root, "nav"),
            "S004",
            f"The menu lacks {name}.md, one of the pages that are held to more than others.",
            hint,
        )
    for name in dict.fromkeys(settings.pages):
        line = line_of(settings.root, f"{name}.md")
        if not _GOOD_NAME.fullmatch(name) or name in _TAKEN or name in languages():
            yield Finding(
                MKDOCS_YML,
                line,
                "S034",
                f'"{name[:60]}" cannot be the address of a page.',
                f"Name the file, in {folder.name}/ itself, with small letters a to z, digits and hyphens: "
                "get-help.md. Languages and parts of the site, such as large-print, have their own.",
            )
        if name not in files:
            hint = did_you_mean(f"{name}.md", (f"{file}.md" for file in files), "Take it out of the menu.")
            yield Finding(MKDOCS_YML, line, "S004", f"The menu names {name}.md, which is not in {folder.name}/.", hint)
        if settings.pages.count(name) > 1:
            yield Finding(MKDOCS_YML, line, "S003", f"The menu names {name}.md twice.", "Keep one of the two.")


def headings(project: Project) -> Iterator[Finding]:
    """One h1, first and short enough (S005, S009); no level skipped (S006); words, and a good id, once (S037, S007,
    S008)."""
    for page in pages(project):
        seen: set[str] = set()
        for number, section in enumerate(page.sections):

            def found(code: str, message: str, hint: str, page: Page = page, line: int = section.line) -> Finding:
                return Finding(page.path, line, code, message, hint)

            if (section.level == 1) != (number == 0):
                yield found(
                    "S005",
                    f'"{section.title}" is a level {section.level} heading.',
                    "A page begins with its one # heading; all others have ## or ###.",
                )
            elif number and section.level > page.sections[number - 1].level + 1:
                yield found("S006", f'"{section.title}" skips a heading level.', f"Use {'#' * (section.level - 1)}.")
            if section.level == 1 and len(section.title) > MAX_HEADING:
                yield found("S009", f"The main heading has {len(section.title)} characters.", f"At most {MAX_HEADING}.")
            if not section.title.strip():
                yield found(
                    "S037",
                    f"The heading #{section.id} has no words.",
                    f"Write: {'#' * section.level} Words {{#{section.id}}}",
                )
            if not _GOOD_ID.fullmatch(section.id):
                yield found(
                    "S007",
                    f'"{section.title}" has no id, or not a good one.',
                    f"End the line with an id in small letters: {{#{_slug(section.title)}}}",
                )
            elif section.id in seen:
                yield found("S008", f"The id #{section.id} is on this page already.", "Give this heading another id.")
            seen.add(section.id)
            following = page.sections[number + 1 : number + 2]
            if not section.blocks and not (following and following[0].level > section.level):
                yield found("S026", f'Nothing stands under "{section.title}".', "Write the text, or take it out.")


def links(project: Project) -> Iterator[Finding]:
    """Every link has words (S012) and leads to a page and a section that are there (S013, S014)."""
    for leaflet in project.leaflets.values():
        for page in leaflet.pages:
            for _, element in page_elements(page):
                if element.tag == "a":
                    yield from _link(element, page, leaflet, project)


def _link(link: Element, page: Page, leaflet: Leaflet, project: Project) -> Iterator[Finding]:
    if not text(link).strip():
        yield Finding(page.path, link.line, "S012", "A link has no words.", "Write what it leads to: [Risks](risks.md)")
    href = link.get("href")
    if not href or SCHEME.match(href):
        return
    file, _, anchor = href.partition("#")
    name = file.removesuffix(".md") if file else page.name
    # English stands in for a page or section that a translation lacks (T001, T002).
    shown = [one for one in (leaflet, project.leaflets.get(SOURCE_LANGUAGE)) if one]
    targets = [target for one in shown if (target := one.page(name))]
    known = frozenset(section for target in targets for section in (*target.ids, *composed_ids(target, project)))
    exists = name in project.settings.pages and any(
        (project.settings.docs / one.language / f"{name}.md").is_file() for one in shown
    )
    if (file and not file.endswith(".md")) or not exists:
        hint = did_you_mean(file, (f"{other}.md" for other in project.settings.pages))
        yield Finding(page.path, link.line, "S013", f'The link to "{file}" leads to no page.', hint)
    elif targets and anchor and anchor not in known:
        hint = did_you_mean(anchor, known, f"Sections of {name}.md: {', '.join(sorted(known))}.")
        yield Finding(page.path, link.line, "S014", f'{name}.md has no section "#{anchor}".', hint)


def braces(project: Project) -> Iterator[Finding]:
    """No attribute lists and no half-written settings are left in the words (S022)."""
    yield from _left_over(
        project, "S022", _BRACES, "Only an id at the end of a heading, {#like-this}, and {{ settings }} are used."
    )


def marks(project: Project) -> Iterator[Finding]:
    """No mark of Markdown is left in the words: a bracket, star or box that was begun and not ended (S036)."""
    yield from _left_over(
        project, "S036", _MARKS, "End what it begins: [words](page.md), **bold**, a table, a box; or take it out."
    )


def _left_over(project: Project, code: str, signs: re.Pattern[str], hint: str) -> Iterator[Finding]:
    """The first of such signs in each run of words."""
    for page in pages(project):
        for _, element in page_elements(page):
            for child in element.children:
                if isinstance(child, str) and (match := signs.search(child)):
                    sign = match[0] if len(match[0]) <= 40 else f"{match[0][:37]}..."
                    yield Finding(page.path, element.line, code, f"{sign} would be shown to the reader.", hint)


def signs(project: Project) -> Iterator[Finding]:
    """No sign that print or Braille cannot give in the language of the page (S053): ✔, emoji, ≤ in Urdu."""
    for page in pages(project):
        lost = lost_signs(page.language)
        for piece in pieces(page):
            picture = None if piece.words.isascii() else _PICTURES.search(piece.words)
            sign = picture[0] if picture else next((one for one in lost if one in piece.words), "")
            if sign and piece.kind != "link":
                yield piece.finding(
                    page,
                    "S053",
                    f'"{sign}" (U+{ord(sign):04X}) cannot be shown to every reader of '
                    f"{languages()[page.language].english_name}, in print or in Braille.",
                    "Say it in words, such as degrees, at least or yes; or take it out.",
                )


@cache
def lost_signs(tag: str) -> str:
    """Give the signs of `signs.yml` that a language loses."""
    record = yaml.safe_load(Path(__file__).with_name("signs.yml").read_text(encoding="utf-8"))
    return str(record.get(tag, ""))


def facts(project: Project) -> Iterator[Finding]:
    """Every fact of docs/facts.yml is covered by a page (S015), and pages claim only facts of the list (S016)."""
    settings = project.settings
    listed, found = read_facts(settings.root)
    yield from found
    known = set(listed.facts)
    source = project.leaflets[SOURCE_LANGUAGE].pages if SOURCE_LANGUAGE in project.leaflets else ()
    covered = {fact for page in source for fact in page.metadata.covers}
    for fact in known - covered:
        yield Finding(
            FACTS,
            line_of_key(settings.root / FACTS, FACTS, fact),
            "S015",
            f"No page covers the fact {fact}.",
            "Add the id to covers: of the page that carries it, after making sure that it does.",
        )
    for page in source:
        for fact in page.metadata.covers:
            if fact not in known:
                yield Finding(
                    page.path,
                    _line_with(project, page, "covers"),
                    "S016",
                    f'There is no fact "{fact}".',
                    did_you_mean(fact, known, f"The facts are listed in {FACTS}."),
                )


def metadata(project: Project) -> Iterator[Finding]:
    """Titles and descriptions fit where they are shown (S031); no review is overdue (S032)."""
    for page in pages(project):
        data = page.metadata
        for key, value, limit in (("title", data.title, MAX_TITLE), ("description", data.description, MAX_DESCRIPTION)):
            if len(value) > limit:
                yield Finding(
                    page.path,
                    _line_with(project, page, key),
                    "S031",
                    f"The {key} has {len(value)} characters.",
                    f"At most {limit}.",
                )
        if data.next_review < max(project.today, data.last_reviewed):
            yield Finding(
                page.path,
                _line_with(project, page, "next_review"),
                "S032",
                f"This page was to be looked at again by {data.next_review}.",
                "Read it against its sources, then set last_reviewed and next_review.",
            )


def records(project: Project) -> Iterator[Finding]:
    """Review records can count (S028), and every language has the words of the interface (S030)."""
    yield from project.review_findings
    for language in project.leaflets:
        yield from project.string_findings(language)


def _line_with(project: Project, page: Page, key: str) -> int:
    content = read_text(project.settings.root / page.path, page.path)[0] or ""
    return next((n for n, line in enumerate(content.splitlines(), 1) if line.startswith(f"{key}:")), 1)


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())[:4]) or "section"


CHECKS: tuple[Check, ...] = (plain_files, menu, headings, links, braces, marks, signs, facts, metadata, records)
