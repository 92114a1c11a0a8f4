"""H: pages beside one another: no two with the same name, and each says where it and its translations are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from leaflet.findings.finding import Finding
from leaflet.project.settings import SOURCE_LANGUAGE
from leaflet.web.check.built_pages import DESCRIPTION, TEMPLATES, TITLE, SitePage, line_of


def unique_names(pages: Sequence[SitePage]) -> Iterator[Finding]:
    """No two pages of an edition have the same title or description (H005). English may stand in for others."""
    for name, xpath in (("title", f"{TITLE}/text()"), ("description", f"{DESCRIPTION}/@content")):
        first: dict[tuple[bool, str], SitePage] = {}
        for page in (page for page in pages if not page.not_found and not stands_in(page)):
            for words in page.html.xpath(xpath):
                other = first.setdefault((page.large, str(words).strip()), page)
                if other is not page:
                    yield page.finding(
                        "H005", f'The {name} "{words}" is that of {other.display} too.', "Give each page its own."
                    )


def canonical(page: SitePage) -> str:
    found = page.html.xpath("//link[@rel='canonical']/@href")
    return str(found[0]) if len(found) == 1 else ""


def stands_in(page: SitePage) -> bool:
    """Whether the page shows the English in place of a translation that is missing."""
    return page.language != SOURCE_LANGUAGE and bool(page.html.xpath(f"//article/div[@lang='{SOURCE_LANGUAGE}']//h1"))


def addresses(pages: Sequence[SitePage]) -> Iterator[Finding]:
    """Each page names its standard address, and each standard page all its translations (H006, hreflang)."""
    content = [page for page in pages if not page.not_found]
    roots = Counter(
        canonical(page).removesuffix(page.in_edition) for page in content if canonical(page).endswith(page.in_edition)
    )
    root = roots.most_common(1)[0][0] if roots else ""
    own: dict[str, set[str]] = defaultdict(set)
    for page in content:
        if not page.large and not stands_in(page):
            own[page.name].add(page.language)
    for page in content:
        wanted = root + (page.name if stands_in(page) else page.in_edition)
        if canonical(page) != wanted:
            yield page.finding(
                "H006",
                f'The page says its address is "{canonical(page)}", and it is "{wanted}".',
                TEMPLATES,
                line_of(page, "//link[@rel='canonical']"),
            )
        tags = own[page.name] if not page.large and not stands_in(page) and len(own[page.name]) > 1 else set()
        yield from _alternates(page, root, tags)


def _alternates(page: SitePage, root: str, tags: Collection[str]) -> Iterator[Finding]:
    wanted = {tag: root + ("" if tag == SOURCE_LANGUAGE else f"{tag}/") + page.name for tag in tags}
    if wanted:
        wanted["x-default"] = root + page.name
    links = page.html.xpath("//link[@rel='alternate'][@hreflang]")
    found = {link.get("hreflang"): link.get("href") for link in links}
    for tag in sorted(wanted.keys() | found.keys()):
        if wanted.get(tag) != found.get(tag):
            yield page.finding(
                "H006",
                f'For readers of "{tag}" the page names {found.get(tag) or "no address"}, '
                f"and should name {wanted.get(tag) or 'none'}.",
                TEMPLATES,
                line_of(page, "//link[@rel='alternate']"),
            )
