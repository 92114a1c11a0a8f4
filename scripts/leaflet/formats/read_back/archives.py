"""Made files that are ZIP archives of XML, read without trust in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from leaflet.formats.read_back.sections import UnreadableFile

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def xml_of(archive: zipfile.ZipFile, name: str) -> etree._Element:
    try:
        return etree.fromstring(archive.read(name), _PARSER)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise UnreadableFile(f"{name}: {error}") from error


def open_archive(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableFile(str(error)) from error
