"""`leaflet record`."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.base.suggest import did_you_mean
from leaflet.commands.output import fail, read_project

EPILOG = """
\b
Example:
  leaflet record en get-help         the sentences of a page, to be read by a person
"""


@click.command(epilog=EPILOG)
@click.argument("language")
@click.argument("page")
def record(language: str, page: str) -> None:
    """Write the words of PAGE for a person to read aloud, a sentence a line, to voices/LANGUAGE/PAGE.txt.

    Put the recording beside it: as one file (PAGE.mp3, .wav, .flac or .ogg), with PAGE.labels.txt where the times of
    the sentences are known, or as one file a sentence, named after it, in a folder PAGE. It is used as long as the
    page says these words. While a sound is there that was read from other words, nothing is written.
    """
    from leaflet.audio.recorded_by_people import (  # here: they take a while
        place_of_script,
        read_otherwise,
        script_lines,
    )
    from leaflet.audio.script import script

    root = Path.cwd()
    project = read_project(root)
    if language not in project.languages:
        fail(f'there is no language "{language}" here. {did_you_mean(language, project.languages)}')
    booklet = project.booklet(language)
    known = {one.name: one for one in booklet.leaflet.pages}
    if page not in known:
        fail(f'there is no page "{page}" in docs/{language}. {did_you_mean(page, known)}')
    file, said = place_of_script(root, language, page), script(booklet, known[page])
    if stale := read_otherwise(root, language, page, said):
        names = ", ".join(str(sound.relative_to(root)) for sound in stale)
        fail(
            f"{names}: read from other words than the page has now. Move the sound away, then run this again; "
            "put back only what says the new words."
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = script_lines(said)
    file.write_text(lines, encoding="utf-8")
    click.echo(f"leaflet: {len(lines.splitlines())} sentences to read in {file.relative_to(root)}")
