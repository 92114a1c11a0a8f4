"""What a page may load: the content security policy, in one place for the pages and for the servers' headers."""

from __future__ import annotations

# https://www.w3.org/TR/CSP3/ One for every page, with sound or without, as servers send one header for all of them.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; script-src 'self'"
