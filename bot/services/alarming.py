"""Alarming: what administrators have to know at once, in the transaction that finds it out.

No alarm says which concern, whose, or how many: only that somebody has to look.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.owing import HELP, To, owe
from bot.services.world import World
from bot.texts import say
from storage import audit, duties, letters, people
from storage.letters import Letter
from surveys.people.person import Person
from surveys.people.roles import Role

Alarm = Literal[
    "undelivered",
    "unanswered",
    "nobody",
    "proof_missed",
    "proof_unsent",
    "unreviewed",
    "letters",
    "stopped",
]


async def alarm(
    db: AsyncSession,
    world: World,
    what: Alarm,
    *,
    also: tuple[Person, ...] = (),
    rehearsal: bool = False,
) -> None:
    """Tell every administrator, and ``also`` others, in their chats and by letter.

    What a ``rehearsal`` set off is marked as that.
    """
    known = await duties.list_duties(db, world.keys)
    told = [*await people.list_people(db, world.keys, role=Role.ADMIN), *also]
    text = say(f"alarm.{what}")
    text = say("ping.rehearsal", text=text) if rehearsal else text
    for person in told:
        said = Say(text=text, guarded=True)
        await owe(db, world, To.person(person, rank=HELP), said, kind="notice")
        duty = known.get(person.id)
        if duty is not None and duty.email and what != "letters":
            letter = Letter(duty.email, "alarm", world.now(), what, rehearsal=rehearsal)
            await letters.owe_letter(db, world.keys, letter)
    await audit.record(db, at=world.now(), who=None, action=f"alarm {what}", about="")
