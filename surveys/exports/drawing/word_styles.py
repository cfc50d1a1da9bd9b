"""The styles of a Word file: every look it has is a named style that its reader may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.exports.drawing.word_rooms import FOOT
from surveys.exports.look import MARGIN, TYPE, Look, Palette

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

KIND, LEAD, QUIET, SOURCE = "Kind of paper", "Lead", "Quiet", "Quote source"
CELL, CELL_HEAD = "Table text", "Table heading"
TABLE = "Earshot table"
_KEPT = {
    *("Normal", "Default Paragraph Font", "Normal Table", "No List", "Title"),
    *("Heading 1", "Heading 2", "Quote", "Caption", "List Bullet", "Header", "Footer"),
}
"""Of the styles that the library's own template brings. The others say nothing here."""
_LINE = TYPE.leading / 1.15
"""Word counts in lines as its face sets them, which stand 1.15 of its letters' size apart."""


def set_styles(document: Document, look: Look, language: str) -> None:
    """Give a new file its styles, its page and its language, and take away what it came with."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    for style in list(styles):
        if style.name not in _KEPT:
            style.element.getparent().remove(style.element)
            continue
        # What a style points to is gone, and none of these is hidden from whoever edits.
        for name in ("w:link", "w:semiHidden", "w:unhideWhenUsed"):
            for found in style.element.xpath(f"./{name}"):
                style.element.remove(found)
    _defaults(document, language)
    for name in (KIND, LEAD, QUIET, SOURCE, CELL, CELL_HEAD):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        made.quick_style = True
    for name, set_one in _letters(look.palette).items():
        _set(styles[name], *set_one)
    _set_apart(document, look.palette)
    _add_table_style(document, look.palette)
    _set_page(document)


_Letters = tuple[float, str, bool, float, float]
"""Size in points, colour, strong, room before and after in points."""


def _letters(palette: Palette) -> dict[str, _Letters]:
    ink, soft, body = palette.ink, palette.soft, TYPE.body
    return {
        "Normal": (body, ink, False, 0, 8),
        "Title": (TYPE.title, ink, True, 0, 8),
        KIND: (body, palette.accent, True, 0, 2),
        "Heading 1": (TYPE.heading, ink, True, 20, 6),
        "Heading 2": (TYPE.subheading, ink, True, 20, 6),
        LEAD: (TYPE.subheading, ink, True, 0, 6),
        QUIET: (body, soft, False, 0, 6),
        "Quote": (body + 1, ink, False, 12, 4),
        SOURCE: (TYPE.small, soft, False, 0, 10),
        "Caption": (TYPE.small, soft, False, 6, 4),
        "List Bullet": (body, ink, False, 0, 6),
        CELL: (body, ink, False, 1, 1),
        CELL_HEAD: (TYPE.small, soft, True, 1, 1),
        "Header": (10, soft, False, 0, 0),
        "Footer": (10, soft, False, 0, 0),
    }


def _set(style: ParagraphStyle, size: float, colour: str, strong: bool, *room: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    properties = style.element.get_or_add_rPr()
    for found in list(properties):
        properties.remove(found)
    font = style.font
    font.name, font.size = TYPE.face, Pt(size)
    for script in ("w:cs", "w:eastAsia"):
        properties.rFonts.set(qn(script), TYPE.face)
    font.bold, font.italic, font.cs_bold = strong, False, strong
    font.color.rgb = RGBColor.from_string(colour[1:].upper())
    _size_of_other_scripts(style, size)
    paragraph = style.paragraph_format
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.line_spacing = 1.1 if size >= TYPE.heading or size < TYPE.small else _LINE
    paragraph.space_before, paragraph.space_after = Pt(room[0]), Pt(room[1])
    paragraph.widow_control = True


def _size_of_other_scripts(style: ParagraphStyle, size: float) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.element.rPr
    other = OxmlElement("w:szCs")
    other.set(qn("w:val"), str(round(2 * size)))
    properties.find(qn("w:sz")).addnext(other)


def _set_apart(document: Document, palette: Palette) -> None:
    """What is kept together, indented or ruled off."""
    from docx.shared import Cm, Pt

    styles = document.styles
    for name in ("Title", KIND, "Heading 1", "Heading 2", "Caption"):
        styles[name].paragraph_format.keep_with_next = True
    for name in ("Quote", "Title", "Heading 1", "Heading 2", "List Bullet"):
        styles[name].paragraph_format.keep_together = True
    for name in ("Title", "Heading 1"):
        for border in styles[name].element.pPr.xpath("w:pBdr"):
            border.getparent().remove(border)
    _rule(styles["Heading 1"], "top", palette.line, 6, 8)
    for name in ("Quote", SOURCE):
        styles[name].paragraph_format.left_indent = Cm(0.6)
        styles[name].paragraph_format.right_indent = Cm(0.6)
        _rule(styles[name], "left", palette.accent, 24, 10)
    styles["List Bullet"].paragraph_format.left_indent = Pt(18)
    styles["List Bullet"].paragraph_format.first_line_indent = Pt(-18)
    for contextual in styles["List Bullet"].element.pPr.xpath("w:contextualSpacing"):
        contextual.getparent().remove(contextual)


def _rule(style: ParagraphStyle, side: str, colour: str, eighths: int, apart: int) -> None:
    """A line at one side of its paragraphs. ``eighths`` of a point thick, ``apart`` in points."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties = style.element.get_or_add_pPr()
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="{eighths}" w:space="{apart}" '
        f'w:color="{colour[1:]}"/></w:pBdr>'
    )
    properties.insert_element_before(
        border,
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind"),
        *("w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr"),
    )


def _defaults(document: Document, language: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    default = document.styles.element.find(qn("w:docDefaults"))
    for found in list(default):
        default.remove(found)
    tongue = "".join(sign for sign in language if sign.isalnum() or sign == "-") or "en"
    tongue = "en-GB" if tongue == "en" else tongue
    default.append(
        parse_xml(
            f"<w:rPrDefault {nsdecls('w')}><w:rPr>"
            f'<w:rFonts w:ascii="{TYPE.face}" w:hAnsi="{TYPE.face}" w:cs="{TYPE.face}" '
            f'w:eastAsia="{TYPE.face}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
            f'<w:lang w:val="{tongue}" w:eastAsia="{tongue}" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault>"
        )
    )
    for spoken in document.settings.element.xpath("./w:themeFontLang"):
        spoken.attrib.clear()
        spoken.set(qn("w:val"), tongue)
    default.append(parse_xml(f"<w:pPrDefault {nsdecls('w')}><w:pPr/></w:pPrDefault>"))


def _add_table_style(document: Document, palette: Palette) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = f'w:val="single" w:sz="4" w:space="0" w:color="{palette.line[1:]}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{palette.accent[1:]}"'
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="EarshotTable">'
            f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
            "<w:qFormat/><w:tblPr><w:tblBorders>"
            f"<w:bottom {line}/><w:insideH {line}/></w:tblBorders><w:tblCellMar>"
            '<w:top w:w="30" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
            '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="120" w:type="dxa"/>'
            '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow">'
            f"<w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders></w:tcPr></w:tblStylePr>"
            "</w:style>"
        )
    )


def _set_page(document: Document) -> None:
    """A4, with the paper's margins."""
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.bottom_margin = Mm(MARGIN + FOOT)
    page.header_distance = page.footer_distance = Mm(10)
