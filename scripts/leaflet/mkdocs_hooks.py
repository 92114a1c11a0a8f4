"""Where MkDocs meets the leaflet: pages get our HTML, templates get our data, Material's scripts stay out.

Loaded by MkDocs itself (mkdocs.yml: `hooks`). With `site.py`, the only code that knows MkDocs.
"""

from __future__ import annotations

import posixpath
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that a plain `mkdocs build` works too

from babel.dates import format_date
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from leaflet import markup
from leaflet.model import Leaflet, Page
from leaflet.reading import read_leaflet
from leaflet.reviews import Review, page_version, read_reviews
from leaflet.settings import SOURCE_LANGUAGE, Language, Settings, languages, read_settings
from leaflet.strings import read_strings

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:"
POLICY_WHILE_SERVING = POLICY + "; script-src 'unsafe-inline'; connect-src 'self'"  # MkDocs's live reload
LARGE_PRINT = "large-print/"


@dataclass
class _Edition:
    """The site of one language in one edition, while MkDocs builds it."""

    settings: Settings
    language: Language
    large: bool
    policy: str
    site_path: str
    environment: Environment | None = None
    reviews: list[Review] = field(default_factory=list)

    @cached_property
    def leaflet(self) -> Leaflet:
        source = read_leaflet(self.settings)[0]
        return source if self.language.tag == SOURCE_LANGUAGE else \
            read_leaflet(self.settings, self.language.tag, source)[0]

    @cached_property
    def strings(self) -> dict[str, Any]:
        return read_strings(self.settings, self.language.tag)[0]

    def prefix(self, language: str) -> str:
        return "" if language == SOURCE_LANGUAGE else f"{language}/"

    def path(self, name: str) -> str:
        return "" if name in ("index", "") else f"{name}/"

    def address(self, name: str) -> str:
        """A page's address from the root of this edition."""
        return self.prefix(self.language.tag) + self.path(name)


_serving = False
_edition: _Edition


def on_startup(command: str, dirty: bool) -> None:
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _edition
    assert config.config_file_path
    settings, findings = read_settings(Path(config.config_file_path).parent)
    if settings is None:
        raise SystemExit("\n".join(finding.message for finding in findings))
    tag = config.plugins["i18n"].current_language or SOURCE_LANGUAGE
    _edition = _Edition(
        settings=settings,
        language=languages()[tag],
        large=config.extra.get("edition") == "large-print",
        policy=POLICY_WHILE_SERVING if _serving else POLICY,
        site_path=urlsplit(config.site_url or "/").path,
        reviews=read_reviews(settings)[0],
    )
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Material's scripts, styles and icons stay out of the site; large print shares the standard edition's assets."""
    docs = Path(config.docs_dir)
    for file in list(files):
        from_theme = not (file.abs_src_path and Path(file.abs_src_path).is_relative_to(docs))
        if file.src_uri.startswith("assets/") and (from_theme or _edition.large):
            files.remove(file)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    _edition.environment = env
    return env


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    return ""  # read by `reading.py`; MkDocs has nothing to convert


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    view = _view(_name(page), page.url)
    if view.page:
        words = markup.Context(view.link, view.picture, _edition.leaflet.pictures, _edition.strings, view.slot)
        page.content = "".join(markup.section_html(section, words) for section in view.page.sections)
    context["lf"] = view
    return context


@event_priority(-50)
def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    context["lf"] = _view("", None)
    return context


@event_priority(-50)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    if template_name == "sitemap.xml" and _edition.large:
        return ""  # search engines are led to the standard pages
    return output


def _name(page: MkDocsPage) -> str:
    return Path(page.file.src_uri).stem


def _view(name: str, here: str | None) -> _View:
    return _View(_edition, name, here)


class _View:
    """What the templates see as `lf`: one page of one edition.

    `here` is its address; None for a page that may be shown at any address (404).
    """

    def __init__(self, edition: _Edition, name: str, here: str | None) -> None:
        self.edition, self.name, self.here = edition, name, here
        self.page: Page | None = edition.leaflet.page(name)
        self.t = SimpleNamespace(**edition.strings)
        self.language = edition.language
        self.large = edition.large
        self.policy = edition.policy
        self.site_name = edition.settings.site_name
        self.title = self.page.metadata.title if self.page else edition.strings["not_found_title"]
        self.description = self.page.metadata.description if self.page else ""

    # Addresses

    def at(self, address: str) -> str:
        """A link from this page to an address from the root of the edition (`../` leads out of it)."""
        if self.here is None:
            path = posixpath.normpath(self.edition.site_path + address).rstrip("/")
            return path + ("/" if not address or address.endswith("/") else "")
        start = posixpath.dirname(self.here) or "."
        relative = posixpath.relpath(address or ".", start)
        return relative + ("/" if not address or address.endswith("/") else "")

    def url(self, name: str) -> str:
        return self.at(self.edition.address(name))

    def asset(self, path: str) -> str:
        return self.at(("../" if self.large else "") + path)

    def link(self, href: str) -> str:
        file, _, anchor = href.partition("#")
        if not file.endswith(".md") or ":" in file:
            return href
        return self.url(file.removesuffix(".md")) + (f"#{anchor}" if anchor else "")

    picture = asset

    @property
    def home(self) -> str:
        return self.url("index")

    @property
    def twin(self) -> str:
        """The same page in the other edition."""
        address = self.edition.address(self.name or "index")
        return self.at("../" + address) if self.large else self.at(LARGE_PRINT + address)

    @property
    def canonical(self) -> str:
        return self.edition.settings.site_url + self.edition.address(self.name) if self.page else ""

    # The menu

    def entry(self, page: Page) -> SimpleNamespace:
        return SimpleNamespace(title=page.metadata.title, description=page.metadata.description,
                               url=self.url(page.name), current=page.name == self.name)

    @cached_property
    def navigation(self) -> list[SimpleNamespace]:
        groups = self.edition.strings["groups"]
        pages = {page.name: page for page in self.edition.leaflet.pages}
        return [SimpleNamespace(title=groups.get(group.title, group.title),
                                pages=[self.entry(pages[name]) for name in group.pages if name in pages])
                for group in self.edition.settings.navigation]

    def neighbour(self, step: int) -> SimpleNamespace | None:
        pages = self.edition.leaflet.pages
        place = pages.index(self.page) + step if self.page else -1
        return self.entry(pages[place]) if 0 <= place < len(pages) else None

    @property
    def previous(self) -> SimpleNamespace | None:
        return self.neighbour(-1)

    @property
    def next(self) -> SimpleNamespace | None:
        return self.neighbour(+1)

    @property
    def translations(self) -> list[SimpleNamespace]:
        """This page in each language of the site."""
        all_languages = languages()
        here = self.edition.language.tag
        path = self.edition.path(self.name)
        return [SimpleNamespace(tag=tag, name=all_languages[tag].name, direction=all_languages[tag].direction,
                                url=self.at(self.edition.prefix(tag) + path), current=tag == here)
                for tag in self.edition.settings.languages]

    # What is known of this page

    @property
    def record(self) -> list[str]:
        """The lines at the foot: who checked it, when it was reviewed, which version it is."""
        assert self.page
        page, strings = self.page, self.edition.strings
        return [
            *self.notices("clinician"),
            strings["last_reviewed"].format(date=self.date(page.metadata.last_reviewed)),
            strings["next_review"].format(date=self.date(page.metadata.next_review)),
            strings["version"].format(version=f"{self.edition.settings.version} ({page_version(page)})"),
        ]

    def notices(self, kind: str) -> list[str]:
        """Sentences for `{{ notice.KIND }}`: what is true today of who has checked and confirmed what."""
        strings, page = self.edition.strings, self.page
        if kind == "unconfirmed":
            return [] if self.edition.settings.hospital.confirmed else [strings["notice_unconfirmed"]]
        reviews = [review for review in self.edition.reviews if page and review.is_of(page) and review.role == kind]
        return [strings[f"reviewed_{kind}"].format(name=review.name, date=self.date(review.date))
                for review in reviews] or [strings[f"notice_{kind}"]]

    def date(self, day: Any) -> str:
        return format_date(day, "d MMMM y", locale=self.language.tag)

    # The lists that the build knows

    def slot(self, name: str) -> str:
        assert self.edition.environment
        template = self.edition.environment.get_template(f"partials/{name}.html")
        return template.render(lf=self)
