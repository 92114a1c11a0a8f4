"""Netlify and Cloudflare Pages: `_headers` and `_redirects`, read from the root of the site.

Rules for an address add up, and what two of them say of one header is joined, so that no two may speak of the same.
Both hosts answer every file with `public, max-age=0, must-revalidate` of their own, and know the other media types.
https://docs.netlify.com/manage/routing/headers/ https://developers.cloudflare.com/pages/configuration/headers/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leaflet.edition import assets
from leaflet.web.hosting.headers import ASSET_CACHE, PAGE_POLICY, SECURITY, Hosted, headers

HEADERS, REDIRECTS = "_headers", "_redirects"
MOST_RULES = 100  # Cloudflare Pages takes no more, nor a line of more characters than:
LONGEST_LINE = 2000


def headers_file(site: Hosted) -> str:
    """`_headers`. Wildcards come at the end only: hosts differ on others. A page's policy is for pages, by folder."""
    rules = [
        _rule("/*", SECURITY),
        _rule(f"/{assets.FOLDER}*", {"Cache-Control": ASSET_CACHE, "Content-Security-Policy": PAGE_POLICY}),
        *(_rule(address, {"Content-Security-Policy": PAGE_POLICY}) for address in _pages(site)),
        *(
            _rule(f"/{path}", {name: headers(path)[name] for name in ("Content-Type", "Content-Disposition")})
            for path in site.saved
        ),
    ]
    return "# Made by `leaflet build`, for Netlify and Cloudflare Pages.\n" + "".join(rules)


def _pages(site: Hosted) -> Iterator[str]:
    folders = [folder for folder, _ in site.not_found if folder.count("/") == 1]
    names = [f"{name}/" for name in site.pages if name != "index"]
    yield from ("/", "/404.html", *(f"/{folder}*" for folder in (*folders, *names)))


def _rule(address: str, sent: Mapping[str, str]) -> str:
    return "".join([f"{address}\n", *(f"  {name}: {value}\n" for name, value in sent.items())])


def redirects_file(site: Hosted) -> str:
    """`_redirects`: which page says that an address does not exist, for Netlify.

    Cloudflare Pages takes the nearest 404.html by itself, and leaves these lines out.
    """
    lines = [f"/{folder}* /{page} 404\n" for folder, page in site.not_found if folder]
    return "# Made by `leaflet build`, for Netlify. Other hosts leave these lines out.\n" + "".join(lines)
