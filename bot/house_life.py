"""A house's life: opened, run until it is told to stop, and begun anew where it lost its lock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import partial

from bot import logs, settling
from bot.doctor.daily import all_well
from bot.doctor.readiness import refuse_unready
from bot.ending_in_time import told_to_end
from bot.lives import ends_with, live
from bot.main import running
from bot.opening import POLICY, KeysLost, open_world
from bot.policies import read_policy
from bot.services.world import World
from bot.settings import Settings
from bot.shut import help_alone, standing_by
from bot.supervised import Supervisor
from storage.fitness import DatabaseUnfit, Occupied
from storage.holding import Part
from storage.key_marks import OtherKeys

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a house is to run: to practise; and to wait for the end of the one that runs."""

    rehearsal: bool = False
    stand_by: bool = False


async def run_house(settings: Settings, manner: Manner, *, say: Say) -> None:
    """Run until told to stop (Ctrl-C or SIGTERM); then finish what is under way and leave.

    On PostgreSQL whatever runs is stopped at once when the lock on the database is lost, and
    begins anew when it is held again.

    Raises:
        NotReady: It is not to rehearse, and somebody in danger would reach nobody.
        Occupied: Another runs, and this one is not to stand by.
    """
    settling.begin()
    logs.set_up(*settings.secrets, form=settings.logs)
    stop = told_to_end()
    supervisor = Supervisor.of()
    told = asyncio.create_task(supervisor.run(stop), name="supervisor")
    try:
        await live(partial(_one_life, settings, manner, stop, say, supervisor), stop)
    finally:
        told.cancel()


async def _one_life(  # what a process has, for as long as it lives
    settings: Settings,
    manner: Manner,
    stop: asyncio.Event,
    say: Say,
    supervisor: Supervisor,
    again: bool,
) -> bool:
    """Run once; return whether it ended because the lock on the database was lost."""
    waits = manner.stand_by or again
    async with AsyncExitStack() as stack:
        over = await stack.enter_async_context(ends_with(stop))
        try:
            world = await _opened(stack, settings, stop, say, supervisor, waits)
        except Occupied:
            if stop.is_set():
                return False  # it stood by, and is told to stop
            raise
        if not manner.rehearsal:
            await refuse_unready(world, letters=settings.mail_server is not None)
        house = await stack.enter_async_context(
            running(replace(world, rehearsal=manner.rehearsal), settings, over)
        )
        line = all_well(house.world, settings, house.healthy).run(over)
        house.tasks.append(asyncio.create_task(line, name="all well"))
        say(f"The browser chat is at {house.world.public_url}")
        if house.world.telegram_name:
            say(f"The Telegram chat is @{house.world.telegram_name}")
        supervisor.ready(house.healthy)
        stack.callback(settling.settle_soon(world.database.forget_pages))
        await over.wait()
        return house.is_lost


async def _opened(  # as above
    stack: AsyncExitStack,
    settings: Settings,
    stop: asyncio.Event,
    say: Say,
    supervisor: Supervisor,
    waits: bool,
) -> World:
    """Open the house. Where its keys or its database are lost, serve the numbers until told to
    stop, and then refuse: whoever is in danger now does not wait for an administrator."""
    policy = read_policy(settings.data / POLICY)
    part = Part.HOUSE if settings.workers else Part.ALONE
    stand_by = stop if waits and settings.is_postgresql else None
    try:
        async with AsyncExitStack() as waiting:
            if stand_by is not None:
                await waiting.enter_async_context(standing_by(settings, policy))
                say(f"Standing by. {settings.address} shows the help numbers meanwhile.")
                supervisor.ready(lambda: True)
            return await stack.enter_async_context(
                open_world(settings, alone=True, say=say, part=part, stand_by=stand_by)
            )
    except Occupied:
        raise
    except (KeysLost, OtherKeys, DatabaseUnfit) as why:
        if stand_by is not None and isinstance(why, DatabaseUnfit):
            raise
        say(f"Earshot cannot start. {why}")
        opened = f"Until then {settings.address} shows the help numbers and takes nothing."

        def served() -> None:
            say(opened)
            supervisor.ready(lambda: True)

        await help_alone(settings, policy, stop, served)
        raise
