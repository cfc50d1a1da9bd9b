"""Vouching: once a week the head of the trail goes to the safeguarding lead, to keep.

It lies in their chat, out of reach of whoever could change the trail. ``earshot audit verify
--head`` compares the two.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.owing import To, owe
from bot.services.safeguarding.rostering import list_responders
from bot.services.world import World
from bot.texts import say
from storage import heads, people
from surveys.people.person import Person
from surveys.people.quiet import is_quiet


def week_of(day: date) -> str:
    """A week's name, as 2026-W47. Weeks begin on Monday; later ones compare as greater."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


async def vouch_due(world: World) -> bool:
    """Send this week's head, if nobody has it yet and the hour is a decent one.

    To whoever is told first: the lead; where there is none, or they are away, the next on the
    rota. Sent at most once a week, whatever stops or starts in between; the first one in the
    week after the trail began.
    """
    local = world.now().astimezone(world.zone)
    if is_quiet(world.now(), world.zone, world.policy.quiet.hours):
        return False
    week = week_of(local.date())
    async with world.database.read() as db:
        sent, began = await heads.find_sent(db), await heads.find_begin(db)
    if began is None or week_of(began.astimezone(world.zone).date()) >= week:
        return False
    if sent is not None and sent[1] >= week:
        return False
    async with world.database.write() as db:
        keepers = await _keepers(db, world)
        head = await heads.claim_week(db, week, world.now()) if keepers else None
        if head is None:
            return False
        found = await heads.check(db)
        for person in keepers:
            language = (await people.load_desk(db, world.keys, person.id)).language
            key = "weekly" if found.fault is None else "weekly_broken"
            said = Say(text=say(f"head.{key}", language, head=head, seq=found.at))
            await owe(db, world, To.through_pause(person), said, kind="notice")
    world.wake()
    return True


async def _keepers(db: AsyncSession, world: World) -> list[Person]:
    """Everybody of the first role on the rota that has somebody there; away only if all are."""
    rota = await list_responders(db, world)
    there = [one for one in rota if not one.away] or list(rota)
    first = [one.pid for one in there if one.role is there[0].role]
    known = [await people.load_person(db, world.keys, pid) for pid in first]
    return [person for person in known if person is not None]
