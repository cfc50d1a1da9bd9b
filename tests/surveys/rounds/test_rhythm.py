import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from surveys.people.person import Kind
from surveys.people.quiet import Quiet, Term
from surveys.rounds.rhythm import (
    Rhythm,
    at_wall,
    easter,
    next_opening,
    term_of,
    terms_around,
    terms_of,
    weekly_is_too_often,
)

UK = ZoneInfo("Europe/London")
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
COMING = tuple(rhythm for rhythm in Rhythm if rhythm is not Rhythm.ONCE)
EXAMPLES = 2000 if os.environ.get("EARSHOT_FULL") else 40

days = some.dates(date(2024, 1, 1), date(2032, 12, 31))
walls = some.times().map(lambda at: at.replace(second=0, microsecond=0))
zones = some.sampled_from(ZONES).map(ZoneInfo)


def a_term(begins: str, ends: str) -> Term:
    return Term(begins=date.fromisoformat(begins), ends=date.fromisoformat(ends))


OURS = (a_term("2027-01-06", "2027-03-25"), a_term("2027-04-13", "2027-07-21"))
"""Terms a house knows, for a part of a year: off by some days from the reckoned ones."""


def openings(rhythm: Rhythm, first: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    at: datetime | None = first
    while at is not None:
        yield at
        at = next_opening(rhythm, first, at, zone)


def waves(rhythm: Rhythm, first: datetime, zone: ZoneInfo, count: int = 14) -> list[datetime]:
    coming = openings(rhythm, first, zone)
    return [next(coming) for _ in range(count)]


def period(rhythm: Rhythm, day: date) -> object:
    """Which week, month or term a day belongs to."""
    match rhythm:
        case Rhythm.WEEKLY:
            return day.isocalendar()[:2]
        case Rhythm.MONTHLY:
            return day.year, day.month
        case _:
            return term_of(day)


@settings(max_examples=EXAMPLES, deadline=None)
@given(rhythm=some.sampled_from(COMING), day=days, at=walls, zone=zones)
def test_s2_every_wave_opens_at_the_wall_time_that_was_asked_for(
    rhythm: Rhythm, day: date, at: time, zone: ZoneInfo
) -> None:
    """ "16:00 on the first" is said to people: it must not drift with the clocks."""
    for opens in waves(rhythm, at_wall(day, at, zone), zone):
        shown = opens.astimezone(zone)
        said = datetime.combine(shown.date(), at.replace(fold=0), zone)
        skipped = said.astimezone(UTC).astimezone(zone)
        first = at_wall(day, at, zone).astimezone(zone).time()
        assert shown.time() in {at, first, skipped.time()}
        assert shown.fold == 0


@settings(max_examples=EXAMPLES, deadline=None)
@given(rhythm=some.sampled_from(COMING), day=days, at=walls, zone=zones)
def test_exactly_one_wave_opens_in_each_period(
    rhythm: Rhythm, day: date, at: time, zone: ZoneInfo
) -> None:
    """Never two in a month, and no month left out; the same for weeks and terms."""
    every = [
        opens.astimezone(zone).date() for opens in waves(rhythm, at_wall(day, at, zone), zone)
    ]
    periods = [period(rhythm, each) for each in every]

    assert len(set(periods)) == len(periods)
    assert all(earlier < later for earlier, later in pairwise(every))
    longest = {Rhythm.WEEKLY: 13, Rhythm.MONTHLY: 61, Rhythm.TERMLY: 240}[rhythm]
    assert all((later - earlier).days <= longest for earlier, later in pairwise(every))
    assert _none_left_out(rhythm, every)


def _none_left_out(rhythm: Rhythm, every: list[date]) -> bool:
    between = (every[0] + timedelta(days=n) for n in range((every[-1] - every[0]).days + 1))
    return {period(rhythm, day) for day in between} == {period(rhythm, day) for day in every}


@pytest.mark.parametrize("rhythm", COMING)
def test_s2_over_both_changes_of_2027_the_hour_stays(rhythm: Rhythm) -> None:
    """28 March and 31 October 2027: four in the afternoon before, between and after."""
    first = at_wall(date(2027, 1, 12), time(16), UK)
    every = [opens for opens in waves(rhythm, first, UK, 60) if opens.year == 2027]

    assert {opens.astimezone(UK).time() for opens in every} == {time(16)}
    assert {opens.hour for opens in every} == {15, 16}


def test_s1_a_wall_time_left_out_is_the_next_there_is_and_one_that_comes_twice_the_first() -> None:
    """01:30 on 28 March 2027 does not exist; on 31 October 2027 it comes twice."""
    spring, autumn = (at_wall(date(2027, *day), time(1, 30), UK) for day in ((3, 28), (10, 31)))

    assert spring == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert spring.astimezone(UK).time() == time(2, 30)
    assert autumn == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_the_31st_of_a_month_is_the_last_day_of_a_shorter_one_and_comes_back() -> None:
    """A round begun on 31 January is asked in February too, and on the 31st in March."""
    every = waves(Rhythm.MONTHLY, at_wall(date(2027, 1, 31), time(16), UK), UK, 4)

    assert [opens.date() for opens in every] == [
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
    ]


def test_a_round_asked_once_never_comes_again() -> None:
    """Nobody is asked again without somebody having chosen that."""
    first = at_wall(date(2027, 1, 31), time(16), UK)

    assert next_opening(Rhythm.ONCE, first, first, UK) is None


def test_terms_lie_near_those_of_english_schools_and_never_overlap() -> None:
    """Reckoned, not known: 2026/27 as most councils have them, and in order for ever."""
    assert terms_of(2027) == (
        a_term("2027-01-04", "2027-03-19"),
        a_term("2027-04-05", "2027-07-16"),
        a_term("2027-09-02", "2027-12-17"),
    )
    every = [term for year in range(2024, 2060) for term in terms_of(year)]
    assert all(term.begins < term.ends and term.begins.weekday() < 5 for term in every)
    assert all(earlier.ends < later.begins for earlier, later in pairwise(every))


def test_a_termly_round_goes_by_the_terms_that_are_known_and_by_reckoned_ones_after_them() -> None:
    """Two days into a term that begins on the 13th is the 15th, whatever Easter would say."""
    first = opens = at_wall(date(2027, 1, 8), time(16), UK)
    days = []
    for _ in range(3):
        days.append(opens.astimezone(UK).date())
        later = next_opening(Rhythm.TERMLY, first, opens, UK, OURS)
        assert later is not None
        opens = later

    assert days == [date(2027, 1, 8), date(2027, 4, 15), date(2027, 9, 4)]


@settings(max_examples=EXAMPLES, deadline=None)
@given(starts=some.lists(days, max_size=6), length=some.integers(0, 215), day=days)
def test_known_and_reckoned_terms_never_overlap_and_every_day_has_one_before_and_after(
    starts: list[date], length: int, day: date
) -> None:
    """A house may know any part of its years: no wave is lost or doubled at the seam."""
    known: list[Term] = []
    for start in sorted(starts):
        if not known or known[-1].ends < start:
            known.append(Term(begins=start, ends=start + timedelta(days=length)))
    every = terms_around(day, Quiet(terms=tuple(known)).terms)

    assert all(earlier.ends < later.begins for earlier, later in pairwise(every))
    assert every[0].begins <= day < every[-1].begins
    assert term_of(day, known) in every


@pytest.mark.parametrize(
    "sunday", [date(2024, 3, 31), date(2027, 3, 28), date(2038, 4, 25), date(2285, 3, 22)]
)
def test_easter_is_reckoned(sunday: date) -> None:
    """Spring term ends by it; its earliest and its latest day are among these."""
    assert easter(sunday.year) == sunday


def test_weekly_is_too_often_for_those_who_live_in_a_home_only() -> None:
    """Staff may ask each other weekly; who is asked at home is not pestered."""
    assert weekly_is_too_often(Rhythm.WEEKLY, {Kind.YOUNG_PERSON, Kind.CARE_LEAVER})
    assert not weekly_is_too_often(Rhythm.MONTHLY, {Kind.YOUNG_PERSON})
    assert not weekly_is_too_often(Rhythm.WEEKLY, {Kind.STAFF})
