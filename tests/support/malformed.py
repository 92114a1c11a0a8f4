"""Inputs that a slip, a broken program or a hostile sender may leave in the project, and what is to be said of each.

`says` are regular expressions that the program's words must match: the code, the file and the line of the finding.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from mutation.hostile import as_large_as, link_to

RISKS, FACTS, GLOSSARY = "docs/en/risks.md", "docs/facts.yml", "docs/pl/glossary.yml"
PICTURE = "docs/assets/pictures/spine.svg"
FRONT = "---\ntitle: Risks\ndescription: What can go wrong.\ncovers: [L2]\nlast_reviewed: 2026-01-05\nnext_review: 2028-12-31\n---\n"
HEADING = f"{FRONT}\n# Risks {{#risks}}\n\n"
LINE = HEADING.count("\n") + 1  # of what follows the heading
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'
SIZE = 'width="20" height="10"'
GIGABYTE = 2**30
# Each name stands for 10 of the one before: 10 to the power of 9 words from 10 lines.
YAML_LAUGHS = "a: &a [ha]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in pairwise("abcdefghij"))
XML_LAUGHS = (
    '<!DOCTYPE svg [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
    + "]>"
    + SVG.format(SIZE, "<text>&j;</text>")
)
USE_LAUGHS = SVG.format(
    SIZE,
    '<path id="a" d="M0 0"/>'
    + "".join(f'<g id="{b}">{f"""<use href="#{a}"/>""" * 10}</g>' for a, b in pairwise("abcdefghij")),
)

Change = Callable[[Path], object]


@dataclass(frozen=True)
class Case:
    name: str
    change: Change
    says: tuple[str, ...]
    command: tuple[str, ...] = ("check", "--fast")
    status: int = 1


def write(path: str, content: str | bytes) -> Change:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))

    return change


def replace(path: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        words = (root / path).read_text(encoding="utf-8")
        assert old in words, (path, old)
        (root / path).write_text(words.replace(old, new, 1), encoding="utf-8")

    return change


def append(path: str, words: str) -> Change:
    return lambda root: (root / path).write_text((root / path).read_text(encoding="utf-8") + words, encoding="utf-8")


def instead(path: str, put: Callable[[Path], object]) -> Change:
    """Something else than a file, at the place of a file or a new one."""

    def change(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        put(root / path)

    return change


def forbidden(root: Path) -> None:
    (root / RISKS).chmod(0)


def page(words: str) -> Change:
    return write(RISKS, HEADING + words)


def both(words: str) -> Change:
    """The same words in English and in Polish, so that they are compared."""
    return several(
        page(words), write("docs/pl/risks.md", f"---\ntitle: A\ndescription: B\n---\n# A {{#risks}}\n\n{words}")
    )


def picture(content: str | bytes) -> Change:
    return write(PICTURE, content)


def shape(inside: str, attributes: str = SIZE) -> Change:
    return picture(SVG.format(attributes, inside))


def several(*changes: Change) -> Change:
    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


def at(code: str, path: str, line: int | str = r"\d+") -> str:
    return rf"(?m)^{code} (error|warning) {path}:{line} "


def many(words: str) -> str:
    """As often as a page may have them, about 180 kB."""
    return words * (180_000 // len(words.encode()))


def settings(old: str, new: str) -> Change:
    return replace("mkdocs.yml", old, new)


BUILD = ("build",)
S017 = (at("S017", RISKS, 1),)
S020, S021 = (at("S020", PICTURE),), (at("S021", PICTURE),)
S029, S036 = (at("S029", RISKS),), (at("S036", RISKS, LINE),)
PL = "docs/pl/risks.md"
NAV = "  - get-help.md\n"

CASES = (
    # Encodings
    Case("page in UTF-16", write(RISKS, HEADING.encode("utf-16")), S017),
    Case("page in Latin-1", write(RISKS, HEADING.encode() + b"caf\xe9\n"), (at("S017", RISKS, LINE),)),
    Case("page with a NUL", page("A\0B\n"), (at("S017", RISKS, LINE),)),
    Case("page with a lone surrogate", page("A \ud800 B\n"), (at("S017", RISKS, LINE),)),
    Case(
        "page in two encodings", write(RISKS, HEADING.encode() + "é".encode() + b" \xe9\n"), (at("S017", RISKS, LINE),)
    ),
    Case(
        "page with line ends of three systems",
        write(RISKS, HEADING.replace("\n", "\r\n") + "One.\rTwo [x](no.md).\n"),
        (at("S013", RISKS, LINE + 1),),
    ),
    Case(
        "settings in UTF-16",
        lambda root: (root / "mkdocs.yml").write_bytes("site_name: a\n".encode("utf-16")),
        (at("S017", "mkdocs.yml", 1),),
        BUILD,
    ),
    Case(
        "interface in Latin-1",
        write("overrides/strings/pl.yml", b"menu: caf\xe9\n"),
        (at("S017", "overrides/strings/pl.yml", 1),),
    ),
    # YAML
    Case("a billion laughs in the settings", append("mkdocs.yml", YAML_LAUGHS), (at("S001", "mkdocs.yml"),), BUILD),
    Case(
        "a billion laughs in a page",
        write(RISKS, f"---\ntitle: Risks\n{YAML_LAUGHS}---\n# Risks {{#risks}}\n"),
        (at("S001", RISKS),),
        BUILD,
    ),
    Case("a billion laughs as the facts", write(FACTS, YAML_LAUGHS), (at("S001", FACTS),)),
    Case(
        "a billion laughs as a title",
        write(RISKS, f"---\n{YAML_LAUGHS}title: *j\n---\n# Risks {{#risks}}\n"),
        (at("S001", RISKS),),
    ),
    Case(
        "a billion merges",
        write(
            FACTS,
            "a: &a {x: y}\n"
            + "".join(f"{b}: &{b} {{<<: [{', '.join([f'*{a}'] * 10)}], {b}: 1}}\n" for a, b in pairwise("abcdefghij")),
        ),
        (at("S001", FACTS),),
    ),
    Case("an alias of itself", write(GLOSSARY, "&a [*a, {en: *a, use: *a, forms: *a}]\n"), (at("S001", GLOSSARY, 1),)),
    Case(
        "a setting given twice", append("mkdocs.yml", "site_name: Other\n"), (at("S001", "mkdocs.yml"), "given twice")
    ),
    Case("a tab", append("mkdocs.yml", "a:\n\tb: c\n"), (at("S001", "mkdocs.yml"),)),
    Case("brackets in brackets", write(FACTS, "[" * 100_000), (at("S001", FACTS),)),
    Case("lists in lists", write(GLOSSARY, "- " * 20_000 + "a\n"), (at("S001", GLOSSARY),)),
    Case("a number of 5,000 digits", write(FACTS, f"L1: {'9' * 5000}\n"), (at("S001", FACTS, 1),)),
    Case("a Python object", write(FACTS, "L1: !!python/object/apply:os.system [true]\n"), (at("S001", FACTS, 1),)),
    Case("a key that is a list", write("docs/names.yml", "? [a, b]\n: c\n"), (at("S001", "docs/names.yml", 1),)),
    # Wrong types
    Case("settings that are empty", write("mkdocs.yml", ""), (at("S001", "mkdocs.yml", 1),), BUILD),
    Case(
        "settings that are not YAML",
        write("mkdocs.yml", b"PK\x03\x04" + b"\x01\x02" * 50),
        (at("S001", "mkdocs.yml", 1),),
    ),
    Case(
        "settings of wrong types",
        write(
            "mkdocs.yml",
            "site_name: [a]\nsite_url: {a: b}\nnav: 5\nplugins: x\ntheme: []\nextra: {hospital: [1], version: {}}\n",
        ),
        (at("S024", "mkdocs.yml"),),
    ),
    Case(
        "an address of the site that is none",
        settings("https://elm.example/", "htp:/elm example"),
        (at("S035", "mkdocs.yml", 2), "site_url"),
        BUILD,
    ),
    Case(
        "an unknown plug-in",
        settings("  - i18n:", "  - no-such-plugin\n  - i18n:"),
        ("could not be built", "no-such-plugin"),
        BUILD,
        2,
    ),
    Case(
        "front matter of wrong types",
        write(
            RISKS,
            "---\ntitle: [a]\ndescription: {}\ncovers: {a: b}\nlast_reviewed: soon\nnext_review: 5\n---\n# R {#risks}\n",
        ),
        tuple(at("S002", RISKS, line) for line in range(2, 7)),
    ),
    Case(
        "a glossary of wrong types",
        write(GLOSSARY, "- 5\n- {en: [a], use: {}, forms: [[], {}]}\n- null\n"),
        (at("T052", GLOSSARY),),
    ),
    Case(
        "a translation record of wrong types",
        write(
            "docs/pl/translation.yml",
            "risks: {risks: {source: [1], words: 5}}\nget-help: {get-help: {words: {not: many}}}\n",
        ),
        (at("T005", "docs/pl/translation.yml"),),
    ),
    Case(
        "reviews of wrong types",
        write(
            "docs/reviews.yml",
            (
                "- 5\n- {page: [a], language: {}, role: 5, name: [], date: x, version: {}}\n"
                "- {page: risks, language: en, role: clinician, name: {a: b}, date: 2026-01-05, version: [1, 2, 3]}\n"
            ),
        ),
        tuple(at("S028", "docs/reviews.yml", line) for line in (1, 2, 3)),
    ),
    Case("facts of wrong types", write(FACTS, "- L1\n- 5\n"), (at("S001", FACTS),)),
    Case(
        "interface of wrong types",
        several(
            append("overrides/strings/pl.yml", ""),
            replace("overrides/strings/pl.yml", "\nmenu: ", "\nmenu: [a]\nwas: "),
        ),
        (at("S030", "overrides/strings/pl.yml"), '"menu"'),
    ),
    Case(
        "an English interface of wrong types",
        write("overrides/strings/en.yml", "groups: 5\nmenu: {a: b}\n"),
        (at("S030", "overrides/strings/en.yml"),),
        BUILD,
    ),
    Case(
        "an English interface that is empty",
        write("overrides/strings/en.yml", ""),
        (at("S030", "overrides/strings/en.yml"),),
        BUILD,
    ),
    Case("names of wrong types", write("docs/names.yml", "{a: [b]}\n"), (at("S001", "docs/names.yml", 1),)),
    Case(
        "safety sentences of wrong types",
        write("docs/en/safety.yml", "- 5\n- {page: [], section: {}, safe: 5, unsafe: [a]}\n"),
        (at("T034", "docs/en/safety.yml"),),
    ),
    # Size
    Case("a page of 50 MB", instead(RISKS, as_large_as(50_000_000)), S017, BUILD),
    Case("settings of 3 GB", instead("mkdocs.yml", as_large_as(3 * GIGABYTE)), (at("S017", "mkdocs.yml", 1),)),
    Case("a picture of 3 GB", instead(PICTURE, as_large_as(3 * GIGABYTE)), S021, BUILD),
    Case(
        "a file of 3 GB beside the pictures",
        instead("docs/assets/film.mp4", as_large_as(3 * GIGABYTE)),
        (at("S033", "docs/assets/film.mp4"),),
        BUILD,
    ),
    Case("a line of 10 MB", page("a" * 10_000_000), S017),
    Case("a line of 190 kB", page("word " * 38_000), (at("W002", RISKS, LINE),)),
    Case("a million headings", page("# a\n" * 1_000_000), S017),
    Case("30,000 headings", page("## a\n\n" * 30_000), (at("S007", RISKS, LINE),)),
    Case(
        "a menu of 50,000 pages",
        settings(NAV, NAV + "".join(f"  - p{number}.md\n" for number in range(50_000))),
        (at("S0\\d\\d", "mkdocs.yml"),),
    ),
    # Files that are none
    Case("a page linked to a file elsewhere", instead(RISKS, link_to("/etc/hostname")), (at("S033", RISKS),), BUILD),
    Case(
        "a picture linked to a file elsewhere",
        instead("docs/assets/pictures/passwd.svg", link_to("/etc/passwd")),
        (at("S033", "docs/assets/pictures/passwd.svg"),),
        BUILD,
    ),
    Case(
        "a folder linked to one elsewhere",
        instead("docs/assets/etc", link_to("/etc")),
        (at("S033", "docs/assets/etc"),),
        BUILD,
    ),
    Case(
        "a folder linked to itself", instead("docs/en/again", link_to("../en")), (at("S033", "docs/en/again"),), BUILD
    ),
    Case("a page linked to itself", instead(RISKS, link_to("risks.md")), (at("S033", RISKS),)),
    Case("a picture linked to nothing", instead(PICTURE, link_to("gone.svg")), (at("S033", PICTURE),)),
    Case("a page that never ends", instead(RISKS, link_to("/dev/zero")), (at("S033", RISKS),)),
    Case("a folder named as a page", instead(RISKS, Path.mkdir), (at("S004", "mkdocs.yml"), "risks.md"), BUILD),
    Case("a folder named as a picture", instead(PICTURE, Path.mkdir), (at("S011", RISKS),)),
    Case("a folder named as the settings", instead("mkdocs.yml", Path.mkdir), ("no mkdocs.yml",), status=2),
    Case("a page that may not be read", forbidden, S017, BUILD),
    Case("a pipe as a page", instead(RISKS, os.mkfifo), (at("S033", RISKS),), BUILD),
    Case("a pipe as the facts", instead(FACTS, os.mkfifo), (at("S033", FACTS),)),
    Case(
        "a pipe beside the pictures",
        instead("docs/assets/pipe.png", os.mkfifo),
        (at("S033", "docs/assets/pipe.png"),),
        BUILD,
    ),
    # The same in the folder of a translation: whoever builds the other languages would read it too
    Case(
        "a translated page linked to a file elsewhere", instead(PL, link_to("/etc/hostname")), (at("S033", PL),), BUILD
    ),
    Case("a translated page linked to itself", instead(PL, link_to("risks.md")), (at("S033", PL),), BUILD),
    Case("a translated page that never ends", instead(PL, link_to("/dev/zero")), (at("S033", PL),), BUILD),
    Case("a folder named as a translated page", instead(PL, Path.mkdir), (at("S033", PL),), BUILD),
    Case("a pipe as a translated page", instead(PL, os.mkfifo), (at("S033", PL),), BUILD),
    Case(
        "a pipe as a page that no menu names",
        instead("docs/pl/more.md", os.mkfifo),
        (at("S033", "docs/pl/more.md"),),
        BUILD,
    ),
    Case(
        "a pipe as the translation record",
        instead("docs/pl/translation.yml", os.mkfifo),
        (at("S033", "docs/pl/translation.yml"),),
        BUILD,
    ),
    Case(
        "a pipe as the interface",
        instead("overrides/strings/pl.yml", os.mkfifo),
        (at("S033", "overrides/strings/pl.yml"),),
        BUILD,
    ),
    Case(
        "a file of 3 GB in a translation",
        instead("docs/pl/film.mp4", as_large_as(3 * GIGABYTE)),
        (at("S033", "docs/pl/film.mp4"),),
        BUILD,
    ),
    Case(
        "a language linked to a folder elsewhere",
        several(lambda root: (root / "docs/pl").rename(root / "gone"), instead("docs/pl", link_to("/etc"))),
        (at("S033", "docs/pl"),),
        BUILD,
    ),
    Case(
        "a language that is a pipe",
        several(lambda root: (root / "docs/pl").rename(root / "gone"), instead("docs/pl", os.mkfifo)),
        (at("S033", "docs/pl"),),
        BUILD,
    ),
    # Pictures
    Case(
        "a picture that reads a file",
        picture('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format(SIZE, "<text>&a;</text>")),
        S021,
    ),
    Case("a picture with a billion laughs", picture(XML_LAUGHS), S021),
    Case("a picture that draws itself a billion times", picture(USE_LAUGHS), S020, BUILD),
    Case("a picture that draws itself", shape('<g id="a"><use href="#a"/></g>'), S020, BUILD),
    Case("a picture with a script", shape("<script>alert(1)</script>"), S020),
    Case(
        "a picture with a page in it",
        shape('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>'),
        S020,
    ),
    Case("a picture with styles from elsewhere", shape("<style>@import url(https://elm.example/a.css)</style>"), S020),
    Case("a picture with one from elsewhere", shape('<image href="https://elm.example/a.png"/>'), S020),
    Case("a picture as large as a town", shape("", 'viewBox="0 0 99999999 99999999"'), (at("S011", RISKS),), BUILD),
    Case("a picture of 60,000 groups in groups", picture(SVG.format(SIZE, "<g>" * 60_000)), S021),
    Case("a picture that is packed", picture(b"\x1f\x8b\x08\0" + b"\0" * 100), S021),
    Case(
        "a picture in a foreign encoding",
        picture('<?xml version="1.0" encoding="bomb-8"?>' + SVG.format(SIZE, "")),
        S021,
    ),
    # Markdown
    Case("lists in lists in a page", page("".join(f"{'  ' * depth}- a\n" for depth in range(400))), S029),
    Case("quotes in quotes", page("> " * 5000 + "a\n"), S029),
    Case("brackets never closed", page("[" * 50_000 + "\n"), S036),
    Case("pictures never closed", page("![" * 40_000 + "](" * 40_000 + "\n"), S036),
    Case("stars never closed", page("*a **a " * 20_000 + "\n"), (*S036, at("W002", RISKS, LINE))),
    Case("ticks never closed", page("".join("`" * count + "a" for count in range(1, 600)) + "\n"), S036),
    Case("tags never closed", page("<a <!-- <![CDATA[ <? " * 9_000 + "\n"), S036),
    Case("boxes never closed", page('!!! note "a"\n' * 3000), (at("S027", RISKS, LINE), "The box is empty")),
    Case("braces never closed", page("{{ {# {: " * 19_000 + "\n"), (at("S022", RISKS, LINE),)),
    # Too much of what is right
    Case("numbers without end", page(many("1 2-3 ") + "x\n"), (at("T021", PL), at("W006", RISKS, LINE))),
    Case("numbers with units without end", both(many("24 weeks ") + "\n"), (at("T023", PL),)),
    Case("units without numbers without end", both(many("weeks ") + "\n"), (at("T023", PL),)),
    Case("phone numbers without end", both(many("{{ hospital.phone }} ") + "\n"), (at("W002", RISKS, LINE),)),
    Case("links without end", both(many("[a](risks.md) ") + "\n"), (at("W002", RISKS, LINE),)),
    Case("bold words without end", both(many("**a** ") + "\n"), (at("W002", RISKS, LINE),)),
    Case("sentences without end", both(many("It is [well](risks.md). ") + "\n"), (at("W003", RISKS, LINE),)),
    Case("items without end", both(many("- a 1 week\n")), (at("T023", PL),)),
    Case("rows without end", both("| a | b |\n|---|---|\n" + many("| a | 1 week |\n")), (at("T023", PL),)),
    Case(
        "a table of 10,000 columns",
        page("| a " * 10_000 + "|\n" + "|---" * 10_000 + "|\n" + "| b " * 10_000 + "|\n"),
        (at("S029", RISKS, LINE),),
    ),
    Case("HTML", page('<script>alert(1)</script>\n\nA <b onclick="go()">b</b>\n'), (at("S018", RISKS, LINE),)),
    Case(
        "links that run",
        page(
            "[a](javascript:go) [b](&#106;avascript:go) [c](JaVaScRiPt:go) [d](data:text/html,a) [e](//elm.example)\n"
        ),
        (rf"(?s)(S019 error {RISKS}:{LINE} .*){{4}}",),
    ),
    Case(
        "links out of the project",
        page("[a](../../../etc/passwd) [b](../../mkdocs.yml) [c](file:///etc/passwd)\n"),
        (rf"(?s)(S01[39] error {RISKS}:{LINE} .*){{3}}",),
    ),
    Case(
        "pictures out of the project",
        page("![a](../../../etc/passwd) ![b](../../mkdocs.yml) ![c](/etc/passwd) ![d](..\\\\..\\\\a.svg)\n"),
        (rf"(?s)(S01[19] error {RISKS}:{LINE} .*){{4}}",),
    ),
    Case("a turned number", page("Phone 01632 \u202e960\u202c 001.\n"), (at("T061", RISKS, LINE),)),
    Case("a turned number, in figures", page("Phone 01632 &#x202e;960 001.\n"), (at("T061", RISKS, LINE),)),
    Case("words that cannot be seen", page("Do no\u200bt drive.\x07\n"), (at("T062", RISKS, LINE),)),
    # Names
    Case(
        "a page with spaces, capitals and accents",
        several(settings(NAV, NAV + "  - Mój Plik.md\n"), write("docs/en/Mój Plik.md", FRONT + "# A {#a}\n\nWords.\n")),
        (at("S034", "mkdocs.yml", 14),),
        BUILD,
    ),
    Case(
        "a page in the menu that is outside",
        settings(NAV, NAV + "  - ../../secret.md\n"),
        (at("S034", "mkdocs.yml", 14),),
        BUILD,
    ),
    Case(
        "a language without files",
        lambda root: [file.unlink() for file in (root / "docs/pl").iterdir()],
        (at("T001", "docs/pl/get-help.md"),),
    ),
    Case(
        "no English",
        lambda root: [file.unlink() for file in (root / "docs/en").iterdir()],
        (at("S004", "mkdocs.yml"),),
        BUILD,
    ),
    Case("no words at all", lambda root: (root / "docs").rename(root / "gone"), (at("S004", "mkdocs.yml"),), BUILD),
    Case(
        "no large print",
        lambda root: (root / "large-print.yml").unlink(),
        ("could not be built", "large-print.yml"),
        BUILD,
        2,
    ),
)
