"""How the site is to be served: the one definition of every header, from which each server's own form is made.

`headers(path)` is what a server is to send with a file of the site; `nginx`, `apache`, `header_files` and `azure` say
the same in the words of each server, and the tests hold their answers to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from leaflet.edition import assets
from leaflet.edition.downloads import FOLDER as DOWNLOADS
from leaflet.edition.recording import FOLDER as AUDIO
from leaflet.formats.registry import FORMATS
from leaflet.project.media_types import MEDIA_TYPES, is_text, media_type
from leaflet.project.settings import SOURCE_LANGUAGE, Settings, languages
from leaflet.web.content_security_policy import POLICY
from leaflet.web.web_edition import LARGE_PRINT

SECURITY = {
    # RFC 6797. This host only: the other hosts of a hospital's domain are not ours to speak for.
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",  # https://fetch.spec.whatwg.org/#x-content-type-options-header
    "Referrer-Policy": "no-referrer",  # https://www.w3.org/TR/referrer-policy/
    # https://www.w3.org/TR/permissions-policy/
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",  # https://html.spec.whatwg.org/#cross-origin-opener-policies
    "Cross-Origin-Resource-Policy": "same-origin",  # https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header
}
# What a page's own <meta> cannot say (https://www.w3.org/TR/CSP3/#meta-element), or need not.
PAGE_POLICY = POLICY + "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

# RFC 9111, RFC 8246. An asset's address has a hash of its bytes in it; every other file is asked for again each time.
ASSET_CACHE = "public, max-age=31536000, immutable"
CACHE = "no-cache"

# Files, not documents: a page's policy would only stop what a browser shows them with (a PDF viewer, a player).
FILES = (f"{DOWNLOADS}/", f"{AUDIO}/")
SAVED = (".brf", ".pef")  # for an embosser: a browser would show them as unreadable text
TEXT = {kind.partition(";")[0] for kind in MEDIA_TYPES.values() if ";" in kind}  # sent with a charset
COMPRESSED = {kind.partition(";")[0] for ending, kind in MEDIA_TYPES.items() if is_text(f"x{ending}")}


@dataclass(frozen=True, slots=True)
class Hosted:
    """A site as servers see it: its address, and what is published in it.

    `host` is its name, `path` the folder it is in, with a slash at both ends; `/` at the root of the host.
    `pages` are the names of the English pages, `saved` the addresses of files that are for embossers.
    """

    host: str
    path: str
    languages: tuple[str, ...]
    pages: tuple[str, ...]
    saved: tuple[str, ...]

    @property
    def not_found(self) -> list[tuple[str, str]]:
        """(folder, the page for addresses under it that do not exist), deepest folders first; the root's is last."""
        tags = [f"{tag}/" for tag in self.languages if tag != SOURCE_LANGUAGE]
        folders = [*(LARGE_PRINT + tag for tag in tags), LARGE_PRINT, *tags, ""]
        return [(folder, f"{folder}404.html") for folder in folders]


def hosted(settings: Settings, left_out: Collection[str] = ()) -> Hosted:
    """The site of a project, without the languages `left_out`."""
    tags = tuple(tag for tag in settings.languages if tag not in left_out)
    address = urlsplit(settings.site_url)
    return Hosted(
        address.hostname or "localhost",
        address.path or "/",
        tags,
        settings.pages,
        tuple(_saved(settings.file_name, tags)),
    )


def _saved(start: str, tags: Collection[str]) -> Iterator[str]:
    for tag in tags:
        for made in FORMATS:
            if made.ending.endswith(SAVED) and made.is_for(languages()[tag]):
                yield f"{DOWNLOADS}/{made.file_name(start, languages()[tag])}"


def is_file(path: str) -> bool:
    """Whether it is a file to download or to hear, rather than part of a page."""
    return path.startswith(FILES)


def is_asset(path: str) -> bool:
    return path.startswith(assets.FOLDER)


def headers(path: str) -> dict[str, str]:
    """What a server is to send with the file at `path` (from the root of the site)."""
    found = {**SECURITY, "Content-Type": media_type(path), "Cache-Control": ASSET_CACHE if is_asset(path) else CACHE}
    if not is_file(path):
        found["Content-Security-Policy"] = PAGE_POLICY
    if path.endswith(SAVED):
        found["Content-Disposition"] = "attachment"
    return found
