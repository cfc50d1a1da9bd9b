"""A paper as slides: a title on each, native tables, and charts that can be edited."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, assert_never

from surveys.exports.drawing import charts
from surveys.exports.drawing import slide_deck as decks
from surveys.exports.drawing import slide_parts as parts
from surveys.exports.drawing import slide_rooms as rooms
from surveys.exports.drawing.office import day_of, settled, words
from surveys.exports.drawing.slide_deck import Deck, Slide
from surveys.exports.drawing.slide_pages import Page, Title, pages
from surveys.exports.drawing.slide_parts import Letters
from surveys.exports.drawing.slide_rooms import Piece
from surveys.exports.look import PLAIN, Look
from surveys.exports.outline import (
    Bar,
    Chart,
    Facts,
    Heading,
    Line,
    Outline,
    Points,
    Quoted,
    Table,
)
from surveys.exports.paper_words import HOW_MANY
from surveys.exports.papers import day
from surveys.exports.papers import outline as paper_of
from surveys.reports.model import Report

_LOGO = 40.0
"""How high a logo is at most, and a fourth of how wide. Unit: points."""
_Said = tuple[str, Letters]


def render(report: Report, look: Look = PLAIN) -> bytes:
    """The report as slides."""
    return draw(paper_of(report), look)


def draw(outline: Outline, look: Look = PLAIN) -> bytes:
    """Any paper as slides. The same paper and look are the same bytes."""
    language = "".join(sign for sign in outline.language if sign.isalnum() or sign == "-")
    language = {"en": "en-GB", "": "en-GB"}.get(language, language)
    on = day_of(outline)
    deck = decks.new_deck(look, language)
    for page in pages(outline):
        _Drawing(deck, outline, look, language, on).add(page)
    out = io.BytesIO()
    deck.save(out)
    return settled(out.getvalue(), on, title=outline.title, language=outline.language)


@dataclass(frozen=True, slots=True)
class _Drawing:
    deck: Deck
    outline: Outline
    look: Look
    language: str
    on: date

    def add(self, page: Page) -> None:
        """One slide: its title, its pieces in the order in which they are read, its foot."""
        worded = any(isinstance(piece.block, _WORDED) for piece in page.pieces)
        name = decks.COVER if page.cover else decks.TEXT if worded else decks.TITLE_ONLY
        slide = self.deck.slides.add_slide(decks.layout_of(self.deck, name))
        if page.cover:
            self._cover(slide, page)
        else:
            self._title(slide, page.title, rooms.TITLE_TOP)
        top = page.top
        for worded, group in groupby(page.pieces, lambda each: isinstance(each.block, _WORDED)):
            pieces = tuple(group)
            if worded:
                self._words(slide, top, pieces)
                top += sum(piece.high for piece in pieces)
                continue
            for piece in pieces:
                self._piece(slide, top, piece)
                top += piece.high
        self._foot(slide)

    def _letters(self, size: float, **more: Any) -> Letters:
        soft = more.pop("soft", False)
        colour = self.look.palette.soft if soft else self.look.palette.ink
        return Letters(size, colour, language=self.language, **more)

    def _title(self, slide: Slide, title: Title, top: float) -> None:
        shape: Any = slide.shapes.title
        parts.put(shape, (rooms.LEFT, top, rooms.WIDE, title.high))
        letters = self._letters(title.size, strong=True)
        parts.fill(shape.text_frame, [("", letters)])
        paragraph = shape.text_frame.paragraphs[0]
        if title.number is not None:
            accent = Letters(
                title.size, self.look.palette.accent, strong=True, language=self.language
            )
            parts.say(paragraph, f"{title.number}. ", accent)
        parts.say(paragraph, title.text, letters)

    def _cover(self, slide: Slide, page: Page) -> None:
        self._title(slide, page.title, rooms.COVER_TOP)
        named = (self.look.organisation, self.outline.kind, day(self.outline.on))
        kind: Any = slide.placeholders[1]
        room = rooms.WIDE - (4 * _LOGO + 20 if self.look.logo is not None else 0)
        parts.put(kind, (rooms.LEFT, rooms.TITLE_TOP, room, rooms.COVER_TOP - rooms.TITLE_TOP))
        accent = Letters(18, self.look.palette.accent, strong=True, language=self.language)
        parts.fill(kind.text_frame, [(" · ".join(each for each in named if each), accent)])
        if self.look.logo is not None:
            pixels = self.look.logo_size
            scale = min(_LOGO / pixels[1], 4 * _LOGO / pixels[0])
            wide, high = (side * scale for side in pixels)
            picture: Any = slide.shapes.add_picture(io.BytesIO(self.look.logo), 0, 0)
            right = rooms.LEFT + rooms.WIDE
            parts.put(picture, (right - wide, rooms.TITLE_TOP - 8, wide, high))
            described = picture._element.nvPicPr.cNvPr
            described.set("name", "Logo")
            described.set("descr", words(self.look.organisation) or "Logo")

    def _words(self, slide: Slide, top: float, pieces: Sequence[Piece]) -> None:
        said = [each for piece in pieces for each in self._said(piece)]
        high = sum(piece.high for piece in pieces)
        parts.add_words(slide, (rooms.LEFT, top, rooms.WIDE, high), said)

    def _said(self, piece: Piece) -> Iterator[_Said]:
        match piece.block:
            case Heading(text=text):
                yield text, self._letters(rooms.SUBHEADING, strong=True, after=8)
            case Line(text=text, quiet=quiet, strong=strong):
                yield text, self._letters(piece.size, strong=strong, soft=quiet, after=7)
            case Points(lines=lines):
                for line in lines:
                    yield line, self._letters(piece.size, bullet=True, after=7)
            case _:
                raise AssertionError("every other block is a shape of its own")

    def _piece(self, slide: Slide, top: float, piece: Piece) -> None:
        match piece.block:
            case Chart() as chart:
                self._chart(slide, top, chart, piece)
            case Quoted() as quote:
                self._quote(slide, top, quote)
            case Facts() as facts:
                self._facts(slide, top, facts, piece)
            case Table() as table:
                self._table(slide, top, table, piece)
            case Heading() | Line() | Points():
                raise AssertionError("words stand in one place, one under the other")
            case _:
                assert_never(piece.block)

    def _quote(self, slide: Slide, top: float, quote: Quoted) -> None:
        said = [(quote.text, self._letters(rooms.BODY, after=4))]
        if quote.under:
            said.append((quote.under, self._letters(rooms.UNDER, soft=True)))
        place = (rooms.LEFT, top, rooms.WIDE, rooms.quote_high(quote))
        parts.add_card(slide, place, said, self.look)

    def _facts(self, slide: Slide, top: float, facts: Facts, piece: Piece) -> None:
        label = self._letters(min(piece.size, rooms.QUIET), strong=True, soft=True)
        cells = [
            [[(name, label)], [(text, self._letters(piece.size))]] for name, text in facts.rows
        ]
        spoken = "; ".join(f"{name}: {text}" for name, text in facts.rows)
        grid = parts.Grid(cells, rooms.columns(facts), piece.rows, headed=False, spoken=spoken)
        parts.add_table(slide, (rooms.LEFT, top), grid, self.look)

    def _table(self, slide: Slide, top: float, table: Table, piece: Piece) -> None:
        head = self._letters(rooms.UNDER, strong=True, soft=True)
        cells = [[[(text, head)] for text in table.head]]
        cells += [[[(text, self._letters(piece.size))] for text in row] for row in table.rows]
        if table.caption:
            high = rooms.caption_high(table)
            said = [(table.caption, self._letters(rooms.QUIET, soft=True))]
            parts.add_words(slide, (rooms.LEFT, top, rooms.WIDE, high), said)
            top += high
        high_rows = (rooms.head_high(table), *piece.rows)
        grid = parts.Grid(cells, rooms.columns(table), high_rows, True, table.caption)
        parts.add_table(slide, (rooms.LEFT, top), grid, self.look)

    def _chart(self, slide: Slide, top: float, chart: Chart, piece: Piece) -> None:
        head = self._letters(rooms.UNDER, strong=True, soft=True)
        cells = [[[(chart.named, head)], [(HOW_MANY, head)]]]
        cells += [self._bar(bar, piece.size) for bar in chart.bars]
        wide = (rooms.LABELS, rooms.SAYS)
        high = (rooms.HEAD, *piece.rows)
        grid = parts.Grid(cells, wide, high, True, charts.spoken(chart))
        parts.add_table(slide, (rooms.LEFT, top), grid, self.look)
        if not charts.drawn(chart):
            return
        rows = sum(piece.rows)
        frame = charts.Frame(0.08, 0.8, rows / (rows + rooms.BELOW - 8), labelled=False, size=12)
        left = rooms.LEFT + rooms.WIDE - rooms.BARS
        place = (left, top + rooms.HEAD, rooms.BARS, rows + rooms.BELOW - 8)
        parts.add_chart(slide, place, chart, frame, self.look, self.on)

    def _bar(self, bar: Bar, size: float) -> list[list[_Said]]:
        beside = self._letters(min(size, rooms.UNDER), soft=True)
        left = [(bar.label, self._letters(size, strong=not bar.quiet, soft=bar.quiet))]
        right = [(bar.says, self._letters(size, soft=bar.quiet))]
        if bar.line:
            left.append((bar.line, beside))
        if bar.change:
            right.append((bar.change, beside))
        return [left, right]

    def _foot(self, slide: Slide) -> None:
        """The layout's own places for the foot and the number, filled."""
        for shape in slide.slide_layout.placeholders:
            kind = shape.element.ph.get("type")
            if kind not in {"ftr", "sldNum"}:
                continue
            element = deepcopy(shape.element)
            slide.shapes._spTree.append(element)
            element.nvSpPr.cNvPr.set("id", str(900 + (kind == "sldNum")))
            if kind == "ftr":
                placed = next(each for each in slide.placeholders if each.element is element)
                paragraph = placed.text_frame.paragraphs[0]
                parts.say(paragraph, self.outline.foot, self._letters(rooms.FOOT, soft=True))


_WORDED = Heading | Line | Points
