"""Reminders: when the people of a round are reminded, by the wall clock, and how often at most."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from surveys.rounds.rhythm import at_wall

MOST, MOST_OF_FEW = 2, 1
"""Reminders of one round to one person: at most, and where few are asked (S6)."""
FEW = 6
"""Where fewer than this are asked, one reminder is all there is."""
AT = time(16, 30)
"""By default after school and long before night."""
SETTLED = timedelta(hours=12)
"""No sooner than this after the opening: people have just been told."""
LAST = timedelta(hours=1)
"""No later than this before the close: it would only hurry people."""


def most_reminders(asked: int) -> int:
    """How many reminders a round may send at most to each of so many people."""
    return MOST_OF_FEW if asked < FEW else MOST


def reminders(
    opens_at: datetime, closes_at: datetime, asked: int, zone: tzinfo, *, at: time = AT
) -> tuple[datetime, ...]:
    """When everybody asked is reminded: half way, and on the day before the close.

    On two days, or one, or none where the round is too short. Where fewer than six are asked,
    the first alone.

    Args:
        at: The time of day on the wall clock.
    """
    half_way = (opens_at + (closes_at - opens_at) / 2).astimezone(zone).date()
    day_before = closes_at.astimezone(zone).date() - timedelta(days=1)
    found = [at_wall(day, at, zone) for day in sorted({half_way, day_before})]
    soonest, latest = opens_at + SETTLED, closes_at - LAST
    return tuple(one for one in found if soonest <= one <= latest)[: most_reminders(asked)]
