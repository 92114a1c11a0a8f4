"""`scripts/mutate`: seed faults in the real project, one at a time, and record what the checks find."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from leaflet.quality import GROUPS, Kind, write_quality

from . import sources
from .engine import HARMLESS, measure

ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/mutate", description=__doc__)
    parser.add_argument("--places", type=int, default=10, help="places for each kind of edit (default: 10)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other places (default: 1)")
    parser.add_argument("--only", metavar="WORDS", help="only kinds with these words in their name or group")
    parser.add_argument("--record", action="store_true", help="write quality.json, which the leaflet shows to readers")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leaflet-mutate-") as folder:
        measured = run(Path(folder), arguments)
    summarise(measured)
    if arguments.record:
        write_quality(ROOT, date.today(), arguments.seed, measured)
    sys.exit(any(kind.right < kind.made for kind in measured if kind.safety or kind.group == HARMLESS))


def run(folder: Path, arguments: argparse.Namespace) -> list[Kind]:
    """Measure every kind that is asked for, and show each as it is done."""
    measured = []
    for kind in sources.kinds(sources.Project(ROOT, folder / "project")):
        if arguments.only and arguments.only not in f"{kind.name} {kind.group}":
            continue
        started = time.perf_counter()
        done = measure(kind, arguments.places, arguments.seed, lambda words: print(words, file=sys.stderr))
        measured.append(done)
        print(f"{done.group:10} {done.name:45} {done.right:4} of {done.made:<4} {time.perf_counter() - started:6.1f} s",
              flush=True)
    return measured


def summarise(measured: list[Kind]) -> None:
    """Totals of each group, of all faults, and of the harmless edits."""
    for group in (*GROUPS, HARMLESS):
        _line(group, [kind for kind in measured if kind.group == group])
    _line("all faults", [kind for kind in measured if kind.group != HARMLESS])
    _line("what safety hangs on", [kind for kind in measured if kind.safety])


def _line(name: str, kinds: list[Kind]) -> None:
    made, right = sum(kind.made for kind in kinds), sum(kind.right for kind in kinds)
    if made:
        print(f"{name}: {right} of {made} ({right / made:.1%})")


if __name__ == "__main__":
    main()
