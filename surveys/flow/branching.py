"""Which items a person meets, given what they answered, and what each question ends with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from surveys.definitions.paths import END
from surveys.definitions.questions import AnyItem, NonAnswer, Note
from surveys.definitions.rules import And, Answered, AnyOf, AtLeast, Below, Is, Not, Or, Rule
from surveys.definitions.survey import Survey
from surveys.flow.answers import (
    Allotted,
    Answer,
    Banded,
    Chose,
    Counted,
    Dated,
    Declined,
    Ranked,
    Rated,
    Scored,
    Voted,
    Within,
    Wrote,
)
from surveys.flow.matching import NOT_SURE
from surveys.flow.sitting import Sitting
from surveys.ids import QuestionKey

Answers = Mapping[QuestionKey, Answer]


def holds(rule: Rule, answers: Answers) -> bool:
    """Whether a rule holds of the answers. A comparison with no answer is false."""
    match rule:
        case Is(is_=wanted):
            return any(value in _values(answers.get(key)) for key, value in wanted.items())
        case AnyOf(any_=wanted_any):
            return any(
                value in _values(answers.get(key))
                for key, values in wanted_any.items()
                for value in values
            )
        case Answered(answered=key):
            return not isinstance(answers.get(key), Declined | None)
        case AtLeast(at_least=limits):
            return all((_point(answers.get(key)) or 0) >= limit for key, limit in limits.items())
        case Below(below=limits):
            return all(
                (point := _point(answers.get(key))) is not None and point < limit
                for key, limit in limits.items()
            )
        case And(and_=rules):
            return all(holds(each, answers) for each in rules)
        case Or(or_=rules):
            return any(holds(each, answers) for each in rules)
        case Not(not_=inner):
            return not holds(inner, answers)
        case _:
            assert_never(rule)


def path(survey: Survey, answers: Answers) -> tuple[AnyItem, ...]:
    """The items a person meets, in order, as far as their answers tell.

    A rule sees only answers to questions met before it: an answer left behind on a branch that
    was not taken after all decides nothing. Jumps that lead back, or nowhere, are not taken.
    """
    if not survey.branches:
        return survey.questions
    places = {**survey.places, END: len(survey.questions)}
    met: list[AnyItem] = []
    seen: dict[QuestionKey, Answer] = {}
    place = 0
    while place < len(survey.questions):
        item = survey.questions[place]
        place += 1
        if item.show_if is not None and not holds(item.show_if, seen):
            continue
        met.append(item)
        if item.id in answers:
            seen[item.id] = answers[item.id]
        for jump in item.then:
            if jump.when is None or holds(jump.when, seen):
                place = max(place, places.get(jump.to, place))
                break
    return tuple(met)


def final_answers(survey: Survey, sitting: Sitting) -> Mapping[QuestionKey, Answer]:
    """Exactly one answer for every question of the survey, in questionnaire order.

    Skipped stands for a question on their path without an answer, not asked for one off it.
    """
    met = {item.id for item in path(survey, sitting.answers)}
    skipped, not_asked = Declined(NonAnswer.SKIPPED), Declined(NonAnswer.NOT_ASKED)
    return {
        question.id: sitting.answers.get(question.id, skipped) if question.id in met else not_asked
        for question in survey.questions
        if not isinstance(question, Note)
    }


def signed_answers(survey: Survey, sitting: Sitting) -> Mapping[QuestionKey, Answer]:
    """The answers that carry their author's name, in questionnaire order.

    An answer left behind on a branch that was not taken after all carries nobody's.
    """
    return {
        key: answer
        for key, answer in final_answers(survey, sitting).items()
        if key in sitting.signed and not isinstance(answer, Declined)
    }


def words_torn_out(sitting: Sitting) -> Sitting:
    """The sitting as somebody may get it who reads answers: without words about danger now.

    Words that are marked so go to those who keep people safe, and to no other reader. What was
    tapped beside them stays.
    """
    answers = dict(sitting.answers)
    for key in sitting.masked:
        match answers.get(key):
            case Wrote():
                answers[key] = Declined(NonAnswer.RATHER_NOT_SAY)
            case Chose() as chosen:
                answers[key] = Chose(chosen.values)
            case _:
                pass
    return replace(sitting, answers=answers)


def has_words(answer: Answer) -> bool:
    """Whether an answer holds words of their own."""
    match answer:
        case Wrote():
            return True
        case Chose():
            return bool(answer.own_words)
        case Rated() | Ranked() | Allotted() | Scored() | Banded() | Declined():
            return False
        case Counted() | Dated() | Within() | Voted():
            return False
        case _:
            assert_never(answer)


def wrote_something(survey: Survey, sitting: Sitting) -> bool:
    """Whether any answer on their path holds words of their own."""
    return any(has_words(answer) for answer in final_answers(survey, sitting).values())


def _values(answer: Answer | None) -> tuple[str, ...]:
    match answer:
        case Chose():
            return answer.values
        case Rated():
            return (NOT_SURE if answer.point is None else str(answer.point),)
        case Wrote() | Ranked() | Allotted() | Scored() | Banded() | Declined() | None:
            return ()
        case Counted() | Dated() | Within() | Voted():
            return ()
        case _:
            assert_never(answer)


def _point(answer: Answer | None) -> int | None:
    return answer.point if isinstance(answer, Rated) else None
