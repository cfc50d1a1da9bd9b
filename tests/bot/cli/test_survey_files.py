"""Survey files of both kinds on the command line, and the library that they come from."""

from __future__ import annotations

from pathlib import Path

from surveys.definitions.writing import write_survey
from surveys.library import load_library
from surveys.sheets.reading import read_sheet
from tests.bot.cli.test_cli import does, refuses, somewhere
from tests.surveys.sheets.books import book

__all__ = ["somewhere"]


def test_the_library_is_looked_through_by_words(somewhere: Path) -> None:
    """Each with why, when, how and of how many people."""
    said = does("survey", "list", "bedrooms")

    assert said.startswith("room-thats-yours")
    for part in ("Why:", "When:", "At least 12 people", "Could change:", "never changed"):
        assert part in said
    assert "food-honestly" not in said
    assert "house-talk" in does("survey", "list")
    assert "Nothing there is about that" in does("survey", "list", "xylophones")


def test_a_survey_goes_out_as_a_sheet_and_is_checked_again(somewhere: Path) -> None:
    """Of the library by its key, of a file by its name; pictures keep their names."""
    does("survey", "sheet", "dream-big", "--out", "a.xlsx")
    (somewhere / "b.yaml").write_text(write_survey(load_library("dream-big")), "utf-8")
    does("survey", "sheet", "b.yaml", "--out", "b.xlsx")

    for name in ("a.xlsx", "b.xlsx"):
        assert read_sheet((somewhere / name).read_bytes()) == load_library("dream-big")
        assert '"dream-big" version 1 can be sent: 7 questions.' in does("survey", "check", name)


def test_a_sheet_with_mistakes_is_refused_by_its_cells(somewhere: Path) -> None:
    """The same message that the chat gives."""
    (somewhere / "c.xlsx").write_bytes(book(survey=[("type", "name", "label"), ("txt", "a", "A")]))

    assert 'sheet "survey", row 2, column A (type)' in refuses("survey", "check", "c.xlsx")
    assert "cannot be opened" in refuses("survey", "sheet", "none.yaml", "--out", "d.xlsx")


def test_what_a_sheet_cannot_hold_is_said(somewhere: Path) -> None:
    """Jumps: whoever reads the sheet must not take it for the whole."""
    text = write_survey(load_library("food-honestly"))
    text = text.replace("  - id: picks\n", "  - id: picks\n    then: [{to: end}]\n", 1)
    cut = text[: text.index("  - id: late")]
    (somewhere / "d.yaml").write_text(cut + "  - {id: x, type: note, text: X}\n", "utf-8")
    said = refuses("survey", "sheet", "d.yaml", "--out", "d.xlsx")

    assert "nobody can reach" in said
    jump = cut.replace("then: [{to: end}]", "then: [{to: end, when: {is: {picks: staff}}}]")
    (somewhere / "d.yaml").write_text(jump + "  - {id: x, type: note, text: X}\n", "utf-8")
    assert 'left out: where "picks" jumps to' in does(
        "survey", "sheet", "d.yaml", "--out", "d.xlsx"
    )
