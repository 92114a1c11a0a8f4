"""ZIP files that are the same, byte for byte, whenever they are made from the same parts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from leaflet.base.files import written_whole

EARLIEST = 1980  # ZIP cannot say an earlier year (APPNOTE 4.4.6)


def write_archive(file: Path, parts: Iterable[tuple[str, bytes]], day: date, stored: tuple[str, ...] = ()) -> None:
    """Write `parts` (name, content) in their order, all dated `day`; those named in `stored` are not compressed.

    The file appears whole or not at all.
    """
    stamp = (max(day.year, EARLIEST), day.month, day.day, 0, 0, 0)
    with written_whole(file) as scratch, zipfile.ZipFile(scratch, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, stamp)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)
