"""The parts of a slide: words, tables, cards, charts. Everything is native and can be edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from surveys.exports.drawing import charts
from surveys.exports.drawing import slide_rooms as rooms
from surveys.exports.drawing.office import from_right, words
from surveys.exports.drawing.slide_deck import EMU, Slide, bare
from surveys.exports.look import Look
from surveys.exports.outline import Chart

Place = tuple[float, float, float, float]
"""Left, top, how wide and how high. Unit: points."""
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""What PowerPoint calls a table with neither fills nor rules of its own."""


@dataclass(frozen=True, slots=True)
class Letters:
    """How some words look. ``bullet``: each is a point of a list. ``after``: points below."""

    size: float
    colour: str
    strong: bool = False
    bullet: bool = False
    after: float = 0
    language: str = "en"


def say(paragraph: Any, text: str, letters: Letters) -> None:
    """Put the words at the paragraph's end, each line of theirs on its own."""
    from pptx.util import Pt

    said = words(text)
    for at, line in enumerate(said.split("\n")):
        if at:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        font = run.font
        font.size, font.bold = Pt(letters.size), letters.strong
        font.color.rgb = rgb(letters.colour)
        run._r.get_or_add_rPr().set("lang", letters.language)
    paragraph.space_after = Pt(letters.after)
    properties = paragraph._p.get_or_add_pPr()
    if from_right(said):
        properties.set("rtl", "1")
        properties.set("algn", "r")
    if letters.bullet:
        _bullet(properties)


def rgb(colour: str) -> Any:
    """A colour as the library takes it."""
    from pptx.dml.color import RGBColor

    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    made: Any = RGBColor
    return made(red, green, blue)


def _bullet(properties: Any) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    side = "marR" if properties.get("rtl") else "marL"
    properties.set(side, str(round(rooms.INDENT * EMU)))
    properties.set("indent", str(-round(rooms.INDENT * EMU)))
    for sign in properties.xpath("./a:buNone"):
        properties.remove(sign)
    properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def put(shape: Any, place: Place) -> None:
    """Where a shape stands."""
    left, top, wide, high = (round(each * EMU) for each in place)
    shape.left, shape.top, shape.width, shape.height = left, top, wide, high


def add_words(slide: Slide, place: Place, said: Sequence[tuple[str, Letters]]) -> None:
    """Paragraphs one under the other: in the slide's own place for words while that is free."""
    free = [
        shape
        for shape in slide.placeholders
        if shape.placeholder_format.idx == 1 and not shape.text_frame.text
    ]
    shape: Any = free[0] if free else slide.shapes.add_textbox(0, 0, 0, 0)
    # What is read is read in the order of the shapes.
    slide.shapes._spTree.append(shape._element)
    put(shape, place)
    fill(shape.text_frame, said)


def fill(frame: Any, said: Sequence[tuple[str, Letters]]) -> None:
    """Put paragraphs into an empty frame."""
    bare(frame)
    for at, (text, letters) in enumerate(said):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.line_spacing = rooms.LEADING
        say(paragraph, text, letters)


def add_card(slide: Slide, place: Place, said: Sequence[tuple[str, Letters]], look: Look) -> None:
    """Words on a panel of their own."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    card: Any = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    put(card, place)
    card.name = "Quote"
    for style in card._element.xpath("./p:style"):
        card._element.remove(style)
    card.fill.solid()
    card.fill.fore_color.rgb = rgb(look.palette.wash)
    card.line.fill.background()
    fill(card.text_frame, said)
    frame = card.text_frame
    frame.margin_left = frame.margin_right = Pt(rooms.CARD)
    frame.margin_top = frame.margin_bottom = Pt(rooms.CARD - 4)
    for paragraph in frame.paragraphs:
        if paragraph._p.get_or_add_pPr().get("rtl") is None:
            paragraph.alignment = PP_ALIGN.LEFT


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what stands in each cell, how wide columns and how high rows are, in points."""

    cells: Sequence[Sequence[Sequence[tuple[str, Letters]]]]
    wide: Sequence[float]
    high: Sequence[float]
    headed: bool
    spoken: str


def add_table(slide: Slide, at: tuple[float, float], grid: Grid, look: Look) -> None:
    """A native table whose upper left corner is ``at``, in points."""
    rows, columns = len(grid.high), len(grid.wide)
    shapes: Any = slide.shapes
    frame = shapes.add_table(rows, columns, 0, 0, 0, 0)
    put(frame, (*at, sum(grid.wide), sum(grid.high)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words(grid.spoken))
    table = frame.table
    table.first_row, table.first_col, table.horz_banding = grid.headed, True, False
    for style in table._tbl.tblPr.xpath("./a:tableStyleId"):
        style.text = _PLAIN_TABLE
    for column, wide in zip(table.columns, grid.wide, strict=True):
        column.width = round(wide * EMU)
    for number, (row, high) in enumerate(zip(table.rows, grid.high, strict=True)):
        row.height = round(high * EMU)
        colour = look.palette.accent if grid.headed and number == 0 else look.palette.line
        for cell, said in zip(row.cells, grid.cells[number], strict=True):
            _fill_cell(cell, said, colour)


def _fill_cell(cell: Any, said: Sequence[tuple[str, Letters]], rule: str) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls
    from pptx.util import Pt

    for at, (text, letters) in enumerate(said):
        frame = cell.text_frame
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.line_spacing = rooms.LEADING
        say(paragraph, text, letters)
    cell.margin_left = cell.margin_right = Pt(rooms.CELL[0])
    cell.margin_top = cell.margin_bottom = Pt(rooms.CELL[1] - 1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    properties = cell._tc.get_or_add_tcPr()
    for side in ("lnL", "lnR", "lnT"):
        properties.append(parse_xml(f'<a:{side} {nsdecls("a")} w="0"><a:noFill/></a:{side}>'))
    properties.append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{rule[1:]}"/>'
            "</a:solidFill></a:lnB>"
        )
    )
    properties.append(parse_xml(f"<a:noFill {nsdecls('a')}/>"))


def add_chart(
    slide: Slide, place: Place, chart: Chart, frame: charts.Frame, look: Look, on: date
) -> None:
    """The bars, their workbook inside, and every row in words for those who hear it."""
    from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    package = slide.part.package
    drawn = Part(
        package.next_partname("/ppt/charts/chart%d.xml"),
        CONTENT_TYPE.DML_CHART,
        package,
        charts.drawing(chart, frame, look),
    )
    number = "".join(sign for sign in drawn.partname if sign.isdigit())
    inside = Part(
        PackURI(f"/ppt/embeddings/chart{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        package,
        charts.workbook(chart, on),
    )
    drawn.relate_to(inside, RELATIONSHIP_TYPE.PACKAGE)
    name = slide.part.relate_to(drawn, RELATIONSHIP_TYPE.CHART)
    left, top, wide, high = (round(each * EMU) for each in place)
    shapes: Any = slide.shapes
    graphic: Any = shapes._add_chart_graphicFrame(name, left, top, wide, high)
    graphic.nvGraphicFramePr.cNvPr.set("descr", charts.spoken(chart))
