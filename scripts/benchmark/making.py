"""What each download costs, and what a small edit costs."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmark.projects import BUILD, Cost, run
from leaflet.formats.registry import WRITTEN
from leaflet.project.settings import languages

ONE_FILE = """
import sys
from pathlib import Path
from datetime import date
from leaflet.edition.project import Project
from leaflet.formats.registry import FORMATS
booklet = Project.read(Path.cwd(), date.today())[0].booklet(sys.argv[2])
if sys.argv[1] != "nothing":
    next(made for made in FORMATS if made.name == sys.argv[1]).write(booklet, Path(sys.argv[3]))
"""


def show_downloads(ours: Path, cold: Cost) -> None:
    """What each format costs, in a process of its own (less reading the leaflet), and what a small edit costs."""
    print(f"\n{'one file (English, Urdu)':30}{'s':>14}{'peak MB':>16}{'file MB':>18}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "file")
        reading = {tag: one_file(ours, "nothing", tag, file) for tag in ("en", "ur")}
        for made in (one for one in WRITTEN if not one.reads_aloud):  # nothing is read aloud here
            tags = [tag for tag in ("en", "ur") if made.is_for(languages()[tag]) and not made.missing(languages()[tag])]
            costs = [one_file(ours, made.name, tag, file) for tag in tags]
            sizes = [cost[1] for cost in costs]
            seconds = [cost[0].seconds - reading[tag][0].seconds for tag, cost in zip(tags, costs, strict=True)]
            print(
                f"{made.name:30}{_both(seconds, 2):>14}{_both([cost[0].megabytes for cost in costs], 0):>16}"
                f"{_both(sizes, 2):>18}"
            )
    downloads = ours / ".cache" / "downloads"
    before = set(downloads.glob("*/*"))
    page = ours / "docs/pl/risks.md"
    words = page.read_bytes()
    change_word(page)
    edit = run([*BUILD], ours, accepted=(0, 1))
    page.write_bytes(words)
    remade = set(downloads.glob("*/*")) - before
    print(
        f"\nbuild of everything, nothing made before: {cold.seconds:.0f} s for {len(before)} files; "
        f"after one word of the Polish risks page: {edit.seconds:.1f} s, {len(remade)} files made again"
    )


def one_file(folder: Path, name: str, tag: str, file: Path) -> tuple[Cost, float]:
    cost = run([sys.executable, "-c", ONE_FILE, name, tag, str(file)], folder)
    return cost, file.stat().st_size / 1e6 if file.exists() else 0


def change_word(page: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8").replace("Rysunek", "Obrazek", 1), encoding="utf-8")


def _both(values: list[float], digits: int) -> str:
    return ", ".join(f"{value:.{digits}f}" for value in values)
