"""mkdocs.yml to settings: what is read, and what is reported where a person slipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.findings.finding import Finding
from leaflet.project.settings import (
    SAFETY_PAGES,
    Hospital,
    NavigationGroup,
    Settings,
    languages,
    line_of,
    read_settings,
)

HOSPITAL = 'extra:\n  hospital:\n    name: Elm Hospital\n    phone: "01632 960 001"\n'


def read(root: Path, content: str | bytes) -> tuple[Settings | None, list[Finding]]:
    (root / "mkdocs.yml").write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_settings(root)


def good(root: Path, content: str) -> Settings:
    """Settings in which nothing is wrong; the hospital is given where `content` has none."""
    settings, findings = read(root, content if "hospital:" in content else content + "\n" + HOSPITAL)
    assert findings == []
    assert settings
    return settings


def wrong(root: Path, content: str | bytes) -> list[str]:
    return [f"{finding.code}:{finding.line}" for finding in read(root, content)[1]]


@pytest.mark.parametrize("version", ["1.10", "2", "2026-01-05", "true"])
def test_version_that_yaml_takes_for_something_else_is_reported(tmp_path: Path, version: str) -> None:
    assert wrong(tmp_path, f"{HOSPITAL}  version: {version}\n") == ["S001:5"]


# What is read


def test_name_version_and_address_are_read(tmp_path: Path) -> None:
    settings = good(tmp_path, f'site_name: Back\nsite_url: https://elm.example/back\n{HOSPITAL}  version: "1.10"\n')
    assert (settings.site_name, settings.version) == ("Back", "1.10")
    assert settings.site_url == "https://elm.example/back/"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("site_name: Balloon kyphoplasty", "balloon-kyphoplasty"),
        ("site_name: 'Hip (new): 2nd edition'", "hip-new-2nd-edition"),
        ("site_name: ظهرك", "leaflet"),
        ("site_name: Back\nextra:\n  file_name: your-back-2\n  hospital: {name: Elm Hospital}", "your-back-2"),
    ],
)
def test_files_are_named_by_the_setting_or_the_title(tmp_path: Path, content: str, name: str) -> None:
    assert good(tmp_path, content).file_name == name


@pytest.mark.parametrize("value", ["Your back", "../back", "back.pdf", "-back", "''", "7"])
def test_a_file_name_that_cannot_be_is_reported_and_not_used(tmp_path: Path, value: str) -> None:
    content = f"site_name: Your back\nextra:\n  hospital: {{name: Elm Hospital}}\n  file_name: {value}\n"
    settings, (finding,) = read(tmp_path, content)
    assert settings and settings.file_name == "your-back"
    assert (finding.code, finding.line) == ("S001", 4)
    assert finding.hint.endswith("your-back")


def test_address_ends_with_one_slash(tmp_path: Path) -> None:
    assert good(tmp_path, "site_url: https://elm.example//").site_url == "https://elm.example/"


def test_site_without_an_address_is_at_the_root(tmp_path: Path) -> None:
    assert good(tmp_path, "site_name: Your back").site_url == "/"


def test_docs_are_in_the_project(tmp_path: Path) -> None:
    assert good(tmp_path, "site_name: Your back").docs == tmp_path / "docs"


ENV = "site_url: !ENV [LEAFLET_TEST_URL, https://elm.example/]"


def test_env_gives_what_the_environment_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLET_TEST_URL", "https://oak.example/")
    assert good(tmp_path, ENV).site_url == "https://oak.example/"


def test_env_gives_its_last_value_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEAFLET_TEST_URL", raising=False)
    assert good(tmp_path, ENV).site_url == "https://elm.example/"


# The menu


@pytest.mark.parametrize(
    ("nav", "expected"),
    [
        ("- index.md", [("", "index")]),
        ("- Start: index.md", [("Start", "index")]),
        ("- Deciding:\n    - a.md\n    - b.md", [("Deciding", "a b")]),
        ("- index.md\n  - A: [a.md, b.md]\n  - B:\n      - c.md", [("", "index"), ("A", "a b"), ("B", "c")]),
        ("- Deciding:\n    - Risks: risks.md\n    - b.md", [("Deciding", "risks b")]),
        ("- Deciding:\n    - Inner:\n        - a.md\n        - B: b.md", [("Deciding", "a b")]),
        ("- 1: [2.md]", [("1", "2")]),
    ],
)
def test_menu_has_its_groups(tmp_path: Path, nav: str, expected: list[tuple[str, str]]) -> None:
    groups = tuple(NavigationGroup(title, tuple(pages.split())) for title, pages in expected)
    assert good(tmp_path, f"nav:\n  {nav}\n").navigation == groups


def test_pages_are_in_the_order_of_the_menu(tmp_path: Path) -> None:
    assert good(tmp_path, "nav:\n  - z.md\n  - A: [y.md, a.md]\n").pages == ("z", "y", "a")


@pytest.mark.parametrize("nav", ["", "nav:", "nav: index.md", "nav: 5", "nav: {a: b.md}", "nav: [5, null, [a.md]]"])
def test_menu_that_is_no_menu_has_no_pages(tmp_path: Path, nav: str) -> None:
    assert good(tmp_path, nav).pages == ()


# Languages


def i18n(value: str) -> str:
    return f"plugins:\n  - search\n  - i18n:\n      languages: {value}\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[{locale: en}, {locale: pl}]", ("en", "pl")),
        ("[{locale: en, build: true}, {locale: pl, build: false}]", ("en",)),
        ("[{locale: ar}]", ("ar",)),
        ("", ("en",)),
        ("[]", ("en",)),
        ("5", ("en",)),
        ("[en]", ("en",)),
        ("{locale: pl}", ("en",)),
    ],
)
def test_languages_are_those_that_are_built(tmp_path: Path, value: str, expected: tuple[str, ...]) -> None:
    assert good(tmp_path, i18n(value)).languages == expected


@pytest.mark.parametrize(
    "language",
    ["{locale: xx}", "{locale: EN}", "{locale: null}", "{locale: no}", "{locale: [pl]}", "{name: Polski}", "5", "null"],
)
def test_unknown_language_is_reported_and_left_out(tmp_path: Path, language: str) -> None:
    settings, findings = read(tmp_path, i18n(f"[{{locale: en}}, {language}]") + HOSPITAL)
    assert [finding.code for finding in findings] == ["S001"]
    assert settings and settings.languages == ("en",)


def test_unknown_language_is_reported_on_its_line_with_the_closest(tmp_path: Path) -> None:
    words = "plugins:\n  - i18n:\n      languages:\n        - locale: en\n        - locale: pll\n"
    (finding,) = read(tmp_path, words + HOSPITAL)[1]
    assert (finding.line, finding.hint) == (5, "Did you mean pl?")


@pytest.mark.parametrize("plugins", ["", "plugins:", "plugins: i18n", "plugins: [i18n]", "plugins: [{i18n: null}]"])
def test_project_without_languages_is_in_english(tmp_path: Path, plugins: str) -> None:
    assert good(tmp_path, plugins).languages == ("en",)


def test_record_of_english_is_known() -> None:
    english = languages()["en"]
    assert (english.tag, english.name, english.direction) == ("en", "English", "ltr")


@pytest.mark.parametrize("tag", sorted(languages()))
def test_every_record_has_a_name_and_a_direction(tag: str) -> None:
    language = languages()[tag]
    assert language.tag == tag
    assert language.name and language.english_name
    assert language.direction in ("ltr", "rtl")


# The hospital


def hospital(**fields: str) -> str:
    values = {"name": "Elm Hospital", **fields}
    return "extra:\n  hospital:\n" + "".join(f"    {key}: {value}\n" for key, value in values.items())


def test_hospital_is_read(tmp_path: Path) -> None:
    content = hospital(phone='"01632 960 001"', email="a@b.example", relay_prefix='"18001"', address_of_site="5 Elm Rd")
    expected = Hospital("Elm Hospital", "01632 960 001", "a@b.example", "18001", "5 Elm Rd")
    assert good(tmp_path, content).hospital == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("true", True),
        ("false", False),
        ('"true"', False),
        ("1", False),
        ("", False),
    ],
)
def test_only_true_confirms_the_hospital(tmp_path: Path, value: str, expected: bool) -> None:
    assert good(tmp_path, hospital(confirmed=value)).hospital.confirmed is expected


@pytest.mark.parametrize(
    "phone",
    [
        '"12345678"',
        '"01632 960 001"',
        '"01632960001"',
        "01632 960 001",
        '"+44 1632 960 001"',
        '"111"',
        '""',
        "",
    ],
)
def test_phone_number_is_good(tmp_path: Path, phone: str) -> None:
    assert good(tmp_path, hospital(phone=phone)).hospital.phone == phone.strip('"')


@pytest.mark.parametrize(
    "phone",
    [
        "1632960001",
        '"1632 960 001"',
        '"1632960001"',
        "01234567012",
        "01234567",
        "01632960001 ext 5",
        "01632-960-001",
        '"(01632) 960 001"',
        "tel:999",
        '"01632 960 001<b>"',
        "12:30",
        '"123456789"',
        "[1, 2]",
        "true",
    ],
)
def test_wrong_phone_number_is_reported_and_not_used(tmp_path: Path, phone: str) -> None:
    settings, findings = read(tmp_path, hospital(phone=phone))
    assert [(finding.code, finding.line) for finding in findings] == [("S024", 4)]
    assert settings and settings.hospital.phone == ""


@pytest.mark.parametrize(
    "email",
    [
        "ward.elm.example",
        "ward@elm",
        "ward@@elm.example",
        "a b@elm.example",
        "ward@elm.example.",
        "5",
    ],
)
def test_wrong_email_is_reported_and_not_used(tmp_path: Path, email: str) -> None:
    settings, findings = read(tmp_path, hospital(email=email))
    assert [(finding.code, finding.line) for finding in findings] == [("S024", 4)]
    assert settings and settings.hospital.email == ""


@pytest.mark.parametrize(
    "content",
    [
        "site_name: a\n",
        "extra:\n",
        "extra: 5\n",
        "extra:\n  hospital:\n",
        "extra:\n  hospital: Elm\n",
    ],
)
def test_missing_hospital_is_reported(tmp_path: Path, content: str) -> None:
    (finding,) = read(tmp_path, content)[1]
    assert (finding.code, finding.message) == ("S024", "extra.hospital is missing.")


def test_hospital_without_a_name_is_reported(tmp_path: Path) -> None:
    assert wrong(tmp_path, hospital(name='" "')) == ["S024:3"]


def test_unknown_setting_of_the_hospital_is_reported_with_the_closest(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, hospital(phnoe='"111"'))[1]
    assert (finding.code, finding.line, finding.hint) == ("S024", 4, "Did you mean phone?")


def test_spaces_in_a_detail_are_single(tmp_path: Path) -> None:
    assert good(tmp_path, hospital(phone='" 01632  960\\u00a0001 "')).hospital.phone == "01632 960 001"


# Slips


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("site_name: a\n\tsite_url: b\n", "S001:2"),
        ('site_name: "a\nnav: []\n', "S001:1"),
        ("site_name: a\nsite_name: b\n", "S001:2"),
        ("site_name: a: b\n", "S001:1"),
        ("nav:\n  - a.md\n - b.md\n", "S001:3"),
        ("a: [1\n", "S001:2"),
        ("a: *b\n", "S001:1"),
        ("a: !!python/object:os.system b\n", "S001:1"),
        ("a: 1\nb: 2026-02-30\n", "S001:2"),
        ("? [a]\n: b\n", "S001:1"),
        ("", "S001:1"),
        ("# a\n", "S001:1"),
        ("- a\n", "S001:1"),
        ("words\n", "S001:1"),
        ("{" * 5000, "S001:1"),
        (b"a: caf\xe9\n", "S017:1"),
        (b"a: b\nc: \0\n", "S017:2"),
    ],
)
def test_slip_is_reported_on_its_line(tmp_path: Path, content: str | bytes, place: str) -> None:
    settings, findings = read(tmp_path, content)
    assert settings is None
    assert [f"{finding.code}:{finding.line}" for finding in findings] == [place]


def test_missing_file_is_reported(tmp_path: Path) -> None:
    settings, findings = read_settings(tmp_path)
    assert settings is None
    assert [(finding.code, str(finding.path)) for finding in findings] == [("S017", "mkdocs.yml")]


@pytest.mark.parametrize(
    ("key", "line"),
    [("nav", 2), ("a.md", 3), ("b.md", 4), ("c.md", 5), ("d.md", 6), ("e.md", 1), ("A", 4), ("site_name", 1)],
)
def test_line_of_a_setting_is_found(tmp_path: Path, key: str, line: int) -> None:
    words = 'site_name: e.md is here\nnav:\n  - a.md  # first\n  - A: b.md\n  - \'c.md\'\n  - "D d": "d.md"\n'
    (tmp_path / "mkdocs.yml").write_text(words)
    assert line_of(tmp_path, key) == line


# Safety pages


def test_safety_pages_are_the_usual_ones_unless_the_settings_name_others(tmp_path: Path) -> None:
    usual = ("get-help", "get-ready", "driving-and-flying", "cards")
    assert good(tmp_path, HOSPITAL).safety_pages == usual
    assert good(tmp_path, f"{HOSPITAL}  safety_pages: [risks, cards.md]\n").safety_pages == ("risks", "cards")


@pytest.mark.parametrize("value", ["risks", "[]", "[1]", "{risks: 1}", ""])
def test_safety_pages_that_are_not_a_list_of_pages_are_reported(tmp_path: Path, value: str) -> None:
    settings, findings = read(tmp_path, f"{HOSPITAL}  safety_pages: {value}\n")
    assert [f"{finding.code}:{finding.line}" for finding in findings] == ["S001:5"]
    assert settings and settings.safety_pages == SAFETY_PAGES
