"""The site of a small project in six languages, built by the program as people run it: what is in it, what is left out."""

from __future__ import annotations

import re
import shutil
from itertools import cycle
from pathlib import Path

import pytest
import yaml
from lxml import html

from leaflet.project.settings import languages
from support.translated import TRANSLATIONS, edit, leaflet, site_of, write_home_page

pytestmark = pytest.mark.slow

EDITIONS = ("", "large-print/")
NAMES = ("", "get-help", "risks")
LEFT_OUT = re.compile(r"^leaflet: (.+) is left out", re.MULTILINE)
HELP_ES = """\
---
title: Ayuda
description: Cuándo pedir ayuda, y cómo.
---

# Cuándo pedir ayuda {#get-help}

Si no está seguro, pida ayuda.

## Señales de emergencia {#emergency}

!!! emergency "Llame al 999 ahora si:"
    - no puede orinar
    - tiene un dolor nuevo en el pecho

    [Llame al 999](tel:999) enseguida. No espere.

## Las primeras 2 semanas {#first-weeks}

No conduzca durante al menos 24 horas.

No levante nada pesado durante 2 semanas, a menos que la enfermera se lo permita.

Si necesita ayuda con esto, llame a la planta (ward): {{ hospital.phone }}.

O escriba a {{ hospital.email }}.
"""
RISKS_ES = """\
---
title: Riesgos
description: Lo que puede salir mal, en cifras.
---

# Riesgos {#risks}

Antes de decidir, lea [las cifras](#numbers) y [cuándo pedir ayuda](get-help.md#emergency).

![Una columna con 1 hueso roto](../assets/pictures/spine.svg)

## Las cifras {#numbers}

Menos de 1 de cada 100 personas tiene una infección. El NHS cuenta 33 caídas graves en 40.000 días de hospital.

En una escala de dolor, las personas pasaron de 8,5 a 7,2 puntos.

- Instituto de salud del Reino Unido (National Institute for Health and Care Excellence, o NICE)

## Sus pastillas {#tablets}

| Cuándo | Qué hacer |
|---|---|
| 7 días antes | Deje la aspirina solo si el cirujano se lo dice |
| 2 horas antes | No beba nada más |
"""
PAGE_ES = "---\ntitle: {1}\ndescription: {2}\n---\n\n# {1} {{#{0}}}\n\n{3}\n"
MORE_ES = {
    "docs/es/get-ready.md": PAGE_ES.format("get-ready", "Preparativos", "Qué hacer en casa.", "Prepare una bolsa."),
    "docs/es/driving-and-flying.md": PAGE_ES.format(
        "driving-and-flying", "Conducir y volar", "Cuándo volver a conducir y volar.", "Pregunte a la enfermera."
    ),
}
STRINGS_ES = {
    "menu": "Menú",
    "home": "Inicio",
    "languages": "Idiomas",
    "language_switch": "Esta página en otro idioma",
    "large_print": "Letra grande",
    "card_emergency": "Emergencia:",
    "stale_section": "Esta parte ha cambiado en inglés desde que se tradujo.",
    "site_name": "Su espalda",
    "notice_translator": "Una máquina tradujo esta página del inglés. Ningún traductor la ha revisado todavía.",
}
WORDS_ES = {  # of the other words of the interface, those that the checks look for
    "not": "no",
    "no": "no",
    "nobody": "nadie",
    "nothing": "nada",
    "cannot": "no",
    "without": "sin",
    "only": "solo",
    "before": "antes",
    "after": "después",
    "now": "ahora",
    "today": "hoy",
    "minute": "minuto",
    "minutes": "minutos",
}
GLOSSARY_ES = """\
- {en: infection, use: infección, forms: [infecci]}
- {en: nurse, use: enfermera, forms: [enfermer]}
- {en: surgeon, use: cirujano, forms: [cirujan]}
"""


def in_spanish(words: str | dict[str, str]) -> str | dict[str, str]:
    """Something Spanish with the fields, numbers and deciding words of the English."""
    if isinstance(words, dict):
        return {key: str(in_spanish(one)) for key, one in words.items()}
    parts = re.split(r"(\{\w*\}|[A-Za-z]+(?:[’-][A-Za-z]+)*)", words.replace('"', ""))
    others = cycle(
        ["estas", "palabras", "del", "folleto", "dicen", "cómo", "se", "puede", "leer", "la", "página", "siguiente"]
    )
    return "".join(WORDS_ES.get(part.lower()) or next(others) if part[:1].isalpha() else part for part in parts)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, stamped for its home pages and the interface words of this repository, and its site."""
    project = site_of(tmp_path_factory.mktemp("built"))
    for language in TRANSLATIONS:
        assert leaflet(project, "translate", "stamp", language, "--by", "A Elm").returncode == 0
    run = leaflet(project, "build")
    assert run.returncode == 0, run.stdout + run.stderr
    return project


@pytest.fixture(scope="module")
def harmful(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A sentence of get-help has changed in English, and only the Polish was compared; and what the build said."""
    project = copy(built, tmp_path_factory)
    edit(project / "docs/en/get-help.md", "Do not wait.", "Do not wait at home.")
    assert leaflet(project, "translate", "stamp", "pl", "get-help", "emergency", "--by", "A Elm").returncode == 0
    run = leaflet(project, "build")
    assert run.returncode == 1, run.stdout + run.stderr
    return project, run.stdout + run.stderr


@pytest.fixture(scope="module")
def harmless(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence of risks has changed in English."""
    project = copy(built, tmp_path_factory)
    edit(project / "docs/en/risks.md", "bad falls", "hard falls")
    run = leaflet(project, "build")
    assert run.returncode == 0, run.stdout + run.stderr
    return project


@pytest.fixture(scope="module")
def begun(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Spanish has been begun, with no word translated; and what the build said."""
    project = copy(built, tmp_path_factory)
    run = leaflet(project, "translate", "new", "es")
    assert run.returncode == 0, run.stdout + run.stderr
    run = leaflet(project, "build")
    assert run.returncode == 1, run.stdout + run.stderr
    return project, run.stdout + run.stderr


@pytest.fixture(scope="module")
def spanish(begun: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Spanish has been translated and stamped."""
    project = copy(begun[0], tmp_path_factory)
    english = yaml.safe_load((project / "overrides/strings/en.yml").read_text(encoding="utf-8"))
    strings = {key: STRINGS_ES.get(key) or in_spanish(words) for key, words in english.items()}
    for name, content in (
        ("docs/es/get-help.md", HELP_ES),
        ("docs/es/risks.md", RISKS_ES),
        *MORE_ES.items(),
        ("docs/es/glossary.yml", GLOSSARY_ES),
        ("overrides/strings/es.yml", yaml.safe_dump(strings, allow_unicode=True)),
    ):
        (project / name).write_text(content, encoding="utf-8")
    write_home_page(project, "es", "Su espalda", "Este folleto trata de su espalda.")
    assert leaflet(project, "translate", "stamp", "es", "--by", "A Elm").returncode == 0
    run = leaflet(project, "build")
    assert run.returncode == 0, run.stdout + run.stderr
    return project


def copy(project: Path, factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(project, factory.mktemp("changed") / "project", symlinks=True))


def page(project: Path, language: str, name: str = "risks", edition: str = "") -> html.HtmlElement:
    folder = "" if language == "en" else f"{language}/"
    return html.document_fromstring((project / "site" / edition / folder / name / "index.html").read_bytes().decode())


def alternates(document: html.HtmlElement) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in document.xpath("//link[@rel='alternate']")}


def switch(document: html.HtmlElement) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in document.xpath("//header//a[@hreflang]")}


def noted(document: html.HtmlElement) -> dict[str, str]:
    """Notes under headings, by the id of the heading."""
    return {note.getprevious().get("id"): note.text.strip() for note in document.xpath("//article//p[@class='notice']")}


def languages_of(project: Path) -> set[str]:
    """Languages that have a page in both editions of the site; none may be in one of them only."""
    found = [
        {"en", *(folder.name for folder in (project / "site" / edition).iterdir() if folder.name in languages())}
        for edition in EDITIONS
    ]
    assert found[0] == found[1]
    return found[0]


# As it is


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", ("en", *TRANSLATIONS))
def test_every_language_has_every_page_in_both_editions(built: Path, language: str, edition: str) -> None:
    for name in NAMES:
        document = page(built, language, name, edition)
        assert (document.get("lang"), document.get("dir")) == (language, languages()[language].direction)


@pytest.mark.parametrize("language", ("en", *TRANSLATIONS))
def test_nothing_is_noted_where_all_is_fresh(built: Path, language: str) -> None:
    assert noted(page(built, language)) == {}


def test_status_of_the_built_project_is_clean(built: Path) -> None:
    run = leaflet(built, "translate", "status")
    assert (run.returncode, run.stderr) == (0, "")


# A safety section is stale


def test_build_says_which_languages_are_left_out(harmful: tuple[Path, str]) -> None:
    assert LEFT_OUT.findall(harmful[1]) == ["Arabic", "Gujarati", "Urdu", "Chinese (simplified)"]


@pytest.mark.parametrize("language", ["ar", "gu", "ur", "zh"])
def test_build_says_which_section_is_stale(harmful: tuple[Path, str], language: str) -> None:
    assert re.search(rf"^T003 error docs/{language}/get-help\.md:\d+ #emergency ", harmful[1], re.MULTILINE)


def test_other_languages_are_built(harmful: tuple[Path, str]) -> None:
    assert languages_of(harmful[0]) == {"en", "pl"}
    assert "Do not wait at home." in page(harmful[0], "en", "get-help").text_content()


def test_no_page_names_a_language_that_is_left_out(harmful: tuple[Path, str]) -> None:
    for language in ("en", "pl"):
        for edition in EDITIONS:
            assert set(switch(page(harmful[0], language, edition=edition))) == {"en", "pl"}
        assert set(alternates(page(harmful[0], language))) == {"en", "pl", "x-default"}


def test_sitemap_names_no_language_that_is_left_out(harmful: tuple[Path, str]) -> None:
    words = (harmful[0] / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "/pl/risks/" in words
    assert not re.search(r"/(ar|gu|ur|zh)/", words)


def test_no_file_is_made_in_a_language_that_is_left_out(harmful: tuple[Path, str]) -> None:
    found = {
        file.stem.rpartition("-")[2] for file in (harmful[0] / "site").rglob("*.txt") if file.parent.name == "downloads"
    }
    assert found == {"en", "pl"}


def test_language_comes_back_when_its_section_is_compared(
    harmful: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = copy(harmful[0], tmp_path_factory)
    assert leaflet(project, "translate", "stamp", "ur", "get-help", "emergency", "--by", "A Elm").returncode == 0
    run = leaflet(project, "build")
    assert run.returncode == 1
    assert languages_of(project) == {"en", "pl", "ur"}


def test_english_alone_is_built_where_every_translation_is_stale(
    built: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = copy(built, tmp_path_factory)
    edit(project / "docs/en/get-help.md", "Do not wait.", "Do not wait at home.")
    run = leaflet(project, "build")
    assert run.returncode == 1
    assert len(LEFT_OUT.findall(run.stderr)) == 5
    assert languages_of(project) == {"en"}
    assert alternates(page(project, "en")) == switch(page(project, "en")) == {}


# Another section is stale


def test_every_language_is_built_where_a_section_without_danger_is_stale(harmless: Path) -> None:
    assert languages_of(harmless) == {"en", *TRANSLATIONS}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", TRANSLATIONS)
def test_note_is_on_the_stale_section_and_on_no_other(harmless: Path, language: str, edition: str) -> None:
    strings = yaml.safe_load((harmless / f"overrides/strings/{language}.yml").read_text(encoding="utf-8"))
    assert noted(page(harmless, language, edition=edition)) == {"numbers": strings["stale_section"]}
    assert noted(page(harmless, language, "get-help", edition)) == {}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", TRANSLATIONS)
def test_note_leads_to_an_english_section_that_is_there(harmless: Path, language: str, edition: str) -> None:
    (link,) = page(harmless, language, edition=edition).xpath("//article//p[@class='notice']/a")
    address, _, section = link.get("href").partition("#")
    file = (harmless / "site" / edition / language / "risks" / address / "index.html").resolve()
    assert file == (harmless / "site" / edition / "risks/index.html").resolve()
    assert page(harmless, "en", edition=edition).get_element_by_id(section).text == "The numbers"


def test_english_page_has_no_note(harmless: Path) -> None:
    assert noted(page(harmless, "en")) == {}


# A new language


def test_new_language_without_words_is_left_out_and_said_so(begun: tuple[Path, str]) -> None:
    assert LEFT_OUT.findall(begun[1]) == ["Spanish"]


def test_other_languages_are_built_while_one_is_begun(begun: tuple[Path, str]) -> None:
    assert languages_of(begun[0]) == {"en", *TRANSLATIONS}
    assert "es" not in alternates(page(begun[0], "pl"))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("name", "words"),
    [("get-help", "No conduzca durante al menos 24 horas."), ("risks", "33 caídas graves en 40.000 días")],
)
def test_new_language_has_its_pages_in_both_editions(spanish: Path, name: str, words: str, edition: str) -> None:
    document = page(spanish, "es", name, edition)
    assert (document.get("lang"), document.get("dir")) == ("es", "ltr")
    assert words in document.text_content()


def test_new_language_is_named_to_search_engines_on_every_page(spanish: Path) -> None:
    for language in ("en", "es", *TRANSLATIONS):
        assert alternates(page(spanish, language))["es"] == "https://elm.example/es/risks/"


@pytest.mark.parametrize("edition", EDITIONS)
def test_language_switch_leads_to_the_new_language_and_back(spanish: Path, edition: str) -> None:
    assert switch(page(spanish, "pl", edition=edition))["es"] == "../../es/risks/"
    assert switch(page(spanish, "es", edition=edition))["pl"] == "../../pl/risks/"


def test_new_language_has_its_own_interface(spanish: Path) -> None:
    document = page(spanish, "es", "get-help")
    assert "Su espalda" in document.findtext(".//title")
    assert document.xpath("//span[@class='card-kind']")[0].text == "Emergencia:"


def test_new_language_is_clean_for_every_check(spanish: Path) -> None:
    run = leaflet(spanish, "check", "--only", "S,T,W", "--format", "json")
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stdout
