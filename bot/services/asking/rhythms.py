"""Rhythms: how often a round comes again, as it is chosen when it is proposed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.services.refusing import PlanRefused
from bot.services.world import World
from bot.texts import say
from surveys.people.person import Kind
from surveys.rounds.rhythm import NOTICE_DAYS, Rhythm, next_opening, weekly_is_too_often
from surveys.rounds.round import Round, Way

NOTICE = timedelta(days=NOTICE_DAYS)


def check(world: World, rhythm: Rhythm, way: Way, kinds: Collection[Kind]) -> None:
    """Refuse a rhythm that pesters, or that cannot be kept.

    Raises:
        PlanRefused: It would ask people at home each week, or tickets again.
    """
    if weekly_is_too_often(rhythm, kinds) and not world.policy.quiet.weekly_rounds:
        raise PlanRefused(say("rhythm.weekly"))
    if way is Way.TICKET and rhythm is not Rhythm.ONCE:
        raise PlanRefused(say("rhythm.tickets"))


def set_rhythm(world: World, round_: Round, rhythm: Rhythm, lasts: int) -> Round:
    """A round about to be proposed, with its rhythm and when its next wave is proposed.

    Args:
        lasts: How long each wave is open by the wall clock; 0 for as long as this one.
            Unit: minutes.
    """
    if rhythm is Rhythm.ONCE:
        return round_
    walls = [at.astimezone(world.zone) for at in (round_.opens_at, round_.closes_at)]
    opens, closes = (wall.replace(tzinfo=None) for wall in walls)
    return replace(
        round_,
        rhythm=rhythm,
        lasts=lasts or -((opens - closes) // timedelta(minutes=1)),
        again_at=again_at(world, replace(round_, rhythm=rhythm)),
        remind_at=round_.opens_at if round_.series else round_.remind_at,
    )


def again_at(world: World, round_: Round) -> datetime | None:
    """When the wave after this one is proposed; None where it is asked once."""
    opens = next_opened(world, round_, round_.opens_at)
    return None if opens is None else opens - NOTICE


def next_opened(world: World, round_: Round, after: datetime) -> datetime | None:
    """When the first wave opens whose period comes after that of ``after``; None where it is
    asked once."""
    terms = world.policy.quiet.terms
    return next_opening(round_.rhythm, round_.opens_at, after, world.zone, terms)
