"""Edits of the built pages and their style, looked at in the browser (families H and A), and of their links (L).

A look at a page in the browser takes seconds, and the HTML checker takes as long to start: the edits are made in one
copy of the site, each in another page, and are looked at together. A page has one edit.
"""

from __future__ import annotations

import random
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from leaflet.edition.project import Project
from leaflet.findings.finding import Finding
from leaflet.project.settings import Settings
from leaflet.web.build import Content, build_editions
from leaflet.web.check.browser import in_browser
from leaflet.web.check.built_pages import read_pages
from leaflet.web.check.html import check_html
from leaflet.web.check.links import lychee
from leaflet.web.check.page_words import check_articles
from leaflet.web.check.vnu import nu

from .engine import HARMLESS, Kind, Seed

SHEET = re.compile(r'(?P<start><link rel="stylesheet" href="[^"]*/)(?P<name>leaflet[^"/]*)\.css"')


class Site:
    """The built pages, without downloads, under `folder`."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.project, self.folder = Project(settings, date.today()), folder

    @cached_property
    def root(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        build_editions(self.project, self.folder / "clean", Content((), {}, ()), lambda words: None)
        return self.folder / "clean"

    @cached_property
    def pages(self) -> list[str]:
        return [file.relative_to(self.root).as_posix() for file in sorted(self.root.rglob("index.html"))]


class Copy:
    """A copy of the site with at most one edit in a page; `edits` are whole pages, `sheets` styles beside the real."""

    def __init__(self, site: Site, name: str) -> None:
        self.site, self.name = site, name
        self.edits: dict[str, str] = {}
        self.sheets: dict[str, str] = {}

    def seeds(self, change: Callable[[str], str], choice: random.Random) -> Iterator[Seed]:
        """The pages in which `change` changes something and that have no edit yet, in a random order."""
        pages = list(self.site.pages)
        choice.shuffle(pages)
        for page in pages:
            words = (self.site.root / page).read_text(encoding="utf-8")
            changed = change(words)
            if changed != words and page not in self.edits:
                self.edits[page] = changed
                yield Seed(page, "index.html", partial(self.look, page))

    def look(self, page: str) -> list[Finding]:
        return self.found[page]

    @cached_property
    def found(self) -> dict[str, list[Finding]]:
        """What the checks find in each page that has an edit."""
        root = self.site.folder / self.name / "site"
        shutil.copytree(self.site.root, root)
        for page, words in self.edits.items():
            (root / page).write_text(words, encoding="utf-8")
        for sheet in list(root.glob("assets/leaflet*.css")):
            for name, style in self.sheets.items():
                words = sheet.read_text(encoding="utf-8") + style
                sheet.with_name(f"{sheet.stem}-{name}.css").write_text(words, encoding="utf-8")
        edited = [page for page in read_pages(root) if f"{page.path}index.html" in self.edits]
        found: dict[str, list[Finding]] = defaultdict(list)
        booklets = map(self.site.project.booklet, self.site.project.languages)
        texts = chain.from_iterable(check_articles(booklet, root) for booklet in booklets)
        for finding in (
            *check_html(root),
            *texts,
            *nu(root),
            *lychee(root),
            *in_browser(root, edited, lambda words: None),
        ):
            found[finding.path.relative_to("site").as_posix()].append(finding)
        return found


def kinds(settings: Settings, folder: Path) -> list[Kind]:
    """Every kind of edit of the pages; `folder` is for the site and its copies."""
    site = Site(settings, folder)
    faults, quiet = Copy(site, "faults"), Copy(site, "quiet")
    return [
        *(
            Kind(name, group, tuple(codes), partial(faults.seeds, replacing(pattern, new)), group != "pages")
            for name, group, pattern, new, *codes in PAGES
        ),
        *(
            Kind(name, "pages", tuple(codes), partial(faults.seeds, _styled(faults, style)))
            for name, style, *codes in STYLES
        ),
        Kind(
            "wide table out of the keyboard's reach",
            "pages",
            ("A010",),
            partial(
                faults.seeds,
                both(replacing(r' tabindex="0"(?=[^>]*><table)', ""), _styled(faults, "table { min-width: 700px }")),
            ),
        ),
        Kind(
            "link that leads nowhere (built page)",
            "links",
            ("L003",),
            partial(faults.seeds, replacing(r'href="(\.\./)+(?=[a-z])', r"\g<0>no-")),
        ),
        *(Kind(name, HARMLESS, (), partial(quiet.seeds, replacing(pattern, new))) for name, pattern, new in QUIET),
        Kind("a comment in the style", HARMLESS, (), partial(quiet.seeds, _styled(quiet, "/* asked a reader */"))),
    ]


def replacing(pattern: str, new: str) -> Callable[[str], str]:
    """The first match of a pattern becomes something else."""
    return lambda words: re.sub(pattern, new, words, count=1, flags=re.DOTALL)


def both(first: Callable[[str], str], second: Callable[[str], str]) -> Callable[[str], str]:
    """Two changes of a page that has a place for the first."""
    return lambda words: words if (changed := first(words)) == words else second(changed)


def _styled(copy: Copy, style: str) -> Callable[[str], str]:
    """The page takes a style sheet that ends with `style`."""
    name = str(len(copy.sheets))
    copy.sheets[name] = style
    return lambda words: SHEET.sub(rf'\g<start>\g<name>-{name}.css"', words)


IN_RIGHT_TO_LEFT = r'(<html lang="\w+" dir="rtl".*?)'
IN_ARTICLE = r"(<article>(?:(?!</article>).)*?"
PAGES = (
    ("language of a page lost", "language", r'<html lang="\w+"', "<html", "H003", "A001"),
    ("main heading lost", "pages", r"<h1\b(.*?)</h1>", r"<h2\1</h2>", "H010", "A001"),
    ("heading level skipped (built page)", "pages", r"<h2\b(.*?)</h2>", r"<h5\1</h5>", "H010", "A001"),
    ("description of a picture lost (built page)", "pages", r'(<img [^>]*?) alt="[^"]+"', r"\1", "H001", "A001"),
    (
        "script from another place",
        "pages",
        "</body>",
        '<script src="https://elm.example/a.js"></script></body>',
        "H008",
        "H009",
        "H015",
    ),
    ("style in the page itself", "pages", "<main ", '<main style="color:red" ', "H008", "H015"),
    ("policy of a page lost", "pages", r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", "H007"),
    ("title of a page lost", "pages", r"<title>.*?</title>", "<title></title>", "H005", "A001", "H001"),
    ("address of another page", "pages", r'(<link rel="canonical" href=")[^"]*', r"\1https://elm.example/", "H006"),
    ("zoom forbidden", "pages", "initial-scale=1", "initial-scale=1,maximum-scale=1,user-scalable=no", "A001", "H001"),
    ("keyboard sent elsewhere first", "pages", '<a rel="next"', '<a rel="next" tabindex="3"', "A008", "A001"),
    ("link without words (built page)", "pages", r"(<article>.*?<a [^>]*>)[^<]+</a>", r"\1</a>", "A001", "H001"),
    ("marks of a template left", "pages", "<article>", "<article><p>{{ lf.title }}</p>", "H014"),
    ("element not closed", "pages", "<article>", "<article><div>", "H001"),
    ("direction of a page lost", "language", r'(<html lang="\w+") dir="rtl"', r"\1", "H003"),
    (
        "phone number open to being turned around",
        "language",
        IN_RIGHT_TO_LEFT + r'<bdi dir="ltr">(\d+ \d+ \d+)</bdi>',
        r"\1\2",
        "A011",
    ),
    ("digit of a number changed (built page)", "numbers", IN_ARTICLE + r"<li>[^<]*?)\b(\d)", r"\g<1>1\2", "H016"),
    ("not lost (built page)", "words", IN_ARTICLE + r"\b[Dd]o) not\b", r"\1", "H016"),
    ("item of a list lost (built page)", "lost", IN_ARTICLE + r")<li>(?=\w)[^<]+</li>", r"\1", "H016"),
    (
        "phone number changed (built page)",
        "phones",
        IN_ARTICLE + r'<bdi dir="ltr">\d+ \d+ )(\d+)(?=</bdi></a>)',
        r"\g<1>999",
        "H016",
    ),
    ("word of urgency lost", "urgent", r'<span class="card-kind">[^<]*</span>', "", "A018"),
)
STYLES = (
    ("words too pale", "main p, main li { color: #999 }", "A002"),
    ("letters too small", "main p, main li { font-size: 11px }", "A003"),
    (
        "buttons too small to press",
        ".tools a, summary { min-height: 20px !important; height: 20px; padding: 0 !important }",
        "A004",
    ),
    ("page wider than a phone", "article { min-width: 700px }", "A005", "A006"),
    ("words cut off", "main p { max-height: 1.2em; overflow: hidden }", "A006", "A007"),
    (
        "focus that cannot be seen",
        "*:focus, *:focus-visible { outline: 0 !important; box-shadow: none !important }",
        "A009",
    ),
    ("words left out in print", "@media print { article p { display: none } }", "A012"),
    ("motion for who asked for none", "a { transition: all 2s !important }", "A017"),
)
QUIET = (
    ("a comment in a page", "<article>", "<article><!-- asked a reader -->"),
    ("a class more in a page", "<article>", '<article class="wide">'),
    ("other white space in a page", r"\n<footer", "\n\n\n<footer"),
)
