"""T: the translation is there and fresh, with the same sections, blocks, links and settings as the English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from leaflet.checks.source_check import Check
from leaflet.checks.sources.declared_shape import declared, only_english_is_wrong, only_english_order_is_wrong
from leaflet.checks.translations.pairs import Pair, edited_pairs, page_pairs, section_pairs, translations
from leaflet.content.model import Element, Leaflet, Section, walk
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.interface import path_of as strings_path
from leaflet.project.records import read_text
from leaflet.project.settings import SOURCE_LANGUAGE
from leaflet.translation.stamps import EDITED, MISSING, STALE, Part, Stamp, path_of, source_digests
from leaflet.translation.titles_and_interface import INTERFACE

MIRRORED = "-rtl."  # the twin of a picture that has a direction, for languages written from right to left

SHAPE = ("p", "ul", "ol", "li", "table", "tr", "card", "figure", "pictured", "write", "slot")


def freshness(project: Project) -> Iterator[Finding]:
    """No section is missing (T001, T002), older than its English (T003, T004) or edited since it was compared (T014,
    T015); records fit the pages (T005)."""
    for language, source, leaflet in translations(project):
        record = project.record(language.tag)
        yield from project.record_findings(language.tag)
        for part in project.states(language.tag).values():
            if _is_fault_of_english(part, leaflet, project):
                continue
            yield from _state(part, language.tag, record.get(part.page, {}).get(part.section))
        english_only = {page.name for page in source.pages if page.metadata.english_only}
        known = source_digests(source, project.settings)
        for page, sections in record.items():
            if page in known:
                gone = set(sections) - set(known[page]) - set(declared(project)[0].get(page, ()))
                hint = f"leaflet translate stamp {language.tag} {page} takes it out."
            elif page in english_only:
                gone, hint = {*sections}, f"leaflet translate stamp {language.tag} takes it out."
            elif page not in project.settings.pages:  # of one that cannot be read, other findings tell
                gone, hint = {*sections}, "Bring the page back into the menu; or take its lines out here."
            else:
                continue
            for section in sorted(gone):
                yield Finding(
                    path_of(language.tag),
                    _line_of(page, project, language.tag),
                    "T005",
                    f"The record names {page}#{section}, which is not in the English, or in English only.",
                    hint,
                )


def in_english_only(project: Project) -> Iterator[Finding]:
    """No translation has a page that is in English only (T006)."""
    for language, source, _ in translations(project):
        for page in source.pages:
            path = PurePosixPath("docs", language.tag, page.path.name)
            if page.metadata.english_only and (project.settings.root / path).is_file():
                hint = f"Delete it; or take the line languages: out of {page.path}, and every language has the page."
                yield Finding(path, 1, "T006", "This page is in English only, so nobody would see this file.", hint)


def _is_fault_of_english(part: Part, leaflet: Leaflet, project: Project) -> bool:
    """Whether a section is older than an English one that is not as declared, while the section is (S063)."""
    page = leaflet.page(part.page)
    section = page.section(part.section) if page else None
    return bool(page and section and part.state == STALE and only_english_is_wrong(project, page, section))


def _line_of(page: str, project: Project, language: str) -> int:
    lines = (read_text(project.settings.root / path_of(language), path_of(language))[0] or "").split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{page}:")), 1)


def _state(part: Part, language: str, stamped: Stamp | None) -> Iterator[Finding]:
    path = PurePosixPath("docs", language, f"{part.page}.md") if part.page != INTERFACE else strings_path(language)
    by = ' --by "NAME"' if part.is_safety else ""
    stamp = f"leaflet translate stamp {language} {part.page} {part.section}{by}"
    if part.state == MISSING:
        yield Finding(
            path,
            1,
            "T001" if part.is_safety else "T002",
            f"The section #{part.section} is missing.",
            f"Translate it from docs/{SOURCE_LANGUAGE}/{part.page}.md, then: {stamp}",
        )
    elif part.state == EDITED:
        older = stamped is not None and stamped.translation is None
        yield Finding(
            path,
            part.line,
            "T014" if part.is_safety else "T015",
            f"#{part.section} was compared, but what it said then is not recorded."
            if older
            else f"#{part.section} has been edited since somebody compared it with the English.",
            f"leaflet translate stamp {language} --fill adds it."
            if older
            else f"Compare it with the English again, then: {stamp}",
        )
    elif part.is_stale:
        what = "has changed in English since" if part.state == STALE else "was never compared with the English"
        yield Finding(
            path,
            part.line,
            "T003" if part.is_safety else "T004",
            f"#{part.section} {what}.",
            f"Compare it with the English and mend it, then: {stamp}",
        )


def order(project: Project) -> Iterator[Finding]:
    """The sections stand in the order of the English, and there are no others (T011)."""
    for language, english, page in page_pairs(project):
        if only_english_order_is_wrong(project, page):
            continue
        ids = [section.id for section in english.sections]
        known = [section for section in page.sections if section.id in ids]
        for section in page.sections:
            if section.id not in ids:
                yield Finding(
                    page.path,
                    section.line,
                    "T011",
                    f"The English page has no section #{section.id}.",
                    f"The {language.english_name} page has the same sections as {english.path}.",
                )
        expected = [section_id for section_id in ids if page.section(section_id)]
        for section, section_id in zip(known, expected, strict=False):
            if section.id != section_id:
                yield Finding(
                    page.path,
                    section.line,
                    "T011",
                    f"#{section.id} stands where #{section_id} should.",
                    f"Put the sections in the order of {english.path}.",
                )
                break


def shape(project: Project) -> Iterator[Finding]:
    """The same blocks in the same order: paragraphs, items, rows, columns, cards, pictures (T010)."""
    for pair in section_pairs(project):
        ours, theirs = _shape(pair.english), _shape(pair.translated)
        lost, added = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
        names = [f"{count} fewer {name}" for name, count in lost.items()]
        names += [f"{count} more {name}" for name, count in added.items()]
        if names:
            yield pair.finding("T010", f"#{pair.english.id} has {', '.join(names)} than the English.")
        elif ours != theirs:
            yield pair.finding("T010", f"The blocks of #{pair.english.id} stand in another order than in English.")


def _shape(section: Section) -> list[str]:
    found = [f"level {section.level} heading"]
    for element in walk(section.blocks):
        if element.tag in SHAPE:
            found.append(_name(element))
        elif element.tag == "img":
            found.append(f"picture {element.get('src').replace(MIRRORED, '.')}")
    return found


def _name(element: Element) -> str:
    match element.tag:
        case "card":
            return f"{element.get('kind')} box"
        case "tr":
            return f"row of {len(element.children)} cells"
        case "slot":
            return element.get("name")
        case "li":
            return "tick box" if element.get("tick") else "list item"
        case tag:
            return {"p": "paragraph", "ul": "list", "ol": "numbered list", "write": "line to write on"}.get(tag, tag)


def links(project: Project) -> Iterator[Finding]:
    """The same link targets as often (T012); phone numbers above all, digit by digit (T024)."""
    for pair in section_pairs(project):
        ours, theirs = Counter(_targets(pair.english)), Counter(_targets(pair.translated))
        for target in (ours - theirs).elements():
            yield _link(pair, target, f'The link to "{target}" is missing in #{pair.english.id}.')
        for target in (theirs - ours).elements():
            yield _link(pair, target, f'The English has no link to "{target}" in #{pair.english.id}.')


def settings(project: Project) -> Iterator[Finding]:
    """The same hospital details as often, those too that are empty today (T013)."""
    for pair in section_pairs(project):
        ours, theirs = Counter(pair.english.settings), Counter(pair.translated.settings)
        for name in (ours - theirs) + (theirs - ours):
            yield pair.finding(
                "T013",
                f"#{pair.english.id} has {{{{ {name} }}}} {theirs[name]} times; the English has it {ours[name]} times.",
            )


def sentences(project: Project) -> Iterator[Finding]:
    """There are as many sentences as when somebody last compared the section with the English (T032)."""
    for counted in edited_pairs(project):
        then, now = counted.then.get("sentences", 1), counted.now.get("sentences", 1)
        if then != now:
            yield counted.finding(
                "T032",
                f"#{counted.pair.english.id} has {now} sentences, with headings and titles; "
                f"when it was compared with the English it had {then}.",
            )


def _link(pair: Pair, target: str, message: str) -> Finding:
    return pair.finding("T024" if target.startswith("tel:") else "T012", message)


def _targets(section: Section) -> list[str]:
    elements = walk((section.heading, *section.blocks))
    return [element.get("href") for element in elements if element.tag == "a"]


CHECKS: tuple[Check, ...] = (freshness, in_english_only, order, shape, links, settings, sentences)
