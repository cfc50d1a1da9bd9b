"""How high each block stands on a slide, and how one is cut that is too high. Unit: points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from surveys.exports.drawing import charts, measuring
from surveys.exports.drawing.office import by_hand, words
from surveys.exports.look import TYPE
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

SLIDE = (960.0, 540.0)
LEFT = 56.0
WIDE = SLIDE[0] - 2 * LEFT
TITLE_TOP, UNDER_TITLE, BOTTOM = 36.0, 20.0, 480.0
FOOT_TOP, FOOT_HIGH = 496.0, 30.0
COVER_TOP, COVER_WIDE = 84.0, WIDE
TITLE_SIZES = (TYPE.slide_title, 26.0, 22.0)
COVER_SIZES = (44.0, 36.0, 28.0)
TITLE_LINES = (1, 2, 3)
LEADING = 1.1
"""Of text on slides, as a program counts it: in lines of its face."""
STRONG, BODY, QUIET, UNDER, FOOT = 22.0, TYPE.slide_body, 16.0, 14.0, 12.0
SUBHEADING = 20.0
INDENT = 24.0
CARD = 16.0
"""Around the words of a quote."""
CELL = (6.0, 5.0)
"""Beside and above the words of a cell."""
FACTS = (0.26, 0.74)
LABELS, SAYS, BARS = 264.0, 254.0, 322.0
"""How wide a chart's labels, its words and its bars are."""
HEAD, BELOW = 30.0, 56.0
"""How high the head of a table is, and what stands under a chart's rows."""
TABLE_SIZES = (18.0, 16.0, 14.0)
POINT_SIZES = (BODY, 18.0)
CHART_SIZES = TABLE_SIZES[1:]
_LEAST_ROW, _CLOSEST_ROW = 34.0, 29.0
"""Of a table's row; and of one in the smallest letters."""
_EASE = 14.0
"""How much higher a row is made than it has to be, at most."""
_AFTER = {"line": 8.0, "block": 14.0}


def line_high(size: float) -> float:
    """One line of text."""
    return size * measuring.LINE * LEADING


TITLE_HIGH = 3 * line_high(TITLE_SIZES[-1]) + 0.1


@dataclass(frozen=True, slots=True)
class Piece:
    """A block on its slide. ``high`` has the room after it; ``size``: of a table's letters."""

    block: Block
    high: float
    size: float = BODY
    rows: tuple[float, ...] = ()
    """How high each row is, without the head."""


def text_high(text: str, size: float, wide: float, *, strong: bool = False) -> float:
    """How high some words stand, in so wide a room."""
    return measuring.lines(words(text), size, wide, strong=strong) * line_high(size)


def cut(text: str, size: float, wide: float, most: int) -> tuple[str, str]:
    """The words that stand in ``most`` lines, and the rest."""
    return measuring.fitting(words(text), size, wide, max(most, 1))


def size_of(line: Line) -> float:
    """Of a line's letters."""
    return STRONG if line.strong else QUIET if line.quiet else BODY


def says(block: Block) -> bool:
    """Whether there is anything in it: a list of nothing is not shown."""
    match block:
        case Points(lines=parts) | Chart(bars=parts) | Facts(rows=parts) | Table(rows=parts):
            return bool(parts)
        case _:
            return True


def measured(block: Block, room: float) -> Piece:
    """The block as it stands on a slide that has ``room`` left: tables in the largest letters."""
    match block:
        case Heading():
            return Piece(block, text_high(block.text, SUBHEADING, WIDE, strong=True) + 10)
        case Line():
            size = size_of(block)
            high = text_high(block.text, size, WIDE, strong=block.strong)
            return Piece(block, high + _AFTER["line"], size)
        case Points():
            laid = [_points(block, size) for size in POINT_SIZES]
            return next((piece for piece in laid if piece.high <= room), laid[0])
        case Quoted():
            return Piece(block, quote_high(block) + _AFTER["block"])
        case Facts() | Table() | Chart():
            sizes = CHART_SIZES if isinstance(block, Chart) else TABLE_SIZES
            laid = [_table(block, size) for size in sizes]
            return next((piece for piece in laid if piece.high <= room), laid[-1])
        case _:
            assert_never(block)


def closest(block: Block) -> Piece:
    """The block in the smallest letters that a slide has, for two that belong together on one."""
    if isinstance(block, Facts | Table):
        return _table(block, TABLE_SIZES[-1])
    return measured(block, 0)


def _points(points: Points, size: float) -> Piece:
    high = sum(text_high(each, size, WIDE - INDENT) + 8 for each in points.lines)
    return Piece(points, high + 4, size)


def quote_high(quote: Quoted) -> float:
    """How high a quote's card is."""
    high = text_high(quote.text, BODY, WIDE - 2 * CARD) + 2 * CARD - 6
    under = text_high(quote.under, UNDER, WIDE - 2 * CARD) + 4 if quote.under else 0
    return high + under


def columns(block: Facts | Table) -> tuple[float, ...]:
    """How wide each column is: as its words need, none too narrow to read."""
    if isinstance(block, Facts):
        return tuple(WIDE * share for share in FACTS)
    rows = [[words(cell) for cell in row] for row in (block.head, *block.rows)]
    return measuring.columns(rows, QUIET, WIDE)


def _table(block: Facts | Table | Chart, size: float) -> Piece:
    if isinstance(block, Chart):
        each = max([_LEAST_ROW, *(_bar_high(bar, size) for bar in block.bars)])
        rows: tuple[float, ...] = tuple(each for _ in block.bars)
        below = BELOW if charts.drawn(block) else _AFTER["block"]
        return Piece(block, HEAD + sum(rows) + below, size, rows)
    wide = columns(block)
    rows = tuple(_row_high(row, wide, size) for row in block.rows)
    head = head_high(block) + caption_high(block) if isinstance(block, Table) else 0
    return Piece(block, head + sum(rows) + _AFTER["block"], size, rows)


def head_high(table: Table) -> float:
    """How high the head of a table is."""
    return max(HEAD, _row_high(table.head, columns(table), UNDER))


def caption_high(table: Table) -> float:
    """How high the words above a table stand, and the room under them."""
    return text_high(table.caption, QUIET, WIDE) + 6 if table.caption else 0


def _row_high(row: Sequence[str], wide: Sequence[float], size: float) -> float:
    highs = (_cell_high(cell, size, room) for cell, room in zip(row, wide, strict=True))
    written = any(by_hand(cell) for cell in row)
    least = _CLOSEST_ROW if size == TABLE_SIZES[-1] else _LEAST_ROW
    return max(least, *highs, 3 * line_high(size) if written else 0)


def _cell_high(text: str, size: float, wide: float) -> float:
    """Strong or not: the label of a row is strong."""
    return text_high(text, size, wide - 2 * CELL[0] - 2, strong=True) + 2 * CELL[1]


def _bar_high(bar: Bar, size: float) -> float:
    below = min(size, UNDER)
    left = _cell_high(bar.label, size, LABELS)
    left += text_high(bar.line, below, LABELS - 2 * CELL[0] - 2) if bar.line else 0
    right = _cell_high(bar.says, size, SAYS)
    right += text_high(bar.change, below, SAYS - 2 * CELL[0] - 2) if bar.change else 0
    return max(left, right)


def eased(pieces: list[Piece], room: float) -> list[Piece]:
    """The same pieces, a chart's rows further apart where the slide has room left for it."""
    left = room - sum(piece.high for piece in pieces)
    rows = sum(len(piece.rows) for piece in pieces if isinstance(piece.block, Chart))
    more = min(left / rows, _EASE) if rows else 0
    return [
        replace(
            piece,
            high=piece.high + more * len(piece.rows),
            rows=tuple(row + more for row in piece.rows),
        )
        if isinstance(piece.block, Chart)
        else piece
        for piece in pieces
    ]


Cut = tuple[Block | None, Block | None]
"""What stands on this slide, and what goes on to the next."""


def split(block: Block, room: float, *, fresh: bool) -> Cut:
    """Cut a block that is too high for ``room``.

    Args:
        block: Higher than ``room``.
        room: What is left of the slide.
        fresh: Nothing stands on the slide yet, so something of the block has to.
    """
    match block:
        case Heading():
            return (block, None) if fresh else (None, block)
        case Line():
            return _split_line(block, room, fresh=fresh)
        case Points():
            return _split_points(block, room, fresh=fresh)
        case Quoted():
            return _split_quote(block, room) if fresh else (None, block)
        case Chart():
            return _split_chart(block, room, fresh=fresh)
        case Facts() | Table():
            return _split_rows(block, room, fresh=fresh)
        case _:
            assert_never(block)


def _split_line(line: Line, room: float, *, fresh: bool) -> Cut:
    size = size_of(line)
    most = int((room - _AFTER["line"]) / line_high(size))
    if most < 3 and not fresh:
        return None, line
    here, there = cut(line.text, size, WIDE * (0.92 if line.strong else 1), most)
    return replace(line, text=here), replace(line, text=there) if there else None


def _split_points(points: Points, room: float, *, fresh: bool) -> Cut:
    for count in range(len(points.lines) - 1, 0, -1):
        if measured(Points(points.lines[:count]), room).high <= room:
            return Points(points.lines[:count]), Points(points.lines[count:])
    if not fresh:
        return None, points
    here, there = cut(points.lines[0], BODY, WIDE - INDENT, int((room - 12) / line_high(BODY)))
    rest = (there, *points.lines[1:]) if there else points.lines[1:]
    return Points((here,)), Points(rest) if rest else None


def _split_quote(quote: Quoted, room: float) -> Cut:
    most = int((room - _AFTER["block"] - 2 * CARD) / line_high(BODY))
    here, there = cut(quote.text, BODY, WIDE - 2 * CARD - 20, most)
    if not there:
        return Quoted(here), Quoted("…", quote.under)
    return Quoted(here + "…"), Quoted("…" + there, quote.under)


def _split_chart(chart: Chart, room: float, *, fresh: bool) -> Cut:
    """In as few slides as hold it, as many rows on each as on the others."""
    rows = (_table(chart, size).rows[0] for size in CHART_SIZES)
    most = max(int((room - HEAD - BELOW) / row) for row in rows)
    if most < min(2, len(chart.bars)) and not fresh:
        return None, chart
    first, *others = charts.pieces(chart, max(most, 1))
    rest = tuple(bar for other in others for bar in other.bars)
    return first, replace(chart, bars=rest) if rest else None


def _split_rows(block: Facts | Table, room: float, *, fresh: bool) -> Cut:
    for count in range(len(block.rows) - 1, 0, -1):
        here = _with_rows(block, block.rows[:count])
        if _table(here, TABLE_SIZES[-1]).high <= room:
            return here, _with_rows(block, block.rows[count:])
    if not fresh:
        return None, block
    return _split_row(block, room)


def _split_row(block: Facts | Table, room: float) -> Cut:
    """Cut a row that no slide holds: each of its cells goes on in a row on the next."""
    size, wide = TABLE_SIZES[-1], columns(block)
    for most in range(int(room / line_high(size)), 0, -1):
        cells = [
            cut(cell, size, each - 2 * CELL[0] - 2, most)
            for cell, each in zip(block.rows[0], wide, strict=True)
        ]
        here = _with_rows(block, [tuple(first for first, _ in cells)])
        if _table(here, size).high <= room:
            break
    left = [*block.rows[1:]]
    if any(rest for _, rest in cells):
        left.insert(0, tuple(rest for _, rest in cells))
    return here, _with_rows(block, left) if left else None


def _with_rows(block: Facts | Table, rows: Sequence[Sequence[str]]) -> Facts | Table:
    if isinstance(block, Facts):
        return Facts(tuple((row[0], row[1]) for row in rows))
    return replace(block, rows=tuple(rows))
