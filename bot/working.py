"""A worker: takes what Telegram brings, beside a house and other workers on one PostgreSQL.

It shows no page, sends nothing and does nothing by the clock: the house does that. What it owes
people the house sends.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from aiohttp import web

from bot import logs, settling
from bot.beside_workers import TAKEN_BACK, WRONG
from bot.ending_in_time import told_to_end
from bot.gauges.looking import Around
from bot.gauges.telling import measured
from bot.house_marks import is_rehearsal
from bot.lives import ends_with, live
from bot.opening import open_world
from bot.reaching_telegram import Door, name_of, reach
from bot.ringing import Ringer, ToldOnce
from bot.services import hiding
from bot.services.guessing import WrongCodes
from bot.services.operating.watching import Alarms
from bot.services.world import World
from bot.settings import SettingRefused, Settings
from bot.supervised import Supervisor
from bot.telegram.intake import Intake
from bot.telegram.polling import pause
from bot.telegram.webhook import add_webhook
from bot.telegram.working import Worker
from bot.warming import warm_up
from bot.webchat.site import serve
from storage.holding import TOLD, WAITS, Part
from surveys.people.person import Chat

log = logging.getLogger(__name__)

LOOK = 1.0
"""How often a worker looks whether a name or what the house runs by has changed. Unit: seconds."""
HOUSE_WAIT = 30.0
"""How long a start waits for the house to say what it runs by. Unit: seconds."""
LAST_WORDS = 5.0
"""Longest a stop waits for what is in hand. Unit: seconds."""

Say = Callable[[str], object]


@dataclass(slots=True)
class Bench:
    """Everything that runs in a worker."""

    world: World
    worker: Worker
    ringer: Ringer
    over: asyncio.Event
    begins_anew: bool = False
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def healthy(self) -> bool:
        """Whether every loop is still going."""
        return not any(task.done() for task in self.tasks)

    async def listen(self) -> None:
        """Hear what is rung until the hold on the database is lost; then end this life."""
        assert self.world.database.hold is not None, "a worker holds its part"
        await self.world.database.hold.watch(self._hear, (WAITS, TOLD))
        log.error("the hold on the database was lost: nothing more is taken")
        self._end()

    async def keep_up(self) -> None:
        """Follow names that come and go. End this life when the house runs by something else."""
        while not self.over.is_set():
            await pause(self.over, LOOK)
            try:
                if await is_rehearsal(self.world) is not self.world.rehearsal:
                    log.warning("the house runs by something else now: this worker begins anew")
                    self._end()
                await hiding.keep_ready(self.world)
            except Exception as fault:
                log.warning("the database is out of reach (%s)", type(fault).__name__)

    def _end(self) -> None:
        self.begins_anew = not self.over.is_set()
        self.over.set()

    def _hear(self, bell: str, said: str) -> None:
        if bell == WAITS:
            self.worker.wake()
        else:
            self.ringer.heard(said)


async def run_worker(
    settings: Settings, host: str, port: int, *, say: Say, figures: str = ""
) -> None:
    """Work until told to stop (Ctrl-C or SIGTERM); then finish what is in hand and leave.

    Args:
        host, port: Where Telegram's pushes come to.
        figures: Where this process tells of itself (``host:port``); "" for nowhere.

    Raises:
        SettingRefused, DatabaseUnfit: With the way out.
    """
    if not settings.workers:
        raise SettingRefused(
            "EARSHOT_WORKERS is not set, and `earshot work` is for a house that has workers. "
            "Way out: set EARSHOT_WORKERS=1 here and for `earshot run`, with PostgreSQL."
        )
    settling.begin()
    logs.set_up(*settings.secrets, form=settings.logs)
    stop = told_to_end()
    supervisor = Supervisor.of()
    told = asyncio.create_task(supervisor.run(stop), name="supervisor")

    async def one_life(again: bool) -> bool:
        async with AsyncExitStack() as stack:
            over = await stack.enter_async_context(ends_with(stop))
            opened = open_world(settings, alone=False, part=Part.WORKER)
            world = await _as_the_house(await stack.enter_async_context(opened), over)
            bench = await stack.enter_async_context(_at_work(world, settings, over))
            runner = await serve(_site(bench, settings), host, port)
            stack.push_async_callback(runner.cleanup)
            around = Around(settings.data, world.backups, bench.healthy, of_house=False)
            await stack.enter_async_context(measured(world, figures, around))
            say(f"This worker listens at http://{host}:{runner.addresses[0][1]}")
            supervisor.ready(bench.healthy)
            stack.callback(settling.settle_soon(world.database.forget_pages))
            await over.wait()
        return bench.begins_anew

    try:
        await live(one_life, stop)
    finally:
        told.cancel()


async def _as_the_house(world: World, over: asyncio.Event) -> World:
    """This world, to practise where the house does; wait a moment for a house that just starts."""
    clock = asyncio.get_running_loop().time
    began = clock()
    while not over.is_set():
        rehearsal = await is_rehearsal(world)
        if rehearsal is not None:
            return replace(world, rehearsal=rehearsal)
        if clock() - began > HOUSE_WAIT:
            raise SettingRefused(
                "The house does not run by what this worker reads: policy.toml and "
                "safeguarding.toml in EARSHOT_DATA, EARSHOT_PUBLIC_URL and EARSHOT_K_MIN. Way "
                "out: give both the same, and start `earshot run` (again) with EARSHOT_WORKERS=1."
            )
        await pause(over, LOOK / 4)
    return world


@asynccontextmanager
async def _at_work(world: World, settings: Settings, over: asyncio.Event) -> AsyncIterator[Bench]:
    async with AsyncExitStack() as stack:
        bench = await _built(world, settings, over, stack)
        for loop in (bench.worker.run(over), bench.ringer.run(over), bench.keep_up()):
            bench.tasks.append(asyncio.create_task(loop))
        listening = asyncio.create_task(bench.listen())
        try:
            yield bench
        finally:
            over.set()
            if not bench.begins_anew:
                await asyncio.wait(bench.tasks, timeout=LAST_WORDS)
            listening.cancel()
            for task in bench.tasks:
                task.cancel()
            await asyncio.gather(*bench.tasks, listening, return_exceptions=True)
            await bench.ringer.ring_now()


async def _built(
    world: World, settings: Settings, over: asyncio.Event, stack: AsyncExitStack
) -> Bench:
    ringer = Ringer(world.database.writer, world.keys, world.fresh_bytes(4).hex())
    world = replace(
        world,
        wake=ringer.owed,
        wrong_codes=_counted(world, ringer, WRONG),
        take_backs=_counted(world, ringer, TAKEN_BACK),
        told_of_pause=ToldOnce(ringer),
    )
    alarms = Alarms(world)
    await warm_up(alarms)
    world = replace(world, check_failed=alarms.check_failed)
    await hiding.keep_ready(world)
    application = await reach(world, settings, stack)
    world = replace(world, telegram_name=name_of(application))
    application.bot_data.world = world
    source = Chat.TELEGRAM.value
    intake = Intake(application, source=source, world=world)
    worker = Worker(intake, world, source=source, full=ringer.waits)
    return Bench(world, worker, ringer, over)


def _counted(world: World, ringer: Ringer, kind: str) -> WrongCodes:
    """Counted with all other processes; the house has the alarm."""
    mark, tell = partial(ringer.mark, kind), partial(ringer.tell, kind)
    codes = WrongCodes(world.now, mark=mark, tell=tell)
    ringer.hear(kind, codes.heard)
    return codes


def _site(bench: Bench, settings: Settings) -> web.Application:
    """What a worker serves: the webhook, and whether it is well."""

    async def well(_: web.Request) -> web.Response:
        is_well = bench.healthy()
        return web.Response(text="ok" if is_well else "not well", status=200 if is_well else 503)

    site = web.Application()
    door = Door.of_workers(bench.world.keys, settings.telegram_token)
    add_webhook(site, bench.worker, path=door.path, secret=door.secret)
    for path in ("/health", "/healthz", "/readyz"):
        site.router.add_get(path, well)
    return site
