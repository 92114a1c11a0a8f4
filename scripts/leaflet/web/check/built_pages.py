"""The pages of a built site, as checks look at them: where each stands, in which language and edition, and its HTML."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE, languages
from leaflet.web.web_edition import LARGE_PRINT

NOT_FOUND = "404.html"
STAFF = "quality.html"
NAMES_ONLY = ("canonical", "alternate")  # links that name an address and load nothing
TITLE, DESCRIPTION = "//head/title", "//head/meta[@name='description']"
TEMPLATES = "Mend the template in overrides/."


@dataclass(frozen=True, slots=True)
class Fault:
    """What a browser finds wrong: a code, the fact, and the element, the `index`-th of its `tag`; no tag for none."""

    code: str
    words: str
    tag: str = ""
    index: int = 0


@dataclass(frozen=True)
class SitePage:
    """A page of the built site. `path` is its address from the root of the site: `large-print/risks/`."""

    path: str
    file: Path

    @cached_property
    def html(self) -> html.HtmlElement:
        """The page as read; an empty page where there is no file, or it holds nothing that can be read."""
        try:
            return html.document_fromstring(self.file.read_bytes().decode("utf-8", "replace"))
        except (OSError, ValueError, html.etree.ParserError):
            return html.document_fromstring("<html></html>")

    @property
    def large(self) -> bool:
        return self.path.startswith(LARGE_PRINT)

    @property
    def in_edition(self) -> str:
        """The path without the edition, the same for both twins."""
        return self.path.removeprefix(LARGE_PRINT)

    @property
    def not_found(self) -> bool:
        return self.path.endswith(NOT_FOUND)

    @property
    def language(self) -> str:
        folder = self.in_edition.split("/")[0]
        return folder if folder in languages() else SOURCE_LANGUAGE

    @property
    def name(self) -> str:
        """The path without edition and language, the same for a page and its translations."""
        return self.in_edition if self.language == SOURCE_LANGUAGE else self.in_edition.partition("/")[2]

    @property
    def display(self) -> PurePosixPath:
        """The file, as a finding names it."""
        return PurePosixPath("site", self.path + ("" if self.not_found else "index.html"))

    def leads_to(self, href: str) -> str:
        """The path from the root of the site that a link of this page leads to."""
        return unquote(urlsplit(urljoin(f"http://site/{self.path}", href)).path).lstrip("/")

    def links(self, xpath: str = "//a[@href]") -> list[str]:
        """The paths that the page's links to the site itself lead to."""
        hrefs = [link.get("href") for link in self.html.xpath(xpath)]
        return [self.leads_to(href) for href in hrefs if not urlsplit(href).scheme and not urlsplit(href).netloc]

    def line(self, tag: str, index: int) -> int:
        """The line of the `index`-th element of this name in the file; 0 where it cannot be found."""
        found = [element.sourceline for element in self.html.iter(tag)] if tag else []
        return found[index] or 0 if 0 <= index < len(found) else 0

    def finding(self, code: str, message: str, hint: str = "", line: int | None = 0) -> Finding:
        return Finding(self.display, line or 0, code, message, hint)


def place_of(site: Path) -> str:
    """The folder on its host where a site will stand, by the address of its home page: `/`, or `/leaflet/`."""
    addresses = SitePage("", site / "index.html").html.xpath("//link[@rel='canonical']/@href")
    return urlsplit(addresses[0]).path or "/" if addresses else "/"


def read_pages(site: Path, languages: Collection[str] = ()) -> list[SitePage]:
    """Every page for patients in both editions, and the pages for addresses that do not exist; of all languages, or of
    these. The page for staff is none of them."""
    files = sorted(file for file in site.rglob("*.html") if file.name != STAFF)
    pages = [SitePage(file.relative_to(site).as_posix().removesuffix("index.html"), file) for file in files]
    return [page for page in pages if not languages or page.language in languages]


def line_of(page: SitePage, xpath: str) -> int:
    """The line of the first element that `xpath` finds; 0 where there is none."""
    return next((element.sourceline for element in page.html.xpath(xpath)), 0)
