from __future__ import annotations

from surveys.sheets.book import Line
from surveys.sheets.tables import Cell, first_language, main_language, table_of

HEAD = Line(1, {0: "type", 1: "label", 3: "label::Cymraeg (cy)"})


def test_texts_stand_under_their_languages() -> None:
    """A header without a language is the main one's."""
    (row,) = table_of("survey", [HEAD, Line(4, {0: "text", 1: "Hi", 3: "Helo"})], "en").rows

    assert row.text("type") == "text"
    assert {code: cell.text for code, cell in row.words("label").items()} == {
        "en": "Hi", "cy": "Helo",
    }  # fmt: skip
    assert str(row.words("label")["cy"]) == 'sheet "survey", row 4, column D (label::Cymraeg (cy))'
    assert str(row.cell("name")) == 'sheet "survey", row 4'


def test_the_main_language_is_the_one_the_settings_name() -> None:
    """Else the first that a header names."""
    named = [Line(1, {2: "default_language"}), Line(2, {2: "Cymraeg (cy)"})]

    assert main_language(named) == ("cy", None)
    assert (main_language([]), first_language([HEAD]), first_language([])) == (
        ("", None),
        "cy",
        "",
    )


def test_a_row_without_a_header_is_said_once() -> None:
    """A note somebody left beside the table must not be lost in silence."""
    table = table_of("survey", [HEAD, Line(2, {0: "text", 7: "see Ann"})], "en")

    assert [(cell, what) for cell, what, _ in table.faults] == [
        (Cell("survey", 2, 7, "", "see Ann"), '"see Ann" has no header over it')
    ]
