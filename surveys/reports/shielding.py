"""Every question of a round through protection, branches after the questions they hang on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from surveys.definitions.paths import may_be_not_asked
from surveys.definitions.publishing import (
    DID_NOT_SCORE,
    NO_ANSWER,
    NOT_ASKED,
    TICKED,
    WROTE,
    choice_key,
)
from surveys.definitions.questions import (
    AnyQuestion,
    Dots,
    LongText,
    OneVector,
    Pairs,
    PartedQuestion,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    TickedQuestion,
    Wheel,
)
from surveys.definitions.survey import Survey
from surveys.definitions.turns import most_ahead
from surveys.ids import QuestionKey
from surveys.people.traits import Trait
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
class Areas:
    """What is printed of each area of a wheel or each statement, in the order of the question."""

    parts: Mapping[str, Rows | MostChose | SpreadOut | NotEnough]


@dataclass(frozen=True, slots=True)
class SomeWrote:
    """At least five of those who were asked wrote something."""


@dataclass(frozen=True, slots=True)
class Groups:
    """What is printed of each group of people, and nothing of all of them together."""

    by: Trait
    parts: Mapping[str, Shielded]


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

    printed: (
        Rows | MostChose | SpreadOut | NotEnough | Ticks | Areas | Writers | SomeWrote | Groups
    )
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


def tick_rule(question: TickedQuestion) -> TickRule:
    """What one person may tick, as protection sees it. Dots can reach as many choices as there
    are dots; of ideas, only so many can be put ahead of the rest."""
    if isinstance(question, Pairs):
        ideas = len(question.choices)
        return TickRule(ordinary=ideas, most=most_ahead(ideas))
    if isinstance(question, Dots):
        return TickRule(ordinary=len(question.choices), most=question.dots)
    exclusive = sum(choice.exclusive for choice in question.choices)
    return TickRule(
        ordinary=len(question.choices) - exclusive,
        exclusive=exclusive,
        fewest=question.min,
        most=question.max,
    )


def _whole(question: AnyQuestion, tally: Tally, total: int) -> Shielded:
    if tally.by is not None:
        # Different people: each group is a round of its own, and never printed beside the sum.
        parts = {name: _whole(question, each, each.total) for name, each in tally.groups.items()}
        own = {name: replace(part, surely_wrote=0) for name, part in parts.items()}
        return Shielded(Groups(tally.by, own), total)
    match question:
        case SeveralChoices() | Dots() | Pairs():
            return _ticks(question, tally, total)
        case Wheel() | Statements():
            return _areas(question, tally, total)
        case ShortText() | LongText():
            wrote = tally.vectors[question.id][WROTE]
            shown = printed_writers(wrote, total, sensitive=question.sensitive)
            surely = shown.surely if isinstance(shown, Writers) else 0
            return Shielded(shown, total, surely_wrote=surely)
        case _:
            return _one_answer(question, tally.vectors[question.id], total)


def _one_answer(question: OneVector, counts: Mapping[str, int], asked: int) -> Shielded:
    shown = printed(counts, sensitive=question.sensitive, safety=question.safety)
    surely = 0
    if isinstance(question, SingleChoice) and isinstance(shown, Rows):
        spans = dict(zip(shown.cells, possible(shown, asked).spans, strict=True))
        surely = _surely_wrote(question, spans)
    return Shielded(shown, asked, surely_wrote=surely)


def _areas(question: PartedQuestion, tally: Tally, asked: int) -> Shielded:
    """Each area on its own: whatever is printed of one says nothing about another, for anybody
    may leave out any of them. So it is with statements."""
    silent = DID_NOT_SCORE if isinstance(question, Wheel) else NO_ANSWER
    parts = {}
    for choice in question.choices:
        counts = dict(tally.vectors[choice_key(question.id, choice.value)])
        # Whoever was not asked is among the silent: leave them out.
        counts[silent] -= sum(counts.values()) - asked
        parts[choice.value] = printed(counts, sensitive=question.sensitive, safety=question.safety)
    return Shielded(Areas(parts), asked)


def _ticks(question: TickedQuestion, tally: Tally, asked: int) -> Shielded:
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


def _surely_wrote(question: SingleChoice | TickedQuestion, spans: Mapping[str, Span]) -> int:
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
        case SeveralChoices() | Dots() | Pairs():
            missed = tally.vectors[choice_key(question.id, NO_ANSWER)][NOT_ASKED]
            inner = _ticks(question, tally, making.total - missed)
        case Wheel() | Statements():
            missed = tally.vectors[choice_key(question.id, NO_ANSWER)][NOT_ASKED]
            inner = _areas(question, tally, making.total - missed)
        case _:
            counts = dict(tally.vectors[question.id])
            counts.pop(NOT_ASKED)
            inner = _one_answer(question, counts, sum(counts.values()))
    if not _carries(making, gate):
        return withheld
    return Shielded(inner.printed, inner.asked, branch=True)


def _gate_allows(making: _Shield, gate: GateOfRows | GateOfTicks) -> bool:
    asked = making.survey.item(gate.question)
    above = making.done[gate.question].printed
    match gate, asked, above:
        case GateOfRows(chosen=chosen), _, Rows() if isinstance(asked, OneVector):
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
