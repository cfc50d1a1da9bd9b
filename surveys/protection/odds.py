"""Odds before asking: what will probably be showable, and the two changes that help most.

Each of those asked is taken to answer on their own, with the same chance: a binomial. That chance
comes from what earlier results *printed* of their turnout, never from how many answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import comb
from typing import assert_never

from surveys.protection.forms import COUNTS_FROM, FLOOR, THIRDS_FROM

USUAL_REACH = 0.4
"""The share of those asked who answer, until an organisation knows its own. Own judgement."""
EARLIER = 3
"""How many of the latest rounds say what an organisation's own reach is."""
LIKELY, UNLIKELY = 0.75, 0.4
"""From here on something is probable; below there it is not. Between, it may or may not be."""

NOTICED = 0.01
"""A change that adds less than this is not offered."""
LONGER, SHORTER, BEING_THERE = 0.05, 0.05, 0.2
"""What a second week, a survey of half the length, and somebody sitting there with a tablet are
taken to add to the share who answer. Own judgement, on the low side; no study was found."""
SHORT, LONG_ENOUGH = 3, 14
"""A survey that cannot usefully be shorter (minutes), and a round that cannot be longer (days)."""


class Turnout(StrEnum):
    """What an earlier round printed of its turnout."""

    HELD = "held"
    """Nothing: fewer than five answered, or nearly all from one home."""
    UNDER_A_THIRD = "under_a_third"
    BETWEEN = "between"
    OVER_TWO_THIRDS = "over_two_thirds"


_MIDDLE = {
    Turnout.HELD: 0.15,
    Turnout.UNDER_A_THIRD: 0.2,
    Turnout.BETWEEN: 0.5,
    Turnout.OVER_TWO_THIRDS: 0.8,
}
"""The share each stands for: near the middle of its band, a little on the low side."""


class Showable(StrEnum):
    """What there would be to show."""

    NOTHING = "nothing"
    WORDS = "words"
    """Words like "more than half", from five answers on."""
    THIRDS = "thirds"
    COUNTS = "counts"
    """Rounded numbers, and quotes that are not only the typical ones."""


class Help(StrEnum):
    """A change that would make more showable."""

    ASK_MORE = "ask_more"
    BE_THERE = "be_there"
    LONGER = "longer"
    SHORTER = "shorter"


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely each is. They add up to 1."""

    nothing: float
    words: float
    thirds: float
    counts: float

    @property
    def something(self) -> float:
        """How likely five or more answer."""
        return 1 - self.nothing

    @property
    def expected(self) -> Showable:
        """The most that is at least as likely as not; what is probable, not what is hoped."""
        if self.counts >= 0.5:
            return Showable.COUNTS
        if self.counts + self.thirds >= 0.5:
            return Showable.THIRDS
        return Showable.WORDS if self.something >= 0.5 else Showable.NOTHING


@dataclass(frozen=True, slots=True)
class Asking:
    """What the odds depend on.

    Args:
        invited: How many are asked. Unit: people.
        reach: The share who answer, 0 to 1.
        could_ask: How many could be asked at most, today. Unit: people.
        days: How long the round is open.
        minutes: How long the survey takes.
        again: The same people are asked the same again: neither can be changed.
        all_asked: Everybody there is of those people is asked: nobody can be added.
    """

    invited: int
    reach: float = USUAL_REACH
    could_ask: int = 0
    days: float = 7
    minutes: int = SHORT
    again: bool = False
    all_asked: bool = False


def reach_of(earlier: Sequence[Turnout]) -> float:
    """The share who usually answer, from what the latest rounds printed of it.

    Args:
        earlier: What each printed, the latest last. With none, 0.4.
    """
    latest = earlier[-EARLIER:]
    return sum(_MIDDLE[each] for each in latest) / len(latest) if latest else USUAL_REACH


def odds(invited: int, reach: float = USUAL_REACH) -> float:
    """How likely five or more answer, each of those invited on their own.

    Args:
        invited: How many are asked. Unit: people.
        reach: The share who usually answer, 0 to 1.

    Returns:
        A probability, 0 to 1. 12 invited at 0.4: 0.56; 24: 0.99.

    Raises:
        ValueError: ``reach`` is outside 0 to 1, or ``invited`` below 0.
    """
    return at_least(FLOOR, invited, reach)


def at_least(fewest: int, invited: int, reach: float) -> float:
    """How likely ``fewest`` or more of those invited answer. As ``odds``."""
    if not 0 <= reach <= 1 or invited < 0:
        raise ValueError(f"expected people and a share of 0 to 1, got {invited} and {reach}")
    too_few = sum(
        comb(invited, count) * reach**count * (1 - reach) ** (invited - count)
        for count in range(min(fewest, invited + 1))
    )
    return min(max(0.0, 1 - too_few), 1.0)


def chances(asking: Asking) -> Chances:
    """How likely each form of a result is."""
    some, thirds, counts = (
        at_least(fewest, asking.invited, asking.reach)
        for fewest in (FLOOR, THIRDS_FROM, COUNTS_FROM)
    )
    return Chances(1 - some, some - thirds, thirds - counts, counts)


def best_two(asking: Asking) -> tuple[Help, ...]:
    """The two changes that would help most, the best first; fewer where fewer would help.

    Whatever makes it likelier that something can be shown comes first; where that is likely
    already, whatever makes the next finer form likelier.
    """
    now = chances(asking)
    gains = {help_: _gains(now, chances(changed)) for help_, changed in _changes(asking).items()}
    ranked = sorted(gains, key=lambda each: gains[each], reverse=True)
    return tuple(each for each in ranked if max(gains[each]) > NOTICED)[:2]


def _changes(asking: Asking) -> dict[Help, Asking]:
    more = max(asking.could_ask, asking.invited + FLOOR)
    fixed = asking.again or asking.all_asked
    found = {} if fixed else {Help.ASK_MORE: replace(asking, invited=more)}
    found[Help.BE_THERE] = replace(asking, reach=min(asking.reach + BEING_THERE, 1))
    if asking.days < LONG_ENOUGH:
        found[Help.LONGER] = replace(asking, reach=min(asking.reach + LONGER, 1))
    if asking.minutes > SHORT and not asking.again:
        found[Help.SHORTER] = replace(asking, reach=min(asking.reach + SHORTER, 1))
    return found


def _gains(now: Chances, then: Chances) -> tuple[float, ...]:
    """What a change would add: to what is not likely yet first, then to every form."""
    gained = (
        then.something - now.something,
        then.thirds + then.counts - now.thirds - now.counts,
        then.counts - now.counts,
    )
    if now.something < LIKELY:
        return gained
    return gained[1:] if now.thirds + now.counts < LIKELY else gained[2:]


def odds_words(asking: Asking) -> str:
    """What will probably be showable and what would help most, in words for its author."""
    now = chances(asking)
    helps = best_two(asking)
    said = [_expected(now)]
    if helps:
        said.append("What would help most: " + " ".join(_HELPS[each] for each in helps))
    return " ".join(said)


def _expected(now: Chances) -> str:
    if now.something < UNLIKELY:
        return "Probably too few will answer, and nothing can be shown."
    if now.something < LIKELY:
        return "It could go either way. With fewer than 5 answers, nothing can be shown."
    match now.expected:
        case Showable.COUNTS:
            return "You'll probably get rounded numbers, and some quotes."
        case Showable.THIRDS:
            return "You'll probably get thirds, like “more than two thirds”, and typical quotes."
        case Showable.WORDS | Showable.NOTHING:
            return "You'll probably get words like “more than half”. No numbers, few quotes."
        case _:
            assert_never(now.expected)


_HELPS = {
    Help.ASK_MORE: "Ask more people: another home, or people who've moved on.",
    Help.BE_THERE: "Be there with a tablet while people answer.",
    Help.LONGER: "Leave it open for two weeks.",
    Help.SHORTER: "Choose a shorter survey.",
}
