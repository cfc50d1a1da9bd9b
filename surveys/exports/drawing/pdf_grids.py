"""Rows of cells on paper. A row is never parted, and a head stands again on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from surveys.exports.drawing.lettering import drawn, width
from surveys.exports.drawing.measuring import shared
from surveys.exports.drawing.pdf_pages import (
    DEEPEST,
    ROOM,
    SIDE,
    Box,
    Pen,
    Piece,
    Style,
    column,
    depth,
    paragraph,
)
from surveys.exports.drawing.tags import Role, Tag
from surveys.exports.look import TYPE, Look

PAD = 6.0
BY_HAND = 2
"""Room to write by hand. Unit: lines."""
BETWEEN = 14.0
"""Room between two columns."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells to set. ``shares``: how the width is shared out; () for by what the cells hold.

    Without a ``head`` the first cell of a row is its label, and stands back.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float] = ()


def grid(cells: Grid, look: Look, tag: Tag) -> Iterator[Piece]:
    """The rows of a table; one under the other where a row would fill most of a page."""
    colours = look.palette
    label = Style(TYPE.body, colours.ink if cells.head else colours.soft, strong=bool(cells.head))
    body = Style(TYPE.body, colours.ink, leading=1.4 if cells.head else TYPE.leading)
    label = replace(label, leading=body.leading)
    boxes = _boxes(cells)
    deepest = max(
        (_deep(row, [label] + [body] * len(row), boxes) for row in cells.rows), default=0
    )
    if deepest > 0.6 * DEEPEST:
        yield from _stacked(cells, label, body, tag)
        return
    table = tag.add(Role.TABLE)
    rows = _Rows(look, boxes)
    head = rows.head(cells.head, table) if cells.head else None
    if head is not None:
        yield replace(head, keep=True)
    for row in cells.rows:
        yield replace(rows.row(row, (label, body), table.add(Role.ROW)), again=head)
    yield Piece(10)


def _boxes(cells: Grid) -> list[Box]:
    wide = tuple(ROOM * share for share in cells.shares) or _columns(cells)
    boxes, left = [], SIDE
    for each in wide:
        boxes.append(Box(left, each - BETWEEN))
        left += each
    return boxes


def _columns(cells: Grid) -> tuple[float, ...]:
    """How wide each column is: by what it holds, and no word of it is cut if there is room."""
    columns = list(zip(cells.head, *cells.rows, strict=True))
    wanted = [min(max(max(map(len, column)), 8), 60) ** 0.6 for column in columns]
    words = [[word for cell in column for word in drawn(cell).split()] for column in columns]
    least = [
        max((width(word, TYPE.body, strong=True) for word in each), default=0) + BETWEEN + 1
        for each in words
    ]
    return shared(wanted, least, ROOM)


def _deep(row: Sequence[str], styles: Sequence[Style], boxes: Sequence[Box]) -> float:
    cells = zip(row, styles, boxes, strict=False)
    return (
        max(
            # A cell of nothing but a blank is to be written in by hand.
            BY_HAND * style.line if words.isspace() else depth(words, style, box)
            for words, style, box in cells
        )
        + PAD
    )


def _stacked(cells: Grid, label: Style, body: Style, tag: Tag) -> Iterator[Piece]:
    """Each cell under its column's name, the rows one after another."""
    for row in cells.rows:
        names = ["", *row[:1]] if not cells.head else cells.head
        shown = row[1:] if not cells.head else row
        for name, words in zip(names[-len(shown) :], shown, strict=True):
            yield from paragraph(name, label, Box(), tag.add(Role.PARAGRAPH), keep=True)
            yield from paragraph(words, body, Box(), tag.add(Role.PARAGRAPH))
        yield Piece(PAD)


class _Rows:
    """Rows in the same columns."""

    def __init__(self, look: Look, boxes: Sequence[Box]) -> None:
        self.colours, self.boxes = look.palette, boxes

    def head(self, cells: Sequence[str], table: Tag) -> Piece:
        """The row that names each column. Read aloud it is once, and on no later page."""
        style = Style(TYPE.body, self.colours.ink, strong=True, leading=1.35)
        styles = [style] * len(cells)
        row = table.add(Role.ROW)
        tags = [row.add(Role.HEAD, scope="Column") for _ in cells]
        deep = _deep(cells, styles, self.boxes) + PAD / 2

        def draw(pen: Pen, top: float) -> None:
            pen.rect(Box(), top - deep, deep, self.colours.wash)
            pen.rect(Box(), top - deep, 1, self.colours.accent)
            once = [None if tag.kids else tag for tag in tags]
            for words, box, tag in zip(cells, self.boxes, once, strict=True):
                column(words, style, box, tag)(pen, top - PAD * 0.75)

        return Piece(deep, draw)

    def row(self, cells: Sequence[str], styles: tuple[Style, Style], tag: Tag) -> Piece:
        """One row: its label, and what is said of it."""
        first, rest = styles
        every = [first, *[rest] * (len(cells) - 1)]
        deep = _deep(cells, every, self.boxes)
        tags = [tag.add(Role.HEAD, scope="Row"), *(tag.add(Role.CELL) for _ in cells[1:])]
        said = [
            column(words, style, box, each)
            for words, style, box, each in zip(cells, every, self.boxes, tags, strict=True)
        ]

        def draw(pen: Pen, top: float) -> None:
            for one in said:
                one(pen, top - PAD / 2)
            pen.rect(Box(), top - deep, 0.5, self.colours.line)

        return Piece(deep, draw)
