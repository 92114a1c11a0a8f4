"""`docs/` to a `Leaflet`: the only reader of the words.

Reading never raises for what a person wrote: a slip is a `Finding`, and the rest is read all the same.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from leaflet.base.suggest import did_you_mean
from leaflet.content.lossless import unread
from leaflet.content.markdown import MarkdownReader
from leaflet.content.model import Leaflet, Metadata, Page, walk
from leaflet.content.svg import read_picture
from leaflet.content.syntax_tree import DIGEST_LENGTH, parse_markdown
from leaflet.findings.finding import Finding
from leaflet.project.records import parse_yaml, read_text
from leaflet.project.settings import CARDS, SOURCE_LANGUAGE, Settings

MAX_BYTES = 200_000  # of a page: ten times the longest of ours
METADATA_KEYS = ("title", "description", "covers", "last_reviewed", "next_review")
TRANSLATED_KEYS = METADATA_KEYS[:2]  # a translation has the rest from the English page
ENGLISH_ONLY = "languages"  # [en]: the page is not translated


def read_leaflet(
    settings: Settings, language: str = SOURCE_LANGUAGE, source: Leaflet | None = None
) -> tuple[Leaflet, list[Finding]]:
    """All pages of the menu and that of the cards in one language, as people wrote them, and what was wrong in them.

    A page that is missing is left out. A translation takes the facts covered and the review dates from the English
    `source`, and has none of the pages that are in English only. What readers meet: `composing.for_readers`.
    """
    pages: list[Page] = []
    findings: list[Finding] = []
    for name in dict.fromkeys((*settings.pages, CARDS)):
        file = settings.docs / language / f"{name}.md"
        english = source.page(name) if source else None
        if english and english.metadata.english_only:
            continue
        if os.path.isfile(file):  # `Path.is_file` raises for a name that is too long
            page, found = read_page(file, name, language, settings, english)
            findings += found
            if page:
                pages.append(page)
    sources = sorted(
        {
            image.get("src")
            for page in pages
            for section in page.sections
            for image in walk(section.blocks)
            if image.tag == "img"
        }
    )
    found_pictures = (read_picture(settings.docs / src, src) for src in sources)
    pictures = {picture.path: picture for picture in found_pictures if picture}
    return Leaflet(language, tuple(pages), settings.hospital, settings.version, pictures), findings


def read_page(
    file: Path, name: str, language: str, settings: Settings, source: Page | None = None
) -> tuple[Page | None, list[Finding]]:
    """One Markdown file as a `Page`; None where its front matter or encoding leaves nothing to use."""
    path = PurePosixPath("docs", language, f"{name}.md")
    content, findings = read_text(file, path, MAX_BYTES)
    if content is None:
        return None, findings
    reader = MarkdownReader(path, settings.hospital, name)
    try:
        nodes = parse_markdown(content)
        metadata, found = _metadata(nodes, path, language, source)
        sections = tuple(reader.sections(nodes))
        reader.findings += unread(content, nodes, reader)
    except RecursionError:
        return None, [Finding(path, 1, "S029", "Lists or boxes are nested too deeply.", "Use at most 2 levels.")]
    findings += found + reader.findings
    if metadata and metadata.english_only and name in ("index", *settings.safety_pages):
        hint = f'Take the line "{ENGLISH_ONLY}" out.'
        findings.append(Finding(path, 1, "S002", "The home page and safety pages are in every language.", hint))
    if metadata is None or not sections:
        return None, findings
    words = [metadata.title, metadata.description, *(section.digest for section in sections)]
    digest = hashlib.sha256("\n".join(words).encode()).hexdigest()[:DIGEST_LENGTH]
    return Page(name, language, path, metadata, sections, digest), findings


def _metadata(
    nodes: list[SyntaxTreeNode], path: PurePosixPath, language: str, source: Page | None
) -> tuple[Metadata | None, list[Finding]]:
    """The front matter, taken off `nodes`; None and findings where it is missing or wrong.

    None without a finding for a translation whose English page cannot be read: that page has the finding.
    """
    keys = METADATA_KEYS if language == SOURCE_LANGUAGE else TRANSLATED_KEYS
    may_have = (*keys, ENGLISH_ONLY) if keys == METADATA_KEYS else keys
    listed = ", ".join(keys)
    if not nodes or nodes[0].type != "front_matter":
        hint = f"Begin it with --- lines around {listed}."
        return None, [Finding(path, 1, "S002", "The page has no front matter.", hint)]
    front_matter = nodes.pop(0).content
    value, findings = parse_yaml(front_matter, path, first_line=2)
    if not isinstance(value, dict):
        return None, findings or [Finding(path, 1, "S002", "The front matter is empty.", f"Give {listed}.")]
    lines = [line.partition(":")[0].strip() for line in front_matter.splitlines()]
    for key in value:
        if key not in may_have:
            line = lines.index(key) + 2 if key in lines else 1
            findings.append(
                Finding(
                    path,
                    line,
                    "S002",
                    f'The front matter has no field "{key}".',
                    did_you_mean(str(key), may_have, f"It may have {listed}."),
                )
            )
    for key, wanted, good in _field_problems(value, keys):
        line = lines.index(key) + 2 if key in lines else 1
        findings.append(
            Finding(path, line, "S002", f'The front matter needs "{key}", {wanted}.', f"For example {key}: {good}")
        )
    if findings:
        return None, findings
    title, description = value["title"].strip(), value["description"].strip()
    if keys == TRANSLATED_KEYS:
        english = source.metadata if source else None
        return (replace(english, title=title, description=description) if english else None), []
    dates = value["last_reviewed"], value["next_review"]
    return Metadata(title, description, tuple(value["covers"]), *dates, ENGLISH_ONLY in value), []


def _field_problems(value: dict[str, Any], keys: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for key, example in (("title", "Risks"), ("description", "The risks of the procedure, with numbers.")):
        if not isinstance(value.get(key), str) or not value[key].strip():
            yield key, "a line of text", example
    if keys == TRANSLATED_KEYS:
        return
    covers = value.get("covers")
    if not isinstance(covers, list) or not all(isinstance(item, str) for item in covers):
        yield "covers", "a list of fact ids", "[L13, X5]"
    for key in ("last_reviewed", "next_review"):
        if type(value.get(key)) is not date:
            yield key, "a date", "2026-11-20"
    if value.get(ENGLISH_ONLY, [SOURCE_LANGUAGE]) != [SOURCE_LANGUAGE]:
        yield ENGLISH_ONLY, "which can only say that the page is in English alone", f"[{SOURCE_LANGUAGE}]"
