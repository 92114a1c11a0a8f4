"""Compressed copies beside the text files, so that a server need not compress at each visit."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import brotli

from leaflet.base.files import written_whole
from leaflet.release.manifest import SUFFIXES, Encoded

BROTLI_QUALITY, GZIP_LEVEL = 11, 9  # the most that each has


def _brotli(content: bytes) -> bytes:
    return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY))


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, GZIP_LEVEL, mtime=0)  # the same bytes whenever it is made


ENCODERS: Mapping[str, Callable[[bytes], bytes]] = {"br": _brotli, "gzip": _gzip}


def encode(file: Path, cache: Path) -> dict[str, Encoded]:
    """Write `file.br` and `file.gz` beside a text file, each only where it is smaller; says what was written.

    `cache` is a folder that keeps copies by the content they were made from: the most that Brotli can do takes time.
    """
    content = file.read_bytes()
    found = {}
    for coding, packed in _encoded(content, cache).items():
        if len(packed) < len(content):
            file.with_name(file.name + SUFFIXES[coding]).write_bytes(packed)
            found[coding] = Encoded(len(packed), sha256(packed).hexdigest())
    return found


def _encoded(content: bytes, cache: Path) -> dict[str, bytes]:
    found = {}
    for coding, encoder in ENCODERS.items():
        kept = cache / f"{sha256(content).hexdigest()}{SUFFIXES[coding]}"
        if not kept.is_file():
            with written_whole(kept) as scratch:
                scratch.write_bytes(encoder(content))
        found[coding] = kept.read_bytes()
    return found
