"""Which earlier answers lead to a question that not everybody is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from surveys.definitions.answers import Answer, Chose, Declined, Ranked, Rated, Within
from surveys.definitions.bins import bins_of
from surveys.definitions.categorising import categorise
from surveys.definitions.paths import may_be_not_asked, reachable
from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    YES_NO_VALUES,
    AgreeDisagree,
    DateQuestion,
    NonAnswer,
    Number,
    OneVector,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    SingleChoice,
    ThisOrThat,
    YesNo,
)
from surveys.definitions.rules import And, Answered, AnyOf, AtLeast, Below, Is, Not, Or, Rule
from surveys.definitions.survey import Survey
from surveys.flow.branching import holds
from surveys.ids import QuestionKey


@dataclass(frozen=True, slots=True)
class GateOfRows:
    """Asked of those in certain categories of one earlier question."""

    question: QuestionKey
    chosen: frozenset[str]


@dataclass(frozen=True, slots=True)
class GateOfTicks:
    """Asked of those who ticked one choice of an earlier question, or of those who did not."""

    question: QuestionKey
    choice: str


def gate_of(survey: Survey, question: QuestionKey) -> GateOfRows | GateOfTicks | None:
    """What decides who is asked a question that not everybody is asked.

    Returns:
        The gate, where it is one closed question that everybody is asked and its published
        categories alone decide; None where it is anything else. Then how the branch's answers
        bear on other questions is not worked out, and it is withheld.
    """
    position = survey.position(question)
    rule = survey.questions[position].show_if
    jumped_over = len(survey.questions) in reachable(survey, without=position)
    if rule is None or jumped_over:
        return None
    named = set(_named(rule))
    if len(named) != 1:
        return None
    key = named.pop()
    if may_be_not_asked(survey, key):
        return None
    gate = survey.item(key)
    if isinstance(gate, SeveralChoices):
        return _ticked(gate, rule)
    if not isinstance(gate, OneVector):
        return None
    chosen = _chosen(gate, rule)
    return GateOfRows(key, chosen) if chosen else None


def _ticked(gate: SeveralChoices, rule: Rule) -> GateOfTicks | None:
    match rule:
        case Is(is_=wanted):
            return GateOfTicks(gate.id, wanted[gate.id])
        case AnyOf(any_=several) if len(several[gate.id]) == 1:
            return GateOfTicks(gate.id, several[gate.id][0])
        case Not(not_=inner):
            return _ticked(gate, inner)
        case _:
            return None


def _chosen(gate: OneVector, rule: Rule) -> frozenset[str] | None:
    """The categories whose every answer leads to the branch; None if some category is split."""
    leads: dict[str, set[bool]] = {}
    for answer in _answers(gate):
        category = categorise(gate, answer)[gate.id]
        leads.setdefault(category, set()).add(holds(rule, {gate.id: answer}))
    if any(len(ways) > 1 for ways in leads.values()):
        return None
    return frozenset(category for category, ways in leads.items() if True in ways)


def _answers(gate: OneVector) -> Iterator[Answer]:
    """An answer of every kind that a rule can tell apart."""
    match gate:
        case SingleChoice() | PictureChoice():
            yield from (Chose((choice.value,)) for choice in gate.choices)
        case ThisOrThat():
            yield from (Chose((choice.value,)) for choice in gate.choices)
            yield Chose((CANT_CHOOSE,))
        case YesNo():
            yield from (Chose((value,)) for value in YES_NO_VALUES)
        case AgreeDisagree():
            yield from (Chose((value,)) for value in AGREE_VALUES)
        case Scale():
            yield from (Rated(point) for point in range(1, gate.points + 1))
            yield Rated(None)
        case Ranking():
            yield from (Ranked((choice.value,)) for choice in gate.choices)
        case Number() | DateQuestion():
            yield from (Within(each.value) for each in bins_of(gate, ()))
        case _:
            assert_never(gate)
    yield Declined(NonAnswer.SKIPPED)


def _named(rule: Rule) -> Iterator[QuestionKey]:
    match rule:
        case Is(is_=wanted):
            yield from wanted
        case AnyOf(any_=several):
            yield from several
        case Answered(answered=key):
            yield key
        case AtLeast(at_least=limits):
            yield from limits
        case Below(below=limits):
            yield from limits
        case And(and_=rules) | Or(or_=rules):
            for each in rules:
                yield from _named(each)
        case Not(not_=inner):
            yield from _named(inner)
        case _:
            assert_never(rule)
