"""One list of files: the same bytes whatever the order, another name for other bytes, and nothing else taken for one."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from leaflet.release.manifest import NAME, RELEASE_ID, SUMS, Built, Encoded, Manifest, parse_manifest, read_manifest
from support.releases import release, site

FILES = (
    Built("ar", "web", "ar/index.html", "text/html; charset=utf-8", 3, "aa", "5e", {"br": Encoded(2, "bb")}),
    Built("en", "web", "index.html", "text/html; charset=utf-8", 4, "cc"),
)

FILE = {"language": "", "format": "", "name": "a", "media_type": "", "bytes": 1, "sha256": ""}


def test_it_reads_back_as_it_was_written() -> None:
    manifest = Manifest(FILES, "1.0", "2026-11-20", "feed")
    assert parse_manifest(manifest.json) == manifest
    assert parse_manifest(manifest.json).files[0].encodings == {"br": Encoded(2, "bb")}


def test_its_bytes_do_not_depend_on_the_order() -> None:
    assert Manifest(FILES).json == Manifest(FILES[::-1]).json


def test_its_id_has_version_date_and_hash() -> None:
    assert Manifest(FILES, "1.0", "2026-11-20").id.startswith("1.0-2026-11-20-")


@pytest.mark.parametrize(
    "other",
    [
        Manifest(FILES[:1], "1.0", "2026-11-20", "feed"),
        Manifest(FILES, "1.0", "2026-11-20", "beef"),
        Manifest(
            (FILES[0], Built("en", "web", "index.html", "text/html; charset=utf-8", 4, "dd")),
            "1.0",
            "2026-11-20",
            "feed",
        ),
    ],
)
def test_other_bytes_have_another_id(other: Manifest) -> None:
    assert other.id != Manifest(FILES, "1.0", "2026-11-20", "feed").id


def test_sums_and_sizes_name_compressed_copies() -> None:
    manifest = Manifest(FILES)
    assert list(manifest.sums) == ["ar/index.html", "ar/index.html.br", "index.html", NAME]
    assert manifest.sizes == {
        "ar/index.html": 3,
        "ar/index.html.br": 2,
        "index.html": 4,
        NAME: len(manifest.json),
        SUMS: len(manifest.checksums),
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"files": [{}]}',
        b'{"files": 1}',
        b"\xff",
        b'{"files": [], "other": 1}',
        b"null",
        b'{"files": [{"language": "", "format": "", "name": "", "media_type": "", "bytes": 1, "sha256": "",'
        b' "encodings": {"zstd": {"bytes": 1, "sha256": ""}}}]}',
        b'{"files": [], "version": 5}',
        b'{"files": [], "date": null}',
        b'{"files": {}}',
        b'{"files": [5]}',
        b'{"files": [], "version": "\\ud800"}',
        b"[" * 100_000,
        *(
            json.dumps({"files": [FILE | slip]}).encode()
            for slip in (
                {"name": 5},
                {"name": "/etc/passwd"},
                {"name": "assets/../../a"},
                {"bytes": "1"},
                {"bytes": True},
                {"bytes": 1.5},
                {"sha256": None},
                {"encodings": []},
                {"encodings": {"br": 1}},
                {"encodings": {"br": {"bytes": "1", "sha256": ""}}},
            )
        ),
    ],
)
def test_anything_else_is_no_manifest(content: bytes) -> None:
    with pytest.raises(ValueError):
        parse_manifest(content)


def test_the_record_of_these_slips_is_a_good_one() -> None:
    assert parse_manifest(json.dumps({"files": [FILE]}).encode()).files[0].name == "a"


def test_each_id_reads_as_one() -> None:
    for version in ("1.0", "2", "1.0-rc.1"):
        assert RELEASE_ID.fullmatch(Manifest(FILES, version, "2026-11-20").id)
    assert not any(
        map(RELEASE_ID.fullmatch, ("letters", "backup-by-IT", "1.0-2026-11-20", "1.0-2026-11-20-abcdef.part"))
    )


def test_coreutils_can_check_a_release(tmp_path: Path) -> None:
    made = release(tmp_path, site("one"))
    check = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=made.folder, check=False).returncode == 0
    (made.folder / "risks/index.html").write_text("Drive.")
    run = subprocess.run(check, cwd=made.folder, capture_output=True, text=True, check=False)
    assert run.returncode == 1 and run.stdout.startswith("risks/index.html: FAILED")


def test_a_release_carries_its_manifest(tmp_path: Path) -> None:
    made = release(tmp_path, site("one"))
    assert read_manifest(made.folder).json == made.manifest.json
