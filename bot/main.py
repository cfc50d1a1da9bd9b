"""The wiring: build the house from its settings, run it, and leave it tidy."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from aiohttp import web

from bot.beside_workers import LOOK, Listening, until_caught_up
from bot.clock import Steady, now
from bot.clockwork import ticks
from bot.delivery.courier import GATHERS, LONGEST_REST, Courier
from bot.doctor.machine import program_version
from bot.gauges.looking import SILENT, Around
from bot.gauges.telling import measured
from bot.heartbeat import Heartbeat
from bot.house_marks import set_mark
from bot.reaching_telegram import LINES, Door, ask_to_push, name_of, reach, start
from bot.scheduler.ticks import Ticks
from bot.services.answers import answering
from bot.services.answers.stretching import Drawn
from bot.services.delivering import Carrier
from bot.services.guessing import WrongCodes
from bot.services.operating.probing import Probe
from bot.services.operating.watching import Alarms
from bot.services.people import arriving, enrolling
from bot.services.people.locking import PictureLocks
from bot.services.results import answering_back, opening
from bot.services.safeguarding.mailing import Postman
from bot.services.world import World
from bot.settings import Settings
from bot.telegram.application import build
from bot.telegram.drawing import Easel
from bot.telegram.intake import Intake
from bot.telegram.presenting import Presenter
from bot.telegram.transport import Transport
from bot.telegram.webhook import add_webhook
from bot.warming import warm_up
from bot.webchat import filing
from bot.webchat.botapi import WebRequest
from bot.webchat.desk import ChatDesk
from bot.webchat.page import to_ring
from bot.webchat.site import build_site, serve
from bot.webchat.staff.views import add_staff_routes
from bot.webchat.wiring import Calls
from surveys.people.person import Chat

log = logging.getLogger(__name__)

CATCH_UP = 120.0
"""Longest the ticks wait at a start for Telegram's backlog to be taken. Unit: seconds."""
LAST_WORDS = 5.0
"""Longest a stop waits for what is owed to be sent. Unit: seconds."""
GIVEN_UP = 2.0
"""Longest a tick under way is waited for once the lock is lost. Unit: seconds."""
WEB_TOKEN = "1:browser-chat"  # noqa: S105  # names the browser chat to the adaptor; opens nothing

AddRoutes = Callable[[web.Application, World], None]


@dataclass(slots=True)
class House:
    """Everything that runs, once it runs."""

    world: World
    courier: Courier
    ticks: Ticks
    page: Intake
    telegram: Intake | None
    alarms: Alarms
    site: web.Application = field(default_factory=web.Application)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    hearing: Listening | None = None

    @property
    def is_lost(self) -> bool:
        """Whether the hold on the database was lost, and somebody else may have it."""
        return self.hearing is not None and self.hearing.is_lost

    def healthy(self) -> bool:
        """Whether every loop is still going."""
        return not any(task.done() for task in self.tasks)


@asynccontextmanager
async def running(
    world: World,
    settings: Settings,
    stop: asyncio.Event,
    *,
    add_routes: AddRoutes | None = None,
) -> AsyncIterator[House]:
    """Start everything on an opened world; stop it again, losing nothing, on the way out.

    ``add_routes`` adds pages of its own to the site (the demo's), and lets them show the chats
    inside frames.
    """
    async with AsyncExitStack() as stack:
        house = await _build(world, settings, stack, add_routes)
        house.tasks.append(asyncio.create_task(house.courier.run(stop), name="courier"))
        postman = Postman(house.world, settings.mail_server)
        house.tasks.append(asyncio.create_task(postman.run(stop), name="postman"))
        await _hear(house, stack, stop)
        if house.telegram is not None and settings.telegram_webhook:
            await _be_pushed(house, settings, stop)
        elif house.telegram is not None:
            poll = house.telegram.poll(stop)
            house.tasks.append(asyncio.create_task(poll, name="poll"))
            watch = house.alarms.watch_telegram(house.telegram.refused, stop)
            house.tasks.append(asyncio.create_task(watch, name="watch"))
        if house.telegram is not None:
            await stack.enter_async_context(_presented(house.world, house.telegram, stop))
        heart = Heartbeat(settings.data / "alive", program_version())
        first = _tick_once_caught_up(house, heart, stop)
        caught_up = asyncio.create_task(first, name="catch up")
        around = Around(settings.data, world.backups, house.healthy, _heard(house, settings))
        await stack.enter_async_context(measured(house.world, settings.metrics, around))
        await stack.enter_async_context(_served(house.site, settings))
        try:
            yield house
        finally:
            stop.set()
            await _leave(house, caught_up)
            if not house.is_lost:  # else somebody else may run by now
                heart.end(house.world.now())


async def _build(
    world: World,
    settings: Settings,
    stack: AsyncExitStack,
    add_routes: AddRoutes | None,
) -> House:
    carriers: dict[Chat, Carrier] = {}
    rest = LOOK if settings.workers else LONGEST_REST
    courier = Courier(world, carriers, longest_rest=rest, gathers=GATHERS)
    steady = Steady() if world.now is now else None
    world = replace(world, wake=courier.wake, hand=courier, steady=steady)
    drawn = Drawn(world.chance)
    stack.callback(drawn.close)
    world = replace(world, drawn=drawn)
    alarms = Alarms(world)
    await warm_up(alarms)
    world = replace(world, check_failed=alarms.check_failed)
    world = replace(
        world,
        wrong_codes=WrongCodes(world.now, alarms.many_wrong_codes),
        take_backs=WrongCodes(world.now, alarms.many_wrong_codes),
    )
    telegram = None
    if settings.telegram_token:
        application = await reach(world, settings, stack)
        world = replace(world, telegram_name=name_of(application))
        application.bot_data.world = world
        carriers[Chat.TELEGRAM] = Transport(application.bot, Easel(world).draw, on_phones=True)
        telegram = Intake(application, source=Chat.TELEGRAM.value, world=world)
    desk = ChatDesk()
    page = build(world, chat=Chat.WEB, request=WebRequest(desk, to_ring(world)), token=WEB_TOKEN)
    await start(page, stack)
    carriers[Chat.WEB] = Transport(page.bot)
    web_intake = Intake(page, source=Chat.WEB.value, world=world)
    house = House(world, courier, ticks(world), web_intake, telegram, alarms)
    house.site = build_site(
        world,
        desk,
        _calls(house, settings),
        staff_routes=partial(_routes, house, add_routes),
        framed=bool(add_routes),
        proxies=settings.proxy_networks,
    )
    return house


def _calls(house: House, settings: Settings) -> Calls:
    """What the browser chat asks of the rest of the house."""
    world = house.world
    return Calls(
        take=house.page.take,
        enrol=partial(arriving.enrol_web, world),
        enter_ticket=partial(enrolling.enter_ticket, world),
        whose=partial(enrolling.whose_token, world),
        on_open=house.courier.arrived,
        healthy=house.healthy,
        lacking=Probe(world, settings.data).lacking,
        locks=PictureLocks(world),
        sends_files=partial(filing.sends_files, world),
        came_of_slips=partial(answering_back.on_tablet, world),
        results_of_slips=partial(opening.of_slips, world),
    )


def _routes(house: House, add_routes: AddRoutes | None, site: web.Application) -> None:
    add_staff_routes(site, house.world, house.alarms)
    if add_routes is not None:
        add_routes(site, house.world)


async def _hear(house: House, stack: AsyncExitStack, stop: asyncio.Event) -> None:
    """On PostgreSQL, hear what is rung, and notice at once when the lock is lost."""
    if house.world.database.hold is None:
        return
    await set_mark(house.world)
    house.hearing = Listening(house.world, lost=stop.set)
    hearing = asyncio.create_task(house.hearing.run(), name="hearing")
    stack.callback(hearing.cancel)


async def _be_pushed(house: House, settings: Settings, stop: asyncio.Event) -> None:
    """Have Telegram push: to us, under a secret that lives as long as we do, or to workers."""
    telegram, world = house.telegram, house.world
    assert telegram is not None, "called only where Telegram is on"
    if settings.workers:
        door = Door.of_workers(world.keys, settings.telegram_token)
        caught_up = until_caught_up(world, telegram.caught_up, stop)
        house.tasks.append(asyncio.create_task(caught_up, name="workers"))
    else:
        door = Door.fresh(world.fresh_bytes)
        telegram.caught_up.set()  # Telegram pushes what waited; there is no end to wait for
        add_webhook(house.site, telegram, path=door.path, secret=door.secret)
    lines = LINES if settings.workers else None
    asking = await ask_to_push(telegram.application, settings, door, stop, lines=lines)
    if asking is not None:
        house.tasks.append(asking)


def _heard(house: House, settings: Settings) -> Callable[[], bool] | None:
    """Whether Telegram answers. A webhook is silent while nobody writes, and says nothing."""
    polled = house.telegram if not settings.telegram_webhook else None
    return None if polled is None else lambda: house.world.now() - polled.beat < SILENT


@asynccontextmanager
async def _presented(world: World, intake: Intake, stop: asyncio.Event) -> AsyncIterator[None]:
    """Keep true what Telegram shows of us. No answer depends on it, nor does our health."""
    presenter = Presenter(intake.application.bot, world)
    task = asyncio.create_task(presenter.run(stop), name="present")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def _served(site: web.Application, settings: Settings) -> AsyncIterator[None]:
    runner = await serve(site, settings.host, settings.port)
    try:
        yield
    finally:
        await runner.cleanup()


async def _tick_once_caught_up(house: House, heart: Heartbeat, stop: asyncio.Event) -> None:
    """Take the backlog first: a reply sent in time is not lost to a close that fell due."""
    if house.telegram is not None:
        waits = [asyncio.ensure_future(event.wait()) for event in (house.telegram.caught_up, stop)]
        await asyncio.wait(waits, timeout=CATCH_UP, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
    if stop.is_set():
        return
    away = heart.away(house.world.now())
    heart.beat(house.world.now())
    if away is not None:
        try:
            await answering.ask_all_again(house.world, away)
        except Exception as fault:  # rounds must close whatever else goes wrong
            log.error("asking again failed (%s)", type(fault).__name__)
    house.ticks.also(partial(_beat, house.world, heart))
    await house.ticks.tick()
    await house.ticks.tidy()
    house.ticks.start()


async def _beat(world: World, heart: Heartbeat) -> None:
    heart.beat(world.now())


async def _leave(house: House, caught_up: asyncio.Task[None]) -> None:
    if house.is_lost:
        await _drop_everything(house, caught_up)
        return
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS):
            await asyncio.gather(caught_up, return_exceptions=True)
            await house.ticks.stop()
            await asyncio.gather(*house.tasks, return_exceptions=True)
            await house.courier.drain()
    for task in house.tasks:
        task.cancel()
    await asyncio.gather(*house.tasks, return_exceptions=True)


async def _drop_everything(house: House, caught_up: asyncio.Task[None]) -> None:
    """Somebody else may send by now: what is owed stays owed, and no tick is begun."""
    tasks = [caught_up, *house.tasks]
    for task in tasks:
        task.cancel()
    await house.courier.abandon()
    await asyncio.gather(*tasks, return_exceptions=True)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(GIVEN_UP):
            await house.ticks.stop()
