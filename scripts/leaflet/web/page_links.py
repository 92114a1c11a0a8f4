"""Where a page leads: addresses from it, the menu, its neighbours, and itself in other languages."""

from __future__ import annotations

import posixpath
from functools import cached_property
from types import SimpleNamespace

from leaflet.content.model import Page
from leaflet.project.settings import SOURCE_LANGUAGE, languages
from leaflet.web.language_names import name_in
from leaflet.web.web_edition import LARGE_PRINT, Edition

NOWHERE = "/-/-"  # no folder of this machine: one called "audio" would be taken for that of the site


class PageLinks:
    """One page. `name` is empty, and `here` None, for a page that may be shown at any address (404)."""

    def __init__(self, edition: Edition, name: str, here: str | None) -> None:
        self.edition, self.name, self.here = edition, name, here
        self.language, self.large = edition.language, edition.large
        self.is_translation = edition.is_translation
        self.page = edition.leaflet.page(name)
        self.shown: Page | None = self.page or edition.source.page(name)

    @property
    def is_missing(self) -> bool:
        """Whether the English page stands in for a translation that is not there yet."""
        return self.page is None and self.shown is not None

    # Addresses

    def at(self, address: str) -> str:
        """A link from this page to an address from the root of the edition (`../` leads out of it)."""
        if self.here is None:
            path = posixpath.normpath(self.edition.site_path + address).rstrip("/")
            return path + ("/" if not address or address.endswith("/") else "")
        relative = posixpath.relpath(f"{NOWHERE}/{address}", f"{NOWHERE}/{posixpath.dirname(self.here)}")
        return relative + ("/" if not address or address.endswith("/") else "")

    def url(self, name: str) -> str:
        return self.at(self.edition.address(name))

    def asset(self, path: str) -> str:
        """A link to a file that both editions share: `assets/icon.svg`, `downloads/...`."""
        return self.at(("../" if self.large else "") + self.edition.project.asset(path))

    def link(self, href: str) -> str:
        file, _, anchor = href.partition("#")
        if not file.endswith(".md") or ":" in file:
            return href
        return self.url(file.removesuffix(".md")) + (f"#{anchor}" if anchor else "")

    @property
    def home(self) -> str:
        return self.url("index")

    @property
    def twin(self) -> str:
        """The same page in the other edition."""
        return self.in_edition(self.name or "index", not self.large)

    def home_of(self, large: bool) -> str:
        """The home page of the large-print edition, or of the standard one."""
        return self.in_edition("index", large)

    def in_edition(self, name: str, large: bool) -> str:
        """A page of either edition."""
        way = "" if large == self.large else LARGE_PRINT if large else "../"
        return self.at(way + self.edition.address(name))

    def absolute(self, name: str, language: str) -> str:
        """A page's address in the standard edition, in full."""
        return self.edition.project.settings.site_url + self.edition.address(name, language)

    @property
    def canonical(self) -> str:
        """The standard page, in English where English stands in."""
        return self.absolute(self.name, SOURCE_LANGUAGE if self.is_missing else self.language.tag) if self.shown else ""

    @property
    def alternates(self) -> list[SimpleNamespace]:
        """This page in every language that has it, for search engines: in the standard edition only."""
        return [] if self.large or self.page is None else self.alternates_of(self.name)

    def alternates_of(self, name: str) -> list[SimpleNamespace]:
        found = [
            SimpleNamespace(tag=tag, url=self.absolute(name, tag))
            for tag in self.edition.published
            if self.edition.has(name, tag)
        ]
        if len(found) < 2:
            return []
        return [*found, SimpleNamespace(tag="x-default", url=self.absolute(name, SOURCE_LANGUAGE))]

    @property
    def sitemap(self) -> list[SimpleNamespace]:
        """Every page of the standard edition in every language that has it."""
        return [
            SimpleNamespace(url=self.absolute(page.name, tag), alternates=self.alternates_of(page.name))
            for tag in self.edition.published
            for page in self.edition.project.leaflet(tag).pages
        ]

    # The menu

    def entry(self, page: Page) -> SimpleNamespace:
        return SimpleNamespace(
            title=page.metadata.title,
            description=page.metadata.description,
            url=self.url(page.name),
            current=page.name == self.name,
            in_english=page.language != self.language.tag,
            leads_to_english=self.is_translation and page.metadata.english_only,
        )

    @cached_property
    def pages(self) -> list[Page]:
        """Every page, English where the translation lacks it."""
        return [self.edition.leaflet.page(page.name) or page for page in self.edition.source.pages]

    @cached_property
    def navigation(self) -> list[SimpleNamespace]:
        groups = self.edition.strings["groups"]
        pages = {page.name: page for page in self.pages}
        return [
            SimpleNamespace(
                title=groups.get(group.title, group.title),
                pages=[self.entry(pages[name]) for name in group.pages if name in pages],
            )
            for group in self.edition.project.settings.navigation
        ]

    def neighbour(self, step: int) -> SimpleNamespace | None:
        pages = [page for page in self.pages if not (self.is_translation and page.metadata.english_only)]
        names = [page.name for page in pages]
        place = names.index(self.name) + step if self.name in names else -1
        return self.entry(pages[place]) if 0 <= place < len(names) else None

    @property
    def previous(self) -> SimpleNamespace | None:
        return self.neighbour(-1)

    @property
    def next(self) -> SimpleNamespace | None:
        return self.neighbour(+1)

    @property
    def translations(self) -> list[SimpleNamespace]:
        """This page in each language of the site; the home page where it is in English only.

        Each is named in itself, and in the language of the page for who cannot read its letters, or has no font.
        """
        known, is_english_only = languages(), self.edition.is_english_only(self.name)
        return [
            SimpleNamespace(
                tag=tag,
                name=known[tag].name,
                translated=name_in(known[tag], self.language),
                direction=known[tag].direction,
                url=self.at(self.edition.address("" if is_english_only and tag != SOURCE_LANGUAGE else self.name, tag)),
                current=tag == self.language.tag,
            )
            for tag in self.edition.published
        ]
