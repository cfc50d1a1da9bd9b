"""Ringing: what processes on one PostgreSQL database tell each other, and nothing besides.

That something is owed or waits: to be seen to at once and not a second later. And marks of what
is counted in memory alone, so that four workers count as one. A mark is keyed: to whoever reads
the server's disk it says that there was something, and not about whom.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.holding import OWED, TOLD, WAITS, ring
from storage.keys import Keys

log = logging.getLogger(__name__)

PAUSE = 0.02
"""Least time between two rings of a process. Unit: seconds."""
MOST = 100
"""Most marks told at once; more at once are somebody's attack, and the rest are left out."""


class Ringer:
    """Rings for this process, many times at once, and never inside a transaction.

    What is not heard, because the server was away, is found a second later by looking.
    """

    def __init__(self, engine: AsyncEngine, keys: Keys, tag: str) -> None:
        self._engine, self._keys, self._tag = engine, keys, tag
        self._due: dict[str, list[str]] = {}
        self._rung = asyncio.Event()
        self._hears: dict[str, Callable[[str], None]] = {}

    def owed(self) -> None:
        """Something is owed: the house sends it."""
        self._ring(OWED)

    def waits(self) -> None:
        """More waits than this worker has hands for."""
        self._ring(WAITS)

    def mark(self, kind: str, what: str) -> str:
        """What stands for something, in every process of this house and nowhere else."""
        return self._keys.lookup(f"told {kind} {what}", 0).hex()[:32]

    def tell(self, kind: str, mark: str) -> None:
        """Tell every other process a mark."""
        told = self._due.get(TOLD, [])
        if len(told) < MOST:
            self._ring(TOLD, f"{self._tag}:{kind}:{mark}")

    def hear(self, kind: str, do: Callable[[str], None]) -> None:
        """Do something with each mark of this kind that another process tells."""
        self._hears[kind] = do

    def heard(self, said: str) -> None:
        """A mark was told, here or elsewhere."""
        tag, _, rest = said.partition(":")
        kind, _, mark = rest.partition(":")
        if tag != self._tag and kind in self._hears:
            self._hears[kind](mark)

    async def run(self, stop: asyncio.Event) -> None:
        """Ring until told to stop, and then once more for what is left."""
        over = asyncio.create_task(stop.wait())
        over.add_done_callback(lambda _: self._rung.set())
        try:
            while not stop.is_set():
                await self._rung.wait()
                self._rung.clear()
                await self.ring_now()
                await asyncio.sleep(PAUSE)
            await self.ring_now()
        finally:
            over.cancel()

    async def ring_now(self) -> None:
        """Ring for all that was asked for since the last time."""
        due, self._due = self._due, {}
        for bell, said in due.items():
            try:
                await ring(self._engine, bell, *said)
            except Exception as fault:
                log.warning("a bell could not be rung (%s)", type(fault).__name__)

    def _ring(self, bell: str, *said: str) -> None:
        self._due.setdefault(bell, []).extend(said)
        self._rung.set()


class ToldOnce:
    """What somebody was told once, by whichever process. In memory; a restart forgets."""

    KIND = "p"

    def __init__(self, ringer: Ringer) -> None:
        self._ringer = ringer
        self._marks: set[str] = set()
        ringer.hear(self.KIND, self._marks.add)

    def __contains__(self, what: object) -> bool:
        return self._ringer.mark(self.KIND, repr(what)) in self._marks

    def add(self, what: object, /) -> None:
        """It was told now."""
        mark = self._ringer.mark(self.KIND, repr(what))
        self._marks.add(mark)
        self._ringer.tell(self.KIND, mark)
