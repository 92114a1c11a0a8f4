"""What the templates see: one page of one web edition, as `lf`. Knows the leaflet and addresses, not MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

from leaflet.content.model import Page
from leaflet.edition import markup
from leaflet.edition.downloads import Download, size_mark
from leaflet.edition.project import date_words
from leaflet.edition.recording import Recording
from leaflet.edition.stand_ins import MISSING_PAGE, MISSING_SECTION, Shown, shown_sections
from leaflet.formats.registry import READ_ALOUD, named
from leaflet.project.quality import GROUPS
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages
from leaflet.translation.reviews import Review, page_version
from leaflet.web import player as listening
from leaflet.web.download_groups import grouped
from leaflet.web.first_screen import ROLES, last_help_section, status_line
from leaflet.web.home import HOME, arranged
from leaflet.web.kept_whole import NO_BREAK, kept_whole
from leaflet.web.on_this_page import parts
from leaflet.web.page_links import PageLinks
from leaflet.web.quality_page import Staff
from leaflet.web.steps import counted
from leaflet.web.web_edition import Edition

ABOUT_CHECKING = ("about", "who-has-checked-it")  # the page, and its section, that say who has checked the leaflet


class View(PageLinks):
    """One page, with its words and all that is known of it."""

    def __init__(self, edition: Edition, name: str, here: str | None) -> None:
        super().__init__(edition, name, here)
        self.t, self.policy = SimpleNamespace(**edition.strings), edition.policy
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
        html = "".join(self.sections(self.shown))
        return _notice(self.edition.strings[MISSING_PAGE]) + _in(self.english, html) if self.is_missing else html

    def sections(self, page: Page) -> Iterator[str]:
        """Each section. Under the first heading, or after the boxes of a page of help, stand who has checked the page,
        the player where it is read aloud, and a list of the parts of a long page.

        Of a section that the translation lacks there is the heading alone, with a link to the English.
        """
        english = self.edition.source.page(page.name) or page
        above = "".join(self.above())
        last_help = last_help_section(english)
        for shown in shown_sections(english, self.page, self.edition.stale):
            note = self.note(shown)
            if not last_help:
                note, above = above + note, ""
            marked = kept_whole(shown.section, languages()[shown.language])
            section = arranged(self.name, listening.timed(marked, self.recording))
            section = counted(section, english, self.edition.project.strings(shown.language))
            html = markup.section_html(section, self.context(shown), note)
            if shown.note == MISSING_SECTION:
                html = _in(self.english, markup.heading_html(shown.section, self.context(shown))) + note
            yield html + (above if shown.section.id == last_help else "")

    def above(self) -> Iterator[str]:
        """What the build puts above the words of a page."""
        yield self.slot("status")
        if self.recording:
            yield self.slot("player")
        if self.parts:
            yield self.slot("on_this_page")

    def context(self, shown: Shown) -> markup.Context:
        """How links, pictures, lists and words of a section become those of this page."""
        edition = self.edition
        pictures = edition.project.leaflet(shown.language).pictures
        return markup.Context(self.link, self.asset, pictures, edition.project.strings(shown.language), self.slot)

    def note(self, shown: Shown) -> str:
        """A note under the heading of a section that is not fresh, with a link to the English."""
        if shown.note in ("", MISSING_PAGE):
            return ""
        strings = self.edition.strings
        href = self.at(self.edition.address(self.name, SOURCE_LANGUAGE)) + f"#{shown.section.id}"
        link = f'<a href="{href}" hreflang="{SOURCE_LANGUAGE}">{strings["stale_section_link"]}</a>'
        return _notice(f"{strings[shown.note]} {link}") + "\n"

    @property
    def english(self) -> Language:
        return languages()[SOURCE_LANGUAGE]

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
        page, known = self.shown, self.edition.project.reviews
        return [review for review in known if page and review.is_of(page) and review.role == role]

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
        return date_words(day, self.language.tag).replace(" ", NO_BREAK)

    def slot(self, name: str) -> str:
        """The HTML of a list or notice that the build knows; marked as the reader's language where the page is not."""
        assert self.edition.environment
        html = self.edition.environment.get_template(f"partials/{name}.html").render(lf=self)
        return _in(self.language, html) if self.is_missing else html


def isolated(number: int) -> str:
    """A number that right-to-left words cannot turn around (Unicode UAX 9)."""
    return f'<bdi dir="ltr">{number:,}</bdi>'


def _notice(html: str) -> str:
    return f'<p class="notice">{html}</p>'


def _in(language: Language, html: str) -> str:
    return f'<div lang="{language.tag}" dir="{language.direction}">{html}</div>\n'
