"""Tables of answers, however a designer's programs saved them."""

from __future__ import annotations

import pytest

from surveys.sheets.book import BookMistake
from surveys.sheets.tabular import Table, read_table
from tests.surveys.sheets.books import book


def rows(data: str | bytes, ending: str = ".csv") -> list[tuple[str, ...]]:
    raw = data.encode() if isinstance(data, str) else data
    table = read_table(raw, ending)
    return [table.header, *table.rows]


@pytest.mark.parametrize(
    "data",
    [
        "id,said\n1,Café\n2,\n".encode(),
        b"\xef\xbb\xbf" + "id,said\r\n1,Café\r\n2,\r\n".encode(),
        "id;said\n1;Café\n2;\n".encode("cp1252"),
        "id\tsaid\n1\tCafé\n2\n".encode("utf-16"),
        '"id"|"said"\n"1"|"Café"\n2|\n'.encode(),
    ],
)
def test_letters_and_delimiters_are_found_out(data: bytes) -> None:
    """Nobody knows how their program saves a table, and nobody should need to."""
    assert rows(data) == [("id", "said"), ("1", "Café"), ("2", "")]


def test_line_ends_and_delimiters_inside_quotes_stay_inside() -> None:
    """Answers have lines and commas; a row for half an answer would shift all below it."""
    assert rows('said,n\n"One,\r\n""two""\nthree",1\nfour,2\n') == [
        ("said", "n"),
        ('One,\r\n"two"\nthree', "1"),
        ("four", "2"),
    ]


def test_one_column_is_not_cut_at_its_commas() -> None:
    """A list of answers with a word above it is a table as well."""
    assert rows("said\nfood, staff\nno\n") == [("said",), ("food, staff",), ("no",)]


def test_a_quotation_mark_in_a_table_with_tabs_is_a_mark_like_any() -> None:
    """What analysts call .tsv has no quoting; one open quotation mark must not eat the file."""
    assert rows('text\tgold\n"so called" care\ta\n"never\tb\n"whole"\tc\n', ".tsv") == [
        ("text", "gold"),
        ('"so called" care', "a"),
        ('"never', "b"),
        ("whole", "c"),
    ]
    assert rows('text\tgold\n"two\nlines"\ta\n', ".tsv")[1] == ("two\nlines", "a")


def test_empty_answers_keep_their_row() -> None:
    """What comes back is one entry a row, in order."""
    assert rows('said\na\n""\nb\n') == [("said",), ("a",), ("",), ("b",)]
    sheet = book([("said", "n"), ("a", 1), (None, None), ("b", None)])

    assert rows(sheet, ".XLSX") == [("said", "n"), ("a", "1"), ("", ""), ("b", "")]


def test_a_column_is_found_by_its_name_and_by_holding_words() -> None:
    """Designers type a name as they remember it, or leave it to us where it is plain."""
    table = Table(
        ("Id", "What would you change?", "Home"),
        (
            ("1", "more food", "Maple House"),
            ("2", "the wifi", "Maple House"),
            ("3", "a dog please", "Maple House"),
            ("4", "nothing", "Maple House"),
        ),
    )

    assert table.column(" what would you change? ")[1] == "the wifi"
    assert table.text_columns() == ("What would you change?",)
    with pytest.raises(KeyError):
        table.column("gone")


@pytest.mark.parametrize(
    ("data", "ending", "said"),
    [
        (b"", ".csv", "no header"),
        (b",,\na,b,c", ".csv", "no header"),
        (b"PK\x03\x04", ".csv", "by another name"),
        (b"no zip", ".xlsx", "no .xlsx file"),
        (b'a,b\n"' + b"x" * 140_000, ".csv", "cannot be read as CSV"),
    ],
)
def test_what_holds_no_table_is_refused(data: bytes, ending: str, said: str) -> None:
    """With a reason and a way out, never with a traceback."""
    with pytest.raises(BookMistake) as refused:
        read_table(data, ending)

    assert said in refused.value.what
    assert refused.value.way_out
