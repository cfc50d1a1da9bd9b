"""Guessing: after twenty wrong codes in an hour from one place, the next ones come slowly.

A place is where a request to the page comes from, or an account in Telegram.

Two hundred in an hour, from anywhere, are somebody guessing: whoever keeps the computer is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

ALLOWED = 20
"""Wrong codes one place may try before it is slowed. Unit: codes."""

REFILL = 180.0
"""How long until one more may be tried: twenty an hour. Unit: seconds."""

MOST_PLACES = 10_000
"""Places remembered at once; the one seen longest ago is forgotten first."""


MANY = 200
"""Wrong codes from anywhere within an hour that sound the alarm. Unit: codes."""

HOUR = timedelta(hours=1)


@dataclass(slots=True)
class _Place:
    left: float
    seen: datetime


def _as_it_is(place: str) -> str:
    return place


def _nobody_else(_: str) -> None:
    return None


class WrongCodes:
    """Counts wrong codes by where they come from. In memory; a restart forgets.

    Of several processes each counts what the others tell: ``mark`` makes of a place what may be
    told, and ``tell`` tells it. One of them has the alarm.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        alarm: Callable[[], None] = lambda: None,
        *,
        mark: Callable[[str], str] = _as_it_is,
        tell: Callable[[str], None] = _nobody_else,
    ) -> None:
        self._now = now
        self._alarm = alarm
        self._mark, self._tell = mark, tell
        self._places: dict[str, _Place] = {}
        self._latest: deque[datetime] = deque(maxlen=MANY)
        self._sounded: datetime | None = None

    def may_try(self, place: str) -> bool:
        """Whether another code from there is looked at."""
        found = self._places.get(self._mark(place))
        return found is None or self._left(found) >= 1

    def note(self, place: str) -> None:
        """One wrong code came from there."""
        marked = self._mark(place)
        self._tell(marked)
        self.heard(marked)

    def heard(self, marked: str) -> None:
        """One wrong code came from a place with this mark, here or in another process."""
        found = self._places.pop(marked, None)
        left = ALLOWED if found is None else self._left(found)
        self._places[marked] = _Place(max(0.0, left - 1), self._now())
        while len(self._places) > MOST_PLACES:
            del self._places[next(iter(self._places))]
        self.count()

    def count(self) -> None:
        """One wrong code more, wherever it came from. The alarm sounds once an hour at most."""
        now = self._now()
        self._latest.append(now)
        is_many = len(self._latest) == MANY and now - self._latest[0] < HOUR
        if is_many and (self._sounded is None or now - self._sounded >= HOUR):
            self._sounded = now
            self._alarm()

    def _left(self, found: _Place) -> float:
        passed = (self._now() - found.seen).total_seconds()
        return min(float(ALLOWED), found.left + max(0.0, passed) / REFILL)
