"""Promises: where the answer to each round stands today, as whoever was asked may see it.

It says nothing of whether they answered, nor of whether they rated the answer.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import decided
from bot.services.world import World
from bot.wording.answering_back import Promise
from storage import answers_back, ledger, rounds
from storage.ratings import Stage
from surveys.people.person import Person
from surveys.rounds.promise import OWES, Stands, stands
from surveys.rounds.round import Round


async def list_promises(
    db: AsyncSession, world: World, person: Person, most: int
) -> list[Promise]:
    """What somebody was asked and cannot answer any more, the latest first, so many at most."""
    found = [await rounds.load_round(db, rid) for rid in await ledger.rounds_of(db, person.id)]
    past = [one for one in found if one is not None and one.state in OWES and not one.checks]
    past.sort(key=lambda one: (one.closes_at, one.id), reverse=True)
    return [await promise_of(db, world, round_) for round_ in past[:most]]


async def promise_of(db: AsyncSession, world: World, round_: Round) -> Promise:
    """Where a round's promise stands today; the answer to a later wave of its series answers
    it too."""
    kept = await answers_back.load_answer(db, round_.id)
    now = await as_due(db, round_)
    owed = Promise(
        now,
        stands(now.answer_by, world.today(), is_answered=False),
        decisions=await decided.told_of(db, world, round_),
    )
    last = await decided.last_rating(db, round_.id)
    if kept is not None and kept.reopened_on and kept.given_on is None and last is not None:
        return replace(owed, words=last.sent_back, on=last.given_on, sent_back=True)
    if kept is None or kept.given_on is None:
        kept = await decided.later_wave(db, round_)
    if kept is None or kept.given_on is None:
        return owed
    rated = last.printed if last is not None and last.stage is Stage.OVER else None
    answered = replace(owed, stands=Stands.ANSWERED, words=kept.words, on=kept.given_on)
    return replace(answered, rated=rated)


async def as_due(db: AsyncSession, round_: Round) -> Round:
    """A round with the day by which its answer is owed now, for whoever reads of it."""
    kept = await answers_back.load_answer(db, round_.id)
    due = None if kept is None else kept.due_on
    return round_ if due is None else replace(round_, answer_by=due)
