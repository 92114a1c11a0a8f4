"""Chromium on the pages of a site: one visit of a page measures it in every look, by keyboard and on paper."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, BrowserContext, CDPSession, Page, Request, Response, async_playwright
from playwright.async_api import Error as BrowserError

from leaflet.base.find_chromium import ARGUMENTS, chromium_path
from leaflet.content.quantity import PATTERN
from leaflet.web.check.alfa_and_ibm import second_opinions
from leaflet.web.check.built_pages import Fault, SitePage
from leaflet.web.check.printed_sheets import one_sheet
from leaflet.web.check.vnu import MODULES

TABS = max(2, min(os.cpu_count() or 2, 8))
TIMEOUT = 60_000  # ms, for a step that hangs
CONTRAST = 7  # to 1: WCAG 1.4.6, level AAA
SIZES = {False: 19, True: 24}  # CSS px of the smallest text: 14pt, and 18pt in large print
PAPER = 688  # CSS px across A4 between the margins of leaflet.css: 210 less 28 mm
WIDE, HEIGHT = 1280, 720
BETWEEN = (500, 700)  # px: widths between a phone and a desk, for pages with tables
IN_PAGE = Path(__file__).with_name("browser_scripts")
SCRIPTS = ("base", "colours", "room", "keyboard", "numbers", "looks")
TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = {
    "resultTypes": ["violations", "incomplete"],
    "runOnly": {"type": "tag", "values": list(TAGS)},
    "rules": {"target-size": {"enabled": True}, "color-contrast-enhanced": {"enabled": True}},
}
# The colours are measured in every look without it, and more of them: axe leaves out most Arabic and Urdu.
AXE_AGAIN = {
    **AXE,
    "rules": {
        "target-size": {"enabled": True},
        "color-contrast": {"enabled": False},
        "color-contrast-enhanced": {"enabled": False},
    },
}


Found = tuple[SitePage, str, Fault]


@cache
def in_page() -> str:
    """The measuring scripts and axe, as every page gets them."""
    axe = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    base, *own = [(IN_PAGE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    grammar = f'measure.QUANTITY = new RegExp({json.dumps(PATTERN)}, "g");'
    return "\n".join([axe, base, grammar, *own])


async def visit_all(
    address: str, pages: Sequence[SitePage], progress: Callable[[str], object], others: bool = True
) -> list[Found]:
    """What is wrong on `pages`, served at `address`, with the look that shows it. Several tabs at a time.

    `others`: ask other engines about a sample of the pages too.
    """
    found: list[Found] = []
    todo = iter(enumerate(pages, 1))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=list(ARGUMENTS))
        context = await new_context(browser)

        async def work() -> None:
            tab = await Tab.open(context, address)
            for number, page in todo:
                progress(f"looking at /{page.path} ({number} of {len(pages)})")
                found.extend((page, look, fault) for look, fault in await tab.visit(page))

        async def ask_others() -> None:
            tab = await browser.new_page(viewport={"width": WIDE, "height": HEIGHT})
            async for page, fault in second_opinions(tab, address, pages):
                found.append((page, "1280 px wide, light", fault))

        try:
            await asyncio.gather(*(work() for _ in range(min(TABS, len(pages)))), *([ask_others()] if others else []))
        finally:
            await browser.close()
    return found


async def new_context(browser: Browser) -> BrowserContext:
    """A context with the measuring scripts in every page, in which no animation delays what is measured."""
    context = await browser.new_context(viewport={"width": 320, "height": HEIGHT}, reduced_motion="reduce")
    context.set_default_timeout(TIMEOUT)
    await context.add_init_script(in_page())
    return context


class Tab:
    """A tab of the browser, and what is wrong on the page it shows."""

    def __init__(self, page: Page, keys: CDPSession, address: str) -> None:
        self.page, self.keys, self.address = page, keys, address
        self.found: list[tuple[str, Fault]] = []
        self.look = ""
        page.on("console", lambda message: self.complaint(f"The browser says: {message.text}"))
        page.on("pageerror", lambda error: self.complaint(f"A script fails: {error}"))
        page.on("request", self.asked)
        page.on("requestfailed", self.failed)
        page.on("response", self.answered)

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaint(f"It asks another place, {request.url}")

    def failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a picture far down, not yet there when the page is left
            self.complaint(f"It asks for {request.url} in vain: {request.failure}")

    def answered(self, response: Response) -> None:
        if response.status >= 400:
            self.complaint(f"It asks for {response.url} in vain: {response.status}")

    @classmethod
    async def open(cls, context: BrowserContext, address: str) -> Tab:
        page = await context.new_page()
        return cls(page, await context.new_cdp_session(page), address)

    def complaint(self, words: str) -> None:
        self.found.append((self.look, Fault("H015", words.replace(self.address, "/")[:300])))

    async def visit(self, page: SitePage) -> list[tuple[str, Fault]]:
        """Everything that is wrong on a page, each with the look that shows it."""
        self.found = []
        try:
            await self.see(page, {"contrast": CONTRAST, "size": SIZES[page.large]})
        except BrowserError as error:
            self.complaint(f"The browser could not show or measure it: {str(error).splitlines()[0]}")
        return self.found

    async def see(self, page: SitePage, least: dict[str, int]) -> None:
        await self.set("320 px wide, light", 320)
        await self.page.goto(self.address + page.path)
        await self.measure("all", least)
        await self.open_boxes(True)
        await self.measure("withAxe", AXE)
        await self.open_boxes(False)
        await self.tab_through()
        await self.measure("menus")
        await self.set("320 px wide, dark", 320, color_scheme="dark")
        await self.measure("colours", least)
        await self.set("at 400%", 320, height=256)
        await self.measure("room")
        for width in BETWEEN if page.html.xpath("//table") else ():
            await self.set(f"{width} px wide", width)
            await self.measure("room")
        await self.set("1280 px wide, light", WIDE)
        await self.measure("all", least)
        await self.measure("visible")
        await self.measure("withAxe", AXE_AGAIN)
        await self.set("1280 px wide, dark", WIDE, color_scheme="dark")
        await self.measure("colours", least)
        for scheme in ("light", "dark"):
            await self.set(f"in the reader's own colours, {scheme}", 320, color_scheme=scheme, forced_colors="active")
            await self.measure("forced")
        await self.set("on paper", PAPER, media="print", color_scheme="dark")
        await self.measure("paper", least)
        self.found += [("on paper", Fault(*fault)) for fault in await one_sheet(self.page, page)]

    async def set(
        self,
        look: str,
        width: int,
        height: int = HEIGHT,
        media: Literal["screen", "print"] = "screen",
        color_scheme: Literal["light", "dark"] = "light",
        forced_colors: Literal["active", "none"] = "none",
    ) -> None:
        """Show the page in another way, without loading it again."""
        self.look = look
        await self.page.set_viewport_size({"width": width, "height": height})
        await self.page.emulate_media(
            media=media, color_scheme=color_scheme, forced_colors=forced_colors, reduced_motion="reduce"
        )
        await self.page.evaluate("() => globalThis.measure?.fresh()")

    async def open_boxes(self, yes: bool) -> None:
        await self.page.evaluate("yes => measure.open(yes)", yes)

    async def measure(self, name: str, argument: Any = None) -> None:
        """Call a function of the measuring scripts."""
        call = f"argument => measure.{name}(...(argument === null ? [] : [argument]))"
        for fault in await self.page.evaluate(call, argument):
            self.found.append((self.look, Fault(**fault)))

    async def tab_through(self) -> None:
        """Press Tab from the top to the end and out. The presses are sent at once; the page notes what each met."""
        presses = await self.page.evaluate("measure.start()")
        await asyncio.gather(*(self.keys.send("Input.dispatchKeyEvent", event) for event in tab_events(presses)))
        await self.measure("walked")


def tab_events(presses: int) -> Iterator[dict[str, Any]]:
    """https://chromedevtools.github.io/devtools-protocol/tot/Input/#method-dispatchKeyEvent"""
    key = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    for _ in range(presses):
        yield {"type": "rawKeyDown", **key}
        yield {"type": "keyUp", **key}
