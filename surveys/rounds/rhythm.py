"""Rhythm: how often a round comes again, by the wall clock, and by when its reminders go.

Every instant is an aware UTC datetime. A wall time that a change of the clocks leaves out is the
one the clock shows instead; one that comes twice is the first of the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from surveys.people.person import Kind

NOTICE_DAYS = 7
"""How long before it opens the next wave is proposed. Unit: days."""

WEEK = timedelta(days=7)


class Rhythm(StrEnum):
    """How often the same people are asked the same again."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    TERMLY = "termly"


@dataclass(frozen=True, slots=True)
class Term:
    """One school term: its first and its last day."""

    begins: date
    ends: date


def terms_of(year: int) -> tuple[Term, Term, Term]:
    """The three terms that begin in a calendar year, much as most English schools have them.

    Councils and academies set their own days; these lie within about a week of them. Spring
    from the first Monday on or after 3 January to the Friday before Easter week; summer from
    the third Monday after that Friday to the Friday on or before 22 July; autumn from the first
    weekday on or after 2 September to the Friday on or before 20 December.
    """
    spring = Term(_weekday_from(date(year, 1, 3), 0), easter(year) - timedelta(days=9))
    summer = Term(_weekday_from(spring.ends, 0) + 2 * WEEK, _weekday_to(date(year, 7, 22), 4))
    autumn = date(year, 9, 2)
    autumn += timedelta(days=max(0, 7 - autumn.weekday()) if autumn.weekday() > 4 else 0)
    return spring, summer, Term(autumn, _weekday_to(date(year, 12, 20), 4))


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
    rhythm: Rhythm, first: datetime, after: datetime, zone: tzinfo
) -> datetime | None:
    """When the next wave opens: once in each period, at the wall time of the first opening.

    Weekly on its weekday. Monthly on its day of the month, or the last day of a shorter month.
    Termly as many days into the term as the first was, the term's last day at the latest; a
    first opening in the holidays counts for the term before them.

    Args:
        first: When the first wave opened, or was to open.
        after: The opening whose period is over with; the answer lies in a later period.
    Returns:
        None for a round that is asked once.
    """
    began, done = first.astimezone(zone), after.astimezone(zone).date()
    for day in _days(rhythm, began.date(), done):
        return at_wall(day, began.time().replace(fold=0), zone)
    return None


def weekly_is_too_often(rhythm: Rhythm, kinds: Collection[Kind]) -> bool:
    """Whether a rhythm asks people who live in a home each week: that pesters."""
    return rhythm is Rhythm.WEEKLY and Kind.YOUNG_PERSON in kinds


def _days(rhythm: Rhythm, began: date, done: date) -> Iterator[date]:
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
            into = began - term_of(began).begins
            following = next(t for t in _terms_from(done.year - 1) if t.begins > done)
            yield min(following.begins + into, following.ends)


def term_of(day: date) -> Term:
    """The term a day lies in, or the one before the holidays it lies in."""
    known: Sequence[Term] = [*terms_of(day.year - 1), *terms_of(day.year)]
    return [term for term in known if term.begins <= day][-1]


def _terms_from(year: int) -> Iterator[Term]:
    while True:
        yield from terms_of(year)
        year += 1


def _weekday_from(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _weekday_to(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)
