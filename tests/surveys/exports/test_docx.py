"""A paper as a Word file, opened again with the library that others read it with."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx as library
import pytest
from docx.oxml.ns import qn

from surveys.exports import docx
from surveys.exports.look import Look
from surveys.exports.outline import Bar, Chart, Facts, Heading, Line, Points, Quoted, Table
from surveys.exports.papers import outline
from tests.surveys.exports.charted import BANDS, BLOCKS, charts_in, paper, rows_of, said
from tests.surveys.exports.opened import days_of_parts, inside
from tests.surveys.exports.samples import decided, sample


def opened(content: bytes) -> Any:
    return library.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def made() -> bytes:
    return docx.draw(paper())


def read(content: bytes) -> list[str]:
    """What the file says, paragraph by paragraph, through its tables."""
    return [
        "".join(run.text or "" for run in found.iter(qn("w:t"), qn("w:br")))
        for found in opened(content).element.body.iter(qn("w:p"))
    ]


def test_a_word_file_says_every_word_of_its_paper_in_its_order(made: bytes) -> None:
    """What one format leaves out, its readers never hear of. Fails when a block is not drawn."""
    whole = "\n".join(read(made))
    at = 0
    for block in BLOCKS:
        for text in said(block):
            at = whole.index(text, at)


def test_what_a_word_file_shows_has_named_styles(made: bytes) -> None:
    """Whoever changes a style changes the paper; whoever hears it hears what is a heading."""
    document = opened(made)
    styled = {each.text: each.style.name for each in document.paragraphs}

    assert styled["Food & tea"] == "Title"
    assert styled["1. How was tea?"] == "Heading 1"
    assert styled["In short"] == "Heading 2"
    assert styled["Most people like tea."] == "List Bullet"
    assert styled["More <b>toast</b> & *jam* https://example.org"] == "Quote"
    assert {table.style.name for table in document.tables} == {"Earshot table"}
    assert len(document.styles) < 25


def test_a_word_file_can_be_heard(made: bytes) -> None:
    """Its language, what each chart says, which row is a table's head, which page this is."""
    document = opened(made)
    xml = document.element.xml
    heads = [table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader") for table in document.tables]
    footers = (document.sections[0].footer, document.sections[0].first_page_footer)

    assert 'w:lang w:val="en-GB"' in document.styles.element.xml
    assert 'descr="How was tea? Good: more than half, maybe everyone; =1+1:' in xml
    assert [bool(head) for head in heads] == [False, True, True]
    assert all('w:instr="PAGE"' in footer._element.xml for footer in footers)
    assert all("Release R-1" in footer.paragraphs[0].text for footer in footers)
    assert "w:gridSpan" not in xml
    assert "w:vMerge" not in xml


def test_d4_the_workbook_in_a_chart_holds_what_is_printed_and_nothing_else(made: bytes) -> None:
    """D4, E1: whoever opens the chart's data finds label, words and the drawn range, as text and
    numbers. Fails when a share that is not drawn, a formula or a second sheet is in it."""
    (chart,) = charts_in(made)

    assert chart.sheets == (rows_of(BANDS),)
    assert chart.kinds == {"s", "n"}
    assert chart.labels() == [bar.label for bar in BANDS.bars]
    assert chart.reach(0) == {0: "1", 1: "0.5", 3: "0.5"}
    assert chart.reach(1) == {0: "0.5", 1: "0", 3: "0"}
    assert 'prst="wdUpDiag"' in chart.xml
    assert "<c:dLbls>" not in chart.xml


def test_a_chart_without_a_bar_is_a_table() -> None:
    """An empty track would look like nobody."""
    made = docx.draw(paper(Heading("Tea"), Chart("Tea", "Answer", (Bar("Good", "not shown"),))))

    assert charts_in(made) == []
    assert "not shown" in read(made)


def test_e5_a_word_file_names_no_maker_and_no_time_finer_than_a_day(made: bytes) -> None:
    """E5, also of the workbooks inside it. Fails when the library's own properties are kept."""
    properties = opened(made).core_properties
    day = datetime(2026, 11, 20, tzinfo=UTC)
    names = {name for name, _ in inside(made)}

    assert (properties.author, properties.last_modified_by) == ("", "")
    assert {properties.created, properties.modified} == {day}
    assert (properties.title, properties.language) == ("Food & tea", "en")
    assert days_of_parts(made) == {(2026, 11, 20, 0, 0, 0)}
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    assert not [part for _, part in inside(made) if b"Macintosh" in part or b"python" in part]
    assert not [name for name, part in inside(made) if b":rsid" in part]


@pytest.mark.parametrize("text", ["a\x00b\x1fc\ufffe", "a\ud83db", "a\u202eb\u2066c\r\nb"])
def test_e2_no_words_break_the_file_or_turn_what_stands_beside_them(text: str) -> None:
    """E2: half an emoji must not lose everybody's result."""
    made = docx.draw(
        paper(
            Heading(text),
            Line(text),
            Quoted(text, text),
            Chart(text, text, (Bar(text, text, 0, 0.5, text, text),)),
            Table(text, (text,), ((text,),)),
            title=text,
        )
    )
    whole = "\n".join(read(made))

    assert whole.count("a") >= 8
    assert not set(whole) & set("\x00\x1f\u202e\u2066\ufffe\r")
    assert len(charts_in(made)) == 1


def test_e3_no_words_become_a_link(made: bytes) -> None:
    """E3: nobody who reads a result is led anywhere by an answer."""
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        rels = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))

    assert b"hyperlink" not in rels
    assert b"External" not in rels
    assert "w:hyperlink" not in opened(made).element.xml


def test_words_from_the_right_begin_at_the_right(made: bytes) -> None:
    """An Arabic quote that is set from the left cannot be read."""
    quotes = [each for each in opened(made).paragraphs if each.style.name == "Quote"]

    assert [bool(each._p.xpath("w:pPr/w:bidi")) for each in quotes] == [False, True]


def test_a_chart_with_many_rows_goes_on_with_the_next() -> None:
    """A chart higher than a page is cut off by every program."""
    bars = tuple(Bar(f"Answer {at} " + "word " * 9, "about 5", 0.1, 0.2) for at in range(40))
    made = docx.draw(paper(Heading("Tea"), Chart("Tea", "Answer", bars)))
    charts = charts_in(made)

    assert len(charts) > 2
    assert [label for chart in charts for label in chart.labels()] == [bar.label for bar in bars]


def test_a_row_left_free_has_room_for_a_hand() -> None:
    """A cell of one line cannot be written in."""
    made = docx.draw(paper(Heading("Tea"), Table("Who", ("Who", "What"), (("Staff", "\u00a0"),))))
    rows = opened(made).tables[0].rows

    assert rows[0].height is None
    assert rows[1].height.pt == 54


def test_the_organisations_colour_and_logo_are_in_the_file() -> None:
    """Designed once: a house's own look reaches the chart too."""
    look = Look("Northfield", "#334d9c", _png())
    made = docx.draw(paper(), look)
    (picture,) = [part for name, part in inside(made) if name.endswith(".png")]

    assert picture == look.logo
    assert 'val="334d9c"' in charts_in(made)[0].xml
    assert "Northfield" in read(made)[1]


def _png() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (30, 10), "#334d9c").save(out, "PNG")
    return out.getvalue()


@pytest.mark.full
def test_the_same_result_is_the_same_bytes_whatever_the_machine_makes_of_its_sets() -> None:
    """Two copies of one release are told apart by nothing."""
    script = (
        "import hashlib; from tests.surveys.exports.samples import sample;"
        "from surveys.exports import docx, pptx;"
        "r = sample(24); print([hashlib.sha256(f.render(r)).hexdigest() for f in (docx, pptx)])"
    )
    said_by = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(said_by) == 1


@pytest.mark.full
@pytest.mark.parametrize("total", [4, 7, 14, 24, 300])
def test_every_question_type_is_drawn_at_every_size(total: int) -> None:
    """Whatever may be shown is shown in full: every word, and every range that is drawn."""
    report = decided(sample(total)) if total > 4 else sample(total)
    wanted = outline(report)
    made = docx.render(report)
    whole = "\n".join(read(made))
    charts = [block for block in wanted.blocks if isinstance(block, Chart)]
    drawn = [one for one in charts if any(bar.low is not None for bar in one.bars)]
    rows = [row for each in charts_in(made) for row in each.sheets[0][1:]]

    assert all(text in whole for block in wanted.blocks for text in said(block))
    assert rows == [row for one in drawn for row in rows_of(one)[1:]]


def test_the_last_page_is_more_than_what_a_paper_says_of_itself() -> None:
    """Five rows of names and numbers alone look like a page that went wrong."""
    points = Points(tuple(f"How it was done, number {at}." for at in range(9)))
    facts = Facts(tuple((f"Label {at}", "Words") for at in range(5)))
    rest = (Heading("How it was done"), points, Heading("About this paper", level=2), facts)
    filled = (Heading("Food"), Line("Tea."), Heading("Tea"), Points(("Toast.",) * 15))
    document = opened(docx.draw(paper(*filled, *rest)))
    turned = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]

    assert turned == ["Tea", "How it was done"]
