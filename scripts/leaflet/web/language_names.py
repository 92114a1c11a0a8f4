"""What languages are called in each other."""

from __future__ import annotations

from babel import Locale

from leaflet.project.languages import Language


def name_in(named: Language, reader: Language) -> str:
    """Return what the reader's language calls another one (Unicode CLDR); nothing for its own name.

    Who has no font for `اردو` sees boxes, and a nurse who cannot read it must pick it for a patient.
    """
    if named.tag == reader.tag:
        return ""
    return Locale.parse(named.tag, sep="-").get_display_name(reader.tag.replace("-", "_")) or named.english_name
