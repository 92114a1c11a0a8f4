"""The two projects that are measured, in folders of their own, and what a process that runs in one costs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEAFLET = (sys.executable, "-m", "leaflet")
BUILD = (*LEAFLET, "build", "-q", "--without", "audio")
LAST_LINES = 20  # of what a program said that failed
DEFAULTS = """
site_name: Balloon kyphoplasty
site_url: https://kyphoplasty.example/
theme: {name: material}
markdown_extensions: [admonition, attr_list, tables]
"""


@dataclass
class Cost:
    """A finished process: seconds on the clock, peak memory of its largest process in MB, seconds of processors."""

    seconds: float
    megabytes: float
    processor: float


def copy_project(folder: Path) -> None:
    """The project without what was built, and with the programs of npm that are here."""
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "large-print.yml", "publish.yml", "package.json", "requirements.txt"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")


def copy_as_defaults(folder: Path) -> None:
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
    for page in (ROOT / "docs/en").glob("*.md"):
        (folder / "docs" / page.name).write_text(page.read_text(encoding="utf-8").replace("](../assets/", "](assets/"))
    (folder / "mkdocs.yml").write_text(DEFAULTS)


def words(folder: Path) -> list[Path]:
    return sorted((folder / "docs/en").glob("*.md"))


def run(command: list[str], folder: Path, accepted: tuple[int, ...] = (0,)) -> Cost:
    """What it costs to run a command in a folder. One that fails ends the program with the last it said."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=said, env={**os.environ, "PYTHONPATH": str(folder / "scripts")}
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        if os.waitstatus_to_exitcode(status) not in accepted:
            said.seek(0)
            last = said.read().decode(errors="replace").splitlines()[-LAST_LINES:]
            raise SystemExit("\n".join([f"{' '.join(command)} failed in {folder}", *last]))
    return Cost(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)
