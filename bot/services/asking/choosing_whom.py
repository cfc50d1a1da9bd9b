"""Choosing whom a round asks: what could be asked today, and what stands in whose way."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.asking import launching, repeating
from bot.services.asking.keeping_plans import Chosen
from bot.services.asking.sources import Source
from bot.services.world import World
from bot.wording.whom import Choice
from storage import audiences
from surveys.definitions.survey import Survey
from surveys.definitions.topics import Topic
from surveys.people.audience import AudienceRule, Whom
from surveys.people.person import Person


def usual(survey: Survey) -> Whom:
    """Whom such a survey asks where nobody says otherwise: a training's, those who work here."""
    return Whom.STAFF if survey.topic is Topic.TRAINING else Whom.EVERYONE


def read(code: str, survey: Survey) -> Whom:
    """Whom a plan asks, by what is kept of it."""
    return Whom(code) if code in set(Whom) else usual(survey)


async def choices(
    db: AsyncSession, world: World, person: Person, first: Whom
) -> Mapping[Whom, Choice]:
    """Everybody who could be asked, ``first`` first, each as the launch gates see them today."""
    found = {}
    for whom in sorted(Whom, key=lambda one: one is not first):
        outlook = await launching.what_if(db, world, person, whom.rule)
        found[whom] = Choice(outlook.count, outlook.gates)
    return found


async def rule_of(db: AsyncSession, world: World, source: Source, chosen: Chosen) -> AudienceRule:
    """Whom a plan asks; a wave of a series, whom the series asks."""
    first = None if source.again is None else await repeating.first_of(db, source.again)
    if first is not None:
        return await audiences.load_audience(db, world.keys, first.id)
    return read(chosen.whom, source.survey).rule
