"""Working days: counted as an office in England counts them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.rounds.working_days import (
    BANK_HOLIDAYS,
    LAST_KNOWN,
    after,
    answer_due,
    is_known,
    is_working_day,
)


def test_33_ten_working_days_leave_out_weekends() -> None:
    """From a Monday without holidays it is the Monday two weeks on."""
    assert after(date(2027, 6, 7), 10) == date(2027, 6, 21)


def test_33_ten_working_days_leave_out_bank_holidays() -> None:
    """Over Easter and over Christmas an office is shut for longer than a weekend."""
    assert after(date(2027, 3, 22), 10) == date(2027, 4, 7)
    assert after(date(2026, 12, 21), 10) == date(2027, 1, 7)


def test_33_a_result_on_a_weekend_counts_from_the_next_working_day() -> None:
    """Saturday and Sunday count nothing."""
    assert after(date(2027, 6, 5), 1) == after(date(2027, 6, 6), 1) == date(2027, 6, 7)


def test_33_the_sooner_of_the_promised_day_and_ten_working_days_counts() -> None:
    """A promise that is nearer than ten working days stays what was promised."""
    released = date(2027, 6, 7)

    assert answer_due(released, date(2027, 6, 11)) == date(2027, 6, 11)
    assert answer_due(released, date(2027, 7, 30)) == date(2027, 6, 21)


def test_every_year_that_is_known_has_its_eight_bank_holidays() -> None:
    """One mistyped day would be a day too few in that year, or fall on a weekend."""
    years = Counter(day.year for day in BANK_HOLIDAYS)

    assert set(years.values()) == {8}
    assert max(years) == LAST_KNOWN
    assert all(day.weekday() < 5 for day in BANK_HOLIDAYS)


@pytest.mark.parametrize("year", range(2025, LAST_KNOWN + 1))
def test_every_bank_holiday_is_where_the_rule_puts_it(year: int) -> None:
    """The list was typed in, and one slip would make a promised day wrong for everybody."""
    assert {day for day in BANK_HOLIDAYS if day.year == year} == by_rule(year)


@given(st.integers(1900, 2099))
def test_the_rule_itself_leaves_eight_weekdays_in_any_year(year: int) -> None:
    """What the list is held against: eight days apart, none on a weekend, Easter in its weeks."""
    found = by_rule(year)

    assert len(found) == 8
    assert all(day.weekday() < 5 for day in found)
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    assert easter(year).weekday() == 6


def test_easter_is_where_it_was() -> None:
    """Its earliest and its latest of two centuries, and some between."""
    known = (date(1818, 3, 22), date(1943, 4, 25), date(2000, 4, 23), date(2024, 3, 31))

    assert all(easter(day.year) == day for day in known)


def by_rule(year: int) -> set[date]:
    """The bank holidays of England and Wales in a year in which nothing else is proclaimed
    (Banking and Financial Dealings Act 1971, and by custom)."""
    days = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    days |= {monday(year, 5, last=False), monday(year, 5, last=True), monday(year, 8, last=True)}
    for month, day in ((1, 1), (12, 25), (12, 26)):  # In this order: each takes the next free.
        free = date(year, month, day)
        while free.weekday() > 4 or free in days:
            free += timedelta(days=1)
        days.add(free)
    return days


def monday(year: int, month: int, *, last: bool) -> date:
    """The first or the last Monday of a month of 31 days."""
    mondays = [date(year, month, day) for day in range(1, 32)]
    return [day for day in mondays if day.weekday() == 0][-1 if last else 0]


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning: the Sunday after the first full moon of the
    church's table on or after 21 March."""
    golden, century = year % 19, year // 100
    moved = century - century // 4 - (8 * century + 13) // 25
    moon = (19 * golden + moved + 15) % 30  # Days from 21 March to the full moon.
    moon -= moon == 29 or (moon == 28 and golden > 10)
    full = date(year, 3, 21) + timedelta(days=moon)
    return full + timedelta(days=(6 - full.weekday()) or 7)


def test_after_the_last_known_year_only_weekends_are_left_out() -> None:
    """It says so rather than guess: what is announced later is not known here."""
    first = date(LAST_KNOWN + 1, 1, 1)

    assert is_working_day(first) is (first.weekday() < 5)
    assert not is_known(first)
    assert is_known(date(LAST_KNOWN, 12, 31))


def test_fewer_than_one_day_cannot_be_counted() -> None:
    """Nought working days from a Sunday is no day."""
    with pytest.raises(ValueError, match="at least one"):
        after(date(2027, 6, 7), 0)
