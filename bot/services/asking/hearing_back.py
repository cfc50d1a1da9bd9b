"""The promise gate: nobody is asked again before they hear what came of the last time.

It goes by who was asked, and never by who answered; it says which round is owed an answer and by
whom, and nothing of whom it was to reach. A safeguarding lead may let a round go ahead and says
why: those who are asked read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.two_people import is_second
from bot.services.world import World
from bot.texts import say
from bot.wording.days import day
from bot.wording.launching import title
from bot.wording.plain import defuse
from storage import answers_back, audiences, audit, ledger, rounds
from surveys.ids import RoundId
from surveys.people.audience import AudienceRule
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.rounds.promise import (
    ANSWERABLE,
    LONGEST_REASON,
    Fault,
    Owed,
    fault_in,
    may_meet,
    unanswered,
    unit_of,
)
from surveys.rounds.round import Round, State, Way


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A round whose people have not heard back, so that they are not asked again."""

    rid: RoundId
    title: str
    decider: str
    answer_by: date
    is_out: bool
    """Whether its result is out, or it was held, so that it can be answered now."""

    def __str__(self) -> str:
        return say(
            "hear_back.missing",
            title=defuse(self.title),
            decider=defuse(self.decider),
            day=day(self.answer_by),
        )


async def owed_before(
    db: AsyncSession, world: World, round_: Round, asked: Sequence[Person], rule: AudienceRule
) -> tuple[Unanswered, ...]:
    """The rounds that stand in this one's way, whether or not a lead let it go ahead."""
    since = world.now() - timedelta(days=world.policy.retention.asked_days)
    past = await answers_back.list_owed(db, since=since)
    owed = [one for one in unanswered(past, but=unit_of(round_)) if one.rid != round_.id]
    if not owed:
        return ()
    meeting = await ledger.rounds_of_any(db, [person.id for person in asked])
    found = []
    for one in owed:
        by_rule = one.by_ticket or round_.way is Way.TICKET
        if await _could_meet(db, world, one, rule) if by_rule else one.rid in meeting:
            found.append(await _named(db, one))
    return tuple(found)


async def family_of(db: AsyncSession, round_: Round) -> str:
    """What a round's promise belongs to: the check of a round's draft themes has that round's."""
    parent = await rounds.load_round(db, RoundId(round_.checks)) if round_.checks else None
    return unit_of(parent or round_)


async def in_the_way(
    db: AsyncSession, world: World, round_: Round, asked: Sequence[Person]
) -> tuple[Unanswered, ...]:
    """What keeps a proposed round from going on: nothing where a lead let it go ahead, or where
    it is part of a round that went on already and asks if its draft themes are right.
    """
    if round_.ahead_because or round_.checks:
        return ()
    rule = await audiences.load_audience(db, world.keys, round_.id)
    return await owed_before(db, world, round_, asked, rule)


async def let_ahead(
    db: AsyncSession, world: World, rid: RoundId, by: Person, reason: str
) -> Fault | None:
    """A safeguarding lead lets a proposed round go ahead, and says why to those it asks.

    Returns:
        What is wrong with the reason; None where it is kept.

    Raises:
        LookupError: It is not theirs to let: another role, the author's own other account, or a
            round that is not waiting to begin.
    """
    round_ = await rounds.load_round(db, rid)
    allowed = by.role is Role.SAFEGUARDING_LEAD and round_ is not None
    if not allowed or round_ is None or round_.state is not State.PROPOSED:
        raise LookupError(f'round "{rid}" is not waiting, or not yours to let go ahead')
    if not await is_second(db, world, by, round_.proposed_by):
        raise LookupError(f'round "{rid}" is your own; another person must let it go ahead')
    fault = fault_in(reason, longest=LONGEST_REASON)
    if fault is not None:
        return fault
    await rounds.update_round(db, rid, ahead_because=because(by, reason))
    await audit.record(db, at=world.now(), who=by.id, action="let ahead", about=rid)
    return None


def because(by: Person, reason: str) -> str:
    """Who lets a round go ahead and why, as those it asks read it."""
    told = f"“{' '.join(reason.split())}”"
    return f"{by.nick}: {told}" if by.nick else told


async def _could_meet(db: AsyncSession, world: World, owed: Owed, rule: AudienceRule) -> bool:
    """Of slips nobody knows whom they reached: whoever may have been asked counts."""
    try:
        other = await audiences.load_audience(db, world.keys, owed.rid)
    except LookupError:
        return True
    return may_meet((rule, other))


async def _named(db: AsyncSession, owed: Owed) -> Unanswered:
    round_ = await rounds.load_round(db, owed.rid)
    assert round_ is not None, "it is owed an answer"
    return Unanswered(
        owed.rid, title(round_), round_.decider, owed.answer_by, round_.state in ANSWERABLE
    )
