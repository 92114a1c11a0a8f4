"""L: the copy of a language to take along (`offline_copy.py`): links lead to its files, and it loads nothing else."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import html

from leaflet.edition.downloads import FOLDER
from leaflet.findings.finding import Finding
from leaflet.web.check.built_pages import NAMES_ONLY
from leaflet.web.offline_copy import READ_ME, START, START_LARGE

WRITTEN = ("https", "http", "mailto", "tel")  # what the words themselves may lead to
LOADING = ("href", "src", "srcset", "poster", "data", "action", "formaction", "background")
# Windows, macOS and phones unpack these names alike, in folders of any length that a stick may have (260 in all).
PLAIN_NAME = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
MAX_NAME = 100
_IN_STYLES = re.compile(r"(?:url\(\s*|@import\s+)[\"']?([^\"')\s;]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Page:
    name: str
    root: html.HtmlElement

    @property
    def ids(self) -> set[str]:
        return {element.get("id") for element in self.root.iter("*") if element.get("id")}


LOOK = "Look at this page on the website, of which the copy is made. If it is right, the fault is in the program."


def copies(site: Path) -> Iterator[Finding]:
    """Findings of every copy under `site`."""
    for file in sorted((site / FOLDER).glob("*.zip")):
        yield from check_copy(file)


def check_copy(file: Path) -> Iterator[Finding]:
    """One copy: it can be unpacked everywhere (L012), no link is broken (L010), nothing is asked elsewhere (L011)."""
    display = PurePosixPath(FOLDER, file.name)

    def found(code: str, message: str, hint: str = LOOK) -> Finding:
        return Finding(display, 0, code, message, hint)

    try:
        with zipfile.ZipFile(file) as archive:
            content = {name: archive.read(name) for name in archive.namelist()}
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
        yield found("L012", f"It cannot be unpacked: {error}.", "Build it again.")
        return
    yield from (found("L012", fact) for fact in _names(content))
    pages = {
        name: _Page(name, html.document_fromstring(words))
        for name, words in content.items()
        if name.endswith(".html") and words.strip()
    }
    ids = {name: page.ids for name, page in pages.items()}
    for page in pages.values():
        yield from (found(code, f"{page.name}: {fact}") for code, fact in _links(page, content, ids))
    for name in (name for name in content if name.endswith(".css")):
        for address in _IN_STYLES.findall(content[name].decode("utf-8", "replace")):
            yield from (found(code, f"{name}: {fact}") for code, fact in _loaded(address, name, content))


def _names(content: Mapping[str, bytes]) -> Iterator[str]:
    for name in (READ_ME, START, START_LARGE):
        if not content.get(name):
            yield f"There is no {name} in it."
    seen: set[str] = set()
    for name in content:
        if not PLAIN_NAME.fullmatch(name) or len(name) > MAX_NAME:
            yield f'The name "{name}" does not unpack everywhere.'
        if name.lower() in seen:
            yield f'Windows and macOS take "{name}" for another file.'
        seen.add(name.lower())


def _links(page: _Page, content: Mapping[str, bytes], ids: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    for element in page.root.iter("*"):
        if element.tag in ("base", "style") or element.get("http-equiv", "").lower() == "refresh":
            yield "L011", f"<{element.tag}> is not for a copy that stands alone."
        for attribute in LOADING:
            address = element.get(attribute)
            if address is None or element.get("rel") in NAMES_ONLY:
                continue
            if element.tag != "a":
                yield from _loaded(address, page.name, content)
            elif urlsplit(address).scheme not in WRITTEN:
                yield from _followed(address, page.name, content, ids)


def _followed(
    address: str, here: str, content: Mapping[str, bytes], ids: Mapping[str, set[str]]
) -> Iterator[tuple[str, str]]:
    """A link: to a file, not a folder (a browser lists the files of a folder), and to a section that is there."""
    parts = urlsplit(address)
    place = _place(address, here) if parts.path else here
    if parts.scheme or parts.netloc or place not in content or address.endswith("/"):
        yield "L010", f'"{address}" leads to nothing in it.'
    elif parts.fragment and unquote(parts.fragment) not in ids.get(place, ()):
        yield "L010", f'"{address}" leads to a section that is not there.'


def _loaded(address: str, here: str, content: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """What a browser loads without being asked."""
    parts = urlsplit(address)
    if parts.scheme == "data":
        return
    if parts.scheme or parts.netloc:
        yield "L011", f'"{address[:90]}" is asked of another place.'
    elif _place(address, here) not in content:
        yield "L010", f'"{address}" is not in it.'


def _place(address: str, here: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(urlsplit(address).path)))
