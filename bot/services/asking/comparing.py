"""Comparing groups: what a round may compare its people by, and what the seal makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import asked_as, people
from surveys.definitions.survey import Survey
from surveys.ids import ParticipantId, QuestionKey
from surveys.people.person import Person
from surveys.people.traits import Grouping, Trait
from surveys.protection.breakdowns import (
    Breakdown,
    CannotCompare,
    check_breakdowns,
    check_groups,
    settle_at_seal,
)
from surveys.rounds.round import Round

Marks = Mapping[ParticipantId, Mapping[QuestionKey, str]]
"""For each person the group that their answers to some questions carry."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a seal makes of a round's breakdowns, and the groups that answers then carry."""

    breakdowns: tuple[Breakdown, ...]
    marks: Marks


def grouping(world: World) -> Grouping:
    """How to tell somebody's group today."""
    kinds = {home.home: home.kind for home in world.policy.plan.homes if home.kind}
    return Grouping(world.today(), kinds)


def declare(
    world: World, survey: Survey, wanted: Sequence[Breakdown], asked: Sequence[Person]
) -> tuple[tuple[Breakdown, ...], tuple[CannotCompare, ...]]:
    """A round's breakdowns with the groups there are among those asked; or why not."""
    wrong = list(check_breakdowns(survey, wanted, tickets=bool(wanted) and not asked))
    declared = []
    for one in wanted:
        sizes = _sizes(world, asked, one.trait)
        small = check_groups(sizes) if not wrong else None
        wrong += [] if small is None else [small]
        declared.append(replace(one, groups=tuple(sorted(sizes))))
    return tuple(declared), tuple(wrong)


def may_compare(world: World, asked: Sequence[Person]) -> tuple[Trait, ...]:
    """What those asked could be compared by: every group of them is large enough."""
    return tuple(t for t in Trait if check_groups(_sizes(world, asked, t)) is None)


async def settle(
    db: AsyncSession, world: World, round_: Round, sent: Sequence[ParticipantId]
) -> Settled:
    """What becomes of each breakdown, for those whose envelopes are opened together. Each counts
    for the groups they were in when the round opened.

    Nothing of one that is dropped is in the marks: no answer ever carries it.
    """
    if not round_.breakdowns:
        return Settled((), {})
    there = await people.load_people(db, world.keys, sent)
    asked = await asked_as.load_asked(db, world.keys, round_.id)
    known = {pid: there.get(pid) for pid in sent}
    known = {p: asked[p].of(one) if one and p in asked else one for p, one in known.items()}
    telling = grouping(world)
    settled: list[Breakdown] = []
    marks: dict[ParticipantId, dict[QuestionKey, str]] = {}
    for one in round_.breakdowns:
        groups = {
            pid: telling.group_of(person, one.trait) if person is not None else ""
            for pid, person in known.items()
        }
        settled.append(settle_at_seal(one, groups.values()))
        if settled[-1].kept:
            for pid, group in groups.items():
                marks.setdefault(pid, {}).update(dict.fromkeys(one.questions, group))
    return Settled(tuple(settled), marks)


def _sizes(world: World, asked: Sequence[Person], trait: Trait) -> Mapping[str, int]:
    telling = grouping(world)
    return Counter(telling.group_of(person, trait) for person in asked)
