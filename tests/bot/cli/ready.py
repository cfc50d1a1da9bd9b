"""A house that is ready for real people, made as an operator and the rota make it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from typer.testing import CliRunner, Result

from bot.cli import app
from bot.opening import open_world
from bot.services.safeguarding.rehearsing import PASSED
from bot.services.world import World
from bot.settings import read_settings
from storage import audit, duties, people
from storage.duties import Duty
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role

Answer = TypeVar("Answer")

SETUP = (
    *("setup", "--organisation", "Somewhere Homes", "--keeper", "Lee"),
    *("--keeper-job", "administrator", "--lead", "Mina", "--deputy", "Pat"),
    *("--outside", "Noor", "--sev2-no-reply", "tell"),
)
PLAN = Path("data/safeguarding.toml")


@dataclass(frozen=True)
class Somebody:
    """One person to be known. ``chat`` is where they are reached, ``email`` where letters are."""

    role: Role
    nick: str
    home: str = ""
    chat: Chat = Chat.TELEGRAM
    email: str = ""


ROTA = (
    Somebody(Role.SAFEGUARDING_LEAD, "Mina"),
    Somebody(Role.SAFEGUARDING_DEPUTY, "Pat"),
    Somebody(Role.OUTSIDE_PERSON, "Noor"),
)


def earshot(*words: str, typed: str = "") -> Result:
    """Run one command; whatever it answers, it shows no traceback."""
    done = CliRunner().invoke(app, words, input=typed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def with_world(do: Callable[[World], Awaitable[Answer]]) -> Answer:
    """Do something that no command does."""

    async def done() -> Answer:
        async with open_world(read_settings(), alone=False) as world:
            return await do(world)

    return asyncio.run(done())


def move_in(known: Sequence[Somebody]) -> None:
    """Make people known, as if each had opened their link."""

    async def do(world: World) -> None:
        async with world.database.write() as db:
            for one in known:
                pid = ParticipantId(world.fresh_bytes(16))
                kind = Kind.YOUNG_PERSON if one.role is Role.YOUNG_PERSON else Kind.STAFF
                address = Address(one.chat, world.chance.getrandbits(50))
                await people.add_person(
                    db, world.keys, Person(pid, one.role, kind, one.nick, one.home, address)
                )
                if one.email:
                    await duties.save_duty(db, world.keys, Duty(pid, one.email))

    with_world(do)


def rehearsed() -> None:
    """A rehearsal was passed just now."""

    async def do(world: World) -> None:
        async with world.database.write() as db:
            await audit.record(db, at=world.now(), who=None, action=PASSED, about="C-7F3K")

    with_world(do)


def ring_everything(day: str) -> None:
    """Write into the plan that every number was rung on a day."""
    text = re.sub(r"(?m)^(number = .*)$", rf"\1\nverified_on = {day}", PLAN.read_text("utf-8"))
    PLAN.write_text(text, "utf-8")


def make_ready() -> None:
    """Everything that real people need."""
    assert earshot(*SETUP).exit_code == 0
    move_in(ROTA)
    rehearsed()
