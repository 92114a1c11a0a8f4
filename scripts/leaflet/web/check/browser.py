"""H and A: every page of a built site in a real browser: narrow, wide, in the dark, by keyboard, on paper."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from leaflet.base.find_chromium import chromium_path
from leaflet.findings.codes import rules
from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing
from leaflet.web.check import alfa_and_ibm as second_opinions
from leaflet.web.check.built_pages import Fault, SitePage, read_pages
from leaflet.web.check.html import check_html
from leaflet.web.check.links import serve
from leaflet.web.check.vnu import MODULES, nu

MOST = 5  # findings of one code on one page; the rest are counted
HINTS = {
    "A001": "Mend the template in overrides/ or overrides/assets/leaflet.css. Look the rule up at dequeuniversity.com.",
    "A010": "Tables stand in a named region in overrides/; see scripts/leaflet/edition/markup.py.",
    "A011": "Report it: the program puts every number in <bdi dir=ltr>, and this one slipped through.",
    "A013": "Shorten the page, or the styles for print in overrides/assets/leaflet.css.",
    "H015": "Keep what a page loads in docs/assets/ or overrides/assets/, within web/content_security_policy.py.",
}
LOOKS_HINT = "Mend overrides/assets/leaflet.css, and look at the page in that look."


def check_pages(site: Path, progress: Callable[[str], object], languages: Collection[str] = ()) -> Iterator[Finding]:
    """Findings of families H and A of every page of `site`, of all languages or of these, sorted by page and line.

    Raises `ToolMissing` with what to run where the Nu HTML checker, Chromium, Playwright or an npm package is missing.
    """
    needed()
    progress("reading the HTML of every page")
    found = {*check_html(site, languages), *nu(site, languages)}
    found |= set(in_browser(site, read_pages(site, languages), progress))
    yield from sorted(found)


def needed() -> None:
    """Raise `ToolMissing` for what the browser checks lack here."""
    wanted = {
        "Chromium": chromium_path() is not None,
        "Playwright": find_spec("playwright") is not None,
        **{package: (MODULES / package).is_dir() for package in ("axe-core", "vnu-jar")},
    }
    if missing := [*(name for name, is_there in wanted.items() if not is_there), *second_opinions.missing()]:
        raise ToolMissing(f"{', '.join(missing)}: not installed here, run scripts/setup test")


def in_browser(
    site: Path, pages: Sequence[SitePage], progress: Callable[[str], object], others: bool = True
) -> list[Finding]:
    """What the browser finds on these pages of `site`; `others`: Alfa and IBM's engine too, on a sample.

    `progress` is called from another thread.
    """
    from leaflet.web.check.chromium import visit_all  # here, so that a machine without Playwright is told what to run

    with serve(site) as address, ThreadPoolExecutor(1) as own_thread:  # the caller may have an event loop of its own
        faults = own_thread.submit(asyncio.run, visit_all(address, pages, progress, others)).result()
    return list(to_findings(faults))


def to_findings(faults: Iterable[tuple[SitePage, str, Fault]]) -> Iterator[Finding]:
    """One finding for what is wrong with an element, in however many looks; at most `MOST` of a kind a page."""
    looks: dict[tuple[SitePage, Fault], list[str]] = defaultdict(list)
    for page, look, fault in faults:
        looks[page, fault].append(look)
    kinds: dict[tuple[SitePage, str], list[tuple[Fault, list[str]]]] = defaultdict(list)
    for (page, fault), seen_in in looks.items():
        kinds[page, fault.code].append((fault, seen_in))
    for (page, code), found in kinds.items():
        hint = HINTS.get(code, LOOKS_HINT)
        for fault, seen_in in found[:MOST]:
            yield page.finding(
                code, f"{fault.words} ({', '.join(dict.fromkeys(seen_in))}).", hint, page.line(fault.tag, fault.index)
            )
        if len(found) > MOST:
            yield page.finding(code, f"{rules()[code].title}: {len(found) - MOST} more on this page.", hint)
