"""Azure Static Web Apps: `staticwebapp.config.json`, read from the root of the site.

One page answers all addresses that do not exist there, the English one; it leads to the other languages.
https://learn.microsoft.com/azure/static-web-apps/configuration
"""

from __future__ import annotations

import json

from leaflet.edition import assets
from leaflet.project.media_types import MEDIA_TYPES
from leaflet.web.hosting.headers import ASSET_CACHE, CACHE, FILES, PAGE_POLICY, SECURITY, Hosted, headers

NAME = "staticwebapp.config.json"
MOST_BYTES = 20_000  # the largest that Azure takes (https://learn.microsoft.com/azure/static-web-apps/quotas)


def configuration(site: Hosted) -> str:
    """The first route that matches holds; what it says of a header takes the place of what is said for all."""
    return (
        json.dumps(
            {
                "trailingSlash": "always",
                "globalHeaders": {**SECURITY, "Content-Security-Policy": PAGE_POLICY, "Cache-Control": CACHE},
                "routes": [
                    {"route": f"/{assets.FOLDER}*", "headers": {"Cache-Control": ASSET_CACHE}},
                    *(
                        {
                            "route": f"/{path}",
                            "headers": {
                                "Content-Disposition": headers(path)["Content-Disposition"],
                                "Content-Security-Policy": "",
                            },
                        }
                        for path in site.saved
                    ),
                    *({"route": f"/{folder}*", "headers": {"Content-Security-Policy": ""}} for folder in FILES),
                ],
                "mimeTypes": MEDIA_TYPES,
                "responseOverrides": {"404": {"rewrite": "/404.html"}},
            },
            indent=2,
        )
        + "\n"
    )
