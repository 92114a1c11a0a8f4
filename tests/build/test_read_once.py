"""One build opens each file of words and pictures once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from leaflet.base.files import SETTLED
from support.translated import small_site

BUILD = """
import json
import sys
from collections import Counter
from pathlib import Path

opened = Counter()


def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, Path)):
        opened[str(arguments[0])] += 1


sys.addaudithook(note)

from leaflet.commands import main

main(["build", "--format", "txt", "--quiet"], standalone_mode=False)
print(json.dumps(opened))
"""


def opens(root: Path) -> dict[str, int]:
    """How often a build of the project opens each file of docs/ and each file with words of the interface."""
    run = subprocess.run(
        [sys.executable, "-c", BUILD],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    places = [f"{root / 'docs'}{os.sep}", f"{root / 'overrides/strings'}{os.sep}"]
    found: dict[str, int] = json.loads(run.stdout.splitlines()[-1])
    return {
        path.removeprefix(f"{root}{os.sep}"): count for path, count in found.items() if path.startswith(tuple(places))
    }


def test_a_build_reads_each_source_file_once(tmp_path: Path) -> None:
    root = small_site(tmp_path / "project")
    time.sleep(SETTLED / 1e9)  # what has just been written is read again: it might be written once more
    counts = opens(root)
    assert {path: count for path, count in counts.items() if count > 1} == {}
    written = {file.relative_to(root).as_posix() for file in (root / "docs").rglob("*.md")}
    assert {"docs/en/risks.md", "docs/pl/risks.md", "docs/pl/translation.yml", "overrides/strings/pl.yml"} <= {*counts}
    assert written <= {*counts}
