"""`leaflet hosting nginx | apache`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from leaflet.commands.output import fail, project_settings
from leaflet.web.hosting import apache, nginx
from leaflet.web.hosting.headers import Hosted, hosted


def _folder(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"/[^\0-\x1f\x7f\"\\$%{}]*", value):
        raise click.BadParameter('it does not begin with /, or has one of these in it: " \\ $ % { }')
    return value


FOLDER = click.option(
    "--folder",
    callback=_folder,
    default="/srv/leaflet/current",
    show_default=True,
    help="Where the site's files are on the server.",
)


@click.group()
def hosting() -> None:
    """Configurations for web servers: headers, media types, and pages for addresses that do not exist.

    Apache's `.htaccess`, Netlify's and Cloudflare's `_headers` and Azure's `staticwebapp.config.json` need no command:
    the build puts them into the site.
    """


@hosting.command(
    "nginx",
    epilog="""
\b
Examples:
  leaflet hosting nginx --folder /srv/leaflet/current --listen 80
  leaflet hosting nginx --brotli     where nginx has the module brotli_static
""",
)
@FOLDER
@click.option("--listen", default="80", show_default=True, help="Address and port, as nginx takes them.")
@click.option("--brotli", is_flag=True, help="This nginx has the module brotli_static.")
def for_nginx(folder: str, listen: str, brotli: bool) -> None:
    """Write a configuration for nginx to the standard output."""
    site = _site()
    if site.path != "/":
        fail(
            f"the site's address ends in {site.path}: this is for a site at the root of its host. "
            "Set site_url in mkdocs.yml, or put the lines of `server` into a server of your own."
        )
    click.echo(nginx.configuration(site, folder, listen, brotli), nl=False)


@hosting.command(
    "apache",
    epilog="""
\b
Examples:
  leaflet hosting apache --folder /srv/leaflet/current --listen 80
""",
)
@FOLDER
@click.option("--listen", default="80", show_default=True, help="The port.", type=click.IntRange(1, 65535))
def for_apache(folder: str, listen: int) -> None:
    """Write a virtual host for Apache to the standard output. (`.htaccess` in the site says the same.)"""
    click.echo(apache.configuration(_site(), folder, str(listen)), nl=False)


def _site() -> Hosted:
    return hosted(project_settings(Path.cwd()))
