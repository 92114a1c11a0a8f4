"""What a page may load: the content security policy, in one place for the pages and for the servers' headers."""

from __future__ import annotations

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:"  # https://www.w3.org/TR/CSP3/
