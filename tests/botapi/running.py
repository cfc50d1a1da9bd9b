"""The bot, running in this process against the Bot API double."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import TypeHandler

from bot.delivery.courier import Courier
from bot.outgoing import Answer, Say
from bot.services.owing import To, owe
from bot.services.world import World
from bot.telegram.application import bare
from bot.telegram.context import App, Context
from bot.telegram.drawing import Easel
from bot.telegram.intake import Intake
from bot.telegram.requests import AioRequest
from bot.telegram.transport import Transport
from storage import answers
from storage.engine import Database
from storage.keys import Keys
from surveys.ids import AnswerId, QuestionKey, RoundId
from surveys.people.person import Address, Chat
from surveys.safeguarding.plan import Plan
from surveys.safeguarding.policy import DEFAULT_NUMBERS, Contact, Policy
from tests.botapi.people import Phone
from tests.botapi.server import Server

START = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
RID = RoundId("evenings")
ASKED = QuestionKey("heard")


@dataclass
class Clock:
    """A clock that stands still until it is put forward."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()

    def advance(self, **by: float) -> None:
        self.at += timedelta(**by)


def a_policy() -> Policy:
    """The policy of a made-up organisation."""
    return Policy(
        organisation="Maple Homes",
        keeper_of_the_computer=Contact(name="Kit", job="system keeper"),
        safeguarding_lead=Contact(name="Sam", job="safeguarding lead"),
        numbers=DEFAULT_NUMBERS,
        plan=Plan(safety_read=False),
    )


def a_world(
    database: Database, keys: Keys, clock: Clock, wake: Callable[[], None] = lambda: None
) -> World:
    """A world with a clock and a chance of its own."""
    return World(
        database=database,
        keys=keys,
        policy=a_policy(),
        now=clock.now,
        chance=random.Random(7),
        wake=wake,
    )


async def keep_and_say(update: Update, context: Context) -> None:
    """The smallest handler that does what all of them do: store, and owe an acknowledgement."""
    assert update.effective_user is not None
    to = To(Address(context.chat, update.effective_user.id))
    async with context.transaction(update) as db:
        if update.callback_query is not None:
            await owe(db, context.world, to, Answer(tap=update.callback_query.id), kind="answer")
            said = update.callback_query.data or ""
        else:
            said = (update.effective_message and update.effective_message.text) or ""
        row = (AnswerId(context.world.fresh_bytes(16)), ASKED, said.encode(), None)
        await answers.add_answers(db, context.world.keys, RID, [row])
        await owe(db, context.world, to, Say(text=f"Saved: {said}"))


def small(application: App) -> None:
    """Register ``keep_and_say`` for everything."""
    application.add_handler(TypeHandler(Update, keep_and_say))


async def help_card(db: AsyncSession, world: World, to: Address) -> None:
    """What somebody gets whose message could not be taken."""
    await owe(db, world, To(to), Say(text="Sorry, I couldn't take that. Numbers to ring: 999"))


async def recovered(db: AsyncSession, world: World, to: Address) -> None:
    """What somebody gets whose message had to wait for the database."""
    await owe(db, world, To(to), Say(text="I had a problem. I'm back."), kind="notice")


@dataclass
class Bot:
    """Everything that runs, and the phones that talk to it."""

    server: Server
    world: World
    application: App
    intake: Intake
    courier: Courier
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    def phone(self, number: int, name: str = "Sam") -> Phone:
        return Phone(self.server, number, name)

    async def stored(self) -> list[str]:
        """What ``keep_and_say`` stored, in no order."""
        async with self.world.database.read() as db:
            kept = await answers.load_answers(db, self.world.keys, RID)
        return [one.body.decode() for one in kept]


@asynccontextmanager
async def bot(
    database: Database,
    keys: Keys,
    server: Server,
    *,
    clock: Clock,
    register: Callable[[App], None] = small,
    request: AioRequest | None = None,
    courier: type[Courier] = Courier,
) -> AsyncIterator[Bot]:
    """The bot, built but not polling: ``intake.take`` and ``courier.drain`` drive it."""
    bell: list[Courier] = []
    world = a_world(database, keys, clock, lambda: bell[0].wake())
    if not keys.has_draft(RID):
        keys.make_round_keys(RID)
    application = bare(
        world,
        chat=Chat.TELEGRAM,
        request=request or AioRequest(),
        token=server.token,
        base_url=server.address,
    )
    register(application)
    await application.initialize()
    carriers = {Chat.TELEGRAM: Transport(application.bot, Easel(world).draw, on_phones=True)}
    bell.append(courier(world, carriers, paces={}))

    intake = Intake(
        application,
        source=Chat.TELEGRAM.value,
        world=world,
        on_set_aside=help_card,
        on_recovered=recovered,
    )
    try:
        yield Bot(server, world, application, intake, bell[0])
    finally:
        await application.shutdown()


@asynccontextmanager
async def going(built: Bot) -> AsyncIterator[Bot]:
    """Poll and deliver until the end of the block."""
    stop = built.stop = asyncio.Event()
    tasks = [
        asyncio.create_task(built.intake.poll(stop)),
        asyncio.create_task(built.courier.run(stop)),
    ]
    try:
        yield built
    finally:
        stop.set()
        await asyncio.wait_for(asyncio.gather(*tasks), 10)
