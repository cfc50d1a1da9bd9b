"""The courier's own clock: how it tells the time and how it waits."""

from __future__ import annotations

import asyncio


class Timer:
    """The event loop's time. Tests put another in its place, which goes as fast as it is done."""

    def now(self) -> float:
        """Seconds since some moment, never going back."""
        return asyncio.get_running_loop().time()

    async def nap(self, seconds: float, stop: asyncio.Event) -> None:
        """Wait for so long, or until told to stop."""
        try:
            await asyncio.wait_for(stop.wait(), seconds)
        except TimeoutError:
            return
