"""The tags of a PDF, put right where WeasyPrint 69.0 falls short of PDF/UA-1 (ISO 14289-1) and of its readers.

What is replaced here is not an interface of WeasyPrint: its version is pinned (`render.py`).

- One structure element per HTML element, also where a page ends inside it (WeasyPrint begins a new one).
- `Lang` on every element that has a language of its own (ISO 14289-1, 7.2).
- `ActualText` on runs whose letters cannot be told from their glyphs (ISO 32000-1, 14.9.4).
- No second link inside a link: every link has one annotation, its own (7.18.5).
- Names of table headers that are the same in every build, and that a reader can look up (`IDTree`, 14.7.2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import stream, tags

from leaflet.project.languages import languages


def actual_text(tag: str) -> Collection[str]:
    """Return where the words of a language are given with their glyphs (`tag`, `content`).

    Found by reading back with PDFium: where a glyph stands for several letters in another order than they are written
    (Indic scripts), they must be in both; in Arabic letters only in the tag, for PDFium would turn the others around.
    """
    return known.print.actual_text if (known := languages().get(tag)) else ()


# Elements whose children are elements, which can so be moved from one page's part to another's.
_JOINED = {
    f"/{name}"
    for name in (
        "P",
        "L",
        "LI",
        "LBody",
        "Div",
        "Sect",
        "Art",
        "Part",
        "Table",
        "THead",
        "TBody",
        "TR",
        "TD",
        "TH",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "NonStruct",
    )
}


def _is_said_with(box: Any) -> bool:
    """Whether the text of a run of words is to be said with its glyphs."""
    return isinstance(box, boxes.TextBox) and "content" in actual_text(str(box.style["lang"] or ""))


def _words(box: Any) -> str:
    """The words of a run, with the space that was dropped where the line ends after it."""
    at_line_end = getattr(box, "ends_line", False) and not (box.text.isascii() and "/" in box.text)  # not in an address
    return str(box.text) + (" " if at_line_end and not box.text.endswith(" ") else "")


def _mark_line_ends(box: Any) -> None:
    """Notes on each run after which a line ends that it does: WeasyPrint has dropped the space there."""
    lines = [child for child in getattr(box, "children", ()) if isinstance(child, boxes.LineBox)]
    for line in (line for line in lines if line.resume_at is not None):  # more follows, here or on the next page
        last = line
        while getattr(last, "children", ()):
            last = last.children[-1]
        last.ends_line = True
    for child in getattr(box, "children", ()):
        _mark_line_ends(child)


@contextmanager
def _marked(self: Any, box: Any, tag: str) -> Iterator[None]:
    """`Stream.marked` of WeasyPrint, with `ActualText` where it is wanted with the glyphs."""
    if self._tags is None:
        yield
        return
    number = len(self._tags)
    self._tags[box] = {"tag": tag, "mcid": number}
    properties = pydyf.Dictionary({"MCID": number})
    if _is_said_with(box):
        properties["ActualText"] = pydyf.String(_words(box))
    self.begin_marked_content(tag, properties)
    try:
        yield
    finally:
        self.end_marked_content()


class _Tree:
    """Stands in for `weasyprint.pdf.tags._build_box_tree` while one document is written."""

    def __init__(self, language: str) -> None:
        self.says_text = "tag" in actual_text(language)  # English too, which beside Arabic is turned
        self.build = tags._build_box_tree
        self.first: dict[object, tuple[int, Any]] = {}  # the page and structure element of each HTML element

    def __call__(
        self, box: Any, parent: Any, pdf: Any, page: int, numbers: Any, links: Any, marked: Any
    ) -> Iterator[Any]:
        """Structure elements of a box, less those that were joined to the part on an earlier page."""
        runs = {}
        if self.says_text and isinstance(box, boxes.PageBox):
            runs = {content["mcid"]: run for run, content in marked.items() if isinstance(run, boxes.TextBox)}
        for element in self.build(box, parent, pdf, page, numbers, links, marked):
            html = getattr(box, "element", None)
            if html is not None and box.element_tag not in ("html", "body"):
                _describe(element, html)
                if self.join(element, box, html, page, pdf):
                    continue
            yield element
        for number, run in runs.items():
            _say(pdf, number, _words(run), numbers)

    def join(self, element: Any, box: Any, html: Any, page: int, pdf: Any) -> bool:
        """Moves the children of `element` to the same HTML element's part on an earlier page, or of another place.

        `data-join` names a list that stands in several places of the page but is one list.
        """
        if element["S"] not in _JOINED:
            return False
        name = html.get("data-join") or id(html)
        key = name, box.element_tag, element["S"], getattr(box, "is_table_wrapper", False)
        first_page, first = self.first.setdefault(key, (page, element))
        if first is element or (first_page == page and not html.get("data-join")):
            return False
        for child in element["K"]:
            _object(pdf, child)["P"] = first.reference
        first["K"].extend(element["K"])
        element.clear()
        return True


def _say(pdf: Any, number: int, words: str, numbers: Any) -> None:
    """Gives the run with marked content `number` its text. Runs of a link get an element of their own for it."""
    element = _object(pdf, numbers[number])
    if element["S"] != "/Span":
        span = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/Span",
                "K": pydyf.Array([number]),
                "Pg": element["Pg"],
                "P": element.reference,
            }
        )
        pdf.add_object(span)
        element["K"][element["K"].index(number)] = span.reference
        numbers[number] = span.reference
        element = span
    element["ActualText"] = pydyf.String(words)


def _describe(element: Any, html: Any) -> None:
    if html.get("lang") and element:
        element["Lang"] = pydyf.String(html.get("lang"))
    if element.get("S") == "/TH":
        scope = "/Row" if html.get("scope") == "row" else "/Column"
        element["A"] = pydyf.Dictionary({"O": "/Table", "Scope": scope})


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


@contextmanager
def readable_tags(document: Any) -> Iterator[None]:
    """While this is open, WeasyPrint writes `document` with the tags that this module promises."""
    for page in document.pages:
        _mark_line_ends(page._page_box)
        page.links[:] = [link for link in page.links if _is_link(link[3])]
    original = tags._build_box_tree, stream.Stream.marked
    tags._build_box_tree = _Tree(document.metadata.lang)
    stream.Stream.marked = _marked
    try:
        yield
    finally:
        tags._build_box_tree, stream.Stream.marked = original


def _is_link(box: Any) -> bool:
    """Not a word in bold or an addition of the style inside a link: those inherit it, and would be links in a link."""
    return box.element is not None and bool(box.element.get("href")) and ":" not in box.element_tag


def finish(document: Any, pdf: Any) -> None:
    """Ties every table cell to the headers of its row and column, by names that are the same in every build."""
    elements: list[Any] = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
    headers = [item for item in elements if item["S"] == "/TH"]
    for number, header in enumerate(headers):
        header["ID"] = pydyf.String(f"th{number:04}")
    for table in elements:
        if table["S"] == "/Table":
            _tie(list(_rows(pdf, table)))
    if headers:
        pairs = pydyf.Array(part for header in headers for part in (header["ID"], header.reference))
        tree = pydyf.Dictionary({"Names": pairs})
        pdf.add_object(tree)
        _object(pdf, pdf.catalog["StructTreeRoot"])["IDTree"] = tree.reference


def _rows(pdf: Any, element: Any) -> Iterator[list[Any]]:
    """The cells of each row under a table or a part of it."""
    for child in _children(pdf, element):
        if child.get("S") == "/TR":
            yield [cell for cell in _children(pdf, child) if cell.get("S") in ("/TH", "/TD")]
        else:
            yield from _rows(pdf, child)


def _tie(rows: list[list[Any]]) -> None:
    columns = rows[0] if rows else []
    for row in rows[1:]:
        for cell, column in zip(row, columns, strict=False):
            if cell["S"] == "/TD":
                names = [header["ID"] for header in (row[0], column) if header["S"] == "/TH"]
                cell["A"] = pydyf.Dictionary({"O": "/Table", "Headers": pydyf.Array(names)})


def _children(pdf: Any, element: Any) -> Iterator[Any]:
    for reference in element.get("K", ()):
        if isinstance(reference, bytes):
            yield _object(pdf, reference)
