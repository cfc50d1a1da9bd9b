"""The hand that writes a workbook: each cell as words or as a number, never as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from surveys.exports.csv import guarded
from surveys.exports.drawing.office import words
from surveys.exports.look import TYPE, Look

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_000
"""Most letters of a cell: a workbook holds few more."""
_MOST_OF_FOOT = 200
_SIZE = 12
_HIGHEST = 400
"""Of a row. Unit: points; a workbook knows none above 409."""
_DIGITS = 3
"""Of a share, as a result itself rounds it."""

Cell = str | float | None
"""Words, a share of everybody, or nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a table. ``widths``: of its columns. Unit: letters."""

    name: str
    columns: Sequence[str]
    widths: Sequence[int]


class Hand:
    """Writes into one workbook, in one look."""

    def __init__(self, book: Workbook, look: Look, foot: str) -> None:
        self.book, self.look, self.foot = book, look, foot
        self._styles: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._widths: dict[str, Sequence[int]] = {}
        self._deep: dict[tuple[str, int], float] = {}

    def sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        """A sheet to print on A4, with the release at the foot of each page."""
        made = self.book.add_worksheet(name)
        self._widths[name] = widths
        for column, wide in enumerate(widths):
            made.set_column(column, column, wide, self.style())
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        made.set_margins(0.6, 0.6, 0.7, 0.9)
        told = words(self.foot).replace("\n", " ")[:_MOST_OF_FOOT].replace("&", "&&")
        made.set_footer(f'&L&"{TYPE.face}"&9{told}&R&9&P / &N')
        return made

    def style(self, **how: Any) -> Format:
        """Letters as every sheet has them, and ``how`` these differ."""
        base = {"font_name": TYPE.face, "font_size": _SIZE, "font_color": self.colours.ink}
        every = {**base, "text_wrap": True, "valign": "top", **how}
        key = tuple(sorted(every.items()))
        if key not in self._styles:
            self._styles[key] = self.book.add_format(every)
        return self._styles[key]

    @cached_property
    def colours(self) -> Any:
        """The palette."""
        return self.look.palette

    def write(self, sheet: Worksheet, at: tuple[int, int], cell: Cell, **how: Any) -> None:
        """One cell. Words that look like a formula stay words also when somebody edits them."""
        match cell:
            case None | "":
                sheet.write_blank(*at, None, self.style(**how))
            case str():
                text = words(cell)[:LONGEST]
                if guarded(text) != text:
                    how["quote_prefix"] = True
                sheet.write_string(*at, text, self.style(**how))
                self._make_room(sheet, at, text, how)
            case float() | int():
                style = self.style(**how, num_format="0.0##", align="left")
                sheet.write_number(*at, round(cell, _DIGITS), style)

    def _make_room(self, sheet: Worksheet, at: tuple[int, int], text: str, how: Any) -> None:
        """Make a row as high as its longest cell: not every program does when it opens a file."""
        row, column = at
        size = how.get("font_size", _SIZE)
        wide = self._widths[sheet.name][column] * 0.95 * _SIZE / size
        lines = [1 + max(len(line) - 1, 0) // wide for line in text.split("\n")]
        deep = 5 + 1.3 * size * (sum(lines) if how.get("text_wrap", True) else 1)
        if deep > self._deep.get((sheet.name, row), 0):
            self._deep[sheet.name, row] = deep
            sheet.set_row(row, min(deep, _HIGHEST))

    def table(self, of: Sheet, rows: Sequence[Sequence[Cell]]) -> None:
        """A table with a head that stays, a filter for each column, and lines that wrap."""
        if not rows:
            return
        sheet = self.sheet(of.name, of.widths)
        colours = self.colours
        head = {"bold": True, "bg_color": colours.accent, "font_color": colours.on_accent}
        for column, name in enumerate(of.columns):
            self.write(sheet, (0, column), name, **head, valign="vcenter")
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                edge = {"bottom": 1, "bottom_color": colours.line}
                self.write(sheet, (number, column), cell, **edge)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(of.columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
