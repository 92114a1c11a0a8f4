"""Addresses of styles and pictures change with their bytes, and with nothing else."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from leaflet.edition.assets import asset, hashed
from leaflet.edition.look import TokenError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs/assets/pictures").mkdir(parents=True)
    (tmp_path / "docs/assets/pictures/spine.svg").write_bytes(b"<svg/>")
    (tmp_path / "docs/index.md").write_bytes(b"words")
    return tmp_path


def test_the_address_has_a_hash_of_the_bytes(root: Path) -> None:
    digest = sha256(b"<svg/>").hexdigest()[:10]
    assert hashed(root, "assets/pictures/spine.svg") == f"assets/pictures/spine.{digest}.svg"


def test_other_bytes_get_another_address(root: Path) -> None:
    before = hashed(root, "assets/pictures/spine.svg")
    (root / "docs/assets/pictures/spine.svg").write_bytes(b"<svg />")
    assert hashed(root, "assets/pictures/spine.svg") != before


@pytest.mark.parametrize("path", ["assets/missing.svg", "index.md", "downloads/leaflet-en.pdf", "assets/pictures"])
def test_what_is_no_asset_keeps_its_address(root: Path, path: str) -> None:
    assert hashed(root, path) == path


def test_a_style_sheet_has_its_tokens_and_the_rules_of_languages(root: Path) -> None:
    (root / "overrides/assets").mkdir(parents=True)
    sheet = root / "overrides/assets/leaflet.css"
    sheet.write_text(
        ":root { $colours.dark.marks }\n  $languages.lines_of_forms\n$languages.large_sizes\na { b: $cards.round $cards.round }"
    )
    assert (asset(root, "assets/leaflet.css") or b"").decode() == (
        ":root { --focus: #ffd35c; --focus-halo: #12171b; --being-read: #302b0a; }\n"
        "  html:is([lang=ar], [lang=fa], [lang=zh], [lang=gu], [lang=bn], [lang=pa]):has(.write ~ .write)"
        " { --leading: 1.6; --tight: 1.35; }\n"
        "  html:is([lang=ur]):has(.write ~ .write) { --leading: 1.9; --tight: 1.9; }\n"
        "html.large:lang(ar), html.large:lang(fa), html.large:lang(ur) { font-size: 162%; }\n"
        "a { b: 10px 10px }"
    )
    before = hashed(root, "assets/leaflet.css")
    sheet.write_text("p { color: red }")
    assert hashed(root, "assets/leaflet.css") != before
    sheet.write_text("p { color: $colours.dark.marks.blue }")
    with pytest.raises(TokenError, match=r"overrides/assets/tokens.yml has no colours.dark.marks.blue"):
        asset(root, "assets/leaflet.css")
