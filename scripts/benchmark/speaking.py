"""What reading aloud costs."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmark.projects import ROOT, copy_project, run
from leaflet.build.record import SITE
from leaflet.build.site import BuildRequest, make_audio
from leaflet.edition.project import Project

ONE_PAGE_READ = """
import sys
from pathlib import Path
from datetime import date
from leaflet.audio.make import make_recordings
from leaflet.edition.project import Project
if __name__ == "__main__":
    booklet = Project.read(Path.cwd(), date.today())[0].booklet(sys.argv[1])
    print(sum(one.seconds for one in make_recordings([booklet], Path("spoken"), str, pages=sys.argv[2:])[0].values()))
"""


def show_audio() -> None:
    """What reading a page aloud costs, cold and after an edit, and the size of the audio that has been made."""
    with tempfile.TemporaryDirectory(prefix="leaflet-bench-") as scratch:
        folder = Path(scratch, "ours")
        copy_project(folder)
        script = folder / "read.py"
        script.write_text(ONE_PAGE_READ)
        command = [sys.executable, str(script), "en", "get-help"]
        cold = run(command, folder)
        file = next((folder / "spoken/pages").glob("*/en-get-help.mp3"))
        size = file.stat().st_size / 1e6
        minutes = json.loads(file.with_suffix(".json").read_text())["seconds"] / 60
        page = folder / "docs/en/get-help.md"
        page.write_text(page.read_text(encoding="utf-8").replace("near your phone", "by your phone"), encoding="utf-8")
        edit = run(command, folder)
    print(
        f"\naudio of get-help, {minutes:.1f} min in English: {cold.processor / minutes:.1f} s of processor a minute, "
        f"{size / minutes:.2f} MB a minute; after an edit of one sentence: {edit.processor:.1f} s in all"
    )
    for tag, count, seconds, size in audio_made():
        print(f"audio made in {tag}: {count} pages, {seconds / 60:.0f} min, {size / 1e6:.1f} MB")


def audio_made() -> Iterator[tuple[str, int, float, int]]:
    """Pages, seconds and bytes of each language in this project's cache."""
    project = Project.read(ROOT, date.today())[0]
    assert project
    recordings, _, _ = make_audio(BuildRequest(project, ROOT / SITE, progress=print))
    for tag in project.languages:
        found = [one for (language, _), one in recordings.items() if language == tag]
        if found:
            yield tag, len(found), sum(one.seconds for one in found), sum(one.bytes for one in found)
