"""The wiring: build the house from its settings, run it, and leave it tidy."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from aiohttp import web
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot import logs
from bot.clock import Steady, now
from bot.clockwork import ticks
from bot.delivery.courier import Courier
from bot.doctor.daily import all_well
from bot.doctor.readiness import refuse_unready
from bot.heartbeat import Heartbeat
from bot.opening import POLICY, KeysLost, open_world
from bot.policies import read_policy
from bot.scheduler.ticks import Ticks
from bot.services.answers import answering
from bot.services.delivering import Carrier
from bot.services.guessing import WrongCodes
from bot.services.operating.probing import Probe
from bot.services.operating.watching import Alarms
from bot.services.people import arriving, enrolling
from bot.services.people.locking import PictureLocks
from bot.services.results import answering_back, opening
from bot.services.safeguarding.mailing import Postman
from bot.services.world import World
from bot.settings import WAY_OUT, SettingRefused, Settings
from bot.shut import help_alone
from bot.supervised import Supervisor
from bot.telegram.application import build
from bot.telegram.context import App
from bot.telegram.drawing import Easel
from bot.telegram.intake import Intake
from bot.telegram.polling import pause
from bot.telegram.presenting import Presenter
from bot.telegram.requests import AioRequest
from bot.telegram.senders import WANTED
from bot.telegram.transport import Transport
from bot.telegram.webhook import add_webhook
from bot.webchat import filing
from bot.webchat.botapi import WebRequest
from bot.webchat.desk import ChatDesk
from bot.webchat.page import to_ring
from bot.webchat.site import build_site, serve
from bot.webchat.staff.views import add_staff_routes
from bot.webchat.wiring import Calls
from storage.fitness import DatabaseUnfit, Occupied
from storage.key_marks import OtherKeys
from surveys.people.person import Chat
from surveys.redaction import redactor
from surveys.safeguarding import screening

log = logging.getLogger(__name__)

CATCH_UP = 120.0
"""Longest the ticks wait at a start for Telegram's backlog to be taken. Unit: seconds."""
ASK_AGAIN = 5.0
"""How often a Telegram that did not answer is asked to push. Unit: seconds."""
LAST_WORDS = 8.0
"""Longest a stop waits for what is owed to be sent. Unit: seconds."""
WEB_TOKEN = "1:browser-chat"  # noqa: S105  # names the browser chat to the adaptor; opens nothing

Say = Callable[[str], object]
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

    def healthy(self) -> bool:
        """Whether every loop is still going."""
        return not any(task.done() for task in self.tasks)


async def run_house(settings: Settings, *, rehearsal: bool, say: Say) -> None:
    """Run until told to stop (Ctrl-C or SIGTERM); then finish what is under way and leave.

    Raises:
        NotReady: It is not to rehearse, and somebody in danger would reach nobody.
    """
    logs.set_up(*settings.secrets, form=settings.logs)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    supervisor = Supervisor.of()
    async with AsyncExitStack() as stack:
        told = asyncio.create_task(supervisor.run(stop), name="supervisor")
        stack.callback(told.cancel)
        world = await _opened(stack, settings, stop, say, supervisor)
        if not rehearsal:
            await refuse_unready(world, letters=settings.mail_server is not None)
        house = await stack.enter_async_context(
            running(replace(world, rehearsal=rehearsal), settings, stop)
        )
        line = all_well(house.world, settings, house.healthy).run(stop)
        house.tasks.append(asyncio.create_task(line, name="all well"))
        say(f"The browser chat is at {house.world.public_url}")
        if house.world.telegram_name:
            say(f"The Telegram chat is @{house.world.telegram_name}")
        supervisor.ready(house.healthy)
        await stop.wait()


async def _opened(
    stack: AsyncExitStack,
    settings: Settings,
    stop: asyncio.Event,
    say: Say,
    supervisor: Supervisor,
) -> World:
    """Open the house. Where its keys or its database are lost, serve the numbers until told to
    stop, and then refuse: whoever is in danger now does not wait for an administrator."""
    try:
        return await stack.enter_async_context(open_world(settings, alone=True, say=say))
    except Occupied:
        raise
    except (KeysLost, OtherKeys, DatabaseUnfit) as why:
        say(f"Earshot cannot start. {why}")
        opened = f"Until then {settings.address} shows the help numbers and takes nothing."
        policy = read_policy(settings.data / POLICY)

        def served() -> None:
            say(opened)
            supervisor.ready(lambda: True)

        await help_alone(settings, policy, stop, served)
        raise


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
        if house.telegram is not None and settings.telegram_webhook:
            await _listen(house, settings, stop)
        elif house.telegram is not None:
            poll = house.telegram.poll(stop)
            house.tasks.append(asyncio.create_task(poll, name="poll"))
            watch = house.alarms.watch_telegram(house.telegram.refused, stop)
            house.tasks.append(asyncio.create_task(watch, name="watch"))
        if house.telegram is not None:
            await stack.enter_async_context(_presented(house.world, house.telegram, stop))
        heart = Heartbeat(settings.data / "alive")
        first = _tick_once_caught_up(house, heart, stop)
        caught_up = asyncio.create_task(first, name="catch up")
        await stack.enter_async_context(_served(house.site, settings))
        try:
            yield house
        finally:
            stop.set()
            await _leave(house, caught_up)


async def _build(
    world: World,
    settings: Settings,
    stack: AsyncExitStack,
    add_routes: AddRoutes | None,
) -> House:
    carriers: dict[Chat, Carrier] = {}
    courier = Courier(world, carriers)
    steady = Steady() if world.now is now else None
    world = replace(world, wake=courier.wake, steady=steady)
    alarms = Alarms(world)
    await _warm_up(alarms)
    world = replace(world, check_failed=alarms.check_failed)
    world = replace(
        world,
        wrong_codes=WrongCodes(world.now, alarms.many_wrong_codes),
        take_backs=WrongCodes(world.now, alarms.many_wrong_codes),
    )
    telegram = None
    if settings.telegram_token:
        application = await _telegram(world, settings, stack)
        world = replace(world, telegram_name=_username(application))
        application.bot_data.world = world
        carriers[Chat.TELEGRAM] = Transport(application.bot, Easel(world).draw, on_phones=True)
        telegram = Intake(application, source=Chat.TELEGRAM.value, world=world)
    desk = ChatDesk()
    page = build(world, chat=Chat.WEB, request=WebRequest(desk, to_ring(world)), token=WEB_TOKEN)
    await _start(page, stack)
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


async def _warm_up(alarms: Alarms) -> None:
    """Make the check for danger ready before the first word comes. Without it we run on: every
    text gets the numbers, and the administrators are told. What looks for names reads its lists
    too, so that nobody's first answer waits for them."""
    await asyncio.to_thread(redactor.warm_up)
    try:
        await asyncio.to_thread(screening.warm_up)
    except Exception as fault:
        log.error("the check for signs of danger could not start (%s)", type(fault).__name__)
        alarms.check_failed()


def _routes(house: House, add_routes: AddRoutes | None, site: web.Application) -> None:
    add_staff_routes(site, house.world, house.alarms)
    if add_routes is not None:
        add_routes(site, house.world)


async def _telegram(world: World, settings: Settings, stack: AsyncExitStack) -> App:
    request = AioRequest()
    stack.push_async_callback(request.shutdown)  # an adaptor that never got started leaves it open
    application = build(
        world,
        chat=Chat.TELEGRAM,
        request=request,
        token=settings.telegram_token,
        base_url=settings.telegram_api,
    )
    try:
        await _start(application, stack)
    except InvalidToken:
        raise SettingRefused(
            "EARSHOT_TELEGRAM_TOKEN=(hidden) was not accepted by Telegram. "
            "Way out: copy the whole token from BotFather again."
        ) from None
    except NetworkError:
        log.warning("Telegram is out of reach at the start; it is tried again by itself")
    return application


def _username(application: App) -> str:
    try:
        return application.bot.username
    except RuntimeError:
        return ""


async def _listen(house: House, settings: Settings, stop: asyncio.Event) -> None:
    """Ask Telegram to push to our own webhook, under a secret that lives as long as we do."""
    assert house.telegram is not None, "called only where Telegram is on"
    house.telegram.caught_up.set()  # Telegram pushes what waited; there is no end to wait for
    secret = secrets.token_urlsafe(32)
    path = f"/telegram/{secrets.token_urlsafe(16)}"
    add_webhook(house.site, house.telegram, path=path, secret=secret)
    ask = partial(
        house.telegram.application.bot.set_webhook,
        settings.telegram_webhook + path,
        secret_token=secret,
        allowed_updates=list(WANTED),
    )
    try:
        await ask()
    except BadRequest:
        raise SettingRefused(
            f"EARSHOT_TELEGRAM_WEBHOOK={settings.telegram_webhook} was not accepted by Telegram. "
            "Way out: " + WAY_OUT["telegram_webhook"]
        ) from None
    except TelegramError:
        log.warning("Telegram was not told where to push; it is told as soon as it answers")
        house.tasks.append(asyncio.create_task(_ask_again(ask, stop), name="webhook"))


async def _ask_again(ask: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    """Ask until it is heard; then rest until the stop: a loop that ends is taken for a fault."""
    while not stop.is_set():
        await pause(stop, ASK_AGAIN)
        with contextlib.suppress(TelegramError):
            await ask()
            await stop.wait()


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


async def _start(application: App, stack: AsyncExitStack) -> None:
    stack.push_async_callback(application.shutdown)
    await application.initialize()


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
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS):
            await asyncio.gather(caught_up, return_exceptions=True)
            await house.ticks.stop()
            await asyncio.gather(*house.tasks, return_exceptions=True)
            await house.courier.drain()
    for task in house.tasks:
        task.cancel()
    await asyncio.gather(*house.tasks, return_exceptions=True)
