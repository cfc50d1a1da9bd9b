"""Repeating: asking the same people again, and the results of theirs that are out already."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.freezing import thaw
from bot.services.world import World
from storage import ledger, releases, rounds
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Person
from surveys.reports.repeating import Before, group_sizes
from surveys.rounds.round import Round, State, Way

OVER = frozenset({State.SEALED, State.HELD, State.RELEASED})
"""Rounds that can be asked again: nobody can answer them any more."""


async def first_of(db: AsyncSession, rid: RoundId) -> Round | None:
    """The round that a series begins with, given any of its rounds; None if it can't be one."""
    found = await rounds.load_round(db, rid)
    if found is not None and found.series and found.series != found.id:
        found = await rounds.load_round(db, RoundId(found.series))
    if found is None or found.state not in OVER or found.way is Way.TICKET:
        return None
    return found


async def leavers(
    db: AsyncSession, series: str, asked: Sequence[Person]
) -> frozenset[ParticipantId]:
    """Whoever was asked when a series began and is not any more. They still count."""
    first = await rounds.load_round(db, RoundId(series))
    if first is None:
        return frozenset()
    began = await ledger.audiences_since(db, {first.id: first.count_asked})
    return began[first.id] - {person.id for person in asked}


async def earlier(
    db: AsyncSession, world: World, round_: Round, *, within: float
) -> tuple[Before, ...]:
    """The results that are out of rounds that asked the same people, the latest last.

    Args:
        within: How long ago such a round outside the series may have closed. Unit: days.
    """
    if round_.way is Way.TICKET:
        return ()
    found = []
    asked = await ledger.list_asked(db, round_.id)
    for other in await rounds.list_rounds(db, states={State.RELEASED}):
        wave = bool(round_.series) and other.series == round_.series
        apart = abs((round_.closes_at - other.closes_at).days)
        if other.id == round_.id or other.way is Way.TICKET or not (wave or apart <= within):
            continue
        same = other.count_asked == round_.count_asked
        if not wave and not (same and await ledger.list_asked(db, other.id) == asked):
            continue
        release = await releases.load_release(db, other.id)
        if release is not None:
            report = thaw(world.keys, release)
            found.append(
                Before(
                    survey=other.survey,
                    sections=report.sections,
                    total=other.count_sent or 0,
                    closed_on=report.closed_on,
                    sizes=group_sizes(other.breakdowns),
                    in_series=wave and other.closes_at < round_.closes_at,
                )
            )
    return tuple(sorted(found, key=lambda before: before.closed_on))
