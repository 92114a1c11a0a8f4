"""From a built and checked site to a release: refused unless both are so, and the same bytes each time."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import tarfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import brotli
import pytest

from leaflet.base.files import digest
from leaflet.build.check_record import judged, remember_clean
from leaflet.build.record import Build, note_build, site_digest
from leaflet.edition.project import Project
from leaflet.project.settings import Settings, read_settings
from leaflet.project.source_files import source_digest
from leaflet.release import Release
from leaflet.release.encodings import encode
from leaflet.release.making import STORE, NotReady, make_release
from leaflet.release.sbom import sbom
from leaflet.release.verify import differences
from support.places import BASE, ROOT
from support.reading import TODAY
from support.releases import contents, silent

LONG = "Do not drive for 6 weeks. " * 40
SITE = {
    "index.html": LONG,
    "404.html": LONG,
    "risks/index.html": LONG + "risks",
    "large-print/risks/index.html": LONG,
    "sitemap.xml": LONG,
    "sitemap.xml.gz": "as MkDocs packs it, with the time",
    "assets/leaflet.css": "p{}",
    "downloads/your-back-en.txt": LONG,
    "downloads/your-back-en.pdf": LONG,
    "audio/en/risks.mp3": LONG,
    "downloads/your-back-en.mp3": LONG,
    "downloads/your-back-en.zip": LONG,
}


def project(root: Path) -> Settings:
    """A project whose site was built and checked; the building itself is tested elsewhere."""
    shutil.copytree(BASE, root)
    (root / "requirements.txt").write_text("babel==2.18.0 \\\n    --hash=sha256:00\n    # via leaflet\nlxml==6.0.2\n")
    (root / "package-lock.json").write_text(
        json.dumps(
            {
                "packages": {
                    "": {"version": "1"},
                    "node_modules/axe-core": {"version": "4.11.0", "dev": True},
                    "node_modules/@fonts/noto": {
                        "version": "0.2.3",
                        "license": "OFL-1.1",
                        "integrity": "sha512-AAECAw==",
                    },
                }
            }
        )
    )
    for path, words in SITE.items():
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / path).write_text(words)
    settings, _ = read_settings(root)
    assert settings
    checked(settings)
    return settings


def checked(settings: Settings) -> None:
    built(settings)
    remember_clean(settings.root, judged(settings.root, settings.root / "site"))


def built(settings: Settings, folder: str = "site") -> None:
    """Take the site for one that was built from the sources as they are."""
    site = settings.root / folder
    note_build(settings, site, Build(source_digest(settings.root), settings.site_url, [], ["txt"], site_digest(site)))


def make(settings: Settings, into: Path = STORE) -> Release:
    return make_release(Project(settings, TODAY), settings.root / "site", settings.root / into, silent)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return project(tmp_path / "project")


def test_a_release_has_the_site_and_what_proves_it(settings: Settings) -> None:
    made = make(settings)
    assert {path for path in contents(made.folder) if not path.endswith((".br", ".gz"))} == {
        *SITE,
        "manifest.json",
        "SHA256SUMS",
        "sbom.cdx.json",
    } - {"sitemap.xml.gz"}
    assert (made.folder / "risks/index.html").read_text() == SITE["risks/index.html"]
    assert differences(made.manifest, made.folder) == []


def test_each_file_is_described(settings: Settings) -> None:
    found = {built.name: built for built in make(settings).manifest.files}
    said = {name: (built.language, built.format, built.media_type) for name, built in found.items()}
    html = "text/html; charset=utf-8"
    assert said["risks/index.html"] == ("en", "web", html)
    assert said["large-print/risks/index.html"] == ("en", "web-large", html)
    assert said["downloads/your-back-en.pdf"] == ("en", "pdf", "application/pdf")
    assert said["audio/en/risks.mp3"] == said["downloads/your-back-en.mp3"] == ("en", "audio", "audio/mpeg")
    assert said["downloads/your-back-en.zip"] == ("en", "zip", "application/zip")
    assert said["assets/leaflet.css"] == ("", "asset", "text/css; charset=utf-8")
    assert found["risks/index.html"].source == found["audio/en/risks.mp3"].source != ""
    assert found["risks/index.html"].source not in (found["index.html"].source, "")


def test_another_word_has_another_source(settings: Settings) -> None:
    before = {built.name: built.source for built in make(settings).manifest.files}
    page = settings.docs / "en/risks.md"
    page.write_text(page.read_text() + "\nA new sentence.\n")
    checked(settings)
    after = {built.name: built.source for built in make(settings).manifest.files}
    assert {name for name in before if before[name] != after[name]} == {
        "risks/index.html",
        "large-print/risks/index.html",
        "audio/en/risks.mp3",
        "404.html",
        *(f"downloads/your-back-en.{ending}" for ending in ("txt", "pdf", "mp3", "zip")),
    }


def test_text_is_compressed_where_that_is_smaller(settings: Settings) -> None:
    folder = make(settings).folder
    assert gzip.decompress((folder / "index.html.gz").read_bytes()).decode() == LONG
    assert brotli.decompress((folder / "index.html.br").read_bytes()).decode() == LONG
    assert gzip.decompress((folder / "sitemap.xml.gz").read_bytes()).decode() == LONG
    for path in ("assets/leaflet.css", "downloads/your-back-en.pdf", "audio/en/risks.mp3"):
        assert not (folder / f"{path}.br").exists() and not (folder / f"{path}.gz").exists()


def test_no_compressed_copy_has_a_time_in_it(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(LONG)
    encode(page, tmp_path / "cache")
    assert (tmp_path / "index.html.gz").read_bytes()[4:8] == bytes(4)  # RFC 1952, MTIME


def test_two_projects_of_the_same_words_give_the_same_bytes(settings: Settings, tmp_path: Path) -> None:
    one, two = make(settings), make(project(tmp_path / "another/place"))
    assert one.folder != two.folder and contents(one.folder) == contents(two.folder)
    assert one.archive.read_bytes() == two.archive.read_bytes()


def test_one_byte_more_is_another_release(settings: Settings) -> None:
    before = make(settings)
    (settings.root / "site/index.html").write_text(LONG + ".")
    checked(settings)
    assert make(settings).id != before.id


def test_the_archive_is_the_release(settings: Settings, tmp_path: Path) -> None:
    made = make(settings)
    assert (
        subprocess.run(
            ["sha256sum", "--check", "--status", made.checksum.name], cwd=made.archive.parent, check=False
        ).returncode
        == 0
    )
    with tarfile.open(made.archive) as archive:
        archive.extractall(tmp_path, filter="data")
    assert contents(tmp_path / made.id) == contents(made.folder)


def test_a_release_that_somebody_changed_is_made_again(settings: Settings) -> None:
    made = make(settings)
    (made.folder / "index.html").write_text("Drive.")
    assert make(settings).id == made.id
    assert differences(made.manifest, made.folder) == []


def test_only_some_releases_stay_here(settings: Settings) -> None:
    for number in range(5):
        (settings.root / "site/index.html").write_text(f"{LONG} {number}")
        checked(settings)
        made = make(settings)
    left = [path.name for path in made.folder.parent.iterdir() if not path.name.startswith(".")]
    assert len([name for name in left if name.endswith(".tar.gz")]) == 3 and made.id in left


def test_in_another_folder_nothing_is_taken_away(settings: Settings, tmp_path: Path) -> None:
    for at, name in enumerate(("photos", "letters", "patients-2025", "accounts", "1.0-2026-01-05-abcdef")):
        (tmp_path / "stick" / name).mkdir(parents=True)
        (tmp_path / "stick" / name / "file.txt").write_text("mine")
        os.utime(tmp_path / "stick" / name, (at, at))
    before = contents(tmp_path / "stick")
    for number in range(4):
        (settings.root / "site/index.html").write_text(f"{LONG} {number}")
        checked(settings)
        make(settings, tmp_path / "stick")
    assert before.items() <= contents(tmp_path / "stick").items()


def test_only_releases_are_taken_away_here(settings: Settings) -> None:
    for name in ("notes", "1.0-2026-01-05-abcdef"):
        (settings.root / STORE / name).mkdir(parents=True)
        (settings.root / STORE / name / "file.txt").write_text("mine")
    test_only_some_releases_stay_here(settings)
    assert (settings.root / STORE / "notes/file.txt").is_file() and (
        settings.root / STORE / "1.0-2026-01-05-abcdef/file.txt"
    ).is_file()


@pytest.mark.parametrize("lost", ["archive", "checksum"])
def test_what_is_lost_beside_a_release_is_made_again(settings: Settings, lost: str) -> None:
    made = make(settings)
    before = made.archive.read_bytes(), made.checksum.read_text()
    getattr(made, lost).unlink()
    made = make(settings)
    assert (made.archive.read_bytes(), made.checksum.read_text()) == before


def test_nothing_is_released_unbuilt(settings: Settings) -> None:
    shutil.rmtree(settings.root / "site")
    with pytest.raises(NotReady, match=r"no site in .*leaflet build"):
        make(settings)


def test_nothing_is_released_that_was_built_from_other_words(settings: Settings) -> None:
    page = settings.docs / "en/risks.md"
    page.write_text(page.read_text() + "\nA new sentence.\n")
    with pytest.raises(NotReady, match=r"before the last change.*leaflet build"):
        make(settings)


def test_nothing_is_released_that_was_built_for_another_address(settings: Settings) -> None:
    with pytest.raises(NotReady, match=r"before the last change"):
        make(replace(settings, site_url="https://other.example/"))


def test_nothing_is_released_unchecked(settings: Settings) -> None:
    (settings.root / "site/index.html").write_text("Drive.")
    with pytest.raises(NotReady, match=r"built before the last change"):
        make(settings)
    built(settings)
    with pytest.raises(NotReady, match=r"nobody has checked.*leaflet check.*build --without pl; ./leaflet check"):
        make(settings)


@pytest.mark.parametrize(
    "path",
    [
        "scripts/leaflet/checks/translations/glossary_and_spelling.py",
        "scripts/leaflet/content/safety_words.py",
        "scripts/leaflet/project/languages.yml",
    ],
)
def test_a_verdict_by_other_rules_counts_no_more(settings: Settings, path: str) -> None:
    (settings.root / path).parent.mkdir(parents=True, exist_ok=True)
    (settings.root / path).write_text("stricter")
    built(settings)
    with pytest.raises(NotReady, match=r"nobody has checked.*leaflet check"):
        make(settings)


def test_a_suppression_that_has_run_out_stops_a_release(settings: Settings) -> None:
    """Also where nothing else has changed since the check."""

    def until(day: date) -> None:
        (settings.docs / "suppressions.yml").write_text(
            f"- {{code: A002, path: docs/en/risks.md, words: some words, reason: r, owner: o, expires: {day}}}\n"
        )
        checked(settings)

    until(TODAY + timedelta(days=1))
    make(settings)
    until(TODAY - timedelta(days=1))
    with pytest.raises(NotReady, match=r"run out.*leaflet check"):
        make(settings)


@pytest.mark.parametrize("version", ["1/0", "..", "", "1 0", "-v"])
def test_a_version_that_cannot_name_a_folder(settings: Settings, version: str) -> None:
    with pytest.raises(NotReady, match=r"extra.version"):
        make(replace(settings, version=version))


def test_a_name_that_checksums_cannot_say(settings: Settings) -> None:
    (settings.root / "site/a\nb.txt").write_text("")
    checked(settings)
    with pytest.raises(NotReady, match=r"Rename it"):
        make(settings)


def test_the_bill_of_materials_names_what_the_lock_files_name(settings: Settings) -> None:
    bill = json.loads((make(settings).folder / "sbom.cdx.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert [part["purl"] for part in bill["components"]] == [
        "pkg:npm/%40fonts/noto@0.2.3",
        "pkg:pypi/babel@2.18.0",
        "pkg:pypi/lxml@6.0.2",
    ]
    assert bill["components"][0]["hashes"] == [{"alg": "SHA-512", "content": "00010203"}]


def test_the_bill_of_this_project_reads_back_whole() -> None:
    from cyclonedx.model.bom import Bom

    words = sbom(ROOT, "1.0", date(2026, 11, 20)).decode()
    names = {part["name"] for part in json.loads(words)["components"]}
    assert {"mkdocs", "weasyprint", "noto-sans", "noto-nastaliq-urdu"} <= names and "axe-core" not in names
    assert len(Bom.from_json(json.loads(words)).components) == len(json.loads(words)["components"])  # type: ignore[attr-defined]


def test_a_lock_file_that_is_missing_is_an_error(settings: Settings) -> None:
    (settings.root / "package-lock.json").unlink()
    checked(settings)
    with pytest.raises(OSError, match=r"package-lock"):
        make(settings)


def test_digests_are_of_the_bytes(settings: Settings) -> None:
    made = make(settings)
    assert {name: digest(made.folder / name) for name in made.manifest.digests} == made.manifest.digests
    assert {name: (made.folder / name).stat().st_size for name in made.manifest.sizes} == made.manifest.sizes


def test_words_that_are_edited_while_it_is_packed_are_not_those_of_the_release(
    settings: Settings, tmp_path: Path
) -> None:
    page = settings.docs / "en/risks.md"

    def edited(words: str) -> None:
        page.write_text(page.read_text() + "\nA new sentence.\n")

    before = make(settings).manifest
    assert make_release(Project(settings, TODAY), settings.root / "site", tmp_path / "other", edited).manifest == before
