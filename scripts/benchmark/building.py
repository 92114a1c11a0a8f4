"""What a build costs: clean, after a change of one page, and with nothing changed."""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmark.loading import Load
from benchmark.projects import BUILD, Cost, run


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


def show(page: str, loads: list[Load], costs: dict[str, list[Cost]]) -> None:
    def line(name: str, ours: str, theirs: str) -> None:
        print(f"{name:44}{ours:>14}{theirs:>20}")

    def median(row: str, field: str) -> float:
        values: list[float] = [getattr(cost, field) for cost in costs[row]]
        return statistics.median(values)

    line("", "this site", "Material defaults")
    for name, size in (("gzip, kB", "gzip"), ("brotli, kB", "brotli"), ("not compressed, kB", "plain")):
        line(f"{page}, {name}", *(f"{getattr(load, size) / 1000:.1f}" for load in loads))
    line(f"{page}, requests", *(str(load.requests) for load in loads))
    for row, name in (("clean", "clean build"), ("one page", "rebuild after 1 page changed")):
        line(f"{name}, s", f"{median(f'{row} ours', 'seconds'):.2f}", f"{median(f'{row} defaults', 'seconds'):.2f}")
        line(
            f"{name}, peak MB",
            f"{median(f'{row} ours', 'megabytes'):.0f}",
            f"{median(f'{row} defaults', 'megabytes'):.0f}",
        )
    line("build with nothing changed, s", f"{median('no change ours', 'seconds'):.2f}", "-")
