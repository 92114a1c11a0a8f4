"""Each form of a quantity reads in the right order on the screen, in Arabic and Urdu; and the check sees when not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from leaflet.edition.assets import asset
from leaflet.edition.markup import Context, section_html
from leaflet.web.check.chromium import in_page
from support.made import page as read_words
from support.quantities import FORMS, SENTENCES, page_of_all

from .pages import ROOT

STYLES = (asset(ROOT, "assets/leaflet.css") or b"").decode()


def html_of(language: str, place: Path) -> str:
    """The page with all forms, as the site shows it."""
    english = read_words("# All {#all}\n", "en", place)
    page = read_words(f"# ا {{#all}}\n\n{page_of_all(language)}", language, place, english)
    context = Context(lambda href: href, lambda src: src, {}, {})
    article = "".join(section_html(section, context) for section in page.sections)
    return f'<html lang="{language}" dir="rtl"><style>{STYLES}</style><main>{article}</main></html>'


def turned(tab: Page, html: str) -> list[str]:
    """What the check of the site finds turned."""
    tab.set_content(html)
    tab.evaluate(f"() => {{ {in_page()} }}")
    faults: list[dict[str, str]] = tab.evaluate("measure.turned()")
    return [fault["words"] for fault in faults]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", SENTENCES)
def test_every_form_reads_as_it_is_written(
    open_tab: Callable[..., Page], tmp_path: Path, language: str, width: int
) -> None:
    tab = open_tab(viewport={"width": width, "height": 800})
    assert turned(tab, html_of(language, tmp_path)) == []


@pytest.mark.parametrize("language", SENTENCES)
def test_check_sees_every_form_that_is_not_isolated(
    open_tab: Callable[..., Page], tmp_path: Path, language: str
) -> None:
    html = re.sub("</?bdi[^>]*>", "", html_of(language, tmp_path))
    found = turned(open_tab(viewport={"width": 1280, "height": 800}), html)
    unseen = [form for form in FORMS if not any(f"the number {form} reads" in words for words in found)]
    assert unseen == ["½"]  # a sign alone has no order
