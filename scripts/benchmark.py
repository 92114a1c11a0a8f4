"""This site beside the same English pages built with Material's defaults: what a reader loads, what a build costs.

Both are built and loaded in one run, in turn, so that a slow or busy machine is slow for both; medians are shown.
Compressed sizes are of gzip -9 and Brotli 11, as a static host with precompressed files sends them.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from playwright.sync_api import sync_playwright

from benchmark_pages import show_page_checks
from leaflet.browser import launch
from leaflet.checks.links import serve
from leaflet.formats import FORMATS
from leaflet.settings import languages

ROOT = Path(__file__).parent.parent
LEAFLET = (sys.executable, "-m", "leaflet")
ONE_FILE = """
import sys
from pathlib import Path
from leaflet.formats import FORMATS
from leaflet.settings import read_settings
from leaflet.views import Sources
booklet = Sources(read_settings(Path.cwd())[0]).booklet(sys.argv[2])
if sys.argv[1] != "nothing":
    next(made for made in FORMATS if made.name == sys.argv[1]).write(booklet, Path(sys.argv[3]))
"""
PHONE = {"width": 360, "height": 740}
NEVER_COMPRESSED = (".png", ".woff2", ".jpg", ".webp")
DEFAULTS = """
site_name: Balloon kyphoplasty
site_url: https://kyphoplasty.example/
theme: {name: material}
markdown_extensions: [admonition, attr_list, tables]
"""


@dataclass
class Load:
    """What a browser fetched to show one page."""

    requests: int = 0
    plain: int = 0
    gzip: int = 0
    brotli: int = 0


@dataclass
class Cost:
    """A finished process: seconds on the clock, peak memory in MB."""

    seconds: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="how often each build is timed (default: 5)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leaflet-bench-") as scratch:
        ours, theirs = Path(scratch, "ours"), Path(scratch, "defaults")
        copy_project(ours)
        copy_as_defaults(theirs)
        (ours / "node_modules").symlink_to(ROOT / "node_modules")
        cold = run([*LEAFLET, "build", "-q"], ours)
        print(f"Builds: median of {arguments.runs}, in turn. Both have the same {len(words(ours))} English pages; "
              "this site also builds every other language and large print.\n")
        costs = time_builds(ours, theirs, arguments.runs)
        page = longest_page(ours / "site", {page.stem for page in words(ours)})
        loads = [first_load(folder / "site", page) for folder in (ours, theirs)]
        show(f"first load of /{page}", loads, costs)
        show_downloads(ours, cold)
        show_page_checks(ours / "site")


def copy_project(folder: Path) -> None:
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "large-print.yml", "requirements.txt"):
        shutil.copy(ROOT / name, folder / name)


def copy_as_defaults(folder: Path) -> None:
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
    for page in (ROOT / "docs/en").glob("*.md"):
        (folder / "docs" / page.name).write_text(page.read_text(encoding="utf-8").replace("](../assets/", "](assets/"))
    (folder / "mkdocs.yml").write_text(DEFAULTS)


def words(folder: Path) -> list[Path]:
    return sorted((folder / "docs/en").glob("*.md"))


def time_builds(ours: Path, theirs: Path, runs: int) -> dict[str, list[Cost]]:
    """Clean builds and rebuilds after a change of one page, of both sites, in turn."""
    leaflet = [*LEAFLET, "build", "-q"]
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q"]
    rows: dict[str, list[Cost]] = {}

    def timed(row: str, command: list[str], folder: Path, before: Callable[[], object]) -> None:
        before()
        rows.setdefault(row, []).append(run(command, folder))

    for _ in range(runs):
        timed("clean ours", leaflet, ours, lambda: shutil.rmtree(ours / "site", ignore_errors=True))
        timed("clean defaults", mkdocs, theirs, lambda: shutil.rmtree(theirs / "site", ignore_errors=True))
        timed("one page ours", leaflet, ours, lambda: change(ours / "docs/en/risks.md"))
        timed("one page defaults", mkdocs, theirs, lambda: change(theirs / "docs/risks.md"))
        timed("no change ours", leaflet, ours, lambda: None)
    return rows


def change(page: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8") + f"\n<!-- {time.time()} -->\n", encoding="utf-8")


def run(command: list[str], folder: Path, accepted: tuple[int, ...] = (0,)) -> Cost:
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               env={**os.environ, "PYTHONPATH": str(folder / "scripts")})
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in accepted:
        raise SystemExit(f"{' '.join(command)} failed in {folder}")
    return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024)


def longest_page(site: Path, names: set[str]) -> str:
    """The English page with the largest file, as an address."""
    pages = [page for page in site.glob("*/index.html") if page.parent.name in names]
    return max(pages, key=lambda page: page.stat().st_size).parent.name + "/"


def first_load(site: Path, page: str) -> Load:
    """Everything that a phone fetches to show `page` with an empty cache, without scrolling, workers included."""
    log: list[tuple[str, int]] = []
    with serve(site, log) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        tab = browser.new_page(viewport=PHONE)
        tab.on("requestfailed", lambda request: log.append((request.url, 0)))
        tab.goto(address + page, wait_until="networkidle")
        tab.wait_for_timeout(1000)
        browser.close()
    load = Load(requests=len(log))
    for path, status in log:
        file = site / unquote(urlsplit(path).path).lstrip("/")
        if status == 200:
            body = (file / "index.html" if file.is_dir() else file).read_bytes()
            as_it_is = file.suffix in NEVER_COMPRESSED
            load.plain += len(body)
            load.gzip += len(body) if as_it_is else len(gzip.compress(body, 9))
            load.brotli += len(body) if as_it_is else len(brotli.compress(body, quality=11))
    return load


def show_downloads(ours: Path, cold: Cost) -> None:
    """What each format costs, in a process of its own (less reading the leaflet), and what a small edit costs."""
    print(f"\n{'one file (English, Urdu)':30}{'s':>14}{'peak MB':>16}{'file MB':>18}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "file")
        reading = {tag: one_file(ours, "nothing", tag, file) for tag in ("en", "ur")}
        for made in FORMATS:
            tags = [tag for tag in ("en", "ur") if made.is_for(languages()[tag]) and not made.missing(languages()[tag])]
            costs = [one_file(ours, made.name, tag, file) for tag in tags]
            sizes = [cost[1] for cost in costs]
            seconds = [cost[0].seconds - reading[tag][0].seconds for tag, cost in zip(tags, costs, strict=True)]
            print(f"{made.name:30}{_both(seconds, 2):>14}{_both([cost[0].megabytes for cost in costs], 0):>16}"
                  f"{_both(sizes, 2):>18}")
    downloads = ours / ".cache" / "downloads"
    before = set(downloads.glob("*/*"))
    change_word(ours / "docs/pl/risks.md")
    edit = run([*LEAFLET, "build", "-q"], ours, accepted=(0, 1))
    remade = set(downloads.glob("*/*")) - before
    print(f"\nbuild of everything, nothing made before: {cold.seconds:.0f} s for {len(before)} files; "
          f"after one word of the Polish risks page: {edit.seconds:.1f} s, {len(remade)} files made again")


def one_file(folder: Path, name: str, tag: str, file: Path) -> tuple[Cost, float]:
    cost = run([sys.executable, "-c", ONE_FILE, name, tag, str(file)], folder)
    return cost, file.stat().st_size / 1e6 if file.exists() else 0


def change_word(page: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8").replace("Rysunek", "Obrazek", 1), encoding="utf-8")


def _both(values: list[float], digits: int) -> str:
    return ", ".join(f"{value:.{digits}f}" for value in values)


def show(page: str, loads: list[Load], costs: dict[str, list[Cost]]) -> None:
    def line(name: str, ours: str, theirs: str) -> None:
        print(f"{name:44}{ours:>14}{theirs:>20}")

    def median(row: str, field: str) -> float:
        return statistics.median(getattr(cost, field) for cost in costs[row])

    line("", "this site", "Material defaults")
    for name, field in (("gzip, kB", "gzip"), ("brotli, kB", "brotli"), ("not compressed, kB", "plain")):
        line(f"{page}, {name}", *(f"{getattr(load, field) / 1000:.1f}" for load in loads))
    line(f"{page}, requests", *(str(load.requests) for load in loads))
    for row, name in (("clean", "clean build"), ("one page", "rebuild after 1 page changed")):
        line(f"{name}, s", f"{median(f'{row} ours', 'seconds'):.2f}", f"{median(f'{row} defaults', 'seconds'):.2f}")
        line(f"{name}, peak MB", f"{median(f'{row} ours', 'megabytes'):.0f}",
             f"{median(f'{row} defaults', 'megabytes'):.0f}")
    line("build with nothing changed, s", f"{median('no change ours', 'seconds'):.2f}", "-")


if __name__ == "__main__":
    main()
