"""One lane a person: their updates in order, everybody side by side."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Lanes:
    """A first-come-first-served lock for each person. A lane nobody waits in is forgotten."""

    def __init__(self) -> None:
        self._locks: dict[int, asyncio.Lock] = {}
        self._queued: Counter[int] = Counter()

    @asynccontextmanager
    async def hold(self, key: int) -> AsyncIterator[None]:
        """Wait for this person's turn, and keep it."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._queued[key] += 1
        try:
            async with lock:
                yield
        finally:
            self._queued[key] -= 1
            if not self._queued[key]:
                del self._queued[key], self._locks[key]

    def __len__(self) -> int:
        return len(self._locks)
