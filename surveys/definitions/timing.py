"""About how long a set of items takes, for "3 of 7 · about 2 min"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from surveys.definitions.questions import (
    AgreeDisagree,
    AnyItem,
    DateQuestion,
    Dots,
    LongText,
    Note,
    Number,
    Pairs,
    PictureChoice,
    Ranking,
    Scale,
    SeveralChoices,
    ShortText,
    SingleChoice,
    Statements,
    ThisOrThat,
    Wheel,
    YesNo,
)
from surveys.definitions.turns import turns_of


def seconds(item: AnyItem) -> int:
    """About how long one item takes to read and answer in a chat. Unit: seconds.

    Source:
        Own judgement, to be replaced by what pilots measure. A tap with its reading takes
        about ten seconds, a line typed on a phone about forty; a slow reader is meant.
    """
    match item:
        case YesNo() | AgreeDisagree() | ThisOrThat() | Note():
            return 8
        case SingleChoice() | PictureChoice() | Scale() | Number() | DateQuestion():
            return 12
        case SeveralChoices():
            return 20
        case Ranking() | Dots():
            return 30
        case Wheel():
            return 45
        case Statements():
            return 6 * len(item.choices)
        case Pairs():
            return 6 * len(turns_of(item, 0))
        case ShortText():
            return 40
        case LongText():
            return 90
        case _:
            assert_never(item)


def minutes(items: Iterable[AnyItem]) -> int:
    """About how long the items take, to the nearest minute. Unit: minutes, at least 1."""
    return max(1, round(sum(seconds(item) for item in items) / 60))
