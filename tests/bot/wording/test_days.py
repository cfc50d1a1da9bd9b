"""Days as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.wording.days import day, in_minutes, moment


def test_a_day_is_said_without_a_leading_zero() -> None:
    """ "Friday 05 March" is a form, not a sentence."""
    assert day(date(2027, 3, 5)) == "Friday 5 March"


def test_a_close_is_said_in_wall_time() -> None:
    """The clocks go forward on 28 March 2027; the same UTC hour is an hour later on the wall."""
    assert moment(datetime(2027, 3, 26, 18, 0, tzinfo=UTC)) == "Friday 26 March, 6pm"
    assert moment(datetime(2027, 3, 29, 18, 0, tzinfo=UTC)) == "Monday 29 March, 7pm"


def test_noon_midnight_and_minutes_are_said_right() -> None:
    """Twelve is where clocks of twelve hours go wrong."""
    assert moment(datetime(2027, 1, 4, 12, 0, tzinfo=UTC)) == "Monday 4 January, 12pm"
    assert moment(datetime(2027, 1, 4, 0, 5, tzinfo=UTC)) == "Monday 4 January, 12:05am"


def test_one_minute_is_one_minute() -> None:
    """ "About 1 minutes" is a machine talking, on the first screen anybody reads."""
    assert [in_minutes(count) for count in (1, 4)] == ["1 minute", "4 minutes"]
