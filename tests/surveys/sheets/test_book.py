from __future__ import annotations

import time

import pytest

from surveys.sheets.book import MAX_BYTES, MAX_PART, BookMistake, column_name, day_of, read_book
from tests.surveys.sheets.books import book, cell, packed, parts, with_sheet

WANTED = frozenset({"survey"})


def refused(data: bytes) -> str:
    with pytest.raises(BookMistake) as found:
        read_book(data, WANTED)
    return found.value.what


def test_texts_numbers_and_truths_are_read_as_somebody_typed_them() -> None:
    """3 is "3" and not "3.0"; a missing cell moves nothing."""
    rows = book([("type", None, "name"), (3, 2.5, True), (None, None, None), ("x ", None, 7.0)])
    lines = read_book(rows, WANTED)["survey"]

    assert [(line.number, dict(line.texts)) for line in lines] == [
        (1, {0: "type", 2: "name"}),
        (2, {0: "3", 1: "2.5", 2: "true"}),
        (4, {0: "x", 2: "7"}),
    ]


def test_texts_with_parts_in_bold_are_one_text() -> None:
    """Programs save a word in bold as a run of its own; how it is said aloud is no text."""
    rich = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>One </t></r><r><t>two</t></r>'
        "<rPh><t>said</t></rPh></is></c></row>"
    )

    assert read_book(with_sheet(rich), WANTED)["survey"][0].texts == {0: "One two"}


def test_lines_of_a_cell_are_lines_whatever_made_them() -> None:
    """Windows writes two signs for a new line, and people paste tabs."""
    row = f'<row r="1">{cell("A1", "One_x000D_&#10;two&#9;three")}</row>'

    assert read_book(with_sheet(row), WANTED)["survey"][0].texts == {0: "One\ntwo three"}


def test_a_formula_is_no_text() -> None:
    """Neither worked out nor believed: what it showed last is not looked at."""
    row = '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://x")</f><v>fine</v></c></row>'
    line = read_book(with_sheet(row), WANTED)["survey"][0]

    assert (line.texts, line.wrong) == ({}, {0: "a formula"})


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"not a zip", packed({}), packed({"xl/workbook.xml": "<a"}), b"\x00" * 4096],
    ids=["empty", "short", "text", "nothing-in-it", "broken", "zeros"],
)
def test_what_is_no_spreadsheet_is_said_to_be_none(data: bytes) -> None:
    """A renamed photo, a file cut off by a bad line."""
    assert refused(data)


def test_a_bomb_is_not_unpacked() -> None:
    """A few kilobytes that become twelve megabytes: read up to a size, whatever it says."""
    files = parts(book())
    bomb = packed(files | {"xl/worksheets/sheet1.xml": b"<a>" + b" " * 12_000_000})
    began = time.perf_counter()

    assert len(bomb) < MAX_BYTES
    assert f"{MAX_PART // 1024 // 1024} MiB unpacked" in refused(bomb)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;&b;">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">',
    ],
    ids=["bomb", "file", "elsewhere"],
)
def test_entities_are_refused(head: str) -> None:
    """A billion laughs, a file of ours, an address elsewhere: nothing of it is looked at."""
    assert refused(with_sheet("<row/>", head=head)) == "a part of it declares entities"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("".join(f"<row>{cell(f'A{n}', 'x')}</row>" for n in range(1, 1003)), "1000 rows"),
        (f'<row r="1">{cell("ZZ1", "x")}</row>', "120 columns"),
        pytest.param(f"<row>{'<c/>' * 90_000}</row>", "too much", marks=pytest.mark.full),
        pytest.param("<x>" * 90_000 + "</x>" * 90_000, "too much", marks=pytest.mark.full),
    ],
    ids=["rows", "columns", "cells", "depth"],
)
def test_more_than_a_survey_ever_needs_is_refused(rows: str, said: str) -> None:
    """Few bytes can name very many cells."""
    assert said in refused(with_sheet(rows))


def test_empty_cells_far_away_are_no_matter() -> None:
    """Programs colour whole rows: a cell without a text is nothing."""
    far = f'<row r="1">{cell("A1", "x")}<c r="XFD1" s="3"/></row><row r="1048576"/>'

    assert len(read_book(with_sheet(far), WANTED)["survey"]) == 1


def test_a_sheet_outside_the_file_is_not_there() -> None:
    """A link that leads elsewhere is never followed."""
    files = parts(with_sheet("<row/>"))
    links = files["xl/_rels/workbook.xml.rels"].replace(b"Id=", b'TargetMode="External" Id=')

    assert "none of the sheets" in refused(packed(files | {"xl/_rels/workbook.xml.rels": links}))
    elsewhere = files["xl/_rels/workbook.xml.rels"].replace(b"worksheets/s.xml", b"../../etc/x")
    assert "none of" in refused(packed(files | {"xl/_rels/workbook.xml.rels": elsewhere}))


def test_macros_and_pictures_in_a_file_are_not_opened() -> None:
    """Three parts are read; what else is packed with them could be anything."""
    extra = {"xl/vbaProject.bin": b"\xd0\xcf" * 99, "xl/media/a.png": b"x", "xl/styles.xml": b"<"}

    assert read_book(packed(parts(book()) | extra), WANTED)["survey"]


def test_columns_and_days_have_their_names() -> None:
    """As a spreadsheet shows them."""
    assert [column_name(at) for at in (0, 25, 26, 119)] == ["A", "Z", "AA", "DP"]
    assert (day_of("46023"), day_of("2026-01-01")) == ("2026-01-01", "2026-01-01")
