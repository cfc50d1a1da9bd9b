"""Wrong codes: after twenty in an hour from one place, the next ones come slowly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

ALLOWED = 20
"""Wrong codes one place may try before it is slowed. Unit: codes."""

REFILL = 180.0
"""How long until one more may be tried: twenty an hour. Unit: seconds."""

MOST_PLACES = 10_000
"""Places remembered at once; the one seen longest ago is forgotten first."""


@dataclass(slots=True)
class _Place:
    left: float
    seen: datetime


class WrongCodes:
    """Counts wrong codes by where they come from. In memory; a restart forgets."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._places: dict[str, _Place] = {}

    def may_try(self, place: str) -> bool:
        """Whether another code from there is looked at."""
        found = self._places.get(place)
        return found is None or self._left(found) >= 1

    def note(self, place: str) -> None:
        """One wrong code came from there."""
        found = self._places.pop(place, None)
        left = ALLOWED if found is None else self._left(found)
        self._places[place] = _Place(max(0.0, left - 1), self._now())
        while len(self._places) > MOST_PLACES:
            del self._places[next(iter(self._places))]

    def _left(self, found: _Place) -> float:
        passed = (self._now() - found.seen).total_seconds()
        return min(float(ALLOWED), found.left + max(0.0, passed) / REFILL)
