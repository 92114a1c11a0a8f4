"""What a slip, a broken program or a hostile sender leaves in the project: links, huge files, other encodings,
suppressions that hide too much."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from .project import beside, instead

PICTURES, SUPPRESSIONS = "docs/assets/pictures/*.svg", "docs/suppressions.yml"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">{}</svg>'
# Each name stands for ten of the one before: ten to the power of nine from ten lines
XML_LAUGHS = (
    '<!DOCTYPE svg [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
    + "]>"
    + SVG.format("<text>&j;</text>")
)
USE_LAUGHS = SVG.format(
    '<path id="a" d="M0 0"/>'
    + "".join(f'<g id="{b}">{f"""<use href="#{a}"/>""" * 10}</g>' for a, b in pairwise("abcdefghij"))
)
YAML_LAUGHS = "a: &a [ha]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in pairwise("abcdefghij"))
FILE_READER = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&a;</text>")


def link_to(target: str) -> Callable[[Path], object]:
    return lambda place: place.symlink_to(target)


def as_large_as(size: int) -> Callable[[Path], object]:
    def put(place: Path) -> None:
        place.touch()
        os.truncate(place, size)  # a hole: takes no room on the disk

    return put


def suppression(**fields: object) -> bytes:
    """A suppression without fault, but for these fields; without those that are None."""
    whole = {
        "code": "W002",
        "path": "docs/en/about.md",
        "line": 3,
        "reason": "asked the authors",
        "owner": "Ann",
        "expires": date.today() + timedelta(days=30),
    } | fields
    return f"- {{{', '.join(f'{key}: {value}' for key, value in whole.items() if value is not None)}}}\n".encode()


FAULTS = (
    (
        "page in another encoding",
        "language",
        instead("docs/*/risks.md", lambda data: data.decode().encode("utf-16")),
        "S017",
    ),
    ("page that is empty", "lost", instead("docs/*/[a-h]*.md", lambda data: b""), "S002", "S005"),
    (
        "translated page taken away",
        "lost",
        instead("docs/[agpuz]*/get-*.md", lambda data: None),
        "T001",
        "T005",
        "S004",
    ),
    (
        "page linked to a file elsewhere",
        "settings",
        instead("docs/*/*.md", lambda data: link_to("/etc/hostname")),
        "S033",
    ),
    ("picture linked to a file elsewhere", "settings", instead(PICTURES, lambda data: link_to("/etc/passwd")), "S033"),
    ("picture linked to nothing", "links", instead(PICTURES, lambda data: link_to("gone.svg")), "S033"),
    ("page of 50 MB", "settings", instead("docs/*/*.md", lambda data: as_large_as(50_000_000)), "S017"),
    ("page that never ends", "settings", instead("docs/*/*.md", lambda data: link_to("/dev/zero")), "S033"),
    ("pipe in the place of a page", "settings", instead("docs/*/*.md", lambda data: os.mkfifo), "S033"),
    ("file of 3 GB beside the pictures", "settings", beside("docs/assets/film.mp4", as_large_as(3 << 30)), "S033"),
    ("picture that grows a billion times", "settings", instead(PICTURES, lambda data: XML_LAUGHS.encode()), "S021"),
    (
        "picture that draws itself a billion times",
        "settings",
        instead(PICTURES, lambda data: USE_LAUGHS.encode()),
        "S020",
    ),
    ("picture that reads a file", "settings", instead(PICTURES, lambda data: FILE_READER.encode()), "S021"),
    (
        "page whose settings grow a billion times",
        "settings",
        instead("docs/*/*.md", lambda data: data.replace(b"---\n", b"---\n" + YAML_LAUGHS.encode(), 1)),
        "S001",
    ),
    (
        "page of brackets in brackets",
        "settings",
        instead("docs/*/*.md", lambda data: data + b"\n" + b"> " * 5000 + b"a\n"),
        "S029",
    ),
    (
        "suppression without reason or owner",
        "settings",
        beside(SUPPRESSIONS, suppression(reason=None), suppression(owner=None), suppression(expires="soon")),
        "S040",
    ),
    (
        "suppression that is too wide",
        "settings",
        beside(SUPPRESSIONS, suppression(path="docs/en"), suppression(line=None), suppression(line=None, words="e")),
        "S041",
    ),
    (
        "suppression of an error on a safety page",
        "urgent",
        beside(
            SUPPRESSIONS,
            suppression(code="T021", path="docs/pl/get-help.md"),
            suppression(code="T030", path="docs/ar/get-ready.md"),
            suppression(code="T024", path="mkdocs.yml"),
        ),
        "S041",
    ),
    (
        "suppression that has run out or lasts too long",
        "settings",
        beside(SUPPRESSIONS, suppression(expires="2026-01-05"), suppression(expires="2099-01-05")),
        "S042",
    ),
    ("suppression of nothing", "settings", beside(SUPPRESSIONS, suppression(), suppression(line=7)), "S043"),
    (
        "suppression of a code that does not exist",
        "settings",
        beside(SUPPRESSIONS, suppression(code="W999"), suppression(code="T000")),
        "S044",
    ),
)
