"""Edits of the built pages and their style, looked at in the browser (families H and A), and of their links (L)."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path

from leaflet.checks.browser import check_pages
from leaflet.checks.links import lychee
from leaflet.editions import build_editions
from leaflet.model import Finding
from leaflet.settings import Settings

from .engine import HARMLESS, Kind, Seed

STYLE = "assets/*.css"


class Site:
    """The built pages, without downloads; each edit is made in a copy of one page with its pictures and styles."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.settings, self.folder = settings, folder
        self._clean: dict[str, set[tuple[str, str]]] = {}

    @cached_property
    def root(self) -> Path:
        site = self.folder / "site"
        site.mkdir(parents=True)
        build_editions(self.settings, site, lambda words: None)
        return site

    @cached_property
    def pages(self) -> list[str]:
        return [file.relative_to(self.root).as_posix() for file in sorted(self.root.rglob("index.html"))]

    def alone(self, page: str) -> Path:
        """A site of one page and everything that is not a page."""
        copy = self.folder / "alone" / "site"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.root, copy, ignore=shutil.ignore_patterns("*.html"))
        (copy / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.root / page, copy / page)
        return copy

    def look(self, page: str, file: str, words: str) -> list[Finding]:
        """What the browser checks find in a page alone, with the text of a file changed, more than without."""
        if page not in self._clean:
            self._clean[page] = {_key(finding) for finding in check_pages(self.alone(page), lambda words: None)}
        copy = self.alone(page)
        (copy / file).write_text(words, encoding="utf-8")
        return [finding for finding in check_pages(copy, lambda words: None) if _key(finding) not in self._clean[page]]

    def look_at_links(self, page: str, words: str) -> list[Finding]:
        """What lychee finds in the whole site with the text of a page changed."""
        place = self.root / page
        clean = place.read_bytes()
        place.write_text(words, encoding="utf-8")
        try:
            return list(lychee(self.root))
        finally:
            place.write_bytes(clean)


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


def kinds(site: Site) -> list[Kind]:
    """Every kind of edit of the pages."""
    return [
        *(Kind(name, "pages", tuple(codes), partial(_in_page, site, pattern, new))
          for name, pattern, new, *codes in PAGES),
        *(Kind(name, group, tuple(codes), partial(_in_page, site, pattern, new), True)
          for name, group, pattern, new, *codes in SAFETY),
        *(Kind(name, "pages", tuple(codes), partial(_in_style, site, style), names=r"index\.html")
          for name, style, *codes in STYLES),
        Kind("link that leads nowhere (built page)", "links", ("L003",), partial(_in_links, site)),
        *(Kind(name, HARMLESS, (), partial(_in_page, site, pattern, new)) for name, pattern, new in QUIET),
        Kind("a comment in the style", HARMLESS, (), partial(_in_style, site, "/* asked a reader */")),
    ]


def _drawn(site: Site, choice: random.Random) -> list[str]:
    pages = list(site.pages)
    choice.shuffle(pages)
    return pages


def _in_page(site: Site, pattern: str, new: str, choice: random.Random) -> Iterator[Seed]:
    for page in _drawn(site, choice):
        words = (site.root / page).read_text(encoding="utf-8")
        changed = re.sub(pattern, new, words, count=1, flags=re.DOTALL)
        if changed != words:
            yield Seed(page, "index.html", partial(site.look, page, page, changed))


def _in_style(site: Site, style: str, choice: random.Random) -> Iterator[Seed]:
    sheet = next(site.root.glob(STYLE))
    name, words = sheet.relative_to(site.root).as_posix(), sheet.read_text(encoding="utf-8") + style
    for page in _drawn(site, choice):
        yield Seed(f"{name} on {page}", sheet.name, partial(site.look, page, name, words))


def _in_links(site: Site, choice: random.Random) -> Iterator[Seed]:
    for page in _drawn(site, choice):
        words = (site.root / page).read_text(encoding="utf-8")
        changed = re.sub(r'href="(\.\./)+', r"\g<0>no-", words, count=1)
        if changed != words:
            yield Seed(page, "index.html", partial(site.look_at_links, page, changed))


IN_RIGHT_TO_LEFT = r'(<html lang="\w+" dir="rtl".*?)'
PAGES = (
    ("language of a page lost", r'<html lang="\w+"', "<html", "H003", "A001"),
    ("main heading lost", r"<h1\b(.*?)</h1>", r"<h2\1</h2>", "H010", "A001"),
    ("heading level skipped (built page)", r"<h2\b(.*?)</h2>", r"<h5\1</h5>", "H010", "A001"),
    ("description of a picture lost (built page)", r'(<img [^>]*?) alt="[^"]+"', r"\1", "H001", "A001"),
    ("script from another place", "</body>", '<script src="https://elm.example/a.js"></script></body>',
     "H008", "H009", "H015"),
    ("style in the page itself", "<main ", '<main style="color:red" ', "H008", "H015"),
    ("policy of a page lost", r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", "H007"),
    ("title of a page lost", r"<title>.*?</title>", "<title></title>", "H005", "A001", "H001"),
    ("address of another page", r'(<link rel="canonical" href=")[^"]*', r"\1https://elm.example/", "H006"),
    ("zoom forbidden", "initial-scale=1", "initial-scale=1,maximum-scale=1,user-scalable=no", "A001", "H001"),
    ("keyboard sent elsewhere first", '<a rel="next"', '<a rel="next" tabindex="3"', "A008", "A001"),
    ("wide table out of the keyboard's reach", r' tabindex="0"(?=[^>]*><table)', "", "A010", "A001"),
    ("link without words (built page)", r"(<article>.*?<a [^>]*>)[^<]+</a>", r"\1</a>", "A001", "H001"),
    ("marks of a template left", "<article>", "<article><p>{{ lf.title }}</p>", "H014"),
    ("element not closed", "<article>", "<article><div>", "H001"),
)
SAFETY = (
    ("direction of a page lost", "language", r'(<html lang="\w+") dir="rtl"', r"\1", "H003"),
    ("phone number open to being turned around", "language",
     IN_RIGHT_TO_LEFT + r'<bdi dir="ltr">(\d+ \d+ \d+)</bdi>', r"\1\2", "A011"),
    ("word of urgency lost", "urgent", r'<span class="card-kind">[^<]*</span>', "", "A018"),
)
STYLES = (
    ("words too pale", "main p, main li { color: #999 }", "A002"),
    ("letters too small", "main p, main li { font-size: 11px }", "A003"),
    ("buttons too small to press",
     ".tools a, summary { min-height: 20px !important; height: 20px; padding: 0 !important }", "A004"),
    ("page wider than a phone", "article { min-width: 700px }", "A005", "A006"),
    ("words cut off", "main p { max-height: 1.2em; overflow: hidden }", "A006", "A007"),
    ("focus that cannot be seen",
     "*:focus, *:focus-visible { outline: 0 !important; box-shadow: none !important }", "A009"),
    ("words left out in print", "@media print { article p { display: none } }", "A012"),
    ("motion for who asked for none", "a { transition: all 2s !important }", "A017"),
)
QUIET = (
    ("a comment in a page", "<article>", "<article><!-- asked a reader -->"),
    ("a class more in a page", "<article>", '<article class="wide">'),
    ("other white space in a page", r"\n<footer", "\n\n\n<footer"),
)
