"""This site beside the same English pages built with Material's defaults: what a reader loads, what a build costs.

Both are built and loaded in one run, in turn, so that a slow or busy machine is slow for both; medians are shown.
Compressed sizes are of gzip -9 and Brotli 11, as a static host with precompressed files sends them.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmark.browsing import show_page_checks
from benchmark.building import show, time_builds
from benchmark.checking import show_checks
from benchmark.loading import first_load, longest_page
from benchmark.making import show_downloads
from benchmark.projects import BUILD, copy_as_defaults, copy_project, run, words
from benchmark.serving import only_load, show_served
from benchmark.speaking import show_audio


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
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
        if arguments.load:
            only_load(ours, theirs)
            return
        cold = run([*BUILD], ours)
        print(
            f"Builds: median of {arguments.runs}, in turn. Both have the same {len(words(ours))} English pages; "
            "this site also builds every other language and large print.\n"
        )
        costs = time_builds(ours, theirs, arguments.runs)
        page = longest_page(ours / "site", {page.stem for page in words(ours)})
        loads = [first_load(folder / "site", page) for folder in (ours, theirs)]
        show(f"first load of /{page}", loads, costs)
        show_served([folder / "site" for folder in (ours, theirs)], page, loads)
        show_downloads(ours, cold)
        show_page_checks(ours / "site")
        show_checks(ours, arguments.runs)  # last: it builds the site again, with sound
    show_audio()


if __name__ == "__main__":
    main()
