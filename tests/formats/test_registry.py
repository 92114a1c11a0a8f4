"""The table of formats: each row says all that is to be known of its kind of file."""

from __future__ import annotations

import pytest

from leaflet.formats.registry import FORMATS, READ_ALOUD, WRITTEN, Format, named
from leaflet.project.interface import own_strings
from support.made import real_settings


@pytest.mark.parametrize("made", FORMATS, ids=lambda made: made.name)
def test_readers_have_a_name_for_it_in_english(made: Format) -> None:
    assert own_strings(real_settings(), "en")[made.strings_key]


def test_names_and_files_are_given_once() -> None:
    assert len({made.name for made in FORMATS}) == len({made.ending for made in FORMATS}) == len(FORMATS)


def test_rows_are_named_in_the_order_of_the_table() -> None:
    assert [made.name for made in named(["zip", "txt", "pdf"])] == ["pdf", "txt", "zip"]


def test_what_is_made_of_more_than_a_booklet_is_in_the_table_too() -> None:
    assert {made.name for made in FORMATS} - {made.name for made in WRITTEN} == {"audio", "zip"}
    assert {"audio", "epub-audio"} == READ_ALOUD
