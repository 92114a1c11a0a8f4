"""A language is added with one record and words: no Python is touched. Pashto stands for any, in the words of the Arabic."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest

from leaflet.formats.registry import FORMATS
from leaflet.project.languages import Language, read_languages
from support.places import ROOT
from support.translated import copy_of, edit, leaflet, write_home_page

pytestmark = pytest.mark.slow

TAG = "ps"
OTHERS = ("ar", "gu", "pl", "ur", "zh")
RECORD = """
ps:
  name: پښتو
  english_name: Pashto
  iso_639_2: pus
  direction: rtl
  script: Arabic
  fonts: [Noto Naskh Arabic, Atkinson Hyperlegible Next]
  braille: {tables: [ar-ar-g1.utb], latin_as_ueb: true}
  voice: null
  dictionary: null
  decimal: "."
  quotes: ["«", "»"]
  letters: {joiners: true}
  print: {growth: 1.15, leading: 1.9, closest: 1.5, actual_text: [tag]}
  web: {fonts: [Noto Naskh Arabic, system-ui], size: 131, large_size: 166, lines: [1.95, 1.5]}
  word: {font: Times New Roman, kind: bidi}
  epub_leading: 1.9
"""
TABLES = ("number_words", "units", "words")  # as Arabic has them: the words are the same
QUESTIONS = "---\n{{title: {0}, description: {1}{2}}}\n---\n\n# {0} {{#questions}}\n\n- {1}\n\n___\n"
CHECKLIST = "\n## {0} {{#checklist}}\n\n- [ ] {1}\n"
EVERY_FORMAT = [word for one in FORMATS if not one.reads_aloud for word in ("--format", one.name)]
DATES = ", covers: [], last_reviewed: 2026-01-05, next_review: 2028-12-31"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project in English and Pashto with a copy of the program, whose only change is a record; built."""
    root = copy_of(tmp_path_factory.mktemp("new"))
    for name in ("overrides", "scripts/leaflet"):
        shutil.copytree(
            ROOT / name,
            root / name,
            ignore=shutil.ignore_patterns("__pycache__", *(f"{tag}.yml" for tag in OTHERS if tag != "ar")),
            dirs_exist_ok=True,
        )
    for name in ("large-print.yml", "docs/names.yml"):
        shutil.copy(ROOT / name, root / name)
    _add_the_record(root / "scripts/leaflet/project/languages.yml")
    _add_the_words(root)
    for command in (("translate", "stamp", TAG, "--by", "A Elm"), ("build", *EVERY_FORMAT)):
        done = leaflet(root, *command)
        assert done.returncode == 0, done.stdout + done.stderr
    return root


def _add_the_record(file: Path) -> None:
    content = file.read_text(encoding="utf-8")
    arabic = content.partition("\nar:\n")[2]
    tables = [re.search(rf"(?m)^  {name}:.*\n(?:    .*\n)*", arabic) for name in TABLES]
    file.write_text(content + RECORD + "".join(table[0] for table in tables if table), encoding="utf-8")


def _add_the_words(root: Path) -> None:
    (root / "docs/ar").rename(root / "docs" / TAG)
    strings = root / "overrides/strings"
    (strings / "ar.yml").rename(strings / f"{TAG}.yml")
    (root / "docs" / TAG / "translation.yml").unlink()
    settings = root / "mkdocs.yml"
    edit(settings, "locale: ar, name: العربية", f"locale: {TAG}, name: پښتو")
    settings.write_text(re.sub(r"(?m)^ *- {locale: (gu|pl|ur|zh),.*\n", "", settings.read_text()))
    for tag in OTHERS:
        shutil.rmtree(root / "docs" / tag, ignore_errors=True)
    edit(settings, "nav:\n", "nav:\n  - index.md\n  - questions.md\n")
    edit(root / "docs/en/shape.yml", "{get-ready: }", "{get-ready: , checklist: [{ticks: 1}]}")
    for tag, words, dates in (("en", ("Questions", "Ask how long it takes."), DATES), (TAG, ("أسئلة", "اسأل."), "")):
        (root / "docs" / tag / "questions.md").write_text(QUESTIONS.format(*words, dates), encoding="utf-8")
        with (root / "docs" / tag / "get-ready.md").open("a", encoding="utf-8") as page:
            page.write(CHECKLIST.format(*words))
        write_home_page(root, tag, *words)


@pytest.fixture(scope="module")
def record(project: Path) -> Language:
    known, findings = read_languages(project / "scripts/leaflet/project/languages.yml")
    assert findings == []
    return known[TAG]


def test_every_format_is_made(project: Path, record: Language) -> None:
    wanted = {one.file_name("your-back", record) for one in FORMATS if one.is_for(record) and not one.reads_aloud}
    made = {file.name for file in (project / "site/downloads").glob(f"*-{TAG}*")}
    assert made == {*wanted, f"your-back-{TAG}.zip"}


@pytest.mark.parametrize("place", ["site", "site/large-print"])
def test_its_pages_run_from_right_to_left(project: Path, place: str) -> None:
    assert re.search(r'<html lang="ps" dir="rtl"', (project / place / TAG / "risks/index.html").read_text())


def test_styles_are_those_of_the_record(project: Path) -> None:
    (sheet,) = (project / "site/assets").glob("leaflet.*.css")
    css = sheet.read_text(encoding="utf-8")
    assert "\n[lang=ps] { --leading: 1.95; --tight: 1.5; }\n" in css
    assert "\nhtml:lang(ps) { font-size: 131%; }\n" in css and "\nhtml.large:lang(ps) { font-size: 166%; }\n" in css
    assert '\n:lang(ps) { font-family: "Noto Naskh Arabic", system-ui, sans-serif; }\n' in css


def test_no_token_is_left_in_a_style(project: Path) -> None:
    with zipfile.ZipFile(project / f"site/downloads/your-back-{TAG}.docx") as word:
        assert re.findall(r"[{}$]", word.read("word/styles.xml").decode()) == []
    assert [sheet.name for sheet in (project / "site/assets").glob("*.css") if "$" in sheet.read_text()] == []


def test_files_are_set_as_the_record_says(project: Path, record: Language) -> None:
    downloads = project / "site/downloads"
    with zipfile.ZipFile(downloads / f"your-back-{TAG}.docx") as word:
        styles = word.read("word/styles.xml").decode()
    assert 'w:cs="Times New Roman"' in styles and 'w:bidi="ps-AF"' in styles
    with zipfile.ZipFile(downloads / f"your-back-{TAG}.epub") as book:
        (style,) = (book.read(name).decode() for name in book.namelist() if name.endswith("style.css"))
    assert ":lang(ps) p, :lang(ps) li { line-height: 1.9; }" in style
    with pikepdf.open(downloads / f"your-back-{TAG}.pdf") as pdf:
        assert str(pdf.Root.Lang) == TAG


def test_the_checks_know_it(project: Path) -> None:
    done = leaflet(project, "check", "--fast", "--language", "Pashto")
    assert done.returncode == 0, done.stdout + done.stderr
