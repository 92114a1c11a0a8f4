"""The real Chromium, found where `scripts/setup` puts it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium_path() -> str | None:
    """The browser's program: LEAFLET_CHROMIUM, or Chromium or Chrome on the path."""
    return os.environ.get("LEAFLET_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def launch(playwright: Playwright) -> Browser:
    """A browser without a window. Raises `FileNotFoundError` where there is none."""
    program = chromium_path()
    if program is None:
        raise FileNotFoundError("there is no Chromium here: run scripts/setup test")
    return playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
