"""The promise of a round: everybody asked hears what happens, even if it is a no.

Until they do, the same people are not asked again, unless a safeguarding lead says why that
cannot wait. It goes by who was asked, never by who answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from surveys.ids import RoundId
from surveys.people.audience import AudienceRule
from surveys.rounds.round import Round, State

OWES = frozenset({State.CLOSED, State.SEALING, State.SEALED, State.HELD, State.RELEASED})
"""Rounds whose people were asked, can answer no more, and are owed an answer. Whoever was only
told that a round is dropped is owed none."""

ANSWERABLE = frozenset({State.HELD, State.RELEASED})
"""Rounds of which whoever decides has seen what came, or that nothing did."""

LONGEST = 600
"""Of each part of an answer back. Unit: characters."""
LONGEST_REASON = 200
"""Of why a round cannot wait. Unit: characters."""
SHORTEST = 12
"""Of what happens next, and of a reason. Unit: characters."""


class Part(StrEnum):
    """The parts of an answer back. The first is always there."""

    NEXT = "next"
    CHANGED = "changed"
    WHY_NOT = "why_not"


@dataclass(frozen=True, slots=True)
class WrittenBack:
    """What happens next, what changed already, and why something does not; "" for a part that
    is not written."""

    next: str = ""
    changed: str = ""
    why_not: str = ""

    def part(self, which: Part) -> str:
        """The words of one part."""
        return {Part.NEXT: self.next, Part.CHANGED: self.changed, Part.WHY_NOT: self.why_not}[
            which
        ]

    def having(self, which: Part, words: str) -> WrittenBack:
        """The same with other words in one part."""
        kept = {one: self.part(one) for one in Part} | {which: words}
        return WrittenBack(kept[Part.NEXT], kept[Part.CHANGED], kept[Part.WHY_NOT])


class Fault(StrEnum):
    """Why words cannot go to those who were asked."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"


def fault_in(words: str, *, longest: int = LONGEST) -> Fault | None:
    """Why words cannot stand in an answer or as a reason; None where they can.

    Args:
        longest: Unit: characters.
    """
    told = words.strip()
    if not told:
        return Fault.EMPTY
    if len(told) < SHORTEST:
        return Fault.TOO_SHORT
    return Fault.TOO_LONG if len(told) > longest else None


class Stands(StrEnum):
    """Where a promise stands, for those who were asked."""

    WAITING = "waiting"
    ANSWERED = "answered"
    LATE = "late"


def stands(answer_by: date, today: date, *, is_answered: bool) -> Stands:
    """Where a promise stands today. It is late from the day after the one that was promised."""
    if is_answered:
        return Stands.ANSWERED
    return Stands.LATE if today > answer_by else Stands.WAITING


@dataclass(frozen=True, slots=True)
class Owed:
    """A round that closed, and whether its answer was given.

    Args:
        rid: Its key.
        unit: What its promise belongs to: the waves of one declared series share one, and the
            check of a round's draft themes has that round's.
        by_ticket: Whether it asked nobody in particular.
        closed_at: When it closed, in UTC.
        answer_by: The day that was promised.
        is_answered: Whether its own answer was given.
    """

    rid: RoundId
    unit: str
    by_ticket: bool
    closed_at: datetime
    answer_by: date
    is_answered: bool


def unit_of(round_: Round) -> str:
    """What a round's promise belongs to."""
    return round_.series or round_.id


def unanswered(past: Iterable[Owed], *, but: str = "") -> tuple[Owed, ...]:
    """The rounds that are owed an answer still, in the order they come.

    The answer to a later wave answers the waves before it.

    Args:
        but: A unit of which none counts: a series does not stand in its own way.
    """
    rounds = tuple(past)
    answered: dict[str, datetime] = {}
    for one in rounds:
        if one.is_answered:
            answered[one.unit] = max(one.closed_at, answered.get(one.unit, one.closed_at))
    return tuple(
        one
        for one in rounds
        if one.unit != but
        and not one.is_answered
        and not (one.unit in answered and one.closed_at <= answered[one.unit])
    )


def may_meet(rules: Sequence[AudienceRule]) -> bool:
    """Whether two audiences could be the same people, as their authors wrote them: for slips,
    which ask nobody in particular. By kind, and by home where both name any."""
    one, other = rules
    homes = not one.homes or not other.homes or bool(one.homes & other.homes)
    return homes and bool(one.kinds & other.kinds)
