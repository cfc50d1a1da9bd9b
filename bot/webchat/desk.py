"""The desk: the chat pages that are open now. In memory only; nothing here is ever written.

A page is one life: loaded anew, it is another one. While a picture lock guards the envelope a
life hears nothing until its own pictures were right; with no life open there is no page open.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter, OrderedDict, deque
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
    nothing older. ``opened`` names the lives no lock keeps out, each with the browser it is in;
    ``turns`` counts how often some were shut, and ``turned`` tells them. ``sent_in`` is a file
    on its way in, until it is read. ``next_message``
    starts anywhere, so ids of an earlier page never fit.
    """

    number: int
    next_message: int
    papers: OrderedDict[str, Paper] = field(default_factory=OrderedDict)
    sent_in: dict[str, Paper] = field(default_factory=dict)
    messages: dict[int, Happening] = field(default_factory=dict)
    written: dict[int, int] = field(default_factory=dict)
    happenings: deque[tuple[int, Happening]] = field(default_factory=lambda: deque(maxlen=KEPT))
    last: int = 0
    lives: dict[str, int] = field(default_factory=dict)
    opened: dict[str, bytes] = field(default_factory=dict)
    shut_at: dict[str, int] = field(default_factory=dict)
    connected: Counter[tuple[str, bytes]] = field(default_factory=Counter)
    turns: int = 0
    missed: bool = False
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    turned: asyncio.Event = field(default_factory=asyncio.Event)
    forgetting: asyncio.TimerHandle | None = None

    @property
    def is_heard(self) -> bool:
        """Whether a page listens that no lock keeps out."""
        return any(self.is_open(life, device) for life, device in +self.connected)

    def is_open(self, life: str, device: bytes) -> bool:
        """Whether no lock keeps this page out."""
        return self.opened.get(life) == device

    def has_open(self, device: bytes) -> bool:
        """Whether no lock keeps some page of this browser out."""
        return device in self.opened.values()

    def open(self, life: str, device: bytes) -> None:
        """Let a page in: from here on it hears."""
        if life in self.lives and not self.is_open(life, device):
            self.opened[life] = device
            self.lives[life] = self.last
        self._turn()

    def shut(self, *, but: str = "") -> None:
        """Keep every page out, but the one with this life."""
        self.turns += 1
        for one in self.opened.keys() - {but}:
            del self.opened[one]
            self.shut_at[one] = self.last
        if not self.opened:
            self.happenings.clear()
            self.messages.clear()
            self.papers.clear()
        self._turn()

    def _turn(self) -> None:
        for event in (self.turned, self.stirred):
            event.set()
        self.turned, self.stirred = asyncio.Event(), asyncio.Event()

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
        self.opened.clear()
        self.shut_at.clear()
        self.written.clear()


@dataclass(frozen=True, slots=True)
class Turned:
    """The lock was put on, or opened, while a line was listening. ``last`` is what it has."""

    is_open: bool
    start: bool = False
    last: int = 0


Heard = tuple[int, Happening] | Turned | None


@dataclass(frozen=True, slots=True)
class Line:
    """A page's way to hear. ``start`` tells the page to ask where the person is."""

    chat: OpenChat
    life: str
    device: bytes
    after: int
    start: bool

    @property
    def is_open(self) -> bool:
        """Whether no lock keeps this page out."""
        return self.chat.is_open(self.life, self.device)

    async def listen(self, patience: float) -> AsyncIterator[Heard]:
        """Give what happens, in order; None after ``patience`` quiet seconds.

        A page that is locked out hears only that it is, and that the line is alive: when it
        hears that does not depend on what happens on other pages.
        """
        seen, was_open = self.after, self.is_open
        while True:
            stirred = self.chat.stirred if was_open else self.chat.turned
            if self.is_open is not was_open:
                was_open = not was_open
                seen = self.chat.lives.get(self.life, self.chat.last)
                yield self._opened(seen) if was_open else Turned(is_open=False)
                continue
            for number, happening in tuple(self.chat.happenings) if was_open else ():
                if number > seen and self.is_open:
                    seen = number
                    yield number, happening
            if self.is_open is was_open and (self.chat.last <= seen or not was_open):
                try:
                    async with asyncio.timeout(patience):
                        await stirred.wait()
                except TimeoutError:
                    yield None

    def _opened(self, last: int) -> Turned:
        shut_at = self.chat.shut_at.pop(self.life, None)
        changed = shut_at is not None and (self.chat.missed or shut_at != last)
        self.chat.missed = self.chat.missed and not changed
        return Turned(is_open=True, start=changed, last=last)


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
        """Find a chat that can be spoken to now: a page is listening that no lock keeps out.

        Else note the miss.
        """
        chat = self._chats.get(number)
        if chat is None:
            return None
        if not chat.is_heard:
            chat.missed = True
            return None
        return chat

    def known_chat(self, number: int) -> OpenChat | None:
        """Find a chat that is still remembered, listening or not."""
        return self._chats.get(number)

    @asynccontextmanager
    async def line(
        self, number: int, life: str, after: int, *, device: bytes = b"here", locked: bool = False
    ) -> AsyncIterator[Line]:
        """Connect a page. ``life`` is drawn anew by each page load; ``after`` is what it has.

        ``device`` names the browser; ``locked`` says that a lock keeps a new life out.
        """
        chat = self.chat(number)
        if chat.forgetting is not None:
            chat.forgetting.cancel()
            chat.forgetting = None
        known = life in chat.lives
        entering = not locked and chat.opened.get(life) != device
        oldest = chat.happenings[0][0] if chat.happenings else chat.last + 1
        if not known and not +chat.connected:
            chat._clear()
        if not known or entering:
            chat.lives[life] = after = chat.last
        if entering:
            chat.opened[life] = device
        is_open = chat.is_open(life, device)
        start = not known or entering or chat.missed or after + 1 < oldest or after > chat.last
        after = min(max(after, chat.lives[life]), chat.last)
        chat.missed = chat.missed and not is_open
        chat.connected[life, device] += 1
        try:
            yield Line(chat, life, device, after, start and is_open)
        finally:
            chat.connected[life, device] -= 1
            if not +chat.connected:
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
