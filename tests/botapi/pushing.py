"""The Bot API double where several workers are pushed to; the balancer is part of it."""

from __future__ import annotations

import asyncio
import json
import random
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp

from tests.botapi.books import Json, Waiting
from tests.botapi.server import Server

AGAIN = 0.05
"""How soon what was not taken is brought again. Unit: seconds."""


class PushingServer(Server):
    """Pushes as Telegram does to a busy bot: chats side by side, each in order, until a 2xx.

    Each push goes to one of ``workers`` at random. Some that were taken come once more.
    """

    def __init__(self, moment: random.Random, twice: float = 0.2) -> None:
        super().__init__()
        self.workers: list[str] = []
        self.taken = 0
        self.twice = 0
        self._moment, self._chance = moment, twice
        self._queues: dict[int, deque[Waiting]] = defaultdict(deque)

    def push_to(self, path: str, secret: str) -> None:
        """Push from now on, without having been asked to."""
        self.books.webhook = {"url": f"https://earshot.example{path}", "secret_token": secret}
        self._pushing = asyncio.create_task(self._push())

    def session(self) -> aiohttp.ClientSession:
        """What it pushes through."""
        return aiohttp.ClientSession()

    @property
    def has_brought_all(self) -> bool:
        """Whether everything was taken by some worker."""
        return not (self.books.waiting or any(self._queues.values()))

    async def _push(self) -> None:
        books, queues = self.books, self._queues
        lanes: dict[int, asyncio.Task[None]] = {}
        async with self.session() as session:
            try:
                while True:
                    for one in books.waiting:
                        queues[_chat(one.body)].append(one)
                    books.waiting.clear()
                    for chat, queue in queues.items():
                        if queue and (chat not in lanes or lanes[chat].done()):
                            lanes[chat] = asyncio.create_task(self._bring(session, queue))
                    await books.until(lambda: bool(books.waiting), 3600)
            finally:
                for lane in lanes.values():
                    lane.cancel()
                await asyncio.gather(*lanes.values(), return_exceptions=True)

    async def _bring(self, session: aiohttp.ClientSession, queue: deque[Waiting]) -> None:
        while queue:
            if not await self._is_taken(session, queue[0].body):
                await asyncio.sleep(AGAIN)
                continue
            self.taken += 1
            if self._moment.random() < self._chance:
                self.twice += await self._is_taken(session, queue[0].body)
            queue.popleft()
            await self.books.tell()

    async def _is_taken(self, session: aiohttp.ClientSession, body: Json) -> bool:
        hook = self.books.webhook
        assert hook is not None, "pushes begin with setWebhook"
        if not self.workers:
            return False
        address = self._moment.choice(self.workers) + urlsplit(hook["url"]).path
        head = {"X-Telegram-Bot-Api-Secret-Token": hook.get("secret_token", "")}
        try:
            async with session.post(address, data=json.dumps(body), headers=head) as answer:
                return 200 <= answer.status < 300
        except (aiohttp.ClientError, OSError):
            return False


def _chat(body: Json) -> int:
    part = next(value for key, value in body.items() if key != "update_id")
    return int((part.get("from") or part["chat"])["id"])


@asynccontextmanager
async def pushing_api(moment: random.Random) -> AsyncIterator[PushingServer]:
    """A server for one test; the test fails where a call broke the description."""
    async with PushingServer(moment) as server:
        yield server
    assert server.books.violations == []
