"""Which day typed words name."""

from __future__ import annotations

from datetime import date

import pytest

from surveys.flow.dates import Calendar, days_named

TODAY = date(2026, 5, 20)
CALENDAR = Calendar(date(2024, 6, 1), date(2026, 8, 31), TODAY)
MAY_3 = (date(2026, 5, 3), date(2026, 5, 3))


@pytest.mark.parametrize(
    "text",
    [
        "3 May 2026", "3rd May 2026", "3rd of May, 2026", "May 3 2026", "3 may 26", "3/5/26",
        "03/05/2026", "3.5.26", "3-5-2026", "2026-05-03", "on Sunday 3 May 2026",
        "about 3 may 2026", "3 May 2026.",
    ],
)  # fmt: skip
def test_one_day_in_many_ways(text: str) -> None:
    """The day comes first, as in Britain. Fails when months and days change places."""
    assert days_named(text, CALENDAR) == MAY_3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 2026", (date(2026, 5, 1), date(2026, 5, 31))),
        ("5/2026", (date(2026, 5, 1), date(2026, 5, 31))),
        ("Sept 2025", (date(2025, 9, 1), date(2025, 9, 30))),
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("today", (TODAY, TODAY)),
        ("Yesterday", (date(2026, 5, 19), date(2026, 5, 19))),
        ("October", None),  # of 2024, or of 2025
        ("3 October", None),
        ("31/2/26", None),
        ("31 June 2026", None),
        ("5/13/2026", None),
        ("a while ago", None),
        ("may be", None),
        ("0000", None),
        ("", None),
    ],
)
def test_months_years_and_what_is_no_date(text: str, expected: tuple[date, date] | None) -> None:
    """A month is a range of days; what could be two of them is asked again."""
    assert days_named(text, CALENDAR) == expected


def test_a_month_alone_is_the_only_one_there_is() -> None:
    """In a question about one summer nobody types the year."""
    summer = Calendar(date(2026, 6, 10), date(2026, 8, 20))

    assert days_named("July", summer) == (date(2026, 7, 1), date(2026, 7, 31))
    assert days_named("2nd of July", summer) == (date(2026, 7, 2), date(2026, 7, 2))
    assert days_named("2 June", summer) is None
    assert days_named("today", summer) is None


def test_two_digits_of_a_year_mean_the_century_that_is_asked_about() -> None:
    """A birthday in 98 is not in the future."""
    assert Calendar(date(1950, 1, 1), date(2010, 1, 1)).year("98") == 1998
    assert CALENDAR.year("26") == 2026
    assert CALENDAR.year("98") == 2098
