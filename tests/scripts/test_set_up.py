"""`./leaflet` and `scripts/setup` after a set-up that was broken off: mended, or said, never a traceback."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from support.made import ROOT

LISTS = ("requirements.txt", "requirements-test.txt")


def stamp(root: Path, name: str = "requirements.txt") -> Path:
    return root / ".venv" / f".installed-{hashlib.sha256((root / name).read_bytes()).hexdigest()[:16]}"


def write(place: Path, script: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout whose Python says what it is asked for."""
    for name in LISTS:
        (tmp_path / name).write_text(name)
    shutil.copy(ROOT / "leaflet", tmp_path)
    write(tmp_path / ".venv/bin/python", 'echo "python $*"')
    return tmp_path


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", LISTS)
def test_what_is_set_up_is_not_set_up_again(root: Path, name: str) -> None:
    stamp(root, name).touch()
    write(root / "scripts/setup", "echo setting up")
    assert run(root, "./leaflet", "check").stdout == "python -m leaflet check\n"


def test_a_set_up_that_was_broken_off_is_finished_first(root: Path) -> None:
    write(root / "scripts/setup", f'echo "setting up $*"; touch {stamp(root)}')
    assert run(root, "./leaflet", "check").stdout == "setting up site\npython -m leaflet check\n"
    assert run(root, "./leaflet", "check").stdout == "python -m leaflet check\n"
    (root / "requirements.txt").write_text("another list")
    assert "setting up site" in run(root, "./leaflet", "check").stdout


def test_where_it_cannot_be_set_up_it_says_what_to_do(root: Path) -> None:
    write(root / "scripts/setup", "exit 1")
    done = run(root, "./leaflet", "check")
    assert (done.returncode, done.stdout) == (2, "") and "then: ./scripts/setup site" in done.stderr


def test_packages_that_cannot_be_installed_leave_no_stamp(root: Path) -> None:
    (root / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/setup", root / "scripts")
    (root / ".venv/.installed-0123456789abcdef").touch()  # of the list of before, some of which is replaced by now
    write(root / ".venv/bin/python", "[ $1 = -c ]")
    done = run(root, "scripts/setup", "site")
    assert done.returncode == 2 and "pip could not install all of requirements.txt" in done.stderr
    assert not list((root / ".venv").glob(".installed-*"))
