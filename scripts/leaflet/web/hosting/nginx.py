"""nginx (1.22 or later, with gzip_static as Debian and Ubuntu build it)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from leaflet.edition import assets
from leaflet.project.media_types import MEDIA_TYPES, UNKNOWN
from leaflet.web.hosting.headers import (
    ASSET_CACHE,
    CACHE,
    COMPRESSED,
    FILES,
    PAGE_POLICY,
    SAVED,
    SECURITY,
    TEXT,
    Hosted,
)

SERVER = """\
# How nginx serves the leaflet. Made by `leaflet hosting nginx`: make it again rather than changing it.
# Put it in /etc/nginx/conf.d/leaflet.conf, then: nginx -t && systemctl reload nginx
# HTTPS: `certbot --nginx -d {host}` adds its lines here, or let a proxy in front of it do that.

{maps}

server {{
    listen {listen};
    server_name {host};
    root "{folder}";
    index index.html;
    absolute_redirect off;
    server_tokens off;

    types {{
{types}
    }}
    default_type {unknown};
    charset utf-8;
    charset_types {text};

    # The release holds compressed copies of its files; what has none is compressed here.
    gzip_static on;{brotli}
    gzip on;
    gzip_vary on;
    gzip_proxied any;
    gzip_types {compressed};

{headers}

    error_page 404 @not_found;
    error_page 403 =404 @not_found;
    location @not_found {{
        try_files $leaflet_not_found /404.html =404;
    }}
    location ~ /\\.(?!well-known/) {{
        return 404;
    }}
}}
"""


def configuration(site: Hosted, folder: str, listen: str = "80", brotli: bool = False) -> str:
    """A configuration for the site at the root of its host, its files in `folder`.

    `brotli` is for an nginx with the module brotli_static (Debian: libnginx-mod-http-brotli-static).
    """
    return SERVER.format(
        host=site.host,
        listen=listen,
        folder=folder,
        maps="\n\n".join(_maps(site)),
        types="\n".join(_types()),
        unknown=UNKNOWN,
        text=" ".join(sorted(TEXT - {"text/html"})),  # nginx has text/html in both lists itself
        compressed=" ".join(sorted(COMPRESSED - {"text/html"})),
        brotli="\n    brotli_static on;" if brotli else "",
        headers="\n".join(_headers()),
    )


def _maps(site: Hosted) -> Iterator[str]:
    """Variables by address: a header whose variable is empty is not sent."""
    yield _map("policy", PAGE_POLICY, [(f"~^/{folder}", "") for folder in FILES])
    yield _map("cache", CACHE, [(f"~^/{assets.FOLDER}", ASSET_CACHE)])
    yield _map("disposition", "", [(f"~\\{ending}$", "attachment") for ending in SAVED])
    yield _map("not_found", "/404.html", [(f"~^/{folder}", f"/{page}") for folder, page in site.not_found if folder])


def _map(name: str, default: str, cases: list[tuple[str, str]]) -> str:
    lines = [f'    "{pattern}" "{value}";' for pattern, value in cases]
    return "\n".join([f"map $uri $leaflet_{name} {{", f'    default "{default}";', *lines, "}"])


def _types() -> Iterator[str]:
    endings = defaultdict(list)
    for ending, kind in MEDIA_TYPES.items():
        endings[kind.partition(";")[0]].append(ending[1:])
    for kind in sorted(endings):
        yield f"        {kind} {' '.join(endings[kind])};"


def _headers() -> Iterator[str]:
    """`always`: with a page for what is not found, too."""
    for name, value in SECURITY.items():
        yield f'    add_header {name} "{value}" always;'
    for name, variable in (
        ("Content-Security-Policy", "policy"),
        ("Cache-Control", "cache"),
        ("Content-Disposition", "disposition"),
    ):
        yield f"    add_header {name} $leaflet_{variable} always;"
