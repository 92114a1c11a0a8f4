"""Small releases, and what stands at a target, for tests of publishing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from leaflet.edition.assets import HASH_LENGTH
from leaflet.project.media_types import media_type
from leaflet.project.publish_settings import TargetSettings
from leaflet.publish.folder import FolderTarget
from leaflet.release import Release
from leaflet.release.manifest import NAME, SUMS, Built, Manifest
from leaflet.release.verify import paths

PAGES = tuple(f"{folder}index.html" for folder in ("", "risks/", "get-help/", "ar/", "ar/risks/", "ar/get-help/"))
LARGE_PRINT = tuple(f"large-print/{page}" for page in PAGES)
BIG = "downloads/balloon-kyphoplasty-en.pdf"


def site(words: str, big: bytes = b"%PDF" * 50_000) -> dict[str, bytes]:
    """A dozen pages, each of which says `words`, a style and a big file that they have in common."""
    pages = {page: f"<title>{page}</title><p>{words}".encode() for page in (*PAGES, *LARGE_PRINT)}
    return {**pages, "assets/leaflet.css": b"p{}", BIG: big}


def styled(words: str) -> dict[str, bytes]:
    """The same with a style of its own, its address as the build gives it, which each page names."""
    style = f"p::before {{ content: '{words}' }}".encode()
    address = f"assets/leaflet.{hashlib.sha256(style).hexdigest()[:HASH_LENGTH]}.css"
    pages = {
        path: content + f' href="/{address}"'.encode()
        for path, content in site(words).items()
        if path.endswith(".html")
    }
    return {**site(words), **pages, address: style}


def style_of(page: bytes) -> str:
    """The address of the style that a page names."""
    return page.decode().rpartition('href="/')[2].rstrip('"')


def release(store: Path, files: Mapping[str, bytes], version: str = "1.0") -> Release:
    """A release of these files, as `make_release` leaves it."""
    manifest = Manifest(tuple(_built(path, content) for path, content in files.items()), version, "2026-11-20", "5e1f")
    made = Release(manifest, store / manifest.id)
    for path, content in {**files, NAME: manifest.json, SUMS: manifest.checksums.encode()}.items():
        (made.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (made.folder / path).write_bytes(content)
    return made


def _built(path: str, content: bytes) -> Built:
    language = "ar" if "ar/" in path else "en" if path.endswith(("html", "pdf")) else ""
    kind = "pdf" if path.endswith("pdf") else "web" if path.endswith("html") else "asset"
    return Built(language, kind, path, media_type(path), len(content), hashlib.sha256(content).hexdigest())


def folder_target(path: Path) -> FolderTarget:
    return FolderTarget(TargetSettings("trial", "folder", path.parent, {"path": path.name}))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file that readers can get."""
    return {path: (folder / path).read_bytes() for path in paths(folder)} if folder.exists() else {}


def silent(words: str) -> None:
    """A progress that nobody sees."""
