"""Do one thing about a concern and die at a step. Run as a program, by ``test_killing_alerts``.

Its lines are ``DISK STEP WHAT``: what is done on that disk; the answer is the number of steps.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from bot.outgoing import Say
from bot.services.owing import HELP, To, owe
from bot.services.safeguarding import alerting, rostering
from bot.services.safeguarding.clocking import clock_due
from bot.services.safeguarding.proving import prove_due
from bot.services.world import World
from storage import concerns, people
from storage.engine import open_database
from storage.keys import Keys
from surveys.ids import ParticipantId
from surveys.people.person import Address, Chat, Kind, Person
from surveys.people.roles import Role
from surveys.safeguarding.concern import Concern, Source, Telling
from surveys.safeguarding.plan import NoReply, Plan
from tests.bot.chatting import POLICY, START
from tests.dying import Steps, serve

CREW = {
    "Mina": Role.SAFEGUARDING_LEAD,
    "Dee": Role.SAFEGUARDING_DEPUTY,
    "Omar": Role.OUTSIDE_PERSON,
    "Lee": Role.ADMIN,
    "Ann": Role.YOUNG_PERSON,
}
PIDS = {nick: ParticipantId(bytes([n + 1]) * 16) for n, nick in enumerate(CREW)}
URGENT, OFFERED = b"\x01" * 16, b"\x02" * 16
PLAN = Plan(sev2_no_reply=NoReply.TELL)


async def settle(world: World) -> None:
    """Everybody, and letters for the deputy; nothing has happened yet."""
    async with world.database.write() as db:
        for number, (nick, role) in enumerate(CREW.items()):
            young = role is Role.YOUNG_PERSON
            person = Person(
                PIDS[nick],
                role,
                Kind.YOUNG_PERSON if young else Kind.STAFF,
                nick,
                "Maple House" if young else "",
                Address(Chat.TELEGRAM, 1000 + number),
            )
            await people.add_person(db, world.keys, person)
            if nick == "Dee":
                await rostering.set_email(db, world, person.id, "dee@example.org", by=person)


def a_concern(cid: bytes, severity: int) -> Concern:
    return Concern(
        id=cid,
        handle=f"C-{cid[:2].hex().upper()}",
        at=START,
        source=Source.ANSWER,
        telling=Telling.TOLD_FIRST,
        severity=severity,
        words="he keeps hitting me",
        category="abuse",
        author=PIDS["Ann"],
        home="Maple House",
    )


async def alert(world: World) -> None:
    """What one message of Ann's makes: she is told first, then it is told; one transaction."""
    async with world.database.write() as db:
        if await concerns.is_kept(db, URGENT):
            return  # the update's id is claimed in that transaction, so it is not taken again
        ann = await people.load_person(db, world.keys, PIDS["Ann"])
        assert ann is not None
        told = Say(text="told first")
        await owe(db, world, To.person(ann, rank=HELP), told, kind="notice")
        await alerting.alert(db, world, a_concern(URGENT, 3))
        await alerting.offer(db, world, a_concern(OFFERED, 2))


async def acknowledge(world: World) -> None:
    async with world.database.write() as db:
        mina = await people.load_person(db, world.keys, PIDS["Mina"])
        assert mina is not None
        await alerting.acknowledge(db, world, a_concern(URGENT, 3).handle, mina)


DOINGS: dict[str, tuple[Callable[[World], Awaitable[object]], timedelta]] = {
    "settle": (settle, timedelta()),
    "alert": (alert, timedelta()),
    "next": (clock_due, timedelta(minutes=10)),
    "offer_over": (clock_due, timedelta(minutes=30)),
    "acknowledge": (acknowledge, timedelta(minutes=31)),
    "late": (clock_due, timedelta(minutes=41)),
    "prove": (prove_due, timedelta(hours=1)),
}
"""What happens, in this order, and how long after the start."""


async def world_on(disk: Path, what: str) -> World:
    """The world on a disk, at the time of a doing."""
    keys = Keys.open(disk / "keys", disk / "copies")
    database = await open_database(f"sqlite:///{disk / 'data' / 'earshot.db'}")
    now = START + DOINGS[what][1]
    policy = POLICY.model_copy(update={"plan": PLAN})
    return World(database, keys, policy, now=lambda: now, chance=random.Random(3))


async def do(disk: Path, what: str, steps: Steps | None = None) -> None:
    """One doing, start to end."""
    world = await world_on(disk, what)
    if steps is not None:
        steps.before_statements()
    try:
        await DOINGS[what][0](world)
    finally:
        await world.database.close()


def live(disk: Path, steps: Steps, more: tuple[str, ...]) -> str:
    """Tell how many steps there were."""
    (what,) = more
    asyncio.run(do(disk, what, steps))
    return str(steps.taken)


if __name__ == "__main__":
    serve(live)
