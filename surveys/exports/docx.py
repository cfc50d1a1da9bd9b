"""A paper as a Word file: named styles, native tables, and charts that can be edited."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, assert_never

from surveys.exports.drawing import charts
from surveys.exports.drawing import word_parts as parts
from surveys.exports.drawing import word_rooms as rooms
from surveys.exports.drawing import word_styles as styles
from surveys.exports.drawing.office import day_of, settled, words
from surveys.exports.look import PLAIN, Look
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
from surveys.exports.paper_words import HOW_MANY, LEGEND
from surveys.exports.papers import outline as paper_of
from surveys.reports.model import Report

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_FACTS = (rooms.FACTS, 1 - rooms.FACTS)
_ROWS = (rooms.LABELS, 1 - rooms.LABELS)
_LOGO = 45.0
"""How high a logo is at most, and a third of how wide. Unit: points."""
_KEPT_WHOLE = 10
"""Rows of a table that stays on one page, if a page holds it."""


def render(report: Report, look: Look = PLAIN) -> bytes:
    """The report as a Word file."""
    return draw(paper_of(report), look)


def draw(outline: Outline, look: Look = PLAIN) -> bytes:
    """Any paper as a Word file. The same paper and look are the same bytes."""
    import docx

    document = docx.Document()
    parts.strip(document)
    styles.set_styles(document, look, outline.language)
    parts.set_edges(document, outline, look)
    paper = _Paper(document, outline, look, day_of(outline))
    paper.begin()
    for at, block in enumerate(outline.blocks):
        paper.add(block, outline.blocks[at + 1 :])
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue(), paper.on, title=outline.title, language=outline.language)


@dataclass(slots=True)
class _Paper:
    """One file while it is made.

    ``under`` are the last heading of level 1 and the one in it; ``tops`` counts those of level 1.
    """

    document: Document
    outline: Outline
    look: Look
    on: date
    under: tuple[str, str] = ("", "")
    tops: int = 0
    charts: int = 0
    filled: float = 60
    """How much of the page is taken, about. Unit: points."""
    headed: bool = False
    """Nothing but lines stands under the last heading yet."""

    def begin(self) -> None:
        """Whose paper it is and what kind, above its title."""
        if self.look.logo is not None:
            wide, high = self.look.logo_size
            scale = min(_LOGO / high, 3 * _LOGO / wide)
            parts.add_logo(self.document, self.look, (wide * scale, high * scale))
        named = (self.look.organisation, self.outline.kind)
        self._say(" · ".join(each for each in named if each), styles.KIND)

    def add(self, block: Block, ahead: Sequence[Block]) -> None:
        """The block, after all before it, and on the page of the one that it leads up to."""
        following = ahead[0] if ahead else None
        turned = self._turned(block, ahead)
        match block:
            case Heading():
                self._head(block, turned=turned)
            case Line():
                style = styles.LEAD if block.strong else styles.QUIET if block.quiet else "Normal"
                # A line that stands back, or sums up, goes with what it is about.
                before = Chart | Facts | Points | Table | Line
                leads = isinstance(following, before) and (block.strong or block.quiet)
                self._say(block.text, style, leads=leads or isinstance(following, Chart))
            case Facts():
                self._facts(block)
            case Points():
                for line in block.lines:
                    self._say(line, "List Bullet")
            case Chart():
                self._chart(block)
            case Quoted():
                self._quote(block)
            case Table():
                self._table(block)
            case _:
                assert_never(block)

    def _turned(self, block: Block, ahead: Sequence[Block]) -> bool:
        """Whether a page begins with the block; and how much of it is filled after it."""
        high, turned, heads = rooms.high(block), False, isinstance(block, Heading)
        if isinstance(block, Heading):
            needed = self.filled + self._needed(block, ahead)
            far = needed > rooms.PAGE and self.filled > rooms.PAGE / 4
            turned = (block.level == 1 and self.tops == 1) or (far and not self.headed)
        self.headed = heads or (self.headed and isinstance(block, Line))
        self.filled = high if turned else self.filled + high
        if self.filled > rooms.PAGE:
            self.filled = min(self.filled - rooms.PAGE + rooms.first(block) / 2, rooms.PAGE)
        return turned

    def _needed(self, heading: Heading, ahead: Sequence[Block]) -> float:
        """How much has to stand on the heading's page; all of the paper's last part, so that its
        last page is more than what the paper says of itself."""
        is_last = not any(isinstance(one, Heading) and one.level == 1 for one in ahead)
        if heading.level == 1 and is_last:
            whole = sum(map(rooms.high, (heading, *ahead)))
            if whole <= rooms.PAGE:
                return whole
        return rooms.together((heading, *ahead))

    def _say(self, text: str, style: str, *, leads: bool = False) -> None:
        paragraph = self.document.add_paragraph(style=style)
        parts.say(paragraph, text)
        if leads:
            paragraph.paragraph_format.keep_with_next = True

    def _head(self, heading: Heading, *, turned: bool) -> None:
        tops = heading.level == 1
        self.tops += tops
        self.under = (heading.text, "") if tops else (self.under[0], heading.text)
        style = "Heading 2" if not tops else "Title" if self.tops == 1 else "Heading 1"
        paragraph = self.document.add_paragraph(style=style)
        paragraph.paragraph_format.page_break_before = True if turned else None
        if heading.number is not None:
            parts.say(paragraph, f"{heading.number}. ", colour=self.look.palette.accent)
        parts.say(paragraph, heading.text)

    def _caption(self, text: str) -> None:
        """What a table is of, unless the heading above it has just said so."""
        if text and text not in self.under:
            self._say(text, "Caption")

    def _facts(self, facts: Facts) -> None:
        if not facts.rows:
            return
        table = parts.add_table(self.document, len(facts.rows), _FACTS, headed=False)
        for cells, (label, text) in zip(parts.cells_of(table), facts.rows, strict=True):
            _fill(cells[0], label, styles.CELL_HEAD)
            _fill(cells[1], text, styles.CELL)
        parts.leave_room(table, facts.rows)
        parts.keep(table, whole=len(facts.rows) <= _KEPT_WHOLE)
        parts.after(self.document)

    def _chart(self, chart: Chart) -> None:
        if not chart.bars:
            return
        self._caption(chart.caption)
        if charts.drawn(chart) and not self.charts:
            self._say(LEGEND, "Caption")
        for piece in rooms.pieces_of(chart):
            if charts.drawn(piece):
                self.charts += 1
                parts.add_chart(self.document, piece, self.look, (self.charts, self.on))
            self._rows(piece)

    def _rows(self, chart: Chart) -> None:
        rows_in_all = len(chart.bars) + 1
        caption = words(chart.caption)
        table = parts.add_table(self.document, rows_in_all, _ROWS, caption=caption)
        head, *rows = parts.cells_of(table)
        _fill(head[0], chart.named, styles.CELL_HEAD)
        _fill(head[1], HOW_MANY, styles.CELL_HEAD)
        soft = self.look.palette.soft
        for cells, bar in zip(rows, chart.bars, strict=True):
            _fill(cells[0], bar.label, styles.CELL, colour=soft if bar.quiet else None)
            if bar.line:
                parts.say(cells[0].add_paragraph(style=styles.CELL), bar.line, colour=soft)
            _fill(cells[1], bar.says, styles.CELL)
            if bar.change:
                parts.say(cells[1].add_paragraph(style=styles.CELL), bar.change, colour=soft)
        parts.keep(table, whole=False)
        parts.after(self.document)

    def _quote(self, quote: Quoted) -> None:
        paragraph = self.document.add_paragraph(style="Quote")
        parts.say(paragraph, quote.text)
        if quote.under:
            paragraph.paragraph_format.keep_with_next = True
            self._say(quote.under, styles.SOURCE)

    def _table(self, block: Table) -> None:
        self._caption(block.caption)
        shares = tuple(each / rooms.WIDE for each in rooms.columns(block))
        table = parts.add_table(
            self.document, len(block.rows) + 1, shares, caption=words(block.caption)
        )
        head, *rows = parts.cells_of(table)
        for cell, text in zip(head, block.head, strict=True):
            _fill(cell, text, styles.CELL_HEAD)
        for cells, row in zip(rows, block.rows, strict=True):
            for cell, text in zip(cells, row, strict=True):
                _fill(cell, text, styles.CELL)
        parts.leave_room(table, (block.head, *block.rows))
        parts.keep(table, whole=len(block.rows) <= _KEPT_WHOLE)
        parts.after(self.document)


def _fill(cell: _Cell, text: str, style: str, *, colour: str | None = None) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    parts.say(paragraph, text, colour=colour)
