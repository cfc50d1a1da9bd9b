"""Superseding: only the newest question of a round keeps its buttons.

A tapped question is rewritten and loses them anyway. One that was answered by typing, or asked
again, would keep them and pile up. They go once nobody waits for anything: a call for tidiness
must not take the place of one that answers somebody. In memory: after a restart an old keyboard
may stay, and what it sends is refused kindly.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Sequence

from bot.outgoing import Rows
from bot.wording.presses import Press, read_press

ASKS = frozenset({"s", "r"})
"""Skip and Rather not say: what every question offers, and nothing else does."""

MOST_CHATS = 10_000

LULL = 0.25
"""Nobody waits for anything once nothing was delivered for so long. Unit: seconds."""

LONGEST = 5.0
"""After so long old buttons go all the same: one message's, each time it is looked whether there
is a lull. Unit: seconds."""


class Standing:
    """The newest question in each chat whose buttons still stand: its round and its message."""

    def __init__(self) -> None:
        self._asked: OrderedDict[int, tuple[str, int]] = OrderedDict()

    def said(self, chat: int, rows: Rows, message: int) -> int | None:
        """Note a new message; return the older one whose buttons are past, if there is one."""
        presses = _presses(rows)
        before = self._asked.get(chat)
        tags = {one.parts[0] for one in presses}
        past = before[1] if before is not None and before[0] in tags else None
        if past is not None:
            del self._asked[chat]
        self._note(chat, presses, message)
        return past

    def rewritten(self, chat: int, rows: Rows, message: int) -> None:
        """Note that a message was rewritten: it may have lost its buttons, or got some."""
        if self._asked.get(chat, ("", 0))[1] == message:
            del self._asked[chat]
        self._note(chat, _presses(rows), message)

    def _note(self, chat: int, presses: Sequence[Press], message: int) -> None:
        asked = {one.parts[0] for one in presses if one.kind in ASKS}
        if asked:
            self._asked[chat] = (min(asked), message)
            self._asked.move_to_end(chat)
        while len(self._asked) > MOST_CHATS:
            self._asked.popitem(last=False)


class Sweeper:
    """Takes past buttons off in a lull, one message after another.

    ``take_off`` takes the buttons off a message in a chat; what it raises is its own to hide.
    """

    def __init__(self, take_off: Callable[[int, int], Awaitable[None]]) -> None:
        self._take_off = take_off
        self._past: deque[tuple[int, int, float]] = deque(maxlen=MOST_CHATS)
        self._delivered = 0.0
        self._sweeping: asyncio.Task[None] | None = None

    def delivered(self) -> None:
        """Something was just delivered: others may wait for more."""
        self._delivered = asyncio.get_running_loop().time()

    def note(self, chat: int, message: int) -> None:
        """A message's buttons are past."""
        self._past.append((chat, message, asyncio.get_running_loop().time()))
        if self._sweeping is None or self._sweeping.done():
            self._sweeping = asyncio.create_task(self._sweep())

    async def _sweep(self) -> None:
        while self._past:
            await asyncio.sleep(LULL)
            if self._since(self._past[0][2]) >= LONGEST:
                await self._next()
            while self._past and self._since(self._delivered) >= LULL:
                await self._next()

    @staticmethod
    def _since(then: float) -> float:
        return asyncio.get_running_loop().time() - then

    async def _next(self) -> None:
        chat, message, _ = self._past.popleft()
        await self._take_off(chat, message)


def _presses(rows: Rows) -> list[Press]:
    """What the buttons stand for; the first part of each is a round's tag."""
    found = (read_press(button.press) for row in rows for button in row if button.press)
    return [one for one in found if one is not None and one.parts]
