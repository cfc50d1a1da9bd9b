"""Before anybody is asked: can this audience be anonymous together, and will it be enough?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from surveys.ids import ParticipantId
from surveys.people.person import MOVED_ON, Kind

FEWEST_INVITED = 6
"""Fewest people of one kind, or tickets, in way A and T. Unit: people."""
OUTSIDE_LARGEST_HOME = 2
"""Fewest invited from outside the largest home where residents are asked. Unit: people."""
NEARLY_SAME = 4
"""Up to this many joiners and leavers, two audiences are nearly the same: two results could be
subtracted. Unit: people."""

_KINDRED = {Kind.CARE_LEAVER: Kind.YOUNG_PERSON}
"""Kinds that hide each other: young people in care and those who have left it."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who would be asked.

    Args:
        people: Everybody asked, by id.
        kinds: How many of each kind. Unit: people.
        homes: How many live in each home; ``""`` for none. Unit: people.
        makers: Everybody who writes, approves, codes or reads this round, by id.
        leavers: Who was asked when its series began and is not any more, by id. They count
            wherever audiences are compared.
        tickets: How many slips would be printed, for a ticket round; else 0.
    """

    people: frozenset[ParticipantId]
    kinds: Mapping[Kind, int]
    homes: Mapping[str, int]
    makers: frozenset[ParticipantId]
    leavers: frozenset[ParticipantId] = frozenset()
    tickets: int = 0


class HonestWay(StrEnum):
    """The ways that stay honest however few there are, in the order to offer them."""

    TOGETHER = "together"
    """Every home, and people who moved on."""
    HOUSE_TALK = "house_talk"
    OWN_MESSAGE = "own_message"
    ENVELOPE_WITH_FALLBACK = "envelope_with_fallback"
    """A round as always, where too few answers end as each author chose beforehand."""


class GateKind(StrEnum):
    """Why an audience is refused."""

    TOO_FEW = "too_few"
    SMALL_KIND = "small_kind"
    MAKERS_ASKED = "makers_asked"
    ONE_HOME = "one_home"
    NEARLY_SAME = "nearly_same"


@dataclass(frozen=True, slots=True)
class Gate:
    """One reason why a round cannot be launched like this.

    Args:
        kind: The reason.
        numbers: The numbers its words need. Unit: people.
    """

    kind: GateKind
    numbers: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        match self.kind:
            case GateKind.TOO_FEW:
                return (
                    "This asks {count} people. Mixing so few answers hides nobody. "
                    "Ask {least} or more: add another home, or people who've moved on."
                ).format(**self.numbers)
            case GateKind.SMALL_KIND:
                return (
                    "Only {count} of one kind of people would be asked. They would stand out. "
                    "Ask {least} or more of each kind, or leave that kind out."
                ).format(**self.numbers)
            case GateKind.MAKERS_ASKED:
                return (
                    "Somebody who makes or reads this round would be asked too. "
                    "Leave them out, or let somebody else do their job."
                )
            case GateKind.ONE_HOME:
                return (
                    "Nearly everyone asked lives in one home. People there could work it out. "
                    "Add another home, or people who've moved on."
                )
            case GateKind.NEARLY_SAME:
                return (
                    "This asks nearly the same people as another round. "
                    "Somebody could compare the two and find the few who differ. "
                    "Ask exactly the same people, or wait eight weeks."
                )
            case _:
                assert_never(self.kind)


def check_launch(
    audience: Audience, *, before: Collection[frozenset[ParticipantId]] = ()
) -> tuple[Gate, ...]:
    """Every reason why this audience cannot be asked together; none if it can.

    Args:
        audience: Who would be asked.
        before: The audiences of every round open or closed in the last eight weeks.
    """
    if audience.tickets:
        few = audience.tickets < FEWEST_INVITED
        return (_counted(GateKind.TOO_FEW, audience.tickets),) if few else ()
    gates = []
    if len(audience.people) < FEWEST_INVITED:
        gates.append(_counted(GateKind.TOO_FEW, len(audience.people)))
    elif (smallest := min(_by_kind(audience).values(), default=0)) < FEWEST_INVITED:
        gates.append(_counted(GateKind.SMALL_KIND, smallest))
    if audience.people & audience.makers:
        gates.append(Gate(GateKind.MAKERS_ASKED))
    if _one_home(audience):
        gates.append(Gate(GateKind.ONE_HOME))
    whole = audience.people | audience.leavers
    if any(1 <= len(whole ^ other) <= NEARLY_SAME for other in before):
        gates.append(Gate(GateKind.NEARLY_SAME))
    return tuple(gates)


def _counted(kind: GateKind, count: int) -> Gate:
    return Gate(kind, {"count": count, "least": FEWEST_INVITED})


def _by_kind(audience: Audience) -> Mapping[Kind, int]:
    together: dict[Kind, int] = {}
    for kind, count in audience.kinds.items():
        if count:
            kindred = _KINDRED.get(kind, kind)
            together[kindred] = together.get(kindred, 0) + count
    return together


def _one_home(audience: Audience) -> bool:
    residents = [count for home, count in audience.homes.items() if home != MOVED_ON]
    outside = len(audience.people) - max(residents, default=0)
    return bool(residents) and outside < OUTSIDE_LARGEST_HOME
