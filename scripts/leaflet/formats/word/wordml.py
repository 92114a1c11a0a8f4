"""WordprocessingML (ISO/IEC 29500-1, 17): small pieces of a Word document as XML text, with language and direction.

python-docx packs the parts of a document but knows nothing of right-to-left words, header rows, links or descriptions
of pictures: these are written here. Properties stand in the order that the schema asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from babel.core import get_global

from leaflet.edition.look import token
from leaflet.project.settings import Language

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
EMU_PER_PIXEL = 9525  # 914400 to the inch, 96 CSS pixels to the inch
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # [MS-ODRAWXML] 2.3.3, svgBlip


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks and where it stands: a style, a list (`numbering`) and its level, a box's `edge`."""

    style: str = ""
    numbering: int = 0
    level: int = 0
    edge: str = ""
    keep_with_next: bool = False


def locale(language: Language) -> str:
    """A language with its region, as Word's dictionaries are named: en-GB."""
    if language.dictionary and "_" in language.dictionary:
        return language.dictionary.replace("_", "-")
    parts = str(get_global("likely_subtags").get(language.tag, language.tag)).split("_")
    return f"{parts[0]}-{parts[-1]}" if len(parts) == 3 else language.tag


def language_mark(language: Language) -> str:
    """`w:lang` (17.3.2.20): it has one attribute for each of Word's three kinds of script."""
    return f'<w:lang w:{language.word.kind}="{locale(language)}"/>'


def run(words: str, language: Language, bold: bool = False, style: str = "", right_to_left: bool | None = None) -> str:
    """Words of one look. Numbers and addresses are left-to-right runs in right-to-left words (17.3.2.30)."""
    rtl = language.direction == "rtl" if right_to_left is None else right_to_left
    properties = "".join(
        (
            f'<w:rStyle w:val="{style}"/>' if style else "",
            '<w:rFonts w:hint="eastAsia"/>' if language.word.kind == "eastAsia" else "",
            "<w:b/><w:bCs/>" if bold else "",
            "<w:rtl/>" if rtl else "",
            language_mark(language),
        )
    )
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(_clean(words))}</w:t></w:r>'


def _clean(words: str) -> str:
    return "".join(letter for letter in words if letter >= " ")


def paragraph(inside: str, language: Language, look: Look | None = None) -> str:
    look = look or Look()
    list_place = f'<w:numPr><w:ilvl w:val="{look.level}"/><w:numId w:val="{look.numbering}"/></w:numPr>'
    width = token("cards.plain.word")
    edge = f'<w:pBdr><w:{look.edge} w:val="single" w:sz="{width}" w:space="4" w:color="auto"/></w:pBdr>'
    properties = "".join(
        (
            f'<w:pStyle w:val="{look.style}"/>' if look.style else "",
            "<w:keepNext/>" if look.keep_with_next else "",
            list_place if look.numbering else "",
            edge if look.edge else "",
            "<w:bidi/>" if language.direction == "rtl" else "",
        )
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def link(inside: str, relation: str = "", anchor: str = "") -> str:
    """A link out of the document by its relation, or to a bookmark in it."""
    target = f'r:id="{relation}"' if relation else f'w:anchor="{anchor}"'
    return f'<w:hyperlink {target} w:history="1">{inside}</w:hyperlink>'


def bookmark(inside: str, name: str, number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def line_break() -> str:
    return "<w:r><w:br/></w:r>"


def write_line() -> str:
    """A line to write on, from margin to margin."""
    return "<w:r><w:tab/></w:r>"


def field_begin(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def table(rows: list[list[str]], language: Language, widths: list[int], name: str) -> str:
    """Rows of cells, each a paragraph's XML; the first row is the heading, repeated on every page (17.4.78).

    `widths` of the columns in twentieths of a point. In right-to-left words the first stands at the right (17.4.1).
    """
    side = "<w:bidiVisual/>" if language.direction == "rtl" else ""
    properties = (
        f'<w:tblStyle w:val="TableGrid"/>{side}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={quoteattr(name)}/>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if place == 0 else ''}</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, row, strict=False)
        )
        + "</w:tr>"
        for place, row in enumerate(rows)
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def picture(description: str, size: tuple[int, int], relations: tuple[str, str], number: int) -> str:
    """A picture in the line, with its description (20.4.2.5). `size` in CSS pixels; `relations`: the PNG, the SVG."""
    width, height = (side * EMU_PER_PIXEL for side in size)
    bitmap, drawing = relations
    extension = f'<a:extLst><a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip r:embed="{drawing}"/></a:ext></a:extLst>'
    name = f'id="{number}" name="Picture {number}" descr={quoteattr(_clean(description))}'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {name}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{bitmap}">{extension}</a:blip><a:stretch><a:fillRect/></a:stretch>'
        "</pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
