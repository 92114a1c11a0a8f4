"""Lists and notices that only the build knows, as blocks: the one place that says what each is in each medium.

On the web they are templates (`overrides/partials/`), for what they list is known when the site is put together: the
sizes of files, the other edition, the languages that are published.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from babel import Locale

from leaflet.content.model import Element, Node, Page
from leaflet.edition.edition import Booklet
from leaflet.edition.inline import language_marks, spaced
from leaflet.project.settings import Language


class Medium(Enum):
    """How readers get words. FILE: on a screen, with links; PAPER: an address is typed by hand; BRAILLE: on paper or a
    display, in one script; SPEECH: each block is one thing that is said, and nothing can be looked up."""

    FILE = auto()
    PAPER = auto()
    BRAILLE = auto()
    SPEECH = auto()


def slot(name: str, booklet: Booklet, language: Language, medium: Medium) -> Iterator[Element]:
    """Yield what stands for the slot `name` (`model.SLOTS`) in a section that is in `language`.

    In a section where English stands in it is in English too, and who has checked the words is not said there: it is
    known of the reader's language only.
    """
    strings = booklet.strings_in(language.tag)
    match name:
        case "list.pages":
            yield from _pages(booklet, language, medium)
        case "list.languages":
            yield from _languages(booklet, language, medium)
        case "list.formats":
            yield from _formats(booklet, language, medium)
        case "list.checks" if medium is not Medium.SPEECH:  # a table of numbers, which a listener cannot look up
            # Whoever types an address does without the place on the page.
            place = "#test-of-the-program" if medium is Medium.FILE else ""
            yield _on_the_web(strings["checks_web"], f"{booklet.address}how-we-check/{place}", medium)
        case "notice.clinician" if language.tag == booklet.language.tag:
            yield Element("p", (booklet.status[0],))
        case "notice.unconfirmed" if not booklet.leaflet.hospital.confirmed:
            yield Element("p", (str(strings["notice_unconfirmed"]),))


def _pages(booklet: Booklet, language: Language, medium: Medium) -> Iterator[Element]:
    """Every page; for a listener, those that this voice can say."""
    own = language.tag == booklet.language.tag
    pages = tuple(booklet.pages() if own else booklet.english.pages)
    if medium is Medium.SPEECH:
        titles = [page.title for page in pages if page.language == language.tag]
        yield _said(str(booklet.strings_in(language.tag)["said_list"]).format(count=len(titles)))
        yield from map(_said, titles)
    else:
        links = (Element("a", (_title(page, language),), {"href": f"{page.name}.md"}) for page in pages)
        yield Element("ul", tuple(Element("li", (link,)) for link in links))


def _languages(booklet: Booklet, language: Language, medium: Medium) -> Iterator[Element]:
    """On paper each in its own letters, so that somebody who reads no other language finds theirs; said by their names
    in the language of the voice; elsewhere a way to them, as an e-reader lacks letters, and Braille has one script."""
    strings = booklet.strings_in(language.tag)
    match medium:
        case Medium.PAPER:
            names = (Element("span", (one.name,), {"lang": one.tag, "dir": one.direction}) for one in booklet.languages)
            yield Element("ul", tuple(Element("li", (name,)) for name in names))
        case Medium.SPEECH:
            known = Locale.parse(language.tag).languages
            yield _said(strings["said_languages"])
            yield from (_said(known.get(one.tag, one.name)) for one in booklet.languages)
        case _:
            place = "formats/#other-languages" if medium is Medium.FILE else ""
            yield _on_the_web(strings["file_languages"], f"{booklet.address}{place}", medium)


def _formats(booklet: Booklet, language: Language, medium: Medium) -> Iterator[Element]:
    """A way to the files, and in Braille, where the last page of a print is not, whom to ask."""
    strings, phone = booklet.strings_in(language.tag), booklet.leaflet.hospital.phone
    match medium:
        case Medium.FILE:
            yield _on_the_web(strings["file_formats"], f"{booklet.address}formats/#other-formats", medium)
        case Medium.SPEECH:
            yield _said(strings["said_formats"])
        case _:
            yield _on_the_web(strings["print_more"], booklet.address, medium)
    if medium is Medium.BRAILLE and phone:
        yield Element("p", (spaced(strings["format_ask"]), Element("bdi", (phone,), {"dir": "ltr"})))


def _on_the_web(words: object, address: str, medium: Medium) -> Element:
    """A sentence with an address: a link where it can be followed."""
    if medium is Medium.FILE:
        link = Element("a", (Element("bdi", (address,), {"dir": "ltr"}),), {"href": address})
        return Element("p", (spaced(words), link))
    return Element("p", (spaced(words), Element("bdi", (address,), {"dir": "ltr", "class": "address"})))


def _said(words: object) -> Element:
    return Element("p", (str(words),))


def _title(page: Page, language: Language) -> Node:
    """The title of a page among words of a language, marked where it is in another one."""
    own = page.language == language.tag
    return page.title if own else Element("span", (page.title,), language_marks(page.language, language))
