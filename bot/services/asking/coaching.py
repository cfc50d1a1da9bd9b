"""Coaching: advice on a survey, by the list as it is here and by what was asked before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import audiences, ledger, people, rounds, word_list
from surveys.coaching.advice import Advice, AskedBefore
from surveys.coaching.care_words import SHIPPED, CareWords
from surveys.definitions.survey import Survey
from surveys.people.audience import AudienceRule, people_meant
from surveys.rounds.round import Round, State

BEFORE = timedelta(days=365)
"""How long a question counts as asked before."""
ASKED = (State.OPEN, State.CLOSED, State.SEALED, State.HELD, State.RELEASED)
"""Rounds whose questions somebody was asked."""
MOST_ROUNDS = 40
"""Most rounds that are looked through, the latest first."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the coach is told beside the survey."""

    words: CareWords = SHIPPED
    before: tuple[AskedBefore, ...] = ()

    def on(self, survey: Survey) -> tuple[Advice, ...]:
        """What the coach says of a survey. It is loaded when somebody first asks."""
        from surveys.coaching.coach import coach

        return coach(survey, self.words, self.before)


async def coach_for(
    db: AsyncSession, world: World, survey: Survey, audience: AudienceRule | None = None
) -> tuple[Advice, ...]:
    """Advice on a survey that would ask these people; None for whoever it may be."""
    return (await hints_for(db, world, audience)).on(survey)


async def coach_round(db: AsyncSession, world: World, round_: Round) -> tuple[Advice, ...]:
    """Advice on a proposed round; what its own series asked before is asked on purpose."""
    audience = await audiences.load_audience(db, world.keys, round_.id)
    return (await hints_for(db, world, audience, but=round_.series)).on(round_.survey)


async def hints_for(
    db: AsyncSession, world: World, audience: AudienceRule | None = None, *, but: str = ""
) -> Hints:
    """The list of words as it was changed here, and what these people were asked in a year.

    A round counts where it asked half of these people or more; which of them, nobody is told.
    """
    changes = await word_list.load_word_changes(db, world.keys)
    since = world.now() - BEFORE
    past = await rounds.list_latest(db, ASKED, since, most=MOST_ROUNDS)
    past = [each for each in past if not but or but not in {each.id, each.series}]
    if audience is not None:
        meant = people_meant(audience, await people.list_people(db, world.keys))
        now = frozenset(person.id for person in meant)
        sizes = {each.id: each.count_asked for each in past}
        then = await ledger.audiences_since(db, sizes)
        past = [each for each in past if 2 * len(then[each.id] & now) >= max(1, len(now))]
    return Hints(changes.words(), tuple(one for each in past for one in _questions(each)))


def _questions(round_: Round) -> list[AskedBefore]:
    survey, day = round_.survey, round_.opens_at.date()
    main = survey.main_language
    return [AskedBefore(question.text[main], day, survey.title[main]) for question in survey.asked]
