"""What is typed for a question, read as people type it."""

from __future__ import annotations

from datetime import date

import pytest

from surveys.drafting.draft import Kind
from surveys.drafting.typed import read_choices, read_days, read_ends, read_range

ONE, SOME = Kind.SINGLE_CHOICE, Kind.SEVERAL_CHOICES


@pytest.mark.parametrize(
    "text",
    [
        "Tea\nJuice\nNot sure",
        "Tea, Juice, Not sure",
        "- Tea\n- Juice\n- Not sure",
        "1. Tea\n2) Juice\n• Not sure",
    ],
)
def test_choices_are_read_one_on_a_line_or_with_commas(text: str) -> None:
    """People type lists as they always do."""
    assert read_choices(text, ONE).labels == ("Tea", "Juice", "Not sure")


def test_a_way_out_is_added_where_there_is_none() -> None:
    """ "None of these" where several can be ticked, "Not sure" where one can."""
    assert read_choices("Tea\nJuice", ONE).way_out == "Not sure"
    assert read_choices("Tea\nJuice", SOME).way_out == "None of these"
    assert read_choices("Tea\nI don't know", ONE).way_out == ""
    assert read_choices("Tea\nJuice", Kind.RANKING).way_out == ""


def test_how_many_can_be_said_on_a_line_of_its_own() -> None:
    """One message for the choices and for how many may be ticked."""
    listed = read_choices("Tea\nJuice\nMilk\nup to 2", ONE)

    assert listed.labels == ("Tea", "Juice", "Milk", "None of these")
    assert (listed.several, listed.most) == (True, 2)
    assert read_choices("Tea\nJuice\npick one", SOME).several is False


def test_what_every_question_has_a_button_for_is_no_choice() -> None:
    """Two buttons that say the same, of which one counts as an answer, would split the count."""
    listed = read_choices("Tea\nRather not say\nJuice", ONE)

    assert listed.labels == ("Tea", "Juice", "Not sure")
    assert listed.dropped == ("Rather not say",)


def test_a_range_days_and_ends_are_read() -> None:
    """One message each."""
    assert read_range("0 to 24 hours a day") == (0, 24, "hours a day")
    assert read_range("1-5") == (1, 5, "")
    assert read_range("many") is None
    assert read_days("January 2026 to June 2027", date(2027, 3, 1)) == (
        date(2026, 1, 1),
        date(2027, 6, 30),
    )
    assert read_days("2025 to 2026", date(2027, 3, 1)) == (date(2025, 1, 1), date(2026, 12, 31))
    assert read_days("soon", date(2027, 3, 1)) is None
    assert read_ends("Not calm\nVery calm") == ("Not calm", "Very calm")
    assert read_ends("bad to good") == ("bad", "good")


def test_statements_on_one_line_are_its_sentences() -> None:
    """A statement has commas in it; a list of choices is parted by them.

    Fails when a sentence is cut at its comma.
    """
    typed = "If I ask, I get a lift. Staff knock, then wait. Rules make sense."

    assert read_choices(typed, Kind.STATEMENTS).labels == (
        "If I ask, I get a lift.",
        "Staff knock, then wait.",
        "Rules make sense.",
    )
    assert read_choices("Food, trips, wifi", Kind.PAIRS).labels == ("Food", "trips", "wifi")
