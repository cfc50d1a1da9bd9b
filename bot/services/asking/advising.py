"""Advising: what else could be done where a round is refused, or would probably show nothing."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.asking import launching
from bot.services.knowing import Visit
from bot.services.talks import entry as talk_entry
from bot.services.world import World
from bot.wording import ways
from surveys.people.audience import RESIDENTS
from surveys.people.person import Person


async def show_way(db: AsyncSession, world: World, person: Person, code: str, key: str) -> Say:
    """Go one of the four ways.

    Args:
        code: The way, as a button calls it; anything else shows all four.
        key: The survey it was about, or "-".
    """
    match code:
        case "all" | "own":
            found = await launching.what_if(db, world, person, RESIDENTS)
            card = ways.together_card if code == "all" else ways.envelope_card
            return card(key, found.count, found.gates)
        case "talk":
            offered = await talk_entry.offer(db, world, Visit(person.address, person))
            said = next(one for one in offered.said if isinstance(one, Say))
            return ways.talk_card(said, key)
        case "write":
            return ways.message_card(key)
        case _:
            return ways.ways_card(key)
