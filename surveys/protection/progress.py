"""How far a round is, for those who made it: three words, never a number."""

from __future__ import annotations

from enum import StrEnum

from surveys.protection.forms import FLOOR, THIRDS_FROM


class Progress(StrEnum):
    """What a creator may see of an open round. The caller changes it once a day at most."""

    NOT_ENOUGH = "not_enough"
    ENOUGH = "enough"
    EVERYONE = "everyone"
    """Everyone has had a chance: waiting longer will hardly bring more."""


def progress(sent: int, asked: int) -> Progress:
    """The band for this many sent envelopes. 0 to 4 look alike.

    Args:
        sent: Envelopes sent so far. Unit: people.
        asked: How many were asked. Unit: people.

    Raises:
        ValueError: ``sent`` is below 0.
    """
    if sent < 0:
        raise ValueError(f"sent must be 0 or more people, got {sent}")
    if sent < FLOOR:
        return Progress.NOT_ENOUGH
    if sent >= THIRDS_FROM and 4 * sent >= 3 * asked:
        return Progress.EVERYONE
    return Progress.ENOUGH
