"""A site of two languages, built in place: what it may take the place of, what is noted of it, what stands in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leaflet.build import site
from leaflet.build.record import is_up_to_date, last_build, site_digest
from leaflet.build.site import BuildRequest, Files, _swap, build_site
from leaflet.checks import gate
from leaflet.checks.plan import Plan
from leaflet.commands.serve import _build as build_for_serve
from leaflet.edition.downloads import Missing
from leaflet.edition.project import Project
from leaflet.formats.registry import FORMATS
from leaflet.web.build import BuildError
from leaflet.web.check.html import check_html
from leaflet.web.check.page_words import check_articles
from support.reading import TODAY, read_project
from support.translated import edit, small_site, stamp_in


def silent(words: str) -> None:
    pass


def request(root: Path, **how: Any) -> BuildRequest:
    return BuildRequest(**{"project": read_project(root), "site": root / "site", "formats": (), **how})


def build(
    root: Path,
    folder: str = "site",
    progress: Callable[[str], object] = silent,
    left_out: Collection[str] = (),
    clean: bool = False,
) -> Path:
    project = read_project(root).without(left_out)
    build_site(request(root, project=project, site=root / folder, progress=progress, clean=clean))
    return root / folder


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_site(tmp_path_factory.mktemp("site") / "project")
    build(root)
    return root


@pytest.fixture
def root(once: Path, tmp_path: Path) -> Path:
    """A project whose site is built, to change."""
    return Path(shutil.copytree(once, tmp_path / "project", symlinks=True))


# What a build may take the place of


@pytest.mark.parametrize(
    "folder", ["docs", "docs/en", "docs/preview", "overrides", "scripts", ".", "..", "voices/preview"]
)
def test_a_site_never_takes_the_place_of_what_it_is_made_from(root: Path, folder: str) -> None:
    before = site_digest(root / "docs")
    with pytest.raises(BuildError, match="where the site is made from"):
        build(root, folder, pytest.fail)
    assert site_digest(root / "docs") == before


@pytest.mark.parametrize("name", ["notes.txt", "index.html", ".hidden"])
def test_a_folder_of_other_files_is_left_as_it_is(root: Path, name: str) -> None:
    (root / "mine").mkdir()
    (root / "mine" / name).write_text("<title>Not a leaflet</title>")
    with pytest.raises(BuildError, match="no site of this program"):
        build(root, "mine", pytest.fail)
    assert [file.name for file in (root / "mine").iterdir()] == [name]


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["new", "empty", "site", "copied"])
def test_a_new_folder_an_empty_one_and_a_site_of_ours_are_built_into(root: Path, folder: str) -> None:
    (root / "empty").mkdir()
    shutil.copytree(root / "site", root / "copied")
    assert (build(root, folder, clean=True) / "risks/index.html").is_file()


def test_where_the_new_site_cannot_be_put_in_place_the_old_one_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    with pytest.raises(FileNotFoundError):
        _swap(tmp_path / "never-made", site, tmp_path / "old")
    assert site.is_dir() and not (tmp_path / "old").exists()


# What is noted of it


def test_a_site_is_up_to_date_until_a_word_or_the_address_changes(root: Path) -> None:
    assert is_up_to_date(read_project(root), root / "site")
    at_another_address = Project(replace(read_project(root).settings, site_url="https://other.example/"), TODAY)
    assert not is_up_to_date(at_another_address, root / "site")
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    assert not is_up_to_date(read_project(root), root / "site")


def test_a_site_that_was_edited_is_looked_at_as_it_is_and_built_again(root: Path, asked_for: list[Any]) -> None:
    page = root / "site/get-help/index.html"
    edit(page, "at least 24 hours", "at least 2 hours")
    assert not is_up_to_date(read_project(root), root / "site")
    with gate._made(read_project(root), Plan(), silent) as made:
        assert made.site == root / "site"
    build(root)
    assert "at least 24 hours" in page.read_text(encoding="utf-8")


def test_a_site_that_was_deleted_is_built_again(root: Path) -> None:
    shutil.rmtree(root / "site")
    assert not is_up_to_date(read_project(root), root / "site")
    assert (build(root) / "index.html").is_file()


@pytest.mark.parametrize("mark", ["", "words", "[]", "{}", '{"sources": "0", "more": 1}'])
def test_a_note_that_cannot_be_read_is_none(root: Path, mark: str) -> None:
    (root / ".cache/built-site").write_text(mark)
    assert last_build(read_project(root), root / "site") is None


def test_a_site_during_whose_build_a_word_changed_and_changed_back_is_not_up_to_date(root: Path) -> None:
    page = root / "docs/en/get-help.md"
    words = page.read_text(encoding="utf-8")

    def meanwhile(said: str) -> None:
        page.write_text(words.replace("at least 24 hours", "at least 2 hours") if "standard" in said else words)

    build(root, progress=meanwhile, clean=True)
    page.write_text(words, encoding="utf-8")
    assert not is_up_to_date(read_project(root), root / "site")


MISSING = Missing("pdf", "en", "WeasyPrint is not installed: run scripts/setup site")


@pytest.mark.parametrize(
    ("gap", "changed"),
    [
        (MISSING, [True, True, False]),
        (Missing("audio", "ar", "no voice says this language well enough"), [True, False, False]),
    ],
)
def test_what_a_tool_was_missing_for_is_made_once_it_is_there(
    root: Path, monkeypatch: pytest.MonkeyPatch, gap: Missing, changed: list[bool]
) -> None:
    shutil.rmtree(root / "site")
    is_installed = iter([False, True])

    def make_files(*ignored: object) -> Files:
        return Files((), {}, () if gap == MISSING and next(is_installed) else (gap,))

    monkeypatch.setattr(site, "make_files", make_files)
    made = [build_site(request(root)) for _ in changed]
    assert [one.changed for one in made] == changed
    assert [one.missing for one in made] == ([(gap,), (), ()] if gap == MISSING else [(gap,)] * 3)


def test_what_a_tool_is_still_missing_for_is_no_reason_to_build_again(root: Path) -> None:
    shutil.rmtree(root / "site")
    print_without_tool = replace(FORMATS[0], missing=lambda language: MISSING.reason)
    made = [build_site(request(root, formats=[print_without_tool])) for _ in range(2)]
    assert [one.changed for one in made] == [True, False]
    assert made[0].missing == made[1].missing and MISSING in made[0].missing


def test_of_two_builds_at_once_none_passes_for_the_other(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swap = site._swap

    def swap_and_be_late(new: Path, place: Path, old: Path) -> None:
        monkeypatch.setattr(site, "_swap", swap)
        swap(new, place, old)
        (place / "index.html").write_text("of another build, which has ended before this one noted its own")

    monkeypatch.setattr(site, "_swap", swap_and_be_late)
    build(root, clean=True)
    assert not is_up_to_date(read_project(root), root / "site")


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The formats that are asked for; none are made."""
    asked: list[Any] = []

    def make_files(request: BuildRequest) -> Files:
        asked.append([made.name for made in request.formats])
        return Files((), {})

    monkeypatch.setattr(gate, "make_files", make_files)
    return asked


@pytest.mark.parametrize("names", [[], ["txt"], ["pdf", "audio"]])
def test_the_files_that_are_looked_at_are_those_that_the_site_was_built_with(
    root: Path, asked_for: list[Any], names: list[str]
) -> None:
    mark = root / ".cache/built-site"
    mark.write_text(json.dumps(json.loads(mark.read_text()) | {"formats": names}))
    with gate._made(read_project(root), Plan(), silent) as made:
        assert (asked_for, made.site) == ([names], root / "site")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("without", "errors", "is_looked_at"),
    [((), (), True), (("pl",), ("pl",), True), (("pl",), (), True), ((), ("pl",), False)],
)
def test_a_site_is_looked_at_where_it_has_no_language_with_errors(
    root: Path, asked_for: list[Any], without: tuple[str, ...], errors: tuple[str, ...], is_looked_at: bool
) -> None:
    build(root, left_out=without, clean=True)
    with gate._made(read_project(root).without(errors), Plan(), silent) as made:
        assert made.site and (made.site == root / "site", made.left_out) == (is_looked_at, without or errors)
        assert (made.site / "pl").exists() == (not made.left_out)


# English in the place of what a translation lacks


def findings(root: Path) -> list[str]:
    project = read_project(root)
    words = (finding for tag in ("en", "pl") for finding in check_articles(project.booklet(tag), root / "site"))
    return [f"{finding.code} {finding.path}: {finding.message}" for finding in (*check_html(root / "site"), *words)]


def test_pages_as_they_are_have_no_findings(root: Path) -> None:
    assert findings(root) == []


def test_a_page_that_a_translation_lacks_is_shown_in_english(root: Path) -> None:
    with (root / "docs/en/risks.md").open("a", encoding="utf-8") as page:
        page.write("\n{{ list.formats }}\n\n{{ notice.clinician }}\n")
    (root / "docs/pl/risks.md").unlink()
    build(root)
    assert "33\u00a0bad falls" in (root / "site/pl/risks/index.html").read_text(encoding="utf-8")
    assert findings(root) == []


def test_a_section_that_a_translation_lacks_is_shown_as_its_english_heading(root: Path) -> None:
    edit(root / "docs/pl/risks.md", "{#numbers}", "{#other}")
    build(root)
    assert "The numbers</h2>" in (root / "site/pl/risks/index.html").read_text(encoding="utf-8")
    assert findings(root) == []


def test_words_of_a_title_are_words(root: Path) -> None:
    edit(root / "docs/en/risks.md", "What can go wrong, in numbers.", "'What \"cement\" is & pain <5 years'")
    edit(root / "docs/en/risks.md", "title: Risks", "title: Risks & <b>numbers")
    stamp_in(root, "pl")
    build(root)
    assert findings(root) == []
    words = (root / "site/risks/index.html").read_text(encoding="utf-8")
    assert 'content="What &#34;cement&#34; is &amp; pain &lt;5 years">' in words
    assert "<title>Risks &amp; &lt;b&gt;numbers – " in words


# Under a path of a host, such as those of GitHub Pages


def test_a_site_may_stand_in_a_folder_of_its_host(root: Path) -> None:
    edit(root / "mkdocs.yml", "https://elm.example/", "https://owner.example/leaflet/")
    build(root)
    assert findings(root) == []
    assert 'href="/leaflet/large-print/pl/"' in (root / "site/large-print/pl/404.html").read_text(encoding="utf-8")
    for name in ("sitemap.xml", "risks/index.html"):
        assert 'hreflang="pl" href="https://owner.example/leaflet/pl/risks/"' in (root / "site" / name).read_text(
            encoding="utf-8"
        )


# Words of the interface that cannot be filled in


@pytest.mark.parametrize(("old", "new"), [("{date}", "{data}"), ("menu:", "yes: tak\nmenu:")])
def test_serve_says_what_cannot_be_built_and_keeps_the_last_pages(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    strings = root / "overrides/strings/pl.yml"
    strings.write_text(strings.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    before = site_digest(root / "site")
    build_for_serve(root, root / "site")
    assert "not built: the last good pages stay" in capsys.readouterr().err
    assert site_digest(root / "site") == before


# The page for staff


def test_what_is_out_of_date_is_never_more_than_there_is(root: Path) -> None:
    (root / "docs/pl/translation.yml").write_text("{}\n", encoding="utf-8")
    build(root)
    staff = (root / "site/quality.html").read_text(encoding="utf-8")
    counts = [cell.split("<")[0].split(" of ") for cell in staff.split('<td data-label="Parts out of date">')[1:]]
    assert ["4", "4"] in counts and all(int(some) <= int(all_) for some, all_ in counts)


def test_serve_shows_how_many_findings_a_page_has(root: Path) -> None:
    edit(root / "docs/en/risks.md", "bad falls", "hard falls")
    build_for_serve(root, root / "site")
    rows = (root / "site/quality.html").read_text(encoding="utf-8")
    assert '<td data-label="Findings">1</td>' in rows
