"""Working days: counted as an office in England counts them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

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


@pytest.mark.parametrize(
    ("easter", "year"),
    [(date(2025, 4, 20), 2025), (date(2026, 4, 5), 2026), (date(2027, 3, 28), 2027),
     (date(2028, 4, 16), 2028)],
)  # fmt: skip
def test_good_friday_and_easter_monday_stand_around_easter(easter: date, year: int) -> None:
    """They move each year; everything else stands on a weekday of a month."""
    around = {easter - timedelta(days=2), easter + timedelta(days=1)}

    assert around <= BANK_HOLIDAYS
    assert easter.year == year


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
