"""The command line: `leaflet build | serve | check | publish ...`, with the habits of `mkdocs build | serve`."""

from __future__ import annotations

import click

from leaflet.commands.build import build
from leaflet.commands.check import check
from leaflet.commands.hosting import hosting
from leaflet.commands.publish import publish_command
from leaflet.commands.record import record
from leaflet.commands.release import release_command, verify
from leaflet.commands.serve import serve
from leaflet.commands.sign import sign
from leaflet.commands.translate import translate

EPILOG = """
\b
Examples:
  leaflet build               build every page of every edition into site/
  leaflet serve               show the site at http://127.0.0.1:8000, build again and check at each save
  leaflet check               say what is wrong with words, pages, files and links: the gate before a release
  leaflet check --fast        the same of the sources alone, in seconds
  leaflet check --explain S014
  leaflet publish hospital --dry-run    what would change for readers; without --dry-run, publish it
  leaflet publish --rollback hospital   the release that was live before
  leaflet translate status    what is fresh, stale or missing in each language
  leaflet sign                what of the English has changed and must be signed before it is published
  leaflet hosting nginx       how a web server is to serve it
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """One leaflet, for every reader: Markdown in, the form that each reader can use out."""


main.add_command(build)
main.add_command(publish_command)
main.add_command(release_command)
main.add_command(serve)
main.add_command(check)
main.add_command(translate)
main.add_command(sign)
main.add_command(record)
main.add_command(hosting)
main.add_command(verify)
