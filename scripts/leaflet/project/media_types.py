"""Media types of the files of a site, by how their names end. Not the system's list: that differs between machines."""

from __future__ import annotations

from pathlib import PurePosixPath

# https://www.iana.org/assignments/media-types/
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".brf": "application/x-brf",
    ".pef": "application/x-pef+xml",
    ".zip": "application/zip",
}
UNKNOWN = "application/octet-stream"
PACKED = {".svg", ".brf", ".pef", ".xhtml", ".json", ".webmanifest", ".xml"}  # text, though not called so


def media_type(path: str) -> str:
    """`text/html; charset=utf-8` for `ar/risks/index.html`."""
    return MEDIA_TYPES.get(PurePosixPath(path).suffix.lower(), UNKNOWN)


def is_text(path: str) -> bool:
    """Whether a file is worth compressing: text is, pictures, sound and files that are ZIPs inside are not."""
    return media_type(path).startswith("text/") or PurePosixPath(path).suffix.lower() in PACKED
