"""A file appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.base.files import digest, written_whole

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, appendix B.1


def test_digest_is_that_of_the_standard(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert digest(tmp_path / "a") == ABC


def test_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "new/folder/a.txt"
    with written_whole(file) as scratch:
        scratch.write_text("half")
        assert not file.exists() and scratch.suffix == ".txt"
    assert file.read_text() == "half" and list(file.parent.iterdir()) == [file]


def test_after_an_error_the_old_file_is_as_it_was_and_nothing_else_is_there(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    with pytest.raises(OSError), written_whole(file) as scratch:
        scratch.write_text("half")
        raise OSError("the disk is full")
    assert file.read_text() == "old" and list(tmp_path.iterdir()) == [file]


def test_nothing_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), written_whole(tmp_path / "a.txt"):
        pass
    assert list(tmp_path.iterdir()) == []
