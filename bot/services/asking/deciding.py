"""Promising: what has to be there before anybody is asked, and three people who are three.

How it is safe to say it, how it can be said, who decides, and by when they answer: Laura Lundy's
space, voice, audience and influence. Whoever decides is somebody with an account, who says yes
themselves; neither who proposed the round nor its second person is the same human being.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.refusing import PlanRefused
from bot.services.two_people import is_second
from bot.services.world import World
from bot.wording.deciding import FEWEST, MOST, Part, ready_words
from storage import people
from surveys.definitions.survey import Survey
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, Way

LATEST_ANSWER = timedelta(days=92)
"""Longest after its close that people may wait to hear back: a school term."""

MEANS = {Part.SPACE: "how it is safe to say it", Part.VOICE: "how it can be said"}


class Promised(Protocol):
    """What of a plan is looked at here."""

    @property
    def key(self) -> RoundId: ...
    @property
    def survey(self) -> Survey: ...
    @property
    def way(self) -> Way: ...
    @property
    def space(self) -> str: ...
    @property
    def voice(self) -> str: ...
    @property
    def decider_id(self) -> ParticipantId | None: ...


async def check(db: AsyncSession, world: World, plan: Promised, by: Person | None) -> None:
    """Refuse a plan that lacks one of the fields, naming it, its limit and the way out.

    Raises:
        PlanRefused: Something is missing, too long, or whoever decides cannot.
    """
    for part, words in ((Part.SPACE, plan.space), (Part.VOICE, plan.voice)):
        why = in_words(plan, part, words)
        if why:
            raise PlanRefused(why)
    decider = await decider_in(db, world, plan.decider_id)
    if decider is None:
        raise PlanRefused(
            f'round "{plan.key}" names nobody who decides and can say yes; there are '
            f"{listed(await deciders(db, world))}. Way out: name one of them"
        )
    if by is not None and not await is_second(db, world, decider, by.id):
        raise PlanRefused(
            f'round "{plan.key}" names {decider.nick} as who decides, who proposes it too; '
            "those must be two people. Way out: name another decision-maker"
        )


def in_words(plan: Promised, part: Part, words: str) -> str:
    """Why these words will not do for a part; "" where they will."""
    if FEWEST <= len(words.strip()) <= MOST:
        return ""
    what = f"{len(words.strip())} letters" if words.strip() else "nothing"
    example = ready_words(part, plan.way, plan.survey)[0]
    return (
        f'round "{plan.key}" does not say {MEANS[part]} ({part}): it says {what}, and takes '
        f"{FEWEST} to {MOST}. Way out: say what is true here, such as “{example}”"
    )


async def deciders(db: AsyncSession, world: World) -> list[Person]:
    """Everybody who may be named as the one who decides, by name."""
    found = await people.list_people(db, world.keys, role=Role.DECISION_MAKER)
    return sorted(found, key=lambda person: (person.nick.casefold(), person.id))


async def decider_in(db: AsyncSession, world: World, pid: ParticipantId | None) -> Person | None:
    """Whoever decides, if they are still here and still may."""
    found = None if pid is None else await people.load_person(db, world.keys, pid)
    return found if found is not None and found.role is Role.DECISION_MAKER else None


async def not_agreed(db: AsyncSession, world: World, round_: Round) -> str:
    """Why a round may not go out for want of a yes from who decides; "" where they said it."""
    if await decider_in(db, world, round_.decider_id) is None:
        return (
            f'nobody who could say yes decides round "{round_.id}" any more; propose it anew with '
            "another decision-maker"
        )
    if not round_.is_accepted:
        return (
            f'round "{round_.id}" waits for {round_.decider} to accept it in chat, with an answer '
            f"by {round_.answer_by:%d %B}"
        )
    return ""


def listed(found: Sequence[Person]) -> str:
    """People by name, for a sentence."""
    return ", ".join(person.nick for person in found) or "none yet: invite a decision-maker"
