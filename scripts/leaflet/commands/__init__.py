"""The command line: `leaflet build | serve | check`, with the habits of `mkdocs build | serve`."""

from __future__ import annotations

import click

from leaflet.commands.build import build

EPILOG = """
\b
Examples:
  leaflet build            build every page of every edition into site/
  leaflet serve            show the site at http://127.0.0.1:8000 and build again at each save
  leaflet check            say what is wrong with the words, the structure and the links
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """One leaflet, for every reader."""


main.add_command(build)
