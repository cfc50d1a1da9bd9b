"""Forecasting: what a round takes until it can be reported on, said before anybody is asked."""

from __future__ import annotations

from datetime import datetime

from bot.services.asking.launching import results_day
from bot.services.world import World
from surveys.definitions.questions import LongText, ShortText
from surveys.definitions.survey import Survey
from surveys.rounds.forecast import Forecast, forecast
from surveys.rounds.round import Round, State

AHEAD = frozenset({State.PROPOSED, State.OPEN, State.CLOSED})


def of_plan(world: World, survey: Survey, closes_at: datetime, asked: int) -> Forecast:
    """What a round that closes then would take.

    Args:
        asked: How many people would be asked.
    """
    closes = closes_at.astimezone(world.zone).date()
    return forecast(
        closes,
        results_day(world, closes_at),
        asked=asked,
        open_questions=sum(isinstance(item, LongText | ShortText) for item in survey.asked),
        sitting=world.policy.reading.minutes,
    )


def of_round(world: World, round_: Round) -> Forecast | None:
    """What a round takes that is not mixed yet; None for any other."""
    if round_.state not in AHEAD:
        return None
    closes = round_.closes_at.astimezone(world.zone).date()
    return forecast(
        closes,
        round_.results_on,
        asked=round_.count_asked,
        open_questions=sum(isinstance(item, LongText | ShortText) for item in round_.survey.asked),
        sitting=world.policy.reading.minutes,
    )
