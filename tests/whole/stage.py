"""The whole program on a stage: its own directory, a real database, and a clock that is moved."""

from __future__ import annotations

import asyncio
import logging
import random
import re
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from bot.demo.showing import demo_settings
from bot.logs import Reticent
from bot.main import House, running
from bot.opening import open_world, set_up
from bot.services.world import World
from bot.settings import Settings
from storage import answers, people, rounds
from surveys.ids import RoundId
from surveys.people.person import Person
from surveys.rounds.round import Round, State
from surveys.safeguarding.plan import Plan
from surveys.safeguarding.policy import DEFAULT_NUMBERS, Contact, Policy

START = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
SOON = 30.0
"""How long anything may take before the test says that it never came. Unit: seconds."""

POLICY = Policy(
    organisation="Somewhere Homes",
    keeper_of_the_computer=Contact(name="Lee", job="administrator"),
    safeguarding_lead=Contact(name="Mina", job="safeguarding lead"),
    lawful_basis="public task",
    numbers=DEFAULT_NUMBERS,
    plan=Plan(safety_read=False),
)


@dataclass
class Clock:
    """Runs as the real one does, and is put forward by the test."""

    shift: timedelta = field(default_factory=lambda: START - datetime.now(UTC))

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.shift

    def seconds(self) -> float:
        """The moment it shows, as Telegram writes it."""
        return self().timestamp()

    def on(self, **by: float) -> None:
        """Put it forward."""
        self.shift += timedelta(**by)

    def to(self, moment: datetime) -> None:
        """Put it to a moment."""
        self.shift += moment - self()


@dataclass
class Stage:
    """One Earshot on disk. It can be started, stopped and started again."""

    settings: Settings
    clock: Clock = field(default_factory=Clock)

    @classmethod
    def at(cls, directory: Path, url: str, **changes: object) -> Stage:
        """Settings under ``directory``; ``url`` is a PostgreSQL database, "" for SQLite."""
        usual = demo_settings(directory, free_port())
        copies = {"database_url": url, "key_copies": directory / "second medium"}
        return cls(usual.model_copy(update=copies | changes))

    async def set_up(self, *, safety_read: bool = False) -> None:
        """Do what ``earshot setup`` does."""
        plan = POLICY.plan.model_copy(update={"safety_read": safety_read})
        await set_up(self.settings, POLICY.model_copy(update={"plan": plan}))

    @asynccontextmanager
    async def up(self) -> AsyncIterator[House]:
        """Run everything that ``earshot run`` runs; stop it as Ctrl-C does."""
        async with open_world(self.settings, alone=True) as opened:
            world = replace(opened, now=self.clock, rehearsal=True)
            async with running(world, self.settings, asyncio.Event()) as house:
                yield house

    def written(self) -> Iterable[Path]:
        """Every file that this Earshot keeps: database, keys, copies and backups."""
        return (path for path in self.settings.data.parent.rglob("*") if path.is_file())


async def the_round(world: World, rid: RoundId) -> Round:
    """A round as it is now."""
    async with world.database.read() as db:
        found = await rounds.load_round(db, rid)
    assert found is not None, f"there is no round {rid}"
    return found


async def reaches(house: House, rid: RoundId, state: State) -> Round:
    """Tick until a round is in a state: closing, sealing and what follows are one tick each."""
    for _ in range(3):
        await house.ticks.tick()
        now = await the_round(house.world, rid)
        if now.state is state:
            return now
    raise AssertionError(f"{rid} is {now.state}, not {state}")


def keys_are_there(house: House, round_: Round) -> bool:
    """Whether a round has closed and its envelopes can still be opened: nobody read them yet."""
    return round_.state is State.CLOSED and house.world.keys.has_draft(round_.id)


async def known(world: World) -> dict[str, Person]:
    """Everybody there is, by first name."""
    async with world.database.read() as db:
        return {person.nick: person for person in await people.list_people(db, world.keys)}


async def count_answers(world: World, rid: RoundId) -> int:
    """How many answers of a round are kept."""
    async with world.database.read() as db:
        return len(await answers.load_answers(db, world.keys, rid))


def found_in(files: Iterable[Path], secrets: Iterable[str]) -> list[tuple[str, str]]:
    """Which secrets lie readable in which files, whatever their letters are written as."""
    marks = {s.encode(code): s for s in secrets for code in ("utf-8", "utf-16-le")}
    any_of_them = re.compile(b"|".join(map(re.escape, marks)))
    found = []
    for path in files:
        seen = set(any_of_them.findall(path.read_bytes()))
        found += [(path.name, marks[mark]) for mark in seen]
    return found


def server_files(url: str, home: Path) -> list[Path]:
    """What a PostgreSQL server has on its disk, after writing all of it down."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    return [path for path in (home / "store").rglob("*") if path.is_file()]


class Lines(logging.Handler):
    """Every log line at DEBUG, of every library, as the running program would write it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.kept: list[str] = []
        self.setFormatter(Reticent())

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(self.format(record))


FROM, TO = 20_000, 32_000
"""Ports that no machine gives by itself to a connection that goes out, as to PostgreSQL."""


def free_port() -> int:
    """A port to listen at later. Were it one of the machine's own to give, a connection that is
    opened in between could have it, and what listens there would find it taken."""
    while True:
        port = random.SystemRandom().randrange(FROM, TO)
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue
