"""When somebody may be written to unasked: quiet hours, school, rest, topics, and how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, model_validator

from surveys.definitions.topics import Topic

WEEK = 7
"""Asks are counted over this many days, today included."""

LONGEST_TERM = timedelta(days=215)
"""Anything longer is a slip: a year written wrongly."""

_MINUTE = timedelta(minutes=1)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Hours(_Part):
    """Quiet from ``begins`` until ``ends``, wall time, over midnight where it ends earlier.

    The same time twice: there are no quiet hours.
    """

    begins: time
    ends: time

    def has(self, wall: time) -> bool:
        """Whether it is quiet at this time of the wall clock."""
        if self.begins <= self.ends:
            return self.begins <= wall < self.ends
        return wall >= self.begins or wall < self.ends

    @property
    def length(self) -> timedelta:
        """How long it is quiet, where no clock is changed."""
        begins, ends = (
            timedelta(hours=at.hour, minutes=at.minute) for at in (self.begins, self.ends)
        )
        return (ends - begins) % timedelta(days=1)


NIGHT = Hours(begins=time(21), ends=time(9))
"""What is quiet where nobody chose anything else."""

SCHOOL = Hours(begins=time(8, 30), ends=time(15, 30))
"""School hours, Monday to Friday, outside the holidays."""


class Holiday(_Part):
    """Days without school, first and last included."""

    first: date
    last: date


class Term(_Part):
    """One school term: its first and its last day."""

    begins: date
    ends: date

    @model_validator(mode="after")
    def _be_a_term(self) -> Term:
        if not timedelta(0) <= self.ends - self.begins <= LONGEST_TERM:
            raise ValueError(
                f"a term from {self.begins} to {self.ends} is none. Way out: write its first day "
                "and then its last, seven months apart at most"
            )
        return self

    def has(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.begins <= day <= self.ends


class Quiet(_Part):
    """``[quiet]`` in an organisation's policy: what holds for whoever chose nothing."""

    hours: Hours = NIGHT
    homes: dict[str, Hours] = Field(default={}, max_length=200)
    """Hours of single homes, by name."""
    holidays: tuple[Holiday, ...] = Field(default=(), max_length=60)
    terms: tuple[Term, ...] = Field(default=(), max_length=30)
    """School terms as they are here; between two of them is no school. Others are reckoned."""
    weekly_rounds: bool = False
    """Whether a round may come to people who live in a home each week."""
    asks_a_week: int = Field(default=2, ge=1, le=7)
    """Most invitations and reminders that anybody gets in seven days, of all rounds together."""

    @model_validator(mode="after")
    def _leave_time(self) -> Quiet:
        for hours in (self.hours, *self.homes.values()):
            if hours.length > timedelta(hours=18):
                raise ValueError(
                    f"quiet hours {hours.begins:%H:%M} to {hours.ends:%H:%M} leave no time to "
                    "ask anything. Way out: make them 18 hours at most"
                )
        return self

    @model_validator(mode="after")
    def _keep_terms_apart(self) -> Quiet:
        for earlier, later in pairwise(sorted(self.terms, key=lambda term: term.begins)):
            if later.begins <= earlier.ends:
                raise ValueError(
                    f"the term from {later.begins} begins before that from {earlier.begins} is "
                    "over. Way out: let every term begin after the one before it ends"
                )
        return self

    def hours_of(self, home: str) -> Hours:
        """The hours of a home where nothing else was chosen."""
        return self.homes.get(home, self.hours)


USUAL = Quiet()


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody is asked on ``day``; ``mark`` tells the message, so that none counts twice."""

    day: date
    mark: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one person wants to be written to. The empty one: as their home has it."""

    hours: Hours | None = None
    school: bool = False
    rests_until: date | None = None
    """The first day on which they may be written to again."""
    topics: frozenset[Topic] = frozenset()
    """What they do not want to be asked about."""
    fewer: bool = False
    """One invitation in seven days at most, and no reminders."""
    asked: tuple[Asked, ...] = ()
    """When they were asked in the last seven days, or will be."""


def may_send_at(
    now: datetime,
    zone: ZoneInfo,
    wishes: Wishes,
    quiet: Quiet = USUAL,
    home: str = "",
) -> datetime:
    """The first instant from ``now`` on at which somebody may be written to unasked.

    Wall time decides, on both sides of every change of the clocks.

    Args:
        now: An aware instant.
        zone: Whose wall clock counts.
        wishes: What they chose.
        quiet: What holds where they chose nothing.
        home: Where they live; "" for nowhere.

    Returns:
        ``now`` itself, or a later instant in UTC.
    """
    hours = wishes.hours or quiet.hours_of(home)
    at = now
    while (ends := _ends(at.astimezone(zone), wishes, hours, quiet)) is not None:
        at = _instant(ends, zone, after=at)
    return at


def is_quiet(now: datetime, zone: ZoneInfo, hours: Hours = NIGHT) -> bool:
    """Whether it is night for everybody who chose nothing."""
    return hours.has(_wall(now.astimezone(zone)))


def day_to_ask(asked: Iterable[Asked], first: date, most: int) -> date:
    """The first day from ``first`` on that leaves no more than ``most`` asks in any seven days."""
    days = [one.day for one in asked]
    day = first
    while not _fits([*days, day], day, most):
        day += timedelta(days=1)
    return day


def lately(asked: Iterable[Asked], today: date) -> tuple[Asked, ...]:
    """Those that still count today or later."""
    return tuple(one for one in asked if (today - one.day).days < WEEK)


def _fits(days: list[date], day: date, most: int) -> bool:
    return all(
        sum(0 <= (one - first).days < WEEK for one in days) <= most
        for first in (day - timedelta(days=back) for back in range(WEEK))
    )


def _ends(local: datetime, wishes: Wishes, hours: Hours, quiet: Quiet) -> datetime | None:
    """When what keeps us quiet now is over, by the wall clock; None where nothing does."""
    today, wall = local.date(), _wall(local)
    if wishes.rests_until is not None and today < wishes.rests_until:
        return datetime.combine(wishes.rests_until, time())
    if hours.has(wall):
        day = today + timedelta(days=wall >= hours.ends)
        return datetime.combine(day, hours.ends)
    if wishes.school and SCHOOL.has(wall) and _is_school_day(today, quiet):
        return datetime.combine(today, SCHOOL.ends)
    return None


def _is_school_day(day: date, quiet: Quiet) -> bool:
    if day.weekday() > 4 or any(one.first <= day <= one.last for one in quiet.holidays):
        return False
    between = any(one.ends < day for one in quiet.terms) and any(
        day < one.begins for one in quiet.terms
    )
    return not between or any(one.has(day) for one in quiet.terms)


def _instant(wall: datetime, zone: ZoneInfo, *, after: datetime) -> datetime:
    """The first instant later than ``after`` at which the wall clock shows ``wall`` or more.

    A time that does not exist is the moment the clocks go forward; of one that comes twice it
    is the first that is still to come.
    """
    found = wall.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != wall:
        while (found - _MINUTE).astimezone(zone).replace(tzinfo=None) >= wall:
            found -= _MINUTE
    if found <= after:
        found = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return found if found > after else after.astimezone(UTC) + _MINUTE


def _wall(local: datetime) -> time:
    return local.time().replace(tzinfo=None)
