"""The only place that asks the machine for the time or for chance."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

chance = random.SystemRandom()
"""A random.Random over the system's own secure source."""


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def fresh_bytes(count: int) -> bytes:
    """``count`` bytes nobody can guess."""
    return secrets.token_bytes(count)


def fresh_code() -> str:
    """128 random bits for a link, in the alphabet that a ``start`` payload allows (22 letters)."""
    return secrets.token_urlsafe(16)


CORRECTION = timedelta(minutes=1)
"""A difference up to this is the host's clock being kept right."""
BELIEVED = 24 * 3600.0
"""A host clock that stays ahead for so long was put right. Unit: seconds."""


def ran() -> float:
    """How long this machine has run, sleep included. No change of its clock moves it. Seconds."""
    kind = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(kind)


class Steady:
    """An instant that a host's clock has reached, and that has run since this began.

    A clock that is put an hour forward is not believed for a day: nothing closes early by it. One
    that is put back is believed at once: it closes nothing.
    """

    def __init__(self, wall: Callable[[], datetime] = now, ran: Callable[[], float] = ran) -> None:
        self._wall, self._ran = wall, ran
        self._began = wall() - timedelta(seconds=ran())
        self._ahead_since: float | None = None

    def __call__(self) -> datetime:
        """The earlier of what the wall says and what was counted. Aware, in UTC."""
        wall, ran = self._wall(), self._ran()
        counted = self._began + timedelta(seconds=ran)
        if wall <= counted + CORRECTION:
            self._ahead_since = None
            if wall >= counted - CORRECTION:
                self._began = wall - timedelta(seconds=ran)
            return min(wall, self._began + timedelta(seconds=ran))
        if self._ahead_since is None:
            self._ahead_since = ran
        if ran - self._ahead_since >= BELIEVED:
            self._began, self._ahead_since = wall - timedelta(seconds=ran), None
            return wall
        return counted
