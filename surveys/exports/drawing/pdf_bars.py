"""Bars on paper: what is sure is solid, what is possible is striped, and words beside both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.colors import HexColor

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
    gap,
    paragraph,
)
from surveys.exports.drawing.tags import Role, Tag
from surveys.exports.look import TYPE, Look
from surveys.exports.outline import Bar, Chart

LABEL_SHARE = 0.38
HEIGHT = 11.0
THINNEST = 0.012
"""The narrowest range that is seen, as a share of the track."""
STRIPES = 4.2
"""From one stripe to the next."""
PAD = 9.0
KEY = Box(SIDE, 84)


def legend(words: str, look: Look, tag: Tag) -> list[Piece]:
    """What solid and striped mean, beside a bar that has both."""
    style = Style(TYPE.small, look.palette.soft)
    box = Box().indented(KEY.room + 12)
    key = Bar("", "", 0.4, 0.75)
    first, *others = paragraph(words, style, box, tag.add(Role.PARAGRAPH), keep=True)
    inner = first.draw

    def draw(pen: Pen, top: float) -> None:
        _draw_bar(pen, key, (KEY, top - 0.5 * (style.line + HEIGHT)), (), look)
        if inner is not None:
            inner(pen, top)

    return [gap(4), Piece(first.height, draw, keep=True), *others, gap(4)]


def chart(block: Chart, look: Look, tag: Tag) -> Iterator[Piece]:
    """A row for each bar: its label at the left; the bar and what it says at the right."""
    table = tag.add(Role.TABLE)
    yield gap(2)
    last = len(block.bars) - 1
    for at, bar in enumerate(block.bars):
        row = _row(bar, block, look, table.add(Role.ROW))
        yield from row[:-1]
        yield Piece(row[-1].height, row[-1].draw, keep=at == 0 and last > 0)
    yield Piece(8)


def _row(bar: Bar, block: Chart, look: Look, row: Tag) -> list[Piece]:
    colours = look.palette
    left = Box(SIDE, ROOM * LABEL_SHARE - 16)
    right = Box(SIDE + ROOM * LABEL_SHARE, ROOM * (1 - LABEL_SHARE))
    name = Style(TYPE.body, colours.soft if bar.quiet else colours.ink, strong=not bar.quiet)
    soft = Style(TYPE.small, colours.soft, leading=1.4)
    head, cell = row.add(Role.HEAD, scope="Row"), row.add(Role.CELL)
    said = [(bar.label, name, left, head), (bar.line, soft, left, head)]
    shown = [(bar.says, Style(TYPE.body, colours.ink), right, cell)]
    shown.append((bar.change, soft, right, cell))
    drop = HEIGHT + 6 if bar.low is not None else 0
    before: list[Piece] = []
    if _deep(said) > 0.5 * DEEPEST:
        # A label as long as half a page stands above its bar, and may be parted.
        for words, style, _, tag in said:
            before += paragraph(words, style, Box(), tag, keep=True) if words else []
        said = []

    def draw(pen: Pen, top: float) -> None:
        under = top - PAD / 2
        _draw_column(pen, said, under)
        if bar.low is not None:
            _draw_bar(pen, bar, (right, under - HEIGHT - 3), block.marks, look)
        _draw_column(pen, shown, under - drop)
        pen.rect(Box(), top - deep, 0.5, colours.line)

    deep = max(_deep(said), _deep(shown) + drop) + PAD
    return [*before, Piece(deep, draw)]


_Words = list[tuple[str, Style, Box, Tag]]
Place = tuple[Box, float]
"""From where to where something is drawn, and its bottom."""


def _deep(said: _Words) -> float:
    return sum(depth(words, style, box) for words, style, box, _ in said)


def _draw_column(pen: Pen, said: _Words, top: float) -> None:
    for words, style, box, tag in said:
        if words:
            column(words, style, box, tag)(pen, top)
            top -= depth(words, style, box)


def _draw_bar(pen: Pen, bar: Bar, where: Place, marks: Sequence[float], look: Look) -> None:
    colours, (box, bottom) = look.palette, where
    low, high = bar.low or 0, bar.high or 0
    pen.rect(box, bottom, HEIGHT, colours.track)
    if low:
        solid = colours.quiet if bar.quiet else colours.sure
        pen.rect(Box(box.left, box.room * low), bottom, HEIGHT, solid)
    begin, wide = min(low, 1 - THINNEST), max(high - low, THINNEST)
    _draw_range(pen, bar, (Box(box.left + box.room * begin, box.room * wide), bottom), look)
    for mark in marks:
        pen.rect(Box(box.left + box.room * mark - 0.6, 1.2), bottom, HEIGHT, colours.paper)


def _draw_range(pen: Pen, bar: Bar, where: Place, look: Look) -> None:
    """The striped part, with an edge of its own: on the page it must not fade into the track."""
    colours, (box, bottom) = look.palette, where
    ground = colours.quiet_range if bar.quiet else colours.range
    stripe = colours.quiet if bar.quiet else colours.stripe
    pen.rect(box, bottom, HEIGHT, ground)
    canvas = pen.canvas
    with pen.artifact():
        canvas.saveState()
        around = canvas.beginPath()
        around.rect(box.left, bottom, box.room, HEIGHT)
        canvas.clipPath(around, stroke=0, fill=0)
        canvas.setStrokeColor(HexColor(stripe))
        canvas.setLineWidth(1.5)
        for at in range(-3, int(box.room / STRIPES) + 2):
            left = box.left + at * STRIPES
            canvas.line(left, bottom - 1, left + HEIGHT + 2, bottom + HEIGHT + 1)
        canvas.restoreState()
        canvas.setStrokeColor(HexColor(stripe))
        canvas.setLineWidth(0.7)
        canvas.rect(box.left + 0.35, bottom + 0.35, box.room - 0.7, HEIGHT - 0.7, stroke=1, fill=0)
