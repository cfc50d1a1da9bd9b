"""What the Bot API double remembers: chats, messages, updates, calls. And how it refuses."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.mischief import Mischief

DAY = 86_400.0
TAP_LIVES = 150.0
"""How long Telegram keeps a tap for the bot. Unit: seconds."""

DELETABLE = 2 * DAY

Json = dict[str, Any]


class Refusal(Exception):
    """An answer with ``ok: false``."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.retry_after = code, description, retry_after


@dataclass
class Waiting:
    """An update the bot has not confirmed."""

    number: int
    body: Json
    expires: float


@dataclass
class Room:
    """One chat as both sides see it."""

    chat: Json
    person: Json
    messages: dict[int, Json] = field(default_factory=dict)
    popups: list[Json] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    is_blocked: bool = False
    is_left: bool = False


@dataclass(frozen=True)
class Call:
    """One call the bot made, and the status it was answered with."""

    method: str
    given: Json
    status: int
    is_heard: bool = True
    """Whether the bot got this answer."""


class Books:
    """Everything that is the same for every way of asking."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self.rooms: dict[int, Room] = {}
        self.waiting: list[Waiting] = []
        self.taps: dict[str, float] = {}
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.allowed: set[str] | None = None
        self.webhook: Json | None = None
        self.files: dict[str, bytes] = {}
        self.next_update = 700_000_001
        self.mischief = Mischief(0)
        self.changed = asyncio.Condition()
        self._message_ids = itertools.count(1)
        self._texts: set[str] = set()

    def fresh_message(self, room: Room, sender: Json, **content: Any) -> Json:
        """Put a message into a chat."""
        number = next(self._message_ids)
        message = {
            "message_id": number,
            "date": int(self.now()),
            "chat": room.chat,
            "from": sender,
            **content,
        }
        room.messages[number] = message
        return message

    async def queue(self, kind: str, body: Json, lives: float = DAY) -> int | None:
        """Have an update wait for the bot; None where the bot did not ask for its kind."""
        if self.allowed is not None and kind not in self.allowed:
            return None
        number = self.mischief.number(self.next_update, len(self.waiting))
        self.next_update = number + 1
        update = {"update_id": number, kind: self.mischief.age(body)}
        self.waiting.append(Waiting(number, update, self.now() + lives))
        await self.tell()
        return number

    async def tell(self) -> None:
        """Wake whoever waits for something to change."""
        async with self.changed:
            self.changed.notify_all()

    async def until(self, holds: Callable[[], bool], within: float = 10.0) -> None:
        """Wait until something holds. ``within`` only ends a test that would hang."""
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(holds), within)

    def confirm(self, offset: int | None) -> None:
        """Forget what is below ``offset``. A far too high one is taken for no offset at all."""
        now = self.now()
        self.waiting = [one for one in self.waiting if one.expires > now]
        if offset is None or not self.waiting:
            return
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset <= self.waiting[-1].number + 10:
            self.waiting = [one for one in self.waiting if one.number >= offset]

    def made(self, method: str) -> list[Json]:
        """What the bot gave, call by call, where the call was answered with a yes."""
        return [c.given for c in self.calls if c.method == method and c.status == 200]
