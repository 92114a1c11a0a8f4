"""What `leaflet check` costs."""

from __future__ import annotations

import statistics
from pathlib import Path

from benchmark.projects import BUILD, LEAFLET, ROOT, run


def show_checks(ours: Path, runs: int) -> None:
    """What it costs of the sources, for every save, and of everything, for a release.

    With the audio that this project has made, and what a recogniser has heard of it: both are kept between two runs.
    """
    kept = [made.name for made in (ROOT / ".cache" / "audio", ROOT / ".cache" / "heard") if made.exists()]
    for name in kept:
        (ours / ".cache" / name).symlink_to((ROOT / ".cache" / name).resolve())
    # The site so far is one without sound, and would be checked without
    run([*LEAFLET, "build", "-q"] if kept else [*BUILD], ours, accepted=(0, 1))
    everything = f"everything, {', '.join(kept) or 'no audio'}"
    print(f"\n{'leaflet check':30}{'s':>14}{'peak MB':>16}")
    for name, options, times in (("sources (--fast)", ["--fast"], runs), (everything, [], 1)):
        costs = [run([*LEAFLET, "check", *options], ours, accepted=(0, 1)) for _ in range(times)]
        seconds, megabytes = (
            statistics.median(getattr(cost, field) for cost in costs) for field in ("seconds", "megabytes")
        )
        print(f"{name:30}{seconds:>14.1f}{megabytes:>16.0f}")
