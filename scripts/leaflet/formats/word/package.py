"""The parts of a Word document, packed by python-docx; only the XML and the pictures are ours."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.formats.word.wordml import DECLARED
from leaflet.project.settings import Language

if TYPE_CHECKING:
    from docx.opc.coreprops import CoreProperties

A4 = 'w:w="11906" w:h="16838"'  # twentieths of a point; margins of 2 cm
MARGINS = 'w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_OURS = (
    "styles",
    "stylesWithEffects",
    "settings",
    "webSettings",
    "fontTable",
    "theme",
    "customXml",
    "numbering",
    "extended-properties",
    "thumbnail",
)
PIXELS_PER_PIXEL = 2  # of the bitmap, for sharp print


class Package:
    """An empty document that parts, links and pictures are added to."""

    def __init__(self, docs: Path) -> None:
        from docx import Document

        self.docs = docs
        self.document = Document()
        self.main = self.document.part
        for owner in (self.main, self.main.package):
            for key, relation in list(owner.rels.items()):
                if relation.reltype.rpartition("/")[2] in _NOT_OURS:
                    del owner.rels[key]
        self.properties: CoreProperties = self.document.core_properties
        self.picture, self.drawing = cache(self._picture), cache(self._drawing)

    def link(self, address: str) -> str:
        """The relation that leads to an address outside."""
        return str(self.main.relate_to(address, f"{_OFFICE}/hyperlink", is_external=True))

    def part(self, name: str, content: str) -> str:
        """Add a part of XML, and give back its relation."""
        return self._add(f"/word/{name}.xml", f"{_WORD}.{name}+xml", f"{_OFFICE}/{name}", (_HEAD + content).encode())

    def _add(self, place: str, media_type: str, kind: str, content: bytes) -> str:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        part = Part(PackURI(place), media_type, content, self.main.package)
        return str(self.main.relate_to(part, kind))

    def _picture(self, path: str, width: int) -> tuple[str, str]:
        """Relations of a picture as bitmap, for programs without SVG, and as SVG. `width` in CSS pixels."""
        bitmap = _bitmap((self.docs / path).read_bytes(), width * PIXELS_PER_PIXEL)
        relation, _ = self.main.get_or_add_image(io.BytesIO(bitmap))
        return relation, self.drawing(path)

    def _drawing(self, path: str) -> str:
        """The relation of a picture as SVG: one part, in whatever widths it is shown."""
        name = path.removeprefix("assets/").replace("/", "-")
        return self._add(f"/word/media/{name}", "image/svg+xml", f"{_OFFICE}/image", (self.docs / path).read_bytes())

    def body(self, content: str, language: Language, footer: str) -> None:
        """Fill the document: `content` and the page with its `footer`."""
        from docx.oxml import parse_xml

        foot = self.part("footer", f"<w:ftr {DECLARED}>{footer}</w:ftr>")
        side = "<w:bidi/>" if language.direction == "rtl" else ""
        page = (
            f'<w:sectPr><w:footerReference w:type="default" r:id="{foot}"/><w:pgSz {A4}/><w:pgMar {MARGINS}/>'
            f"{side}</w:sectPr>"
        )
        root = parse_xml(f"<w:document {DECLARED}><w:body>{content}{page}</w:body></w:document>")
        self.main._element = root

    def packed(self) -> bytes:
        """The document as a file. Its archive carries the time of day: pack it again."""
        result = io.BytesIO()
        self.main.package.save(result)
        return result.getvalue()


@cache
def _bitmap(drawing: bytes, width: int) -> bytes:
    """An SVG as PNG, `width` pixels wide; kept, as every language has the same pictures."""
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=drawing.decode(), width=width, skip_system_fonts=True))
