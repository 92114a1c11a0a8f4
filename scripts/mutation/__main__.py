"""`scripts/mutate`: seed faults in the real project, one at a time, and record what the checks find."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from datetime import date
from pathlib import Path

from leaflet.base.suggest import did_you_mean
from leaflet.edition.downloads import pool
from leaflet.project.quality import GROUPS, Kind, Quality, read_quality, write_quality

from .areas import AREAS, ROOT, Job, measure, names, prepare, wanted
from .engine import HARMLESS


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/mutate", description=__doc__)
    parser.add_argument("--places", type=int, default=6, help="places for each kind of edit (default: 6)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other places (default: 1)")
    parser.add_argument("--area", default=",".join(AREAS), help=f"only these, of {', '.join(AREAS)}")
    parser.add_argument("--only", metavar="WORDS", default="", help="only kinds with these words in name or group")
    parser.add_argument("--processes", type=int, default=2, help="how many kinds at a time (default: 2)")
    parser.add_argument(
        "--record",
        action="store_true",
        help=(
            "write quality.json, which the leaflet shows to readers; what was recorded the same day with the same seed "
            "is kept, so that the areas can be recorded one after the other"
        ),
    )
    arguments = parser.parse_args()
    areas = arguments.area.split(",")
    if unknown := set(areas) - set(AREAS):
        parser.error(f"there is no area {', '.join(sorted(unknown))}: there are {', '.join(AREAS)}")
    measured: list[Kind] = []
    day, started = date.today(), time.perf_counter()  # of the beginning: a long run may pass midnight
    with tempfile.TemporaryDirectory(prefix="leaflet-mutate-") as folder:
        jobs = wanted(areas, arguments.only, Path(folder))
        if not jobs:
            parser.error(
                f'no kind has "{arguments.only}" in its name or group. '
                + did_you_mean(arguments.only, names(areas, Path(folder)))
            )
        for kind in run(jobs, arguments, Path(folder)):
            show(kind, time.perf_counter() - started)
            measured.append(kind)
            if arguments.record:
                record(day, arguments.seed, kind)
    summarise(measured)
    sys.exit(any(map(fails, measured)))


def run(jobs: Sequence[Job], arguments: argparse.Namespace, folder: Path) -> Iterator[Kind]:
    """Measure the kinds of these jobs, some at a time; each is given as it is done."""
    prepare({area for area, _ in jobs}, lambda words: print(words, file=sys.stderr))
    with pool(min(len(jobs), arguments.processes) or 1) as processes:
        running = [
            processes.submit(measure, area, together, arguments.places, arguments.seed, folder)
            for area, together in jobs
        ]
        try:
            for future in as_completed(running):
                yield from future.result()
        except BaseException:
            processes.shutdown(cancel_futures=True)
            raise


def fails(kind: Kind) -> bool:
    """Whether a fault that safety hangs on was missed, or harm seen where none is; or it was tried nowhere."""
    return (kind.safety or kind.group == HARMLESS) and (kind.right < kind.made or not kind.made)


def show(kind: Kind, seconds: float) -> None:
    """One line for a kind, and one for each edit that was judged wrongly."""
    print(f"{seconds:6.0f} s  {kind.group:10} {kind.name:50} {kind.right:4} of {kind.made:<4}", flush=True)
    for place in kind.missed:
        print(f"            {place}", flush=True)


def record(day: date, seed: int, kind: Kind) -> None:
    """Put a kind into quality.json; one that is broken off keeps what was measured."""
    write_quality(ROOT, day, seed, merged(read_quality(ROOT), day, seed, kind))


def merged(old: Quality | None, day: date, seed: int, kind: Kind) -> list[Kind]:
    """A kind with what the record has of others from the same day with the same seed, by group and name."""
    earlier = old.kinds if old and (old.date, old.seed) == (day, seed) else ()
    kinds = {one.name: one for one in (*earlier, kind)}
    return sorted(kinds.values(), key=lambda one: ((*GROUPS, HARMLESS).index(one.group), one.name))


def summarise(measured: Sequence[Kind]) -> None:
    """Totals of each group, of all faults, and of the harmless edits."""
    for group in (*GROUPS, HARMLESS):
        _line(group, [kind for kind in measured if kind.group == group])
    _line("all faults", [kind for kind in measured if kind.group != HARMLESS])
    _line("what safety hangs on", [kind for kind in measured if kind.safety])


def _line(name: str, kinds: Sequence[Kind]) -> None:
    made, right = sum(kind.made for kind in kinds), sum(kind.right for kind in kinds)
    if made:
        print(f"{name}: {right} of {made} ({right / made:.1%})")


if __name__ == "__main__":
    main()
