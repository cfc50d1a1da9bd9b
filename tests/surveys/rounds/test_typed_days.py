"""The day of a promise, as people type it."""

from __future__ import annotations

from datetime import date

import pytest

from surveys.rounds.typed_days import Trouble, read_due

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12 May", date(2027, 5, 12)),
        ("by 12 May.", date(2027, 5, 12)),
        ("Wednesday 12th of May 2027", date(2027, 5, 12)),
        ("12/5/27", date(2027, 5, 12)),
        ("2027-05-12", date(2027, 5, 12)),
        ("2 January", date(2028, 1, 2)),
        ("by the end of May", date(2027, 5, 31)),
        ("May 2028", date(2028, 5, 31)),
        ("today", TODAY),
        ("tomorrow", date(2027, 3, 2)),
        ("next week", date(2027, 3, 8)),
        ("in 3 weeks", date(2027, 3, 22)),
        ("within six weeks", date(2027, 4, 12)),
        ("a month", date(2027, 3, 31)),
        ("In 10 days' time", date(2027, 3, 11)),
    ],
)
def test_32_a_day_is_read_as_people_type_it(typed: str, day: date) -> None:
    """A promise has a day; nobody has to learn how to write one."""
    assert read_due(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("soonish", Trouble.NO_DAY),
        ("31 June", Trouble.NO_DAY),
        ("", Trouble.NO_DAY),
        ("x" * 500, Trouble.NO_DAY),
        ("1/2/2027", Trouble.PAST),
        ("2020", Trouble.PAST),
        ("12 May 2040", Trouble.TOO_FAR),
        ("in 999 months", Trouble.TOO_FAR),
    ],
)
def test_32_what_is_no_day_to_promise_is_said_by_kind(typed: str, trouble: Trouble) -> None:
    """Each has words of its own: type it again, another day, or something nearer."""
    assert read_due(typed, TODAY) is trouble
