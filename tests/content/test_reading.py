"""Files to pages and a leaflet: front matter, line ends, what is missing, and what nobody writes on purpose."""

from __future__ import annotations

import random
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from leaflet.content.model import CARD_KINDS, Leaflet, Metadata, Page, Picture
from leaflet.content.reading import read_leaflet, read_page
from leaflet.edition.markup import Context, section_html
from leaflet.project.settings import Hospital
from support.small import FRONT_MATTER, HEADING, LINES_BEFORE, read, read_file, settings, shape


def page_text(**fields: str) -> str:
    """A whole page; a field that is empty is left out."""
    values = {
        "title": "Risks",
        "description": "What can go wrong.",
        "covers": "[L1]",
        "last_reviewed": "2026-01-05",
        "next_review": "2028-12-31",
        **fields,
    }
    lines = "".join(f"{key}: {value}\n" for key, value in values.items() if value)
    return f"---\n{lines}---\n{HEADING}"


def wrong(content: str | bytes) -> list[str]:
    """Findings of a whole file as `CODE:line`."""
    return [f"{finding.code}:{finding.line}" for finding in read_file(content)[1]]


def write_pages(root: Path, language: str = "en", **pages: str) -> Path:
    for name, content in pages.items():
        file = root / "docs" / language / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return root


# Front matter


def test_front_matter_is_the_metadata() -> None:
    page, findings = read_file(page_text())
    assert findings == []
    facts, reviewed, next_review = ("L1",), date(2026, 1, 5), date(2028, 12, 31)
    assert page and page.metadata == Metadata("Risks", "What can go wrong.", facts, reviewed, next_review)


def test_page_can_be_in_english_only() -> None:
    page, findings = read_file(page_text(languages="[en]"))
    assert findings == []
    assert page and page.metadata.english_only


@pytest.mark.parametrize("value", ["en", "[en, pl]", "[pl]", "[]"])
def test_page_can_be_in_no_other_language_only(value: str) -> None:
    assert wrong(page_text(languages=value)) == ["S002:7"]


def test_translation_cannot_say_that_a_page_is_in_english_only(tmp_path: Path) -> None:
    source = read_file(page_text())[0]
    write_pages(tmp_path, "pl", risks=f"---\ntitle: Ryzyko\ndescription: Co.\nlanguages: [en]\n---\n{HEADING}")
    _, findings = read_page(tmp_path / "docs/pl/risks.md", "risks", "pl", settings(tmp_path), source)
    assert [(finding.code, finding.line) for finding in findings] == [("S002", 4)]


@pytest.mark.parametrize("name", ["index", "get-help", "cards"])
def test_home_page_and_safety_pages_are_in_every_language(tmp_path: Path, name: str) -> None:
    write_pages(tmp_path, **{name: page_text(languages="[en]")})
    _, findings = read_page(tmp_path / f"docs/en/{name}.md", name, "en", settings(tmp_path))
    assert [finding.code for finding in findings] == ["S002"]


def test_page_of_the_cards_is_read_though_no_menu_names_it(tmp_path: Path) -> None:
    write_pages(tmp_path, index=page_text(), cards=page_text())
    assert [page.name for page in read_leaflet(settings(tmp_path))[0].pages] == ["index", "cards"]


@pytest.mark.parametrize("field", ["title", "description", "covers", "last_reviewed", "next_review"])
def test_missing_field_is_reported(field: str) -> None:
    (finding,) = read_file(page_text(**{field: ""}))[1]
    assert finding.code == "S002"
    assert f'"{field}"' in finding.message


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("title", "12", 2),
        ("title", '""', 2),
        ("description", "[a]", 3),
        ("covers", "L1", 4),
        ("covers", "[1]", 4),
        ("last_reviewed", '"2026-01-05"', 5),
        ("last_reviewed", "2026-01-05 10:00:00", 5),
        ("next_review", "soon", 6),
    ],
)
def test_field_of_the_wrong_kind_is_reported_on_its_line(field: str, value: str, line: int) -> None:
    assert wrong(page_text(**{field: value})) == [f"S002:{line}"]


def test_unknown_field_is_reported_with_the_closest() -> None:
    (finding,) = read_file(page_text(tilte="Risks"))[1]
    assert (finding.code, finding.line, finding.hint) == ("S002", 7, "Did you mean title?")


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [("title", "Risks: all", 2), ("description", '"What', 3), ("covers", "[L1", 5), ("next_review", "2999-02-30", 6)],
)
def test_slip_in_the_front_matter_is_reported_on_its_line(field: str, value: str, line: int) -> None:
    assert wrong(page_text(**{field: value})) == [f"S001:{line}"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        HEADING,
        "\n" + FRONT_MATTER + HEADING,
        "---\n---\n" + HEADING,
        "---\ntitle: Risks\n\n" + HEADING,
        "---\n- title\n---\n" + HEADING,
    ],
)
def test_page_without_front_matter_is_no_page(content: str) -> None:
    page, findings = read_file(content)
    assert page is None
    assert "S002" in {finding.code for finding in findings}


def test_page_without_words_is_no_page() -> None:
    page, findings = read_file(FRONT_MATTER)
    assert page is None
    assert [finding.message for finding in findings] == ["The page has no heading."]


def test_page_without_a_heading_is_no_page() -> None:
    page, findings = read_file(FRONT_MATTER + "Words.\n")
    assert page is None
    assert {finding.code for finding in findings} == {"S005"}


def test_translation_takes_facts_and_dates_from_the_source(tmp_path: Path) -> None:
    source = read_file(page_text())[0]
    write_pages(tmp_path, "pl", risks=f"---\ntitle: Ryzyko\ndescription: Co grozi.\n---\n{HEADING}")
    page, findings = read_page(tmp_path / "docs/pl/risks.md", "risks", "pl", settings(tmp_path), source)
    assert findings == []
    assert page and page.metadata == Metadata("Ryzyko", "Co grozi.", ("L1",), date(2026, 1, 5), date(2028, 12, 31))
    assert read_page(tmp_path / "docs/pl/risks.md", "risks", "pl", settings(tmp_path), None) == (
        None,
        [],
    )  # not its fault


# Bytes


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_read_alike(end: str) -> None:
    words = FRONT_MATTER + HEADING + "One\ntwo.\n\n- Three\n- *Four*\n"
    ours, theirs = read_file(words), read_file(words.replace("\n", end))
    assert theirs == ours
    assert [finding.line for finding in theirs[1]] == [LINES_BEFORE + 5]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ((page_text() + "\ncafé\n").encode("latin-1"), "S017:10"),
        ((page_text() + "\nca\0fe\n").encode(), "S017:10"),
        (page_text().encode("utf-16"), "S017:1"),
        (b"a" * 1_000_001, "S017:1"),
    ],
    ids=["Latin-1", "NUL", "UTF-16", "too large"],
)
def test_file_that_is_no_utf_8_text_is_reported(content: bytes, place: str) -> None:
    assert wrong(content) == [place]


def test_byte_order_mark_is_dropped() -> None:
    assert read_file(b"\xef\xbb\xbf" + page_text().encode()) == read_file(page_text())


def test_every_script_is_read() -> None:
    assert shape(*read("Ból pleców. ظهر. 背中。 👩🏽‍⚕️")[0].sections[0].blocks) == "<p>Ból pleców. ظهر. 背中。 👩🏽‍⚕️</p>"


WORDS = 'Rest **for** [2](a.md) days.\n\n![A](../assets/a.svg)\n\n!!! note "Sit"\n    Down.\n\n1. One\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Rest", "Sleep"),
        ("**for**", "for"),
        ("a.md", "b.md"),
        ("![A]", "![B]"),
        ("a.svg", "b.svg"),
        ("!!! note", "!!! warning"),
        ('"Sit"', '"Lie"'),
        ("    Down", "Down"),
        ("1.", "2."),
        ("days.", "days.\n\nThen walk."),
        ("1. One", "## One"),
    ],
)
def test_digest_changes_with_the_words(old: str, new: str) -> None:
    assert read(WORDS.replace(old, new))[0].digest != read(WORDS)[0].digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Rest", "Rest <!-- a lot -->"),
        ("1. One", "<!-- 1 -->\n\n1. One"),
        ("Rest **", "Rest\n**"),
        ("\n\n!!!", "\n\n\n!!!"),
    ],
)
def test_digest_stays_with_the_words(old: str, new: str) -> None:
    assert read(WORDS.replace(old, new))[0].digest == read(WORDS)[0].digest


def test_digest_of_a_page_changes_with_its_title() -> None:
    one, other = read_file(page_text())[0], read_file(page_text(title="Harm"))[0]
    assert one and other and one.digest != other.digest


def test_digest_stays_with_the_hospital() -> None:
    words = "Phone {{ hospital.phone }}."
    assert read(words)[0].digest == read(words, Hospital(phone="01632 960 002"))[0].digest


def test_digest_of_a_section_is_of_that_section_only() -> None:
    one, other = (read(f"{words}\n\n## Rest {{#rest}}\n\nSit.\n")[0].sections for words in ("One.", "Two."))
    assert [before.digest == after.digest for before, after in zip(one, other, strict=True)] == [False, True]


# The leaflet


def test_leaflet_has_its_pages_in_the_order_of_the_menu(tmp_path: Path) -> None:
    write_pages(tmp_path, index=page_text(title="Start"), risks=page_text())
    leaflet, findings = read_leaflet(settings(tmp_path))
    assert findings == []
    assert [page.name for page in leaflet.pages] == ["index", "risks"]


def test_page_that_is_missing_is_left_out(tmp_path: Path) -> None:
    leaflet, findings = read_leaflet(settings(write_pages(tmp_path, risks=page_text())))
    assert ([page.name for page in leaflet.pages], findings) == (["risks"], [])


def test_page_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    leaflet, findings = read_leaflet(settings(write_pages(tmp_path, index="no front matter", risks=page_text())))
    assert [page.name for page in leaflet.pages] == ["risks"]
    assert {str(finding.path) for finding in findings} == {"docs/en/index.md"}


def test_leaflet_knows_the_sizes_of_its_pictures(tmp_path: Path) -> None:
    write_pages(tmp_path, risks=page_text() + "\n![A](../assets/a.svg)\n\n- ![B](../assets/b.svg)\n")
    (tmp_path / "docs/assets").mkdir()
    (tmp_path / "docs/assets/a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>')
    assert read_leaflet(settings(tmp_path))[0].pictures == {"assets/a.svg": Picture("assets/a.svg", 20, 10)}


# What nobody writes on purpose


SIGNS = (
    "words",
    "Ból",
    "ظهر",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\n    ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n# ",
    "\n## ",
    "\n> ",
    "\n---\n",
    "\n```\n",
    "\n===\n",
    '\n!!! note "',
    '\n!!! emergency "A"\n    ',
    "\n???+ x\n",
    "| a | b |\n|---|---|\n| c |",
    "|",
    "\\",
    "\\\n",
    "*",
    "**",
    "_",
    "`",
    "~~",
    "[",
    "]",
    "](",
    ")",
    "![",
    "![a](../assets/a.svg)",
    "(../assets/a.svg)",
    "[a](risks.md#b)",
    "[a]: javascript:x\n",
    "](javascript:alert(1))",
    "](JaVaScript:x)",
    "](&#106;avascript:x)",
    "](data:text/html,x)",
    "](//a)",
    "<script>alert(1)</script>",
    "<script",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<b onclick='x'>",
    "<javascript:x>",
    "<svg/onload=x>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<![CDATA[",
    "]]>",
    "<!X",
    "<",
    ">",
    "&",
    "&lt;script&gt;",
    "&quot;",
    '"',
    "'",
    '" onload="x',
    "' onclick='x",
    "{{ hospital.phone }}",
    "{{ hospital.email }}",
    "{{ list.pages }}",
    "{{",
    "}}",
    "{#a}",
    '{#a" onload="x}',
    "{: .a }",
    "[ ] ",
    "[x] ",
    "01632 960 001",
    "6-8",
    "999",
    "\t",
    "\x0b",
    "\x1f",
    "\u2028",
    "\ufeff",
    "\u202e",
    "\U0001f469",
    "x" * 50,
    "---\n",
    "title: a\n",
    "https://a.example/",
    '<https://a.example/" onclick="x>',
    "=",
    ":",
    "!",
    "#",
)
TAGS = {
    "h1": {"id"},
    "h2": {"id", "class"},
    "h3": {"id", "class"},
    "h4": {"id", "class"},
    "h5": {"id", "class"},
    "h6": {"id", "class"},
    "p": set(),
    "ul": {"class"},
    "ol": {"class", "start"},
    "li": set(),
    "strong": set(),
    "br": set(),
    "a": {"href"},
    "bdi": {"dir"},
    "figure": set(),
    "img": {"src", "alt", "width", "height", "loading"},
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope"},
    "td": {"data-label"},
    "div": {"class", "role", "aria-label", "tabindex"},
    "span": {"class"},
    "details": {"class"},
    "summary": set(),
}


class _Tags(HTMLParser):
    """Asserts that only tags, attributes and addresses that we make ourselves are in a text."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert {name for name, _ in attributes} <= TAGS[tag], (tag, attributes)
        for name, value in attributes:
            if name in ("href", "src"):
                scheme = re.match(r"[\s\x00-\x1f]*([a-z][a-z0-9+.-]*):", value or "", re.IGNORECASE)
                assert not scheme or scheme[1].lower() in ("https", "http", "mailto", "tel"), value

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def html_of(page: Page) -> str:
    strings = {f"card_{kind}": kind for kind in CARD_KINDS}
    context = Context(lambda href: href, lambda src: src, {}, strings)
    return "".join(section_html(section, context) for section in page.sections)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_random_words_never_raise_and_never_bring_in_script(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(200):
        words = "".join(chance.choices(SIGNS, k=chance.randint(1, 60)))
        page, findings = read(words)
        if any(finding.code == "S027" for finding in findings):  # a box of an unknown kind has no words to show
            continue
        html = html_of(page)
        assert "<script" not in html.lower(), words
        _Tags(convert_charrefs=True).feed(html)


@pytest.mark.slow
def test_random_bytes_never_raise() -> None:
    chance = random.Random(0)
    for _ in range(500):
        page, findings = read_file(chance.randbytes(chance.randint(0, 200)))
        assert page is None
        assert findings


def test_leaflet_of_a_language_without_pages_is_empty(tmp_path: Path) -> None:
    assert read_leaflet(settings(tmp_path), "pl")[0] == Leaflet("pl", (), settings().hospital, "1.0")
