"""The desk: the chat pages that are open now. In memory only; nothing here is ever written."""

from __future__ import annotations

import asyncio
import random
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot import clock

Happening = dict[str, Any]
"""One thing to show on a page, ready to become JSON."""

KEPT = 400
"""Most happenings kept for a page that lost its line. Unit: happenings."""

GRACE = 300.0
"""How long a page that lost its line is remembered. Unit: seconds."""

LARGEST_FILES = 20 * 1024 * 1024
"""Most file bytes kept for one chat. Unit: bytes."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that was handed over, kept while the page is open."""

    name: str
    content: bytes
    media_type: str


@dataclass(slots=True)
class OpenChat:
    """One person's chat while at least one page of theirs is open, or was a moment ago.

    ``lives`` says, for each page loaded, which happening was the last before it: a page sees
    nothing older. ``next_message`` starts anywhere, so ids of an earlier page never fit.
    """

    number: int
    next_message: int
    papers: OrderedDict[str, Paper] = field(default_factory=OrderedDict)
    messages: dict[int, Happening] = field(default_factory=dict)
    written: dict[int, int] = field(default_factory=dict)
    happenings: deque[tuple[int, Happening]] = field(default_factory=lambda: deque(maxlen=KEPT))
    last: int = 0
    lives: dict[str, int] = field(default_factory=dict)
    lines: int = 0
    missed: bool = False
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    forgetting: asyncio.TimerHandle | None = None

    def number_message(self) -> int:
        """Give the next message its id."""
        self.next_message += 1
        return self.next_message

    def number_written(self, client: int) -> int:
        """Give what a page sent a message id: the same one when it is sent again."""
        if client not in self.written:
            self.written[client] = self.number_message()
        return self.written[client]

    def show(self, happening: Happening) -> None:
        """Let every open page of this chat see something."""
        self.last += 1
        self.happenings.append((self.last, happening))
        self.stirred.set()
        self.stirred = asyncio.Event()

    def keep(self, name: str, paper: Paper) -> None:
        """Keep a file for the page; the oldest make room."""
        self.papers[name] = paper
        while sum(len(one.content) for one in self.papers.values()) > LARGEST_FILES:
            self.papers.popitem(last=False)

    def _clear(self) -> None:
        self.happenings.clear()
        self.messages.clear()
        self.papers.clear()
        self.lives.clear()
        self.written.clear()


@dataclass(frozen=True, slots=True)
class Line:
    """A page's way to hear. ``start`` tells the page to ask where the person is."""

    chat: OpenChat
    after: int
    start: bool

    async def listen(self, patience: float) -> AsyncIterator[tuple[int, Happening] | None]:
        """Give what happens, in order; None after ``patience`` quiet seconds."""
        seen = self.after
        while True:
            stirred = self.chat.stirred
            for number, happening in tuple(self.chat.happenings):
                if number > seen:
                    seen = number
                    yield number, happening
            if self.chat.last <= seen:
                try:
                    async with asyncio.timeout(patience):
                        await stirred.wait()
                except TimeoutError:
                    yield None


class ChatDesk:
    """Every open chat, by its number.

    Args:
        now: What dates messages.
        chance: Where message numbering starts.
        grace: How long a page that lost its line is remembered. Unit: seconds.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = clock.now,
        chance: random.Random = clock.chance,
        grace: float = GRACE,
    ) -> None:
        self.now = now
        self._chance = chance
        self._grace = grace
        self._chats: dict[int, OpenChat] = {}

    def chat(self, number: int) -> OpenChat:
        """Find a chat, or begin to remember it (it is forgotten again if no page opens)."""
        chat = self._chats.get(number)
        if chat is None:
            chat = OpenChat(number, next_message=self._chance.randrange(1, 2**30))
            self._chats[number] = chat
            self._forget_later(chat)
        return chat

    def open_chat(self, number: int) -> OpenChat | None:
        """Find a chat that can be spoken to now: a page is listening. Else note the miss."""
        chat = self._chats.get(number)
        if chat is None:
            return None
        if not chat.lines:
            chat.missed = True
            return None
        return chat

    def known_chat(self, number: int) -> OpenChat | None:
        """Find a chat that is still remembered, listening or not."""
        return self._chats.get(number)

    @asynccontextmanager
    async def line(self, number: int, life: str, after: int) -> AsyncIterator[Line]:
        """Connect a page. ``life`` is drawn anew by each page load; ``after`` is what it has."""
        chat = self.chat(number)
        if chat.forgetting is not None:
            chat.forgetting.cancel()
            chat.forgetting = None
        known = life in chat.lives
        oldest = chat.happenings[0][0] if chat.happenings else chat.last + 1
        if not known and not chat.lines:
            chat._clear()
        if not known:
            chat.lives[life] = after = chat.last
        start = not known or chat.missed or after + 1 < oldest or after > chat.last
        after = min(max(after, chat.lives[life]), chat.last)
        chat.missed = False
        chat.lines += 1
        try:
            yield Line(chat, after, start)
        finally:
            chat.lines -= 1
            if not chat.lines:
                self._forget_later(chat)

    def forget(self, number: int) -> None:
        """Forget a chat: its words are nowhere afterwards."""
        chat = self._chats.pop(number, None)
        if chat is not None:
            if chat.forgetting is not None:
                chat.forgetting.cancel()
            chat._clear()

    def close(self) -> None:
        """Forget every chat."""
        for number in tuple(self._chats):
            self.forget(number)

    def _forget_later(self, chat: OpenChat) -> None:
        chat.forgetting = asyncio.get_running_loop().call_later(
            self._grace, self.forget, chat.number
        )
