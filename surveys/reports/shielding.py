"""Every question of a round through protection, branches after the questions they hang on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from surveys.definitions.paths import may_be_not_asked
from surveys.definitions.publishing import NO_ANSWER, NOT_ASKED, TICKED, WROTE, choice_key
from surveys.definitions.questions import (
    AnyQuestion,
    LongText,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    YesNo,
)
from surveys.definitions.survey import Survey
from surveys.ids import QuestionKey
from surveys.protection.branches import branch_of_rows, branch_of_ticks
from surveys.protection.forms import COUNTS_FROM, FLOOR, Cell, Span
from surveys.protection.printed import MostChose, NotEnough, Rows, SpreadOut, possible, printed
from surveys.protection.ticks import TickRule, printed_ticks, tick_steps
from surveys.protection.writers import Writers, printed_writers
from surveys.reports.gating import GateOfRows, GateOfTicks, gate_of
from surveys.reports.tally import Tally


@dataclass(frozen=True, slots=True)
class Ticks:
    """How many picked each choice, one printed cell each."""

    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class SomeWrote:
    """At least five of those who were asked wrote something."""


@dataclass(frozen=True, slots=True)
class Shielded:
    """What may be shown of one question.

    Args:
        printed: What is printed.
        asked: How many were asked, to draw shares of. Never shown. Unit: people.
        branch: Whether not everybody was asked.
        surely_wrote: Fewest who gave words of their own, by what is printed; 0 shows no words.
            Unit: people.
    """

    printed: Rows | MostChose | SpreadOut | NotEnough | Ticks | Writers | SomeWrote
    asked: int
    branch: bool = False
    surely_wrote: int = 0


@dataclass(slots=True)
class _Shield:
    """One release in the making: what is printed so far, and which gates carry a branch."""

    survey: Survey
    tallies: Mapping[QuestionKey, Tally]
    total: int
    done: dict[QuestionKey, Shielded] = field(default_factory=dict)
    carried: dict[QuestionKey, frozenset[str]] = field(default_factory=dict)


def shield(
    survey: Survey, tallies: Mapping[QuestionKey, Tally], total: int
) -> Mapping[QuestionKey, Shielded]:
    """Protect a whole release.

    Args:
        survey: The version that was asked.
        tallies: Each question's exact counts.
        total: How many envelopes were sealed, at least 5. Unit: people.
    """
    making = _Shield(survey, tallies, total)
    for question in survey.asked:
        if may_be_not_asked(survey, question.id):
            making.done[question.id] = _branch(making, question)
        else:
            making.done[question.id] = _whole(question, tallies[question.id], total)
    return making.done


def tick_rule(question: SeveralChoices) -> TickRule:
    """What one person may tick, as protection sees it."""
    exclusive = sum(choice.exclusive for choice in question.choices)
    return TickRule(
        ordinary=len(question.choices) - exclusive,
        exclusive=exclusive,
        fewest=question.min,
        most=question.max,
    )


def _whole(question: AnyQuestion, tally: Tally, total: int) -> Shielded:
    match question:
        case SingleChoice() | YesNo() | Scale():
            return _one_answer(question, tally.vectors[question.id], total)
        case SeveralChoices():
            return _ticks(question, tally, total)
        case ShortText() | LongText():
            wrote = tally.vectors[question.id][WROTE]
            shown = printed_writers(wrote, total, sensitive=question.sensitive)
            surely = shown.surely if isinstance(shown, Writers) else 0
            return Shielded(shown, total, surely_wrote=surely)
        case _:
            assert_never(question)


def _one_answer(
    question: SingleChoice | YesNo | Scale, counts: Mapping[str, int], asked: int
) -> Shielded:
    shown = printed(counts, sensitive=question.sensitive, safety=question.safety)
    surely = 0
    if isinstance(question, SingleChoice) and isinstance(shown, Rows):
        spans = dict(zip(shown.cells, possible(shown, asked).spans, strict=True))
        surely = _surely_wrote(question, spans)
    return Shielded(shown, asked, surely_wrote=surely)


def _ticks(question: SeveralChoices, tally: Tally, asked: int) -> Shielded:
    counts = {
        choice.value: tally.vectors[choice_key(question.id, choice.value)][TICKED]
        for choice in question.choices
    }
    rule = tick_rule(question)
    cells = printed_ticks(
        counts, asked, rule, sensitive=question.sensitive, safety=question.safety
    )
    if isinstance(cells, NotEnough):
        return Shielded(cells, asked)
    steps = tick_steps(asked, rule, sensitive=question.sensitive)
    spans = {value: _step(steps, count) for value, count in counts.items()}
    return Shielded(Ticks(cells), asked, surely_wrote=_surely_wrote(question, spans))


def _surely_wrote(question: SingleChoice | SeveralChoices, spans: Mapping[str, Span]) -> int:
    """Five, where what is printed already says that five picked the choice with words."""
    own = [choice.value for choice in question.choices if choice.own_words]
    return FLOOR if len(own) == 1 and spans[own[0]].low >= FLOOR else 0


def _step(steps: tuple[Span, ...], count: int) -> Span:
    return next(step for step in steps if count in step)


def _branch(making: _Shield, question: AnyQuestion) -> Shielded:
    withheld = Shielded(NotEnough(), making.total, branch=True)
    gate = gate_of(making.survey, question.id)
    if gate is None or not _gate_allows(making, gate):
        return withheld
    tally = making.tallies[question.id]
    match question:
        case ShortText() | LongText():
            enough = tally.vectors[question.id][WROTE] >= FLOOR
            # With few asked, "five wrote" could mean that everybody did.
            if not enough or (question.sensitive and making.total < COUNTS_FROM):
                return withheld
            return Shielded(SomeWrote(), making.total, branch=True, surely_wrote=FLOOR)
        case SingleChoice() | YesNo() | Scale():
            counts = dict(tally.vectors[question.id])
            counts.pop(NOT_ASKED)
            inner = _one_answer(question, counts, sum(counts.values()))
        case SeveralChoices():
            missed = tally.vectors[choice_key(question.id, NO_ANSWER)][NOT_ASKED]
            inner = _ticks(question, tally, making.total - missed)
        case _:
            assert_never(question)
    if not _carries(making, gate):
        return withheld
    return Shielded(inner.printed, inner.asked, branch=True)


def _gate_allows(making: _Shield, gate: GateOfRows | GateOfTicks) -> bool:
    asked = making.survey.item(gate.question)
    above = making.done[gate.question].printed
    match gate, asked, above:
        case GateOfRows(chosen=chosen), SingleChoice() | YesNo() | Scale(), Rows():
            return branch_of_rows(above, chosen, making.total, sensitive=asked.sensitive)
        case GateOfTicks(choice=choice), SeveralChoices(), Ticks():
            rule = tick_rule(asked)
            steps = tick_steps(making.total, rule, sensitive=asked.sensitive)
            key = choice_key(gate.question, choice)
            step = _step(steps, making.tallies[gate.question].vectors[key][TICKED])
            return branch_of_ticks(step, steps, making.total, rule, sensitive=asked.sensitive)
        case _:
            return False


def _carries(making: _Shield, gate: GateOfRows | GateOfTicks) -> bool:
    """Whether the gate bears this branch: one way of splitting people, the first that comes."""
    split = gate.chosen if isinstance(gate, GateOfRows) else frozenset({gate.choice})
    return making.carried.setdefault(gate.question, split) == split
