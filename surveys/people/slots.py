"""Reading slots: when words may be read, how long a sitting lasts, and what of it is paid.

A reader starts a slot themselves. It has an end from its first moment on, which nothing moves:
not a break, not a lock, not a crash.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from math import ceil

from surveys.ids import ParticipantId, RoundId

OPENS, CLOSES = time(8), time(21)
"""Wall times between which words may be read: nobody takes them to bed, or wakes with them."""

LINGER = timedelta(minutes=10)
"""How long after the last tap somebody still counts as reading. The views lock after as long:
whoever reads, or sits back after a heavy text, is paid; a computer that died is not."""

LATE = timedelta(minutes=5)
"""How long after its end a slot still takes what was being decided. It shows nothing."""

NEAR = timedelta(minutes=5)
"""From this much time left on, the end is near."""
VERY_NEAR = timedelta(minutes=2)
STEP = 5
"""The clock says minutes in steps: a count that runs would be watched. Unit: minutes."""


class Left(StrEnum):
    """How much of a slot is left, as the clock says it."""

    ABOUT = "about"
    NEAR = "near"
    VERY_NEAR = "very_near"


@dataclass(frozen=True, slots=True)
class Slot:
    """One sitting of one reader with one round's words. All times are aware.

    Args:
        id: Its own, random; 16 bytes.
        reader: Who reads.
        rid: The round whose words are read.
        began: When they pressed the button.
        ends: When it is over at the latest. Never moved.
        last: When they last did something in it.
        stopped: When they stopped it; None while it runs, and where its time ran out.
        debriefed: Whether they were shown whom to talk to afterwards.
    """

    id: bytes
    reader: ParticipantId
    rid: RoundId
    began: datetime
    ends: datetime
    last: datetime
    stopped: datetime | None = None
    debriefed: bool = False

    def is_running(self, now: datetime) -> bool:
        """Whether words may be shown in it."""
        return self.stopped is None and self.began <= now < self.ends

    def takes_decision(self, now: datetime) -> bool:
        """Whether a decision is still kept: while it runs, and a little after its time."""
        return self.stopped is None and self.began <= now < self.ends + LATE

    def minutes(self, now: datetime) -> int:
        """What is paid of it: to the stop; else to its end, but never past ``LINGER`` after the
        last thing that was done. Whole minutes, a begun one counts; up to ``now``."""
        until = self.stopped or min(self.ends, self.last + LINGER)
        return max(1, ceil((min(until, now) - self.began) / timedelta(minutes=1)))


def is_open(now: datetime, zone: tzinfo) -> bool:
    """Whether words may be read at this wall time."""
    return OPENS <= now.astimezone(zone).time() < CLOSES


def end_of(now: datetime, minutes: int, zone: tzinfo) -> datetime:
    """When a slot that is started now ends: after its minutes, or in the evening, if sooner.

    Args:
        now: Aware, at a time when it is open.
        minutes: What the organisation decided.
        zone: Whose evening it is.
    """
    evening = datetime.combine(now.astimezone(zone).date(), CLOSES, zone)
    return min(now + timedelta(minutes=minutes), evening.astimezone(now.tzinfo))


def opens_again(now: datetime, zone: tzinfo) -> datetime:
    """When words may be read again, seen from a time when they may not."""
    here = now.astimezone(zone)
    day = here.date() + timedelta(days=here.time() >= CLOSES)
    return datetime.combine(day, OPENS, zone)


def how_long(left: timedelta) -> tuple[Left, int]:
    """What is left of a slot as it is said, and about how many minutes that is."""
    if left <= VERY_NEAR:
        return Left.VERY_NEAR, 2
    about = max(STEP, STEP * round(left / timedelta(minutes=STEP)))
    return (Left.NEAR if left <= NEAR else Left.ABOUT), about


def read_month(text: str) -> date:
    """The first day of a month written as ``2026-11``.

    Raises:
        ValueError: It is no month.
    """
    return datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC).date()


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)
