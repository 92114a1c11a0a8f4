"""What a file says about itself: language, version, date, and who has checked it."""

from __future__ import annotations

from leaflet.edition.edition import Booklet


def record(booklet: Booklet, *own: object) -> tuple[str, ...]:
    """Return the lines under the title of a file, in its language. `own`: lines of its format, such as the grade of
    Braille."""
    return (language_line(booklet), *map(str, own), *state(booklet), *unconfirmed(booklet))


def language_line(booklet: Booklet) -> str:
    """Return which language the file is in."""
    return str(booklet.strings["file_language"]).format(language=booklet.language.name)


def state(booklet: Booklet) -> tuple[str, ...]:
    """Return its version, when its words were last looked at, and who has checked them.

    The first page of a print has these without `unconfirmed`, which stands beside the hospital's details on its last
    page: in giant print one line more would not fit.
    """
    strings = booklet.strings
    return (
        str(strings["version"]).format(version=booklet.version),
        str(strings["last_reviewed"]).format(date=booklet.date_words),
        *booklet.status,
    )


def unconfirmed(booklet: Booklet) -> tuple[str, ...]:
    """Return that the hospital has not confirmed its details, while that is so."""
    return () if booklet.leaflet.hospital.confirmed else (str(booklet.strings["notice_unconfirmed"]),)


def short_record(booklet: Booklet) -> tuple[str, ...]:
    """Return the same as `state` for the foot of a sheet of paper, where a line or two must hold it: no label but the
    version's."""
    version = str(booklet.strings["version"]).format(version=booklet.version)
    return (booklet.language.name, version, booklet.date_words, *booklet.status)
