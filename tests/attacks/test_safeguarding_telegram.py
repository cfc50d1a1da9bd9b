"""Telegram fails while somebody is in danger: for them, for the lead, for both. Over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.delivery.courier import Courier
from bot.outgoing import Say
from bot.services.owing import BROADCAST, To, owe
from bot.services.safeguarding.clocking import clock_due
from bot.telegram.application import bare
from bot.telegram.drawing import Easel
from bot.telegram.requests import AioRequest
from bot.telegram.transport import Transport
from storage import concerns, outbox
from storage.engine import Database
from storage.keys import Keys
from surveys.people.person import Chat
from surveys.safeguarding.concern import Concern
from tests.bot.chatting import Chats
from tests.bot.services.alerted import Alerted, a_rota
from tests.botapi.people import Phone
from tests.botapi.server import Server, bot_api

pytestmark = pytest.mark.sqlite_only

NOW = "I want to kill myself tonight"
FAULTS: dict[str, dict[str, Any]] = {
    "wait": {"status": 429, "retry_after": 20},
    "broken": {"status": 502, "body": b"<html>Bad Gateway</html>"},
    "cut off": {"reset": True},
    "answer lost": {"reset": True, "happens": True},
}


class Undelivered(Chats):
    """Chats whose messages go nowhere by themselves: the real courier carries them."""

    async def deliver(self) -> int:
        return 0


@dataclass
class Line:
    """The rota, a young person, and Telegram in between."""

    rota: Alerted
    server: Server
    courier: Courier

    def phone(self, nick: str) -> Phone:
        return Phone(self.server, self.rota.who[nick].address.number, nick)

    def breaks(self, nick: str, **how: Any) -> None:
        """Nothing can be sent to somebody for a while."""
        self.server.breaks("sendMessage", chat=self.rota.who[nick].address.number, **how)

    async def pass_time(self, seconds: float) -> None:
        """Second by second in steps of five, as the program lives it."""
        for _ in range(int(seconds // 5)):
            self.rota.clock.on(seconds=5)
            await clock_due(self.rota.world)
            await self.courier.drain()

    async def kept(self) -> list[Concern]:
        async with self.rota.world.database.read() as db:
            return await concerns.list_concerns(db, self.rota.world.keys)

    async def owed(self) -> int:
        async with self.rota.world.database.read() as db:
            return await outbox.count_owed(db)

    def said(self, nick: str, words: str) -> int:
        """How often somebody reads something."""
        return sum(words in text for text in self.phone(nick).said)


@pytest.fixture
async def line(database: Database, keys: Keys) -> AsyncIterator[Line]:
    chats = await Undelivered.open(database, keys)
    rota = await a_rota(chats)
    async with bot_api(lambda: chats.clock().timestamp()) as server:
        application = bare(
            rota.world,
            chat=Chat.TELEGRAM,
            request=AioRequest(),
            token=server.token,
            base_url=server.address,
        )
        await application.initialize()
        carrier = Transport(application.bot, Easel(rota.world).draw, on_phones=True)
        line = Line(rota, server, Courier(rota.world, {Chat.TELEGRAM: carrier}, paces={}))
        for nick in rota.who:
            line.phone(nick)
        yield line
        await application.shutdown()
        await chats.close()


TOLD, PING = "I'm telling Mina, safeguarding lead.", "A concern needs you:"


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("whose", [("Ann",), ("Mina",), ("Ann", "Mina")], ids="+".join)
@pytest.mark.full
async def test_t1_g6_telegram_fails_for_a_minute_and_nothing_is_lost_or_told_twice(
    line: Line, whose: tuple[str, ...], fault: str
) -> None:
    """429, broken, cut off, or sent and the answer lost: one concern, the words to its author
    arrive, and so does the lead's ping, each once (twice where the receipt was lost, T3). A fault
    at the author holds up nobody's ping.

    Fails when a ping waits for the author's message, or a failed one is dropped.
    """
    for nick in whose:
        line.breaks(nick, times=1 if fault == "answer lost" else 2, **FAULTS[fault])
    await line.rota.who["Ann"].type(NOW)
    await line.courier.drain()
    await line.pass_time(10)
    early = line.said("Mina", PING)
    await line.pass_time(110)
    most = 2 if fault == "answer lost" else 1

    assert len(await line.kept()) == 1
    assert 1 <= line.said("Ann", TOLD) <= most
    assert 1 <= line.said("Mina", PING) <= most
    if "Mina" not in whose:
        assert early == 1
    assert line.said("Dee", PING) == 0
    assert await line.owed() == 0


@pytest.mark.full
async def test_g7_telegram_is_gone_for_an_hour_and_everybody_is_told_when_it_is_back(
    line: Line,
) -> None:
    """Nobody can be reached at all. The clock goes on in the database; when Telegram is back the
    author hears both that it is told and, honestly, that nobody has opened it; each of the
    route has at least one ping, and nobody a heap of them."""
    for nick in line.rota.who:
        line.breaks(nick, times=10_000, status=502)
    await line.rota.who["Ann"].type(NOW)
    await line.pass_time(3600)
    line.server.faults.cease()
    await line.pass_time(960)

    assert line.said("Ann", TOLD) == 1
    assert line.said("Ann", "No one has opened it yet") == 1
    said = line.phone("Ann").said
    first = next(place for place, text in enumerate(said) if TOLD in text)
    honest = next(place for place, text in enumerate(said) if "No one has opened it yet" in text)
    assert first < honest
    for nick in ("Mina", "Dee", "Omar", "Tess"):
        assert 1 <= line.said(nick, PING) <= 4, nick
    assert line.said("Lee", "alert") >= 1


async def test_g7_a_lead_who_blocked_the_bot_and_an_author_who_did_too(line: Line) -> None:
    """403 for both: the deputy is told within seconds, administrators that the lead could not
    be; nothing is sent to either again and again."""
    await line.phone("Mina").block()
    await line.phone("Ann").block()
    await line.rota.who["Ann"].type(NOW)
    await line.courier.drain()
    await line.pass_time(20)
    calls = [c for c in line.server.books.calls if c.status == 403]

    assert line.said("Dee", PING) == 1
    assert line.said("Lee", "could not be delivered") == 1
    assert len(calls) <= 4


@pytest.mark.full
async def test_t1_what_is_said_in_danger_overtakes_two_hundred_nudges(line: Line) -> None:
    """Everybody is being sent something when Ann writes: hers is the next thing out.

    Fails when the outbox is first come, first served.
    """
    ann = line.rota.who["Ann"].address
    async with line.rota.world.database.write() as db:
        for _ in range(200):
            await owe(db, line.rota.world, To(ann, rank=BROADCAST), Say(text="A reminder"))
    await line.rota.who["Ann"].type(NOW)
    await line.courier.drain()

    assert TOLD in line.phone("Ann").said[0]
