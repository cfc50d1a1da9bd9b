"""Counting sealed answers in the categories their questions publish. Nothing here is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from surveys.definitions.answers import Answer, Chose, Declined, Wrote
from surveys.definitions.categorising import categorise_in
from surveys.definitions.publishing import published_in
from surveys.definitions.questions import AnyQuestion, NonAnswer, Note
from surveys.definitions.survey import Survey
from surveys.ids import QuestionKey
from surveys.people.traits import Trait
from surveys.protection.breakdowns import Breakdown


@dataclass(frozen=True, slots=True)
class Tally:
    """One question's exact counts. For protection alone.

    Args:
        vectors: For each published vector, how many people are in each category, in
            questionnaire order. Unit: people.
        wrote: How many gave words of their own. Unit: people.
        groups: The same for each group, where the question is printed for groups.
        by: What those groups are made by.
    """

    vectors: Mapping[str, Mapping[str, int]]
    wrote: int
    groups: Mapping[str, Tally] = field(default_factory=dict)
    by: Trait | None = None

    @property
    def total(self) -> int:
        """How many people these are. Unit: people."""
        return sum(next(iter(self.vectors.values())).values())


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


def tally_groups(
    survey: Survey,
    tallies: Mapping[QuestionKey, Tally],
    answers: Iterable[tuple[QuestionKey, str, Answer]],
    kept: Iterable[Breakdown],
) -> Mapping[QuestionKey, Tally]:
    """The tallies, with those of each group where the seal kept groups.

    Args:
        survey: The version that was asked.
        tallies: What ``tally`` counted.
        answers: Each answer that carries a group, with its question and its group.
        kept: The round's breakdowns. One that was dropped counts nothing.

    Raises:
        ValueError: A group has more answers than envelopes were sealed of it.
    """
    sorted_out: dict[tuple[QuestionKey, str], list[Answer]] = {}
    for key, group, answer in answers:
        sorted_out.setdefault((key, group), []).append(answer)
    counted = dict(tallies)
    for each in (each for each in kept if each.kept):
        for key in each.questions:
            question = survey.item(key)
            assert not isinstance(question, Note), "only questions are compared"
            counted[key] = replace(
                counted[key],
                by=each.trait,
                groups={
                    group: _count(survey, question, sorted_out.get((key, group), []), size)
                    for group, size in zip(each.groups, each.sizes, strict=True)
                },
            )
    return counted


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
