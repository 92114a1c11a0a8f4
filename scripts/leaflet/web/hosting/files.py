"""The files that hosts read from the root of the site."""

from __future__ import annotations

from pathlib import Path

from leaflet.web.hosting import apache, azure
from leaflet.web.hosting import netlify_and_cloudflare as header_files
from leaflet.web.hosting.headers import Hosted

NAMES = (apache.NAME, header_files.HEADERS, header_files.REDIRECTS, azure.NAME)


def write(site: Hosted, folder: Path) -> None:
    """Put them into the site; each host reads its own and leaves the others alone."""
    texts = (
        apache.htaccess(site),
        header_files.headers_file(site),
        header_files.redirects_file(site),
        azure.configuration(site),
    )
    for name, text in zip(NAMES, texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
