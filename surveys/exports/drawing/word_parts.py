"""The parts of a Word file that its library has no words for: charts, fields, table heads."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from surveys.exports.drawing import charts
from surveys.exports.drawing import word_rooms as rooms
from surveys.exports.drawing.office import by_hand, from_right, words
from surveys.exports.look import TYPE, Look
from surveys.exports.outline import Chart, Outline

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as DocxTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

PAGE_OF = ("Page ", " of ")
"""Before the page's number, and before how many there are."""
_EMU = 12_700
"""In a point."""
_BROUGHT = ("thumbnail", "stylesWithEffects", "customXml", "webSettings")
"""What the library's own template brings and no paper of ours needs."""


def strip(document: Document) -> None:
    """Take out what the template says of whoever made it."""
    for rels in (document.part.rels, document.part.package.rels):
        for name, rel in list(rels.items()):
            if rel.reltype.endswith(_BROUGHT):
                del rels[name]
    settings = document.settings.element
    numbering: Any = document.part.numbering_part.element
    wanted = ("rsids", "proofState", "savePreviewPicture", "shapeDefaults", "docId", "zoom")
    for found in list(settings):
        if found.tag.rpartition("}")[2] in wanted:
            settings.remove(found)
    for element in (document.element, document.styles.element, numbering):
        _strip_sessions(element)
    for far_east in settings.xpath("//w:useFELayout"):
        far_east.getparent().remove(far_east)
    for mode in settings.xpath('//w:compatSetting[@w:name="compatibilityMode"]'):
        mode.set(mode.tag.replace("compatSetting", "val"), "15")
    for linked in numbering.xpath("//w:pStyle[@w:val!='ListBullet']"):
        linked.getparent().remove(linked)


def _strip_sessions(element: Any) -> None:
    """Take out the numbers of the sittings in which Word's own users wrote the template."""
    for marked in element.xpath("//*[@*[starts-with(local-name(), 'rsid')]]"):
        for name in [each for each in marked.attrib if "}rsid" in each]:
            del marked.attrib[name]
    for marked in element.xpath("//w:rsid"):
        marked.getparent().remove(marked)


def say(paragraph: Paragraph, text: str, *, colour: str | None = None) -> None:
    """Put the words at the paragraph's end, each line of theirs on its own."""
    from docx.oxml import OxmlElement
    from docx.shared import RGBColor

    said = words(text)
    run = paragraph.add_run(said)
    if colour is not None:
        run.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    if from_right(said):
        run.font.rtl = True
        properties = paragraph._p.get_or_add_pPr()
        if not properties.xpath("w:bidi"):
            properties.insert_element_before(
                OxmlElement("w:bidi"),
                *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind"),
                *("w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:outlineLvl", "w:rPr"),
            )


def set_edges(document: Document, outline: Outline, look: Look) -> None:
    """The title at the top of every page but the first; the foot and the page's number below."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    named = (look.organisation, outline.kind, outline.title)
    say(section.header.paragraphs[0], " · ".join(each for each in named if each))
    for footer in (section.first_page_footer, section.footer):
        footer.paragraphs[0].style = "Footer"
        say(footer.paragraphs[0], outline.foot)
        number = footer.add_paragraph(style="Footer")
        say(number, PAGE_OF[0])
        _field(number, "PAGE")
        say(number, PAGE_OF[1])
        _field(number, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


def add_logo(document: Document, look: Look, size: tuple[float, float]) -> None:
    """The organisation's picture. ``size``: how wide and high, in points."""
    from docx.shared import Pt

    assert look.logo is not None
    picture = document.add_picture(io.BytesIO(look.logo), Pt(size[0]), Pt(size[1]))
    described: Any = picture._inline.docPr
    described.set("name", "Logo")
    described.set("descr", words(look.organisation) or "Logo")
    document.paragraphs[-1].paragraph_format.space_after = Pt(18)


def add_table(
    document: Document,
    rows: int,
    shares_of: Sequence[float],
    *,
    headed: bool = True,
    caption: str = "",
) -> DocxTable:
    """An empty table across the page, its columns as wide as ``shares_of`` say.

    Args:
        document: Where it is added.
        rows: With the head, if it has one.
        shares_of: Of the page's width; together 1.
        headed: Its first row is the head, and stands at the top of every page it goes on to.
        caption: What it is of, for those who hear it.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    table: DocxTable = document.add_table(rows, len(shares_of), style="Earshot table")
    table.autofit = False
    for column, share in zip(table.columns, shares_of, strict=True):
        column.width = Pt(rooms.WIDE * share)
    for cells in cells_of(table):
        for cell, share in zip(cells, shares_of, strict=True):
            cell.width = Pt(rooms.WIDE * share)
    properties: Any = table._tbl.tblPr
    bits = "06A0" if headed else "0680"
    for look in properties.xpath("w:tblLook"):
        properties.remove(look)
    properties.append(
        parse_xml(
            f'<w:tblLook {nsdecls("w")} w:val="{bits}" w:firstRow="{int(headed)}" w:lastRow="0" '
            'w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
    )
    if caption:
        properties.append(parse_xml(f"<w:tblCaption {nsdecls('w')} w:val={quoteattr(caption)}/>"))
    if headed:
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    return table


def cells_of(table: DocxTable) -> list[list[_Cell]]:
    """Every row's cells. Each is a cell of its own: nothing is merged."""
    from docx.table import _Cell

    return [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def keep(table: DocxTable, *, whole: bool) -> None:
    """No row breaks across pages; ``whole``: nor does the table, where a page holds it."""
    from docx.oxml import OxmlElement

    rows = table._tbl.tr_lst
    for at, row in enumerate(rows):
        row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
        if at == 0 or (whole and at < len(rows) - 1):
            for cell in cells_of(table)[at]:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True


def leave_room(table: DocxTable, rows: Sequence[Sequence[str]]) -> None:
    """Rows that are written in by hand are three lines high. ``rows``: with the head."""
    from docx.shared import Pt

    for made, row in zip(table.rows, rows, strict=True):
        if any(by_hand(cell) for cell in row):
            made.height = Pt(3 * TYPE.body * TYPE.leading)


def after(document: Document) -> None:
    """The room that a table leaves below itself."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(10)
    paragraph.paragraph_format.space_after = Pt(0)


def add_chart(document: Document, chart: Chart, look: Look, named: tuple[int, date]) -> None:
    """The chart across the page, its workbook inside it, and every row of it in words.

    Args:
        document: Where it is added.
        chart: With at least one row that has a bar.
        look: Whose colours it has.
        named: Its number in this file, from 1, and the file's day.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    number, on = named
    frame, high = _frame(chart)
    package = document.part.package
    inside = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        charts.workbook(chart, on),
        package,
    )
    drawn = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        charts.drawing(chart, frame, look),
        package,
    )
    drawn.relate_to(inside, RELATIONSHIP_TYPE.PACKAGE)
    name = document.part.relate_to(drawn, RELATIONSHIP_TYPE.CHART)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.line_spacing = 1
    paragraph.add_run()._r.append(parse_xml(_inline(chart, name, (rooms.WIDE, high), number)))


def _frame(chart: Chart) -> tuple[charts.Frame, float]:
    """How the chart stands in its room, and how high that is in points."""
    rows = len(chart.bars) * rooms.bar_high(chart)
    high = rows + rooms.BELOW
    wide = 1 - rooms.LABELS - 0.06
    return charts.Frame(rooms.LABELS, wide, rows / high, size=rooms.LETTERS), high


def _inline(chart: Chart, relation: str, size: tuple[float, float], number: int) -> str:
    space = "http://schemas.openxmlformats.org"
    chart_space = f"{space}/drawingml/2006/chart"
    return (
        f'<w:drawing xmlns:w="{space}/wordprocessingml/2006/main">'
        f'<wp:inline xmlns:wp="{space}/drawingml/2006/wordprocessingDrawing" '
        'distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{round(size[0] * _EMU)}" cy="{round(size[1] * _EMU)}"/>'
        f'<wp:docPr id="{1000 + number}" name="Chart {number}" '
        f"descr={quoteattr(charts.spoken(chart))}/><wp:cNvGraphicFramePr/>"
        f'<a:graphic xmlns:a="{space}/drawingml/2006/main">'
        f'<a:graphicData uri="{chart_space}"><c:chart xmlns:c="{chart_space}" '
        f'xmlns:r="{space}/officeDocument/2006/relationships" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
