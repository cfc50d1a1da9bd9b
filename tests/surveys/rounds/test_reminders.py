from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from surveys.rounds.reminders import AT, reminders
from surveys.rounds.rhythm import at_wall

UK = ZoneInfo("Europe/London")
OPENS = at_wall(date(2027, 3, 22), time(12), UK)


@settings(max_examples=60, deadline=None)
@given(
    opens=some.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)),
    hours=some.integers(1, 24 * 60),
    asked=some.one_of(some.integers(0, 8), some.integers(0, 100_000)),
)
def test_s6_two_reminders_at_most_on_two_days_and_one_where_few_are_asked(
    opens: datetime, hours: int, asked: int
) -> None:
    """Nobody is pestered: within the round, by day, and never twice in one."""
    began = opens.replace(tzinfo=UTC)
    found = reminders(began, began + timedelta(hours=hours), asked, UK)

    assert len(found) <= (1 if asked < 6 else 2)
    assert len({one.astimezone(UK).date() for one in found}) == len(found)
    assert all(began < one < began + timedelta(hours=hours) for one in found)
    assert {one.astimezone(UK).time() for one in found} <= {AT}


def test_s2_they_come_half_way_and_the_day_before_by_the_wall_clock() -> None:
    """Over the change of clocks of 28 March both come at half past four, as on every day."""
    found = reminders(OPENS, at_wall(date(2027, 4, 2), time(18), UK), 12, UK)

    assert [one.astimezone(UK) for one in found] == [
        datetime(2027, 3, 28, 16, 30, tzinfo=UK),
        datetime(2027, 4, 1, 16, 30, tzinfo=UK),
    ]


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_s1_on_the_days_the_clocks_change_there_is_exactly_one(day: date) -> None:
    """01:30 does not exist on the one and comes twice on the other."""
    closes = at_wall(day + timedelta(days=1), time(18), UK)
    found = reminders(closes - timedelta(days=9), closes, 12, UK, at=time(1, 30))

    assert len([one for one in found if one.astimezone(UK).date() == day]) == 1


def test_a_round_of_a_day_reminds_nobody() -> None:
    """There is no time between being asked and being hurried."""
    assert reminders(OPENS, OPENS + timedelta(hours=24), 12, UK) == ()


@pytest.mark.parametrize(("asked", "count"), [(5, 1), (6, 2)])
def test_s6_where_fewer_than_six_are_asked_there_is_one(asked: int, count: int) -> None:
    """A second one to so few would be read as meant for somebody."""
    assert len(reminders(OPENS, OPENS + timedelta(days=14), asked, UK)) == count
