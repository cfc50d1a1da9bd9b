"""Native charts of a workbook: what is sure solid, what is possible striped, words beside both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.exports.drawing.charts import COULD_BE, SURE, drawn, spoken
from surveys.exports.drawing.xlsx_hand import Hand
from surveys.exports.look import TYPE
from surveys.exports.outline import Chart, Heading, Outline
from surveys.exports.paper_words import HOW_MANY, LEGEND

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CHARTS = "Charts"
WIDTHS = (30, 34, 13, 13, 3)
"""Unit: letters."""
_WIDE, _ROW, _AROUND = 600, 30, 84
"""A chart's width, the height of each of its bars, and of what is round them. Unit: pixels."""
_LINE = 23
"""The height of a sheet's row. Unit: pixels."""


def draw_charts(hand: Hand, paper: Outline) -> None:
    """A sheet with each chart beside the few cells that it draws; none where nothing is drawn."""
    if not any(isinstance(block, Chart) and drawn(block) for block in paper.blocks):
        return
    sheet = hand.sheet(CHARTS, WIDTHS)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    hand.write(sheet, (0, 0), LEGEND, font_color=hand.colours.soft, text_wrap=False)
    row, above = 2, ""
    for block in paper.blocks:
        if isinstance(block, Heading):
            number = "" if block.number is None else f"{block.number}. "
            above = f"{number}{block.text}" if block.level == 1 else above
        if isinstance(block, Chart) and drawn(block):
            row = _chart(hand, sheet, block, (row, above))


def _chart(hand: Hand, sheet: Worksheet, block: Chart, where: tuple[int, str]) -> int:
    """One chart and its cells; returns the row after both."""
    top, above = where
    hand.write(sheet, (top, 0), above, bold=True, font_size=14, text_wrap=False)
    edge = {"bottom": 1, "bottom_color": hand.colours.line}
    for column, name in enumerate((block.named, HOW_MANY, SURE, COULD_BE)):
        hand.write(sheet, (top + 1, column), name, bold=True, bg_color=hand.colours.wash)
    first = top + 2
    for at, bar in enumerate(block.bars):
        ends = (bar.low, bar.high) if bar.low is not None else (None, None)
        for column, cell in enumerate((bar.label, bar.says, *ends)):
            hand.write(sheet, (first + at, column), cell, **edge)
    last = first + len(block.bars) - 1
    chart: Any = hand.book.add_chart({"type": "bar"})
    for column, far in ((3, True), (2, False)):
        chart.add_series(_series(hand, block, (first, last), column, far))
    _set(chart, hand, block, top)
    high = _ROW * len(block.bars) + _AROUND
    chart.set_size({"width": _WIDE, "height": high})
    sheet.insert_chart(top + 1, 5, chart, {"description": spoken(block), "object_position": 2})
    return max(last + 2, top + 2 + -(-high // _LINE))


def _series(
    hand: Hand, block: Chart, rows: tuple[int, int], column: int, far: bool
) -> dict[str, Any]:
    first, last = rows
    return {
        "name": [CHARTS, first - 1, column],
        "categories": [CHARTS, first, 0, last, 0],
        "values": [CHARTS, first, column, last, column],
        **_filled(hand, far, quiet=False),
        "points": [_filled(hand, far, quiet=True) if bar.quiet else None for bar in block.bars],
        "overlap": 100,
        "gap": 70,
    }


def _letters(hand: Hand, size: int = 11) -> dict[str, Any]:
    return {"name": TYPE.face, "size": size, "color": hand.colours.ink}


def _filled(hand: Hand, far: bool, *, quiet: bool) -> dict[str, Any]:
    colours = hand.colours
    solid = colours.quiet if quiet else colours.sure
    if not far:
        return {"fill": {"color": solid}, "border": {"color": solid, "width": 0.75}}
    stripe, ground = colours.stripe, colours.range
    if quiet:
        stripe, ground = colours.quiet, colours.quiet_range
    striped = {"pattern": "wide_upward_diagonal", "fg_color": stripe, "bg_color": ground}
    return {"pattern": striped, "border": {"color": solid, "width": 0.75}}


def _set(chart: Any, hand: Hand, block: Chart, titled: int) -> None:
    letters = _letters(hand)
    # As a reference: a title given as words that begin with "=" would be taken for a formula.
    title = {"bold": True, **_letters(hand, 13)}
    chart.set_title({"name": [CHARTS, titled, 0], "name_font": title, "overlay": False})
    line = {"color": hand.colours.line, "width": 0.75}
    every = block.marks[0] if block.marks else 0.5
    chart.set_y_axis(
        {"reverse": True, "num_font": letters, "line": line, "major_tick_mark": "none"}
    )
    chart.set_x_axis(
        {
            "min": 0,
            "max": 1,
            "major_unit": every,
            "label_position": "none",
            "major_gridlines": {"visible": True, "line": line},
            "line": {"none": True},
            "major_tick_mark": "none",
        }
    )
    chart.set_legend({"position": "bottom", "font": letters})
    chart.set_chartarea({"border": {"none": True}})
    high = _ROW * len(block.bars) + _AROUND
    place = {"x": 0.3, "y": 40 / high, "width": 0.66, "height": _ROW * len(block.bars) / high}
    chart.set_plotarea({"fill": {"color": hand.colours.track}, "layout": place})
    chart.show_blanks_as("gap")
