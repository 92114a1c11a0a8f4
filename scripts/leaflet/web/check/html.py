"""H: the HTML of every built page says what it is, and nothing in it runs or asks another place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import regex
from lxml import html

from leaflet.edition.markup import LATIN_RUN
from leaflet.findings.finding import Finding
from leaflet.project.settings import Language, languages
from leaflet.web.check.built_pages import DESCRIPTION, NAMES_ONLY, TEMPLATES, SitePage, line_of, place_of, read_pages
from leaflet.web.check.page_addresses import addresses, unique_names
from leaflet.web.content_security_policy import POLICY

RUNS = ("style", "iframe", "object", "embed", "base", "form", "frame", "applet")
LOADS = ("src", "href", "srcset", "poster", "data")
LOADING = ("img", "link", "source", "audio", "video", "track", "script", "input", "embed", "object", "image", "use")
TEMPLATE_MARKS = ("{{", "{%", "{date}", "{name}")
_OTHER_PLACE = re.compile(r"\s*([a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_NOT_LATIN = regex.compile(r"[\p{L}--\p{Script=Latin}--\p{Script=Common}--\p{Script=Greek}]{2,}", regex.VERSION1)

PageCheck = Callable[[SitePage], Iterator[Finding]]


def check_html(site: Path, only: Collection[str] = ()) -> Iterator[Finding]:
    """Findings of every page of a built site, of all languages or of `only` these. Reads files, starts nothing."""
    pages = read_pages(site)
    for page in pages:
        if not only or page.language in only:
            for check in PAGE_CHECKS:
                yield from check(page)
    for finding in (*unique_names(pages), *addresses(pages), *works_anywhere(pages, place_of(site))):
        if not only or any(finding.path == page.display for page in pages if page.language in only):
            yield finding


def says_its_language(page: SitePage) -> Iterator[Finding]:
    """The page says its own language and direction (H003, WCAG 3.1.1)."""
    known = languages()[page.language]
    for name, wanted in (("lang", known.tag), ("dir", known.direction)):
        found = page.html.get(name)
        if found != wanted:
            yield page.finding(
                "H003", f'The page says {name}="{found or ""}" where it is "{wanted}".', TEMPLATES, page.html.sourceline
            )


def passages_say_theirs(page: SitePage) -> Iterator[Finding]:
    """Every passage in another language says so, and its direction where that differs (H004, WCAG 3.1.2)."""
    for element in page.html.iter(html.etree.Element):
        tag = element.get("lang")
        if tag is not None and element is not page.html:
            known = languages().get(tag)
            if known is None:
                yield page.finding(
                    "H004",
                    f'{named(element)} says a language that is not ours, "{tag}".',
                    TEMPLATES,
                    element.sourceline,
                )
            elif _direction(element) != known.direction:
                yield page.finding(
                    "H004",
                    f'{named(element)} is in {known.english_name}, and does not say dir="{known.direction}".',
                    TEMPLATES,
                    element.sourceline,
                )
        if isinstance(element.tag, str) and element.tag not in ("script", "style") and not _silent(element):
            yield from _unsaid(page, element)


def _unsaid(page: SitePage, element: html.HtmlElement) -> Iterator[Finding]:
    """Words of this element itself in the letters of a language that it does not say."""
    language = languages().get(_language(element))
    own = " ".join([element.text or "", *(child.tail or "" for child in element)])
    if language and (strange := _strange(own, language)):
        yield page.finding(
            "H004",
            f'"{strange[:60]}" in {named(element)} is not in {language.english_name}, '
            "and does not say which language it is.",
            "Mark it with lang and dir in the template, or write it in the page's language.",
            element.sourceline,
        )


def _strange(words: str, language: Language) -> str:
    found = (_NOT_LATIN if language.script == "Latin" else LATIN_RUN).search(words)
    return found[0] if found else ""


def _silent(element: html.HtmlElement) -> bool:
    return any(here.get("aria-hidden") == "true" for here in (element, *element.iterancestors()))


def _language(element: html.HtmlElement) -> str:
    return next((here.get("lang") for here in (element, *element.iterancestors()) if here.get("lang")), "")


def _direction(element: html.HtmlElement) -> str:
    return next((here.get("dir") for here in (element, *element.iterancestors()) if here.get("dir")), "ltr")


def named(element: html.HtmlElement) -> str:
    """An element for a message: `<p class="note"> "Ring us on ..."`."""
    kind = f' class="{element.get("class")}"' if element.get("class") else ""
    words = " ".join(element.text_content().split())[:40]
    return f"<{element.tag}{kind}>" + (f' "{words}"' if words else "")


def has_a_description(page: SitePage) -> Iterator[Finding]:
    """Report a page, but for the 404 page, without its one description (H005). Its title is looked at by axe."""
    found = [words.strip() for words in page.html.xpath(f"{DESCRIPTION}/@content")]
    if not page.not_found and (len(found) != 1 or not found[0]):
        yield page.finding(
            "H005",
            f"The page has {len(found)} descriptions, {found}: it needs one with words in it.",
            "Give the page's source a description.",
            line_of(page, DESCRIPTION),
        )


def one_main_heading(page: SitePage) -> Iterator[Finding]:
    """Report a second h1, or one outside of the main part (H010, WCAG 2.4.6). axe sees a missing one, or a level."""
    headings = page.html.xpath("//h1")
    if len(headings) > 1 or (headings and not page.html.xpath("//main//h1")):
        yield page.finding(
            "H010",
            f"The page has {len(headings)} main headings (h1): it needs one, in its main part.",
            TEMPLATES,
            headings[-1].sourceline,
        )


def has_landmarks(page: SitePage) -> Iterator[Finding]:
    """Report what axe lets pass: no header or footer, no name of a menu, no way past it (H011, WCAG 2.4.1)."""
    for place in ("header", "footer"):
        if not page.html.xpath(f"/html/body/{place}"):
            yield page.finding("H011", f"The page needs one <{place}>, in its place.", TEMPLATES)
    for nav in page.html.xpath("//nav[not(normalize-space(@aria-label))]"):
        yield page.finding("H011", "A part <nav> has no name (aria-label).", TEMPLATES, nav.sourceline)
    if not page.html.xpath("//main[concat('#', @id) = /html/body/*[1][self::a]/@href]"):
        yield page.finding("H011", "The page does not begin with a link to its main part.", TEMPLATES)


def keeps_the_policy(page: SitePage) -> Iterator[Finding]:
    """The page carries the policy of `leaflet.web.content_security_policy`, before it loads anything (H007)."""
    metas = [meta for meta in page.html.iter("meta") if meta.get("http-equiv", "").lower() == "content-security-policy"]
    found = [meta.get("content") for meta in metas]
    if found != [POLICY]:
        yield page.finding(
            "H007",
            f"The page's policy is {found}, not the one of leaflet/web/content_security_policy.py.",
            TEMPLATES,
            metas[0].sourceline if metas else 0,
        )
    loading = list(page.html.iter("link", "script", "img"))
    before = [
        element
        for element in loading
        if metas and element.getroottree().getpath(element) and _order(page, element) < _order(page, metas[0])
    ]
    for element in before:
        yield page.finding(
            "H007",
            f"{named(element)} stands before the policy, which then does not hold for it.",
            TEMPLATES,
            element.sourceline,
        )


def _order(page: SitePage, element: html.HtmlElement) -> int:
    return next(place for place, other in enumerate(page.html.iter()) if other is element)


def runs_nothing(page: SitePage) -> Iterator[Finding]:
    """No script or style in the page itself, no frame, no form (H008); nothing from another place (H009)."""
    for element in page.html.iter(html.etree.Element):
        if element.tag in RUNS or (element.tag == "script" and not element.get("src")):
            yield page.finding("H008", f"The page holds <{element.tag}>.", TEMPLATES, element.sourceline)
        for name, value in element.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield page.finding(
                    "H008", f'The page holds <{element.tag} {name}="{value[:60]}">.', TEMPLATES, element.sourceline
                )
        if element.tag in LOADING and element.get("rel") not in NAMES_ONLY:
            for place in (element.get(name, "") for name in LOADS):
                if _OTHER_PLACE.match(place):
                    yield page.finding(
                        "H009",
                        f"<{element.tag}> asks another place, {place}.",
                        "Keep the file under docs/assets/ and link to it there.",
                        element.sourceline,
                    )


def works_anywhere(pages: Sequence[SitePage], place: str) -> Iterator[Finding]:
    """A 404 page is shown at any address: its links begin at the root of the host and lead to files of the site (H013).

    `place` is the folder of the site on its host.
    """
    for page in (page for page in pages if page.not_found):
        root = page.file.parents[page.path.count("/")]
        for element in page.html.xpath("//*[@href or @src]"):
            link = element.get("href") or element.get("src") or ""
            file = root / link.split("#")[0].removeprefix(place)
            there = (file / "index.html" if link.endswith("/") else file).is_file()
            if not link.startswith("#") and (not link.startswith(place) or link.startswith("//") or not there):
                fact = f'"{link}" on the page for lost visitors leads nowhere from other addresses.'
                yield page.finding("H013", fact, TEMPLATES, element.sourceline)


def filled_in(page: SitePage) -> Iterator[Finding]:
    """No marks of the templates are left in the page (H014)."""
    for number, line in enumerate(page.file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        for mark in TEMPLATE_MARKS:
            if mark in line:
                yield page.finding(
                    "H014", f'"{mark}" stands in the page: something was not filled in.', TEMPLATES, number
                )


def cards_say_their_kind(page: SitePage) -> Iterator[Finding]:
    """A box says in words what its colour says: emergency, urgent, note (A018, WCAG 1.4.1)."""
    for card in page.html.xpath("//*[contains(concat(' ', @class, ' '), ' card ')]"):
        words = card.xpath(".//*[contains(@class, 'card-title')]/*[@class='card-kind']")
        if not words or not words[0].text_content().strip():
            yield page.finding("A018", f"{named(card)} says its kind by its colour only.", TEMPLATES, card.sourceline)


PAGE_CHECKS: tuple[PageCheck, ...] = (
    says_its_language,
    passages_say_theirs,
    has_a_description,
    one_main_heading,
    has_landmarks,
    keeps_the_policy,
    runs_nothing,
    filled_in,
    cards_say_their_kind,
)
