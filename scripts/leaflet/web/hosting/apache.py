"""Apache (2.4.13 or later): `.htaccess` in the site, and the same rules in a configuration of the server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import indent

from leaflet.edition import assets
from leaflet.project.media_types import MEDIA_TYPES, is_text
from leaflet.web.hosting.headers import ASSET_CACHE, CACHE, COMPRESSED, FILES, PAGE_POLICY, SAVED, SECURITY, Hosted

NAME = ".htaccess"
ENDINGS = "|".join(ending[1:] for ending in MEDIA_TYPES if is_text(f"x{ending}"))
RULES = """\
DirectoryIndex index.html
AddDefaultCharset Off
{types}

{not_found}

<IfModule mod_headers.c>
{headers}
</IfModule>

# A folder without a page is not there; files have the compressed copies that a release holds.
<IfModule mod_rewrite.c>
    RewriteEngine On
    RewriteCond %{{REQUEST_FILENAME}} -d
    RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
    RewriteRule /$ - [R=404,END]
{compressed}
</IfModule>
<FilesMatch "{copies}">
    RemoveType .gz .br
    AddEncoding gzip .gz
    AddEncoding br .br
</FilesMatch>

# What has none is compressed here.
<IfModule mod_filter.c>
<IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE {kinds}
</IfModule>
</IfModule>
"""
HTACCESS = """\
# How Apache serves the leaflet. Made by `leaflet build`.
# It needs `AllowOverride FileInfo Indexes`, and the modules headers and rewrite: a2enmod headers rewrite

"""
SERVER = """\
# How Apache serves the leaflet. Made by `leaflet hosting apache`: make it again rather than changing it.
# Put it in /etc/apache2/sites-available/leaflet.conf, then:
#   a2enmod headers rewrite deflate && a2ensite leaflet && apachectl configtest && systemctl reload apache2
# HTTPS: `certbot --apache -d {host}` makes a copy of it for that, or let a proxy in front of it do that.
# Behind a proxy that does HTTPS, say `ServerName https://{host}`, so that addresses of folders lead there.

<VirtualHost *:{listen}>
    ServerName {host}
    DocumentRoot "{folder}"
    <Directory "{folder}">
        Require all granted
        AllowOverride None
        Options FollowSymLinks

{rules}
    </Directory>
</VirtualHost>
"""


def htaccess(site: Hosted) -> str:
    """The file `.htaccess` at the root of the site."""
    return HTACCESS + _rules(site)


def configuration(site: Hosted, folder: str, listen: str = "80") -> str:
    """A virtual host for the site, its files in `folder`."""
    return SERVER.format(host=site.host, listen=listen, folder=folder, rules=indent(_rules(site), " " * 8).rstrip())


def _rules(site: Hosted) -> str:
    return RULES.format(
        types="\n".join(_types()),
        not_found="\n".join(_not_found(site)),
        headers="\n".join(_headers(site)),
        compressed="\n".join(_compressed()),
        kinds=" ".join(sorted(COMPRESSED)),
        copies=rf"\.({ENDINGS})\.(gz|br)$",
    )


def _types() -> Iterator[str]:
    for ending, kind in MEDIA_TYPES.items():
        yield f"AddType {kind.partition(';')[0]} {ending}"
    yield f"AddCharset utf-8 {' '.join(ending for ending, kind in MEDIA_TYPES.items() if ';' in kind)}"


def _not_found(site: Hosted) -> Iterator[str]:
    """https://httpd.apache.org/docs/2.4/mod/core.html#if, the deepest folder last: the last that is true holds."""
    for folder, page in reversed(site.not_found):
        document = f"ErrorDocument 404 {site.path}{page}"
        where = f'"%{{REQUEST_URI}} =~ m#^{re.escape(site.path + folder)}#"'
        yield f"<If {where}>\n    {document}\n</If>" if folder else document


def _headers(site: Hosted) -> Iterator[str]:
    """`always`: with a page for what is not found, too."""

    def where(*patterns: str, but: bool = False) -> str:
        return f'"expr=%{{REQUEST_URI}} {"!~" if but else "=~"} m#{"|".join(patterns)}#"'

    root = re.escape(site.path)
    files = [f"^{root}{folder}" for folder in FILES]
    asset = f"^{root}{assets.FOLDER}"
    saved = [rf"{re.escape(ending)}(\.|$)" for ending in SAVED]  # also as `.brf.gz`, once rewritten
    for name, value in SECURITY.items():
        yield f'    Header always set {name} "{value}"'
    yield f'    Header always set Content-Security-Policy "{PAGE_POLICY}" {where(*files, but=True)}'
    yield f'    Header always set Cache-Control "{CACHE}" {where(asset, but=True)}'
    yield f'    Header set Cache-Control "{ASSET_CACHE}" {where(asset)}'
    yield f'    Header set Content-Disposition "attachment" {where(*saved)}'
    yield "    Header merge Vary Accept-Encoding"


def _compressed() -> Iterator[str]:
    """A request for a file that has a compressed copy gets the copy, as what it is a copy of."""
    for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
        yield f"    RewriteCond %{{HTTP:Accept-Encoding}} \\b{encoding}\\b"
        yield f"    RewriteCond %{{REQUEST_FILENAME}}{ending} -f"
        yield f"    RewriteRule ^(.+\\.({ENDINGS}))$ $1{ending} [END]"
