"""Addresses of styles and pictures change with their bytes, and with nothing else."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from leaflet.edition.assets import hashed


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "assets/pictures").mkdir(parents=True)
    (tmp_path / "assets/pictures/spine.svg").write_bytes(b"<svg/>")
    (tmp_path / "index.md").write_bytes(b"words")
    return tmp_path


def test_the_address_has_a_hash_of_the_bytes(docs: Path) -> None:
    digest = sha256(b"<svg/>").hexdigest()[:10]
    assert hashed(docs, "assets/pictures/spine.svg") == f"assets/pictures/spine.{digest}.svg"


def test_other_bytes_get_another_address(docs: Path) -> None:
    before = hashed(docs, "assets/pictures/spine.svg")
    (docs / "assets/pictures/spine.svg").write_bytes(b"<svg />")
    assert hashed(docs, "assets/pictures/spine.svg") != before


@pytest.mark.parametrize("path", ["assets/missing.svg", "index.md", "downloads/leaflet-en.pdf", "assets/pictures"])
def test_what_is_no_asset_keeps_its_address(docs: Path, path: str) -> None:
    assert hashed(docs, path) == path
