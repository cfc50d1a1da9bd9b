"""A result as a workbook: what to read first, then tables to filter, and charts of what is drawn.

Every word is written as words, whatever sign it begins with, and nothing is a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, assert_never

from surveys.exports import paper_words as said
from surveys.exports.drawing.office import day_of, settled
from surveys.exports.drawing.xlsx_charts import draw_charts
from surveys.exports.drawing.xlsx_hand import Cell, Hand, Sheet
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
from surveys.exports.papers import day, outline
from surveys.reports import words
from surveys.reports.model import Decision, Report

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FIRST = "Read me first"
RESULTS = Sheet(
    "Results",
    ("Question", "Answer", "What is printed", "Bar from", "Bar to", "Note"),
    (44, 30, 40, 13, 13, 44),
)
THEMES = Sheet(
    "Themes",
    ("Question", "Theme", "What it means", "What is printed", "Bar from", "Bar to", "Note"),
    (40, 26, 44, 34, 13, 13, 34),
)
WORDS = Sheet("Words", ("Question", "Words", "Whose words", "Why these"), (40, 70, 24, 44))
DECISIONS = Sheet(
    "Decisions",
    (
        *("Theme", said.VERDICT, said.PROMISE, said.REASON, said.OWNER, said.DUE),
        *(said.DECIDED_ON, said.SAID_BEFORE),
    ),
    (26, 12, 44, 44, 26, 26, 20, 44),
)
"""All that the tables may hold. Nothing is added without being named here."""
SHEETS = (
    "The other sheets hold the same words as tables, to filter and to copy.",
    "Bar from and Bar to are what a bar draws: where its solid part ends and how far its stripes "
    "reach, as shares of everybody, from 0 to 1. They are no counts.",
)
_OWN, _READERS = "in their own words", "in a reader's words"


def render(report: Report, look: Look = PLAIN) -> bytes:
    """The result as an XLSX workbook. The same result gives the same bytes."""
    from xlsxwriter import Workbook

    paper, out = outline(report), io.BytesIO()
    as_words = ("strings_to_formulas", "strings_to_numbers", "strings_to_urls")
    book = Workbook(out, {"in_memory": True, **dict.fromkeys(as_words, False)})
    book.set_properties({"created": datetime.combine(day_of(paper), time())})
    hand = Hand(book, look, paper.foot)
    _read_me_first(hand, paper, tables=report.enough)
    if report.enough:
        hand.table(RESULTS, [*_results(report)])
        draw_charts(hand, paper)
        hand.table(THEMES, [*_themes(report)])
        hand.table(WORDS, [*_quotes(report)])
    hand.table(DECISIONS, [_decision(one) for one in report.decisions])
    book.close()
    title = f"{paper.title}: {paper.kind}"
    return settled(out.getvalue(), day_of(paper), title=title, language=paper.language)


def _results(report: Report) -> Iterator[tuple[Cell, ...]]:
    for number, section in enumerate(report.sections, 1):
        asked = f"{number}. {section.heading}"
        if section.lead:
            yield asked, "", section.lead, None, None, ""
        for row in section.rows:
            yield asked, row.label, row.says, *_ends(row.low, row.high), row.change
        for note in section.notes:
            yield asked, "", "", None, None, note


def _themes(report: Report) -> Iterator[tuple[Cell, ...]]:
    for number, section in enumerate(report.sections, 1):
        asked = f"{number}. {section.heading}"
        for one in section.themes:
            ends = _ends(one.low, one.high)
            yield asked, one.name, one.description, one.says, *ends, one.change
        if section.also_said:
            yield asked, words.ALSO_SAID, section.also_said, "", None, None, ""


def _quotes(report: Report) -> Iterator[tuple[Cell, ...]]:
    for number, section in enumerate(report.sections, 1):
        for quote in section.quotes:
            whose = _READERS if quote.reworded else _OWN
            yield f"{number}. {section.heading}", quote.text, whose, quote.why


def _decision(one: Decision) -> tuple[Cell, ...]:
    due = day(one.due) if one.due else ""
    if one.done_on is not None:
        due = said.DONE.format(day=day(one.done_on))
    elif one.late:
        due = said.LATE.format(day=due)
    return (
        *(one.theme or said.DECIDED_OF_ALL, said.VERDICTS[one.verdict], one.promise, one.reason),
        *(one.owner, due, day(one.decided_on), "\n".join(one.before)),
    )


def _ends(low: float | None, high: float | None) -> tuple[Cell, Cell]:
    return (None, None) if low is None else (low, high)


def _read_me_first(hand: Hand, paper: Outline, *, tables: bool) -> None:
    """Everything that is said of the whole: each question has its place in the tables."""
    sheet = hand.sheet(FIRST, (30, 90))
    sheet.hide_gridlines(2)
    over = " · ".join(filter(None, (paper.kind, hand.look.organisation)))
    at_once = {"bold": True, "text_wrap": False}
    hand.write(sheet, (0, 0), over, font_color=hand.colours.accent, **at_once)
    row, asked = 1, False
    for block in paper.blocks:
        if isinstance(block, Heading) and block.level == 1:
            asked = block.number is not None
        if not asked:
            row = _block(hand, sheet, block, row)
    if tables:
        for line in SHEETS:
            row = _line(hand, sheet, Line(line, quiet=True), row)
    if hand.look.logo is not None:
        _logo(hand, sheet)


def _block(hand: Hand, sheet: Worksheet, block: Block, row: int) -> int:
    """One block from ``row`` on; returns the row after it."""
    match block:
        case Heading(text=text, level=level):
            size = 24 if row == 1 else 16 if level == 1 else 13
            row += row > 1
            hand.write(sheet, (row, 0), text, bold=True, font_size=size, text_wrap=False)
            return row + 1
        case Line():
            return _line(hand, sheet, block, row)
        case Points(lines=lines):
            for at, line in enumerate(lines):
                hand.write(sheet, (row + at, 1), line, num_format='"•  "@')
            return row + len(lines)
        case Facts(rows=rows):
            return _cells(hand, sheet, rows, row)
        case Table(head=head, rows=rows):
            return _cells(hand, sheet, (head, *rows), row)
        case Chart(bars=bars):
            return _cells(hand, sheet, [(bar.label, bar.says, bar.change) for bar in bars], row)
        case Quoted(text=text, under=under):
            return _cells(hand, sheet, ((under, text),), row)
        case _:
            assert_never(block)


def _line(hand: Hand, sheet: Worksheet, line: Line, row: int) -> int:
    colours = hand.look.palette
    how = {"bold": True, "font_size": 13} if line.strong else {}
    hand.write(sheet, (row, 1), line.text, **how, **_colour(colours.soft if line.quiet else ""))
    return row + 1


def _cells(hand: Hand, sheet: Worksheet, rows: Sequence[Sequence[str]], row: int) -> int:
    edge = {"bottom": 1, "bottom_color": hand.look.palette.line}
    for at, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            how = _colour(hand.look.palette.soft) if column == 0 else {}
            hand.write(sheet, (row + at, column), cell, **edge, **how)
    return row + len(rows)


def _colour(colour: str) -> dict[str, Any]:
    return {"font_color": colour} if colour else {}


def _logo(hand: Hand, sheet: Worksheet) -> None:
    """The organisation's own picture, beside what the workbook is."""
    logo, (wide, high) = hand.look.logo, hand.look.logo_size
    assert logo is not None, "only of a look that has one"
    scale = min(150 / wide, 48 / high)
    sheet.insert_image(
        *(0, 2),
        "logo.png",
        {
            "image_data": io.BytesIO(logo),
            "x_scale": scale,
            "y_scale": scale,
            "description": hand.look.organisation or "Logo",
        },
    )
