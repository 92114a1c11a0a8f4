"""Pictures: SVG files read without trust. Nothing in one is run, fetched or expanded."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from leaflet.base.files import read_bytes
from leaflet.content.model import Picture

MAX_BYTES = 200_000
MAX_SIZE = 10_000  # CSS pixels: some formats turn pictures into bitmaps
SVG = "http://www.w3.org/2000/svg"
_LENGTH = re.compile(r"(?=[0.]*[1-9])(\d+(?:\.\d+)?)(?:px)?")


def read_svg(file: Path) -> etree._Element:
    """The root element of a file; raises as `parse_svg`, and `OSError`."""
    if file.stat().st_size > MAX_BYTES:  # before it is read, for it may be larger than the memory
        raise ValueError(f"it is larger than {MAX_BYTES:,} bytes")
    return parse_svg(read_bytes(file))


def parse_svg(data: bytes) -> etree._Element:
    """The root element; raises `ValueError` for what is not well-formed SVG, too large, or has a DOCTYPE."""
    if len(data) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"line {error.lineno or 1}: {error.msg}") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise ValueError("it has a DOCTYPE")
    if root.tag != f"{{{SVG}}}svg":
        raise ValueError(f'its first element is not <svg xmlns="{SVG}">')
    return root


def read_picture(file: Path, path: str) -> Picture | None:
    """The picture's size, from `width` and `height` or else `viewBox` (SVG 2, 8.2); None where it has no usable one."""
    try:
        root = read_svg(file)
    except (ValueError, OSError):
        return None
    box = root.get("viewBox", "").replace(",", " ").split()
    for size in ([root.get(name, "") for name in ("width", "height")], box[2:] if len(box) == 4 else []):
        numbers = [float(match[1]) for length in size if (match := _LENGTH.fullmatch(length))]
        if len(numbers) == 2 == len(size):
            return Picture(path, numbers[0], numbers[1]) if max(numbers) <= MAX_SIZE else None
    return None
