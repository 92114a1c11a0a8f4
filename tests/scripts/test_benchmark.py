"""The benchmark: what becomes of a program that it measures, and what it leaves out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmark import making
from benchmark.projects import Cost, run
from leaflet.formats.registry import READ_ALOUD

SCRIPTS = Path(making.__file__).parents[1]


def test_a_program_may_say_much() -> None:
    """What it says is more than a pipe holds; nobody reads it until the program has ended."""
    loud = "import sys; sys.stderr.write('x' * 200_000)"
    program = f"import sys; from pathlib import Path; from benchmark.projects import run; run([sys.executable, '-c', {loud!r}], Path('.'))"
    subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": str(SCRIPTS)}, timeout=120, check=True)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_program_that_fails_has_its_last_words(tmp_path: Path, stream: str) -> None:
    words = f"import sys; print('x\\n' * 99, 'no disk', file=sys.{stream}); sys.exit(3)"
    with pytest.raises(SystemExit, match=r"failed in .*\n(?s:.*)no disk$") as ended:
        run([sys.executable, "-c", words], tmp_path)
    assert len(str(ended.value).splitlines()) < 50
    assert run([sys.executable, "-c", words], tmp_path, accepted=(3,)).seconds > 0


def test_a_file_that_reads_aloud_is_not_made_without_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def one_file(folder: Path, name: str, tag: str, file: Path) -> tuple[Cost, float]:
        made.append(name)
        return Cost(1, 1, 1), 1

    page = tmp_path / "docs/pl/risks.md"
    page.parent.mkdir(parents=True)
    page.write_text("Rysunek 1")
    edited: list[str] = []
    monkeypatch.setattr(making, "one_file", one_file)
    monkeypatch.setattr(making, "run", lambda *given, **more: edited.append(page.read_text()) or Cost(1, 1, 1))
    making.show_downloads(tmp_path, Cost(1, 1, 1))
    assert "epub" in made and not READ_ALOUD & {*made}
    assert (edited, page.read_text()) == (["Obrazek 1"], "Rysunek 1")
