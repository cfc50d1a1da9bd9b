"""Whether each round has two who could read its words before the names go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.doctor.findings import Finding, ok, warn
from bot.services.reading.safety_reading import SAFETY_READERS, could_read
from bot.services.world import World
from storage import people, rounds
from surveys.people.person import Person
from surveys.rounds.round import Round, State

AHEAD = {State.PROPOSED, State.OPEN, State.CLOSED}
"""Rounds whose safety read is yet to come, or under way."""
ENOUGH = 2
"""A text that names one of them waits for the other."""


async def read_by_two(world: World) -> list[Finding]:
    """Who could read each round's words; nothing where no round waits for it."""
    if not world.policy.plan.safety_read:
        return []
    async with world.database.read() as db:
        everybody = await people.list_people(db, world.keys)
        known = [one for one in everybody if one.role in SAFETY_READERS]
        ahead = await rounds.list_rounds(db, states=AHEAD)
        able = [(one, await _able(db, world, one, known)) for one in ahead]
    return list(_judged(world, able))


async def _able(
    db: AsyncSession, world: World, round_: Round, known: Sequence[Person]
) -> list[str]:
    """Who could read one round, by name."""
    able = [who for who in known if await could_read(db, world, round_, who)]
    return [who.nick or who.role.value.replace("_", " ") for who in able]


def _judged(world: World, able: Sequence[tuple[Round, list[str]]]) -> Iterable[Finding]:
    hours = world.policy.plan.safety_read_hours
    for round_, nicks in able:
        if len(nicks) >= ENOUGH:
            continue
        who = f"Only {nicks[0]}" if nicks else "Nobody"
        left = f"a text that names {nicks[0]}" if nicks else "every text"
        yield warn(
            "Safety read",
            f'{who} could read the words of round "{round_.id}": the others live or work where '
            f"it asks, or made it. After {hours} hours {left} goes unread.",
            "invite a reader without a home there: `earshot invite --role reader`",
        )
    if able and all(len(nicks) >= ENOUGH for _, nicks in able):
        yield ok("Safety read", "each round has two who could read its words")
