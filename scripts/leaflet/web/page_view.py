"""What the templates see: one page of one web edition, as `lf`. Knows the leaflet and addresses, not MkDocs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from types import SimpleNamespace

from leaflet.content.model import Leaflet, Page
from leaflet.edition import markup
from leaflet.edition.downloads import Download, size_mark
from leaflet.edition.project import date_words
from leaflet.edition.recording import Recording
from leaflet.formats.registry import READ_ALOUD, named
from leaflet.project.quality import GROUPS
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages
from leaflet.translation.reviews import Review, page_version
from leaflet.translation.stamps import FRESH, MISSING
from leaflet.web import player as listening
from leaflet.web.download_groups import grouped
from leaflet.web.first_screen import ROLES, last_help_section, status_line
from leaflet.web.home import HOME, arranged
from leaflet.web.language_names import name_in
from leaflet.web.on_this_page import parts
from leaflet.web.quality_page import Staff
from leaflet.web.web_edition import LARGE_PRINT, Edition

ABOUT_CHECKING = ("about", "who-has-checked-it")  # the page, and its section, that say who has checked the leaflet
NOWHERE = "/-/-"  # no folder of this machine: one called "audio" would be taken for that of the site


class View:
    """One page. `name` is empty, and `here` None, for a page that may be shown at any address (404)."""

    def __init__(self, edition: Edition, name: str, here: str | None) -> None:
        self.edition, self.name, self.here = edition, name, here
        self.t = SimpleNamespace(**edition.strings)
        self.language, self.large, self.policy = edition.language, edition.large, edition.policy
        self.is_translation = edition.is_translation
        self.page = edition.leaflet.page(name)
        self.shown: Page | None = self.page or edition.source.page(name)
        self.title = self.shown.metadata.title if self.shown else edition.strings["not_found_title"]
        self.description = self.shown.metadata.description if self.shown else ""

    @property
    def site_name(self) -> str:
        return str(self.edition.strings["site_name"])

    @property
    def title_site_name(self) -> str:
        """The name of the site in the language of the title: a <title> is in one language."""
        language = SOURCE_LANGUAGE if self.is_missing else self.language.tag
        return str(self.edition.project.strings(language)["site_name"])

    @property
    def is_missing(self) -> bool:
        """Whether the English page stands in for a translation that is not there yet."""
        return self.page is None and self.shown is not None

    @property
    def puts_help_first(self) -> bool:
        """Whether the page begins with the boxes that say when to get help."""
        return bool(self.shown and last_help_section(self.shown))

    @property
    def parts(self) -> list[SimpleNamespace]:
        """The parts of a long page, for the list under its heading; home has its own ways in."""
        source = self.edition.source.page(self.name)
        return parts(source, self.page, self.language) if source and self.name != HOME else []

    # Words

    @property
    def content(self) -> str:
        """The page's sections as HTML; English, and marked as such, where the translation lacks them."""
        if self.shown is None:
            return ""
        if self.page is None:
            note = f'<p class="notice">{self.edition.strings["missing_page"]}</p>'
            return note + _in(languages()[SOURCE_LANGUAGE], "".join(self.sections(self.edition.source, self.shown)))
        return "".join(self.sections(self.edition.leaflet, self.page))

    def sections(self, leaflet: Leaflet, page: Page) -> Iterator[str]:
        """Each section. Under the first heading, or after the boxes of a page of help, stand who has checked the page,
        the player where it is read aloud, and a list of the parts of a long page."""
        strings = self.edition.project.strings(leaflet.language)
        other_letters = languages()[leaflet.language].script != "Latin"
        context = markup.Context(self.link, self.asset, leaflet.pictures, strings, self.slot, other_letters)
        source = self.edition.source.page(page.name) or page
        translated = leaflet.language != SOURCE_LANGUAGE
        above = self.slot("status") + (self.slot("player") if self.recording else "")
        above += self.slot("on_this_page") if self.parts else ""
        last_help = last_help_section(page)
        for english in source.sections if translated else page.sections:
            section = page.section(english.id) if translated else english
            note = self.note(page, english.id) if translated else ""
            if not last_help:
                note, above = above + note, ""
            if section:
                shown = arranged(page.name, listening.timed(section, self.recording))
                yield markup.section_html(shown, context, note)
            else:
                heading = markup.section_html(english, context).partition("\n")[0]
                yield _in(languages()[SOURCE_LANGUAGE], heading) + note
            if english.id == last_help:
                yield above

    def note(self, page: Page, section: str) -> str:
        """A note under the heading of a section that is not fresh, with a link to the English."""
        part = self.edition.project.shown_states(self.language.tag)[page.name, section]
        if part.state == FRESH:
            return ""
        strings = self.edition.strings
        words = strings["missing_section" if part.state == MISSING else "stale_section"]
        href = self.at(self.edition.address(page.name, SOURCE_LANGUAGE)) + f"#{section}"
        return (
            f'<p class="notice">{words} <a href="{href}" hreflang="{SOURCE_LANGUAGE}">'
            f"{strings['stale_section_link']}</a></p>\n"
        )

    # Sound

    @property
    def recording(self) -> Recording | None:
        """This page read aloud in the language of the edition."""
        return self.edition.recordings.get((self.language.tag, self.name)) if self.page else None

    @property
    def listen(self) -> str:
        """What the player plays, in words."""
        assert self.recording
        return listening.label(self.recording, self.edition.strings, self.language)

    @property
    def seconds(self) -> float:
        """The length of all pages of this language read aloud; 0 where there are none."""
        return sum(made.seconds for (tag, _), made in self.edition.recordings.items() if tag == self.language.tag)

    @property
    def lacks_voice(self) -> bool:
        """Whether no computer voice is understood well enough to read this language aloud."""
        return self.language.voice is None or not self.language.voice.is_understood

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

    @property
    def phone(self) -> str:
        """The hospital's phone number as a link."""
        number = self.edition.project.settings.hospital.phone
        return f'<a href="tel:{number.replace(" ", "")}"><bdi dir="ltr">{number}</bdi></a>' if number else ""

    @property
    def downloads(self) -> list[SimpleNamespace]:
        """The files of the whole leaflet in this language: name, address, format, pages where known, and size."""
        strings = self.edition.strings
        return [
            SimpleNamespace(
                format=made.format,
                label=strings[named([made.format])[0].strings_key],
                url=self.asset(made.address),
                media_type=made.media_type,
                details=self.details(made),
            )
            for made in self.edition.downloads
            if made.language == self.language.tag
        ]

    @property
    def download_groups(self) -> list[SimpleNamespace]:
        """The same by what they are good for, with a title and a line for whom."""
        return grouped(self.downloads, self.edition.strings)

    def details(self, made: Download) -> str:
        """Printed pages or minutes of a file, where it has any, and its size."""
        pages = made.pages or 0
        parts = [self.edition.strings["download_pages"].format(count=pages)] if pages > 1 else []
        parts += [listening.minutes(self.seconds, self.edition.strings)] if made.format in READ_ALOUD else []
        return str(self.edition.strings["download_comma"]).join([*parts, self.file_size(made)])

    def file_size(self, made: Download) -> str:
        """The size of a file; of one that is made of the pages themselves, what stands for it until then."""
        if not made.path.is_file():
            return size_mark(made.path.name)
        return listening.size(made.bytes, self.edition.strings, self.language)

    # What is known of this page

    @property
    def record(self) -> list[str]:
        """The lines at the foot: who checked it, when it was reviewed, which version it is."""
        assert self.shown
        data, strings = self.shown.metadata, self.edition.strings
        version = f"{self.edition.project.settings.version} ({page_version(self.shown)})"
        return [
            *self.notices("clinician"),
            *(self.notices("translator") if self.is_translation and self.page else []),
            strings["last_reviewed"].format(date=self.date(data.last_reviewed)),
            strings["next_review"].format(date=self.date(data.next_review)),
            strings["version"].format(version=version),
        ]

    def notices(self, kind: str) -> list[str]:
        """Sentences for `{{ notice.KIND }}`: what is true today of who has checked and confirmed what."""
        strings = self.edition.strings
        if kind == "unconfirmed":
            return [] if self.edition.project.settings.hospital.confirmed else [strings["notice_unconfirmed"]]
        return [
            strings[f"reviewed_{kind}"].format(name=review.name, date=self.date(review.date))
            for review in self.reviews(kind)
        ] or [strings[f"notice_{kind}"]]

    def reviews(self, role: str) -> list[Review]:
        """The reviews of the words that are shown, by people of a role."""
        page = self.shown
        return [
            review for review in self.edition.project.reviews if page and review.is_of(page) and review.role == role
        ]

    @property
    def status(self) -> str:
        """One line on who has checked the page; of English that stands in, no translator is asked for."""
        roles = ROLES if self.is_translation and self.page else ROLES[:1]
        return status_line({role: bool(self.reviews(role)) for role in roles}, self.edition.strings, self.language)

    @property
    def status_link(self) -> str:
        """Where the page says more about who has checked it; nothing where no page does."""
        name, section = ABOUT_CHECKING
        page = self.edition.source.page(name)
        return self.url(name) + f"#{section}" if page and page.section(section) else ""

    @property
    def checks(self) -> SimpleNamespace | None:
        """The record of the seeded faults: a row for each group, and the harmless edits; None where there is none."""
        quality, strings = self.edition.project.quality, self.edition.strings
        if quality is None:
            return None
        made, quiet = map(isolated, quality.in_group("harmless"))
        return SimpleNamespace(
            rows=[
                SimpleNamespace(kind=strings[f"checks_{group}"], made=isolated(seeded), found=isolated(found))
                for group in GROUPS
                for seeded, found in [quality.in_group(group)]
                if seeded
            ],
            harmless=strings["checks_harmless"].format(made=made, quiet=quiet),
            date=strings["checks_date"].format(date=self.date(quality.date)),
        )

    @property
    def staff(self) -> Staff:
        """What the page for staff shows."""
        edition = self.edition
        return Staff(edition.project, edition.published, edition.downloads, edition.recordings, edition.findings)

    def date(self, day: date) -> str:
        return date_words(day, self.language.tag)

    def slot(self, name: str) -> str:
        """The HTML of a list or notice that the build knows; marked as the reader's language where the page is not."""
        assert self.edition.environment
        html = self.edition.environment.get_template(f"partials/{name}.html").render(lf=self)
        return _in(self.language, html) if self.is_missing else html


def isolated(number: int) -> str:
    """A number that right-to-left words cannot turn around (Unicode UAX 9)."""
    return f'<bdi dir="ltr">{number:,}</bdi>'


def _in(language: Language, html: str) -> str:
    return f'<div lang="{language.tag}" dir="{language.direction}">{html}</div>\n'
