"""How high each block stands on a page of a Word file, about. Unit: points.

A program lays a page out by itself. What is worked out here is only where a page had better end,
so that no heading and no chart is left without the table that says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from surveys.exports.drawing import measuring
from surveys.exports.drawing.office import by_hand, words
from surveys.exports.look import MARGIN, TYPE
from surveys.exports.outline import (
    Bar,
    Block,
    Chart,
    Facts,
    Heading,
    Line,
    Points,
    Quoted,
    Table,
)

WIDE = (210 - 2 * MARGIN) / 25.4 * 72
"""Of what is printed on a page."""
FOOT = 8
"""What stands below the margin takes so much more of a page. Unit: millimetres."""
PAGE = (297 - 2 * MARGIN - FOOT) / 25.4 * 72 - 8
"""How much a page holds, but for what may be wrong by."""
LABELS = 0.42
"""How much of a page's width the labels of a chart and of its table take."""
FACTS = 0.36
LETTERS = 11.0
"""Of a chart."""
BELOW = 36.0
"""What stands below a chart's rows."""
_ROW = 22.0
_TOGETHER = 540.0
"""All rows of one chart and of its table, at most."""
_APART = TYPE.leading / measuring.LINE
_CLOSE = 1.1
_BESIDE, _ABOVE = 10.0, 6.0
"""Beside the words of a cell, and above and below them: both sides together."""
_AFTER = 14.0


def together(blocks: Sequence[Block]) -> float:
    """How high the first of the blocks stand that belong on one page: to the first with words of
    its own."""
    high = 0.0
    for block in blocks:
        high += first(block)
        if not isinstance(block, Heading | Line):
            break
    return high


def first(block: Block) -> float:
    """What of a block has to stand on its first page."""
    match block:
        case Chart():
            return _chart(pieces_of(block)[0]) if block.bars else 0
        case Points():
            return high(Points(block.lines[:2]))
        case Facts() if len(block.rows) > 6:
            return high(Facts(block.rows[:3]))
        case Table() if len(block.rows) > 6:
            return high(Table(block.caption, block.head, block.rows[:3]))
        case Heading() | Line() | Quoted() | Facts() | Table():
            return high(block)
        case _:
            assert_never(block)


def high(block: Block) -> float:
    """How high the whole block stands."""
    match block:
        case Heading():
            if block.level == 1:
                return _said(block.text, TYPE.heading, WIDE, _CLOSE, strong=True) + 32
            return _said(block.text, TYPE.subheading, WIDE, strong=True) + 26
        case Line():
            size = TYPE.subheading if block.strong else TYPE.body
            return _said(block.text, size, WIDE, strong=block.strong) + 8
        case Points():
            return sum(_said(line, TYPE.body, WIDE - 18) + 6 for line in block.lines)
        case Quoted():
            under = _said(block.under, TYPE.small, WIDE - 34) + 10 if block.under else 0
            return _said(block.text, TYPE.body + 1, WIDE - 34) + 16 + under
        case Facts():
            return (
                sum(_row(row, (WIDE * FACTS, WIDE * (1 - FACTS))) for row in block.rows) + _AFTER
            )
        case Table():
            wide = columns(block)
            return sum(_row(row, wide) for row in (block.head, *block.rows)) + _AFTER + 30
        case Chart():
            return sum(map(_chart, pieces_of(block))) if block.bars else 0
        case _:
            assert_never(block)


def columns(table: Table) -> tuple[float, ...]:
    """How wide each column is."""
    rows = [[words(cell) for cell in row] for row in (table.head, *table.rows)]
    return measuring.columns(rows, TYPE.body, WIDE)


def pieces_of(chart: Chart) -> tuple[Chart, ...]:
    """The chart in pieces, each of which a page holds together with its table."""
    from surveys.exports.drawing.charts import pieces

    whole = len(chart.bars) * bar_high(chart) + sum(_told(bar) for bar in chart.bars)
    return pieces(chart, max(1, int(len(chart.bars) * _TOGETHER / max(whole, 1))))


def bar_high(chart: Chart) -> float:
    """How high each row of a chart is: as high as its longest label needs."""
    room = WIDE * LABELS - 14
    deepest = max(measuring.lines(words(bar.label), LETTERS, room) for bar in chart.bars)
    return max(_ROW, deepest * LETTERS * measuring.LINE + 8)


def _chart(chart: Chart) -> float:
    bars = len(chart.bars) * bar_high(chart) + BELOW + 8
    return bars + 24 + sum(map(_told, chart.bars)) + _AFTER


def _told(bar: Bar) -> float:
    """A row of the table that says what a bar draws."""
    left = (bar.label, bar.line) if bar.line else (bar.label,)
    right = (bar.says, bar.change) if bar.change else (bar.says,)
    return max(
        sum(_said(each, TYPE.body, WIDE * share - _BESIDE) + 2 for each in said) + 4
        for said, share in ((left, LABELS), (right, 1 - LABELS))
    )


def _row(row: Sequence[str], wide: Sequence[float]) -> float:
    least = 3 * TYPE.body * TYPE.leading if any(map(by_hand, row)) else 0.0
    cells = zip(row, wide, strict=True)
    return max(least, *(_said(text, TYPE.body, each - _BESIDE) + _ABOVE for text, each in cells))


def _said(
    text: str, size: float, wide: float, apart: float = _APART, *, strong: bool = False
) -> float:
    return measuring.height(words(text), size, wide, strong=strong) * apart
