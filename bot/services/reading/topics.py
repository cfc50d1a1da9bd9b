"""Topics before words: what a pile is about, said before anything of it is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from bot.services.reading import reading
from bot.services.reading.piles import may_read
from bot.services.world import World
from surveys.definitions.questions import (
    AnyQuestion,
    LongText,
    SeveralChoices,
    ShortText,
    SingleChoice,
)
from surveys.definitions.survey import Survey
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.safeguarding import screening
from surveys.safeguarding.screening import CATEGORIES, Category


@dataclass(frozen=True, slots=True)
class Topic:
    """A question to which words can be an answer, whether or not anybody wrote some."""

    key: QuestionKey
    asked: str


@dataclass(frozen=True, slots=True)
class Topics:
    """What a pile is about. ``heavy`` says of the whole pile what some of it may be about:
    never how much, nor which text."""

    questions: tuple[Topic, ...]
    heavy: tuple[Category, ...]
    checked: bool = True
    """Whether the check for danger could run on all of it."""


async def list_topics(world: World, pid: ParticipantId, rid: RoundId) -> Topics | None:
    """What a round's words are about; None for whoever may not read them."""
    async with world.database.read() as db:
        round_ = await may_read(db, world, pid, rid)
        words = [] if round_ is None else await reading.list_words(db, world, rid)
    if round_ is None:
        return None
    heavy, checked = await asyncio.to_thread(_heavy, words)
    return Topics(topics_of(round_.survey), heavy, checked)


def topics_of(survey: Survey) -> tuple[Topic, ...]:
    """The questions that can be answered in words, in their order."""
    language = survey.main_language
    return tuple(
        Topic(QuestionKey(item.id), item.text[language])
        for item in survey.asked
        if _takes_words(item)
    )


def _takes_words(item: AnyQuestion) -> bool:
    if isinstance(item, SingleChoice | SeveralChoices):
        return any(choice.own_words for choice in item.choices)
    return isinstance(item, LongText | ShortText)


def _heavy(words: Iterable[str]) -> tuple[tuple[Category, ...], bool]:
    screened = [screening.screen(each) for each in words]
    found = {one.category for one in screened if one.concern}
    checked = all(one.why != screening.COULD_NOT_RUN for one in screened)
    return tuple(category for category in CATEGORIES if category in found), checked
