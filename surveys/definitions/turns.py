"""What a question that is asked in turns shows: one statement, or two ideas, at each.

Everybody meets the turns in an order of their own. It is worked out from a number drawn when
they begin, so that neither tiredness nor what came just before weighs on the same statement or
idea for everybody. The number stays in the envelope and goes with it.

Ideas: up to five are all compared with each other; of more, each person compares only some, in
a ring (six: a ring and its middles) of an order of their own. So each idea comes up as often as
every other, first and second alike, and any two may meet. What one person then puts ahead of
the rest is bounded by ``most_ahead``, and nothing below that bound is ruled out: protection
stands on both (docs/decisions/0018).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, assert_never

from surveys.definitions.questions import AGREE_VALUES, CANT_CHOOSE, InTurns, Pairs, Statements

DRAWS: Final = 2**64
"""How many different numbers may be drawn. Far more than there are orders of twenty."""

MOST_TURNS_OF_IDEAS: Final = 12
"""Most pairs that one person compares. Unit: pairs."""

_ALL_PAIRS: Final = 5
"""Up to so many ideas, everybody compares all pairs. Unit: ideas."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One prompt of a question that is asked in turns.

    Args:
        key: What its vote is kept under: a statement's value, or two ideas' as ``a.b`` in the
            question's order.
        shown: The values of what it shows, in the order shown.
        votes: What may be answered.
    """

    key: str
    shown: tuple[str, ...]
    votes: tuple[str, ...]


def turns_of(item: InTurns, draw: int) -> tuple[Turn, ...]:
    """The turns of a question for one person, in the order they meet them.

    Args:
        item: The question.
        draw: The number they drew, from 0 to ``DRAWS`` - 1.
    """
    values = [choice.value for choice in item.choices]
    order = shuffled(values, draw)
    match item:
        case Statements():
            return tuple(Turn(value, (value,), AGREE_VALUES) for value in order)
        case Pairs():
            return tuple(
                Turn(_key(values, one, two), (one, two), (one, two, CANT_CHOOSE))
                for one, two in _pairs(order)
            )
        case _:
            assert_never(item)


def votes_allowed(item: InTurns) -> Mapping[str, tuple[str, ...]]:
    """Every key that a vote may stand under, whatever was drawn, and what it may be."""
    match item:
        case Statements():
            return {choice.value: AGREE_VALUES for choice in item.choices}
        case Pairs():
            return {f"{one}.{two}": (one, two, CANT_CHOOSE) for one, two in _couples(item)}
        case _:
            assert_never(item)


def in_order(item: InTurns, votes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Votes in the one order that says nothing of who met what first."""
    return tuple((key, votes[key]) for key in votes_allowed(item) if key in votes)


def put_ahead(item: Pairs, votes: Mapping[str, str]) -> tuple[str, ...]:
    """The ideas that one person chose more often than they chose another over them."""
    lead = {choice.value: 0 for choice in item.choices}
    for key, vote in votes.items():
        for value in key.split("."):
            if vote != CANT_CHOOSE:
                lead[value] += 1 if value == vote else -1
    return tuple(value for value, by in lead.items() if by > 0)


def most_ahead(ideas: int) -> int:
    """The most ideas one person can put ahead. Every choice of so many, or fewer, is possible.

    Where all pairs are compared, all but one. In a ring, never three in a row: each of them
    needs to win more than it loses, and only its two ends can win against others.
    """
    if ideas <= _ALL_PAIRS:
        return ideas - 1
    return 2 * ideas // 3


def shuffled(values: Sequence[str], draw: int) -> tuple[str, ...]:
    """The values in the order a number stands for; numbers up to their factorial give each."""
    left, order = list(values), []
    while left:
        draw, at = divmod(draw, len(left))
        order.append(left.pop(at))
    return tuple(order)


def _pairs(order: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of one person: every other first, so that few ideas come twice in a row."""
    count = len(order)
    steps = [1] if count > _ALL_PAIRS else list(range(1, (count - 1) // 2 + 1))
    found = [
        (order[at], order[(at + step) % count])
        for step in steps
        for at in (*range(0, count, 2), *range(1, count, 2))
    ]
    if count in (4, 6):
        half = count // 2
        found += [(order[at], order[at + half]) for at in range(half)]
    return tuple(found)


def _couples(item: Pairs) -> tuple[tuple[str, str], ...]:
    return tuple(combinations([choice.value for choice in item.choices], 2))


def _key(values: Sequence[str], one: str, two: str) -> str:
    return ".".join(sorted((one, two), key=values.index))
