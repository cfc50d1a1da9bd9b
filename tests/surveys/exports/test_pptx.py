"""A paper as slides, opened again with the library that others read them with."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pptx as library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from surveys.exports import pptx
from surveys.exports.drawing import charts as office_charts
from surveys.exports.drawing import measuring
from surveys.exports.drawing import slide_rooms as rooms
from surveys.exports.drawing.slide_pages import Page, pages
from surveys.exports.look import Look
from surveys.exports.outline import (
    Bar,
    Block,
    Chart,
    Facts,
    Heading,
    Line,
    Points,
    Quoted,
    Table,
)
from surveys.exports.papers import outline
from tests.surveys.exports.charted import BANDS, BLOCKS, charts_in, paper, rows_of, said
from tests.surveys.exports.opened import days_of_parts, inside
from tests.surveys.exports.samples import decided, sample


def opened(content: bytes) -> Any:
    return library.Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def made() -> bytes:
    return pptx.draw(paper())


def words_of(slide: Any) -> list[str]:
    """What a slide says, shape by shape in the order in which they are read."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        if shape.has_table:
            for row in shape.table.rows:
                for cell in row.cells:
                    found += [paragraph.text for paragraph in cell.text_frame.paragraphs]
    return found


def test_slides_say_every_word_of_their_paper_in_its_order(made: bytes) -> None:
    """What one format leaves out, its readers never hear of. Fails when a block is not drawn."""
    whole = "\n".join(text for slide in opened(made).slides for text in words_of(slide))
    at = 0
    for block in BLOCKS:
        for text in said(block):
            at = whole.index(text, at)


def test_every_slide_has_a_title_in_the_place_for_it_and_it_is_read_first(made: bytes) -> None:
    """The list of slides, and whoever hears them, know a slide by its title."""
    slides = opened(made).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]

    assert titles == [
        "Food & tea",
        "In short",
        "1. How was tea? (1\u00a0of\u00a02)",
        "1. How was tea? (2\u00a0of\u00a02)",
        "What was decided",
    ]
    assert all(slide.shapes[0].shape_id == slide.shapes.title.shape_id for slide in slides)


def test_words_under_a_table_are_read_after_it() -> None:
    """Whoever hears a slide hears its shapes in their own order."""
    facts = Facts((("Who", "The cook"),))
    made = pptx.draw(paper(Heading("Food"), Heading("Who"), facts, Line("And then this.")))

    assert words_of(opened(made).slides[1])[1:4] == ["Who", "The cook", "And then this."]


def test_every_slide_names_its_release_and_its_number_and_has_no_notes(made: bytes) -> None:
    """E6: a slide that is copied out still says what it is of."""
    for slide in opened(made).slides:
        kinds = {shape.element.ph.get("type"): shape for shape in slide.placeholders}

        assert "Release R-1" in kinds["ftr"].text_frame.text
        assert 'type="slidenum"' in kinds["sldNum"]._element.xml
        assert not slide.has_notes_slide


def test_what_is_drawn_on_slides_can_be_heard_and_edited(made: bytes) -> None:
    """Charts and tables are native, in words, and no cell is merged."""
    (slide,) = [each for each in opened(made).slides if any(s.has_chart for s in each.shapes)]
    graphics = [shape for shape in slide.shapes if shape.has_chart or shape.has_table]
    chart = next(shape.chart for shape in graphics if shape.has_chart)

    assert [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in graphics] == [
        office_charts.spoken(BANDS)
    ] * 2
    assert list(chart.plots[0].categories) == [bar.label for bar in BANDS.bars]
    assert [series.name for series in chart.plots[0].series] == [
        office_charts.COULD_BE,
        office_charts.SURE,
    ]
    assert all(shape.table.first_row for shape in graphics if shape.has_table)


def test_d4_the_workbook_in_a_slides_chart_holds_what_is_printed_and_nothing_else(
    made: bytes,
) -> None:
    """D4, E1, as in Word: label, words and the drawn range, one sheet."""
    (chart,) = charts_in(made)

    assert chart.sheets == (rows_of(BANDS),)
    assert chart.kinds == {"s", "n"}
    assert chart.reach(0) == {0: "1", 1: "0.5", 3: "0.5"}
    assert chart.reach(1) == {0: "0.5", 1: "0", 3: "0"}


def test_e5_slides_name_no_maker_and_no_time_finer_than_a_day(made: bytes) -> None:
    """E5, also of the workbooks inside them."""
    properties = opened(made).core_properties
    day = datetime(2026, 11, 20, tzinfo=UTC)

    assert (properties.author, properties.last_modified_by) == ("", "")
    assert {properties.created.replace(tzinfo=UTC), properties.modified.replace(tzinfo=UTC)} == {
        day
    }
    assert days_of_parts(made) == {(2026, 11, 20, 0, 0, 0)}
    assert not [name for name, _ in inside(made) if "thumbnail" in name or "printer" in name]
    assert not [part for _, part in inside(made) if b"Macintosh" in part or b"python" in part]


def test_the_same_paper_is_the_same_slides(made: bytes) -> None:
    """Two copies of one release are told apart by nothing."""
    assert pptx.draw(paper()) == made


def test_e3_no_words_of_a_slide_become_a_link(made: bytes) -> None:
    """E3: nobody who is shown a result is led anywhere by an answer."""
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        rels = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))

    assert b"hyperlink" not in rels
    assert b"External" not in rels


def test_e2_no_words_break_the_slides() -> None:
    """E2: half an emoji, a control character or no character at all is no end of a result."""
    text = "a\x00\ud83d\ufffe\u202e b"
    made = pptx.draw(
        paper(
            Heading(text),
            Heading(text),
            Quoted(text),
            Chart(text, text, (Bar(text, text, 0, 0.5, text, text),)),
            Table(text, (text,), ((text,),)),
            title=text,
        )
    )

    assert all("a? b" in " ".join(words_of(slide)) for slide in opened(made).slides)


def test_the_organisations_colour_is_on_every_slide() -> None:
    """And offered to whoever edits them."""
    deck = opened(pptx.draw(paper(), Look("Northfield", "#334d9c")))

    assert 'val="334d9c"' in deck.slide_master.element.xml
    assert "Northfield" in words_of(deck.slides[0])[1]


def bottom(page: Page) -> float:
    return page.top + sum(piece.high for piece in page.pieces)


_WORD = st.sampled_from(["tea", "breakfast", "مرحبا", "😀", "W" * 9, "and", "x" * 70])
_TEXT = st.lists(_WORD, min_size=1, max_size=60).map(" ".join)
_SHORT = st.lists(_WORD, min_size=1, max_size=8).map(" ".join)
_BARS = st.lists(st.builds(Bar, _SHORT, _SHORT, st.just(0.1), st.just(0.4)), max_size=20)
_BLOCK: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, _TEXT, st.sampled_from([1, 2])),
    st.builds(Line, _TEXT, st.booleans(), st.booleans()),
    st.builds(Points, st.lists(_TEXT, max_size=12).map(tuple)),
    st.builds(Quoted, _TEXT, _SHORT),
    st.builds(Chart, _SHORT, st.just("Answer"), _BARS.map(tuple)),
    st.builds(Facts, st.lists(st.tuples(_SHORT, _TEXT), max_size=12).map(tuple)),
    st.builds(
        Table,
        _SHORT,
        st.just(("One", "Other")),
        st.lists(st.tuples(_TEXT, _TEXT), max_size=8).map(tuple),
    ),
)


@settings(deadline=None, max_examples=200 if os.environ.get("EARSHOT_FULL") else 8)
@given(st.lists(_BLOCK, max_size=8))
def test_no_slide_holds_more_than_it_has_room_for(blocks: list[Block]) -> None:
    """Words below a slide's edge are not there. Whatever the paper, each slide ends above its
    foot, and no block of it is lost."""
    laid = pages(paper(Heading("Food"), *blocks))
    shown = [piece.block for page in laid for piece in page.pieces]
    bars = [bar for block in blocks if isinstance(block, Chart) for bar in block.bars]
    points = sum(len(each) for each in words(blocks))

    assert [page.title.text for page in laid if bottom(page) > rooms.BOTTOM + 0.5] == []
    assert [bar for one in shown if isinstance(one, Chart) for bar in one.bars] == bars
    assert sum(len(each) for each in words(shown)) >= points
    assert all(page.title.high <= rooms.TITLE_HIGH for page in laid[1:])


def words(blocks: list[Block]) -> Iterator[list[str]]:
    """The words of everything that is no heading: titles stand above."""
    for block in blocks:
        if not isinstance(block, Heading) and rooms.says(block):
            yield [word for text in said(block) for word in text.split()]


def test_a_title_that_no_slide_holds_is_said_in_full_under_its_beginning() -> None:
    """A long question is cut in no format."""
    question = "What would you change about how the house is run " * 8
    page = pages(paper(Heading("Food"), Heading(question, number=1)))[1]

    assert page.title.text.endswith("…")
    assert page.pieces[0].block == Line(question, strong=True)


@pytest.mark.parametrize("text", ["The quick brown fox, 12:30?", "WWW mmm @@@", "Él está aquí"])
def test_words_are_measured_as_wide_as_their_letters_are(text: str) -> None:
    """Against the widths that the face's own maker gives."""
    real = stringWidth(text, "Helvetica", 20)

    assert real * 0.99 <= measuring.width(text, 20) <= real * 1.05
    assert measuring.width(text, 20, strong=True) >= stringWidth(text, "Helvetica-Bold", 20) * 0.99


@pytest.mark.full
@pytest.mark.parametrize("total", [4, 7, 14, 24, 300])
def test_slides_draw_every_question_type_at_every_size(total: int) -> None:
    """Whatever may be shown is shown in full, and inside its slide."""
    report = decided(sample(total)) if total > 4 else sample(total)
    wanted = outline(report)
    made = pptx.render(report)
    deck = opened(made)
    whole = "\n".join(text for slide in deck.slides for text in words_of(slide))
    charts = [block for block in wanted.blocks if isinstance(block, Chart)]
    drawn = [one for one in charts if any(bar.low is not None for bar in one.bars)]
    rows = [row for each in charts_in(made) for row in each.sheets[0][1:]]

    assert all(text in whole for block in wanted.blocks for text in said(block))
    assert rows == [row for one in drawn for row in rows_of(one)[1:]]
    assert all(
        shape.left >= 0
        and shape.top >= 0
        and shape.left + shape.width <= deck.slide_width
        and shape.top + shape.height <= deck.slide_height
        for slide in deck.slides
        for shape in slide.shapes
    )


def test_a_question_with_themes_decisions_and_quotes_takes_four_slides() -> None:
    """Whoever shows it loses the room before the sixth. Fails when each decision is a slide."""
    made = decided(sample(40))
    themed = next(one.heading for one in made.sections if one.themes)
    slides = [each for each in pages(outline(made)) if each.title.text.startswith(themed)]

    assert len(slides) <= 4
