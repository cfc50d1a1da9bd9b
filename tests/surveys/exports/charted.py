"""Papers to draw, and the charts inside an office file, opened as their readers open them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from openpyxl import load_workbook

from surveys.exports.outline import (
    Bar,
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

BANDS = Chart(
    "How was tea?",
    "Answer",
    (
        Bar("Good", "more than half, maybe everyone", 0.5, 1, change="up since then"),
        Bar("=1+1", "fewer than half, maybe nobody", 0, 0.5),
        Bar("Bad", "too few to say"),
        Bar("No answer", "fewer than half, maybe nobody", 0, 0.5, quiet=True),
    ),
    marks=(0.5,),
)
BLOCKS: tuple[Block, ...] = (
    Heading("Food & tea"),
    Line("To make meals better.", quiet=True),
    Line("5 to 9 people answered.", strong=True),
    Facts((("Who decides", "The cook"), ("They answer by", "4 December 2026"))),
    Heading("In short", level=2),
    Points(("Most people like tea.", "Not everyone was asked.")),
    Heading("How was tea?", number=1),
    Line("Most people chose “Good”.", strong=True),
    BANDS,
    Heading("In their own words", level=2),
    Quoted("More <b>toast</b> & *jam* https://example.org", "Drawn by chance."),
    Quoted("أريد المزيد من الخبز"),
    Heading("What was decided"),
    Table("By theme", ("Theme", "Answer"), (("Toast", "Yes"), ("Jam", "Not now"))),
)


def paper(*blocks: Block, title: str = "Food & tea", language: str = "en") -> Outline:
    """A paper of these blocks; of one of each kind where none are given."""
    return Outline(
        title=title,
        kind="What people said",
        language=language,
        name="earshot-food",
        on=date(2026, 11, 20),
        blocks=blocks or BLOCKS,
        foot="Release R-1, 20 November 2026. Form: bands (edition 4).",
    )


def said(block: Block) -> Iterator[str]:
    """Every word of a block, in the order in which it is read."""
    match block:
        case Heading() | Line():
            yield block.text
        case Facts() | Table():
            yield from getattr(block, "head", ())
            for row in block.rows:
                yield from row
        case Points():
            yield from block.lines
        case Chart():
            yield block.named
            for bar in block.bars:
                yield from (each for each in (bar.label, bar.line, bar.says, bar.change) if each)
        case Quoted():
            yield from (each for each in (block.text, block.under) if each)


@dataclass(frozen=True)
class Inside:
    """A chart inside a file: its own XML, and the rows of every sheet of its workbook."""

    xml: str
    sheets: tuple[tuple[tuple[Any, ...], ...], ...]
    kinds: frozenset[str]

    def reach(self, series: int) -> dict[int, str]:
        """How far each bar of a series is drawn, by its row from 0."""
        values = re.findall(r"<c:val>.*?</c:val>", self.xml)[series]
        found = re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>', values)
        return {int(at): value for at, value in found}

    def labels(self) -> list[str]:
        """What stands beside the bars."""
        shown = re.findall(r"<c:cat>.*?</c:cat>", self.xml)[0]
        return [unescape(each) for each in re.findall(r"<c:v>([^<]*)</c:v>", shown)]


def charts_in(content: bytes) -> list[Inside]:
    """The charts of a Word file or of slides, in the order of their numbers."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if re.search(r"charts/chart\d+\.xml$", name)]
        for name in sorted(names, key=lambda each: int(re.findall(r"\d+", each)[-1])):
            rels = parts.read(re.sub(r"charts/(.*)$", r"charts/_rels/\1.rels", name)).decode()
            (target,) = re.findall(r'Target="\.\./(embeddings/[^"]+)"', rels)
            book = load_workbook(io.BytesIO(parts.read(f"{name.split('/')[0]}/{target}")))
            cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
            sheets = tuple(
                tuple(tuple(cell.value for cell in row) for row in sheet.iter_rows())
                for sheet in book
            )
            kinds = frozenset(cell.data_type for cell in cells if cell.value is not None)
            assert all(cell.quotePrefix for cell in cells if cell.data_type == "s")
            found.append(Inside(parts.read(name).decode(), sheets, kinds))
    return found


def rows_of(chart: Chart) -> tuple[tuple[Any, ...], ...]:
    """All that the workbook inside a chart may hold."""
    head = (chart.named, "How many", "Sure: at least this many", "Could be up to this many")
    return head, *((bar.label, bar.says, bar.low, bar.high) for bar in chart.bars)
