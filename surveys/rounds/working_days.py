"""Working days: the days of a week on which offices in England are open.

The bank holidays are dated facts. After the last year that is known only weekends are left out,
and whoever counts is told so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

SOURCE = "https://www.gov.uk/bank-holidays"
"""Where the days come from: GOV.UK, "UK bank holidays", England and Wales. A test holds them
against the rule; a day that is proclaimed for one year only has to be written in by hand."""
LAST_KNOWN = 2028
"""The last year whose bank holidays are written down here."""

_DAYS: Mapping[int, tuple[tuple[int, int], ...]] = {
    2025: ((1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)),
    2026: ((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)),
    2027: ((1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)),
    2028: ((1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)),
}
"""Month and day of each. A holiday on a weekend is taken on the next free weekday."""

BANK_HOLIDAYS = frozenset(
    date(year, month, day) for year, days in _DAYS.items() for month, day in days
)
"""Every bank holiday in England that is known."""

TO_ANSWER = 10
"""Within how many working days of a result whoever decides says what happens next."""


def is_working_day(day: date) -> bool:
    """Whether offices are open; of a year after ``LAST_KNOWN`` by the weekday alone."""
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def after(start: date, days: int) -> date:
    """The day that is so many working days after another, which does not count itself.

    Raises:
        ValueError: ``days`` is below 1.
    """
    if days < 1:
        raise ValueError(f"count at least one working day, got {days}")
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def answer_due(released_on: date, answer_by: date) -> date:
    """By when those asked hear what happens next, once a result is out: the promised day, or
    ten working days after the release where that is sooner."""
    return min(answer_by, after(released_on, TO_ANSWER))


def is_known(day: date) -> bool:
    """Whether the bank holidays around a day are written down here."""
    return day.year <= LAST_KNOWN
