"""S: pictures have alternative text, are there, and can neither run nor fetch anything; styles have their tokens."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import cast

from lxml import etree

from leaflet.base.suggest import did_you_mean
from leaflet.checks.source_check import Check
from leaflet.content.model import page_elements
from leaflet.content.svg import MAX_SIZE, SVG, read_svg
from leaflet.edition.look import PATH as TOKENS
from leaflet.edition.look import lacking
from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.records import read_text, read_yaml

# What only draws (SVG 2, appendix F, without what runs, fetches, moves, or takes in other languages).
_DRAWS = re.compile(
    "svg|g|defs|symbol|use|title|desc|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|"
    "clipPath|mask|marker|pattern|linearGradient|radialGradient|stop"
)
_FETCHES = re.compile(r"url\s*\((?!\s*#)|\\", re.IGNORECASE)  # u\72l( is url( in CSS
MAX_DRAWN = 20_000  # elements, with each <use> counted as all that it draws
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
SHEETS = (
    "overrides/assets/*.css",
    "scripts/leaflet/formats/pdf/style.css",
    "scripts/leaflet/formats/epub/style.css",
)


def in_pages(project: Project) -> Iterator[Finding]:
    """Every picture on a page has alternative text (S010), and its file is there and has a size (S011)."""
    files = {file.relative_to(project.settings.docs).as_posix() for file in _svg_files(project, "docs")}
    for leaflet in project.leaflets.values():
        for page in leaflet.pages:
            for _, element in page_elements(page):
                if element.tag != "img":
                    continue
                source = element.get("src")
                if not element.get("alt"):
                    yield Finding(
                        page.path,
                        element.line,
                        "S010",
                        f"The picture {source} has no alternative text.",
                        "Say what it shows: ![A person lies on their front](../assets/...)",
                    )
                if source and source not in files:
                    names = {PurePosixPath(file).name: file for file in files}
                    yield Finding(
                        page.path,
                        element.line,
                        "S011",
                        f"There is no picture docs/{source}.",
                        did_you_mean(PurePosixPath(source).name, names, "Pictures are SVG files."),
                    )
                elif source and source not in leaflet.pictures:
                    yield Finding(
                        page.path,
                        element.line,
                        "S011",
                        f"The picture docs/{source} says no good size.",
                        f"Give its svg element width and height, or a viewBox, of at most {MAX_SIZE:,}.",
                    )


def safe(project: Project) -> Iterator[Finding]:
    """Every SVG of the project is well-formed (S021) and harmless (S020)."""
    for file in _svg_files(project, "docs", "overrides"):
        path = PurePosixPath(file.relative_to(project.settings.root).as_posix())
        try:
            root = read_svg(file)
        except (ValueError, OSError) as error:
            yield Finding(
                path,
                1,
                "S021",
                f"This picture cannot be used: {error}.",
                "Save it again as plain SVG, without a DOCTYPE.",
            )
            continue
        if _shapes(root) > MAX_DRAWN:
            yield Finding(
                path,
                1,
                "S020",
                f"The picture draws itself, over {MAX_DRAWN:,} shapes, or each by another.",
                "Draw with fewer <use> elements.",
            )
        for element in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
            for fact in _dangers(element):
                line = cast(int, element.sourceline or 1)
                yield Finding(
                    path,
                    line,
                    "S020",
                    fact,
                    "Save the picture as plain SVG: shapes with their own attributes, nothing else.",
                )


def _shapes(root: etree._Element) -> float:
    """How many elements a picture draws; infinitely many where they are nested too deeply to be counted."""
    try:
        return _drawn(root, {element.get("id", ""): element for element in root.iter(etree.Element)}, {})
    except RecursionError:
        return math.inf


def _drawn(element: etree._Element, ids: Mapping[str, etree._Element], known: dict[etree._Element, float]) -> float:
    """How many elements are drawn for this one; infinitely many where it draws itself (SVG 2, 5.6)."""
    if element not in known:
        known[element] = math.inf  # until it is known: met again inside itself
        href = element.get("href") or element.get(_XLINK_HREF) or ""
        drawn = [ids[href[1:]]] if href.startswith("#") and href[1:] in ids else []
        known[element] = 1 + sum(_drawn(child, ids, known) for child in (*element.iterchildren(etree.Element), *drawn))
    return known[element]


def _dangers(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        if isinstance(element, etree._ProcessingInstruction):
            yield "The picture has a processing instruction."
        return
    name = etree.QName(element).localname
    if not _DRAWS.fullmatch(name) or etree.QName(element).namespace != SVG:
        yield f"The picture has a <{name}> element, which does not only draw."
    for attribute, value in element.attrib.items():
        local = etree.QName(attribute).localname
        if local.lower().startswith("on"):
            yield f"The picture has an event attribute, {local}."
        elif attribute == _XLINK_HREF or local in ("href", "src"):
            if not str(value).startswith("#"):
                yield f"The picture refers to something outside it: {str(value)[:60]}"
        elif local == "style" or _FETCHES.search(str(value)):
            yield f"The picture has a {local} that could fetch something: {str(value)[:60]}"


def _svg_files(project: Project, *places: str) -> list[Path]:
    folders = (project.settings.root / place / "assets" for place in places)
    return sorted(file for folder in folders for file in folder.rglob("*.svg") if file.is_file())


def tokens(project: Project) -> Iterator[Finding]:
    """Each `$name` of a style sheet is a token (S055), and the tokens can be read (S001)."""
    root = project.settings.root
    sheets = sorted(sheet for pattern in SHEETS for sheet in root.glob(pattern))
    if not sheets:
        return
    value, findings = read_yaml(root / TOKENS, TOKENS)
    yield from findings
    for sheet in sheets if value is not None else ():
        path = PurePosixPath(sheet.relative_to(root).as_posix())
        words, unreadable = read_text(sheet, path)
        yield from unreadable
        for line, name in lacking(words or "", root / TOKENS):
            yield Finding(
                path, line, "S055", f"There is no token ${name}.", f"Put it into {TOKENS}, or use one of those there."
            )


CHECKS: tuple[Check, ...] = (in_pages, safe, tokens)
