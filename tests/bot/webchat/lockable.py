"""A real house behind the browser chat: engine, outbox, courier, desk and site, and browsers.

``Home.stop()`` and ``Home.start()`` are the program's end and its next start.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.delivery.courier import Courier
from bot.services.people import enrolling
from bot.services.people.locking import PictureLocks
from bot.services.world import World
from bot.telegram.application import build
from bot.telegram.intake import Intake
from bot.telegram.transport import Transport
from bot.webchat.botapi import WebRequest
from bot.webchat.desk import ChatDesk
from bot.webchat.front import PACE
from bot.webchat.site import build_site
from bot.webchat.wiring import Calls
from storage import people
from surveys.people.person import Chat
from tests.bot.chatting import Chats, Chatter

CODE = [2, 0, 7]
"""Tree, star, kite."""

WRONG = [1, 3, 5]
SOON = 5.0


@dataclass
class Ticks:
    """A clock that never goes back, moved by hand."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Tab:
    """One page of one browser: a life, a cookie, and what it heard."""

    home: Home
    slot: str
    token: str
    life: str
    heard: list[dict[str, Any]] = field(default_factory=list)
    says_life: bool = True
    _sent: int = 0

    async def post(self, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
        query = f"?life={self.life}" if self.says_life else ""
        answer = await self.home.client.post(
            f"/c/{self.slot}/{path}{query}", json={} if body is None else body, headers=self._dress
        )
        return answer.status, await answer.json()

    async def lock(self, pictures: list[int]) -> tuple[int, dict[str, Any]]:
        return await self.post("lock", {"pictures": pictures})

    async def unlock(self, pictures: list[int]) -> dict[str, Any]:
        return (await self.post("unlock", {"pictures": pictures}))[1]

    async def type(self, text: str) -> tuple[int, dict[str, Any]]:
        self._sent += 1
        sent = {"client": self._sent, "kind": "text", "text": text}
        answer = await self.post("updates", sent)
        await self.home.courier.drain()
        return answer

    async def press(self, press: str, message: int = 1) -> tuple[int, dict[str, Any]]:
        self._sent += 1
        sent = {"client": self._sent, "kind": "tap", "message": message, "press": press}
        answer = await self.post("updates", sent)
        await self.home.courier.drain()
        return answer

    async def hello(self) -> dict[str, Any]:
        """The newest hello there is, once everything said so far was heard."""
        return [one for one in await self.all() if one["does"] == "hello"][-1]

    async def all(self) -> list[dict[str, Any]]:
        """Everything heard, once nothing more comes."""
        for _ in range(4):
            await asyncio.sleep(0.005)
            await self.home.courier.drain()
        return self.heard

    @property
    def words(self) -> str:
        """Everything this page was ever told."""
        return json.dumps(self.heard)

    @property
    def _dress(self) -> dict[str, str]:
        cookie = f"earshot_{self.slot}=own.{self.token}"
        return {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}

    @asynccontextmanager
    async def listening(self, after: int = 0) -> AsyncIterator[Tab]:
        """Connect the line; the first hello has come when this is entered."""
        path = f"/c/{self.slot}/events?life={self.life}&after={after}"
        async with self.home.client.get(path, headers=self._dress) as line:
            assert line.status == 200
            said_hello = asyncio.Event()
            reading = asyncio.create_task(self._read(line, said_hello))
            async with asyncio.timeout(SOON):
                await said_hello.wait()
            yield self
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _read(self, line: ClientResponse, said_hello: asyncio.Event) -> None:
        async for said in line.content:
            if said.startswith(b"data: "):
                self.heard.append(json.loads(said[6:]))
                said_hello.set()


@dataclass
class Home:
    """Everything that runs, for one start of the program."""

    chats: Chats
    ticks: Ticks = field(default_factory=Ticks)
    world: World = field(init=False)
    client: TestClient[web.Request, web.Application] = field(init=False)
    courier: Courier = field(init=False)
    _stack: AsyncExitStack = field(init=False)

    async def start(self) -> None:
        carriers: dict[Chat, Any] = {}
        self.courier = Courier(self.chats.world, carriers)
        self.world = replace(self.chats.world, wake=self.courier.wake)
        self._stack = AsyncExitStack()
        desk = ChatDesk(now=self.chats.clock, chance=self.chats.world.chance)
        page = build(self.world, chat=Chat.WEB, request=WebRequest(desk), token="1:web")
        await page.initialize()
        self._stack.push_async_callback(page.shutdown)
        carriers[Chat.WEB] = Transport(page.bot)
        intake = Intake(page, source=Chat.WEB.value, world=self.world)
        self._stack.push_async_callback(intake.close)

        async def enter(code: str) -> Any:
            return await enrolling.enter_ticket(self.world, code)

        async def enrol(code: str) -> Any:
            return await enrolling.enrol_web(self.world, code)

        async def whose(token: str) -> int | None:
            return await enrolling.whose_token(self.world, token)

        locks = PictureLocks(self.world, self.ticks)
        calls = Calls(intake.take, enrol, enter, whose, self.courier.arrived, locks=locks)
        site = build_site(self.world, desk, calls)
        site[PACE] = 0.0
        self.client = TestClient(TestServer(site))
        await self.client.start_server()
        self._stack.push_async_callback(self.client.close)

    async def stop(self) -> None:
        await self._stack.aclose()

    async def restart(self) -> None:
        """Kill the program and start it again: what was only in memory is gone."""
        await self.stop()
        await self.start()

    async def tab(self, chatter: Chatter, life: str = "a" * 12) -> Tab:
        """A browser of its own, signed in as somebody: another cookie each time."""
        async with self.world.database.write() as db:
            person = await people.find_person(db, self.world.keys, chatter.address)
            assert person is not None
            signed = await enrolling.sign_in(db, self.world, person.id, person.address)
        return Tab(self, signed.slot, signed.token, life)

    async def ticket(self, code: str, life: str) -> Tab:
        """A browser that a slip's code opened."""
        signed = await enrolling.enter_ticket(self.world, code)
        assert signed is not None
        return Tab(self, signed.slot, signed.token, life)

    def again(self, tab: Tab, life: str) -> Tab:
        """The same browser, the page loaded anew."""
        return Tab(self, tab.slot, tab.token, life, says_life=tab.says_life, _sent=tab._sent)
