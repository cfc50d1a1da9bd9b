"""The doctor's round: from the settings to the people, as far as one can get."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

from bot import clock
from bot.doctor import crewed, ground, hidden, outside, planned, readiness, speaking, termed
from bot.doctor.findings import Finding, ok, split, stop
from bot.doctor.machine import machine
from bot.doctor.tablets import tablets
from bot.looks import read_look
from bot.opening import open_world
from bot.policies import PolicyRefused, read_policy
from bot.services.world import World
from bot.settings import SettingRefused, Settings
from storage.fitness import DatabaseUnfit
from storage.key_marks import OtherKeys
from storage.keys import Keys, MissingKey
from storage.rotating import RotationUnderWay


@dataclass(frozen=True, slots=True)
class Wish:
    """How the doctor is asked. ``today`` stands for the real day; ``send_test`` gets a letter."""

    today: date | None = None
    send_test: str = ""


async def examine(settings: Settings, wish: Wish) -> AsyncIterator[Finding]:
    """Look at everything, in order. Where something others stand on is broken, it ends there.

    Changes nothing, and works beside a running bot as without one.
    """
    yield ground.settings_said(settings)
    try:
        read_look(settings.data, read_policy(settings.data / "policy.toml"))
    except PolicyRefused as refused:
        for line in str(refused).splitlines():
            yield split("Policy", line)
        return
    yield ok("Policy", f"{settings.data / 'policy.toml'} and safeguarding.toml can be used")
    try:
        Keys.open(settings.key_directory, settings.key_copies)
    except MissingKey as missing:
        yield stop("Keys", f"{missing}", f"look in {settings.key_directory}")
        return
    for finding in (*ground.keys_kept(settings), *machine(settings)):
        yield finding
    try:
        async with open_world(settings, alone=False) as world:
            yield ok("Database", "whole, and of this version")
            for finding in await inside(world, settings, wish.today or world.today()):
                yield finding
    except (SettingRefused, OtherKeys, RotationUnderWay) as behind:
        yield split("Database", str(behind))
        return
    except DatabaseUnfit as unfit:
        yield stop("Database", f"{unfit}", "see docs/running.md, Keys and backups")
        return
    yield await outside.letters_go(settings, wish.send_test)
    for finding in await outside.telegram_answers(settings, clock.now()):
        yield finding


async def inside(world: World, settings: Settings, today: date) -> list[Finding]:
    """Everything that is seen from inside the opened house."""
    letters = settings.mail_server is not None
    return [
        *await asyncio.to_thread(_backups, settings, world.keys, today),
        *await crewed.paused(world),
        *await ground.second_copies(world),
        *ground.clocked(world, settings),
        *await readiness.readiness(world, today, letters=letters),
        *await planned.planned(world, today, letters=letters),
        *await crewed.crewed(world),
        await hidden.hidden(world, today),
        await termed.termed(world, today),
        await tablets(world, settings),
        *speaking.speaking(),
    ]


def _backups(settings: Settings, keys: Keys, today: date) -> list[Finding]:
    return list(ground.backed_up(settings, keys, today))
