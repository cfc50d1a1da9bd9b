"""A paper as PDF: the words are in it as words, in an order that can be read aloud."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from surveys.exports import pdf
from surveys.exports.look import Look
from surveys.exports.outline import Heading, Line, Outline, Quoted, Table
from tests.surveys.exports.samples import decided, sample
from tests.surveys.reports.rounds import FOOD, passed, report, wrote


def paper(*blocks: Heading | Line | Quoted | Table) -> Outline:
    return Outline("Food", "What people said", "en", "food", date(2026, 11, 20), blocks, "R-1.")


def read(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pages(content)).split())


def pages(content: bytes) -> list[Any]:
    return list(PdfReader(io.BytesIO(content)).pages)


def test_e5_a_pdf_tells_its_title_its_language_and_a_day() -> None:
    """Fails when it names an author, or the hour at which it was made."""
    reader: Any = PdfReader(io.BytesIO(pdf.render(report(FOOD, wrote("tell", 20), 24))))
    told = reader.metadata
    assert told["/Title"] == "Food: What people said"
    assert (told["/Author"], told["/Subject"], told["/Keywords"]) == ("", "", "")
    assert told["/CreationDate"] == told["/ModDate"] == "D:20261120000000+00'00'"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/StructTreeRoot"]["/K"]["/S"] == "/Document"


@pytest.mark.full
def test_39_a_pdf_is_read_aloud_in_the_order_in_which_it_stands() -> None:
    """Whoever hears it hears all of it, once, from the top down; its window shows its title.

    Fails when a marked line is in no tag, in two, or is read before what stands above it.
    """
    reader: Any = PdfReader(io.BytesIO(pdf.render(decided(sample(40)))))
    root = reader.trailer["/Root"]
    pages_of = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}
    heard = [(pages_of[page], mark) for page, mark in marks(root["/StructTreeRoot"]["/K"])]
    marked = {
        (at, int(found))
        for at, page in enumerate(reader.pages)
        for found in re.findall(rb"/MCID (\d+)", page.get_contents().get_data())
    }

    assert heard == sorted(heard)
    assert len(heard) == len(set(heard))
    assert set(heard) == marked
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def marks(tag: Any) -> Iterator[tuple[int, int]]:
    """The page and the number of every marked run, in the order in which they are read."""
    tag = tag.get_object()
    kids = tag.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if "/MCID" in found:
            yield found.raw_get("/Pg").idnum, int(found["/MCID"])
        else:
            yield from marks(found)


def test_e6_the_release_and_the_number_of_pages_stand_on_every_page() -> None:
    """A page that is passed on alone still says what it is of."""
    made = report(FOOD, wrote("tell", 20), 24, {"tell": passed(20)})
    every = pages(pdf.render(made))

    assert len(every) > 2
    for number, page in enumerate(every, 1):
        said = " ".join(page.extract_text().split())
        assert f"Release {made.release}" in said
        assert f"Page {number} of {len(every)}" in said


def test_b1_words_of_any_script_and_any_length_are_drawn() -> None:
    """An answer with a picture, half a picture, a word without end or a turned line is printed.

    Fails when one of them stops the file, or is dropped without a word.
    """
    odd = "🏠 \ud83d مرحبا привет \u202eturned " + "w" * 4000
    said = read(pdf.draw(paper(Heading("Food"), Heading(odd), Line(odd), Quoted(odd, odd))))

    assert "[house building]" in said
    assert "привет" in said
    assert "turned" in said


def test_b1_a_row_longer_than_a_page_is_set_under_its_columns_names() -> None:
    """Fails when a row's end runs off the page, where nobody reads it."""
    long = " ".join(f"word{at}" for at in range(2500))
    said = read(pdf.draw(paper(Heading("Food"), Table("", ("Who", "What"), [("Sam", long)]))))

    assert [at for at in range(2500) if f"word{at} " not in said] == []


def test_the_same_paper_gives_the_same_bytes_and_another_colour_other_ones() -> None:
    """A file saved twice is one file: whoever compares copies finds no difference."""
    made = report(FOOD, [], 24)

    assert pdf.render(made) == pdf.render(made)
    assert pdf.render(made, Look(colour="#5b2a86")) != pdf.render(made)


def test_no_word_of_a_narrow_column_is_cut_where_there_is_room() -> None:
    """ "7(2)(a)(ii" and "i)" under each other are no regulation that an inspector can find."""
    head = ("Regulation", "What it asks of staff")
    row = ("7(2)(a)(iii)", "Help each child understand how their views were taken. " * 3)
    said = read(pdf.draw(paper(Heading("Food"), Table("", head, [row]))))

    assert "Regulation" in said
    assert "7(2)(a)(iii)" in said
