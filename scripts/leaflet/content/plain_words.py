"""What is found in plain words: addresses that are typed bare, and quantities that must keep their order."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content.model import Element, Node
from leaflet.content.quantity import parts


def href_of(address: str) -> str:
    """Return where an address that is typed bare leads."""
    if address.startswith("www."):
        return f"https://{address}"
    return address if "://" in address else f"mailto:{address}"


def isolated(words: str, direction: str = "ltr") -> Iterator[Node]:
    """Words with each quantity that needs it in a `bdi dir=ltr` (HTML, 4.5.24), so that it reads as it was written."""
    position = 0
    for start, end in parts(words, direction):
        if start > position:
            yield words[position:start]
        yield Element("bdi", (words[start:end],), {"dir": "ltr"})
        position = end
    if position < len(words):
        yield words[position:]
