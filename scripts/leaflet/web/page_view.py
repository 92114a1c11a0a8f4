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
from leaflet.translation.reviews import page_version
from leaflet.web import player as listening
from leaflet.web.page_links import PageLinks
from leaflet.web.quality_page import Staff
from leaflet.web.web_edition import Edition


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

    # Words

    @property
    def content(self) -> str:
        """The page's sections as HTML; English, and marked as such, where the translation lacks them."""
        if self.shown is None:
            return ""
        html = "".join(self.sections(self.shown))
        return _notice(self.edition.strings[MISSING_PAGE]) + _in(self.english, html) if self.is_missing else html

    def sections(self, page: Page) -> Iterator[str]:
        """Each section; the player, where the page is read aloud, stands under the first heading, above the text.

        Of a section that the translation lacks there is the heading alone, with a link to the English.
        """
        english = self.edition.source.page(page.name) or page
        above = self.slot("player") if self.recording else ""
        for shown in shown_sections(english, self.page, self.edition.stale):
            note = above + self.note(shown)
            above = ""
            html = markup.section_html(listening.timed(shown.section, self.recording), self.context(shown), note)
            if shown.note == MISSING_SECTION:
                html = _in(self.english, markup.heading_html(shown.section, self.context(shown))) + note
            yield html

    def context(self, shown: Shown) -> markup.Context:
        """How links, pictures, lists and words of a section become those of this page."""
        edition = self.edition
        pictures = edition.project.leaflet(shown.language).pictures
        strings, other_letters = edition.project.strings(shown.language), languages()[shown.language].script != "Latin"
        return markup.Context(self.link, self.asset, pictures, strings, self.slot, other_letters)

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
                label=strings[named([made.format])[0].strings_key],
                url=self.asset(made.address),
                media_type=made.media_type,
                details=self.details(made),
            )
            for made in self.edition.downloads
            if made.language == self.language.tag
        ]

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
        strings, page = self.edition.strings, self.shown
        if kind == "unconfirmed":
            return [] if self.edition.project.settings.hospital.confirmed else [strings["notice_unconfirmed"]]
        reviews = [
            review for review in self.edition.project.reviews if page and review.is_of(page) and review.role == kind
        ]
        return [
            strings[f"reviewed_{kind}"].format(name=review.name, date=self.date(review.date)) for review in reviews
        ] or [strings[f"notice_{kind}"]]

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


def _notice(html: str) -> str:
    return f'<p class="notice">{html}</p>'


def _in(language: Language, html: str) -> str:
    return f'<div lang="{language.tag}" dir="{language.direction}">{html}</div>\n'
