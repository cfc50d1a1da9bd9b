"""Whom a question was asked, where its own rule says so: sides of a question stand apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from bot.texts import say
from surveys.definitions.survey import Survey
from surveys.definitions.wording import OurWords, ours
from surveys.ids import QuestionKey
from surveys.themes.sides import other_sides, side_of


@dataclass(frozen=True, slots=True)
class SideShown:
    """What a page says of one side.

    Args:
        only: Whom the question was asked, in a sentence.
        others: The questions that the other side was asked, by place in the survey and words.
    """

    only: str
    others: tuple[tuple[int, str], ...]


def side_shown(survey: Survey, question: QuestionKey) -> SideShown | None:
    """What to say of a question's side; None where people of both may have been asked."""
    side = side_of(survey, question)
    if side is None:
        return None
    language = survey.main_language
    said = ours(cast(OurWords, side.said), (language,))[language]
    asked = survey.item(side.of).text[language]
    others = tuple(
        (survey.position(key) + 1, survey.item(key).text[language])
        for key in other_sides(survey, question)
    )
    return SideShown(say("sorting.one_side", said=said, asked=asked), others)
