"""HTML to PDF/UA-1 with WeasyPrint: the only module that calls it (with `tags.py`)."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from leaflet.formats.pdf.fonts import no_system_fonts

WEASYPRINT = "69.0"  # 70.0 breaks lines after the first word at some widths; the tags are patched for this one


def missing_renderer() -> str | None:
    """Why WeasyPrint cannot run here, or None."""
    try:
        installed = version("weasyprint")
    except PackageNotFoundError:
        return f"WeasyPrint {WEASYPRINT} is not installed: run scripts/setup site"
    if installed != WEASYPRINT:
        return f"WeasyPrint {installed} is installed, but {WEASYPRINT} is needed: run scripts/setup site"
    try:
        _weasyprint()
    except (OSError, ImportError) as error:  # Pango or HarfBuzz, loaded through cffi; a package that it needs
        return f"what WeasyPrint needs is missing ({str(error).splitlines()[0]}): run scripts/setup site"
    return None


def versions() -> str:
    """The libraries of the system that set the lines and cut the fonts."""
    _weasyprint()
    text = importlib.import_module("weasyprint.text.ffi")
    return f"Pango {text.pango.pango_version()}"


def render(candidates: Iterable[str], most_pages: int = 0) -> bytes:
    """A tagged PDF of the first HTML document that has at most so many pages (0: of any length), else of the last one.

    The same HTML and fonts give the same bytes.
    """
    document: Any = None
    for html in candidates:
        document = _laid_out(html)
        if not most_pages or len(document.pages) <= most_pages:
            break
    return _written(document)


def _weasyprint() -> Any:
    with warnings.catch_warnings(), no_system_fonts():
        warnings.simplefilter("ignore")  # "No fonts configured": ours come with the style
        return importlib.import_module("weasyprint")


def _laid_out(html: str) -> Any:
    weasyprint = _weasyprint()
    with no_system_fonts():
        fonts = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
    return weasyprint.HTML(string=html, base_url=None).render(
        font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True, presentational_hints=True
    )  # <ol start>


def _written(document: Any) -> bytes:
    from leaflet.formats.pdf import tags as pdf_tags  # after WeasyPrint, with our fonts only

    with pdf_tags.readable_tags(document):
        data = document.write_pdf(finisher=pdf_tags.finish, pdf_variant="pdf/ua-1", pdf_tags=True, custom_metadata=True)
    assert isinstance(data, bytes)
    return data
