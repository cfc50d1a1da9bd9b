"""A paper as PDF: A4, words that can be picked out and read aloud, bars drawn as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from surveys.exports import paper_words as said
from surveys.exports.drawing.pdf_bars import chart, legend
from surveys.exports.drawing.pdf_grids import Grid, grid
from surveys.exports.drawing.pdf_pages import (
    NEW_PAGE,
    ROOM,
    SIDE,
    Box,
    Draw,
    Paper,
    Pen,
    Piece,
    Style,
    beside,
    gap,
    paragraph,
    written,
)
from surveys.exports.drawing.tags import Role, Tag
from surveys.exports.look import PLAIN, TYPE, Look
from surveys.exports.outline import (
    Block,
    Chart,
    Facts,
    Heading,
    Line,
    Outline,
    Points,
    Quoted,
    Table,
)
from surveys.exports.papers import has_bars, outline
from surveys.reports.model import Report

INDENT = 16.0
LOGO_HEIGHT, LOGO_WIDTH = 44.0, 150.0
AFTER = 7.0
"""Room after a paragraph."""


def render(report: Report, look: Look = PLAIN) -> bytes:
    """The result as a PDF."""
    return draw(outline(report), look)


def draw(paper: Outline, look: Look = PLAIN) -> bytes:
    """A paper as a PDF. The same paper gives the same bytes wherever the same fonts are."""
    kept = Paper(
        title=f"{paper.title}: {paper.kind}",
        language=paper.language,
        on=paper.on,
        foot=paper.foot,
        soft=look.palette.soft,
    )
    setter = _Setter(look, kept.tags.root)
    pieces = [*setter.head(paper)]
    owed, chapters = has_bars(paper), 0
    for at, block in enumerate(paper.blocks):
        chapters += isinstance(block, Heading) and block.level == 1
        if chapters == 2 and isinstance(block, Heading) and block.level == 1:
            pieces.append(NEW_PAGE)
        if owed and isinstance(block, Chart):
            pieces += legend(said.LEGEND, look, kept.tags.root)
            owed = False
        pieces += setter.block(block, paper.blocks[at - 1 : at], paper.blocks[at + 1 : at + 2])
    return written(kept, pieces)


class _Setter:
    """Sets one block after the other, in one look, and grows the tree of what they are."""

    def __init__(self, look: Look, tag: Tag) -> None:
        self.look, self.tag, self.colours = look, tag, look.palette
        self.body = Style(TYPE.body, self.colours.ink)
        self.titled = False
        self.deepest = -1

    def head(self, paper: Outline) -> Iterator[Piece]:
        """What stands above the title: what this is, and whose."""
        named = (paper.kind, self.look.organisation)
        style = Style(TYPE.body, self.colours.accent, strong=True)
        room = ROOM if self.look.logo is None else ROOM - LOGO_WIDTH - INDENT
        words = " · ".join(filter(None, named))
        logo = self.look.logo
        tag = self.tag.add(Role.FIGURE, alt=self.look.organisation or "Logo") if logo else None

        def draw(pen: Pen, top: float) -> None:
            pen.rect(Box(SIDE, 42), top - 4, 4, self.colours.accent)
            if logo is not None and tag is not None:
                place = Box(SIDE + ROOM - LOGO_WIDTH, LOGO_WIDTH)
                pen.picture(logo, place, top - LOGO_HEIGHT, LOGO_HEIGHT, tag)

        yield Piece(14, draw, keep=True)
        tag_of_words = self.tag.add(Role.PARAGRAPH)
        yield from paragraph(words, style, Box(room=room), tag_of_words, keep=True)
        if logo is not None:
            yield gap(LOGO_HEIGHT - 14 - style.line)

    def block(
        self, block: Block, before: Sequence[Block], after: Sequence[Block]
    ) -> Iterator[Piece]:
        """The pieces of a block, which stands between two others, or at an end."""
        match block:
            case Heading():
                yield from self._heading(block)
            case Line():
                leads = any(isinstance(one, Chart | Points | Table) for one in after)
                yield from self._line(block, keep=leads)
            case Facts(rows=rows):
                yield gap(AFTER / 2)
                yield from grid(Grid((), rows, (0.37, 0.63)), self.look, self.tag)
            case Points(lines=lines):
                yield from self._points(lines)
            case Chart():
                yield from chart(block, self.look, self.tag)
            case Quoted():
                yield from self._quoted(block)
            case Table(caption=caption, head=head, rows=rows):
                shown = [one.text for one in before if isinstance(one, Heading)]
                if caption and caption not in shown:
                    yield from self._line(Line(caption, strong=True), keep=True)
                yield from grid(Grid(head, rows), self.look, self.tag)
            case _:
                assert_never(block)

    def _heading(self, block: Heading) -> Iterator[Piece]:
        if not self.titled:
            self.titled = True
            role, size, above, below = Role.TITLE, TYPE.title, 6.0, 10.0
        elif block.level == 1:
            role, size, above, below = Role.HEADING, TYPE.heading, 30.0, 6.0
        else:
            role, size, above, below = Role.SUBHEADING, TYPE.subheading, 18.0, 3.0
        style = Style(size, self.colours.ink, strong=True, leading=1.25)
        words = block.text if block.number is None else f"{block.number}. {block.text}"
        yield gap(above)
        yield self._bookmark(words, block.level)
        yield from paragraph(words, style, Box(), self.tag.add(role), keep=True)
        yield gap(below)

    def _bookmark(self, words: str, level: int) -> Piece:
        depth = min(level - 1, self.deepest + 1)
        self.deepest = depth
        return Piece(0, lambda pen, top: pen.bookmark(words, depth, top + 20), keep=True)

    def _line(self, block: Line, *, keep: bool = False) -> Iterator[Piece]:
        colour = self.colours.soft if block.quiet else self.colours.ink
        size = TYPE.subheading if block.strong else TYPE.body
        style = Style(size, colour, strong=block.strong, leading=1.4 if block.strong else 1.5)
        keep = keep or block.strong
        yield from paragraph(block.text, style, Box(), self.tag.add(Role.PARAGRAPH), keep=keep)
        yield Piece(AFTER, keep=keep)

    def _points(self, lines: Sequence[str]) -> Iterator[Piece]:
        listed = self.tag.add(Role.LIST)
        for line in lines:
            words = listed.add(Role.POINT).add(Role.POINT_WORDS)
            first, *others = paragraph(line, self.body, Box().indented(INDENT), words)
            yield beside(first, self._dot)
            yield from others
            yield Piece(4)

    def _dot(self, pen: Pen, top: float) -> None:
        pen.disc(SIDE + 4, top - 0.52 * self.body.line, 2.2, self.colours.accent)

    def _quoted(self, block: Quoted) -> Iterator[Piece]:
        tag = self.tag.add(Role.QUOTE)
        yield gap(5)
        style = Style(13, self.colours.ink)
        pieces = paragraph(block.text, style, Box().indented(INDENT), tag.add(Role.PARAGRAPH))
        if block.under:
            pieces = [*pieces[:-1], replace(pieces[-1], keep=True)]
            under = Style(TYPE.small, self.colours.soft)
            below = tag.add(Role.PARAGRAPH)
            pieces += paragraph(block.under, under, Box().indented(INDENT), below)
        for piece in pieces:
            yield beside(piece, self._rule(piece.height))
        yield Piece(8)

    def _rule(self, height: float) -> Draw:
        def draw(pen: Pen, top: float) -> None:
            pen.rect(Box(SIDE, 3), top - height, height, self.colours.accent)

        return draw
