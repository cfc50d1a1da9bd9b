"""Pages: pieces that fill A4 from the top, a foot on each, bookmarks and tags for a reader.

The same pieces give the same bytes. A file says of itself its title, its language and a day.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from surveys.exports.drawing.lettering import Line, as_read, in_fonts, in_order, width, wrapped
from surveys.exports.drawing.tags import Tag, Tags
from surveys.exports.look import MARGIN, TYPE
from surveys.exports.plain import unturned

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE = TOP = MARGIN * mm
BOTTOM = (MARGIN + 8) * mm
ROOM = PAGE_WIDTH - 2 * SIDE
DEEPEST = PAGE_HEIGHT - TOP - BOTTOM
"""The most that fits on one page. Unit: points, as everywhere here."""
FOOT = 10.0


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set. ``colour`` is ``#rrggbb``."""

    size: float = TYPE.body
    colour: str = "#000000"
    strong: bool = False
    leading: float = TYPE.leading

    @property
    def line(self) -> float:
        """How high a line stands."""
        return self.size * self.leading


@dataclass(frozen=True, slots=True)
class Box:
    """Where something is set: from where, and how wide."""

    left: float = SIDE
    room: float = ROOM

    def indented(self, by: float) -> Box:
        """The same place, begun further in."""
        return Box(self.left + by, self.room - by)


class Pen:
    """Draws on the page at hand. ``tags`` grow in the order in which things are drawn."""

    def __init__(self, canvas: Canvas, tags: Tags) -> None:
        self.canvas, self.tags = canvas, tags
        self._bookmarks = 0

    def line(self, line: Line, style: Style, box: Box, base: float, tag: Tag | None) -> None:
        """One line with its baseline at ``base``; from the right where it is read from there."""
        shown = in_order(line)
        across = box.left
        if line.from_right:
            across += box.room - width(shown, style.size, strong=style.strong)
        read = as_read(line)
        self.canvas.setFillColor(HexColor(style.colour))
        with self.tags.marked(self.canvas, tag, "" if read == shown else f"{read} "):
            text = self.canvas.beginText(across, base)
            for font, run in in_fonts(f"{shown} ", strong=style.strong):
                text.setFont(font, style.size)
                text.textOut(run)
            self.canvas.drawText(text)

    def rect(self, box: Box, bottom: float, height: float, colour: str) -> None:
        """A filled rectangle that says nothing by itself."""
        with self.artifact():
            self.canvas.setFillColor(HexColor(colour))
            self.canvas.rect(box.left, bottom, box.room, height, stroke=0, fill=1)

    def disc(self, across: float, height: float, radius: float, colour: str) -> None:
        """A filled disc round a point; it says nothing by itself."""
        with self.artifact():
            self.canvas.setFillColor(HexColor(colour))
            self.canvas.circle(across, height, radius, stroke=0, fill=1)

    def artifact(self) -> AbstractContextManager[None]:
        """What is drawn inside is passed over by whoever listens."""
        return self.tags.marked(self.canvas, None)

    def picture(self, png: bytes, box: Box, bottom: float, height: float, tag: Tag) -> None:
        """A picture, as large as its place allows, at its place's right."""
        with self.tags.marked(self.canvas, tag):
            self.canvas.drawImage(
                ImageReader(io.BytesIO(png)), box.left, bottom, box.room, height,
                mask="auto", preserveAspectRatio=True, anchor="e",
            )  # fmt: skip

    def bookmark(self, words: str, level: int, top: float) -> None:
        """A line of the contents that a reader's program shows beside the pages."""
        named = f"heading{self._bookmarks}"
        self.canvas.bookmarkHorizontal(named, 0, top)
        self.canvas.addOutlineEntry(unturned(words), named, level if self._bookmarks else 0)
        self._bookmarks += 1


Draw = Callable[[Pen, float], None]
"""Draws a piece whose top is at this height."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that no page's end parts. ``again`` stands at the top of a page it begins."""

    height: float
    draw: Draw | None = None
    """None: room before what comes after it, and none at a page's top."""
    keep: bool = False
    """Stays with what comes after it."""
    again: Piece | None = None


def gap(height: float) -> Piece:
    """Room before what comes next, with which it stays."""
    return Piece(height, keep=True)


def beside(piece: Piece, drawn: Draw) -> Piece:
    """The piece with something more drawn at its height."""
    inner = piece.draw

    def draw(pen: Pen, top: float) -> None:
        drawn(pen, top)
        if inner is not None:
            inner(pen, top)

    return replace(piece, draw=draw)


NEW_PAGE = Piece(2 * PAGE_HEIGHT)
"""What comes after it begins a page."""


def paragraph(words: str, style: Style, box: Box, tag: Tag, *, keep: bool = False) -> list[Piece]:
    """Words in lines. Two lines at a page's end, and two at its beginning, stay together."""
    lines = set_lines(words, style, box)
    last = len(lines) - 1
    return [
        Piece(
            style.line,
            partial(_draw_lines, [line], style, box, tag),
            keep=keep if at == last else at in (0, last - 1),
        )
        for at, line in enumerate(lines)
    ]


def column(words: str, style: Style, box: Box, tag: Tag | None) -> Draw:
    """Words in lines that nothing parts."""
    return partial(_draw_lines, set_lines(words, style, box), style, box, tag)


def _draw_lines(
    lines: Sequence[Line], style: Style, box: Box, tag: Tag | None, pen: Pen, top: float
) -> None:
    # Letters stand in the middle of their line: what is left above them is left below.
    base = top - 0.5 * (style.line + 0.72 * style.size)
    for at, line in enumerate(lines):
        pen.line(line, style, box, base - at * style.line, tag)


def set_lines(words: str, style: Style, box: Box) -> list[Line]:
    """The lines that some words fill in a place."""
    return list(wrapped(unturned(words), style.size, box.room, strong=style.strong))


def depth(words: str, style: Style, box: Box) -> float:
    """How deep some words stand in a place."""
    return style.line * len(set_lines(words, style, box)) if words else 0


@dataclass(slots=True)
class Paper:
    """What a whole file is. ``on``: the only time it tells."""

    title: str
    language: str
    on: date | None
    foot: str
    soft: str
    tags: Tags = field(default_factory=Tags)


def written(paper: Paper, pieces: Sequence[Piece]) -> bytes:
    """The pieces on their pages, as a PDF."""
    pages = paged(pieces)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1, lang=paper.language)
    pen = Pen(canvas, paper.tags)
    _say_of_itself(canvas, paper)
    for number, page in enumerate(pages, start=1):
        paper.tags.turn()
        for top, piece in page:
            if piece.draw is not None:
                piece.draw(pen, top)
        _draw_foot(pen, paper, f"Page {number} of {len(pages)}")
        canvas.showPage()
    paper.tags.lay_in(canvas)
    canvas.save()
    return out.getvalue()


def paged(pieces: Sequence[Piece]) -> list[list[tuple[float, Piece]]]:
    """On which page each piece stands, and where its top is."""
    pages: list[list[tuple[float, Piece]]] = [[]]
    down = PAGE_HEIGHT - TOP
    for chain in _chains(pieces):
        if chain[0] is NEW_PAGE:
            down = 0 if pages[-1] else down
            continue
        need = min(sum(piece.height for piece in chain), DEEPEST)
        for piece in chain:
            if pages[-1] and down - max(need, piece.height) < BOTTOM:
                pages.append([])
                down = PAGE_HEIGHT - TOP
                if piece.again is not None:
                    pages[-1].append((down, piece.again))
                    down -= piece.again.height
            need = 0
            if pages[-1] or piece.draw is not None:
                pages[-1].append((down, piece))
                down -= piece.height
    return pages


def _chains(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces that stay together, a chain each."""
    chain: list[Piece] = []
    for piece in pieces:
        chain.append(piece)
        if not piece.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def _say_of_itself(canvas: Canvas, paper: Paper) -> None:
    """A title and a day; nobody's name, and no program's but this one's."""
    canvas.setTitle(unturned(paper.title))
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Earshot")
    canvas.setProducer("Earshot")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if paper.on is not None:
        # reportlab tells the time of drawing, or one fixed time, and has no other way.
        stamp: Any = vars(vars(canvas)["_doc"])["_timeStamp"]
        stamp.YMDhms = (paper.on.year, paper.on.month, paper.on.day, 0, 0, 0)


def _draw_foot(pen: Pen, paper: Paper, number: str) -> None:
    style = Style(FOOT, paper.soft, leading=1.35)
    wide = width(number, FOOT)
    base = MARGIN * mm
    with pen.artifact():
        pen.canvas.setStrokeColor(HexColor(paper.soft))
        pen.canvas.setLineWidth(0.4)
        pen.canvas.line(SIDE, base + 15, PAGE_WIDTH - SIDE, base + 15)
    box = Box(SIDE, ROOM - wide - 24)
    for at, line in enumerate(set_lines(paper.foot, style, box)[:3]):
        pen.line(line, style, box, base - at * style.line, None)
    pen.line(Line(number), style, Box(PAGE_WIDTH - SIDE - wide, wide), base, None)
