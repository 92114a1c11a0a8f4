"""What a web server can do with both sites."""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmark.loading import Load, first_load, longest_page
from benchmark.projects import BUILD, ROOT, run, words
from leaflet.project.media_types import is_text
from leaflet.project.settings import read_settings
from leaflet.web.hosting.headers import hosted
from servers import Server, nginx_server, program

WRK = """
local paths = { %s }
local turn = 0
request = function()
  turn = turn %% #paths + 1
  return wrk.format("GET", paths[turn], { ["Accept-Encoding"] = "gzip" })
end
"""
CONNECTIONS, SECONDS = 32, 5


def only_load(ours: Path, theirs: Path) -> None:
    if (made := ROOT / ".cache" / "downloads").is_dir():
        shutil.copytree(made, ours / ".cache" / "downloads")
    run([*BUILD], ours, accepted=(0, 1))
    run([sys.executable, "-m", "mkdocs", "build", "-q"], theirs)
    sites = [folder / "site" for folder in (ours, theirs)]
    page = longest_page(sites[0], {page.stem for page in words(ours)})
    show_served(sites, page, [first_load(site, page) for site in sites])


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
                rate.append(
                    (requests_a_second(server, [f"/{page}"]), requests_a_second(server, load.paths) / len(load.paths))
                )
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
