"""Limits: whether some of those who would be asked have been asked enough this week.

It is worked out from the rounds alone, which authors know, and from nobody's wishes; it is yes or
no, and says no where so few are asked that a yes would be about somebody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import ledger, rounds
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.people.quiet import WEEK
from surveys.rounds.round import Round, State

ENOUGH = 6
"""Fewest people of whom it is said that some are at their limit: as many as a round asks."""


async def at_limit(db: AsyncSession, world: World, asked: Collection[Person]) -> bool:
    """Whether anybody among those who would be asked gets no more invitations this week."""
    if len(asked) < ENOUGH:
        return False
    since = world.now() - timedelta(days=WEEK)
    counted: Counter[ParticipantId] = Counter()
    for round_ in await rounds.list_rounds(db):
        times = _asks_since(round_, since, world.now())
        if times:
            for pid in await ledger.list_asked(db, round_.id):
                counted[pid] += times
    return any(counted[one.id] >= world.policy.quiet.asks_a_week for one in asked)


def _asks_since(round_: Round, since: datetime, now: datetime) -> int:
    """How often a round asked each of its people in the last week: an invitation, a reminder."""
    if round_.state in {State.PROPOSED, State.CANCELLED} or round_.closes_at <= since:
        return 0
    middle = round_.opens_at + (round_.closes_at - round_.opens_at) / 2
    invited = round_.opens_at > since
    reminded = round_.reminders_sent > 0 and since < middle <= now
    return invited + reminded
