"""This site beside the same English pages built with Material's defaults: what a reader loads, what a build costs.

Both are built and loaded in one run, in turn, so that a slow or busy machine is slow for both; medians are shown.
Compressed sizes are of gzip -9 and Brotli 11, as a static host with precompressed files sends them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from playwright.sync_api import Page, sync_playwright

from benchmark_pages import show_page_checks
from leaflet.browser import launch
from leaflet.checks.links import serve
from leaflet.formats import FORMATS
from leaflet.hosting import hosted
from leaflet.media_types import is_text
from leaflet.settings import languages, read_settings
from leaflet.site import make_audio
from servers import Server, nginx_server, program

ROOT = Path(__file__).parent.parent
LEAFLET = (sys.executable, "-m", "leaflet")
BUILD = (*LEAFLET, "build", "-q", "--without", "audio")
ONE_FILE = """
import sys
from pathlib import Path
from leaflet.formats import FORMATS
from leaflet.settings import read_settings
from leaflet.sources import Sources
booklet = Sources(read_settings(Path.cwd())[0]).booklet(sys.argv[2])
if sys.argv[1] != "nothing":
    next(made for made in FORMATS if made.name == sys.argv[1]).write(booklet, Path(sys.argv[3]))
"""
ONE_PAGE_READ = """
import sys
from pathlib import Path
from leaflet.recordings import make_recordings
from leaflet.settings import read_settings
from leaflet.sources import Sources
if __name__ == "__main__":
    booklet = Sources(read_settings(Path.cwd())[0]).booklet(sys.argv[1])
    print(sum(one.seconds for one in make_recordings([booklet], Path("spoken"), str, pages=sys.argv[2:])[0].values()))
"""
WRK = """
local paths = { %s }
local turn = 0
request = function()
  turn = turn %% #paths + 1
  return wrk.format("GET", paths[turn], { ["Accept-Encoding"] = "gzip" })
end
"""
CONNECTIONS, SECONDS = 32, 5
QUIET = 4000  # ms
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
    paths: list[str] = field(default_factory=list)


@dataclass
class Cost:
    """A finished process: seconds on the clock, peak memory in MB, seconds of processors (its own processes' too)."""

    seconds: float
    megabytes: float
    processor: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="how often each build is timed (default: 5)")
    parser.add_argument("--audio", action="store_true", help="measure only what audio costs")
    parser.add_argument("--load", action="store_true", help="only what a web server can do with both")
    arguments = parser.parse_args()
    if arguments.audio:
        show_audio()
        return
    with tempfile.TemporaryDirectory(prefix="leaflet-bench-") as scratch:
        ours, theirs = Path(scratch, "ours"), Path(scratch, "defaults")
        copy_project(ours)
        copy_as_defaults(theirs)
        (ours / "node_modules").symlink_to(ROOT / "node_modules")
        if arguments.load:
            only_load(ours, theirs)
            return
        cold = run([*BUILD], ours)
        print(f"Builds: median of {arguments.runs}, in turn. Both have the same {len(words(ours))} English pages; "
              "this site also builds every other language and large print.\n")
        costs = time_builds(ours, theirs, arguments.runs)
        page = longest_page(ours / "site", {page.stem for page in words(ours)})
        loads = [first_load(folder / "site", page) for folder in (ours, theirs)]
        show(f"first load of /{page}", loads, costs)
        show_served([folder / "site" for folder in (ours, theirs)], page, loads)
        show_checks(ours, arguments.runs)
        show_downloads(ours, cold)
        show_page_checks(ours / "site")
    show_audio()


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
    leaflet = [*BUILD]
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
    return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


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
        settle(tab, log)
        browser.close()
    load = Load(requests=len(log))
    for path, status in log:
        file = site / unquote(urlsplit(path).path).lstrip("/")
        if status == 200:
            load.paths.append(path)
            body = (file / "index.html" if file.is_dir() else file).read_bytes()
            as_it_is = file.suffix in NEVER_COMPRESSED
            load.plain += len(body)
            load.gzip += len(body) if as_it_is else len(gzip.compress(body, 9))
            load.brotli += len(body) if as_it_is else len(brotli.compress(body, quality=11))
    return load


def show_checks(ours: Path, runs: int) -> None:
    """What `leaflet check` costs: of the sources, for every save, and of everything, for a release."""
    print(f"\n{'leaflet check':30}{'s':>14}{'peak MB':>16}")
    for name, options, times in (("sources (--fast)", ["--fast"], runs), ("everything", [], 1)):
        costs = [run([*LEAFLET, "check", *options], ours, accepted=(0, 1)) for _ in range(times)]
        seconds, megabytes = (statistics.median(getattr(cost, field) for cost in costs)
                              for field in ("seconds", "megabytes"))
        print(f"{name:30}{seconds:>14.1f}{megabytes:>16.0f}")
def only_load(ours: Path, theirs: Path) -> None:
    if (made := ROOT / ".cache" / "downloads").is_dir():
        shutil.copytree(made, ours / ".cache" / "downloads")
    run([*LEAFLET, "build", "-q"], ours, accepted=(0, 1))
    run([sys.executable, "-m", "mkdocs", "build", "-q"], theirs)
    sites = [folder / "site" for folder in (ours, theirs)]
    page = longest_page(sites[0], {page.stem for page in words(ours)})
    show_served(sites, page, [first_load(site, page) for site in sites])


def settle(tab: Page, log: list[tuple[str, int]]) -> None:
    """Wait until nothing has been asked for in a while: a worker begins late on a busy machine."""
    before = -1
    while before < len(log):
        before = len(log)
        tab.wait_for_timeout(QUIET)


def show_served(sites: list[Path], page: str, loads: list[Load]) -> None:
    """Visits that nginx can serve, of both sites in turn: the page and all that comes with it, by gzip."""
    settings = read_settings(ROOT)[0]
    assert settings
    rates: list[list[tuple[float, float]]] = [[], []]
    for site in sites:
        for file in [file for file in site.rglob("*") if is_text(file.name)]:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9))
    for _ in range(3):
        for rate, site, load in zip(rates, sites, loads, strict=True):
            with tempfile.TemporaryDirectory() as folder, nginx_server(hosted(settings), site, Path(folder)) as server:
                rate.append((requests_a_second(server, [f"/{page}"]),
                             requests_a_second(server, load.paths) / len(load.paths)))
    medians = [[statistics.median(values) for values in zip(*rate, strict=True)] for rate in rates]
    print(f"\n{'nginx, ' + str(CONNECTIONS) + ' connections':44}{'this site':>14}{'Material defaults':>20}")
    for row, name in enumerate((f"/{page} alone, a second", f"visits of /{page}, a second")):
        print(f"{name:44}{medians[0][row]:>14,.0f}{medians[1][row]:>20,.0f}")
    print(f"{'a visit, kB by gzip':44}{loads[0].gzip / 1000:>14.1f}{loads[1].gzip / 1000:>20.1f}")
    print(f"{'a visit, requests':44}{len(loads[0].paths):>14}{len(loads[1].paths):>20}")


def requests_a_second(server: Server, paths: list[str]) -> float:
    """Requests for `paths` in turn that are answered in full. Ends the program where one is not."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(WRK % ", ".join(f'"{path}"' for path in paths))
        script.flush()
        command = [program("wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", script.name, server.address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s*([\d.]+)", said)
    if not found or "Non-2xx" in said:
        raise SystemExit(said)
    return float(found[1])


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
    edit = run([*BUILD], ours, accepted=(0, 1))
    remade = set(downloads.glob("*/*")) - before
    print(f"\nbuild of everything, nothing made before: {cold.seconds:.0f} s for {len(before)} files; "
          f"after one word of the Polish risks page: {edit.seconds:.1f} s, {len(remade)} files made again")


def show_audio() -> None:
    """What reading a page aloud costs, cold and after an edit, and the size of the audio that has been made."""
    with tempfile.TemporaryDirectory(prefix="leaflet-bench-") as scratch:
        folder = Path(scratch, "ours")
        copy_project(folder)
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
        script = folder / "read.py"
        script.write_text(ONE_PAGE_READ)
        command = [sys.executable, str(script), "en", "get-help"]
        cold = run(command, folder)
        file = next((folder / "spoken/pages").glob("*/en-get-help.mp3"))
        size = file.stat().st_size / 1e6
        minutes = json.loads(file.with_suffix(".json").read_text())["seconds"] / 60
        page = folder / "docs/en/get-help.md"
        page.write_text(page.read_text(encoding="utf-8").replace("near your phone", "by your phone"), encoding="utf-8")
        edit = run(command, folder)
    print(f"\naudio of get-help, {minutes:.1f} min in English: {cold.processor / minutes:.1f} s of processor a minute, "
          f"{size / minutes:.2f} MB a minute; after an edit of one sentence: {edit.processor:.1f} s in all")
    for tag, count, seconds, size in audio_made():
        print(f"audio made in {tag}: {count} pages, {seconds / 60:.0f} min, {size / 1e6:.1f} MB")


def audio_made() -> Iterator[tuple[str, int, float, int]]:
    """Pages, seconds and bytes of each language in this project's cache."""
    settings = read_settings(ROOT)[0]
    assert settings
    recordings, _, _ = make_audio(settings, print)
    for tag in settings.languages:
        found = [one for (language, _), one in recordings.items() if language == tag]
        if found:
            yield tag, len(found), sum(one.seconds for one in found), sum(one.bytes for one in found)


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
    for name, size in (("gzip, kB", "gzip"), ("brotli, kB", "brotli"), ("not compressed, kB", "plain")):
        line(f"{page}, {name}", *(f"{getattr(load, size) / 1000:.1f}" for load in loads))
    line(f"{page}, requests", *(str(load.requests) for load in loads))
    for row, name in (("clean", "clean build"), ("one page", "rebuild after 1 page changed")):
        line(f"{name}, s", f"{median(f'{row} ours', 'seconds'):.2f}", f"{median(f'{row} defaults', 'seconds'):.2f}")
        line(f"{name}, peak MB", f"{median(f'{row} ours', 'megabytes'):.0f}",
             f"{median(f'{row} defaults', 'megabytes'):.0f}")
    line("build with nothing changed, s", f"{median('no change ours', 'seconds'):.2f}", "-")


if __name__ == "__main__":
    main()
