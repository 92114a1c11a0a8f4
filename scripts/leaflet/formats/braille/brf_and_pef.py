"""Braille pages as files, and back: BRF (one byte a cell) and PEF 1.0 (XML, pef-format.org)."""

from __future__ import annotations

import uuid
from xml.sax.saxutils import escape

from lxml import etree

from leaflet.edition.edition import Booklet
from leaflet.formats.braille.layout import Layout, Page

# North American Braille Computer Code: the byte of each pattern from U+2800 to U+283F
NABCC = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
_TO_BYTE = {0x2800 + place: character for place, character in enumerate(NABCC)}
_TO_CELL = {ord(character): chr(0x2800 + place) for place, character in enumerate(NABCC)}
PEF = "http://www.daisy.org/ns/2008/pef"
DC = "http://purl.org/dc/elements/1.1/"


class NotBraille(ValueError):
    """A file that is not what its ending says."""


def brf(pages: tuple[Page, ...]) -> bytes:
    """Pages in Braille ASCII: lines end with CR LF, pages with a form feed, as embossers take them."""
    return "".join("".join(f"{line.translate(_TO_BYTE)}\r\n" for line in page) + "\f" for page in pages).encode("ascii")


def read_brf(data: bytes) -> list[Page]:
    """Pages of a BRF in Unicode cells; bytes that are none stay as they are."""
    words = data.decode("latin-1").removesuffix("\f")
    return [
        tuple(line.translate(_TO_CELL) for line in page.removesuffix("\r\n").split("\r\n"))
        for page in words.split("\f")
    ]


def pef(pages: tuple[Page, ...], booklet: Booklet, layout: Layout) -> bytes:
    """Pages as PEF 1.0. The identifier is made of the address and the version: the same booklet has the same one."""
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{booklet.address}#pef-{booklet.version}-{booklet.dated}")
    description = " ".join((str(booklet.strings["braille_by_computer"]), *booklet.status))
    facts = {
        "format": "application/x-pef+xml",
        "identifier": f"urn:uuid:{identifier}",
        "title": booklet.title,
        "language": f"{booklet.language.tag}-Brai",
        "date": str(booklet.dated),
        "description": description,
        "source": booklet.address,
    }
    metadata = (f"<dc:{name}>{escape(fact)}</dc:{name}>" for name, fact in facts.items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<pef version="2008-1" xmlns="{PEF}">',
        f'<head><meta xmlns:dc="{DC}">',
        *metadata,
        "</meta></head>",
        f'<body><volume cols="{layout.width}" rows="{layout.height}" rowgap="0" duplex="true">',
        "<section>",
    ]
    lines += [
        "<page>" + "".join(f"<row>{line}</row>" if line else "<row/>" for line in page) + "</page>" for page in pages
    ]
    return "\n".join([*lines, "</section></volume></body></pef>", ""]).encode()


def read_pef(data: bytes) -> list[Page]:
    """Pages of a PEF."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise NotBraille(str(error)) from error
    if root.tag != f"{{{PEF}}}pef":
        raise NotBraille("its root is not a pef element of 2008")
    return [tuple(row.text or "" for row in page.iter(f"{{{PEF}}}row")) for page in root.iter(f"{{{PEF}}}page")]
