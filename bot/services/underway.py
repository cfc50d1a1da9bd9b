"""Something long that goes on beside everything else, and how far it is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass(slots=True)
class Underway:
    """Work in a thread of its own. Kept in memory only.

    Args:
        of: How much there is to do. Unit: whatever is done one by one.
        done: How much of it is done.
        task: What does it.
    """

    of: int
    done: int = 0
    task: asyncio.Task[None] | None = field(default=None, repr=False, compare=False)

    def told(self, steps: int, all_steps: int) -> None:
        """Be told how many steps of how many are done; from any thread."""
        self.done = self.of * steps // max(1, all_steps)

    async def over(self) -> None:
        """Wait for it; whoever stops waiting stops nothing."""
        if self.task is not None:
            await asyncio.shield(self.task)
