"""Working time of Experts by Experience and readers: stretches, what for, and what is counted.

A stretch is started and stopped by whoever works. What is kept of it afterwards is a day, a
number of minutes and one word of a fixed list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from surveys.ids import ParticipantId

ASK_AFTER = timedelta(hours=4)
"""After so long without a word we ask whether somebody still works."""
STOP_AFTER = timedelta(hours=5)
"""After so long without a word a stretch is over. It counts up to ``ASK_AFTER``."""
MOST_A_DAY = 12 * 60
"""Most that is counted on one day besides reading in the signed-in view. Unit: minutes."""
DAYS_BACK = 14
"""How long ago time may lie that is added by hand. Unit: days."""


class Work(StrEnum):
    """What time was for. A fixed list: there is nothing to write, and nobody to name."""

    PREPARING = "preparing"
    MEETING = "meeting"
    READING_ELSEWHERE = "reading_elsewhere"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Work that goes on. Times are aware.

    Args:
        pid: Who works.
        what: What for.
        began: When they started it.
        heard: When they last said that they work: at the start, or "still working".
        was_asked: Whether they were asked since whether they still do.
    """

    pid: ParticipantId
    what: Work
    began: datetime
    heard: datetime
    was_asked: bool = False

    def is_to_ask(self, now: datetime) -> bool:
        """Whether it runs so long that they are asked."""
        return not self.was_asked and now >= self.heard + ASK_AFTER

    def is_forgotten(self, now: datetime) -> bool:
        """Whether it is over without a word."""
        return now >= self.heard + STOP_AFTER

    def end(self, now: datetime) -> datetime:
        """Up to when it counts if it is stopped now. A clock that changes moves nothing: times
        are instants, not what a wall clock shows."""
        return self.heard + ASK_AFTER if self.is_forgotten(now) else max(now, self.began)


@dataclass(frozen=True, slots=True)
class Worked:
    """Time that is written down.

    Args:
        id: Its own, random; 8 bytes.
        pid: Whose.
        what: What for.
        day: Where it began, in the organisation's zone.
        minutes: Whole, 1 or more.
        by_hand: Whether it was added afterwards.
    """

    id: bytes
    pid: ParticipantId
    what: Work
    day: date
    minutes: int
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class MonthMark:
    """What the administrator said of a person's month.

    Args:
        pid: Whose.
        month: Its first day.
        minutes: What was approved.
        approved_on: When.
        paid_on: When it was paid; None while it is not. From then on it is locked.
    """

    pid: ParticipantId
    month: date
    minutes: int
    approved_on: date
    paid_on: date | None = None


def counted(
    began: datetime, until: datetime, besides: Iterable[tuple[datetime, datetime]] = ()
) -> int:
    """The minutes of a stretch, without what is counted as reading already. Rounded to whole
    minutes; 0 where nothing is left.

    Args:
        began: Aware.
        until: Aware, not before it.
        besides: From when to when something else was counted. They may overlap.
    """
    left = until - began
    at = began
    for start, end in sorted(besides):
        start, end = max(start, at), min(end, until)
        if end > start:
            left -= end - start
            at = end
    return round(left / timedelta(minutes=1))
