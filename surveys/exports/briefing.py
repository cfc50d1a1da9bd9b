"""One page for a board: page one of a result, and what the board answers or has answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from surveys.exports import paper_words as said
from surveys.exports.outline import Block, Facts, Heading, Line, Outline, Points
from surveys.exports.papers import answer_back, day, due_of, page_one, paper_of
from surveys.reports.model import Decision, Report

PAGE = 43.0
"""What a page holds below what stands above its title. Unit: lines of its body."""
WIDE, LABEL, BESIDE = 60, 20, 37
"""Letters in a line: across the page, of a row's label, and beside it; few enough for the widest
letters that a machine has."""
TITLE, STRONG = 26, 46
"""The same of a title, and of a line that stands out."""
GAP, ROW, HEAD = 0.4, 0.45, 2.6
"""Room after a paragraph, in a row, and of a heading. Unit: lines."""


def brief(report: Report) -> Outline:
    """One page for the board: what people said, and what the board answers.

    Where more was decided than a page holds, it says how much more and where that is.
    """
    blocks = [*page_one(report, is_brief=True)]
    if not report.enough:
        blocks += [Line(line) for line in said.NOTHING_WHY[:2]]
    blocks += _response(report, PAGE - sum(map(_lines, blocks)))
    return paper_of(report, said.BRIEF_KIND, blocks)


def _response(report: Report, left: float) -> Iterator[Block]:
    told = report.heard_back
    if told is not None or report.decisions:
        yield Heading(said.BRIEF_DECIDED, level=2)
        yield from _decided(report, left - HEAD)
        return
    if report.answer_by is None:
        yield Heading(said.BRIEF_HEADING_UNDATED, level=2)
    else:
        yield Heading(said.BRIEF_HEADING.format(day=day(report.answer_by)), level=2)
    yield Facts(tuple((field, said.BRIEF_BLANK) for field in said.BRIEF_FIELDS))
    yield Line(said.BRIEF_TOLD, quiet=True)


def _decided(report: Report, left: float) -> Iterator[Block]:
    """As many decisions as fit, the first at least, and how many more there are."""
    told = report.heard_back
    rows = [(said.HEARD_BACK, told.next)] if told is not None else []
    rows = [*answer_back(report), *rows]
    always = len(rows) + 1
    rows += [(one.theme or said.ALL_OF_IT, _in_one_line(one)) for one in report.decisions]
    more = Line(said.BRIEF_MORE.format(count=len(rows)), quiet=True)
    kept = rows
    while len(kept) > always and _high(kept) + (len(kept) < len(rows)) * _lines(more) > left:
        kept = kept[:-1]
    yield Facts(tuple(kept))
    if len(kept) < len(rows):
        yield Line(said.BRIEF_MORE.format(count=len(rows) - len(kept)), quiet=True)


def _in_one_line(one: Decision) -> str:
    """A decision as a board reads it: the answer, the promise, who, and by when."""
    due = said.BRIEF_LATE.format(day=day(one.due)) if one.late and one.due else due_of(one)
    line = said.BRIEF_LINE_DUE if due else said.BRIEF_LINE
    verdict = said.VERDICTS[one.verdict]
    due = due.removesuffix(".")
    return line.format(verdict=verdict, promise=one.promise, owner=one.owner, due=due)


def _high(rows: Iterable[tuple[str, str]]) -> float:
    return sum(
        max(ceil(len(label) / LABEL), ceil(len(text) / BESIDE)) + ROW for label, text in rows
    )


def _lines(block: Block) -> float:
    """How high a block of page one stands, and never less. Unit: lines of the body."""
    match block:
        case Heading(level=1):
            return 2.2 * ceil(len(block.text) / TITLE) + 0.9
        case Heading():
            return HEAD
        case Line():
            wide = STRONG if block.strong else WIDE
            return ceil(len(block.text) / wide) * (1.2 if block.strong else 1) + GAP
        case Points():
            return sum(ceil(len(line) / (WIDE - 4)) + GAP for line in block.lines)
        case Facts():
            return _high(block.rows) + GAP
        case _:
            raise AssertionError("page one has no other blocks")
