"""What a file says about itself: language, version, date, and who has checked it."""

from __future__ import annotations

from leaflet.edition.edition import Booklet


def record(booklet: Booklet, *own: object) -> tuple[str, ...]:
    """Return the lines under the title of a file, in its language. `own`: lines of its format, such as the size of
    print."""
    language = str(booklet.strings["file_language"]).format(language=booklet.language.name)
    return (language, *map(str, own), *state(booklet))


def state(booklet: Booklet) -> tuple[str, ...]:
    """Return the same without the language, which a listener hears."""
    strings = booklet.strings
    unconfirmed = () if booklet.leaflet.hospital.confirmed else (str(strings["notice_unconfirmed"]),)
    return (
        str(strings["version"]).format(version=booklet.version),
        str(strings["last_reviewed"]).format(date=booklet.date_words),
        *booklet.status,
        *unconfirmed,
    )


def short_record(booklet: Booklet) -> tuple[str, ...]:
    """Return the same for the foot of a sheet of paper, where a line or two must hold it: no labels but the version's,
    and the hospital's details are on the sheet itself, or not at all."""
    version = str(booklet.strings["version"]).format(version=booklet.version)
    return (booklet.language.name, version, booklet.date_words, *booklet.status)
