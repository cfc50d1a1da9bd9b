"""Marking: what has arrived is owed no more. Many at once, in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Answer, Outgoing, Rewrite, Say
from bot.services.world import World
from storage import outbox
from storage.outbox import Owed
from surveys.ids import MessageId

Remember = Callable[[AsyncSession, World, Owed, tuple[int, ...]], Awaitable[None]]
Sent = tuple[Owed, Outgoing]
"""What has arrived, and is not marked yet."""


class Marks:
    """What has arrived. Until that is committed, a repeated claim sends nothing again.

    ``gathers``: what arrives within so long is marked together, in one commit. Unit: seconds.
    """

    def __init__(self, world: World, remember: Remember, gathers: float = 0.0) -> None:
        self.count = 0
        """How many were marked."""
        self._world, self._gathers = world, gathers
        self._remember = remember
        self._arrived: dict[MessageId, tuple[int, ...]] = {}
        self._waiting: list[tuple[Sent, asyncio.Future[None]]] = []
        self._marking: asyncio.Task[None] | None = None

    def __contains__(self, mid: MessageId) -> bool:
        return mid in self._arrived

    def __len__(self) -> int:
        """How many have arrived and are not marked yet."""
        return len(self._arrived)

    def note(self, mid: MessageId, ids: tuple[int, ...]) -> None:
        """Note what has arrived, as these messages."""
        self._arrived[mid] = ids

    async def mark(self, sent: Sequence[Sent]) -> None:
        """Say that it is done, and remember what could be tidied away.

        Whatever arrives while others are being marked is marked together. One that cannot be
        does not keep others back.
        """
        if not sent:
            return
        loop = asyncio.get_running_loop()
        waits = [(one, loop.create_future()) for one in sent]
        self._waiting += waits
        if self._marking is None or self._marking.done():
            self._marking = asyncio.create_task(self._mark_all())
        if len(waits) == 1:
            await waits[0][1]
        else:
            await asyncio.gather(*(marked for _, marked in waits))

    async def close(self) -> None:
        """Wait for what is being marked."""
        if self._marking is not None:
            await self._marking

    async def _mark_all(self) -> None:
        while self._waiting:
            if self._gathers:
                await asyncio.sleep(self._gathers)
            some, self._waiting = self._waiting, []
            try:
                await self._commit([one for one, _ in some])
            except Exception as fault:
                await self._mark_alone(some, fault)
                continue
            for _, marked in some:
                if not marked.done():
                    marked.set_result(None)

    async def _mark_alone(
        self, some: Sequence[tuple[Sent, asyncio.Future[None]]], fault: Exception
    ) -> None:
        for one, marked in some:
            failed: Exception | None = fault
            if len(some) > 1:
                try:
                    await self._commit([one])
                    failed = None
                except Exception as its_own:
                    failed = its_own
            if marked.done():
                continue
            if failed is None:
                marked.set_result(None)
            else:
                marked.set_exception(failed)

    async def _commit(self, sent: Sequence[Sent]) -> None:
        # Before the updates that wait to be taken: whose answer is not marked yet has another
        # message before them, and is not answered at once.
        async with self._world.database.write(together=True, ahead=True) as db:
            await outbox.mark_delivered(db, *(owed.id for owed, _ in sent))
            for owed, said in sorted(sent, key=_place):
                ids = self._arrived[owed.id]
                if ids and (said.tidy if isinstance(said, Say) else isinstance(said, Rewrite)):
                    await self._remember(db, self._world, owed, ids)
        for owed, _ in sent:
            del self._arrived[owed.id]
        self.count += len(sent)


def _place(sent: Sent) -> tuple[bool, str, bytes]:
    """Where it is remembered: envelopes round by round, then desks, each by person. Whoever goes
    through all of them (a backup, a seal) goes in this order too; two that went in orders of
    their own would wait for each other."""
    owed = sent[0]
    return owed.rid is None, owed.rid or "", owed.pid or b""


def is_message(sent: Sent) -> bool:
    """Whether somebody would see it twice if it were sent again."""
    return not isinstance(sent[1], Answer | Rewrite)
