"""``earshot status``: one screen for whoever looks after it, beside the bot or without it.

It says nothing that moves when somebody answers: no count of people, answers or messages.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime
from pathlib import Path

import typer

from bot import clock
from bot.cli.beside import EXPECTED, refuse
from bot.doctor.ground import is_running
from bot.doctor.machine import program_version
from bot.heartbeat import read_run
from bot.opening import open_world
from bot.services.operating.custody import standing
from bot.services.operating.pausing import since_when
from bot.services.operating.retaining import backups_of, list_coming
from bot.services.safeguarding.rehearsing import last_rehearsal
from bot.services.world import World
from bot.settings import Settings, read_settings
from bot.webchat.staff.home import waits
from bot.wording.launching import state_words
from storage import rounds, well_days
from surveys.rounds.round import Round, State

WIDTH = 14
OVER = {State.RELEASED, State.CANCELLED, State.HELD}
NEWEST = 3
"""Most rounds that are over which are shown; `earshot round list` has all."""


def add_commands(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(status)


def status() -> None:
    """Show on one screen how it stands: whether it runs, rounds, backups, keys, disk, Telegram."""
    try:
        settings = read_settings()
        for line in _machine(settings):
            typer.echo(line)
        for line in asyncio.run(_house(settings)):
            typer.echo(line)
    except EXPECTED as mistake:
        refuse(mistake)


def _line(about: str, said: str) -> str:
    return f"{about:{WIDTH}} {said}"


def _machine(settings: Settings) -> Iterable[str]:
    """What can be seen without opening the house: also while its keys are lost."""
    now, run, mine = clock.now(), read_run(settings.data / "alive"), program_version()
    if is_running(settings, now):
        since = f" since {_day(run.since)}" if run is not None else ""
        yield _line("Earshot", f"runs{since}, version {mine}")
        if run is not None and run.version not in {"", mine}:
            yield _line("", f"what runs is version {run.version}: start it again")
    else:
        yield _line("Earshot", f"does not run; version {mine}. `earshot run` starts it")
    yield _line("Address", settings.address)
    yield _line("Telegram", "on" if settings.telegram_token else "off: the browser chat alone")
    yield _line("Backups", _backups(settings, now))
    yield _line("Disk", _room(settings))


def _backups(settings: Settings, now: datetime) -> str:
    found = backups_of(settings.backup_directory)
    if not found:
        return f"none in {settings.backup_directory}: `earshot backup`"
    days = (now.date() - found[-1].day).days
    age = {0: "of today", 1: "of yesterday"}.get(max(days, 0), f"{days} days old")
    return f"the newest is {age}: {found[-1].path}"


def _room(settings: Settings) -> str:
    places = {"data": settings.data, "backups": settings.backup_directory}
    there = {name: _free(place) for name, place in places.items() if place.exists()}
    return ", ".join(f"{free:.1f} GB left for {name}" for name, free in there.items()) or "not yet"


def _free(place: Path) -> float:
    return shutil.disk_usage(place).free / 2**30


async def _house(settings: Settings) -> list[str]:
    """What only the opened house knows."""
    async with open_world(settings, alone=False) as world:
        async with world.database.read() as db:
            known = await rounds.list_rounds(db)
            last = await well_days.find_said(db)
            well = await well_days.find_said(db, well=True)
        since = await since_when(world)
        said = [
            _line("Organisation", world.policy.organisation),
            *([_line("Paused", f"since {since}: `earshot resume`")] if since else []),
            _line("All well", _all_well(last, well)),
            _line("Keys", await _keys(world)),
            _line("Rehearsed", _on(await last_rehearsal(world), "`earshot safeguarding test`")),
            _line("Overdue", await _overdue(world)),
        ]
        return [*said, *[line async for line in _rounds(world, known)]]


def _all_well(last: well_days.Said | None, well: well_days.Said | None) -> str:
    if last is None:
        return "not said yet: administrators are told at ten, once it runs"
    if last.is_well:
        return f"said on {_day(last.day)}"
    before = f"; all was well on {_day(well.day)}" if well is not None else ""
    return f"not well on {_day(last.day)}: {last.wrong}{before}. `earshot doctor`"


async def _keys(world: World) -> str:
    found = await standing(world)
    lost = [one.name for one in found.lines if one.is_lost]
    if lost:
        return f"NOT HERE: {', '.join(lost)}. `earshot keys status`"
    if found.second.on is None:
        return "all here; no second copies are known of: `earshot keys copy DIRECTORY`"
    lacks = f", which lack {len(found.second.lacks)}" if found.second.lacks else ""
    return f"all here; second copies of {_day(found.second.on)}{lacks}"


async def _overdue(world: World) -> str:
    """What should be gone, and is not. Whose it is and how much of it is not said."""
    late = [one for one in await list_coming(world) if one.why is not None]
    return "`earshot retention` says what, and why" if late else "nothing"


async def _rounds(world: World, known: list[Round]) -> AsyncIterator[str]:
    going = [one for one in known if one.state not in OVER]
    over = sorted((one for one in known if one.state in OVER), key=lambda one: one.closes_at)
    shown = [*going, *over[-NEWEST:]]
    if not shown:
        yield _line("Rounds", "none yet")
    for at, one in enumerate(shown):
        yield _line("" if at else "Rounds", f"{one.id}: {state_words(one)}")
        if waiting := await waits(world, one):
            yield _line("", f"  {waiting}")


def _on(day: date | None, way_out: str) -> str:
    return f"an alert, on {_day(day)}" if day is not None else f"never: {way_out}"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
