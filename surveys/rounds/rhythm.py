"""Rhythm: how often a round comes again, by the wall clock, and by when its reminders go.

Every instant is an aware UTC datetime. A wall time that a change of the clocks leaves out is the
one the clock shows instead; one that comes twice is the first of the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from surveys.people.person import Kind
from surveys.people.quiet import Term

NOTICE_DAYS = 7
"""How long before it opens the next wave is proposed. Unit: days."""

WEEK = timedelta(days=7)


class Rhythm(StrEnum):
    """How often the same people are asked the same again."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    TERMLY = "termly"


def terms_of(year: int) -> tuple[Term, Term, Term]:
    """The three terms that begin in a calendar year, much as most English schools have them.

    Councils and academies set their own days; these lie within about a week of them. Spring
    from the first Monday on or after 3 January to the Friday before Easter week; summer from
    the third Monday after that Friday to the Friday on or before 22 July; autumn from the first
    weekday on or after 2 September to the Friday on or before 20 December.
    """
    by_easter = easter(year) - timedelta(days=9)
    autumn = date(year, 9, 2)
    autumn += timedelta(days=max(0, 7 - autumn.weekday()) if autumn.weekday() > 4 else 0)
    return (
        Term(begins=_weekday_from(date(year, 1, 3), 0), ends=by_easter),
        Term(
            begins=_weekday_from(by_easter, 0) + 2 * WEEK, ends=_weekday_to(date(year, 7, 22), 4)
        ),
        Term(begins=autumn, ends=_weekday_to(date(year, 12, 20), 4)),
    )


def terms_around(day: date, known: Sequence[Term] = ()) -> list[Term]:
    """The terms of the years before, of and after a day, in order.

    Args:
        day: Any day.
        known: Terms as an organisation's schools have them, none over another. A reckoned term
            that has a day in common with one of them gives way to it.
    """
    reckoned = [term for year in range(day.year - 1, day.year + 2) for term in terms_of(year)]
    kept = [
        term
        for term in reckoned
        if not any(one.begins <= term.ends and term.begins <= one.ends for one in known)
    ]
    return sorted([*kept, *known], key=lambda term: term.begins)


def easter(year: int) -> date:
    """Easter Sunday in the western churches, by the anonymous Gregorian reckoning."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def at_wall(day: date, at: time, zone: tzinfo) -> datetime:
    """The instant at which the wall clock of a zone shows ``at`` on ``day``."""
    return datetime.combine(day, at, zone).replace(fold=0).astimezone(UTC)


def next_opening(
    rhythm: Rhythm, first: datetime, after: datetime, zone: tzinfo, terms: Sequence[Term] = ()
) -> datetime | None:
    """When the next wave opens: once in each period, at the wall time of the first opening.

    Weekly on its weekday. Monthly on its day of the month, or the last day of a shorter month.
    Termly as many days into the term as the first was, the term's last day at the latest; a
    first opening in the holidays counts for the term before them.

    Args:
        first: When the first wave opened, or was to open.
        after: The opening whose period is over with; the answer lies in a later period.
        zone: Whose wall clock counts.
        terms: School terms that are known; the others are reckoned.
    Returns:
        None for a round that is asked once.
    """
    began, done = first.astimezone(zone), after.astimezone(zone).date()
    for day in _days(rhythm, began.date(), done, terms):
        return at_wall(day, began.time().replace(fold=0), zone)
    return None


def weekly_is_too_often(rhythm: Rhythm, kinds: Collection[Kind]) -> bool:
    """Whether a rhythm asks people who live in a home each week: that pesters."""
    return rhythm is Rhythm.WEEKLY and Kind.YOUNG_PERSON in kinds


def _days(rhythm: Rhythm, began: date, done: date, known: Sequence[Term]) -> Iterator[date]:
    """The days of later periods than that of ``done``, the next one first."""
    match rhythm:
        case Rhythm.ONCE:
            return
        case Rhythm.WEEKLY:
            monday = done - timedelta(days=done.weekday())
            yield monday + WEEK + timedelta(days=began.weekday())
        case Rhythm.MONTHLY:
            month = done.year * 12 + done.month
            last = date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
            yield last.replace(day=min(began.day, last.day))
        case Rhythm.TERMLY:
            into = began - term_of(began, known).begins
            following = next(t for t in terms_around(done, known) if t.begins > done)
            yield min(following.begins + into, following.ends)


def term_of(day: date, known: Sequence[Term] = ()) -> Term:
    """The term a day lies in, or the one before the holidays it lies in."""
    return [term for term in terms_around(day, known) if term.begins <= day][-1]


def _weekday_from(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _weekday_to(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)
