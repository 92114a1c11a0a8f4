"""A verdict is about exactly these files."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.build.check_record import FOLDER, is_clean, judged, remember_clean
from leaflet.build.record import site_digest


def made(site: Path) -> Path:
    site.mkdir()
    (site / "index.html").write_text("Do not drive.")
    return site


def test_a_site_is_clean_only_after_a_clean_check(tmp_path: Path) -> None:
    site = made(tmp_path / "site")
    assert not is_clean(tmp_path, site)
    remember_clean(tmp_path, judged(tmp_path, site))
    assert is_clean(tmp_path, site)


def test_one_changed_word_takes_the_verdict_away(tmp_path: Path) -> None:
    site = made(tmp_path / "site")
    remember_clean(tmp_path, judged(tmp_path, site))
    (site / "index.html").write_text("Do drive.")
    assert not is_clean(tmp_path, site)


def test_only_the_last_verdict_is_kept(tmp_path: Path) -> None:
    remember_clean(tmp_path, "first")
    remember_clean(tmp_path, "second")
    remember_clean(tmp_path, "second")
    assert [place.name for place in (tmp_path / FOLDER).iterdir()] == ["second"]


def test_two_checks_may_end_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember_clean(tmp_path, "first")
    listed = list((tmp_path / FOLDER).iterdir())
    monkeypatch.setattr(Path, "iterdir", lambda folder: iter(listed))
    remember_clean(tmp_path, "second")
    remember_clean(tmp_path, "third")  # it sees the first one still, which the second has removed


def test_a_file_more_takes_the_verdict_away(tmp_path: Path) -> None:
    site = made(tmp_path / "site")
    remember_clean(tmp_path, judged(tmp_path, site))
    (site / "more.html").touch()
    assert not is_clean(tmp_path, site)


def test_the_same_files_elsewhere_have_the_same_verdict(tmp_path: Path) -> None:
    remember_clean(tmp_path, judged(tmp_path, made(tmp_path / "site")))
    assert is_clean(tmp_path, made(tmp_path / "other"))


def test_names_and_words_cannot_be_exchanged(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir(), second.mkdir()
    (first / "ab").write_text("c")
    (second / "a").write_text("bc")
    assert site_digest(first) != site_digest(second)
