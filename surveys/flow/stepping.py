"""Judging answers made of several taps that carry an order or an amount: ranking, dots, wheel.

Every button asks for a state, not for a change, so that pressing it twice does no more than
pressing it once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import assert_never

from surveys.definitions.questions import Choice, Dots, Ranking, Wheel
from surveys.flow.amounts import amounts_named
from surveys.flow.answers import Allotted, Ranked, Scored
from surveys.flow.events import Refusal, Refused
from surveys.flow.matching import choices_named
from surveys.flow.numbers import number_in
from surveys.flow.replies import Done, Gave, Picked, Said
from surveys.flow.verdicts import Unfinished, Verdict

_THEN = re.compile(r"\s*(?:>|→|\bthen\b)\s*", re.IGNORECASE)
_LONGEST = 800
"""Most of a typed order that is looked at: more than all its labels. Unit: characters."""

Amount = tuple[str, int]


def judge_ranking(
    question: Ranking, draft: Unfinished, reply: Said | Picked | Done, language: str
) -> Verdict:
    """Judge one reply to a ranking. A choice that is taken off lets the later ones move up."""
    match reply:
        case Done():
            return Ranked(draft.ticked) if draft.ticked else Refused(Refusal.TOO_FEW, 1)
        case Picked(value=value, on=on):
            if value not in _values(question.choices):
                return Refused(Refusal.NOT_A_CHOICE)
            if on and value in draft.ticked:
                return draft
            others = tuple(each for each in draft.ticked if each != value)
            return Unfinished((*others, value) if on else others)
        case Said(text=text):
            listed = _THEN.sub(", ", text[:_LONGEST])
            named = choices_named(question.choices, listed, language)
            return Refused(Refusal.NOT_A_CHOICE) if named is None else Ranked(_once(named))
        case _:
            assert_never(reply)


def judge_dots(
    question: Dots, draft: Unfinished, reply: Said | Picked | Done | Gave, language: str
) -> Verdict:
    """Judge one reply to dots. Never more are out than there are; some may stay unused."""
    match reply:
        case Done():
            return Allotted(draft.amounts) if draft.amounts else Refused(Refusal.TOO_FEW, 1)
        case Picked():
            return Refused(Refusal.NOT_A_CHOICE)
        case Gave(value=value, amount=amount):
            if value not in _values(question.choices) or amount < 0:
                return Refused(Refusal.NOT_A_CHOICE)
            given = _with(question.choices, draft.amounts, (value, amount))
            return _within(question, given) or Unfinished(amounts=given)
        case Said(text=text):
            named = amounts_named(question.choices, text, language)
            if named is None or any(number is not None and number < 0 for _, number in named):
                return Refused(Refusal.NOT_A_CHOICE)
            wanted = ((value, 1 if number is None else number) for value, number in named)
            given = _with(question.choices, (), *wanted)
            if not given:
                return Refused(Refusal.TOO_FEW, 1)
            return _within(question, given) or Allotted(given)
        case _:
            assert_never(reply)


def judge_wheel(
    question: Wheel, draft: Unfinished, reply: Said | Picked | Done | Gave, language: str
) -> Verdict:
    """Judge one reply to a wheel: open an area, score it, or say that it is done."""
    match reply:
        case Done():
            return Scored(draft.amounts) if draft.amounts else Refused(Refusal.TOO_FEW, 1)
        case Picked(value=value, on=on):
            if value not in _values(question.choices):
                return Refused(Refusal.NOT_A_CHOICE)
            return Unfinished(amounts=draft.amounts, scoring=value if on else None)
        case Gave(value=value, amount=amount):
            if value not in _values(question.choices):
                return Refused(Refusal.NOT_A_CHOICE)
            return _scored(question, draft, value, amount)
        case Said(text=text):
            return _spoken(question, draft, text, language)
        case _:
            assert_never(reply)


def _spoken(question: Wheel, draft: Unfinished, text: str, language: str) -> Verdict:
    number = number_in(text)
    if draft.scoring is not None and number is not None:
        return _scored(question, draft, draft.scoring, number)
    if number is not None and number > len(question.choices):
        return Refused(Refusal.NOT_A_CHOICE)
    named = amounts_named(question.choices, text, language) if number is None else None
    if number is not None and number >= 1:
        named = ((question.choices[number - 1].value, None),)
    match named:
        case None:
            return Refused(Refusal.NOT_A_CHOICE)
        case ((area, None),):
            return Unfinished(amounts=draft.amounts, scoring=area)
        case _:
            scores = tuple((area, score) for area, score in named if score is not None)
            if len(scores) < len(named):
                return Refused(Refusal.NOT_A_CHOICE)
            if not all(1 <= score <= question.points for _, score in scores):
                return Refused(Refusal.NOT_A_POINT, question.points)
            return Scored(_with(question.choices, draft.amounts, *scores))


def _scored(question: Wheel, draft: Unfinished, area: str, score: int) -> Verdict:
    """The list again with the area's score on it; 0 takes it off."""
    if not 0 <= score <= question.points:
        return Refused(Refusal.NOT_A_POINT, question.points)
    return Unfinished(amounts=_with(question.choices, draft.amounts, (area, score)))


def _within(question: Dots, given: Sequence[Amount]) -> Refused | None:
    too_many = sum(amount for _, amount in given) > question.dots
    return Refused(Refusal.NO_DOTS_LEFT, question.dots) if too_many else None


def _with(
    choices: Sequence[Choice], before: Sequence[Amount], *given: Amount
) -> tuple[Amount, ...]:
    """The amounts with some of them changed, in the question's order; none of nought."""
    amounts = dict(before) | dict(given)
    return tuple((value, amounts[value]) for value in _values(choices) if amounts.get(value))


def _values(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(choice.value for choice in choices)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
