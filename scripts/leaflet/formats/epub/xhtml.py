"""Sections as XHTML for e-readers: the shared HTML, well-formed, without what is only for web pages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from lxml import etree
from lxml import html as lxml_html

_WEB_ONLY = ("loading", "role", "tabindex", "data-label")  # a table is never restyled here: it needs no roles
_NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def as_xhtml(markup: str) -> str:
    """HTML of `markup.py` as XHTML: what `<details>` hides is open, as many e-readers cannot open it."""
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    for element in list(root.iter(etree.Element)):
        for name in _WEB_ONLY:
            element.attrib.pop(name, None)
        if element.get("lang"):
            element.set("{http://www.w3.org/XML/1998/namespace}lang", element.get("lang", ""))
        match element.tag, element.get("class"):
            case "div", "table":
                element.drop_tag()
            case "details", _:
                element.tag = "div"
            case "summary", _:
                element.tag = "p"
                element.set("class", "description-title")
    inside = "".join(etree.tostring(child, encoding="unicode", method="xml") for child in root)
    return escape(root.text or "", quote=False) + inside


def document(title: str, body: str, language: str, direction: str, styles: Iterable[str] = ("style.css",)) -> bytes:
    """A whole XHTML document (EPUB 3.3, 6.1), its language and direction on its root."""
    links = "".join(f'<link rel="stylesheet" type="text/css" href="{style}"/>' for style in styles)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html {_NAMESPACES} lang="{language}" xml:lang="{language}" dir="{direction}">\n'
        f'<head><meta charset="utf-8"/><title>{escape(title, quote=False)}</title>{links}</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    ).encode()
