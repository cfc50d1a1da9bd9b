"""Foreseeing: what a round would probably let anybody see, before anyone is asked."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import people, releases, rounds
from surveys.definitions.survey import Survey
from surveys.definitions.timing import minutes
from surveys.people.audience import RESIDENTS, people_meant
from surveys.protection.odds import EARLIER, Asking, Turnout, reach_of
from surveys.reports.model import Report
from surveys.reports.words import read_turnout
from surveys.rounds.round import State


async def asking(
    db: AsyncSession, world: World, survey: Survey, invited: int, days: float
) -> Asking:
    """What the odds of a round depend on.

    Args:
        invited: How many would be asked. Unit: people.
        days: How long it would be open.
    """
    could = people_meant(RESIDENTS, await people.list_people(db, world.keys))
    return Asking(
        invited=invited,
        reach=reach_of(await turnouts(db)),
        could_ask=len(could),
        days=days,
        minutes=minutes(survey.questions),
    )


async def turnouts(db: AsyncSession) -> Sequence[Turnout]:
    """What the latest rounds printed of their turnout, the latest last. Never a count.

    It reads released results, and that a round was held: what everybody who may ask was told.
    """
    over = await rounds.list_rounds(db, states={State.RELEASED, State.HELD})
    over.sort(key=lambda round_: (round_.closes_at, round_.id))
    found: list[Turnout] = []
    for round_ in over[-EARLIER:]:
        if round_.state is State.HELD:
            found.append(Turnout.HELD)
            continue
        release = await releases.load_release(db, round_.id)
        printed = Report.model_validate_json(release.json).asked if release else ""
        turnout = read_turnout(printed)
        found += [] if turnout is None else [turnout]
    return found
