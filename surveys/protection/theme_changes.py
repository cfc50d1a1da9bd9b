"""Themes of two rounds side by side: what became of each, read off what was printed of them.

Nothing here sees an answer, or a count that is not out. A theme that one result does not show had
too few, or was no theme then: silence says nothing, so nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from surveys.protection.forms import rounded
from surveys.protection.themes import Backing, Support
from surveys.protection.waves import CHANGE_FROM


class Since(StrEnum):
    """What became of a theme since the round before."""

    UP = "up"
    ABOUT_THE_SAME = "about_the_same"
    DOWN = "down"
    TOO_FEW = "too_few"
    """Too few to compare: fewer than ten answered either time, or what is printed is too wide."""


@dataclass(frozen=True, slots=True)
class PrintedTheme:
    """A theme as a result has it.

    Args:
        name: What people called it then.
        backing: What was printed of how many wrote something in it.
        id: Which theme of the codebook it is, whatever its name; empty where it is none.
    """

    name: str
    backing: Backing
    id: str = ""


@dataclass(frozen=True, slots=True)
class Wave:
    """The themes of one question in one result.

    Args:
        themes: Those that are printed.
        total: How many answered the round; only its printed size counts. Unit: people.
    """

    themes: tuple[PrintedTheme, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A theme that both results print, and what became of it. ``was`` is its name before."""

    now: PrintedTheme
    was: str
    since: Since


def compare(before: Wave, now: Wave) -> tuple[Compared, ...]:
    """What became of each theme that both results print, in the later one's order.

    A function of what both print, so it tells nothing that they do not. Themes are one where
    their ids are; where one has no id, where their names are, capitals aside. Where a name came
    to mean another theme, neither of the two is compared with it.

    Args:
        before: The earlier result's themes of a question.
        now: The later result's of the same question, of the same people.
    """
    found = []
    for theme in now.themes:
        earlier = _same(theme, now.themes, before.themes)
        if earlier is not None:
            since = _since(earlier.backing, before.total, theme.backing, now.total)
            found.append(Compared(theme, earlier.name, since))
    return tuple(found)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one to a reader: capitals aside."""
    return one.casefold() == other.casefold()


def _same(
    theme: PrintedTheme, beside: Iterable[PrintedTheme], among: Iterable[PrintedTheme]
) -> PrintedTheme | None:
    others = {each.id for each in beside if each.id and each is not theme}
    named = [each for each in among if same_name(each.name, theme.name)]
    by_id = [each for each in among if theme.id and each.id == theme.id]
    if by_id:
        return _only(by_id) if all(each in by_id for each in named) else None
    return _only(e for e in named if not (e.id and theme.id) and e.id not in others)


def _only(found: Iterable[PrintedTheme]) -> PrintedTheme | None:
    listed = list(found)
    return listed[0] if len(listed) == 1 else None


def _since(before: Backing, was: int, now: Backing, total: int) -> Since:
    first, second = _share(before, was), _share(now, total)
    if first is None or second is None or min(was, total) < CHANGE_FROM:
        return Since.TOO_FEW
    if _below(first, second):
        return Since.UP
    return Since.DOWN if _below(second, first) else Since.ABOUT_THE_SAME


_Share = tuple[Fraction, bool, Fraction, bool]
"""Every share that what is printed can stand for: where it begins and whether that very share is
among them, where it ends and whether that is."""

_NONE, _THIRD, _HALF = Fraction(0), Fraction(1, 3), Fraction(1, 2)
_TWO_THIRDS, _ALL = Fraction(2, 3), Fraction(1)
_SHARES: Mapping[Support, _Share | None] = {
    Support.AT_LEAST_THREE: None,
    Support.UNDER_A_THIRD: (_NONE, True, _THIRD, False),
    Support.HALF_OR_FEWER: (_NONE, True, _HALF, True),
    Support.TWO_THIRDS_OR_FEWER: (_NONE, True, _TWO_THIRDS, True),
    Support.MIDDLE: None,
    Support.BETWEEN: (_THIRD, True, _TWO_THIRDS, True),
    Support.OVER_HALF: (_HALF, False, _ALL, True),
    Support.OVER_TWO_THIRDS: (_TWO_THIRDS, False, _ALL, True),
}
"""The shares that are meant. "At least three" and "some" say too little to compare."""


def _share(backing: Backing, total: int) -> _Share | None:
    """Of a rounded number, every share it can be of any total that prints the same."""
    if backing.about is None:
        return _SHARES.get(backing.support)
    least, most = rounded(total) - 2, rounded(total) + 2
    low, high = Fraction(max(backing.about - 2, 0), most), Fraction(backing.about + 2, least)
    return low, True, min(high, _ALL), True


def _below(one: _Share, other: _Share) -> bool:
    """Whether every share of one is smaller than every share of the other."""
    (_, _, end, end_in), (start, start_in, _, _) = one, other
    return end < start or (end == start and not (end_in and start_in))
