"""When somebody may be written to unasked, by the wall clock, and how often."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from surveys.people.quiet import (
    SCHOOL,
    WEEK,
    Asked,
    Holiday,
    Hours,
    Quiet,
    Term,
    Wishes,
    day_to_ask,
    lately,
    may_send_at,
)

LONDON = ZoneInfo("Europe/London")
MOST = 2_000 if os.environ.get("EARSHOT_FULL") else 25
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
STEP = timedelta(minutes=5)


def wall(day: date, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    local = datetime.combine(day, time(hour, minute), LONDON)
    return local.replace(fold=fold).astimezone(UTC)


def quiet_from(begins: int, ends: int, minute: int = 0) -> Wishes:
    return Wishes(hours=Hours(begins=time(begins, minute), ends=time(ends, minute)))


def keeps_quiet(at: datetime, wishes: Wishes) -> bool:
    """The rule once more, in the plainest words: is this instant one to be left alone at?"""
    local = at.astimezone(LONDON)
    clock = local.hour * 60 + local.minute
    hours = wishes.hours or Quiet().hours
    begins = hours.begins.hour * 60 + hours.begins.minute
    ends = hours.ends.hour * 60 + hours.ends.minute
    is_night = begins <= clock < ends if begins <= ends else not ends <= clock < begins
    in_school = wishes.school and local.weekday() < 5 and 510 <= clock < 930
    rests = wishes.rests_until is not None and local.date() < wishes.rests_until
    return is_night or in_school or rests


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (wall(date(2027, 6, 1), 20, 59), wall(date(2027, 6, 1), 20, 59)),
        (wall(date(2027, 6, 1), 21), wall(date(2027, 6, 2), 9)),
        (wall(date(2027, 6, 2), 3), wall(date(2027, 6, 2), 9)),
        (wall(date(2027, 6, 2), 8, 59), wall(date(2027, 6, 2), 9)),
        (wall(date(2027, 6, 2), 9), wall(date(2027, 6, 2), 9)),
        (wall(date(2027, 3, 27), 22), wall(SPRING, 9)),
        (wall(date(2027, 10, 30), 22), wall(AUTUMN, 9)),
    ],
)
def test_s4_nothing_goes_between_nine_in_the_evening_and_nine_in_the_morning(
    now: datetime, goes: datetime
) -> None:
    """By the wall clock: the night of a change of clocks has eleven hours, or thirteen."""
    assert may_send_at(now, LONDON, Wishes()) == goes


def test_s4_an_hour_that_is_left_out_ends_when_the_clocks_go_forward() -> None:
    """01:30 does not exist on 28 March 2027: quiet until then is quiet until two o'clock."""
    found = may_send_at(wall(date(2027, 3, 27), 23), LONDON, quiet_from(21, 1, 30))

    assert found == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)


def test_s4_an_hour_that_comes_twice_ends_the_first_time_and_again_the_second() -> None:
    """01:30 comes twice on 31 October 2027, and the wall clock is what people look at."""
    wishes = quiet_from(21, 1, 30)
    first = may_send_at(wall(date(2027, 10, 30), 23), LONDON, wishes)
    again = may_send_at(datetime(2027, 10, 31, 1, 5, tzinfo=UTC), LONDON, wishes)

    assert first == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert again == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_s4_school_hours_are_for_whoever_chose_them_on_school_days() -> None:
    """A phone that buzzes in a lesson is taken away."""
    monday, saturday = date(2027, 6, 7), date(2027, 6, 12)
    in_school = Wishes(school=True)
    away = Quiet(holidays=(Holiday(first=monday, last=monday),))

    assert may_send_at(wall(monday, 10), LONDON, in_school) == wall(monday, 15, 30)
    assert may_send_at(wall(monday, 10), LONDON, Wishes()) == wall(monday, 10)
    assert may_send_at(wall(saturday, 10), LONDON, in_school) == wall(saturday, 10)
    assert may_send_at(wall(monday, 10), LONDON, in_school, away) == wall(monday, 10)


def test_s4_between_two_terms_that_are_known_there_is_no_school() -> None:
    """Holidays need not be written twice; where terms are not known, a weekday has school."""
    spring = Term(begins=date(2027, 1, 5), ends=date(2027, 3, 25))
    summer = Term(begins=date(2027, 4, 13), ends=date(2027, 7, 21))
    quiet, in_school = Quiet(terms=(spring, summer)), Wishes(school=True)

    def sent(day: date) -> datetime:
        return may_send_at(wall(day, 10), LONDON, in_school, quiet)

    assert sent(date(2027, 4, 7)) == wall(date(2027, 4, 7), 10)
    assert sent(date(2027, 4, 13)) == wall(date(2027, 4, 13), 15, 30)
    assert sent(date(2027, 9, 8)) == wall(date(2027, 9, 8), 15, 30)


@pytest.mark.parametrize(
    "days",
    [
        [("2027-03-25", "2027-01-05")],
        [("2027-01-05", "2028-03-25")],
        [("2027-01-05", "2027-03-25"), ("2027-03-25", "2027-07-21")],
    ],
)
def test_terms_that_cannot_be_are_refused(days: list[tuple[str, str]]) -> None:
    """A year written wrongly would silence a house for months."""
    terms = [{"begins": begins, "ends": ends} for begins, ends in days]

    with pytest.raises(ValidationError, match="Way out"):
        Quiet.model_validate({"terms": terms})


def test_s4_a_home_has_hours_of_its_own_and_a_person_before_it() -> None:
    """Bedtime differs by home; what somebody chose themselves counts before that."""
    quiet = Quiet(homes={"Maple": Hours(begins=time(20), ends=time(10))})
    now = wall(date(2027, 6, 1), 20, 30)

    assert may_send_at(now, LONDON, Wishes(), quiet, "Maple") == wall(date(2027, 6, 2), 10)
    assert may_send_at(now, LONDON, Wishes(), quiet, "Oak") == now
    assert may_send_at(now, LONDON, quiet_from(22, 7), quiet, "Maple") == now


def test_s4_who_asked_to_be_left_alone_is_until_the_morning_of_that_day() -> None:
    """ "For three days must not end at midnight."""
    wishes = Wishes(rests_until=date(2027, 6, 4))

    assert may_send_at(wall(date(2027, 6, 1), 12), LONDON, wishes) == wall(date(2027, 6, 4), 9)


def test_no_quiet_hours_are_none() -> None:
    """Whoever works nights may choose so."""
    now = wall(date(2027, 6, 1), 3)

    assert may_send_at(now, LONDON, quiet_from(0, 0)) == now


@st.composite
def some_wishes(draw: st.DrawFn) -> Wishes:
    begins, minute = draw(st.integers(18, 23)), draw(st.sampled_from([0, 30]))
    hours = Hours(begins=time(begins, minute), ends=time(draw(st.integers(0, 12)), minute))
    rests = draw(st.none() | st.dates(SPRING, AUTUMN))
    return Wishes(draw(st.sampled_from([None, hours])), draw(st.booleans()), rests)


AROUND = st.sampled_from([SPRING, AUTUMN, date(2027, 6, 1)])


@given(AROUND, st.integers(-3 * 288, 288), some_wishes())
@settings(max_examples=MOST, deadline=None)
def test_s4_it_is_the_first_instant_that_is_allowed(day: date, back: int, wishes: Wishes) -> None:
    """Never in quiet hours, and not a step later than need be; over both changes of clocks."""
    if wishes.rests_until is not None:
        days = (wishes.rests_until - SPRING).days % 4
        wishes = Wishes(wishes.hours, wishes.school, day + timedelta(days=days))
    now = datetime.combine(day, time(), UTC) + STEP * back
    found = may_send_at(now, LONDON, wishes)

    assert found >= now
    assert not keeps_quiet(found, wishes)
    before = (now + STEP * n for n in range(int((found - now) / STEP) + 1))
    assert all(keeps_quiet(at, wishes) for at in before if at < found)


@given(st.lists(st.integers(0, 20), max_size=12), st.integers(1, WEEK))
def test_nobody_is_asked_more_often_in_any_seven_days(later: list[int], most: int) -> None:
    """Whatever order rounds come in, and with what is to come counted too."""
    asked: tuple[Asked, ...] = ()
    for days in later:
        wanted = SPRING + timedelta(days=days)
        day = day_to_ask(asked, wanted, most)
        assert day >= wanted
        asked += (Asked(day, ""),)
    for first in (SPRING + timedelta(days=n) for n in range(-7, 120)):
        assert sum(0 <= (one.day - first).days < WEEK for one in asked) <= most


def test_what_is_a_week_ago_counts_no_more() -> None:
    """Monday's ask leaves room on Monday."""
    asked = (Asked(date(2027, 6, 1), "a"), Asked(date(2027, 6, 2), "b"))

    assert day_to_ask(asked, date(2027, 6, 3), 2) == date(2027, 6, 8)
    assert lately(asked, date(2027, 6, 8)) == asked[1:]


def test_an_organisation_cannot_leave_no_time_or_ask_daily_and_more() -> None:
    """Both are refused with the way out where there is one."""
    with pytest.raises(ValidationError, match="18 hours at most"):
        Quiet(hours=Hours(begins=time(12), ends=time(11)))
    for wrong in (0, 8):
        with pytest.raises(ValidationError):
            Quiet(asks_a_week=wrong)
    assert SCHOOL.has(time(15, 29))
