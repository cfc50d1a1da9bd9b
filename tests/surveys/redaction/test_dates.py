"""Dates of birth, in figures and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.redaction import dates
from tests.surveys.redaction.test_numbers import found


@pytest.mark.parametrize(
    "date",
    [
        "14/03/2009",
        "3/4/08",
        "2009-03-14",
        "12th of march 2009",
        "march 12th",
        "the third of may two thousand and nine",
        "the twenty second of october 2008",
        "140309",
        "20090314",
        "the third of may oh nine",
        "boxing day 2009",
    ],
)
def test_r1_a_date_beside_words_of_birth_is_hidden(date: str) -> None:
    """A date of birth is the surest way to one person."""
    assert (date, "DOB", "hidden") in found(f"born {date}")


@pytest.mark.parametrize(
    "text",
    ["my review is on 14/03/2025 at 2pm", "the meeting is on 12 may", "at 7.30", "3/4 of us"],
)
def test_r5_other_dates_stay(text: str) -> None:
    """When a meeting was says nothing about who wrote."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["my lil bro b. 14/2/11 misses me", "twins b 14/2/11", "dob 14/2/11", "d o b 14/2/11"]
)
def test_r1_born_is_seldom_written_out(text: str) -> None:
    """One letter stands for it."""
    assert ("14/2/11", "DOB", "hidden") in found(text)


def test_a_whole_date_in_a_young_persons_years_is_asked_about() -> None:
    """Nobody says "born", and it still may be a birthday."""
    assert found("14/03/2009 was a good day") == [("14/03/2009", "DOB", "ask")]


@pytest.mark.full
@pytest.mark.parametrize(
    ("date", "told_by"),
    [
        ("WORDED", "DATED"),
        ("NUMERIC", "FIGURES"),
        ("FEAST", "BIRTHS"),
        ("MONTH_ALONE", "BIRTHS"),
        ("YEAR_ALONE", "BIRTHS"),
    ],
)
@given(st.data())
def test_r1_what_is_not_looked_at_is_no_date(date: str, told_by: str, data: st.DataObject) -> None:
    """Most texts are done with at one glance, which must miss none."""
    text = data.draw(st.from_regex(getattr(dates, date)))

    assert getattr(dates, told_by).search(text)
