"""Counting sealed answers in the categories their questions publish. Nothing here is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from surveys.definitions.answers import Answer, Chose, Declined, Wrote
from surveys.definitions.categorising import categorise_in
from surveys.definitions.publishing import published_in
from surveys.definitions.questions import AnyQuestion, NonAnswer
from surveys.definitions.survey import Survey
from surveys.ids import QuestionKey


@dataclass(frozen=True, slots=True)
class Tally:
    """One question's exact counts. For protection alone.

    Args:
        vectors: For each published vector, how many people are in each category, in
            questionnaire order. Unit: people.
        wrote: How many gave words of their own. Unit: people.
    """

    vectors: Mapping[str, Mapping[str, int]]
    wrote: int


def tally(
    survey: Survey, answers: Iterable[tuple[QuestionKey, Answer]], total: int
) -> Mapping[QuestionKey, Tally]:
    """Count every question's answers.

    Args:
        survey: The version that was asked.
        answers: Each sealed answer with its question, in any order.
        total: How many envelopes were sealed. An answer that is missing (taken back since)
            counts as no answer, so that every question still adds up to this. Unit: people.

    Raises:
        ValueError: A question has more answers than envelopes were sealed.
    """
    by_question: dict[QuestionKey, list[Answer]] = {each.id: [] for each in survey.asked}
    for key, answer in answers:
        by_question[key].append(answer)
    return {each.id: _count(survey, each, by_question[each.id], total) for each in survey.asked}


def _count(survey: Survey, question: AnyQuestion, answers: list[Answer], total: int) -> Tally:
    if len(answers) > total:
        raise ValueError(
            f'question "{question.id}" has {len(answers)} answers from {total} envelopes'
        )
    silent: Answer = Declined(NonAnswer.SKIPPED)
    full = answers + [silent] * (total - len(answers))
    reached = Counter(
        pair for answer in full for pair in categorise_in(survey, question.id, answer).items()
    )
    vectors = {
        vector.key: {each.value: reached[vector.key, each.value] for each in vector.categories}
        for vector in published_in(survey, question.id)
    }
    return Tally(vectors, sum(map(_has_words, answers)))


def _has_words(answer: Answer) -> bool:
    match answer:
        case Wrote(text=text):
            return bool(text.strip())
        case Chose(own_words=words):
            return bool(words.strip())
        case _:
            return False
