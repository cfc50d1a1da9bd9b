"""Invitations to very many, through the program's own services, courier and adaptor, over HTTP."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.delivery.courier import Courier
from bot.outgoing import Say
from bot.services.owing import To, owe
from bot.services.rounds.telling import tell_asked
from bot.services.world import World
from bot.telegram.application import bare
from bot.telegram.drawing import Easel
from bot.telegram.requests import AioRequest
from bot.telegram.transport import Transport
from storage import people, rounds, surveys
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Person
from surveys.rounds.round import State
from tests.botapi.hurrying import Hurry
from tests.botapi.limits import Limits
from tests.botapi.people import Phone
from tests.botapi.running import Clock, a_world
from tests.botapi.server import Server, bot_api
from tests.storage.making import a_person, a_round

NOON = datetime(2027, 6, 7, 11, 0, tzinfo=UTC)
FIRST = 10_000_000


@dataclass(frozen=True)
class Sent:
    """What came of it. ``seconds`` is simulated time, from the first message to the last."""

    to_each: Counter[int]
    refused: int
    seconds: float
    took: float
    """Real time. Unit: seconds."""
    owing: float
    """Real time that opening the round took. Unit: seconds."""


async def owe_many(world: World, count: int) -> float:
    """Open a round for so many people and owe each an invitation. Returns real seconds."""
    opened = a_round(
        "many",
        "aaaaaa",
        state=State.OPEN,
        opens_at=world.now(),
        closes_at=world.now() + timedelta(days=14),
        count_asked=count,
    )
    world.keys.make_round_keys(opened.id)
    asked = [_somebody(number) for number in range(count)]
    async with world.database.write() as db:
        await surveys.add_survey(db, opened.survey)
        await rounds.add_round(db, opened)
        for one in asked:
            await people.add_person(db, world.keys, one)
    began = time.perf_counter()
    async with world.database.write() as db:
        await tell_asked(db, world, opened, asked, reminder=False)
    return time.perf_counter() - began


def _somebody(number: int) -> Person:
    pid = ParticipantId(number.to_bytes(16, "big"))
    return a_person(1, id=pid, address=Address(Chat.TELEGRAM, FIRST + number))


async def reply_amid_many(database: Database, keys: Keys, count: int) -> tuple[int, int]:
    """Thirty people wait for two replies each while so many are invited.

    Returns:
        After how many simulated seconds the last reply came, and how many messages were refused.
    """
    hurry = Hurry(NOON)
    world = replace(a_world(database, keys, Clock(NOON)), now=hurry.wall)
    await owe_many(world, count)
    async with world.database.write() as db:
        for number in range(30):
            to = To(Address(Chat.TELEGRAM, FIRST + number))
            await owe(db, world, to, Say(text="Saved"), Say(text="Next question"))
    async with bot_api(lambda: hurry.wall().timestamp()) as server:
        server.limits = Limits(hurry.now)
        phones = [Phone(server, FIRST + number) for number in range(count)]
        await _deliver(world, server, hurry)
        replies = [
            message["date"]
            for phone in phones
            for message in phone.screen
            if message["text"] in {"Saved", "Next question"}
        ]
        assert len(replies) == 60
        return max(replies) - int(NOON.timestamp()), server.limits.refused


async def invite_many(database: Database, keys: Keys, count: int) -> Sent:
    """Owe so many invitations and deliver them in simulated time."""
    hurry = Hurry(NOON)
    world = replace(a_world(database, keys, Clock(NOON)), now=hurry.wall)
    owing = await owe_many(world, count)
    async with bot_api(lambda: hurry.wall().timestamp()) as server:
        server.limits = Limits(hurry.now)
        for number in range(count):
            Phone(server, FIRST + number)
        began = time.perf_counter()
        await _deliver(world, server, hurry)
        took = time.perf_counter() - began
        to_each = Counter(len(room.messages) for room in server.books.rooms.values())
        limits = server.limits
    return Sent(to_each, limits.refused, limits.last - limits.first, took, owing)


async def _deliver(world: World, server: Server, hurry: Hurry) -> None:
    application = bare(
        world,
        chat=Chat.TELEGRAM,
        request=AioRequest(),
        token=server.token,
        base_url=server.address,
    )
    await application.initialize()
    transport = Transport(application.bot, Easel(world).draw, on_phones=True)
    courier = Courier(world, {Chat.TELEGRAM: transport}, timer=hurry)
    going = asyncio.create_task(hurry.run(courier))
    try:
        await courier.drain()
    finally:
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)
        await application.shutdown()
