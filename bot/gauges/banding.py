"""Bands: how a figure is made too coarse for one person's doing to be seen in it."""

from __future__ import annotations

from collections.abc import Sequence

MIB = 1024 * 1024


def at_most(value: float, steps: Sequence[float]) -> float:
    """The smallest step that is not below the value; infinity where there is none."""
    return min((step for step in steps if step >= value), default=float("inf"))


def at_least(value: float, steps: Sequence[float]) -> float:
    """The largest step that is not above the value; 0 where there is none: the floor."""
    return max((step for step in steps if step <= value), default=0)


def doubling(first: float, times: int) -> tuple[float, ...]:
    """``first``, and twice the one before, ``times`` in all."""
    return tuple(first * 2**power for power in range(times))


SIZES = doubling(64 * MIB, 16)
"""Of memory, of a database, of what is free on a disk: 64 MiB to 2 TiB. Unit: bytes."""
LAGS = (0.25, 1.0, 5.0, 30.0)
"""How long the loop was away. Unit: seconds."""
WAITING = (20, 100, 1000, 10_000)
"""Messages that should have gone. Under the first it is 0: a few are a few people."""
FAULTS = (1, 10, 100)
"""Lines of one kind in an hour. The log has each of them."""
