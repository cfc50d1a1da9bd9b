"""The wiring: build the house from its settings, run it, and leave it tidy."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from aiohttp import web
from telegram.ext import Application

from bot import logs
from bot.delivery.courier import Courier
from bot.policies import read_policy, write_policy
from bot.scheduler.ticks import Ticks
from bot.services import answering, enrolling, fielding, helping, purging, sealing
from bot.services.delivering import Carrier
from bot.services.world import World
from bot.settings import SettingRefused, Settings
from bot.telegram.application import build
from bot.telegram.intake import Intake
from bot.telegram.requests import AioRequest
from bot.telegram.transport import Transport
from bot.telegram.webhook import add_webhook
from bot.webchat.botapi import ChatDesk, WebRequest
from bot.webchat.site import build_site
from bot.webchat.staff.views import add_staff_routes
from storage.engine import Database, open_database
from storage.keys import Keys
from storage.migrations import is_behind, upgrade
from surveys.people.person import Chat
from surveys.safeguarding.policy import Policy

log = logging.getLogger(__name__)

CATCH_UP = 120.0
"""Longest the ticks wait at a start for Telegram's backlog to be taken. Unit: seconds."""
LAST_WORDS = 8.0
"""Longest a stop waits for what is owed to be sent. Unit: seconds."""
WEB_TOKEN = "1:browser-chat"  # noqa: S105  # names the browser chat to the adaptor; opens nothing

Say = Callable[[str], object]


@dataclass(slots=True)
class House:
    """Everything that runs, once it runs."""

    world: World
    courier: Courier
    ticks: Ticks
    web: Intake
    site: web.Application
    telegram: Intake | None = None
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def healthy(self) -> bool:
        """Whether every loop is still going."""
        return not any(task.done() for task in self.tasks)


async def set_up(settings: Settings, policy: Policy) -> None:
    """Make the database, the keys beside it and the policy file, once.

    Raises:
        SettingRefused, PolicyRefused: Something is there already, or only half of it.
    """
    write_policy(settings.data / "policy.toml", policy)
    async with open_world(settings, alone=True, first=True):
        pass


@asynccontextmanager
async def open_world(
    settings: Settings, *, alone: bool, first: bool = False
) -> AsyncIterator[World]:
    """Open the database and the keys. ``alone`` refuses a second bot on the same data.

    Keys and database are made together, the first time only: where one is there and the
    other is not, nothing is made up in its place.

    Raises:
        SettingRefused, PolicyRefused, DatabaseUnfit, MissingKey: With the way out.
    """
    policy = read_policy(settings.data / "policy.toml")
    keys = _open_keys(settings, first=first)
    database = await open_database(settings.database, lock=alone)
    try:
        if alone:
            await upgrade(database)
        elif await is_behind(database):
            raise SettingRefused(
                "The database is older than this program. Way out: start `earshot run` once."
            )
        yield World(
            database=database,
            keys=keys,
            policy=policy,
            public_url=settings.address,
            backups=settings.backup_directory,
            k_min=settings.k_min,
        )
    finally:
        await database.close()


def _open_keys(settings: Settings, *, first: bool) -> Keys:
    directory = settings.key_directory
    if first and not (directory / "identity.key").exists():
        if (settings.data / "earshot.db").exists():
            raise SettingRefused(
                f"There is a database in {settings.data} but no keys in {directory}: new keys "
                "could not open it. Way out: put the custodian's copy of the keys back."
            )
        return Keys.create(directory, settings.key_copies)
    return Keys.open(directory, settings.key_copies)


async def run_house(settings: Settings, *, rehearsal: bool, say: Say) -> None:
    """Run until told to stop (Ctrl-C or SIGTERM); then finish what is under way and leave."""
    logs.set_up(settings.telegram_token)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    async with AsyncExitStack() as stack:
        world = await stack.enter_async_context(open_world(settings, alone=True))
        house = await stack.enter_async_context(
            running(replace(world, rehearsal=rehearsal), settings, stop)
        )
        say(f"The browser chat is at {house.world.public_url}")
        if house.telegram is not None:
            say(f"The Telegram chat is @{house.world.telegram_name}")
        await stop.wait()


@asynccontextmanager
async def running(
    world: World,
    settings: Settings,
    stop: asyncio.Event,
    *,
    add_routes: Callable[[web.Application, World], None] | None = None,
    frames: bool = False,
) -> AsyncIterator[House]:
    """Start everything on an opened world; stop it again, losing nothing, on the way out.

    ``add_routes`` adds pages of its own to the site (the demo's); ``frames`` lets those pages
    show the chat inside them.
    """
    async with AsyncExitStack() as stack:
        house = await _build(world, settings, stack, add_routes, frames)
        house.tasks.append(asyncio.create_task(house.courier.run(stop), name="courier"))
        if house.telegram is not None and not settings.telegram_webhook:
            poll = house.telegram.poll(stop)
            house.tasks.append(asyncio.create_task(poll, name="poll"))
        await house.web.resume()
        caught_up = asyncio.create_task(_tick_once_caught_up(house), name="catch up")
        await stack.enter_async_context(_served(house.site, settings))
        try:
            yield house
        finally:
            stop.set()
            caught_up.cancel()
            await _leave(house, caught_up)


async def _build(
    world: World,
    settings: Settings,
    stack: AsyncExitStack,
    add_routes: Callable[[web.Application, World], None] | None,
    frames: bool,
) -> House:
    chat_desk = ChatDesk()
    carriers: dict[Chat, Carrier] = {}
    telegram_app: Application | None = None  # type: ignore[type-arg]  # six parameters of no use here
    if settings.telegram_token:
        telegram_app = build(
            world,
            chat=Chat.TELEGRAM,
            request=AioRequest(),
            token=settings.telegram_token,
            base_url=settings.telegram_api,
        )
        await _start(telegram_app, stack)
        world = replace(world, telegram_name=telegram_app.bot.username)
        carriers[Chat.TELEGRAM] = Transport(telegram_app.bot)
    courier = Courier(world, carriers)
    world = replace(world, wake=courier.wake)
    web_app = build(world, chat=Chat.WEB, request=WebRequest(chat_desk), token=WEB_TOKEN)
    await _start(web_app, stack)
    carriers[Chat.WEB] = Transport(web_app.bot)
    web_intake = Intake(web_app, source=Chat.WEB.value, world=world)
    site = build_site(world, chat_desk, take=web_intake.take, arrived=courier.arrived)
    return House(world, courier, Ticks(()), web_intake, site)


async def _start(application: Application, stack: AsyncExitStack) -> None:  # type: ignore[type-arg]
    await application.initialize()
    stack.push_async_callback(application.shutdown)


@asynccontextmanager
async def _served(site: web.Application, settings: Settings) -> AsyncIterator[None]:
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=3.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        yield
    finally:
        await runner.cleanup()


async def _tick_once_caught_up(house: House) -> None:
    """Take the backlog first: a reply sent in time is not lost to a close that fell due."""
    if house.telegram is not None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CATCH_UP):
                await house.telegram.caught_up.wait()
    await answering.ask_all_again(house.world)
    await house.ticks.tick()
    house.ticks.start()


async def _leave(house: House, caught_up: asyncio.Task[None]) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        await caught_up
    await house.ticks.stop()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS):
            await asyncio.gather(*house.tasks, return_exceptions=True)
            await house.courier.drain()
    for task in house.tasks:
        task.cancel()
    await asyncio.gather(*house.tasks, return_exceptions=True)


def due(world: World) -> tuple[Callable[[], object], ...]:
    """What each tick does, in order: close before sealing, seal before opening what follows."""
    return (
        lambda: fielding.close_due(world),
        lambda: sealing.seal_due(world),
        lambda: fielding.open_due(world),
        lambda: fielding.remind_due(world),
        lambda: purging.purge(world),
    )


__all__ = ["Database", "House", "Path", "open_world", "run_house", "running", "set_up"]
_ = (enrolling, helping, add_staff_routes, add_webhook)
