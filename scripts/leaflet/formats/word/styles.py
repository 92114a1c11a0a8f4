"""Styles, lists and settings of the Word document: sizes in half-points, distances in twentieths of a point."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from leaflet.edition.look import token
from leaflet.formats.word.wordml import DECLARED, language_mark
from leaflet.project.settings import SOURCE_LANGUAGE, Language, languages

LEVEL_SIZES = ("h1", "h2", "h3", "h4", "h4", "h4")  # names of tokens
BULLETS, BOXES = 1, 2  # numbers of the lists; those of numbered lists follow
_BULLET, _BOX, _DECIMAL = 0, 1, 2
_MARKS = {_BULLET: ("bullet", "•"), _BOX: ("bullet", "☐"), _DECIMAL: ("decimal", "%{level}.")}
LEVELS = 3
LATIN_FONT = languages()[SOURCE_LANGUAGE].word.font


def styles(language: Language) -> str:
    """The styles part (ISO/IEC 29500-1, 17.7): Word's own names, so that menus and screen readers know them."""
    body, edge = _size("text"), token("cards.plain.word")
    latin = languages()[SOURCE_LANGUAGE] if language.word.kind != "val" else language
    marks = language_mark(latin).removesuffix("/>")
    if latin is not language:
        marks += language_mark(language).removeprefix("<w:lang").removesuffix("/>")
    fonts = (
        f'<w:rFonts w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}" w:eastAsia="{_east_asian(language)}" '
        f'w:cs="{language.word.font}"/>'
    )
    return (
        f'<w:styles {DECLARED}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="{body}"/>'
        f'<w:szCs w:val="{body}"/>{marks}/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f'<w:spacing w:after="{token("spaces.paragraph.word")}" w:line="{token("lines.word")}" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        + _style("Normal", "Normal", default=True)
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        + _style("Title", "Title", '<w:spacing w:after="240"/>', _size("title"), bold=True)
        + "".join(_heading(level, _size(name)) for level, name in enumerate(LEVEL_SIZES, 1))
        + _style(
            "TOCHeading",
            "TOC Heading",
            '<w:keepNext/><w:spacing w:before="360" w:after="120"/>',
            _size("h2"),
            bold=True,
        )
        + _style("TOC1", "toc 1", '<w:spacing w:after="60"/>')
        + _style("ListParagraph", "List Paragraph", f'<w:spacing w:after="{token("spaces.item.word")}"/>')
        + _style(
            "Notice", "Notice", f'<w:pBdr><w:left w:val="single" w:sz="{edge}" w:space="8" w:color="auto"/></w:pBdr>'
        )
        + _style(
            "BoxEnd",
            "End of box",
            f'<w:pBdr><w:bottom w:val="single" w:sz="{edge}" w:space="1" w:color="auto"/></w:pBdr>'
            '<w:spacing w:after="240" w:line="120" w:lineRule="exact"/>',
        )
        + _style(
            "WriteLine",
            "Line to write on",
            '<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="9637"/>'
            '</w:tabs><w:spacing w:before="240" w:after="0"/>',
        )
        + _style(
            "Footer", "footer", '<w:tabs><w:tab w:val="right" w:pos="9637"/></w:tabs>', _size("text", "word_small")
        )
        + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:rPr><w:color w:val="{token("colours.word.link")}"/><w:u w:val="single"/></w:rPr></w:style>'
        + _TABLES
        + "</w:styles>"
    )


def _size(name: str, of: str = "word") -> int:
    return int(token(f"sizes.{name}.{of}"))


def _east_asian(language: Language) -> str:
    return language.word.font if language.word.kind == "eastAsia" else LATIN_FONT


def _heading(level: int, size: int) -> str:
    place = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{480 - 60 * level}" w:after="120"/>'
    page = "<w:pageBreakBefore/>" if level == 1 else ""  # a page of the leaflet begins a page of paper
    place = place.replace("<w:spacing", f"{page}<w:spacing")
    return _style(f"Heading{level}", f"heading {level}", f'{place}<w:outlineLvl w:val="{level - 1}"/>', size, bold=True)


def _style(key: str, name: str, place: str = "", size: int = 0, bold: bool = False, default: bool = False) -> str:
    look = ("<w:b/><w:bCs/>" if bold else "") + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    return (
        f'<w:style w:type="paragraph"{_DEFAULT * default} w:styleId="{key}">'
        f"<w:name w:val={quoteattr(name)}/>{'' if default else _BASED_ON}<w:qFormat/>"
        f"<w:pPr>{place}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


_DEFAULT = ' w:default="1"'
_BASED_ON = '<w:basedOn w:val="Normal"/>'
_CELLS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f'<w:tblPr><w:tblBorders>{_CELLS}</w:tblBorders><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def font_table(language: Language) -> str:
    """Which font stands in where Word's own is not there (17.8.3.1): the one that print uses."""
    stands_in = next((name for name in language.fonts if name != language.word.font), "")
    alternative = f"<w:altName w:val={quoteattr(stands_in)}/>" if stands_in else ""
    return f"<w:fonts {DECLARED}><w:font w:name={quoteattr(language.word.font)}>{alternative}</w:font></w:fonts>"


def numbering(starts: Iterable[tuple[int, int]]) -> str:
    """The lists (17.9): bullets, boxes to tick, and a list for each numbered one.

    `starts`: the level of each, from 0, and its first number. Each overrides the start of its own level: it would else
    go on where the list before it, of the same kind and level, has ended.
    """
    kinds = "".join(_kind(kind) for kind in _MARKS)
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'
        for number, kind in ((BULLETS, _BULLET), (BOXES, _BOX))
    )
    lists += "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_DECIMAL}"/><w:lvlOverride w:ilvl="{level}">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, (level, start) in enumerate(starts, BOXES + 1)
    )
    return f"<w:numbering {DECLARED}>{kinds}{lists}</w:numbering>"


def _kind(kind: int) -> str:
    form, mark = _MARKS[kind]
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{mark.format(level=level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{500 * (level + 1)}" w:hanging="400"/></w:pPr></w:lvl>'
        for level in range(LEVELS)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )


def settings() -> str:
    """Today's layout rules (mode 15), so that Word does not say "compatibility mode" over the document."""
    return (
        f'<w:settings {DECLARED}><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        "</w:settings>"
    )
