"""A copy of the site in one language to take along: one ZIP whose pages open without a server (`file://`).

Made from the built site, after everything else. Chromium 156 and Firefox 153 take `'self'` in a page's policy for the
files beside it, so that the pages keep the policy they have on the web.
"""

from __future__ import annotations

import hashlib
import posixpath
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast
from urllib.parse import quote, unquote, urlsplit

from lxml import html

from leaflet.base.files import digest
from leaflet.base.zip_archive import write_archive
from leaflet.edition.about import record
from leaflet.edition.cache import used
from leaflet.edition.downloads import FOLDER, KEY_LENGTH, Download, size_mark
from leaflet.edition.edition import Booklet
from leaflet.edition.inline import isolated, spaced
from leaflet.edition.recording import FOLDER as AUDIO
from leaflet.formats.registry import OFFLINE_COPY
from leaflet.formats.text.wrapping import columns, wrap
from leaflet.project.settings import SOURCE_LANGUAGE, languages
from leaflet.web.player import size
from leaflet.web.web_edition import LARGE_PRINT

START, START_LARGE, READ_ME = "START.html", "START-LARGE-PRINT.html", "READ-ME.txt"
EDITIONS = (("", START, "pages/"), (LARGE_PRINT, START_LARGE, LARGE_PRINT))  # on the site; home and folder here
COMPRESSED = (".pdf", ".epub", ".docx", ".mp3")  # these do not get smaller
LINKS = ("href", "src", "poster")
# Of no use away from the web: menus of languages that are not in the copy, the copy itself, links for search engines.
ON_THE_WEB_ONLY = (
    "//header//details[contains(@class, 'languages')]",
    "//main/nav[@class='tongues']",
    "//footer//ul[li/a[@hreflang]]",
    f"//div[@class='formats'][.//a[@type='{OFFLINE_COPY.media_type}']]",
    "//link[@rel='alternate']",
    "//link[@rel='canonical'][not(starts-with(@href, 'http'))]",
)


def planned(file_name: str, tags: Sequence[str]) -> list[Download]:
    """The copies that `add_copies` will make, for pages to link to. Their files are not there yet."""
    made, known = OFFLINE_COPY, languages()
    return [
        Download(made.name, tag, Path(made.file_name(file_name, known[tag])), made.media_type, None) for tag in tags
    ]


def add_copies(
    site: Path,
    booklets: Sequence[Booklet],
    downloads: Sequence[Download],
    cache: Path,
    progress: Callable[[str], object],
) -> None:
    """Put a copy of each booklet's language under `site`, and its size on the pages that link to it.

    `downloads` are the files of all formats, which stand under `site` already. A copy is made again only when
    something in it has changed.
    """
    sizes = {}
    for booklet in booklets:
        (copy,) = planned(booklet.file_name, [booklet.language.tag])
        names = members(site, booklet, downloads)
        kept = cache / _key(site, booklet, names) / copy.path.name
        if not kept.is_file():
            progress(f"making {copy.path.name}")
            stored = tuple(name for name in names.values() if name.endswith(COMPRESSED))
            write_archive(kept, _parts(site, booklet, names), booklet.dated, stored)
        used([kept])
        (site / FOLDER).mkdir(exist_ok=True)
        shutil.copyfile(kept, site / copy.address)
        sizes[size_mark(copy.path.name)] = size(kept.stat().st_size, booklet.strings, booklet.language)
    _fill_in(site, {mark.encode(): words.encode() for mark, words in sizes.items()})


def _fill_in(site: Path, sizes: Mapping[bytes, bytes]) -> None:
    for page in site.rglob("*.html"):
        words = before = page.read_bytes()
        for mark, shown in sizes.items():
            words = words.replace(mark, shown)
        if words != before:
            page.write_bytes(words)


def members(site: Path, booklet: Booklet, downloads: Sequence[Download]) -> dict[str, str]:
    """Each file of the site that is in the copy, and its name there, in the order of the copy."""
    tag = booklet.language.tag
    folder = "" if tag == SOURCE_LANGUAGE else f"{tag}/"
    names: dict[str, str] = {}
    for edition, home, pages in EDITIONS:
        names[f"{edition}{folder}index.html"] = home
        names |= {
            f"{edition}{folder}{page.name}/index.html": f"{pages}{page.name}.html"
            for page in booklet.english.pages
            if page.name != "index"
        }
    names |= {made.address: made.address for made in downloads if made.language == tag}
    for place in ("assets", f"{AUDIO}/{tag}"):
        shared = (file.relative_to(site).as_posix() for file in sorted((site / place).rglob("*")) if file.is_file())
        names |= {name: name for name in shared}
    return {path: name for path, name in names.items() if (site / path).is_file()}


def _key(site: Path, booklet: Booklet, names: Mapping[str, str]) -> str:
    lines = [Path(__file__).read_text(encoding="utf-8"), read_me(booklet), booklet.address, str(booklet.dated)]
    lines += (f"{name} {digest(site / path)}" for path, name in names.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:KEY_LENGTH]


def _parts(site: Path, booklet: Booklet, names: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    yield READ_ME, read_me(booklet).encode()
    folder = "" if booklet.language.tag == SOURCE_LANGUAGE else f"{booklet.language.tag}/"
    web = booklet.address.removesuffix(folder)
    for path, name in names.items():
        content = (site / path).read_bytes()
        yield name, offline_page(content.decode(), path, names, web).encode() if path.endswith(".html") else content


def read_me(booklet: Booklet) -> str:
    """What the copy is, how to open it, and where newer words are: UTF-8 with the line ends of the internet."""
    strings, direction = booklet.strings, booklet.language.direction
    title = wrap(booklet.title)
    lines = [*title, "=" * max(map(columns, title)), ""]
    for said in (*record(booklet), "", *(str(strings[f"offline_{key}"]) for key in ("unpack", "large", "phone"))):
        lines += wrap(said) if said else [""]
    age = str(strings["offline_age"])
    address = f"{spaced(age)}{isolated(booklet.address, direction)}" if booklet.address.startswith("http") else ""
    return "\r\n".join([*lines, *(wrap(address) if address else ()), ""])


def offline_page(words: str, path: str, names: Mapping[str, str], web: str) -> str:
    """A page of the site, at `path`, with its links as they are in the copy.

    `names` are the files of the copy (`members`). A link to a page that is not in it, such as another language's, leads
    to the web address, which is written beside it; where the site has no address yet, only its words stay.
    """
    page = html.document_fromstring(words)
    for element in [found for query in ON_THE_WEB_ONLY for found in cast(list[html.HtmlElement], page.xpath(query))]:
        element.drop_tree()
    for element in list(page.iter("*")):
        for attribute in LINKS:
            address = element.get(attribute, "")
            parts = urlsplit(address)
            if not parts.path or parts.scheme or parts.netloc:
                continue
            place, fragment = _place(parts.path, path), f"#{parts.fragment}" if parts.fragment else ""
            if place in names:
                here = posixpath.dirname(names[path]) or "."
                element.set(attribute, quote(posixpath.relpath(names[place], here)) + fragment)
            elif element.tag == "a":
                _to_the_web(element, web, place.removesuffix("index.html") + fragment)
    return f"{html.tostring(page, encoding='unicode', doctype='<!doctype html>')}\n"


def _place(link: str, path: str) -> str:
    """The file of the site that a link of the page at `path` leads to."""
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(link)))
    return posixpath.normpath(posixpath.join(place, "index.html")) if link.endswith("/") else place


def _to_the_web(link: html.HtmlElement, web: str, place: str) -> None:
    if not web.startswith("http"):
        link.drop_tag()
        return
    link.set("href", web + place)
    written = html.Element("span", dir="ltr")
    written.text, written.tail, link.tail = web + place, link.tail, " "
    link.addnext(written)
