"""Overseeing: how concerns were met, by quarter, for trustees. Nothing in it is about anybody.

Counts of concerns and of opened identities under five are not told apart. What staff did, or
did not do, in tests and rehearsals is told as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.safeguarding import alerting, proving
from bot.services.safeguarding.rehearsing import PASSED
from bot.services.world import World
from storage import audit, concerns
from surveys.safeguarding.concern import Concern
from surveys.safeguarding.signposts import Trouble, list_troubles

FEW = 5
"""Counts of concerns below this are not told apart."""
QUARTERS = 4
MONTHS = 3
NOT_VERIFIED = frozenset({Trouble.UNVERIFIED, Trouble.OLD})


@dataclass(frozen=True, slots=True)
class Count:
    """How many. None: fewer than five, or none; which, it does not say."""

    shown: int | None

    @classmethod
    def of(cls, count: int) -> Count:
        """A count as it may be shown."""
        return cls(count if count >= FEW else None)


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a calendar year. Times are how long concerns waited to be seen."""

    year: int
    number: int
    alerts: Count
    usual: timedelta | None
    longest: timedelta | None
    rehearsals: int
    tests: int
    tests_missed: int


@dataclass(frozen=True, slots=True)
class Oversight:
    """Everything that the trustees' page shows."""

    quarters: tuple[Quarter, ...]
    openings: tuple[tuple[int, Count], ...]
    """Identities opened, by year."""
    not_verified: tuple[str, ...]
    """Whose numbers nobody has rung for 150 days."""


async def oversee(db: AsyncSession, world: World) -> Oversight:
    """Count what there is to count: this quarter and the three before it, this year and last."""
    known = [
        one
        for one in await concerns.list_concerns(db, world.keys)
        if one.is_live and not one.is_rehearsal
    ]
    passed = [entry.at for entry in await audit.list_audit(db) if entry.action == PASSED]
    tests = await proving.list_year(db, world)
    quarters = []
    for year, number in _last_quarters(world.today()):
        alerts = [one for one in known if _in(world, one.at, year, number)]
        of_it = [test for test in tests if _quarter(test.day) == (year, number)]
        waited = _waited(alerts)
        quarters.append(
            Quarter(
                year,
                number,
                Count.of(len(alerts)),
                usual=_middle(waited),
                longest=max(waited, default=None),
                rehearsals=sum(_in(world, at, year, number) for at in passed),
                tests=len(of_it),
                tests_missed=sum(test.state in {"missed", "unsent"} for test in of_it),
            )
        )
    this = world.today().year
    openings = tuple(
        [(year, Count.of(await alerting.count_openings(db, year))) for year in (this, this - 1)]
    )
    troubles = list_troubles(world.policy, world.today())
    names = dict.fromkeys(one.name for one, trouble in troubles if trouble in NOT_VERIFIED)
    return Oversight(tuple(quarters), openings, tuple(names))


def _waited(alerts: Sequence[Concern]) -> list[timedelta]:
    return [one.seen_at - one.at for one in alerts if one.seen_at is not None]


def _middle(times: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(t.total_seconds() for t in times)) if times else None


def _in(world: World, at: datetime, year: int, number: int) -> bool:
    return _quarter(at.astimezone(world.zone).date()) == (year, number)


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // MONTHS + 1


def _last_quarters(today: date) -> list[tuple[int, int]]:
    """The running quarter and those before it, the newest first."""
    year, number = _quarter(today)
    found = []
    for _ in range(QUARTERS):
        found.append((year, number))
        year, number = (year, number - 1) if number > 1 else (year - 1, QUARTERS)
    return found
