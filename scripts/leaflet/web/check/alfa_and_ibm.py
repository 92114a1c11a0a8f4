"""A: two more engines, Siteimprove Alfa (A014) and IBM's (A015), on a sample of each kind of page. No network."""

from __future__ import annotations

import asyncio
import json
import shutil
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaflet.project.settings import languages
from leaflet.web.check.built_pages import Fault, SitePage
from leaflet.web.check.vnu import MODULES

if TYPE_CHECKING:
    from playwright.async_api import Page

ALFA = Path(__file__).with_name("alfa.mjs")
PACKAGES = ("@siteimprove/alfa-rules", "accessibility-checker-engine")
LONGEST_ANSWER = 2**24  # bytes
IBM_RULES = ["IBM_Accessibility", "WCAG_2_2"]
HOME, FORMATS = "", "formats/"
# What an engine says that is not so here: its rule, and the only elements it is left out for.
LEFT_OUT = {
    # WCAG 2.5.5 leaves out links in a sentence; Alfa knows that of paragraphs, not of lists. A004 measures every link.
    "sia-r111": "article :is(li, td, p) > a",
    # The HTML standard has this state of http-equiv (4.2.5.3); other states of it are obsolete.
    "element_attribute_deprecated": 'meta[http-equiv="Content-Security-Policy"]',
    # The way past the header stands before it, as WCAG's technique G1 has it.
    "aria_content_in_landmark": "body > a.skip",
    # The picture in it has its words, and its long description follows: a name of the figure would say them again.
    "figure_label_exists": "figure:has(> img[alt]:not([alt='']))",
    # What scrolls must be reached by keyboard (axe: scrollable-region-focusable); a region is the role for that.
    "element_tabbable_role_valid": "[role=region][aria-label][tabindex='0'].table",
}
IBM = """async ([rules, leftOut]) => {
    const { results } = await new ace.Checker().check(document, rules);
    const at = (path) => document.evaluate(path, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;
    return results.filter(({ value }) => value[1] === "FAIL")
        .map(({ ruleId, path, message }) => [ruleId, at(path.dom), message])
        .filter(([rule, element]) => !(element && rule in leftOut && element.matches(leftOut[rule])))
        .map(([rule, element, message]) => measure.fault("A015", element, `${message} (${rule})`));
}"""
ALFA_SEES = """async () => JSON.stringify({ device: alfa.device.fromWindow(),
    document: await alfa.dom.fromNode(document, { injectDataAlfaId: true }) })"""
ALFA_SAYS = """([failures, leftOut]) => failures
    .map((failure) => [failure, failure.id ? document.querySelector(`[data-alfa-id="${failure.id}"]`) : null])
    .filter(([{ rule }, element]) => !(element && rule in leftOut && element.matches(leftOut[rule])))
    .map(([{ rule, requirements, message }, element]) =>
        measure.fault("A014", element, `${message} (${rule}, ${requirements.join(", ")})`))"""


def missing() -> list[str]:
    """What these engines lack here."""
    return [
        *(package for package in PACKAGES if not (MODULES / package).is_dir()),
        *([] if shutil.which("node") else ["node"]),
    ]


def sample(pages: Sequence[SitePage]) -> list[SitePage]:
    """Home, an ordinary page, one with a table, the formats and the 404 page, in one language of each direction."""
    tags = [
        next((page.language for page in pages if languages()[page.language].direction == direction), None)
        for direction in ("ltr", "rtl")
    ]
    chosen: dict[tuple[str, bool, str], SitePage] = {}
    for page in pages:
        if page.language in tags:
            chosen.setdefault((page.language, page.large, kind(page)), page)
    return list(chosen.values())


def kind(page: SitePage) -> str:
    if page.not_found or page.name in (HOME, FORMATS):
        return page.name
    return "table" if page.html.xpath("//table") else "ordinary"


async def second_opinions(tab: Page, address: str, pages: Sequence[SitePage]) -> AsyncIterator[tuple[SitePage, Fault]]:
    """What both engines find on a sample of `pages`, less what is not so. One page after the other in this tab."""
    alfa = await asyncio.create_subprocess_exec(
        shutil.which("node") or "node", str(ALFA), stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=LONGEST_ANSWER
    )
    try:
        for page in sample(pages):
            await tab.goto(address + page.path)
            await tab.evaluate(engines())
            for fault in [*await tab.evaluate(IBM, [IBM_RULES, LEFT_OUT]), *await ask_alfa(alfa, tab)]:
                yield page, Fault(**fault)
    finally:
        if alfa.returncode is None:
            alfa.kill()
        await alfa.wait()


async def ask_alfa(alfa: asyncio.subprocess.Process, tab: Page) -> list[Any]:
    """Alfa's faults on the page in the tab. Raises `RuntimeError` where it fails."""
    assert alfa.stdin and alfa.stdout and alfa.stderr
    seen: str = await tab.evaluate(ALFA_SEES)
    alfa.stdin.write(seen.encode() + b"\n")
    await alfa.stdin.drain()
    answer = await alfa.stdout.readline()
    if not answer:
        raise RuntimeError(f"Alfa failed: {(await alfa.stderr.read()).decode().strip()[-500:]}")
    faults: list[Any] = await tab.evaluate(ALFA_SAYS, [json.loads(answer), LEFT_OUT])
    return faults


@cache
def engines() -> str:
    """The measuring script that names elements, IBM's engine, and what writes down a page for Alfa."""
    base = (Path(__file__).with_name("browser_scripts") / "base.js").read_text(encoding="utf-8")
    ibm = (MODULES / "accessibility-checker-engine" / "ace.js").read_text(encoding="utf-8")
    dom, device = (_module(f"@siteimprove/alfa-{name}/dist/native.js") for name in ("dom", "device"))
    both = f"globalThis.ace ??= ace;\nglobalThis.alfa = {{ dom: {dom}, device: {device} }};"
    return f"() => {{\n{base}\n{ibm}\n{both}\n}}"


def _module(name: str) -> str:
    """What a module of one namespace, `Native`, gives, as an expression."""
    words = (MODULES / name).read_text(encoding="utf-8").replace("export var Native", "var Native")
    return f"(() => {{\n{words}\nreturn Native;\n}})()"
