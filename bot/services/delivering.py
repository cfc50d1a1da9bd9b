"""What a chat must be able to do for the courier, and the one way it may fail."""

from __future__ import annotations

from typing import Protocol

from bot.outgoing import Outgoing

LONGEST_PAUSE = 300.0
"""No back-off grows beyond this. Unit: seconds."""


class DeliveryFault(Exception):
    """Something owed could not be delivered.

    ``permanent`` means trying again cannot help. ``unreachable`` means that nothing can reach
    this person there: they blocked the bot or closed the account. ``absent`` means that no page
    is open just now. ``retry_after`` is what the chat asked for, in seconds.
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        unreachable: bool = False,
        absent: bool = False,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after
        self.unreachable = unreachable
        self.absent = absent


class Carrier(Protocol):
    """A chat that can deliver what we owe."""

    async def deliver(self, number: int, said: Outgoing) -> tuple[int, ...]:
        """Deliver to the chat's own ``number``; return the ids of the messages that appeared.

        Raises:
            DeliveryFault: It did not arrive, or nobody can tell whether it did.
        """
        ...


def pause_after(failures: int, first: float = 1.0, longest: float = LONGEST_PAUSE) -> float:
    """How long to wait after the n-th failure in a row: doubling, capped. Unit: seconds."""
    return float(min(longest, first * 2 ** min(max(failures - 1, 0), 30)))
