"""What each kind of item needs and takes: its own settings, its fewest and most choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from surveys.definitions.publishing import NOT_SURE
from surveys.definitions.questions import (
    AGREE_VALUES,
    CANT_CHOOSE,
    MAX_CHOICES,
    MOST_IDEAS,
    MOST_STATEMENTS,
    YES_NO_VALUES,
)
from surveys.definitions.texts import MAX_LABEL, MAX_STATEMENT
from surveys.drafting.draft import Entry, Kind, Settings

SETTINGS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.SINGLE_CHOICE: (),
    Kind.SEVERAL_CHOICES: ("min", "max"),
    Kind.YES_NO: (),
    Kind.SCALE: ("points", "labels", "faces", "not_sure"),
    Kind.SHORT_TEXT: ("max_length",),
    Kind.LONG_TEXT: ("max_length",),
    Kind.AGREE_DISAGREE: (),
    Kind.THIS_OR_THAT: (),
    Kind.PICTURE_CHOICE: (),
    Kind.RANKING: (),
    Kind.DOTS: ("dots",),
    Kind.NUMBER: ("min", "max", "unit", "bins"),
    Kind.DATE: ("earliest", "latest", "bins"),
    Kind.WHEEL: ("points",),
    Kind.STATEMENTS: (),
    Kind.PAIRS: (),
    Kind.NOTE: (),
}
"""Which settings each kind has."""

_TAKES: Final[Mapping[Kind, tuple[int, int]]] = {
    Kind.SINGLE_CHOICE: (2, MAX_CHOICES),
    Kind.SEVERAL_CHOICES: (2, MAX_CHOICES),
    Kind.THIS_OR_THAT: (2, 2),
    Kind.PICTURE_CHOICE: (2, 9),
    Kind.RANKING: (3, 7),
    Kind.DOTS: (2, 8),
    Kind.WHEEL: (3, 10),
    Kind.STATEMENTS: (3, MOST_STATEMENTS),
    Kind.PAIRS: (3, MOST_IDEAS),
}

CANT_CHOOSE_ITSELF: Final = frozenset({Kind.THIS_OR_THAT, Kind.PAIRS})
"""Kinds that have a button of their own for "can't choose"."""

WITH_CHOICES: Final = frozenset(_TAKES)
"""Kinds that list choices their author wrote."""

POINTS: Final = 5
"""How many points a scale has where its author did not say."""


def longest_label(kind: Kind) -> int:
    """The longest label of a choice of this kind. Unit: UTF-16 code units."""
    return MAX_STATEMENT if kind is Kind.STATEMENTS else MAX_LABEL


def takes(kind: Kind) -> tuple[int, int]:
    """The fewest and the most choices of a kind; (0, 0) where it has none of its author's."""
    return _TAKES.get(kind, (0, 0))


def without_strangers(settings: Settings, kind: Kind) -> Settings:
    """Only the settings that a kind has."""
    return Settings.model_validate({name: getattr(settings, name) for name in SETTINGS[kind]})


def values_of(entry: Entry) -> tuple[str, ...]:
    """What a rule may compare an answer to this entry with; empty where nothing can be."""
    match entry.kind:
        case Kind.SINGLE_CHOICE | Kind.SEVERAL_CHOICES | Kind.PICTURE_CHOICE:
            return tuple(one.value for one in entry.choices)
        case Kind.THIS_OR_THAT:
            return (*(one.value for one in entry.choices), CANT_CHOOSE)
        case Kind.YES_NO:
            return YES_NO_VALUES
        case Kind.AGREE_DISAGREE:
            return AGREE_VALUES
        case Kind.SCALE:
            points = entry.settings.points or POINTS
            return (*map(str, range(1, points + 1)), NOT_SURE)
        case _:
            return ()
